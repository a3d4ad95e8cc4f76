// Normalization: checks, running statistics, and what evaluation computes.
#include "nnlite/nn/norm.h"

#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/norm.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

// (C,) as it stands beside (N, C, ...): one axis of size 1 for every axis after the channels.
Tensor beside(const Tensor& channels, const Tensor& x) {
  if (x.dims() <= 2) return channels;
  Shape shape = Shape::filled(x.dims() - 1, 1);
  shape[0] = channels.numel();
  return reshape(channels, shape);
}

void check_channels(const Tensor& x, const Tensor& t, const char* what) {
  if (!t.defined() || (t.dims() == 1 && t.numel() == x.shape()[1])) return;
  fail_value("batch_norm", what, " has shape ", t.shape(), " but the input ", x.shape(), " has ",
             x.shape()[1], " channels (axis 1)");
}

void check_batch(const Tensor& x, bool training) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type("batch_norm", "the input must be a float32 or float64 tensor");
  }
  if (x.dims() < 2) {
    fail_value("batch_norm", "the input must be (N, C, ...), not of shape ", x.shape());
  }
  if (x.shape()[1] == 0) fail_value("batch_norm", "there are no channels in ", x.shape());
  if (training && x.numel() / x.shape()[1] < 2) {
    fail_value("batch_norm", "training needs more than one value per channel, and the input has ",
               "shape ", x.shape(), "; use larger batches (drop the last short one) or eval()");
  }
}

void move_towards(const Tensor& running, const Tensor& batch, const TensorLike& momentum) {
  if (!running.defined()) return;
  Tensor memory = running.detach();
  if (!momentum.is_number()) {
    copy_(memory, memory + (batch - memory) * momentum);
    return;
  }
  const double share = momentum.scalar.real();
  copy_(memory, memory * (1 - share) + batch * share);
}

}  // namespace

Tensor batch_norm(const Tensor& x, const Tensor& running_mean, const Tensor& running_var,
                  const Tensor& weight, const Tensor& bias, bool training,
                  const TensorLike& momentum, double eps) {
  const bool own = training || !running_mean.defined() || !running_var.defined();
  check_batch(x, own);
  check_channels(x, running_mean, "running_mean");
  check_channels(x, running_var, "running_var");
  check_channels(x, weight, "weight");
  check_channels(x, bias, "bias");
  if (!own) {
    Tensor scale = rsqrt(running_var + eps);
    if (weight.defined()) scale = scale * weight;
    const Tensor y = (x - beside(running_mean, x)) * beside(scale, x);
    return bias.defined() ? y + beside(bias, x) : y;
  }
  const ChannelNorm norm = normalize_channels(x, weight, bias, eps);
  if (training && running_mean.defined()) {
    const NoGrad off;
    const double n = static_cast<double>(x.numel()) / static_cast<double>(x.shape()[1]);
    move_towards(running_mean, norm.mean, momentum);
    move_towards(running_var, norm.variance * (n / (n - 1)), momentum);
  }
  return norm.y;
}

Tensor layer_norm(const Tensor& x, const Shape& normalized_shape, const Tensor& weight,
                  const Tensor& bias, double eps) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type("layer_norm", "the input must be a float32 or float64 tensor");
  }
  const int n = normalized_shape.size(), first = x.dims() - n;
  bool fits = n > 0 && first >= 0;
  for (int i = 0; fits && i < n; ++i) fits = x.shape()[first + i] == normalized_shape[i];
  if (!fits) {
    fail_value("layer_norm", "the input has shape ", x.shape(),
               " but its last axes should be normalized_shape ", normalized_shape);
  }
  for (const Tensor* t : {&weight, &bias}) {
    if (t->defined() && t->shape() != normalized_shape) {
      fail_value("layer_norm", "weight and bias must have the shape ", normalized_shape, ", not ",
                 t->shape());
    }
  }
  return normalize_lines(x, n, weight, bias, eps);
}

}  // namespace nnlite
