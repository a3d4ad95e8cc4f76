// Walks over lists, tuples, named tuples and dicts.
#include "nnlite/bindings/tree.h"

#include <cstring>

namespace nnlite::bindings {

namespace {

bool is_named_tuple(py::handle value) {
  return PyTuple_Check(value.ptr()) && py::hasattr(value, "_fields");
}

bool is_sequence(py::handle value) {
  return PyTuple_CheckExact(value.ptr()) || PyList_CheckExact(value.ptr()) || is_named_tuple(value);
}

py::handle item_of(py::handle sequence, Py_ssize_t i) {
  return PySequence_Fast_GET_ITEM(sequence.ptr(), i);
}

// `value` with f(item) in place of each item, where it is a list, tuple or dict; else
// `leaf`(value).
template <class Item, class Leaf>
py::object mapped(py::handle value, Item&& item, Leaf&& leaf) {
  if (PyDict_CheckExact(value.ptr())) {
    py::dict out;
    for (const auto& [key, entry] : py::reinterpret_borrow<py::dict>(value)) out[key] = item(entry);
    return out;
  }
  if (!is_sequence(value)) return leaf(value);
  const Py_ssize_t size = PySequence_Fast_GET_SIZE(value.ptr());
  const bool list = PyList_CheckExact(value.ptr());
  auto out = py::reinterpret_steal<py::object>(list ? PyList_New(size) : PyTuple_New(size));
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyObject* const mine = item(item_of(value, i)).release().ptr();
    list ? PyList_SET_ITEM(out.ptr(), i, mine) : PyTuple_SET_ITEM(out.ptr(), i, mine);
  }
  return is_named_tuple(value) ? py::type::of(value)(*py::tuple(out)) : out;
}

bool same_leaf(py::handle a, py::handle b) {
  if (Py_TYPE(a.ptr()) != Py_TYPE(b.ptr())) return false;
  if (PyFloat_CheckExact(a.ptr())) {  // the bits: -0.0 is not 0.0, and NaN is itself
    const double x = PyFloat_AS_DOUBLE(a.ptr()), y = PyFloat_AS_DOUBLE(b.ptr());
    return std::memcmp(&x, &y, sizeof(x)) == 0;
  }
  if (a.is(b)) return true;
  if (PyObject_Hash(a.ptr()) == -1) {
    PyErr_Clear();
    return false;
  }
  const py::object same =
      py::reinterpret_steal<py::object>(PyObject_RichCompare(a.ptr(), b.ptr(), Py_EQ));
  if (!same) throw py::error_already_set();
  return same.is(py::bool_(true));
}

bool same_items(py::handle a, py::handle b) {
  const Py_ssize_t size = PySequence_Fast_GET_SIZE(a.ptr());
  if (PySequence_Fast_GET_SIZE(b.ptr()) != size) return false;
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (!same_tree(item_of(a, i), item_of(b, i))) return false;
  }
  return true;
}

}  // namespace

py::object tensor_mark() {
  static PyObject* const mark = py::module_::import("builtins").attr("object")().release().ptr();
  return py::reinterpret_borrow<py::object>(mark);
}

py::object take_apart(py::handle value, std::vector<Tensor>& tensors, const TakeLeaf& take) {
  return mapped(
      value, [&](py::handle item) { return take_apart(item, tensors, take); },
      [&](py::handle leaf) {
        Tensor t;
        if (!take(leaf, t)) return py::reinterpret_borrow<py::object>(leaf);
        tensors.push_back(std::move(t));
        return tensor_mark();
      });
}

py::object put_together(py::handle tree, std::span<const Tensor> tensors, size_t& next) {
  return mapped(
      tree, [&](py::handle item) { return put_together(item, tensors, next); },
      [&](py::handle leaf) {
        return leaf.is(tensor_mark()) ? py::cast(tensors[next++])
                                      : py::reinterpret_borrow<py::object>(leaf);
      });
}

bool same_tree(py::handle a, py::handle b) {
  const bool dict = PyDict_CheckExact(a.ptr());
  if (!dict && !is_sequence(a)) return same_leaf(a, b);
  if (Py_TYPE(a.ptr()) != Py_TYPE(b.ptr())) return false;
  if (!dict) return same_items(a, b);
  if (PyDict_GET_SIZE(a.ptr()) == 0) return PyDict_GET_SIZE(b.ptr()) == 0;
  return same_items(py::list(a.attr("keys")()), py::list(b.attr("keys")())) &&
         same_items(py::list(a.attr("values")()), py::list(b.attr("values")()));
}

}  // namespace nnlite::bindings
