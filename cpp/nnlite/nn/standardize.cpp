// Standardize: fits statistics, applies them.
#include "nnlite/nn/standardize.h"

#include <cmath>

#include "nnlite/core/copy.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

namespace {
constexpr double kConstant = 1e-13;  // relative deviation that is rounding only
}

Standardize::Standardize(const Shape& shape, std::optional<int64_t> at, DType dtype)
    : Layer(kName, shape, at, dtype) {
  mean = Tensor::empty(shape, dtype);
  deviation = Tensor::empty(shape, dtype);
  register_buffer("mean", mean);
  register_buffer("deviation", deviation);
  init::zeros_(mean);
  init::ones_(deviation);
}

Tensor Standardize::transform(const Tensor& x) {
  return (x - beside(mean, x)) / beside(deviation, x);
}

void Standardize::learn(const Tensor& x) {
  const Shape shape = shape_beside(x);
  const Tensor centre = mean_over(x, shape, [](const Tensor& rows) { return rows; });
  const Tensor variance =
      mean_over(x, shape, [&](const Tensor& rows) { return square(rows - centre); });
  check_finite(variance);
  Tensor scale = nnlite::sqrt(variance);
  double* s = scale.data<double>();
  for (int64_t i = 0; i < scale.numel(); ++i) {
    if (s[i] <= kConstant * std::fabs(centre.data<double>()[i])) s[i] = 1;
  }
  copy_(mean, reshape(centre, features));
  copy_(deviation, reshape(scale, features));
}

}  // namespace nnlite::nn
