// Operations that only change how a tensor is seen. They are views where the memory allows.
#pragma once

#include "nnlite/core/tensor.h"

namespace nnlite {

// One size may be -1: what is left. A view where the strides allow, else a copy.
Tensor reshape(const Tensor& x, const Shape& shape);
// The axes start_dim .. end_dim joined into one.
Tensor flatten(const Tensor& x, int64_t start_dim = 0, int64_t end_dim = -1);
Tensor permute(const Tensor& x, const Shape& dims);
Tensor transpose(const Tensor& x, int64_t dim0, int64_t dim1);
// Without `dims`, every axis of size 1 goes.
Tensor squeeze(const Tensor& x, const Shape& dims = {});
Tensor unsqueeze(const Tensor& x, int64_t dim);
Tensor broadcast_to(const Tensor& x, const Shape& shape);
// broadcast_to where -1 keeps a size.
Tensor expand(const Tensor& x, const Shape& shape);

}  // namespace nnlite
