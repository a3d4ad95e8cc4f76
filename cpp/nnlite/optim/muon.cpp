// Muon: hidden matrices move along the orthogonal factor of their momentum, the rest as in AdamW.
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

// The values of Option::orthogonalize and of Option::adjust_lr.
constexpr double kNever = 0, kAlways = 1, kAuto = 2;
constexpr double kOriginal = 0, kMatchAdamW = 1;

bool is_orthogonal(const Tensor& p, bool hidden, double choice) {
  if (p.dims() < 2 || choice == kNever) return false;
  return hidden || choice == kAlways;
}

StateList states(const Subject& s) {
  if (is_orthogonal(s.tensor, s.hidden, at(s.options, Option::orthogonalize).base())) {
    return {{"momentum_buffer", zeros_like(s.tensor)}};
  }
  return {{"exp_avg", zeros_like(s.tensor)}, {"exp_avg_sq", zeros_like(s.tensor)}};
}

// Singular values of x move to about 1: five steps of a quintic polynomial.
Tensor orthogonal_factor(const Tensor& matrix, const Tensor& eps, int steps) {
  const bool tall = matrix.shape()[0] > matrix.shape()[1];
  Tensor x = tall ? transpose(matrix, 0, 1) : matrix;
  x = x / maximum(cast(norm_of(x), x.dtype()), eps);
  for (int i = 0; i < steps; ++i) {
    const Tensor a = product(x, x, false, true);
    x = 3.4445 * x + matmul(-4.7750 * a + 2.0315 * matmul(a, a), x);
  }
  return tall ? transpose(x, 0, 1) : x;
}

double adjustment(double choice, double rows, double columns) {
  if (choice == kMatchAdamW) return 0.2 * std::sqrt(std::max(rows, columns));
  const double ratio = rows / columns;
  return std::sqrt(choice == kOriginal ? std::max(1.0, ratio) : ratio);
}

void orthogonalized(Update& u) {
  const Tensor mu = u(Option::momentum);
  const Tensor b = u.keep("momentum_buffer", mu * u["momentum_buffer"] + (1 - mu) * u.g());
  const Tensor d = u.on(Option::nesterov) ? (1 - mu) * u.g() + mu * b : b;
  const Shape& shape = u.p().shape();
  const Tensor x = orthogonal_factor(reshape(d, {shape[0], -1}), u(Option::eps),
                                     static_cast<int>(u.choice(Option::ns_steps)));
  const auto rows = static_cast<double>(x.shape()[0]), columns = static_cast<double>(x.shape()[1]);
  u.move(u(Option::lr) * adjustment(u.choice(Option::adjust_lr), rows, columns) *
         reshape(x, shape));
}

void update(Update& u) {
  if (u.p().numel() == 0) return;
  if (is_orthogonal(u.p(), u.hidden(), u.choice(Option::orthogonalize))) return orthogonalized(u);
  const Tensor lr = u(Option::lr) * u(Option::adamw_factor);
  u.move(lr * adam_direction(u, unbiased_mean, unbiased_square, Option::adamw_eps));
}

}  // namespace

const Method Muon({
    .name = "Muon",
    .options = {{Option::lr, 1e-3},
                {Option::weight_decay, 0.1},
                {Option::momentum, 0.95},
                {Option::nesterov, 1},
                {Option::eps, 1e-7},
                {Option::ns_steps, 5},
                {Option::adjust_lr, kOriginal},
                {Option::orthogonalize, kAuto},
                {Option::adamw_factor, 1},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::adamw_eps, 1e-8},
                {Option::decay_mode, 1}},
    .positional = 4,
    .update = update,
    .states = states,
    .check =
        [](const Values& values) {
          if (at(values, Option::ns_steps).schedule()) {
            fail_value("Muon", "ns_steps is a schedule; give a whole number below 100");
          }
          if (at(values, Option::nesterov).base() == 2) {
            fail_value("Muon", "nesterov='closure' is SGD's; give True or False");
          }
        },
    .doc = R"doc(Muon: the momentum of a hidden matrix, its singular values made 1.

Of a matrix (of more axes: all but the first joined) with r rows and c columns::

    b <- momentum b + (1 - momentum) g
    d = (1 - momentum) g + momentum b                nesterov=True; else d = b
    X = d / max(|d|, eps), then ns_steps times       (of the wider of X and its transpose)
        A = X X^T;  X <- 3.4445 X + (-4.775 A + 2.0315 A^2) X
    w <- w (1 - lr weight_decay) - lr k X

with k = sqrt(max(1, r / c)) for ``adjust_lr="original"``, 0.2 sqrt(max(r, c)) for
"match_rms_adamw" (steps as long as AdamW's) and sqrt(r / c) for "spectral_unclamped". X is computed
in the parameter's own precision.

What is no hidden matrix takes AdamW's step with betas, adamw_eps and the rate adamw_factor lr.
``orthogonalize="auto"`` counts as hidden every parameter of two or more axes whose name does not
contain "embed", but the last one given to the optimizer, where there are several: it computes the
outputs. True takes all of two or more axes, False none; groups may differ.

References
----------
K. Jordan et al.: Muon: an optimizer for hidden layers in neural networks, 2024. J. Liu et al.:
Muon is scalable for LLM training, 2025 (match_rms_adamw).)doc",
});

}  // namespace nnlite::optim
