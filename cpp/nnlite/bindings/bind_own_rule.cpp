// Rules written in Python: class MyRule(optim.Optimizer) with update(self, p, g, state), or with
// update_all(self, params, grads, states).
#include <deque>

#include "nnlite/base/suggest.h"
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/py_optimizer.h"
#include "nnlite/bindings/python_calls.h"
#include "nnlite/core/copy.h"

namespace nnlite::bindings {

namespace {

using optim::Method;
using optim::Option;
using optim::StateList;
using optim::Update;

constexpr const char* kUpdateMethod = "_method";

// The method of a class written in Python, and the words it points at; classes are few, and
// optimizers outlive them.
struct OwnMethod {
  OwnMethod(std::string words, optim::MethodRow row)
      : name(std::move(words)), method((row.name = name.c_str(), row), false) {}
  std::string name;
  Method method;
};

Option option_for(const std::string& rule, const std::string& name, py::handle value) {
  static constexpr std::string_view taken[] = {
      "params", "groups", "no_decay", "update", "update_all", "step", "state", "shared", "t"};
  if (std::find(std::begin(taken), std::end(taken), name) != std::end(taken)) {
    fail_value(rule.c_str(), "defaults: '", name, "' means something else; choose another name");
  }
  const Option option = optim::own_option(name, py::isinstance<py::bool_>(value));
  if (row(option).whole) {
    fail_value(rule.c_str(), "defaults: ", name,
               " is an option of every optimizer; give it when you build one");
  }
  return option;
}

double default_of(const std::string& rule, Option option, py::handle value) {
  const optim::Value given = value_of(rule.c_str(), option, value);
  if (given.schedule()) {
    fail_value(rule.c_str(), "defaults: ", row(option).name,
               " is a schedule; give a number, and the schedule when you build one");
  }
  return given.base();
}

// The row of a class, from its `defaults`.
const Method& own_method(py::handle cls) {
  static std::deque<OwnMethod> methods;
  const std::string name = py::str(cls.attr("__name__"));
  optim::MethodRow row{};
  row.update = [](Update&) {};  // PyOptimizer runs the class's
  const py::dict defaults = py::getattr(cls, "defaults", py::dict());
  if (!defaults.contains("lr")) row.options.emplace_back(Option::lr, 1e-3);
  for (const auto& [key, value] : defaults) {
    const auto option = key.cast<std::string>();
    if (option == "betas") {
      const auto pair = value.cast<std::pair<double, double>>();
      row.options.emplace_back(Option::beta1, pair.first);
      row.options.emplace_back(Option::beta2, pair.second);
    } else {
      const Option known = option_for(name, option, value);
      row.options.emplace_back(known, default_of(name, known, value));
    }
  }
  row.positional = static_cast<int>(row.options.size());
  return methods.emplace_back(name, row).method;
}

// A hyper-parameter: while an update runs, of its group and as a tensor that follows schedules;
// otherwise as a number. Choices are bools and words.
py::object attribute(py::handle self, const std::string& name) {
  const auto fail = [&] {
    throw py::attribute_error(class_name(self) + " has no attribute '" + name + "'");
  };
  if (name.starts_with("__") || !py::hasattr(py::type::of(self), kUpdateMethod)) fail();
  const auto& optimizer = self.cast<const PyOptimizer&>();
  Update* now = optimizer.now();
  if (name == "t" && now) {
    return py::cast(now->number([](const optim::Numbers&, int64_t t) { return double(t); }));
  }
  const auto value = [&](Option option) -> py::object {
    if (!now || row(option).words) return object_of(option, optimizer.get(option));
    return py::cast((*now)(option));
  };
  if (name == "betas") return py::make_tuple(value(Option::beta1), value(Option::beta2));
  for (Option option : optimizer.method().known()) {
    if (name == row(option).name) return value(option);
  }
  fail();
  return {};
}

bool every(const PyOptimizer& optimizer, int64_t n) {
  if (!optimizer.now() || n < 1) {
    fail_value(optimizer.method().name, "every(n) belongs in update(), with n from 1 on");
  }
  return optimizer.now()->when(
      [n](const optim::Numbers&, int64_t t) { return t % n == 0 ? 1.0 : 0.0; });
}

py::object as_property(py::handle get, py::handle set) {
  return py::module_::import("builtins").attr("property")(get, set);
}

void init_subclass(py::handle cls, const py::kwargs&) {
  const py::object own = cls.attr("__dict__");
  const bool one = own.contains("update"), all = own.contains("update_all");
  if (!one && !all) return;
  if (one && all) {
    fail_type(py::str(cls.attr("__name__")).cast<std::string>().c_str(),
              "defines update() and update_all(); a rule is one of them");
  }
  cls.attr(kUpdateMethod) = method_capsule(own_method(cls));
  cls.attr("__getattr__") =
      py::cpp_function(&attribute, py::name("__getattr__"), py::is_method(cls), py::arg("name"));
  cls.attr("lr") = as_property(
      py::cpp_function([](py::handle self) { return attribute(self, "lr"); }, py::is_method(cls)),
      py::type::of<optim::Optimizer>().attr("lr").attr("fset"));
}

Tensor tensor_in(const char* rule, const std::string& what, py::handle value) {
  if (!exact_tensor(value)) {
    fail_type(rule, what, " is a ", class_name(value), " where a tensor is needed");
  }
  return value.cast<Tensor>().detach();
}

struct Scope {
  Scope(Update*& place, Update* now) : place(place), before(place) { place = now; }
  ~Scope() { place = before; }
  Update*& place;
  Update* before;
};

bool has_rule(py::handle self) {
  return py::hasattr(self, "update") || py::hasattr(self, "update_all");
}

py::dict copies(const StateList& states) {
  py::dict all;
  for (const auto& [name, value] : states) all[py::str(name)] = clone(value).detach();
  return all;
}

// What init_state() or init_shared() returned.
StateList states_in(const char* rule, const char* function, const py::object& made) {
  if (!py::isinstance<py::dict>(made)) {
    fail_type(rule, function, " returned a ", class_name(made),
              "; return a dict of names and tensors");
  }
  StateList states;
  for (const auto& [key, value] : made.cast<py::dict>()) {
    const auto name = key.cast<std::string>();
    const Tensor first = tensor_in(rule, text(function, "['", name, "']"), value);
    if (!is_float(first.dtype())) {
      fail_type(rule, function, "['", name, "'] is ", first.dtype(), "; keep floats");
    }
    states.emplace_back(name, clone(first).detach());
  }
  return states;
}

}  // namespace

py::capsule method_capsule(const Method& method) {
  return py::capsule(static_cast<const void*>(&method));
}

const Method& method_of(py::handle cls) {
  if (!py::hasattr(cls, kUpdateMethod)) {
    fail_type(py::str(cls.attr("__name__")).cast<std::string>().c_str(),
              "no rule; use a class of nnlite.optim, or define update(self, p, g, state), which "
              "returns what p becomes, or update_all(self, params, grads, states)");
  }
  return *py::capsule(cls.attr(kUpdateMethod)).get_pointer<const Method>();
}

py::handle PyOptimizer::self() const {
  return py::detail::get_object_handle(static_cast<const Optimizer*>(this),
                                       py::detail::get_type_info(typeid(Optimizer)));
}

// What stands in a dict after the rule becomes the states.
void PyOptimizer::keep(Update& u, const py::dict& state) {
  for (const auto& [key, value] : state) {
    const auto name = key.cast<std::string>();
    u.keep(name.c_str(), tensor_in(method().name, text("state['", name, "']"), value));
  }
}

void PyOptimizer::update_one(py::handle self, Update& u) {
  const Scope scope(now_, &u);
  const py::dict state = copies(u.states());
  const py::object next = call_in_step(self.attr("update"), u.weights(), u.g(), state);
  if (next.is_none()) {
    fail_type(method().name,
              "update() returned nothing; return what p becomes, as in p - self.lr * g");
  }
  keep(u, state);
  u.become(tensor_in(method().name, "what update() returned", next));
}

void PyOptimizer::update_together(py::handle self, std::span<Update> updates) {
  const char* rule = method().name;
  const Scope scope(now_, &updates[0]);
  all_ = updates;
  py::list params, grads, states;
  for (const Update& u : updates) {
    params.append(u.weights());
    grads.append(u.g());
    states.append(copies(u.states()));
  }
  const py::dict together = copies(updates[0].shared_states());
  self.attr("shared") = together;
  const py::object next = call_in_step(self.attr("update_all"), params, grads, states);
  if (!py::isinstance<py::sequence>(next) || py::len(next) != updates.size()) {
    fail_type(rule, "update_all() returned a ", class_name(next), "; return a list of what the ",
              updates.size(), " parameters become");
  }
  const auto list = py::reinterpret_borrow<py::sequence>(next);
  for (size_t i = 0; i < updates.size(); ++i) {
    keep(updates[i], py::reinterpret_borrow<py::dict>(states[i]));
    updates[i].become(tensor_in(rule, "what update_all() returned", py::object(list[i])));
  }
  for (const auto& [key, value] : together) {
    const auto name = key.cast<std::string>();
    updates[0].share(name.c_str(), tensor_in(rule, text("shared['", name, "']"), value));
  }
}

py::list PyOptimizer::each(const std::function<py::object()>& read) {
  if (!now_ || all_.empty()) {
    fail_value(method().name, "each(name) belongs in update_all()");
  }
  py::list values;
  for (Update& u : all_) {
    const Scope scope(now_, &u);
    values.append(read());
  }
  return values;
}

void PyOptimizer::run_update(std::span<Update> updates) {
  const py::gil_scoped_acquire gil;
  const py::handle object = self();
  if (!has_rule(object)) return Optimizer::run_update(updates);
  if (!py::hasattr(object, "update_all")) {
    for (Update& u : updates) update_one(object, u);
    return;
  }
  struct Clear {
    std::span<Update>& all;
    ~Clear() { all = {}; }
  } const clear{all_};
  update_together(object, updates);
}

StateList PyOptimizer::first_states(const optim::Subject& subject) {
  const py::gil_scoped_acquire gil;
  const py::handle object = self();
  if (!object || !has_rule(object)) return Optimizer::first_states(subject);
  if (!py::hasattr(object, "init_state")) return {};
  return states_in(method().name, "init_state()",
                   object.attr("init_state")(subject.tensor.detach()));
}

StateList PyOptimizer::first_shared() {
  const py::gil_scoped_acquire gil;
  const py::handle object = self();
  if (!object || !py::hasattr(object, "update_all")) return Optimizer::first_shared();
  if (!py::hasattr(object, "init_shared")) return {};
  py::list params;
  for (const Group& group : groups()) {
    for (const Parameter& p : group.parameters) params.append(p.tensor.detach());
  }
  return states_in(method().name, "init_shared()", object.attr("init_shared")(params));
}

void bind_own_rules(OptimizerClass& cls) {
  const py::object bind = py::module_::import("builtins").attr("classmethod");
  cls.attr("__init_subclass__") =
      bind(py::cpp_function(&init_subclass, py::name("__init_subclass__")));
  cls.def(
      "every", [](const PyOptimizer& o, int64_t n) { return every(o, n); }, py::arg("n"),
      R"doc(Whether the parameter's step is the n-th, 2 n-th, ...: for update() of your own rule.

A compiled step captures the steps of which it is true apart from the others.

Raises
------
ValueError
    Outside update(), or for n below 1.)doc");
  cls.def(
      "each",
      [](py::object self, const std::string& name) {
        return self.cast<PyOptimizer&>().each([&] { return attribute(self, name); });
      },
      py::arg("name"),
      R"doc(A hyper-parameter, or "t", of every parameter: for update_all() of your own rule.

``self.lr`` and the like are those of the first parameter; groups may differ.

Raises
------
ValueError
    Outside update_all().)doc");
}

}  // namespace nnlite::bindings
