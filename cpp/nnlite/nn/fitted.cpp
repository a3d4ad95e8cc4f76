// Fitted: checks at the door, and statistics in float64 without a copy of the data.
#include "nnlite/nn/fitted.h"

#include <algorithm>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

namespace {
constexpr int64_t kChunk = 1 << 18;  // elements that are float64 at a time
}

Fitted::Fitted(const char* name, const Shape& shape, std::optional<int64_t> at, DType dtype)
    : features(shape), axis(at), dtype_(dtype) {
  if (!is_float(dtype)) fail_type(name, "dtype must be float32 or float64, not ", dtype);
  for (int64_t n : shape) {
    if (n < 1) fail_value(name, "features ", shape, " has an empty axis");
  }
  if (at && shape.size() == 0) fail_value(name, "axis is ", *at, ", but there are no features");
}

Shape Fitted::shape_beside(const Tensor& x) const {
  if (!axis) return features;
  const int first = normal_axis(type_name().c_str(), *axis, x.dims());
  Shape shape = features;
  while (first + shape.size() < x.dims()) shape.push_back(1);
  return shape;
}

Tensor Fitted::beside(const Tensor& statistic, const Tensor& x) const {
  return axis ? reshape(statistic, shape_beside(x)) : statistic;
}

void Fitted::check(const Tensor& x) const {
  const std::string name = type_name();
  if (!x.defined() || x.dtype() == kBool) {
    fail_type(name.c_str(), "the input must be a tensor of numbers");
  }
  const Shape shape = shape_beside(x);
  if (x.dims() >= shape.size() && can_broadcast(shape, x.shape())) return;
  if (axis) {
    fail_value(name.c_str(), "the input has shape ", x.shape(), " but features ", features,
               " are to stand at axis ", *axis);
  }
  fail_value(name.c_str(), "the input has shape ", x.shape(), " but the statistics have shape ",
             features, "; their axes are the input's last ones");
}

Tensor Fitted::forward(const Tensor& x) {
  check(x);
  const auto& buffers = registry().buffers;
  const DType dtype = buffers.empty() ? dtype_ : buffers[0].of(this).dtype();
  return transform(is_float(x.dtype()) ? x : cast(x, dtype));
}

void Fitted::fit(const Tensor& data) {
  check(data);
  if (data.numel() == 0) {
    fail_value(type_name().c_str(), "there is nothing to fit in shape ", data.shape());
  }
  const NoGrad scope;
  learn(contiguous(data.detach()));
}

void Fitted::check_finite(const Tensor& statistic) const {
  const Tensor finite = isfinite(contiguous(statistic));
  for (int64_t i = 0; i < finite.numel(); ++i) {
    if (finite.data<bool>()[i]) continue;
    fail_value(type_name().c_str(), "feature ", i,
               " has values that are NaN or infinite; remove them first");
  }
}

std::string Fitted::extra_repr() const {
  Words words;
  words.add("features", features);
  if (axis) words.add("axis", *axis);
  return words.text();
}

void by_rows(const Tensor& x, const std::function<void(const Tensor&)>& f) {
  const int64_t rows = x.dims() ? x.shape()[0] : 1, row = x.numel() / rows;
  const int64_t step = std::max<int64_t>(1, kChunk / std::max<int64_t>(row, 1));
  for (int64_t i = 0; i < rows; i += step) {
    Shape shape = x.shape();
    if (x.dims()) shape[0] = std::min(step, rows - i);
    f(cast(Tensor(Value{x.value().storage, x.value().offset + i * row, Layout(shape, x.dtype())}),
           kFloat64));
  }
}

Tensor mean_over(const Tensor& x, const Shape& shape,
                 const std::function<Tensor(const Tensor&)>& f) {
  Tensor total = Tensor::empty(shape, kFloat64);
  fill_(total, 0);
  by_rows(x, [&](const Tensor& rows) { add_(total, sum_to(f(rows), shape)); });
  return total * (static_cast<double>(total.numel()) / static_cast<double>(x.numel()));
}

}  // namespace nnlite::nn
