// NumPy's side of Tensor: arrays in and out without a copy.
#include <pybind11/numpy.h>

#include "nnlite/bindings/bind.h"

namespace nnlite::bindings {

namespace {

// Returns what kept foreign memory alive; tensors may die on any thread, even after Python.
void give_back(void* owner) {
  if (!Py_IsInitialized()) return;
  py::gil_scoped_acquire gil;
  Py_DECREF(static_cast<PyObject*>(owner));
}

Tensor tensor_over(const py::array& array) {
  const DType dtype = dtype_from_name(std::string(py::str(array.dtype().attr("name"))));
  if (array.dtype().attr("isnative").cast<bool>() == false) {
    fail_type("from_numpy",
              "the array has foreign byte order; use array.astype(array.dtype.newbyteorder('='))");
  }
  Layout layout;
  layout.dtype = dtype;
  for (int i = 0; i < array.ndim(); ++i) {
    if (array.strides(i) % itemsize(dtype) != 0) {
      fail_value("from_numpy", "a stride of ", array.strides(i), " bytes is no multiple of the ",
                 itemsize(dtype), " bytes of an element; copy the array first");
    }
    layout.shape.push_back(array.shape(i));
    layout.strides.push_back(array.strides(i) / itemsize(dtype));
  }
  layout.size = array.size();
  void* data = const_cast<void*>(array.data());
  auto* storage =
      new Storage(data, static_cast<size_t>(array.nbytes()), array.inc_ref().ptr(), give_back);
  return Tensor(Value{Ref<Storage>(storage), 0, layout});
}

py::object array_over(const Tensor& t) {
  if (t.requires_grad()) {
    fail_runtime("numpy",
                 "the tensor requires a gradient, which NumPy cannot follow; call detach() first");
  }
  std::vector<py::ssize_t> shape(t.shape().begin(), t.shape().end()), strides;
  for (int64_t s : t.strides()) strides.push_back(s * itemsize(t.dtype()));
  auto* kept = new Ref<Storage>(t.value().storage);
  py::capsule owner(kept, [](void* p) { delete static_cast<Ref<Storage>*>(p); });
  return py::array(py::dtype(std::string(name(t.dtype()))), shape, strides, t.data(), owner);
}

}  // namespace

bool tensor_of_numpy(py::handle object, Tensor& tensor) {
  if (py::isinstance<py::array>(object)) {
    tensor = tensor_over(py::reinterpret_borrow<py::array>(object));
    return true;
  }
  if (!py::hasattr(object, "dtype") || !py::hasattr(object, "__array__")) return false;
  tensor = tensor_over(py::array::ensure(object));
  return true;
}

void bind_interop(Api& api) {
  api.function("from_numpy", &tensor_over, py::arg("array"),
               "A tensor over the memory of a NumPy array; nothing is copied.");
  api.method("numpy", &array_over, "A NumPy array over the tensor's memory; nothing is copied.");
  api.method(
      "__array__",
      [](const Tensor& t, py::object dtype, py::object copy) {
        py::object array = array_over(t);
        if (!dtype.is_none()) array = array.attr("astype")(dtype, py::arg("copy") = false);
        if (!copy.is_none() && copy.cast<bool>()) array = array.attr("copy")();
        return array;
      },
      py::arg("dtype") = py::none(), py::arg("copy") = py::none());
}

}  // namespace nnlite::bindings
