// Losses as operations on tensors.
#include "nnlite/nn/losses.h"

#include "nnlite/nn/loss_parts.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

Tensor mse_loss(const Tensor& input, const Tensor& target, Average reduction) {
  check_pair("mse_loss", input, target);
  return reduced("mse_loss", square(input - like(input, target)), reduction);
}

Tensor l1_loss(const Tensor& input, const Tensor& target, Average reduction) {
  check_pair("l1_loss", input, target);
  return reduced("l1_loss", abs(input - like(input, target)), reduction);
}

Tensor log_cosh_loss(const Tensor& input, const Tensor& target, Average reduction) {
  check_pair("log_cosh_loss", input, target);
  return reduced("log_cosh_loss", log_cosh(input - like(input, target)), reduction);
}

Tensor huber_loss(const Tensor& input, const Tensor& target, Average reduction, double delta) {
  check_pair("huber_loss", input, target);
  if (!(delta > 0)) fail_value("huber_loss", "delta must be positive, not ", delta);
  return reduced("huber_loss", huber(input - like(input, target), delta), reduction);
}

Tensor smooth_l1_loss(const Tensor& input, const Tensor& target, Average reduction, double beta) {
  check_pair("smooth_l1_loss", input, target);
  if (!(beta >= 0)) fail_value("smooth_l1_loss", "beta must not be negative, not ", beta);
  if (beta == 0) return l1_loss(input, target, reduction);
  return huber_loss(input, target, reduction, beta) * (1 / beta);
}

Tensor binary_cross_entropy_with_logits(const Tensor& input, const Tensor& target,
                                        const Tensor& weight, const Tensor& pos_weight,
                                        Average reduction) {
  constexpr const char* op = "binary_cross_entropy_with_logits";
  check_pair(op, input, target);
  check_weight(op, "weight", weight, input);
  check_weight(op, "pos_weight", pos_weight, input);
  const Tensor y = like(input, target);
  // -log s(x) = softplus(-x) and -log(1 - s(x)) = x + softplus(-x), without overflow.
  const Tensor negative_log = -logsigmoid(input);
  Tensor losses;
  if (pos_weight.defined()) {
    const Tensor w = (like(input, pos_weight) - 1.0) * y + 1.0;
    losses = (1.0 - y) * input + w * negative_log;
  } else {
    losses = (1.0 - y) * input + negative_log;
  }
  if (weight.defined()) losses = losses * like(input, weight);
  return reduced(op, losses, reduction);
}

}  // namespace nnlite
