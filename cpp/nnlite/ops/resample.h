// Weighted sums along axes, and what is made of them: interpolation, and padding that repeats what
// is there.
#pragma once

#include <string>

#include "nnlite/backend/call.h"
#include "nnlite/backend/resample.h"
#include "nnlite/base/small_vector.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

// x in another shape; attrs as the kind wants them (backend/resample.h). x need not be contiguous.
Tensor resample(const Tensor& x, Resample kind, const Shape& shape, const Attrs& attrs);

// (N, C, ...) with other sizes, or each times a factor. `mode`: nearest, nearest-exact, linear,
// bilinear, trilinear, bicubic. Either `size` or `scale_factor`, one number for all axes or for
// each. Where the factor is given, it is the distance of the samples too, unless
// `recompute_scale_factor`.
struct InterpolateOptions {
  Shape size = {};
  SmallVector<double, 3> scale_factor = {};
  std::string mode = "nearest";
  bool align_corners = false;
  bool recompute_scale_factor = false;
  bool antialias = false;  // linear and cubic modes: smaller images are averages of all pixels
};
Tensor interpolate(const Tensor& x, const InterpolateOptions& options);

// `mode`: constant (see pad in slice.h), reflect, replicate, circular; pairs from the last axis on.
Tensor pad_with(const Tensor& x, const Shape& pads, const std::string& mode, double value = 0);

}  // namespace nnlite
