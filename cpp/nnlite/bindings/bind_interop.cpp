// NumPy's side of Tensor: arrays in and out without a copy.
#include <pybind11/numpy.h>

#include "nnlite/bindings/bind.h"
#include "nnlite/core/copy.h"

namespace nnlite::bindings {

namespace {

// Returns what kept foreign memory alive; tensors may die on any thread, even after Python.
void give_back(void* owner) {
  if (!Py_IsInitialized()) return;
  py::gil_scoped_acquire gil;
  Py_DECREF(static_cast<PyObject*>(owner));
}

Tensor tensor_over(const py::array& array) {
  const py::dtype type = array.dtype();
  const DType dtype = dtype_from_name(std::string(py::str(type.attr("name"))));
  if (!type.attr("isnative").cast<bool>()) {
    fail_type("from_numpy",
              "the array's bytes are in foreign order; use "
              "array.astype(array.dtype.newbyteorder('='))");
  }
  const auto address = reinterpret_cast<uintptr_t>(array.data());
  if (array.size() && address % static_cast<uintptr_t>(itemsize(dtype))) {
    fail_value("from_numpy", "the array is not aligned to its elements; copy the array first");
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
  auto* storage = new Storage(const_cast<void*>(array.data()), static_cast<size_t>(array.nbytes()),
                              array.inc_ref().ptr(), give_back);
  Tensor t(Value{Ref<Storage>(storage), 0, layout});
  return array.writeable() ? t : clone(t);  // a tensor may be written to
}

// numpy.asarray(x.detach()) and x.numpy(): shares the memory, and keeps it alive.
py::array array_over(const Tensor& t) {
  if (t.requires_grad()) {
    fail_runtime("numpy",
                 "the tensor requires a gradient, which NumPy cannot follow; call "
                 "detach() first");
  }
  std::vector<py::ssize_t> shape(t.shape().begin(), t.shape().end()), strides;
  for (int64_t s : t.strides()) strides.push_back(s * itemsize(t.dtype()));
  auto* kept = new Ref<Storage>(t.value().storage);
  const py::capsule owner(kept, [](void* p) { delete static_cast<Ref<Storage>*>(p); });
  return py::array(py::dtype(std::string(name(t.dtype()))), shape, strides, t.data(), owner);
}

// What NumPy 2 asks of __array__: copy=None copies where it must.
py::object to_array(const Tensor& t, const py::object& dtype, const py::object& copy) {
  const py::array array = array_over(t);
  const bool same = dtype.is_none() || py::dtype::from_args(dtype).equal(array.dtype());
  if (!same && !copy.is_none() && !copy.cast<bool>()) {
    fail_value("__array__", "another dtype needs a copy, which copy=False forbids");
  }
  if (!same) return array.attr("astype")(dtype);
  return !copy.is_none() && copy.cast<bool>() ? array.attr("copy")() : py::object(array);
}

// tensor([[1., 2.],
//         [3., 4.]], dtype=float32, requires_grad=True)
std::string represent(const Tensor& t) {
  const py::object body = py::module_::import("numpy").attr("array2string")(
      array_over(t.detach()), py::arg("separator") = ", ", py::arg("prefix") = "tensor(");
  std::string out = text("tensor(", std::string(py::str(body)), ", dtype=", t.dtype());
  if (t.numel() == 0 && t.dims() != 1) out += text(", shape=", t.shape());
  if (t.requires_grad()) out += ", requires_grad=True";
  return out + ")";
}

// f"{loss:.3f}" of one element; without a format, the same as str().
std::string formatted(const py::object& self, const std::string& format) {
  if (format.empty()) return py::str(self);
  return py::module_::import("builtins")
      .attr("format")(self.attr("item")(), format)
      .cast<std::string>();
}

void bind_copies(Api& api) {
  api.method("__copy__", [](const Tensor& t) { return clone(t.detach()); });
  api.method("__deepcopy__", [](const Tensor& t, const py::dict&) {
    Tensor copy = clone(t.detach());
    return t.requires_grad() && t.is_leaf() ? copy.requires_grad_() : copy;
  });
  api.method("__reduce__", [](const Tensor& t) {
    const py::object tensor = py::module_::import("nnlite").attr("tensor");
    return py::make_tuple(tensor,
                          py::make_tuple(array_over(t.detach()), py::none(), t.requires_grad()));
  });
}

}  // namespace

bool tensor_of_numpy(py::handle object, Tensor& tensor) {
  if (py::isinstance<py::array>(object)) {
    tensor = tensor_over(py::reinterpret_borrow<py::array>(object));
    return true;
  }
  if (!py::hasattr(object, "dtype") || !py::hasattr(object, "__array__")) return false;
  // (What other libraries refuse, such as an array of a gradient, they say themselves.)
  tensor = tensor_over(py::module_::import("numpy").attr("asarray")(object));
  return true;
}

void bind_interop(Api& api) {
  api.function("from_numpy", &tensor_over, py::arg("array"),
               R"doc(A tensor over the memory of a NumPy array; nothing is copied.

Changes of one are seen in the other. An array that may not be written to is copied.

Parameters
----------
array : numpy.ndarray
    float32, float64, int64, int32, uint8 or bool, of any strides.

Raises
------
TypeError
    If the dtype is another one, or of foreign byte order.)doc");
  api.method("numpy", &array_over, "A NumPy array over the tensor's memory; nothing is copied.");
  api.method("__array__", &to_array, py::arg("dtype") = py::none(), py::arg("copy") = py::none());
  api.method("__repr__", &represent);
  api.tensor.def("__format__", &formatted);
  api.method(
      "tolist", [](const Tensor& t) { return array_over(t.detach()).attr("tolist")(); },
      "The elements as nested lists of Python numbers.");
  bind_copies(api);
}

}  // namespace nnlite::bindings
