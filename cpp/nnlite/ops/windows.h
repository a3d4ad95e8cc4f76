// Windows that slide over the last axes of a tensor: their options, checks and number.
#pragma once

#include <string>

#include "nnlite/backend/call.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

// One number for each axis that a window slides over, or one for all of them.
struct PoolOptions {
  Shape kernel_size;
  Shape stride = {};       // empty: kernel_size
  Shape padding = {0};     // on both sides
  Shape dilation = {1};    // the distance between neighbours in a window
  bool ceil_mode = false;  // also windows that end behind the padded input
};

// Checked windows over the last `axes` axes of x.
struct Windows {
  Shape out;    // their number along each axis
  Shape shape;  // x's with these
  Attrs attrs;  // as backend/cpu/window.h reads them
};
// Throws for `op` where an option is out of range or no window fits. A window's padding is at most
// half of its size where `limited`.
Windows windows_over(const std::string& op, const Tensor& x, int axes, const PoolOptions& options,
                     bool limited = true);

// `values` for each of `axes` axes; throws where it is neither one number nor that many.
Shape for_axes(const std::string& op, const char* what, const Shape& values, int axes);

// Throws where x is not (N, C, ...) or (C, ...) of floats with `axes` axes behind C.
void check_channels_and(const std::string& op, const Tensor& x, int axes);

}  // namespace nnlite
