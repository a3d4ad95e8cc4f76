// Activations made of several operations, as functions: gated units, and those that learn, draw or
// choose. Their layers are in nn/softmax.h.
#pragma once

#include <string>

#include "nnlite/core/tensor.h"

namespace nnlite {

// With a and b the halves of x along an axis: a silu(b), and a gelu(b) (Shazeer 2020); glu, with
// a sigmoid(b), is an operation.
Tensor swiglu(const Tensor& x, int64_t dim = -1);
Tensor geglu(const Tensor& x, int64_t dim = -1);
// The largest of every `pieces` neighbours along an axis (Goodfellow et al. 2013).
Tensor maxout(const Tensor& x, int64_t pieces, int64_t dim = -1);
// x where x >= 0, else a x: a drawn from U(lower, upper) for every element in training, the middle
// of the two otherwise (Xu et al. 2015).
Tensor rrelu(const Tensor& x, double lower = 1.0 / 8, double upper = 1.0 / 3,
             bool training = false);

// x where x > 0, else weight x: one weight, or one for each channel (axis 1) (He et al. 2015).
Tensor prelu(const Tensor& x, const Tensor& weight);
// "none": x Phi(x); "tanh": its approximation.
Tensor gelu_of(const Tensor& x, const std::string& approximate);

}  // namespace nnlite
