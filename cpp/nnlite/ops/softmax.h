// Softmax and its relatives along one axis; stable for inputs of any size.
#pragma once

#include "nnlite/core/tensor.h"

namespace nnlite {

Tensor softmax(const Tensor& x, int64_t dim);
Tensor log_softmax(const Tensor& x, int64_t dim);
// softmax(-x).
Tensor softmin(const Tensor& x, int64_t dim);
// The nearest point of the probability simplex: like softmax, but with zeros.
Tensor sparsemax(const Tensor& x, int64_t dim = -1);
// The first half along an axis times the sigmoid of the second.
Tensor glu(const Tensor& x, int64_t dim = -1);

}  // namespace nnlite
