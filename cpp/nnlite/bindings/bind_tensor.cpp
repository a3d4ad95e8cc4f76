// nnlite.Tensor: what it is, how it converts, and its writes in place. Operations are added to the
// class by their families, NumPy's side by bind_interop.cpp.
#include "nnlite/bindings/bind.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/record.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::bindings {

namespace {

PyTypeObject* tensor_type = nullptr;

const Tensor& one_element(const Tensor& t, const char* what) {
  if (t.numel() != 1) {
    fail_value(what, "a tensor of shape ", t.shape(),
               " is not one number; use any(), all(), or index it first");
  }
  return t;
}

void bind_properties(TensorClass& tensor) {
  tensor
      .def_property_readonly(
          "shape", [](const Tensor& t) { return t.shape(); }, "The size of every axis.")
      .def_property_readonly(
          "strides", [](const Tensor& t) { return t.strides(); },
          "Elements (not bytes) from one index to the next, for every axis.")
      .def_property_readonly(
          "dtype", [](const Tensor& t) { return t.dtype(); }, "The type of the elements.")
      .def_property_readonly(
          "ndim", [](const Tensor& t) { return t.dims(); }, "The number of axes.")
      .def_property_readonly(
          "itemsize", [](const Tensor& t) { return itemsize(t.dtype()); }, "Bytes per element.")
      .def_property_readonly(
          "nbytes", [](const Tensor& t) { return t.numel() * itemsize(t.dtype()); },
          "Bytes of all elements.")
      .def("numel", plain(&Tensor::numel), "The number of elements.")
      .def("dim", plain(&Tensor::dims), "The number of axes.")
      .def("is_contiguous", plain(&Tensor::is_contiguous), "Whether the elements lie in C order.")
      .def(
          "data_ptr", [](const Tensor& t) { return reinterpret_cast<uintptr_t>(t.data()); },
          "The address of the first element.")
      .def("size", [](const Tensor& t) { return t.shape(); })
      .def(
          "size", [](const Tensor& t, int dim) { return t.size(dim); }, py::arg("dim"),
          "The shape, or the size of one axis.");
}

// The only element as Python's bool, int or float.
py::object item(const Tensor& t) {
  one_element(t, "item");
  return dispatch(t.dtype(), [&](auto zero) -> py::object {
    return py::cast(*static_cast<decltype(zero)*>(t.data()));
  });
}

// The same as an int, which a bool is not.
py::object whole(const Tensor& t) {
  return py::reinterpret_steal<py::object>(PyNumber_Long(item(t).ptr()));
}

void bind_numbers(TensorClass& tensor) {
  tensor.def("item", &item, "The only element as a Python number.")
      .def("__bool__", [](const Tensor& t) { return one_element(t, "bool").item() != 0; })
      .def("__float__", [](const Tensor& t) { return one_element(t, "float").item(); })
      .def("__int__", &whole)
      .def("__index__",
           [](const Tensor& t) {
             if (is_float(t.dtype())) fail_type("index", "a ", t.dtype(), " tensor is no integer");
             return whole(t);
           })
      .def("__hash__",
           [](py::handle self) { return reinterpret_cast<Py_hash_t>(self.ptr()) >> 4; });
}

void bind_conversions(Api& api) {
  api.op("clone", &clone, "A copy with memory of its own; the gradient flows through it.");
  api.op("contiguous", &contiguous, "The tensor itself where it lies in C order, else a copy.");
  api.op("cast", &cast, py::arg("dtype"),
         R"doc(The same values in another dtype; the tensor itself where it has it already.

Floats become integers towards zero. The gradient is cast back.

Parameters
----------
dtype : nnlite.dtype or str
    ``nnlite.float64``, ``"int32"``, ``numpy.uint8`` ...)doc");
  api.method("to", &cast, py::arg("dtype"), "The same values in another dtype; see `cast`.");
  const std::pair<const char*, DType> shorthands[] = {{"float", kFloat32},
                                                      {"double", kFloat64},
                                                      {"long", kInt64},
                                                      {"int", kInt32},
                                                      {"bool", kBool}};
  for (const auto& [name, dtype] : shorthands) {
    api.method(
        name, [dtype = dtype](const Tensor& t) { return cast(t, dtype); },
        "The same values in that dtype; see `cast`.");
  }
}

}  // namespace

TensorImpl* exact_tensor(py::handle object) {
  if (Py_TYPE(object.ptr()) != tensor_type) return nullptr;
  auto* instance = reinterpret_cast<py::detail::instance*>(object.ptr());
  return static_cast<TensorImpl*>(instance->simple_value_holder[0]);
}

TensorClass make_tensor_class(py::module_& m) {
  TensorClass tensor(m, "Tensor", R"doc(An n-dimensional array that can be differentiated.

Made by `nnlite.tensor`, `nnlite.zeros` and the other functions of creation, or by operations.
Indexing, broadcasting and promotion follow NumPy.)doc");
  tensor_type = reinterpret_cast<PyTypeObject*>(tensor.ptr());
  return tensor;
}

void bind_tensor(Api& api) {
  bind_properties(api.tensor);
  bind_numbers(api.tensor);
  bind_conversions(api);
  // NumPy's operators leave arrays beside tensors to the methods of Tensor.
  api.tensor.attr("__array_ufunc__") = py::none();
}

}  // namespace nnlite::bindings
