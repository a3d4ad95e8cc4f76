// What updates measure over whole tensors, each in one pass: numbers in float64, in an order of
// summation that shapes fix.
#pragma once

#include <span>

#include "nnlite/core/tensor.h"

namespace nnlite::optim {

// The norm of all together, which are contiguous.
Tensor norm_of(std::span<const Tensor* const> tensors);
Tensor norm_of(const Tensor& x);
Tensor squared_norm(const Tensor& x);
// The sums of |x| and of x y.
Tensor absolute_sum(const Tensor& x);
Tensor inner(const Tensor& x, const Tensor& y);
// x in float64.
Tensor wide(const Tensor& x);

}  // namespace nnlite::optim
