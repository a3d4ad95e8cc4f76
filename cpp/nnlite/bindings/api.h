// What every bind_x.cpp shares: how tensors, shapes, dtypes and numbers cross into Python, and one
// way to define a function and a method at once.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "nnlite/core/scalar.h"
#include "nnlite/core/tensor.h"

namespace py = pybind11;

PYBIND11_DECLARE_HOLDER_TYPE(T, nnlite::Ref<T>, true)

namespace nnlite::bindings {

using TensorClass = py::class_<TensorImpl, Ref<TensorImpl>>;

// A member of Tensor as a plain function: the class bound to Python is TensorImpl.
template <class R, class... A>
auto plain(R (Tensor::*f)(A...) const) {
  return [f](const Tensor& t, A... a) -> R { return (t.*f)(std::forward<A>(a)...); };
}
template <class F>
F plain(F f) {
  return f;
}

// A tensor that may be None: undefined. Other arguments refuse None.
struct OptionalTensor : Tensor {
  using Tensor::Tensor;
  OptionalTensor(Tensor t) : Tensor(std::move(t)) {}
};

// Where the definitions of one family go.
struct Api {
  py::module_ m;
  TensorClass tensor;

  // nnlite.name(input, ...) and input.name(...); `extras` describe the arguments after the first.
  template <class F, class... Extras>
  void op(const char* name, F f, const Extras&... extras) {
    function(name, f, py::arg("input"), extras...);
    method(name, f, extras...);
  }
  template <class F, class... Extras>
  void function(const char* name, F f, const Extras&... extras) {
    m.def(name, plain(f), extras...);
  }
  template <class F, class... Extras>
  void method(const char* name, F f, const Extras&... extras) {
    tensor.def(name, plain(f), extras...);
  }
};

// The Python object of a dtype: nnlite.float32 and its siblings, one each.
py::object dtype_object(DType dtype);
// A dtype named by such an object, a NumPy dtype, a Python type (float, int, bool) or a string.
// False where it is none of these.
bool dtype_of_object(py::handle object, DType& dtype);
// The tensor behind an object whose type is exactly Tensor, without pybind11's search.
TensorImpl* exact_tensor(py::handle object);
// A tensor of its own dtype from a NumPy array or NumPy scalar; false where it is neither.
bool tensor_of_numpy(py::handle object, Tensor& tensor);
// A shape given as one sequence, as several numbers, or by its keyword: x.reshape(2, 3),
// x.reshape((2, 3)) and x.reshape(shape=(2, 3)).
Shape shape_of(const char* op, const py::args& args, const std::optional<Shape>& keyword);
// nnlite.name(*size, dtype=None, requires_grad=False); float32 where no dtype is given.
void bind_maker(Api& api, const char* name, Tensor (*make)(const Shape&, DType), const char* doc);
// A Python object that C++ may keep, and let go of without holding the GIL.
std::shared_ptr<PyObject> shared(py::object object);
// The name of its class, without the module.
std::string class_name(py::handle object);
// The same with its article: "an int", "a Tensor".
std::string a_class(py::handle object);
// A copy, outside any graph, of a tensor, an array, or (nested lists of) numbers.
Tensor tensor_from(py::handle data, std::optional<DType> dtype = {});

}  // namespace nnlite::bindings

namespace pybind11::detail {

// The undefined tensor becomes None.
template <>
struct type_caster<nnlite::Tensor> {
  PYBIND11_TYPE_CASTER(nnlite::Tensor, const_name("nnlite.Tensor"));

  bool load(handle source, bool) {
    if (nnlite::TensorImpl* impl = nnlite::bindings::exact_tensor(source)) {
      value = nnlite::Tensor(nnlite::Ref<nnlite::TensorImpl>(impl));
      return true;
    }
    type_caster_base<nnlite::TensorImpl> base;
    if (source.is_none() || !base.load(source, false)) return false;
    value = nnlite::Tensor(nnlite::Ref<nnlite::TensorImpl>(static_cast<nnlite::TensorImpl*>(base)));
    return true;
  }
  static handle cast(const nnlite::Tensor& tensor, return_value_policy, handle) {
    if (!tensor.defined()) return none().release();
    return type_caster<nnlite::Ref<nnlite::TensorImpl>>::cast(
        tensor.ref(), return_value_policy::take_ownership, {});
  }
};

template <>
struct type_caster<nnlite::bindings::OptionalTensor> {
  PYBIND11_TYPE_CASTER(nnlite::bindings::OptionalTensor, const_name("nnlite.Tensor | None"));

