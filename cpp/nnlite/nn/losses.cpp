// Losses as operations on tensors.
#include "nnlite/nn/losses.h"

#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

// Shapes that would broadcast are refused: (N,) beside (N, 1) would silently become (N, N).
void check_pair(const char* op, const Tensor& input, const Tensor& target) {
  if (!input.defined() || !target.defined()) fail_type(op, "input and target must be tensors");
  if (!is_float(input.dtype())) {
    fail_type(op, "input must be float32 or float64, not ", input.dtype());
  }
  if (input.shape() == target.shape()) return;
  const char* cure = input.numel() == target.numel()
                         ? "; reshape one of them, for example input.squeeze(1)"
                         : "; every prediction needs one target";
  fail_value(op, "input has shape ", input.shape(), " but target has shape ", target.shape(), cure);
}

// The target in the input's dtype: a loss keeps the dtype of the predictions.
Tensor like(const Tensor& input, const Tensor& target) { return cast(target, input.dtype()); }

Tensor reduced(const Tensor& losses, Average reduction) {
  switch (reduction) {
    case Average::none:
      return losses;
    case Average::sum:
      return sum(losses);
    default:
      return mean(losses);
  }
}

void check_weight(const char* op, const char* what, const Tensor& weight, const Tensor& input) {
  if (weight.defined() && !can_broadcast(weight.shape(), input.shape())) {
    fail_value(op, what, " of shape ", weight.shape(), " does not broadcast to the input's shape ",
               input.shape());
  }
}

}  // namespace

Tensor mse_loss(const Tensor& input, const Tensor& target, Average reduction) {
  check_pair("mse_loss", input, target);
  return reduced(square(input - like(input, target)), reduction);
}

Tensor l1_loss(const Tensor& input, const Tensor& target, Average reduction) {
  check_pair("l1_loss", input, target);
  return reduced(abs(input - like(input, target)), reduction);
}

Tensor huber_loss(const Tensor& input, const Tensor& target, Average reduction, double delta) {
  check_pair("huber_loss", input, target);
  if (!(delta > 0)) fail_value("huber_loss", "delta must be positive, not ", delta);
  return reduced(huber(input - like(input, target), delta), reduction);
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
  return reduced(losses, reduction);
}

}  // namespace nnlite
