// Tree: lists, tuples and dicts with tensors in them, taken apart and put together again.
#pragma once

#include <functional>
#include <vector>

#include "nnlite/bindings/api.h"

namespace nnlite::bindings {

// What stands in the place of a tensor in a tree without them.
py::object tensor_mark();

// What is done with a leaf of a tree: true where it gave a tensor.
using TakeLeaf = std::function<bool(py::handle leaf, Tensor& tensor)>;

// A copy of `value` in which tensors are replaced by the mark; they are appended in order.
py::object take_apart(py::handle value, std::vector<Tensor>& tensors, const TakeLeaf& take);

// `tree` with tensors[next], tensors[next + 1], ... in place of the marks; None for undefined ones.
py::object put_together(py::handle tree, std::span<const Tensor> tensors, size_t& next);

// Whether two trees without tensors are alike: of the same form, with leaves of the same types and
// values (1 is not 1.0; of what cannot be hashed, the very same object).
bool same_tree(py::handle a, py::handle b);

}  // namespace nnlite::bindings
