// Wrong arguments, in the user's words: where no signature of a bound function takes what it was
// given, nnlite._arguments says which argument is wrong, instead of a list of all signatures.
#include "nnlite/bindings/bind.h"

namespace nnlite::bindings {

namespace {

using Entry = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

// How pybind11 enters its functions; the same for all of them.
Entry& dispatcher() {
  static Entry entry = nullptr;
  return entry;
}

// The TypeError that is set, told again if it comes from pybind11's search for a signature.
void explain(PyObject* const* args, Py_ssize_t count, PyObject* keywords) {
  py::error_already_set error;
  const std::string message = py::str(error.value());
  if (message.find("incompatible function arguments") == std::string::npos &&
      message.find("incompatible constructor arguments") == std::string::npos) {
    return error.restore();
  }
  py::list positional;
  for (Py_ssize_t i = 0; i < count; ++i) positional.append(py::handle(args[i]));
  py::dict named;
  for (Py_ssize_t i = 0; keywords && i < PyTuple_GET_SIZE(keywords); ++i) {
    named[py::handle(PyTuple_GET_ITEM(keywords, i))] = py::handle(args[count + i]);
  }
  const py::object told =
      py::module_::import("nnlite._arguments").attr("explain")(message, positional, named);
  PyErr_SetObject(PyExc_TypeError, told.ptr());
}

PyObject* enter(PyObject* self, PyObject* const* args, Py_ssize_t flags, PyObject* keywords) {
  PyObject* result = dispatcher()(self, args, flags, keywords);
  if (!result && PyErr_ExceptionMatches(PyExc_TypeError)) {
    try {
      explain(args, PyVectorcall_NARGS(static_cast<size_t>(flags)), keywords);
    } catch (py::error_already_set& e) {
      e.restore();
    }
  }
  return result;
}

void watch(PyObject* function) {
  PyMethodDef* def = reinterpret_cast<PyCFunctionObject*>(function)->m_ml;
  const auto entry = reinterpret_cast<Entry>(reinterpret_cast<void*>(def->ml_meth));
  if (entry == enter || def->ml_flags != (METH_FASTCALL | METH_KEYWORDS)) return;
  if (!dispatcher()) dispatcher() = entry;
  if (entry != dispatcher()) return;
  def->ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(enter));
}

// The function of whatever stands in a class: methods and static methods wrap it.
void watch_member(const py::object& member) {
  const py::object function = py::getattr(member, "__func__", member);
  if (PyCFunction_Check(function.ptr())) watch(function.ptr());
}

// The functions of a module or class, and of the modules and classes it defines.
void watch_all(py::handle scope, const std::string& module) {
  const py::object members = scope.attr("__dict__");
  for (py::handle item : py::reinterpret_steal<py::list>(PyMapping_Values(members.ptr()))) {
    const auto member = py::reinterpret_borrow<py::object>(item);
    if (PyObject_TypeCheck(item.ptr(), &PyProperty_Type)) {
      watch_member(member.attr("fget"));
      watch_member(member.attr("fset"));
    } else if (PyType_Check(item.ptr())) {
      if (std::string(py::str(member.attr("__module__"))) == module) watch_all(item, module);
    } else if (PyModule_Check(item.ptr())) {
      const std::string name = py::str(member.attr("__name__"));
      if (name.rfind(module + ".", 0) == 0) watch_all(item, name);
    } else {
      watch_member(member);
    }
  }
}

}  // namespace

void bind_arguments(py::module_& m) { watch_all(m, "nnlite._core"); }

}  // namespace nnlite::bindings
