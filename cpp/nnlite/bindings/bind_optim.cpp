// Optimizers: one class of Python per method, made from the method's row.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/optim_api.h"
#include "nnlite/bindings/py_optimizer.h"
#include "nnlite/ops/create.h"

namespace nnlite::bindings {

namespace {

using optim::Method;
using optim::Optimizer;
using optim::OptimizerPtr;
using optim::Option;

struct GroupView {
  OptimizerPtr optimizer;
  size_t index;

  const Optimizer::Group& group() const { return optimizer->groups()[index]; }
  // The parts of a tuple, or one option; a part alone may be named, too.
  std::vector<Option> options(const std::string& name) const {
    const Method& method = optimizer->method();
    const std::vector<Option> parts = options_named(method, name);
    return parts.empty() ? std::vector{option_named(method.name, name, method.known())} : parts;
  }
  std::vector<std::string> keys() const {
    std::vector<std::string> names = {"params"};
    for (const std::string& name : argument_names(optimizer->method())) {
      if (!row(options(name)[0]).whole) names.push_back(name);
    }
    return names;
  }
  py::object get(const std::string& name) const {
    if (name == "params") {
      py::list tensors;
      for (const Optimizer::Parameter& p : group().parameters) tensors.append(py::cast(p.tensor));
      return tensors;
    }
    py::list values;
    const std::vector<Option> parts = options(name);
    for (Option o : parts) values.append(object_of(o, optimizer->get(o, index)));
    const bool tuple = tuple_of(parts[0]) && name == python_name(parts[0]);
    return tuple ? py::object(py::tuple(values)) : py::object(values[0]);
  }
  py::object get_or(const std::string& name, const py::object& otherwise) const {
    const std::vector<std::string> names = keys();
    return std::find(names.begin(), names.end(), name) == names.end() ? otherwise : get(name);
  }
  py::list items() const {
    py::list pairs;
    for (const std::string& name : keys()) pairs.append(py::make_tuple(name, get(name)));
    return pairs;
  }
  // All parts of a tuple or none.
  void set(const std::string& name, py::handle value) const {
    const std::vector<Option> parts = options(name);
    const Method& method = optimizer->method();
    if (name != python_name(parts[0]) || !tuple_of(parts[0])) {
      return optimizer->set(parts[0], value_of(method.name, parts[0], value), index);
    }
    py::dict given;
    given[py::str(name)] = value;
    const optim::Options next = options_of(method, given);
    std::vector<optim::Value> before;
    try {
      for (Option o : parts) {
        before.push_back(optimizer->get(o, index));
        optimizer->set(o, next[o].value(), index);
      }
    } catch (...) {
      for (size_t i = 0; i + 1 < before.size(); ++i) optimizer->set(parts[i], before[i], index);
      throw;
    }
  }
};

constexpr const char* kOptimizerDoc =
    R"doc(What all optimizers have in common, and where a rule of your own begins.

A subclass that defines ``update(self, p, g, state)`` is an optimizer like the others, with groups,
schedules, weight decay in each mode, clipping, accumulation, averages, checkpoints and compiled
steps. ``update`` computes with tensors and returns what the parameter becomes::

