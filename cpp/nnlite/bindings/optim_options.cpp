// Options of optimizers between Python and C++, and the words about them.
#include "nnlite/base/suggest.h"
#include "nnlite/bindings/optim_api.h"

namespace nnlite::bindings {

using optim::Method;
using optim::Option;
using optim::Options;
using optim::Value;

namespace {

std::string python_type(const optim::OptionRow& row) {
  if (row.is_flag()) return "bool";
  if (row.words && std::string(row.words).starts_with("None")) return "str | None";
  if (row.words) return std::string(row.words).starts_with("False") ? "bool | str" : "str";
  return text(row.count ? "int" : "float", " | Schedule | collections.abc.Callable[[int], float]");
}

const OptionTuple kTuples[] = {
    {"betas", {Option::beta1, Option::beta2, Option::beta3}},
    {"etas", {Option::eta_minus, Option::eta_plus}},
    {"step_sizes", {Option::step_size_min, Option::step_size_max}},
};

std::string documented(const Method& method, const std::vector<Option>& parts) {
  const optim::OptionRow& first = method.row(parts[0]);
  if (parts.size() == 1 || first.doc != row(parts[0]).doc) return first.doc;
  if (parts[0] == Option::beta1) return "decay of the averages of gradients and of their squares";
  std::string all = first.doc;
  for (size_t i = 1; i < parts.size(); ++i) all += text("; ", method.row(parts[i]).doc);
  return all;
}

// "float | ..." or "tuple[float, float]".
std::string typed(const std::vector<Option>& parts) {
  if (!tuple_of(parts[0])) return python_type(row(parts[0]));
  std::string all = "tuple[float";
  for (size_t i = 1; i < parts.size(); ++i) all += ", float";
  return all + "]";
}

std::string written(const Method& method, const std::vector<Option>& parts) {
  const auto one = [&](Option option) {
    return py::repr(object_of(option, at(method.defaults(), option))).cast<std::string>();
  };
  if (!tuple_of(parts[0])) return one(parts[0]);
  std::string all = "(";
  for (Option part : parts) all += (part == parts[0] ? "" : ", ") + one(part);
  return all + ")";
}

// One after the other: its name, its type, its default, what it is.
template <class F>
void each_argument(const Method& method, F&& f) {
  int place = 0;
  for (const std::string& name : argument_names(method)) {
    const std::vector<Option> parts = options_named(method, name);
    f(place++, name, typed(parts), written(method, parts), documented(method, parts));
  }
}

void check_known(const Method& method, const std::string& name) {
  std::vector<std::string> names = argument_names(method);
  names.insert(names.end(), {"no_decay", "groups", "decoupled_weight_decay"});
  std::vector<std::string_view> views(names.begin(), names.end());
  if (std::find(views.begin(), views.end(), name) == views.end()) {
    fail_value(method.name, "no option '", name, "'", suggestion(name, views));
  }
}

}  // namespace

// Where None is 0: what every optimizer can do without, and choices that have the word.
static bool may_be_none(Option option) {
  const optim::OptionRow& r = row(option);
  return r.whole || r.is_flag() || option == Option::max_eval ||
         (r.words && std::string(r.words).starts_with("None"));
}

const OptionTuple* tuple_of(Option option) {
  for (const OptionTuple& tuple : kTuples) {
    if (std::find(tuple.parts.begin(), tuple.parts.end(), option) != tuple.parts.end()) {
      return &tuple;
    }
  }
  return nullptr;
}

std::string python_name(Option option) {
  const OptionTuple* tuple = tuple_of(option);
  return tuple ? tuple->name : row(option).name;
}

std::vector<Option> options_named(const Method& method, const std::string& name) {
  std::vector<Option> found;
  for (Option option : method.known()) {
    if (python_name(option) == name) found.push_back(option);
  }
  return found;
}

std::vector<std::string> argument_names(const Method& method) {
  std::vector<std::string> names;
  for (Option option : method.known()) {
    const std::string name = python_name(option);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

// Kept alive by the schedule, called under the GIL.
optim::SchedulePtr schedule_of(py::handle function, double base) {
  const std::string repr = "function(" + py::repr(function).cast<std::string>() + ")";
  return optim::function(
      [held = shared(py::reinterpret_borrow<py::object>(function))](int64_t step) {
        const py::gil_scoped_acquire gil;
        const py::object found = py::handle(held.get())(step);
        const double number = PyFloat_AsDouble(found.ptr());
        if (!PyErr_Occurred()) return number;
        PyErr_Clear();
        fail_type("schedule", "the function returned a ", class_name(found), " at step ", step,
                  "; return a number");
      },
      base, repr);
}

Value value_of(const char* method, Option option, py::handle object) {
  if (py::isinstance<py::str>(object)) {
    return word_value(method, option, object.cast<std::string>());
  }
  if (py::isinstance<optim::Schedule>(object)) return object.cast<optim::SchedulePtr>();
  if (object.is_none() && may_be_none(option)) return 0;
  const double number = PyFloat_AsDouble(object.ptr());
  if (!PyErr_Occurred()) return number;
  PyErr_Clear();
  if (PyCallable_Check(object.ptr())) return schedule_of(object);
  fail_type(method, row(option).name, " is ", py::repr(object).cast<std::string>(),
            "; give a number, a schedule or a function of the step");
}

py::object object_of(Option option, const Value& value) {
  if (value.schedule()) return py::cast(value.schedule());
  const optim::OptionRow& r = row(option);
  if (r.count) return py::int_(static_cast<int64_t>(value.base()));
  if (!r.words) return py::float_(value.base());
  const auto words = py::str(r.words).attr("split")().cast<std::vector<std::string>>();
  const std::string& word = words.at(static_cast<size_t>(value.base()));
  if (word == "None") return py::none();
  if (word == "True" || word == "False") return py::bool_(word == "True");
  return py::str(word);
}

namespace {

void take_tuple(Options& options, const Method& method, const std::string& name,
                const std::vector<Option>& parts, py::handle value) {
  if (!py::isinstance<py::sequence>(value) || py::isinstance<py::str>(value) ||
      py::len(value) != parts.size()) {
    fail_value(method.name, name, " is ", py::repr(value).cast<std::string>(), "; give ",
               parts.size() == 2 ? "two" : "three", " numbers, as in ", name, "=",
               written(method, parts));
  }
  const auto given = py::reinterpret_borrow<py::sequence>(value);
  for (size_t i = 0; i < parts.size(); ++i) {
    options[parts[i]] = value_of(method.name, parts[i], py::object(given[i]));
  }
}

}  // namespace

Options options_of(const Method& method, const py::dict& keywords) {
  Options options;
  for (const auto& [key, value] : keywords) {
    const auto name = key.cast<std::string>();
    check_known(method, name);
    const std::vector<Option> parts = options_named(method, name);
    if (name == "groups") continue;
    if (name == "no_decay") {
      if (!value.is_none()) options.no_decay = value.cast<std::string>();
    } else if (name == "decoupled_weight_decay") {
      if (!value.is_none()) options.decay_mode = value.cast<bool>() ? 1 : 0;
    } else if (tuple_of(parts[0])) {
      take_tuple(options, method, name, parts, value);
    } else {
      options[parts[0]] = value_of(method.name, parts[0], value);
    }
  }
  return options;
}

namespace {

Tensor parameter_of(const Method& method, py::handle item) {
  if (TensorImpl* impl = exact_tensor(item)) return Tensor(Ref<TensorImpl>(impl));
  const bool pair = py::isinstance<py::tuple>(item) && py::len(item) == 2;
  if (pair) {
    const auto named = py::reinterpret_borrow<py::tuple>(item);
    TensorImpl* impl = exact_tensor(named[1]);
    if (impl && py::isinstance<py::str>(named[0])) {
      Tensor t{Ref<TensorImpl>(impl)};
      if (t.requires_grad()) t.set_name(named[0].cast<std::string>());
      return t;
    }
  }
  fail_type(method.name, "a parameter is ", py::repr(py::type::of(item)).cast<std::string>(),
            "; give model.parameters(), a list of tensors, or a list of dicts");
}

std::vector<Tensor> parameters_of(const Method& method, py::handle params) {
  if (TensorImpl* one = exact_tensor(params)) return {Tensor(Ref<TensorImpl>(one))};
  if (!py::hasattr(params, "__iter__")) {
    fail_type(method.name, "params is ", py::repr(py::type::of(params)).cast<std::string>(),
              "; give model.parameters(), a list of tensors, or a list of dicts");
  }
  std::vector<Tensor> tensors;
  for (py::handle item : params) tensors.push_back(parameter_of(method, item));
  return tensors;
}

}  // namespace

std::vector<optim::ParameterGroup> groups_of(const Method& method, py::handle params) {
  std::vector<optim::ParameterGroup> groups;
  std::vector<py::object> items;
  if (!exact_tensor(params) && py::hasattr(params, "__iter__")) {
    for (py::handle item : params) items.push_back(py::reinterpret_borrow<py::object>(item));
  }
  if (items.empty() || !py::isinstance<py::dict>(items[0])) {
    if (items.empty()) return {{parameters_of(method, params)}};
    return {{parameters_of(method, py::cast(items))}};
  }
  for (const py::object& item : items) {
    if (!py::isinstance<py::dict>(item) || !item.contains("params")) {
      fail_type(method.name, "a group is ", py::repr(item).cast<std::string>(),
                "; give a dict such as {'params': [...], 'lr': 0.1}");
    }
    py::dict options(item.attr("copy")());
    const py::object tensors = options.attr("pop")("params");
    groups.push_back({parameters_of(method, tensors), options_of(method, options)});
  }
  return groups;
}

std::vector<std::string> positional_names(const Method& method) {
  std::vector<std::string> names;
  for (int i = 0; i < method.positional; ++i) {
    const std::string name = python_name(method.options[static_cast<size_t>(i)].first);
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

std::string signature(const Method& method) {
  const auto positional = static_cast<int>(positional_names(method).size());
  std::string out = "(self, params: collections.abc.Iterable[typing.Any]";
  each_argument(method, [&](int place, const std::string& name, const std::string& type,
                            const std::string& value, const std::string&) {
    out += text(place == positional ? ", *" : "", ", ", name, ": ", type, " = ", value);
  });
  return out +
         ", no_decay: str | None = None, decoupled_weight_decay: bool | None = None, groups: "
         "dict[str, dict[str, typing.Any]] | None = None) -> None";
}

std::string documentation(const Method& method) {
  const std::string doc = method.doc;
  const size_t end = doc.find("\nReferences\n");
  std::string out = doc.substr(0, end) + R"(
Parameters
----------
params : iterable of Tensor, of (name, Tensor), or of dict
    What to change. A dict is a group: its "params", and options that differ from the others'.
)";
  each_argument(method, [&](int, const std::string& name, const std::string& type,
                            const std::string& value, const std::string& what) {
    const size_t schedule = type.find(" | Schedule");
    const bool number = schedule != std::string::npos;
    out += text(name, " : ", type.substr(0, schedule), number ? " or schedule" : "", ", default ",
                value, "\n    ", static_cast<char>(std::toupper(what[0])), what.substr(1), ".\n");
  });
  out += R"(no_decay : str, optional
    Parameters without weight decay: a regular expression over their names, or "auto" for biases
    and all others of fewer than two axes (norms).
decoupled_weight_decay : bool, optional
    PyTorch's word for decay_mode: True is "decoupled", False "coupled".
groups : dict of str to dict, optional
    Groups by regular expressions over the names, and the options of each; the first that is found
    in a name decides.

Raises
------
ValueError
    For an unknown option (with the nearest name), a value outside its limits, a pattern that
    matches no name, no parameters, or a parameter given twice.

Examples
--------
>>> from nnlite import nn, optim
>>> model = nn.Linear(2, 1)
>>> optimizer = optim.)" +
         std::string(method.name) + R"((model.parameters(), lr=0.01)
>>> optimizer.param_groups[0]["lr"]
0.01
)";
  return out + (end == std::string::npos ? "" : doc.substr(end));
}

}  // namespace nnlite::bindings