  bool load(handle source, bool convert) {
    if (source.is_none()) return true;
    type_caster<nnlite::Tensor> tensor;
    if (!tensor.load(source, convert)) return false;
    value = cast_op<nnlite::Tensor>(tensor);
    return true;
  }
  static handle cast(const nnlite::Tensor& tensor, return_value_policy policy, handle parent) {
    return type_caster<nnlite::Tensor>::cast(tensor, policy, parent);
  }
};

// An int or a sequence of ints.
template <>
struct type_caster<nnlite::Shape> {
  PYBIND11_TYPE_CASTER(nnlite::Shape,
                       io_name("int | collections.abc.Sequence[int]", "tuple[int, ...]"));

  bool load(handle source, bool) {
    if (PyLong_Check(source.ptr()) || PyIndex_Check(source.ptr())) return append(source);
    if (!PyTuple_Check(source.ptr()) && !PyList_Check(source.ptr())) return false;
    for (handle item : reinterpret_borrow<object>(source)) {
      if (!append(item)) return false;
    }
    return true;
  }
  static handle cast(const nnlite::Shape& shape, return_value_policy, handle) {
    tuple out(shape.size());
    for (int i = 0; i < shape.size(); ++i) out[i] = shape[i];
    return out.release();
  }

 private:
  bool append(handle item) {
    if (!PyIndex_Check(item.ptr())) return false;
    const Py_ssize_t n = PyNumber_AsSsize_t(item.ptr(), PyExc_OverflowError);
    if (n == -1 && PyErr_Occurred()) throw error_already_set();
    value.push_back(n);
    return true;
  }
};

template <>
struct type_caster<nnlite::DType> {
  PYBIND11_TYPE_CASTER(nnlite::DType, io_name("nnlite.dtype | str | type", "nnlite.dtype"));

  bool load(handle source, bool) { return nnlite::bindings::dtype_of_object(source, value); }
  static handle cast(nnlite::DType dtype, return_value_policy, handle) {
    return nnlite::bindings::dtype_object(dtype).release();
  }
};

// A Python number; NumPy's scalars have a dtype of their own and are tensors here.
template <>
struct type_caster<nnlite::Scalar> {
  PYBIND11_TYPE_CASTER(nnlite::Scalar, const_name("float"));
  type_caster() : value(0) {}

  bool load(handle source, bool convert) {
    PyObject* object = source.ptr();
    if (PyFloat_Check(object)) {
      value = PyFloat_AS_DOUBLE(object);
    } else if (PyBool_Check(object)) {
      value = object == Py_True;
    } else if (PyLong_Check(object)) {
      const long long n = PyLong_AsLongLong(object);
      if (n == -1 && PyErr_Occurred()) throw error_already_set();
      value = n;
    } else if (convert && PyNumber_Check(object) && !nnlite::bindings::exact_tensor(source)) {
      const double real = PyFloat_AsDouble(object);
      if (real == -1 && PyErr_Occurred()) {
        PyErr_Clear();
        return false;
      }
      value = real;
    } else {
      return false;
    }
    return true;
  }
};

template <>
struct type_caster<nnlite::TensorLike> {
  PYBIND11_TYPE_CASTER(nnlite::TensorLike, const_name("nnlite.Tensor | float"));

  bool load(handle source, bool convert) {
    if (source.is_none()) return false;
    make_caster<nnlite::Scalar> scalar;  // the cheapest question first
    if (!nnlite::bindings::exact_tensor(source) && scalar.load(source, false)) {
      value.scalar = cast_op<nnlite::Scalar>(scalar);
      return true;
    }
    make_caster<nnlite::Tensor> tensor;
    if (!tensor.load(source, convert)) {
      return nnlite::bindings::tensor_of_numpy(source, value.tensor);
    }
    value.tensor = cast_op<nnlite::Tensor>(tensor);
    return true;
  }
};

}  // namespace pybind11::detail
