// Indexing by NumPy's rules, reading and assignment.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct Slice {
  std::optional<int64_t> start, stop, step;
};
struct Ellipsis {};
struct NewAxis {};
// An integer, a slice, `...`, None, or a tensor of integers or bools.
using IndexItem = std::variant<int64_t, Slice, Ellipsis, NewAxis, Tensor>;
using Index = std::vector<IndexItem>;

// A view where no tensor takes part, else a copy.
Tensor index(const Tensor& x, const Index& items);
// x[items] = value, broadcast and converted.
void index_assign(Tensor& x, const Index& items, const Tensor& value);

// Where elements are not 0: one int64 tensor per axis.
std::vector<Tensor> nonzero(const Tensor& x);

}  // namespace nnlite
