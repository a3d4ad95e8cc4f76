// nn.Module: a module as Python sees it. Attributes that are parameters, buffers or modules live
// in the registry of C++.
#include "nnlite/bindings/nn_api.h"
#include "nnlite/bindings/nn_attributes.h"
#include "nnlite/bindings/python_calls.h"

namespace nnlite::bindings {

namespace {

using nn::Module;
using nn::ModulePtr;

PyObject* module_forward = nullptr;  // Module.forward, to be compared with a subclass's

// What runs where no subclass defines forward.
Tensor forward_once(Module& m, const Tensor& x) {
  auto* trampoline = dynamic_cast<PySelf*>(&m);
  return trampoline ? trampoline->base_forward(x) : m.forward(x);
}

[[noreturn]] void no_forward(py::handle self) {
  py::set_error(PyExc_NotImplementedError,
                (class_name(self) + ": forward() is not defined; write def forward(self, x): ... "
                                    "that returns what the module computes")
                    .c_str());
  throw py::error_already_set();
}

// Module.forward: the C++ one of whatever the object is.
Tensor native_forward(py::handle self, const py::args& args, const py::kwargs& kwargs) {
  Module& m = module_of(self);
  if (typeid(m) == typeid(PyModule<Module>) || typeid(m) == typeid(Module)) no_forward(self);
  py::handle x = args.size() == 1 ? args[0] : py::handle();
  if (args.empty() && kwargs.size() == 1 && kwargs.contains("input")) x = kwargs["input"];
  if (!x) {
    fail_type(class_name(self).c_str(), "forward takes one tensor, not ", args.size(),
              " arguments and ", kwargs.size(), " keywords");
  }
  TensorImpl* impl = exact_tensor(x);
  if (!impl) {
    fail_type(class_name(self).c_str(), "the input is ", a_class(x),
              ", not a tensor; make one with nnlite.tensor(...)");
  }
  return forward_once(m, Tensor(Ref<TensorImpl>(impl)));
}

// A Python function as a hook of C++: hook(module, args, output).
struct PyHook {
  std::shared_ptr<PyObject> function;

  py::object call(py::handle module, const py::tuple& args, const py::object& output) const {
    return py::handle(function.get())(module, args, output);
  }
  Tensor operator()(Module& m, const Tensor& x, const Tensor& y) const {
    py::gil_scoped_acquire gil;
    py::object self = py::cast(&m, py::return_value_policy::reference);
    return call(self, py::make_tuple(x), py::cast(y)).cast<OptionalTensor>();
  }
};

py::object run_hooks(Module& m, py::handle self, const py::args& args, py::object y) {
  const auto hooks = m.hooks();
  for (const auto& [id, hook] : hooks) {
    py::object other;
    if (const PyHook* python = hook.target<PyHook>()) {
      other = python->call(self, args, y);
    } else if (!args.empty() && exact_tensor(args[0]) && exact_tensor(y)) {
      other = py::cast(hook(m, args[0].cast<Tensor>(), y.cast<Tensor>()));
    }
    if (other && !other.is_none()) y = other;
  }
  return y;
}

py::object call_module(py::handle self, const py::args& args, const py::kwargs& kwargs) {
  Module& m = module_of(self);
  m.note();
  py::object y = has_own_forward(self) ? self.attr("forward")(*args, **kwargs)
                                       : py::cast(native_forward(self, args, kwargs));
  return m.hooks().empty() ? y : run_hooks(m, self, args, std::move(y));
}

struct HookHandle {
  std::weak_ptr<Module> module;
  int64_t id;
  void remove() const {
    if (ModulePtr m = module.lock()) m->remove_hook(id);
  }
};

void bind_calls(py::classh<Module, PyModule<Module>>& cls) {
  py::class_<HookHandle>(cls, "HookHandle", "Removes a hook again.")
      .def("remove", &HookHandle::remove, "Take the hook out; it may be gone already.");
  cls.def("forward", &native_forward, "What the module computes; subclasses define it.")
      .def("__call__", &call_module, "Run forward(...), then the hooks.")
      .def(
          "register_forward_hook",
          [](const ModulePtr& m, py::function hook) {
            return HookHandle{m, m->add_hook(PyHook{shared(hook)})};
          },
          py::arg("hook"),
          R"doc(Call hook(module, args, output) after every forward; what it returns, unless None, replaces the output.

Returns
-------
HookHandle
    Its remove() takes the hook out again.)doc");
  module_forward = py::object(cls.attr("forward")).release().ptr();
}

traverseproc visit_all = nullptr;  // pybind11's

int visit_once(PyObject* self, visitproc visit, void* arg) {
  PyTypeObject* own = Py_TYPE(self);
  while (own->tp_traverse != &visit_once) own = own->tp_base;
  if (Py_TYPE(self)->tp_dictoffset == own->tp_dictoffset) return visit_all(self, visit, arg);
  Py_VISIT(Py_TYPE(self));
  return 0;
}

}  // namespace

void visit_attributes_once(PyHeapTypeObject* type) {
  visit_all = type->ht_type.tp_traverse;
  type->ht_type.tp_traverse = &visit_once;
}

bool has_own_forward(py::handle self) {
  if (!self) return false;
  PyObject* found =
      PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(self.ptr())), "forward");
  Py_XDECREF(found);  // the class keeps it
  return found != module_forward;
}

