// Creation of tensors.
#include <pybind11/numpy.h>

#include "nnlite/bindings/bind.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"

namespace nnlite::bindings {

namespace {

using OptionalDType = std::optional<DType>;

// nnlite.tensor: always a copy.
Tensor tensor_of(py::handle data, const OptionalDType& dtype, bool requires_grad) {
  Tensor out = tensor_from(data, dtype);
  return requires_grad ? out.requires_grad_() : out;
}

constexpr const char* kTensorDoc = R"doc(A tensor with a copy of the data.

Parameters
----------
data : number, nested sequences of numbers, numpy.ndarray or Tensor
    Python's floats become float32, its ints int64, its bools bool; arrays keep their dtype.
dtype : nnlite.dtype, optional
    The type of the elements, where it shall be another one.
requires_grad : bool, default False
    Whether backward() shall compute a gradient for it.

Raises
------
TypeError
    If the data's dtype is not supported.
ValueError
    If nested sequences differ in length.

Examples
--------
>>> import nnlite
>>> nnlite.tensor([[1.0, 2.0], [3.0, 4.0]]).shape
(2, 2))doc";

void bind_filled(Api& api) {
  const auto shape = py::arg("size");
  const auto dtype = py::arg("dtype") = py::none();
  const auto grad = py::arg("requires_grad") = false;
  bind_maker(api, "empty", &empty, "Memory of that shape, whatever it holds; float32 by default.");
  bind_maker(api, "zeros", &zeros, "Zeros of that shape; float32 by default.");
  bind_maker(api, "ones", &ones, "Ones of that shape; float32 by default.");
  api.function(
      "full",
      [](const Shape& s, const Scalar& value, const OptionalDType& d, bool requires_grad) {
        Tensor t = full(s, value, d);
        return requires_grad ? t.requires_grad_() : t;
      },
      shape, py::arg("fill_value"), py::kw_only(), dtype, grad,
      "One number in every element; it decides the dtype where none is given.");
  const auto input = py::arg("input");
  api.function("empty_like", &empty_like, input, py::kw_only(), dtype,
               "Memory of the input's shape and dtype, whatever it holds.");
  api.function("zeros_like", &zeros_like, input, py::kw_only(), dtype,
               "Zeros of the input's shape and dtype.");
  api.function("ones_like", &ones_like, input, py::kw_only(), dtype,
               "Ones of the input's shape and dtype.");
  api.function("full_like", &full_like, input, py::arg("fill_value"), py::kw_only(), dtype,
               "One number in every element, of the input's shape and dtype.");
}

}  // namespace

void bind_maker(Api& api, const char* name, Tensor (*make)(const Shape&, DType), const char* doc) {
  api.function(
      name,
      [name, make](const py::args& sizes, const std::optional<Shape>& size,
                   const OptionalDType& dtype, bool requires_grad) {
        Tensor t = make(shape_of(name, sizes, size), dtype.value_or(kFloat32));
        return requires_grad ? t.requires_grad_() : t;
      },
      py::kw_only(), py::arg("size") = py::none(), py::arg("dtype") = py::none(),
      py::arg("requires_grad") = false, doc);
}

// Python's floats have no dtype of their own; arrays and tensors in a list have.
static bool has_dtype(py::handle data) {
  while (PyList_Check(data.ptr()) || PyTuple_Check(data.ptr())) {
    const auto list = py::reinterpret_borrow<py::sequence>(data);
    if (list.empty()) return false;
    data = PySequence_Fast_GET_ITEM(data.ptr(), 0);
  }
  return py::hasattr(data, "dtype");
}

Tensor tensor_from(py::handle data, std::optional<DType> dtype) {
  Tensor t;
  if (TensorImpl* impl = exact_tensor(data)) {
    t = Tensor(Ref<TensorImpl>(impl)).detach();
  } else if (!tensor_of_numpy(data, t)) {
    const py::object array = py::module_::import("numpy").attr("asarray")(data);
    if (!tensor_of_numpy(array, t)) fail_type("tensor", "cannot be made of this data");
    if (t.dtype() == kFloat64 && !dtype && !has_dtype(data)) dtype = kFloat32;
  }
  return dtype && *dtype != t.dtype() ? cast(t, *dtype) : clone(t);
}

void bind_create(Api& api) {
  const auto dtype = py::arg("dtype") = py::none();
  api.function("tensor", &tensor_of, py::arg("data"), dtype, py::arg("requires_grad") = false,
               kTensorDoc);
  api.function(
      "asarray",
      [](py::handle data, const OptionalDType& d) {
        Tensor t;
        if (TensorImpl* impl = exact_tensor(data))
          t = Tensor(Ref<TensorImpl>(impl));
        else if (!tensor_of_numpy(data, t))
          return tensor_of(data, d, false);
        return d ? cast(t, *d) : t;
      },
      py::arg("data"), dtype, "The data as a tensor, without a copy where that is possible.");
  bind_filled(api);
  api.function(
      "arange",
      [](const Scalar& a, const std::optional<Scalar>& b, const Scalar& step,
         const OptionalDType& d) { return b ? arange(a, *b, step, d) : arange(0, a, step, d); },
      py::arg("start"), py::arg("end") = py::none(), py::arg("step") = 1, py::kw_only(), dtype,
      "start, start + step, ... below end; with one argument, 0, 1, ... below it.");
  api.function("linspace", &linspace, py::arg("start"), py::arg("end"), py::arg("steps"),
               py::kw_only(), py::arg("dtype") = kFloat32,
               "`steps` numbers from start to end, both included.");
  api.function("eye", &eye, py::arg("n"), py::arg("m") = py::none(), py::kw_only(),
               py::arg("dtype") = kFloat32, "Ones on the diagonal of an (n, m) matrix of zeros.");
}

}  // namespace nnlite::bindings
