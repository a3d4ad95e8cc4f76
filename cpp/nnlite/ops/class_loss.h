// The fused loss behind cross_entropy and nll_loss: rows of classes against checked labels.
#pragma once

#include "nnlite/ops/loss.h"

namespace nnlite {

struct ClassLoss {
  bool normalize = true;  // logits; false: log-probabilities
  int64_t ignore_index = -100;
  Average reduction = Average::mean;
  double label_smoothing = 0;
};

// x (N, C), labels int64 (N,), weight (C,) of x's dtype or undefined.
Tensor class_loss(const Tensor& x, const Tensor& labels, const Tensor& weight,
                  const ClassLoss& options);

}  // namespace nnlite
