// Losses as operations on tensors.
#include "nnlite/nn/losses.h"

#include "nnlite/nn/loss_family.h"
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

void HuberOptions::check(const char* op) const {
  if (!(delta > 0)) fail_value(op, "delta must be positive, not ", delta);
}
void SmoothL1Options::check(const char* op) const {
  if (!(beta >= 0)) fail_value(op, "beta must not be negative, not ", beta);
}

Tensor huber_loss(const Tensor& input, const Tensor& target, const HuberOptions& o) {
  check_pair("huber_loss", input, target);
  o.check("huber_loss");
  return reduced("huber_loss", huber(input - like(input, target), o.delta), o.reduction);
}

Tensor smooth_l1_loss(const Tensor& input, const Tensor& target, const SmoothL1Options& o) {
  check_pair("smooth_l1_loss", input, target);
  o.check("smooth_l1_loss");
  if (o.beta == 0) return l1_loss(input, target, o.reduction);
  return huber_loss(input, target, {o.beta, o.reduction}) * (1 / o.beta);
}

Tensor binary_cross_entropy_with_logits(const Tensor& input, const Tensor& target,
                                        const BCEWithLogitsOptions& o) {
  constexpr const char* op = "binary_cross_entropy_with_logits";
  check_pair(op, input, target);
  check_weight(op, "weight", o.weight, input);
  check_weight(op, "pos_weight", o.pos_weight, input);
  const Tensor y = like(input, target);
  // -log s(x) = softplus(-x) and -log(1 - s(x)) = x + softplus(-x), without overflow.
  Tensor negative_log = -logsigmoid(input);
  if (o.pos_weight.defined()) {
    negative_log = negative_log * ((like(input, o.pos_weight) - 1.0) * y + 1.0);
  }
  Tensor losses = (1.0 - y) * input + negative_log;
  if (o.weight.defined()) losses = losses * like(input, o.weight);
  return reduced(op, losses, o.reduction);
}

}  // namespace nnlite
