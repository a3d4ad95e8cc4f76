// Reductions.
#pragma once

#include "nnlite/core/tensor.h"

namespace nnlite {

// The sum over the axes along which `shape` was broadcast to x's shape; x itself where none was.
Tensor sum_to(const Tensor& x, const Shape& shape);

}  // namespace nnlite
