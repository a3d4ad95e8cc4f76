// Attributes of nn.Module: assigning a parameter, a module or a registered buffer reaches the
// registry of C++; everything else is an ordinary Python attribute.
#include "nnlite/bindings/nn_attributes.h"

namespace nnlite::bindings {

namespace {

using nn::Module;
using nn::ModulePtr;
using Kind = Module::Kind;

PyTypeObject* module_type = nullptr;  // nn.Module

bool is_initialised(py::handle self) {
  auto* instance = reinterpret_cast<py::detail::instance*>(self.ptr());
  return instance->get_value_and_holder().holder_constructed();
}

bool is_module(py::handle value) { return py::isinstance<Module>(value); }
bool is_parameter_object(py::handle value) {
  const TensorImpl* impl = exact_tensor(value);
  return impl && impl->is_parameter;
}

[[noreturn]] void no_attribute(py::handle self, const std::string& name) {
  std::string message = "'" + class_name(self) + "' object has no attribute '" + name + "'";
  if (!is_initialised(self)) message += "; call super().__init__() first in __init__";
  throw py::attribute_error(message);
}

py::object get_attribute(py::handle self, const std::string& name) {
  if (!is_initialised(self)) no_attribute(self, name);
  Module& m = module_of(self);
  m.note();
  switch (m.kind_of(name)) {
    case Kind::none:
      no_attribute(self, name);
    case Kind::module:
      return py::cast(m.get_module(name));
    default:
      return py::cast(m.get_tensor(name));
  }
}

// The ordinary attribute of that name goes, so that the registry's is found.
void forget_attribute(py::handle self, const py::str& name) {
  py::dict attributes = self.attr("__dict__");
  if (attributes.contains(name)) attributes.attr("pop")(name);
}

// Makes room for a member of another kind.
void forget_member(Module& m, const std::string& name, Kind next) {
  const Kind kind = m.kind_of(name);
  if (kind != Kind::none && kind != next) m.remove(name);
}

void set_member(py::handle self, Module& m, const py::str& name, py::handle value, Kind kind) {
  const std::string key = name;
  forget_member(m, key, kind);
  if (kind == Kind::module) {
    m.add_module(key, value.cast<ModulePtr>());
  } else {
    m.add_parameter(key, value.cast<Tensor>());
  }
  forget_attribute(self, name);
}

// Gives a registered name another value.
void replace_member(py::handle self, Module& m, const std::string& name, py::handle value) {
  const Kind kind = m.kind_of(name);
  if (value.is_none()) {
    if (kind == Kind::module) return m.set_module(name, nullptr);
    return m.set_tensor(name, Tensor());
  }
  if (kind == Kind::buffer && exact_tensor(value)) {
    return m.set_tensor(name, value.cast<Tensor>());
  }
  constexpr const char* words[] = {"", "parameter", "buffer", "module"};
  constexpr const char* wanted[] = {"", "an nn.Parameter", "a tensor", "a module"};
  const int k = static_cast<int>(kind);
  fail_type(class_name(self).c_str(), "'", name, "' is a ", words[k], ": assign ", wanted[k],
            " or None, not ", a_class(value));
}

void set_attribute(py::handle self, const py::str& name, py::handle value) {
  const bool parameter = is_parameter_object(value), module = !parameter && is_module(value);
  if (is_initialised(self)) {
    Module& m = module_of(self);
    if (parameter) return set_member(self, m, name, value, Kind::parameter);
    if (module) return set_member(self, m, name, value, Kind::module);
    if (m.kind_of(name) != Kind::none) return replace_member(self, m, name, value);
  } else if (parameter || module) {
    throw py::attribute_error(class_name(self) + ": cannot assign '" + std::string(name) +
                              "' yet; call super().__init__() first in __init__");
  }
  if (PyObject_GenericSetAttr(self.ptr(), name.ptr(), value.ptr())) throw py::error_already_set();
}

void delete_attribute(py::handle self, const py::str& name) {
  if (is_initialised(self)) {
    Module& m = module_of(self);
    if (m.kind_of(name) != Kind::none) return m.remove(name);
  }
  if (PyObject_GenericSetAttr(self.ptr(), name.ptr(), nullptr)) throw py::error_already_set();
}

py::list directory(py::handle self) {
  py::object object = py::module_::import("builtins").attr("object");
  py::list names = object.attr("__dir__")(self);
  for (const std::string& name : module_of(self).member_names()) names.append(name);
  names.attr("sort")();
  return names;
}

Tensor parameter_or_none(const Tensor& t) {
  if (t.defined() && !nn::is_parameter(t)) {
    fail_type("register_parameter", "the value must be an nn.Parameter, not a plain tensor");
  }
  return t;
}

}  // namespace

Module& module_of(py::handle self) {
  if (!PyObject_TypeCheck(self.ptr(), module_type)) {
    fail_type("Module", "self is ", a_class(self), ", not a module");
  }
  if (!is_initialised(self)) {
    throw py::attribute_error(class_name(self) +
                              ": the module is not set up; call super().__init__() first in "
                              "__init__");
  }
  return self.cast<Module&>();
}

void bind_attributes(ModuleClass& cls) {
  module_type = reinterpret_cast<PyTypeObject*>(cls.ptr());
  cls.def("__getattr__", &get_attribute)
      .def("__setattr__", &set_attribute)
      .def("__delattr__", &delete_attribute)
      .def("__dir__", &directory)
      .def(
          "register_parameter",
          [](Module& m, const std::string& name, const OptionalTensor& param) {
            m.add_parameter(name, parameter_or_none(param));
          },
          py::arg("name"), py::arg("param").none(true),
          "Add a parameter under a name; None holds the name's place.")
      .def(
          "register_buffer",
          [](py::handle self, const std::string& name, const OptionalTensor& tensor,
             bool persistent) {
            module_of(self).add_buffer(name, tensor, persistent);
            forget_attribute(self, py::str(name));
          },
          py::arg("name"), py::arg("tensor").none(true), py::arg("persistent") = true,
          "Add a tensor that is kept with the model but not trained; part of state_dict() where "
          "persistent.")
      .def("add_module", &Module::add_module, py::arg("name"), py::arg("module").none(true),
           "Add a module under a name, for names that are no attribute.")
      .def("register_module", &Module::add_module, py::arg("name"), py::arg("module").none(true),
           "The same as add_module.");
}

}  // namespace nnlite::bindings
