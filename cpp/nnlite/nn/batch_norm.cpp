// Batch normalization.
#include "nnlite/nn/batch_norm.h"

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/norm.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

BatchNorm::BatchNorm(int64_t features, const Options& o) : num_features(features), options(o) {
  if (features < 1) fail_value("BatchNorm", "num_features must be positive, not ", features);
  if (!(o.eps >= 0)) fail_value("BatchNorm", "eps must not be negative, not ", o.eps);
  set_momentum(o.momentum);
  if (!is_float(o.dtype)) fail_type("BatchNorm", "dtype must be float32 or float64");
  if (o.affine) {
    weight = Tensor::empty({features}, o.dtype);
    bias = Tensor::empty({features}, o.dtype);
  }
  if (o.track_running_stats) {
    running_mean = Tensor::empty({features}, o.dtype);
    running_var = Tensor::empty({features}, o.dtype);
    num_batches_tracked = Tensor::empty({}, kInt64);
  }
  register_parameter("weight", weight);
  register_parameter("bias", bias);
  register_buffer("running_mean", running_mean);
  register_buffer("running_var", running_var);
  register_buffer("num_batches_tracked", num_batches_tracked);
  reset_parameters();
}

void BatchNorm::set_momentum(std::optional<double> momentum) {
  if (momentum && !(*momentum >= 0 && *momentum <= 1)) {
    fail_value("BatchNorm", "momentum is the weight of the new batch, from 0 to 1, not ",
               *momentum);
  }
  options.momentum = momentum;
}

void BatchNorm::reset_parameters() {
  if (weight.defined()) init::ones_(weight);
  if (bias.defined()) init::zeros_(bias);
  if (!running_mean.defined()) return;
  init::zeros_(running_mean);
  init::ones_(running_var);
  init::zeros_(num_batches_tracked);
}

void BatchNorm::check_channels(const Tensor& x, int axis) const {
  if (x.shape()[axis] == num_features) return;
  fail_value(type_name().c_str(), "the input has ", x.shape()[axis], " channels (axis ", axis,
             " of its shape ", x.shape(), ") but the layer has ", num_features);
}

Tensor BatchNorm::forward(const Tensor& x) {
  check_rank(x);
  check_channels(x, 1);
  TensorLike momentum = options.momentum.value_or(0);
  if (training() && num_batches_tracked.defined() && !options.momentum) {
    const NoGrad scope;
    momentum = reciprocal(cast(num_batches_tracked, kFloat64) + 1.0);
  }
  const Tensor y =
      batch_norm(x, running_mean, running_var, weight, bias, training(), momentum, options.eps);
  if (training() && num_batches_tracked.defined()) {
    const NoGrad scope;
    Tensor counter = num_batches_tracked.detach();
    add_(counter, 1);
  }
  return y;
}

std::string BatchNorm::extra_repr() const {
  Words words;
  words.add("num_features", num_features).add("eps", options.eps);
  if (options.momentum) {
    words.add("momentum", *options.momentum);
  } else {
    words.add("momentum", "None");
  }
  words.add("affine", options.affine).add("track_running_stats", options.track_running_stats);
  return words.text();
}

Tensor InstanceNorm::forward(const Tensor& x) {
  check_rank(x);
  const bool batched = x.dims() == axes() + 2;
  check_channels(x, batched);
  const Tensor y = instance_norm(batched ? x : unsqueeze(x, 0), running_mean, running_var, weight,
                                 bias, training() || !running_mean.defined(),
                                 options.momentum.value_or(0), options.eps);
  return batched ? y : squeeze(y, {0});
}

void InstanceNorm::check_rank(const Tensor& x) const {
  if (x.dims() == axes() + 1 || x.dims() == axes() + 2) return;
  constexpr const char* kAxes[] = {"", "L", "H, W", "D, H, W"};
  fail_value(type_name().c_str(), "the input must be (N, C, ", kAxes[axes()], ") or (C, ",
             kAxes[axes()], "), not of shape ", x.shape());
}

void BatchNorm1d::check_rank(const Tensor& x) const {
  if (x.dims() == 2 || x.dims() == 3) return;
  fail_value(kName, "the input must be (N, C) or (N, C, L), not of shape ", x.shape());
}

void BatchNorm2d::check_rank(const Tensor& x) const {
  if (x.dims() != 4) fail_value(kName, "the input must be (N, C, H, W), not of shape ", x.shape());
}

void BatchNorm3d::check_rank(const Tensor& x) const {
  if (x.dims() == 5) return;
  fail_value(kName, "the input must be (N, C, D, H, W), not of shape ", x.shape());
}

}  // namespace nnlite::nn
