// Losses between predictions and targets of the same shape, as functions. Cross entropy, whose
// targets are classes, is an operation of its own; those with options are in nn/loss_family.h.
#pragma once

#include "nnlite/ops/loss.h"

namespace nnlite {

// r = input - target throughout.
// r^2.
Tensor mse_loss(const Tensor& input, const Tensor& target, Average reduction = Average::mean);
// |r|.
Tensor l1_loss(const Tensor& input, const Tensor& target, Average reduction = Average::mean);
// log(cosh(r)): r^2 / 2 of small differences, |r| - log 2 of large ones.
Tensor log_cosh_loss(const Tensor& input, const Tensor& target, Average reduction = Average::mean);
// r^2 / 2 where |r| <= delta, else delta (|r| - delta / 2).
Tensor huber_loss(const Tensor& input, const Tensor& target, Average reduction = Average::mean,
                  double delta = 1);
// huber_loss(delta = beta) / beta; l1_loss for beta = 0.
Tensor smooth_l1_loss(const Tensor& input, const Tensor& target, Average reduction = Average::mean,
                      double beta = 1);
// -weight (pos_weight y log s(x) + (1 - y) log(1 - s(x))), s the sigmoid, x logits, y in [0, 1].
Tensor binary_cross_entropy_with_logits(const Tensor& input, const Tensor& target,
                                        const Tensor& weight = {}, const Tensor& pos_weight = {},
                                        Average reduction = Average::mean);

}  // namespace nnlite
