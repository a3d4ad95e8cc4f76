// Reductions over any set of axes (none given: all of them), and sums that undo broadcasting.
// Rules are NumPy's: sums of integers are int64, means of integers float64; a sum of nothing is 0,
// a product 1, a mean NaN, and an extreme an error. NaN passes through.
#pragma once

#include <limits>
#include <optional>

#include "nnlite/core/tensor.h"

namespace nnlite {

Tensor sum(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
Tensor mean(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
Tensor prod(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
// The extreme values alone; elements that tie share the gradient equally.
Tensor max(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
Tensor min(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
// The mean squared deviation, divided by n - correction.
Tensor var(const Tensor& x, const Shape& axes = {}, double correction = 1, bool keepdim = false);
Tensor std(const Tensor& x, const Shape& axes = {}, double correction = 1, bool keepdim = false);
Tensor any(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
Tensor all(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
Tensor count_nonzero(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
Tensor logsumexp(const Tensor& x, const Shape& axes = {}, bool keepdim = false);
// (sum of |x|^p)^(1/p); p may be infinity (the largest |x|), -infinity, or 0 (how many are not 0).
Tensor norm(const Tensor& x, double p = 2, const Shape& axes = {}, bool keepdim = false);

// Where the (first) extreme stands, along one axis or in the flattened tensor; int64.
Tensor argmax(const Tensor& x, std::optional<int64_t> dim = {}, bool keepdim = false);
Tensor argmin(const Tensor& x, std::optional<int64_t> dim = {}, bool keepdim = false);

// Sums of the elements up to each one, along an axis.
Tensor cumsum(const Tensor& x, int64_t dim);

// The gradient of an operand of `shape` that was broadcast to g's shape: g summed over the axes it
// was stretched along; g itself where there are none.
Tensor sum_to(const Tensor& g, const Shape& shape);
// x stretched to `shape`: a view whose gradient is sum_to.
Tensor stretch_to(const Tensor& x, const Shape& shape);

}  // namespace nnlite
