// Normalization: checks, running statistics, and what evaluation computes.
#include "nnlite/nn/norm.h"

#include <algorithm>

#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/norm.h"
#include "nnlite/ops/pool.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

// (C,) as it stands beside (N, C, ...): one axis of size 1 for every axis after the channels.
Tensor beside(const Tensor& channels, const Tensor& x) {
  if (x.dims() <= 2) return channels;
  Shape shape = Shape::filled(x.dims() - 1, 1);
  shape[0] = channels.numel();
  return reshape(channels, shape);
}

void check_channels(const Tensor& x, const Tensor& t, const char* what,
                    const char* op = "batch_norm") {
  if (!t.defined() || (t.dims() == 1 && t.numel() == x.shape()[1])) return;
  fail_value(op, what, " has shape ", t.shape(), " but the input ", x.shape(), " has ",
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

namespace {

// Throws where the last axes of x, and the shapes of weight and bias, are not normalized_shape.
void check_lines(const char* op, const Tensor& x, const Shape& normalized_shape,
                 std::initializer_list<const Tensor*> parameters) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type(op, "the input must be a float32 or float64 tensor");
  }
  const int n = normalized_shape.size(), first = x.dims() - n;
  bool fits = n > 0 && first >= 0;
  for (int i = 0; fits && i < n; ++i) fits = x.shape()[first + i] == normalized_shape[i];
  if (!fits) {
    fail_value(op, "the input has shape ", x.shape(),
               " but its last axes should be normalized_shape ", normalized_shape);
  }
  for (const Tensor* t : parameters) {
    if (t->defined() && t->shape() != normalized_shape) {
      fail_value(op, "weight and bias must have the shape ", normalized_shape, ", not ",
                 t->shape());
    }
  }
}

void check_channeled(const char* op, const Tensor& x, int least) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type(op, "the input must be a float32 or float64 tensor");
  }
  if (x.dims() < least) {
    fail_value(op, "the input must be (N, C", least > 2 ? ", L" : "", ", ...), not of shape ",
               x.shape());
  }
}

// (C,) as (N C,): the channels of every example.
Tensor for_examples(const Tensor& t, int64_t n) {
  return t.defined() ? reshape(broadcast_to(t, {n, t.numel()}), {n * t.numel()}) : t;
}

// The mean over the examples of (N C,).
Tensor over_examples(const Tensor& t, int64_t n) { return mean(reshape(t, {n, -1}), {0}); }

}  // namespace

Tensor layer_norm(const Tensor& x, const Shape& normalized_shape, const Tensor& weight,
                  const Tensor& bias, double eps) {
  check_lines("layer_norm", x, normalized_shape, {&weight, &bias});
  return normalize_lines(x, normalized_shape.size(), weight, bias, eps);
}

Tensor rms_norm(const Tensor& x, const Shape& normalized_shape, const Tensor& weight,
                std::optional<double> eps) {
  check_lines("rms_norm", x, normalized_shape, {&weight});
  const double own = x.dtype() == kFloat64 ? 0x1p-52 : 0x1p-23;
  return normalize_root_mean_square(x, normalized_shape.size(), weight, eps.value_or(own));
}

Tensor group_norm(const Tensor& x, int64_t groups, const Tensor& weight, const Tensor& bias,
                  double eps) {
  check_channeled("group_norm", x, 2);
  const int64_t n = x.shape()[0], c = x.shape()[1];
  if (groups < 1 || c % groups != 0 || c == 0) {
    fail_value("group_norm", c, " channels (axis 1 of ", x.shape(),
               ") do not divide into num_groups = ", groups);
  }
  check_channels(x, weight, "weight", "group_norm");
  check_channels(x, bias, "bias", "group_norm");
  const int64_t size = n ? x.numel() / (n * groups) : 0;
  Tensor y = reshape(normalize_lines(reshape(x, {n, groups, size}), 1, {}, {}, eps), x.shape());
  if (weight.defined()) y = y * beside(weight, x);
  return bias.defined() ? y + beside(bias, x) : y;
}

Tensor instance_norm(const Tensor& x, const Tensor& running_mean, const Tensor& running_var,
                     const Tensor& weight, const Tensor& bias, bool use_input_stats,
                     double momentum, double eps) {
  check_channeled("instance_norm", x, 3);
  check_channels(x, running_mean, "running_mean", "instance_norm");
  check_channels(x, running_var, "running_var", "instance_norm");
  check_channels(x, weight, "weight", "instance_norm");
  check_channels(x, bias, "bias", "instance_norm");
  const bool running = running_mean.defined() && running_var.defined();
  if (!use_input_stats) {
    if (!running) {
      fail_value("instance_norm", "without use_input_stats it needs running_mean and running_var");
    }
    return batch_norm(x, running_mean, running_var, weight, bias, false, momentum, eps);
  }
  const int64_t n = x.shape()[0], c = x.shape()[1], size = x.numel() / std::max<int64_t>(n * c, 1);
  if (x.numel() == 0) return x * 1.0;
  if (size < 2) {
    fail_value("instance_norm", "it needs more than one value per channel, and each of the ", c,
               " channels of ", x.shape(), " has ", size, "; use larger inputs or eval() with ",
               "running statistics");
  }
  const ChannelNorm norm = normalize_channels(reshape(x, {1, n * c, size}), for_examples(weight, n),
                                              for_examples(bias, n), eps);
  if (running) {
    const NoGrad off;
    const double count = static_cast<double>(size);
    move_towards(running_mean, over_examples(norm.mean, n), momentum);
    move_towards(running_var, over_examples(norm.variance, n) * (count / (count - 1)), momentum);
  }
  return reshape(norm.y, x.shape());
}

Tensor local_response_norm(const Tensor& x, int64_t size, double alpha, double beta, double k) {
  check_channeled("local_response_norm", x, 3);
  if (size < 1) fail_value("local_response_norm", "size must be positive, not ", size);
  if (x.numel() == 0) return x * 1.0;
  const int64_t n = x.shape()[0], c = x.shape()[1];
  const Tensor squares = reshape(square(x), {n, c, x.numel() / (n * c)});
  const Tensor padded = pad(squares, {0, 0, size / 2, (size - 1) / 2});
  const Tensor means = avg_pool(padded, 2, {.kernel_size = {size, 1}, .stride = {1}});
  return x / pow(reshape(means, x.shape()) * alpha + k, beta);
}

}  // namespace nnlite