    p        the parameter, after decoupled weight decay
    g        its gradient: averaged, clipped, with coupled weight decay
    state    a dict of tensors; what stands in it afterwards is kept
    self.lr, self.momentum, ...    hyper-parameters as tensors that follow schedules, from `defaults`
    self.t   the number of the step, 1, 2, ..., as a tensor
    self.every(n)    whether it is a multiple of n

``init_state(self, p)``, if there is one, returns the state before the first step. Nothing changes
before the update of every parameter has returned.

A rule that sees all parameters at once defines ``update_all(self, params, grads, states)`` instead,
and returns a list of what they become. ``init_shared(self, params)`` returns what they keep
together, which is ``self.shared`` there; ``self.each("lr")`` lists a hyper-parameter of each.

Examples
--------
>>> import nnlite
>>> from nnlite import nn, optim
>>> class Heavy(optim.Optimizer):
...     defaults = dict(lr=1e-2, momentum=0.9)
...     def init_state(self, p):
...         return {"buffer": nnlite.zeros_like(p)}
...     def update(self, p, g, state):
...         state["buffer"] = self.momentum * state["buffer"] + g
...         return p - self.lr * state["buffer"]
>>> model = nn.Linear(2, 1)
>>> optimizer = Heavy(model.parameters(), lr=optim.cosine(0.1, 100), weight_decay=1e-4)
>>> model(nnlite.ones(4, 2)).sum().backward()
>>> optimizer.step()
>>> optimizer.steps
1)doc";

struct Averaged {
  OptimizerPtr optimizer;
};

std::unique_ptr<PyOptimizer> make(const Method& method, py::handle params,
                                  const py::tuple& positional, py::dict keywords) {
  const std::vector<std::string> names = positional_names(method);
  if (positional.size() > names.size()) {
    fail_type(method.name, positional.size() + 1, " arguments by position, but only params and ",
              names.size(), " options may be; write the others as keywords");
  }
  for (size_t i = 0; i < positional.size(); ++i) {
    const py::str name(names[i]);
    if (keywords.contains(name)) fail_type(method.name, names[i], " is given twice");
    keywords[name] = positional[i];
  }
  const optim::Options options = options_of(method, keywords);
  std::vector<optim::ParameterGroup> groups = groups_of(method, params);
  if (keywords.contains("groups") && !keywords["groups"].is_none()) {
    if (groups.size() != 1) {
      fail_value(method.name, "give groups by dicts in params or by names in groups, not both");
    }
    std::vector<std::pair<std::string, optim::Options>> patterns;
    for (const auto& [pattern, given] : keywords["groups"].cast<py::dict>()) {
      patterns.emplace_back(pattern.cast<std::string>(),
                            options_of(method, given.cast<py::dict>()));
    }
    groups = groups_by_name(groups[0].parameters, patterns);
  }
  return std::make_unique<PyOptimizer>(method, std::move(groups), options);
}

py::dict optimizer_state(const Optimizer& optimizer) {
  py::dict out;
  for (const auto& [name, value] : optimizer.state()) {
    out[py::str(name)] = std::visit([](const auto& v) -> py::object { return py::cast(v); }, value);
  }
  return out;
}

void load_optimizer_state(Optimizer& optimizer, const py::dict& state) {
  optim::OptimizerState entries;
  for (const auto& [name, value] : state) {
    if (TensorImpl* impl = exact_tensor(value)) {
      entries.emplace_back(name.cast<std::string>(), Tensor(Ref<TensorImpl>(impl)));
    } else {
      entries.emplace_back(name.cast<std::string>(), value.cast<double>());
    }
  }
  optimizer.load_state(entries);
}

std::string repr(const Optimizer& optimizer) {
  const Method& method = optimizer.method();
  std::string out = std::string(method.name) + " (";
  for (size_t i = 0; i < optimizer.groups().size(); ++i) {
    const Optimizer::Group& group = optimizer.groups()[i];
    out += text("\n  group ", i, ": ", group.parameters.size(), " tensors");
    for (const auto& [option, value] : method.options) {
      const py::object now = object_of(option, at(group.values, option));
      out += text(", ", row(option).name, "=", py::repr(now).cast<std::string>());
    }
  }
  return out + "\n)";
}

using Class = OptimizerClass;

void bind_options(Class& cls) {
  cls.def_property(
         "lr", [](const Optimizer& o) { return o.number(Option::lr); },
         [](Optimizer& o, py::handle value) {
           const optim::Value lr = value_of(o.method().name, Option::lr, value);
           for (size_t i = 0; i < o.groups().size(); ++i) o.set(Option::lr, lr, i);
         },
         "The learning rate of the coming step; set it, for all groups, to a number or a schedule.")
      .def_property_readonly(
          "param_groups",
          [](const OptimizerPtr& o) {
            std::vector<GroupView> views;
            for (size_t i = 0; i < o->groups().size(); ++i) views.push_back({o, i});
            return views;
          },
          "The groups: like dicts, of \"params\" and of options that may be set at any time.")
      .def(
          "add_param_group",
          [](Optimizer& o, const py::dict& group) {
            py::list list;
            list.append(group);
            o.add_group(groups_of(o.method(), list).at(0));
          },
          py::arg("group"), "Add a group: a dict of \"params\" and options.")
      .def("__repr__", &repr);
}

void bind_state(Class& cls) {
  cls.def("state_dict", &optimizer_state, R"doc(All that a later run needs to go on, by name.

Returns
-------
dict of str to Tensor or float
    Flat: "step", "group.0.lr", "0.weight.step", "0.weight.exp_avg", ... Tensors share memory.)doc")
      .def("load_state_dict", &load_optimizer_state, py::arg("state"),
           R"doc(Continue from the state of another optimizer of the same kind.

Schedules are functions of the step and stay those of this optimizer.

Parameters
----------
state : dict
    From `state_dict`.

Raises
------
ValueError
    If names, shapes or dtypes differ; the message lists all of them, and nothing is loaded.)doc")
      .def(
          "averaged",
          [](const OptimizerPtr& o) {
            if (!o->has_averages()) {
              fail_value(o->method().name,
                         "no averaged weights; build the optimizer with ema=0.999, or with swa, "
                         "and step first");
            }
            return Averaged{o};
          },
          "A context in which the parameters hold their averages: with optimizer.averaged(): ...");
}

void bind_views(py::module_& m) {
  py::class_<GroupView>(m, "ParamGroup", "A group of parameters and its options, as a dict.")
      .def("__getitem__", &GroupView::get, py::arg("name"))
      .def("__setitem__", &GroupView::set, py::arg("name"), py::arg("value"))
      .def("keys", &GroupView::keys, "The names.")
      .def("items", &GroupView::items, "Pairs of names and values.")
      .def("get", &GroupView::get_or, py::arg("name"), py::arg("default") = py::none(),
           "The value of that name, or `default` where there is none.")
      .def("__iter__", [](const GroupView& g) { return py::iter(py::cast(g.keys())); })
      .def("__len__", [](const GroupView& g) { return g.keys().size(); });
  py::class_<Averaged>(m, "Averaged", "What Optimizer.averaged() returns.")
      .def("__enter__", [](Averaged& a) { a.optimizer->swap_averages(); })
      .def("__exit__", [](Averaged& a, const py::args&) { a.optimizer->swap_averages(); });
}

// class Adam(Optimizer), from the row of Adam.
void bind_method(py::module_& m, const py::object& base, const Method& method) {
  py::dict members;
  members["__module__"] = m.attr("__name__");
  members["__doc__"] = documentation(method);
  members["_method"] = method_capsule(method);
  const py::object cls = py::reinterpret_borrow<py::object>(
      reinterpret_cast<PyObject*>(&PyType_Type))(method.name, py::make_tuple(base), members);
  py::options options;
  options.disable_function_signatures();
  const std::string doc = "__init__" + signature(method);
  cls.attr("__init__") = py::cpp_function(
      [base](py::handle self, py::handle params, const py::args& positional,
             const py::kwargs& keywords) {
        base.attr("__init__")(self, params, *positional, **keywords);
      },
      py::name(method.name), py::is_method(cls), py::arg("params"), doc.c_str());
  m.attr(method.name) = cls;
}

// What nnlite.optim.list() shows of a method.
py::dict described(const Method& method) {
  py::dict options;
  for (const auto& [option, value] : method.options) {
    const std::string name = python_name(option);
    const py::object object = object_of(option, at(method.defaults(), option));
    if (!tuple_of(option)) {
      options[py::str(name)] = object;
    } else if (options.contains(name)) {
      options[py::str(name)] = py::object(options[py::str(name)]) + py::make_tuple(object);
    } else {
      options[py::str(name)] = py::make_tuple(object);
    }
  }
  py::dict found;
  found["name"] = method.name;
  found["summary"] = method.summary();
  found["source"] = method.source();
  found["options"] = options;
  const bool elementwise = method.rule != nullptr;
  if (elementwise) {
    const char* states = kRuleStateNames[static_cast<int>(method.rule(method.defaults()))];
    found["states"] = py::tuple(py::str(states).attr("split")());
  } else {
    py::list names;
    const Tensor matrix = zeros({3, 2});
    for (const auto& [state, value] : method.states({matrix, method.defaults(), true})) {
      names.append(state);
    }
    found["states"] = py::tuple(names);
  }
  found["elementwise"] = elementwise;
  found["closure"] = method.search != nullptr;
  return found;
}

// Optimizer(params, ...): of the method that belongs to the class.
void bind_making(Class& cls) {
  cls.def(py::init([](const py::capsule& method, py::handle params, const py::tuple& positional,
                      const py::dict& keywords) {
    return make(*method.get_pointer<const Method>(), params, positional, keywords);
  }));
  const py::object made = cls.attr("__init__");
  py::options options;
  options.disable_function_signatures();
  cls.attr("__init__") = py::cpp_function(
      [made](py::handle self, py::handle params, const py::args& positional,
             const py::kwargs& keywords) {
        made(self, method_capsule(method_of(py::type::of(self))), params, positional, keywords);
      },
      py::name("Optimizer"), py::is_method(cls), py::arg("params"),
      "__init__(self, params: collections.abc.Iterable[typing.Any], *args: typing.Any, **kwargs: "
      "typing.Any) -> None");
}

}  // namespace

void bind_optim(Api& api) {
  py::module_ m = api.m.def_submodule("_optim", "Optimizers and schedules; see nnlite.optim.");
  bind_schedules(m);
  Class cls(m, "Optimizer", kOptimizerDoc);
  bind_making(cls);
  bind_own_rules(cls);
  bind_views(m);
  bind_steps(m, cls);
  bind_options(cls);
  bind_state(cls);
  for (const Method* method : optim::all_methods()) bind_method(m, cls, *method);
  m.def("_methods", [] {
    py::list all;
    for (const Method* method : optim::all_methods()) all.append(described(*method));
    return all;
  });
  m.def(
      "_method_named", [](const std::string& name) { return optim::method_named(name).name; },
      py::arg("name"));
}

}  // namespace nnlite::bindings
