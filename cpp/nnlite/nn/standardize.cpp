// Standardize: fits statistics, applies them.
#include "nnlite/nn/standardize.h"

#include <algorithm>
#include <cmath>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::nn {

namespace {

constexpr int64_t kChunk = 1 << 18;  // elements that are float64 at a time
constexpr double kConstant = 1e-13;  // relative deviation that is rounding only

// f(rows) for slices of a contiguous x along its first axis, in float64.
template <class F>
void by_rows(const Tensor& x, F f) {
  const int64_t rows = x.dims() ? x.shape()[0] : 1, row = x.numel() / rows;
  const int64_t step = std::max<int64_t>(1, kChunk / std::max<int64_t>(row, 1));
  for (int64_t i = 0; i < rows; i += step) {
    Shape shape = x.shape();
    if (x.dims()) shape[0] = std::min(step, rows - i);
    f(cast(Tensor(Value{x.value().storage, x.value().offset + i * row, Layout(shape, x.dtype())}),
           kFloat64));
  }
}

// The mean of g(slice) over all elements that share a feature.
template <class G>
Tensor mean_of(const Tensor& x, const Shape& features, G g) {
  Tensor total = Tensor::empty(features, kFloat64);
  fill_(total, 0);
  by_rows(x, [&](const Tensor& slice) { add_(total, sum_to(g(slice), features)); });
  return total * (static_cast<double>(total.numel()) / static_cast<double>(x.numel()));
}

}  // namespace

Standardize::Standardize(const Shape& shape, DType dtype) : features(shape) {
  if (!is_float(dtype)) fail_type(kName, "dtype must be float32 or float64, not ", dtype);
  for (int64_t n : shape) {
    if (n < 1) fail_value(kName, "features ", shape, " has an empty axis");
  }
  mean = Tensor::empty(shape, dtype);
  deviation = Tensor::empty(shape, dtype);
  register_buffer("mean", mean);
  register_buffer("deviation", deviation);
  init::zeros_(mean);
  init::ones_(deviation);
}

void Standardize::check(const Tensor& x) const {
  if (!x.defined() || x.dtype() == kBool) fail_type(kName, "the input must be a tensor of numbers");
  if (x.dims() >= features.size() && can_broadcast(features, x.shape())) return;
  fail_value(kName, "the input has shape ", x.shape(), " but the statistics have shape ", features,
             "; their axes are the input's last ones");
}

Tensor Standardize::forward(const Tensor& x) {
  check(x);
  const Tensor numbers = is_float(x.dtype()) ? x : cast(x, mean.dtype());
  return (numbers - mean) / deviation;
}

void Standardize::fit(const Tensor& data) {
  check(data);
  if (data.numel() == 0) fail_value(kName, "there is nothing to fit in shape ", data.shape());
  const NoGrad scope;
  const Tensor x = contiguous(data);
  const Tensor centre = mean_of(x, features, [](const Tensor& t) { return t; });
  const Tensor variance = mean_of(x, features, [&](const Tensor& t) { return square(t - centre); });
  Tensor scale = nnlite::sqrt(variance);
  double* s = scale.data<double>();
  for (int64_t i = 0; i < scale.numel(); ++i) {
    const double m = centre.data<double>()[i];
    if (!std::isfinite(s[i])) {
      fail_value(kName, "feature ", i, " has values that are NaN or infinite; remove them first");
    }
    if (s[i] <= kConstant * std::fabs(m) || s[i] == 0) s[i] = 1;
  }
  copy_(mean, centre);
  copy_(deviation, scale);
}

std::string Standardize::extra_repr() const { return Words().add("features", features).text(); }

}  // namespace nnlite::nn
