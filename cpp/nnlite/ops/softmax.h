// Softmax and its relatives along one axis; stable for inputs of any size.
#pragma once

#include "nnlite/core/tensor.h"

namespace nnlite {

Tensor softmax(const Tensor& x, int64_t dim);
Tensor log_softmax(const Tensor& x, int64_t dim);
// softmax(-x).
Tensor softmin(const Tensor& x, int64_t dim);

}  // namespace nnlite
