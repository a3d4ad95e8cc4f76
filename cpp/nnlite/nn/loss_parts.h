// What the losses are made of: checks at the door, and what becomes of the losses of elements.
#pragma once

#include "nnlite/core/copy.h"
#include "nnlite/ops/loss.h"

namespace nnlite {

// A float tensor and another of its shape. Shapes that would broadcast are refused: (N,) beside
// (N, 1) would silently become (N, N).
void check_pair(const char* op, const Tensor& input, const Tensor& target,
                const char* first = "input", const char* second = "target");
// A defined float tensor.
void check_float(const char* op, const char* what, const Tensor& t);
// Factors that broadcast to the input, or are not given.
void check_weight(const char* op, const char* what, const Tensor& weight, const Tensor& input);
// Labels of this shape as int64.
Tensor integer_labels(const char* op, const Tensor& target, const Shape& shape,
                      const Tensor& input);

// The target in the input's dtype: a loss keeps the dtype of the predictions.
inline Tensor like(const Tensor& input, const Tensor& target) {
  return cast(target, input.dtype());
}
Tensor reduced(const char* op, const Tensor& losses, Average reduction);

}  // namespace nnlite
