// x[...] and x[...] = value, len(x), and iteration over the first axis.
#include "nnlite/bindings/bind.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/index.h"
#include "nnlite/ops/slice.h"

namespace nnlite::bindings {

namespace {

std::optional<int64_t> bound(PyObject* object) {
  if (object == Py_None) return {};
  if (TensorImpl* impl = exact_tensor(object)) {
    return static_cast<int64_t>(Tensor(Ref<TensorImpl>(impl)).item());
  }
  if (!PyIndex_Check(object)) fail_type("index", "the bounds of a slice must be integers or None");
  return PyNumber_AsSsize_t(object, nullptr);  // what does not fit becomes the nearest that does
}

IndexItem item_of(py::handle part) {
  PyObject* object = part.ptr();
  if (PyBool_Check(object)) return full({}, object == Py_True, kBool);
  if (PyLong_Check(object)) {
    const long long n = PyLong_AsLongLong(object);
    if (n == -1 && PyErr_Occurred()) throw py::error_already_set();
    return static_cast<int64_t>(n);
  }
  if (PySlice_Check(object)) {
    auto* slice = reinterpret_cast<PySliceObject*>(object);
    return Slice{bound(slice->start), bound(slice->stop), bound(slice->step)};
  }
  if (object == Py_Ellipsis) return Ellipsis{};
  if (part.is_none()) return NewAxis{};
  if (TensorImpl* impl = exact_tensor(part)) return Tensor(Ref<TensorImpl>(impl));
  const bool list = PyList_Check(object) || PyTuple_Check(object);
  Tensor t;
  if (!list && PyIndex_Check(object) && !py::hasattr(part, "shape")) {
    return static_cast<int64_t>(PyNumber_AsSsize_t(object, PyExc_IndexError));
  }
  const py::object array = list ? py::module_::import("numpy").attr("asarray")(part)
                                : py::reinterpret_borrow<py::object>(part);
  if (!tensor_of_numpy(array, t)) {
    fail_type("index",
              "an index may be integers, slices, ..., None, and tensors of integers or "
              "bools, not ",
              std::string(py::str(py::type::of(part))));
  }
  if (list && t.numel() == 0) return zeros({0}, kInt64);
  return t;
}

Index index_of(py::handle key) {
  Index items;
  if (!PyTuple_Check(key.ptr())) {
    items.push_back(item_of(key));
    return items;
  }
  for (py::handle part : py::reinterpret_borrow<py::tuple>(key)) items.push_back(item_of(part));
  return items;
}

Tensor get(const Tensor& x, py::handle key) {
  if (PyLong_CheckExact(key.ptr()) && x.dims() > 0) return select(x, 0, key.cast<int64_t>());
  return index(x, index_of(key));
}

void set(py::object self, py::handle key, const TensorLike& value) {
  Tensor x = self.cast<Tensor>();
  index_assign(x, index_of(key),
               value.is_number() ? full({}, value.scalar, x.dtype()) : value.tensor);
}

int64_t length(const Tensor& x) {
  if (x.dims() == 0) fail_type("len", "a tensor of no dimensions has no length");
  return x.shape()[0];
}

}  // namespace

void bind_index(Api& api) {
  api.tensor.def("__getitem__", &get)
      .def("__setitem__", &set)
      .def("__len__", &length)
      .def("__iter__",
           [](const Tensor& x) {
             py::list rows;
             for (int64_t i = 0; i < length(x); ++i) rows.append(select(x, 0, i));
             return py::iter(rows);
           })
      .def("__contains__", [](const py::object& self, const py::object& value) {
        return self.attr("__eq__")(value).attr("any")();
      });
}

}  // namespace nnlite::bindings
