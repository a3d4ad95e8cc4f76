// MinMax: fits the ends of every feature, applies them.
#include "nnlite/nn/min_max.h"

#include <cmath>

#include "nnlite/core/copy.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

namespace {

// The axes of x along which a statistic of `shape` is shared.
Shape shared_axes(const Tensor& x, const Shape& shape) {
  Shape axes;
  const int before = x.dims() - shape.size();
  for (int i = 0; i < x.dims(); ++i) {
    if (i < before || shape[i - before] == 1) axes.push_back(i);
  }
  return axes;
}

}  // namespace

MinMax::MinMax(const Shape& shape, double from, double to, std::optional<int64_t> at, DType dtype)
    : Layer(kName, shape, at, dtype), low(from), high(to) {
  if (!(low < high) || std::isinf(high - low)) {
    fail_value(kName, "low is ", low, " and high is ", high, "; give low below high");
  }
  minimum = Tensor::empty(shape, dtype);
  range = Tensor::empty(shape, dtype);
  register_buffer("minimum", minimum);
  register_buffer("range", range);
  init::constant_(minimum, low);
  init::constant_(range, high - low);
}

Tensor MinMax::transform(const Tensor& x) {
  return (x - beside(minimum, x)) / beside(range, x) * (high - low) + low;
}

void MinMax::learn(const Tensor& x) {
  const Shape axes = shared_axes(x, shape_beside(x));
  const auto found = [&](const Tensor& extreme) {
    return contiguous(reshape(cast(extreme, kFloat64), features));
  };
  const bool all = axes.size() > 0;
  const Tensor least = found(all ? min(x, axes) : x), most = found(all ? max(x, axes) : x);
  const Tensor width = most - least;
  check_finite(width);
  for (int64_t i = 0; i < width.numel(); ++i) {
    if (width.data<double>()[i] == 0) width.data<double>()[i] = 1;
  }
  copy_(minimum, least);
  copy_(range, width);
}

std::string MinMax::extra_repr() const {
  return text(Fitted::extra_repr(), ", low=", low, ", high=", high);
}

}  // namespace nnlite::nn
