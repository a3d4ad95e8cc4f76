// Normalization as functions: y = (x - mean) / sqrt(var + eps) * weight + bias, var divided by n.
#pragma once

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

}  // namespace nnlite
