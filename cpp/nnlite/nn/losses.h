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

}  // namespace nnlite
