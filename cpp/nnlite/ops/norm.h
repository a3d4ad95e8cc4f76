// Normalization in one pass forward and one back. The functions that users call, with running
// statistics and their checks, are in nn/norm.h.
#pragma once

#include "nnlite/core/tensor.h"

namespace nnlite {

// y = (x - mean) / sqrt(var + eps) w + b over the last `axes` axes, var divided by n. w and b may
// be undefined; they have those axes' shape.
Tensor normalize_lines(const Tensor& x, int axes, const Tensor& w, const Tensor& b, double eps);

// y = x / sqrt(mean(x^2) + eps) w over the last `axes` axes.
Tensor normalize_root_mean_square(const Tensor& x, int axes, const Tensor& w, double eps);

struct ChannelNorm {
  Tensor y;
  Tensor mean, variance;  // (c,), float64, without history; the variance is divided by n
};
// The same for every channel (axis 1) over all other axes, with the statistics it found.
ChannelNorm normalize_channels(const Tensor& x, const Tensor& w, const Tensor& b, double eps);

}  // namespace nnlite
