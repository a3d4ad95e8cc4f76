// PCA and ZCA: the covariance of the data, its principal axes, and what is made of them.
#include "nnlite/nn/whiten.h"

#include <algorithm>
#include <cmath>

#include "nnlite/base/eigen.h"
#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite::nn {

namespace {

// The last axes, as many as `features` has, as one of d.
Tensor flattened(const Tensor& x, const Shape& features, int64_t d) {
  Shape shape(x.shape().span().first(static_cast<size_t>(x.dims() - features.size())));
  shape.push_back(d);
  return reshape(x, shape);
}

int64_t size_of(const Shape& features) {
  int64_t d = 1;
  for (int64_t n : features) d *= n;
  return d;
}

}  // namespace

Projection::Projection(const char* name, const Shape& shape, int64_t k, double e, DType dtype)
    : Fitted(name, shape, {}, dtype), eps(e) {
  const int64_t d = size_of(shape);
  if (!(e >= 0) || std::isinf(e)) fail_value(name, "eps is ", e, "; give 0 or more");
  if (k < 1 || k > d) {
    fail_value(name, "components is ", k, "; give 1 to ", d, ", the number of features");
  }
  mean = Tensor::empty({d}, dtype);
  matrix = Tensor::empty({k, d}, dtype);
  variances = Tensor::empty({k}, dtype);
  register_buffer("mean", mean);
  register_buffer("matrix", matrix);
  register_buffer("variances", variances);
  init::zeros_(mean);
  init::eye_(matrix);
  init::ones_(variances);
}

Tensor Projection::transform(const Tensor& x) {
  return linear(flattened(x, features, mean.numel()) - mean, matrix);
}

void Projection::learn(const Tensor& data) {
  const int64_t d = mean.numel();
  const Tensor x = reshape(data, {data.numel() / d, d});
  const Tensor centre = mean_over(x, {d}, [](const Tensor& rows) { return rows; });
  check_finite(centre);
  Tensor covariance = Tensor::empty({d, d}, kFloat64);
  fill_(covariance, 0);
  by_rows(x, [&](const Tensor& rows) {
    const Tensor far = rows - centre;
    add_(covariance, product(far, far, true, false));
  });
  div_(covariance, static_cast<double>(x.shape()[0]));
  check_finite(covariance);
  const Tensor along = Tensor::empty({d}, kFloat64), axes = Tensor::empty({d, d}, kFloat64);
  symmetric_eigen(d, covariance.data<double>(), along.data<double>(), axes.data<double>());
  const Tensor spread = maximum(along, 0.0);  // below 0 by rounding only
  const Tensor found = matrix_of(axes, spread);
  copy_(mean, centre);
  copy_(matrix, found);
  copy_(variances, narrow(spread, 0, 0, variances.numel()));
}

Tensor Projection::scales(const Tensor& along) const {
  const double least = along.data<double>()[along.numel() - 1];
  const double most = along.data<double>()[0];
  if (eps == 0 && least <= most * 1e-14) {
    fail_value(type_name().c_str(), "the data does not vary along some of its ", along.numel(),
               " principal axes, which cannot be scaled to 1; give eps above 0",
               " or keep fewer components");
  }
  return rsqrt(along + eps);
}

PCA::PCA(const Shape& shape, std::optional<int64_t> k, bool white, double e, DType dtype)
    : Layer(kName, shape, k.value_or(size_of(shape)), e, dtype),
      components(k.value_or(size_of(shape))),
      whiten(white) {}

Tensor PCA::matrix_of(const Tensor& axes, const Tensor& along) const {
  const Tensor kept = narrow(axes, 0, 0, components);
  if (!whiten) return kept;
  return kept * unsqueeze(scales(contiguous(narrow(along, 0, 0, components))), 1);
}

std::string PCA::extra_repr() const {
  Words words;
  words.add("features", features).add("components", components);
  return words.add("whiten", whiten).add("eps", eps).text();
}

ZCA::ZCA(const Shape& shape, double e, DType dtype)
    : Layer(kName, shape, size_of(shape), e, dtype) {}

Tensor ZCA::transform(const Tensor& x) { return reshape(Projection::transform(x), x.shape()); }

Tensor ZCA::matrix_of(const Tensor& axes, const Tensor& along) const {
  return product(axes, axes * unsqueeze(scales(along), 1), true, false);
}

std::string ZCA::extra_repr() const {
  return Words().add("features", features).add("eps", eps).text();
}

}  // namespace nnlite::nn
