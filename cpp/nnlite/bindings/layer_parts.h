// What families of layers for one, two and three axes share in their bindings: documentation with
// the number of axes filled in, and members that are compiled once for a family.
#pragma once

#include <string>
#include <utility>

#include "nnlite/bindings/nn_api.h"

namespace nnlite::bindings {

// {d}: the number of axes; {axes}: their names; {4}: "4, 4" for two axes, and so on for {2}, {8}.
std::string for_axes(std::string doc, int axes);

// A read-only attribute of every class in a family; Base is what these share.
template <class Base, class F>
void read_only(py::handle cls, const char* name, F get, const char* doc) {
  const py::cpp_function getter(
      [get](const nn::Module& m) { return get(dynamic_cast<const Base&>(m)); }, py::name(name),
      py::is_method(cls));
  cls.attr(name) =
      py::module_::import("builtins").attr("property")(getter, py::none(), py::none(), doc);
}

// One number as a number, several as a tuple.
py::object brief(const Shape& shape);

// Attributes of the layers that derive from nn::BatchNorm.
void add_batch_norm_members(py::handle cls);

// A tensor, or with its indices a tuple.
py::object with_indices(std::pair<Tensor, Tensor> found);

}  // namespace nnlite::bindings
