// Orders: sorted values and where they stood. NaN counts as the largest number, as in NumPy.
#pragma once

#include <utility>

#include "nnlite/core/tensor.h"

namespace nnlite {

// Sorted along an axis, and the positions (int64) the elements come from. Equal elements keep
// their order.
std::pair<Tensor, Tensor> sort(const Tensor& x, int64_t dim = -1, bool descending = false);
Tensor argsort(const Tensor& x, int64_t dim = -1, bool descending = false);
// The k largest (or smallest) elements along an axis, in order, and their positions.
std::pair<Tensor, Tensor> topk(const Tensor& x, int64_t k, int64_t dim = -1, bool largest = true);
// Every value once, in order.
Tensor unique(const Tensor& x);

}  // namespace nnlite