py::handle PythonHalf::object() const {
  return py::detail::get_object_handle(module_, py::detail::get_type_info(type_));
}

std::optional<std::string> PythonHalf::type_name() const {
  const py::gil_scoped_acquire gil;
  const py::handle self = object();
  return self ? std::optional(class_name(self)) : std::nullopt;
}

std::optional<std::string> PythonHalf::extra_repr() const {
  const py::gil_scoped_acquire gil;
  const py::handle self = object();
  if (!self) return {};
  return std::string(py::str(self.attr("extra_repr")()));
}

bool PythonHalf::has_own_forward() const {
  const py::gil_scoped_acquire gil;
  const py::handle self = object();
  if (!bindings::has_own_forward(self)) return false;
  // One that is bound apart calls the C++ class, which C++ may do itself.
  return !PyInstanceMethod_Check(py::type::of(self).attr("forward").ptr());
}

Tensor PythonHalf::forward(const Tensor& x) const {
  const py::gil_scoped_acquire gil;
  const py::handle self = object();
  py::object y = call_in_step(self.attr("forward"), x);
  if (!exact_tensor(y)) {
    fail_type(class_name(self).c_str(), "forward returned ", a_class(y),
              " where a tensor is needed");
  }
  return y.cast<Tensor>();
}

nn::ModulePtr PythonHalf::deepcopy(Module::CopyMemo& memo) const {
  const py::gil_scoped_acquire gil;
  auto* python = dynamic_cast<PyCopyMemo*>(&memo);
  py::object dict = python ? py::reinterpret_borrow<py::object>(python->memo) : py::dict();
  return py::module_::import("copy").attr("deepcopy")(object(), dict).cast<ModulePtr>();
}

namespace {

py::object deepcopy_as(py::handle cls, py::handle self, py::handle memo) {
  const py::str key("nnlite.nn.Module");
  if (!memo.contains(key)) memo[key] = py::cast(std::make_shared<PyCopyMemo>());
  const auto shared_memo = memo[key].cast<std::shared_ptr<PyCopyMemo>>();
  shared_memo->memo = memo;
  const auto python_type = py::type::handle_of(self);
  py::object copy = python_type.attr("__new__")(python_type);
  Module& original = module_of(self);
  cls.attr("__init__")(copy, CopyOf{&original});
  memo[py::int_(reinterpret_cast<uintptr_t>(self.ptr()))] = copy;
  auto module = copy.cast<ModulePtr>();
  shared_memo->modules[&original] = module;
  module->detach_copy(*shared_memo);
  py::object attributes = py::module_::import("copy").attr("deepcopy")(self.attr("__dict__"), memo);
  copy.attr("__dict__").attr("update")(attributes);
  return copy;
}

}  // namespace

void add_deepcopy(py::handle cls) {
  cls.attr("__deepcopy__") = py::cpp_function(
      [cls](py::handle self, py::handle memo) { return deepcopy_as(cls, self, memo); },
      py::name("__deepcopy__"), py::is_method(cls), py::arg("memo"));
}

void bind_module(py::module_& m) {
  py::class_<CopyOf>(m, "_CopyOf");
  py::class_<PyCopyMemo, std::shared_ptr<PyCopyMemo>>(m, "_CopyMemo");
  py::classh<Module, PyModule<Module>> cls(
      m, "Module", py::dynamic_attr(), py::custom_type_setup(&visit_attributes_once),
      R"doc(A piece of a network: parameters, buffers and other modules under one name each.

Subclasses call ``super().__init__()`` first, assign parameters and modules as attributes, and define
``forward`` with any arguments. The registry lives in C++, so that a model written in Python saves,
counts and trains like a native one.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> class Net(nn.Module):
...     def __init__(self):
...         super().__init__()
...         self.hidden = nn.Linear(2, 8)
...         self.scale = nn.Parameter([1.0])
...     def forward(self, x):
...         return self.hidden(x).relu() * self.scale
>>> net = Net()
>>> [name for name, p in net.named_parameters()]
['scale', 'hidden.weight', 'hidden.bias']
>>> net(nnlite.zeros((3, 2))).shape
(3, 8))doc");
  cls.def(py::init_alias<>());
  add_copying<Module>(cls);
  bind_calls(cls);
  bind_attributes(cls);
  bind_members(cls);
}

}  // namespace nnlite::bindings
