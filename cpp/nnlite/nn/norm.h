// Normalization as functions: y = (x - mean) / sqrt(var + eps) * weight + bias, var divided by n.
#pragma once

#include <optional>

#include "nnlite/core/scalar.h"

namespace nnlite {

// Over the batch and all axes after the second, for each channel (axis 1). In training the batch's
// own statistics are used, and the running ones, where given, move by
//   running = (1 - momentum) running + momentum batch     (the variance divided by n - 1);
// otherwise the running ones are used. `momentum` may be a tensor, which a compiled step reads
// anew.
Tensor batch_norm(const Tensor& x, const Tensor& running_mean, const Tensor& running_var,
                  const Tensor& weight = {}, const Tensor& bias = {}, bool training = false,
                  const TensorLike& momentum = 0.1, double eps = 1e-5);

// Over the last axes, whose sizes are `normalized_shape`; weight and bias have that shape.
Tensor layer_norm(const Tensor& x, const Shape& normalized_shape, const Tensor& weight = {},
                  const Tensor& bias = {}, double eps = 1e-5);

// Over the last axes without a mean: x / sqrt(mean(x^2) + eps) * weight. Without eps, the distance
// from 1 to the next number of x's dtype.
Tensor rms_norm(const Tensor& x, const Shape& normalized_shape, const Tensor& weight = {},
                std::optional<double> eps = {});

// Over groups of neighbouring channels (axis 1) and all axes behind them, for each example; weight
// and bias have a number for each channel.
Tensor group_norm(const Tensor& x, int64_t num_groups, const Tensor& weight = {},
                  const Tensor& bias = {}, double eps = 1e-5);

// Over the axes behind the channels, for each channel of each example. The running statistics move
// by the means over the examples; they are used where `use_input_stats` is off.
Tensor instance_norm(const Tensor& x, const Tensor& running_mean = {},
                     const Tensor& running_var = {}, const Tensor& weight = {},
                     const Tensor& bias = {}, bool use_input_stats = true, double momentum = 0.1,
                     double eps = 1e-5);

// x / (k + alpha mean(x^2 over `size` neighbouring channels))^beta; channels beyond the first and
// the last are zeros.
Tensor local_response_norm(const Tensor& x, int64_t size, double alpha = 1e-4, double beta = 0.75,
                           double k = 1);

}  // namespace nnlite
