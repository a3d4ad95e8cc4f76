// nn.Module: lists of its members, state, modes and words.
#include <unordered_set>
#include <variant>

#include "nnlite/bindings/nn_attributes.h"

namespace nnlite::bindings {

namespace {

using nn::Module;
using nn::ModulePtr;
using Named = std::vector<std::pair<std::string, py::object>>;

// Every module once with its Python object, parents first.
void walk(const std::string& path, const py::object& self, std::unordered_set<Module*>& seen,
          Named& found) {
  Module& m = module_of(self);
  if (!seen.insert(&m).second) return;
  found.emplace_back(path, self);
  for (const auto& [name, child] : m.named_children()) {
    walk(path.empty() ? name : path + "." + name, py::cast(child), seen, found);
  }
}

Named named_modules(const py::object& self) {
  std::unordered_set<Module*> seen;
  Named found;
  walk("", self, seen, found);
  return found;
}

template <class Pairs>
auto seconds(const Pairs& pairs) {
  py::list list;
  for (const auto& [name, item] : pairs) list.append(item);
  return list;
}

py::object submodule(py::object self, const std::string& path) {
  for (const auto& [name, module] : named_modules(self)) {
    if (name == path) return module;
  }
  fail_value("get_submodule", "there is no module '", path, "' in this ", class_name(self));
}

Tensor named_tensor(const char* what, const nn::NamedTensors& list, const std::string& name) {
  for (const auto& [path, t] : list) {
    if (path == name) return t;
  }
  fail_value(what, "there is no '", name, "' in this module");
}

py::dict state_dict(Module& m) {
  py::dict dict;
  for (auto& [name, t] : m.state_dict()) dict[py::str(name)] = t;
  return dict;
}

nn::LoadResult load_state_dict(Module& m, const py::object& given, bool strict) {
  if (!py::hasattr(given, "items")) {
    fail_type("load_state_dict", "state_dict is ", a_class(given),
              "; give a dict of names and tensors, as state_dict() returns it");
  }
  nn::StateDict state;
  for (py::handle item : given.attr("items")()) {
    const auto pair = py::reinterpret_borrow<py::tuple>(item);
    Tensor t;
    if (exact_tensor(pair[1])) {
      t = pair[1].cast<Tensor>();
    } else if (!tensor_of_numpy(pair[1], t)) {
      fail_type("load_state_dict", "'", std::string(py::str(pair[0])), "' is a ",
                class_name(pair[1]), ", not a tensor or an array");
    }
    state.emplace_back(py::str(pair[0]), t);
  }
  return m.load_state_dict(state, strict);
}

void bind_lists(ModuleClass& cls) {
  cls.def(
         "parameters", [](Module& m, bool recurse) { return seconds(m.named_parameters(recurse)); },
         py::arg("recurse") = true, "Every parameter once, as a list.")
      .def("named_parameters", &Module::named_parameters, py::arg("recurse") = true,
           "Pairs (dotted name, parameter), each parameter once.")
      .def(
          "buffers", [](Module& m, bool recurse) { return seconds(m.named_buffers(recurse)); },
          py::arg("recurse") = true, "Every buffer once, as a list.")
      .def("named_buffers", &Module::named_buffers, py::arg("recurse") = true,
           "Pairs (dotted name, buffer), each buffer once.")
      .def(
          "children", [](Module& m) { return seconds(m.named_children()); },
          "The modules directly below this one.")
      .def("named_children", &Module::named_children, "Pairs (name, module) directly below.")
      .def(
          "modules", [](const py::object& self) { return seconds(named_modules(self)); },
          "This module and every one below it, each once.")
      .def("named_modules", &named_modules, "Pairs (dotted name, module); this one under ''.")
      .def("get_submodule", &submodule, py::arg("target"), "The module of that dotted name.")
      .def(
          "get_parameter",
          [](Module& m, const std::string& name) {
            return named_tensor("get_parameter", m.named_parameters(), name);
          },
          py::arg("target"), "The parameter of that dotted name.")
      .def(
          "get_buffer",
          [](Module& m, const std::string& name) {
            return named_tensor("get_buffer", m.named_buffers(), name);
          },
          py::arg("target"), "The buffer of that dotted name.")
      .def("num_parameters", &Module::num_parameters, py::arg("only_trainable") = false,
           "How many numbers the parameters hold.");
}

void bind_state(ModuleClass& cls) {
  py::class_<nn::LoadResult>(cls, "LoadResult", "What load_state_dict(strict=False) found amiss.")
      .def_readonly("missing_keys", &nn::LoadResult::missing_keys, "In the model only.")
      .def_readonly("unexpected_keys", &nn::LoadResult::unexpected_keys, "In the state only.")
      .def("__repr__", [](const nn::LoadResult& r) {
        return py::str("LoadResult(missing_keys={!r}, unexpected_keys={!r})")
            .format(r.missing_keys, r.unexpected_keys);
      });
  cls.def("state_dict", &state_dict,
          "A dict from dotted names to parameters and persistent buffers, sharing their memory.")
      .def("load_state_dict", &load_state_dict, py::arg("state_dict"), py::arg("strict") = true,
           R"doc(Copy values into parameters and buffers; all or nothing.

Parameters
----------
state_dict : dict of str to Tensor or numpy.ndarray
    As `state_dict` returned it.
strict : bool, default True
    Refuse names that are missing or unexpected. Shapes and dtypes must always agree.

Raises
------
ValueError
    Listing every missing, unexpected and misshapen name; nothing was changed.)doc");
}

// A method that returns the object it was called on.
template <class F>
auto chained(F f) {
  return [f](py::object self) {
    f(module_of(self));
    return self;
  };
}

void bind_modes(ModuleClass& cls) {
  cls.def_property("training", &Module::training, &Module::set_training,
                   "Whether the module trains; see train().")
      .def(
          "train",
          [](py::object self, bool mode) {
            module_of(self).train(mode);
            return self;
          },
          py::arg("mode") = true,
          "Switch training on or off, here and below: dropout and batch norms differ.")
      .def("eval", chained([](Module& m) { m.eval(); }), "The same as train(False).")
      .def(
          "to",
          [](py::object self, DType dtype) {
            module_of(self).to(dtype);
            return self;
          },
          py::arg("dtype"), "Convert floating-point parameters and buffers, in place.")
      .def("float", chained([](Module& m) { m.to(kFloat32); }), "The same as to(float32).")
      .def("double", chained([](Module& m) { m.to(kFloat64); }), "The same as to(float64).")
      .def(
          "requires_grad_",
          [](py::object self, bool on) {
            module_of(self).requires_grad_(on);
            return self;
          },
          py::arg("requires_grad") = true, "Train the parameters, or freeze them.")
      .def(
          "zero_grad", [](Module& m, bool) { m.zero_grad(); }, py::arg("set_to_none") = true,
          "Forget the gradients of every parameter: they become None.")
      .def(
          "apply",
          [](py::object self, const py::function& fn) {
            const Named modules = named_modules(self);
            for (auto it = modules.rbegin(); it != modules.rend(); ++it) fn(it->second);
            return self;
          },
          py::arg("fn"), "Call fn(module) on every module, children first.");
}

}  // namespace

void bind_members(ModuleClass& cls) {
  bind_lists(cls);
  bind_state(cls);
  bind_modes(cls);
  cls.def("__repr__", [](py::handle self) { return module_of(self).repr(); })
      .def(
          "extra_repr",
          [](py::handle self) {
            Module& m = module_of(self);
            auto* trampoline = dynamic_cast<PySelf*>(&m);
            return trampoline ? trampoline->base_extra_repr() : m.extra_repr();
          },
          "The arguments that build the module again; subclasses may override it.")
      .def(
          "summary",
          [](Module& m, const std::variant<std::monostate, Tensor, Shape>& input) {
            if (const auto* t = std::get_if<Tensor>(&input)) return m.summary(*t);
            return m.summary(std::get_if<Shape>(&input));
          },
          py::arg("input_shape") = py::none(),
          R"doc(A table of the layers with their parameters, as text.

Parameters
----------
input_shape : tuple of int or Tensor, optional
    The shape of an input, batch axis included, or an input. The model then runs once, in
    evaluation mode, on it or on zeros (whole numbers where its first layer is an embedding), and
    the table shows what every layer puts out.)doc");
}

}  // namespace nnlite::bindings
