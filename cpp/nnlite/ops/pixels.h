// Elements of images in other places: pixels and channels exchanged, windows as columns.
#pragma once

#include "nnlite/ops/windows.h"

namespace nnlite {

// (..., c r^2, h, w) to (..., c, h r, w r): r^2 channels become the pixels of r by r squares.
Tensor pixel_shuffle(const Tensor& x, int64_t upscale_factor);
// The reverse.
Tensor pixel_unshuffle(const Tensor& x, int64_t downscale_factor);
// Channels (axis 1) of `groups` groups, taken from each in turn.
Tensor channel_shuffle(const Tensor& x, int64_t groups);

// (N, C, H, W) or (C, H, W) to (N, C kh kw, L): every window as a column of length C kh kw.
Tensor unfold(const Tensor& x, const PoolOptions& options);
// The reverse, columns of windows that overlap being added, to images of output_size (H, W).
Tensor fold(const Tensor& x, const Shape& output_size, const PoolOptions& options);

}  // namespace nnlite
