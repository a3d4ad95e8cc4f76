// nnlite.dtype and its six objects.
#include "nnlite/bindings/bind.h"

namespace nnlite::bindings {

namespace {

struct DTypeObject {
  DType dtype;
};

// The six objects, kept by the module; never freed, so that they outlive every tensor.
py::object* objects() {
  static auto* list = new py::object[kDTypeCount];
  return list;
}

}  // namespace

py::object dtype_object(DType dtype) { return objects()[static_cast<int>(dtype)]; }

bool dtype_of_object(py::handle object, DType& dtype) {
  if (py::isinstance<DTypeObject>(object)) {
    dtype = object.cast<DTypeObject&>().dtype;
    return true;
  }
  std::string name;
  if (PyUnicode_Check(object.ptr())) {
    name = object.cast<std::string>();
  } else if (object.ptr() == reinterpret_cast<PyObject*>(&PyFloat_Type)) {
    dtype = kFloat32;
    return true;
  } else if (object.ptr() == reinterpret_cast<PyObject*>(&PyLong_Type)) {
    dtype = kInt64;
    return true;
  } else if (object.ptr() == reinterpret_cast<PyObject*>(&PyBool_Type)) {
    dtype = kBool;
    return true;
  } else if (py::hasattr(object, "name")) {  // numpy.dtype("float32")
    name = py::str(object.attr("name"));
  } else if (PyType_Check(object.ptr())) {  // numpy.float32
    name = py::str(object.attr("__name__"));
  } else {
    return false;
  }
  dtype = dtype_from_name(name);
  return true;
}

void bind_dtype(py::module_& m) {
  auto cls =
      py::class_<DTypeObject>(m, "dtype",
                              "The type of a tensor's elements, such as nnlite.float32.")
          .def_property_readonly(
              "name", [](const DTypeObject& d) { return name(d.dtype); }, "NumPy's name of it.")
          .def_property_readonly(
              "itemsize", [](const DTypeObject& d) { return itemsize(d.dtype); }, "Bytes each.")
          .def_property_readonly(
              "is_floating_point", [](const DTypeObject& d) { return is_float(d.dtype); },
              "Whether tensors of it can have gradients.")
          .def("__repr__", [](const DTypeObject& d) { return text("nnlite.", d.dtype); })
          .def("__hash__", [](const DTypeObject& d) { return static_cast<int>(d.dtype); })
          .def("__eq__",
               [](const DTypeObject& d, py::handle other) {
                 DType same;
                 try {
                   return dtype_of_object(other, same) && same == d.dtype;
                 } catch (const TypeError&) {
                   return false;
                 }
               })
          .def("__reduce__", [](const DTypeObject& d) -> py::tuple {
            return py::make_tuple(py::module_::import("nnlite").attr("dtype"),
                                  py::make_tuple(name(d.dtype)));
          });
  cls.def(py::init([](const std::string& name) { return DTypeObject{dtype_from_name(name)}; }),
          py::arg("name"));
  for (int i = 0; i < kDTypeCount; ++i) {
    const auto dtype = static_cast<DType>(i);
    objects()[i] = py::cast(DTypeObject{dtype});
    m.attr(name(dtype)) = objects()[i];
  }
  m.attr("bool_") = m.attr("bool");
  py::delattr(m, "bool");
}

}  // namespace nnlite::bindings
