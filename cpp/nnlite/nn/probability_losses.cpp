// Losses with options whose inputs are probabilities, their logarithms, or logits.
#include <cmath>
#include <numbers>

#include "nnlite/nn/loss_family.h"
#include "nnlite/nn/loss_parts.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

// x where it is not 0, else 1: what a logarithm may see whose result is not used there.
Tensor not_zero(const Tensor& x, const Tensor& zero) { return where(zero, 1.0, x); }

// max(log x, -100), without a gradient at 0.
Tensor bounded_log(const Tensor& x) {
  const Tensor zero = x == 0.0;
  return where(zero, -100.0, maximum(log(not_zero(x, zero)), -100.0));
}

void check_positive(const char* op, const char* what, double value) {
  if (!(value > 0)) fail_value(op, what, " must be positive, not ", value);
}
void check_count(const char* op, const char* what, double value) {
  if (!(value >= 0)) fail_value(op, what, " must not be negative, not ", value);
}

}  // namespace

void GaussianNLLOptions::check(const char* op) const { check_positive(op, "eps", eps); }
void PoissonNLLOptions::check(const char* op) const { check_count(op, "eps", eps); }
void SigmoidFocalOptions::check(const char* op) const {
  check_count(op, "gamma", gamma);
  if (!(alpha <= 1)) fail_value(op, "alpha is ", alpha, "; give 0 .. 1, or -1 for no factors");
}
void FocalOptions::check(const char* op) const { check_count(op, "gamma", gamma); }
void DiceOptions::check(const char* op) const {
  check_count(op, "smooth", smooth);
  if (p != 1 && p != 2) fail_value(op, "p is ", p, "; it must be 1 or 2");
}

Tensor binary_cross_entropy(const Tensor& input, const Tensor& target, const BCEOptions& o) {
  constexpr const char* op = "binary_cross_entropy";
  check_pair(op, input, target);
  check_weight(op, "weight", o.weight, input);
  const Tensor y = like(input, target);
  Tensor losses = -(y * bounded_log(input) + (1.0 - y) * bounded_log(1.0 - input));
  if (o.weight.defined()) losses = losses * like(input, o.weight);
  return reduced(op, losses, o.reduction);
}

Tensor kl_div(const Tensor& input, const Tensor& target, const KLDivOptions& o) {
  constexpr const char* op = "kl_div";
  check_pair(op, input, target);
  const Tensor y = like(input, target);
  Tensor losses;
  if (o.log_target) {
    losses = exp(y) * (y - input);
  } else {
    const Tensor zero = y == 0.0;
    losses = y * log(not_zero(y, zero)) - y * input;
  }
  if (o.reduction != Average::batchmean) return reduced(op, losses, o.reduction);
  if (input.dims() == 0) fail_value(op, "'batchmean' needs a batch; the input has no axes");
  return sum(losses) / static_cast<double>(input.shape()[0]);
}

Tensor gaussian_nll_loss(const Tensor& input, const Tensor& target, const Tensor& var,
                         const GaussianNLLOptions& o) {
  constexpr const char* op = "gaussian_nll_loss";
  check_pair(op, input, target);
  check_float(op, "var", var);
  o.check(op);
  Tensor v = like(input, var);
  if (v.shape() != input.shape()) {
    Shape without = input.shape();
    if (!without.empty()) without.erase(without.size() - 1);
    if (v.dims() < input.dims() && v.shape() == without) v = unsqueeze(v, -1);
    Shape one = without;
    one.push_back(1);
    if (input.dims() == 0 || v.shape() != one) {
      fail_value(op, "var has shape ", var.shape(), " but input has shape ", input.shape(),
                 "; give one variance for each element, or for each last axis");
    }
  }
  // The bound has the gradient of the variance below it, so that this can grow again.
  v = where(v < o.eps, o.eps + (v - v.detach()), v);
  Tensor losses = 0.5 * (log(v) + square(input - like(input, target)) / v);
  if (o.full) losses = losses + 0.5 * std::log(2 * std::numbers::pi);
  return reduced(op, losses, o.reduction);
}

Tensor poisson_nll_loss(const Tensor& input, const Tensor& target, const PoissonNLLOptions& o) {
  constexpr const char* op = "poisson_nll_loss";
  check_pair(op, input, target);
  o.check(op);
  const Tensor y = like(input, target);
  Tensor losses = o.log_input ? exp(input) - y * input : input - y * log(input + o.eps);
  if (o.full) {
    const Tensor large = y > 1.0, n = where(large, y, 1.0);
    const Tensor stirling = n * log(n) - n + 0.5 * log(n * (2 * std::numbers::pi));
    losses = losses + where(large, stirling, 0.0);
  }
  return reduced(op, losses, o.reduction);
}

Tensor sigmoid_focal_loss(const Tensor& input, const Tensor& target, const SigmoidFocalOptions& o) {
  constexpr const char* op = "sigmoid_focal_loss";
  check_pair(op, input, target);
  o.check(op);
  const Tensor y = like(input, target);
  const Tensor z = input * (2.0 * y - 1.0);  // the logit of the right answer
  Tensor losses = -exp(o.gamma * logsigmoid(-z)) * logsigmoid(z);
  if (o.alpha >= 0) losses = losses * (o.alpha * y + (1 - o.alpha) * (1.0 - y));
  return reduced(op, losses, o.reduction);
}

Tensor focal_loss(const Tensor& input, const Tensor& target, const FocalOptions& o) {
  constexpr const char* op = "focal_loss";
  check_float(op, "input", input);
  if (!target.defined() || !is_integer(target.dtype())) {
    fail_type(op, "target must be a tensor of integers, the labels");
  }
  o.check(op);
  const ClassLossOptions plain{{}, o.ignore_index, Average::none, 0};
  const Tensor entropy = cross_entropy(input, target, plain);
  // 1 - p; away from 0, where a root has no derivative.
  const Tensor doubt = maximum(-expm1(-entropy), 1e-30);
  Tensor losses = o.gamma == 0 ? entropy : pow(doubt, o.gamma) * entropy;
  const Tensor ignored = cast(target, kInt64) == o.ignore_index;
  if (o.weight.defined()) {
    const int64_t classes = input.shape()[input.dims() > 1 ? 1 : 0];
    if (o.weight.shape() != Shape{classes}) {
      fail_value(op, "weight has shape ", o.weight.shape(), " but there are ", classes, " classes");
    }
    losses = losses * take(like(input, o.weight), where(ignored, 0, cast(target, kInt64)));
  }
  if (o.reduction != Average::mean) return reduced(op, losses, o.reduction);
  return sum(losses) / sum(cast(ignored == false, input.dtype()));
}

Tensor dice_loss(const Tensor& input, const Tensor& target, const DiceOptions& o) {
  constexpr const char* op = "dice_loss";
  check_pair(op, input, target);
  o.check(op);
  if (input.dims() < 3) {
    fail_value(op, "input has shape ", input.shape(),
               "; masks are (N, C, d1, ...): input.unsqueeze(1) where there is one class");
  }
  Shape axes;
  for (int i = 2; i < input.dims(); ++i) axes.push_back(i);
  const Tensor y = like(input, target);
  const auto size = [&](const Tensor& t) { return sum(o.p == 1 ? t : square(t), axes); };
  const Tensor shared = 2.0 * sum(input * y, axes) + o.smooth;
  return reduced(op, 1.0 - shared / (size(input) + size(y) + o.smooth), o.reduction);
}

}  // namespace nnlite
