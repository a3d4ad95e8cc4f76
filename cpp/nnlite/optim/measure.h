// What updates measure over whole tensors, each in one pass: numbers in float64, in an order of
// summation that shapes fix. Not for users.
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
// x += factor y, of equal shape and contiguous, in one pass; not for compiled steps.
void add_scaled_(Tensor& x, const Tensor& y, double factor);

}  // namespace nnlite::optim
