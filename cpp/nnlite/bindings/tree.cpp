// Walks over lists, tuples, named tuples and dicts.
#include "nnlite/bindings/tree.h"

#include <cstring>

namespace nnlite::bindings {

namespace {

bool is_named_tuple(py::handle value) {
  return PyTuple_Check(value.ptr()) && py::hasattr(value, "_fields");
}

bool is_tuple(py::handle value) { return PyTuple_CheckExact(value.ptr()) || is_named_tuple(value); }

// A sequence of the kind of `like`.
py::object sequence_like(py::handle like, const py::list& items) {
  if (PyList_CheckExact(like.ptr())) return items;
  py::tuple tuple(items);
  return is_named_tuple(like) ? py::type::of(like)(*tuple) : tuple;
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
  if (!PyList_CheckExact(value.ptr()) && !is_tuple(value)) return leaf(value);
  py::list out;
  for (py::handle entry : value) out.append(item(entry));
  return sequence_like(value, out);
}

bool same_leaf(py::handle a, py::handle b) {
  if (!py::type::of(a).is(py::type::of(b))) return false;
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
  auto x = py::iter(a), y = py::iter(b);
  for (; x != py::iterator::sentinel(); ++x, ++y) {
    if (!same_tree(*x, *y)) return false;
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
  if (!dict && !PyList_CheckExact(a.ptr()) && !is_tuple(a)) return same_leaf(a, b);
  if (!py::type::of(a).is(py::type::of(b)) || py::len(a) != py::len(b)) return false;
  if (!dict) return same_items(a, b);
  return same_items(a, b) && same_items(a.attr("values")(), b.attr("values")());
}

}  // namespace nnlite::bindings
