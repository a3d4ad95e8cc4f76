// Convolution (cross-correlation, as neural networks call it) over one, two or three axes, and its
// transpose.
#pragma once

#include <string_view>

#include "nnlite/core/tensor.h"

namespace nnlite {

// One number per spatial axis; one number alone counts for all of them.
struct ConvOptions {
  Shape stride{1};
  Shape padding{0};   // zeros at both ends of each axis
  Shape dilation{1};  // distance between the kernel's elements
  int64_t groups = 1;
  Shape padding_end{};      // zeros at the end, where they are not `padding`
  Shape output_padding{0};  // conv_transpose: added to the end of the output
};

// y[n, k] = b[k] + sum over c of w[k, c] * x[n, c], x of (N, C, ...) or (C, ...), w of
// (K, C / groups, ...) with one to three spatial axes. Sizes:
// (L + padding + padding_end - dilation (kernel - 1) - 1) / stride + 1, rounded down.
Tensor conv(const char* op, int axes, const Tensor& x, const Tensor& weight, const Tensor& bias,
            const ConvOptions& options = {});
// The adjoint in x, w of (C, K / groups, ...). Sizes:
// (L - 1) stride - 2 padding + dilation (kernel - 1) + output_padding + 1.
Tensor conv_transpose(const char* op, int axes, const Tensor& x, const Tensor& weight,
                      const Tensor& bias, const ConvOptions& options = {});

// Throws ValueError where an option has a number too small, or too many of them.
void check_conv_options(const char* op, int axes, const ConvOptions& options);
// The padding that "same" and "valid" mean; throws ValueError for other words.
void pad_by_word(const char* op, std::string_view word, int axes, const Shape& kernel,
                 ConvOptions& options);

inline Tensor conv1d(const Tensor& x, const Tensor& w, const Tensor& b = {},
                     const ConvOptions& o = {}) {
  return conv("conv1d", 1, x, w, b, o);
}
inline Tensor conv2d(const Tensor& x, const Tensor& w, const Tensor& b = {},
                     const ConvOptions& o = {}) {
  return conv("conv2d", 2, x, w, b, o);
}
inline Tensor conv3d(const Tensor& x, const Tensor& w, const Tensor& b = {},
                     const ConvOptions& o = {}) {
  return conv("conv3d", 3, x, w, b, o);
}
inline Tensor conv_transpose1d(const Tensor& x, const Tensor& w, const Tensor& b = {},
                               const ConvOptions& o = {}) {
  return conv_transpose("conv_transpose1d", 1, x, w, b, o);
}
inline Tensor conv_transpose2d(const Tensor& x, const Tensor& w, const Tensor& b = {},
                               const ConvOptions& o = {}) {
  return conv_transpose("conv_transpose2d", 2, x, w, b, o);
}
inline Tensor conv_transpose3d(const Tensor& x, const Tensor& w, const Tensor& b = {},
                               const ConvOptions& o = {}) {
  return conv_transpose("conv_transpose3d", 3, x, w, b, o);
}

}  // namespace nnlite
