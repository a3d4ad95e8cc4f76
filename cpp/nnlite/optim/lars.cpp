// LARS, LAMB and NovoGrad: steps measured by the norms of whole tensors.
#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

// a / b, or 1 where one of them is 0.
Tensor ratio_or_one(const Tensor& a, const Tensor& b) { return where(mul(a, b) > 0, a / b, 1); }

void lars_numbers(RuleNumbers& n, const Numbers& o, int64_t) {
  n.momentum = o(Option::momentum);
  n.from_gradient = o.on(Option::nesterov) ? 1 : 0;
  n.from_buffer = o.on(Option::nesterov) ? n.momentum : 1;
}

void lars(Update& u) {
  const Tensor weights = norm_of(u.p()), decay = decay_of(u);
  Tensor length = norm_of(u.g()) + wide(u(Option::eps));
  if (u.decays()) length = length + decay * weights;  // the paper's: the decay counts in the ratio
  const Tensor trust = ratio_or_one(wide(u(Option::trust_coefficient)) * weights, length);
  u.run({Rule::lars, {"momentum_buffer"}, lars_numbers, {wide(u(Option::lr)) * trust, decay}});
}

void lamb_numbers(RuleNumbers& n, const Numbers& o, int64_t t) {
  adam_numbers(n, o, t);
  if (!o.on(Option::bias_correction)) n.correct_mean = n.correct_square = 1;
}

void lamb(Update& u) {
  Pass pass{Rule::lamb, {"exp_avg", "exp_avg_sq"}, lamb_numbers, {ones({}, kFloat64), decay_of(u)}};
  const Tensor ratio = ratio_or_one(norm_of(u.p()), norm_of(u.moved(pass)));
  pass.factors[0] = wide(u(Option::lr)) * ratio;
  u.run(pass);
}

// The first average of squares is the first square, the first average of gradients the first step.
void novograd_numbers(RuleNumbers& n, const Numbers& o, int64_t t) {
  n.lr = o(Option::lr);
  n.beta1 = t == 1 ? 0 : o(Option::beta1);
}
double beta2_then(const Numbers& o, int64_t t) { return t == 1 ? 0 : o(Option::beta2); }

void novograd(Update& u) {
  const Tensor beta2 = u.number(beta2_then), squares = cast(squared_norm(u.g()), u.p().dtype());
  const Tensor v = u.keep("exp_avg_sq", beta2 * u["exp_avg_sq"] + (1 - beta2) * squares);
  const Tensor part = 1 / (sqrt(wide(v)) + wide(u(Option::eps)));
  u.run({Rule::novograd, {"exp_avg"}, novograd_numbers, {part, decay_of(u)}});
}

}  // namespace

const Method LARS({
    .name = "LARS",
    .options = {{Option::lr, 1e-2},
                {Option::momentum, 0.9},
                {Option::weight_decay, 0},
                {Option::trust_coefficient, 1e-3},
                {Option::eps, 0},
                {Option::nesterov, 0},
                {Option::decay_mode, 1}},
    .positional = 3,
    .update = lars,
    .states = [](const Subject& s) -> StateList {
      return {{"momentum_buffer", zeros_like(s.tensor)}};
    },
    .decays_itself = true,
    .check =
        [](const Values& values) {
          if (at(values, Option::nesterov).base() == 2) {
            fail_value("LARS", "nesterov='closure' is SGD's; give True or False");
          }
        },
    .doc = R"doc(LARS: every layer's step is as long as its weights allow.

With the norms of whole tensors, trust coefficient c and weight decay lambda::

    r = c |w| / (|g| + lambda |w| + eps)             1 where |w| or |g| is 0
    b <- momentum b + lr r (g + lambda w)
    w <- w - b                                       nesterov: w - (lr r (g + lambda w) + momentum b)

With ``decay_mode="coupled"`` the decay joins the gradient before its norm is taken, as in most
implementations: r = c |w| / |g + lambda w|. Vectors (biases, norms) are best left without decay:
``no_decay="auto"``.

References
----------
Y. You, I. Gitman, B. Ginsburg: Large batch training of convolutional networks, 2017, algorithm
1.)doc",
});

const Method LAMB({
    .name = "LAMB",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-6},
                {Option::weight_decay, 0},
                {Option::bias_correction, 1},
                {Option::decay_mode, 1}},
    .positional = 5,
    .update = lamb,
    .states = [](const Subject& s) -> StateList {
      return {{"exp_avg", zeros_like(s.tensor)}, {"exp_avg_sq", zeros_like(s.tensor)}};
    },
    .decays_itself = true,
    .doc = R"doc(LAMB: Adam's direction, as long as the layer's weights.

With m^ and v^ of Adam and the norms of whole tensors::

    u = m^ / (sqrt(v^) + eps) + weight_decay w
    w <- w - lr |w| / |u| u                          the ratio is 1 where |w| or |u| is 0

Under ``decay_mode="coupled"`` the decay joins the gradient instead of u.

References
----------
Y. You et al.: Large batch optimization for deep learning: training BERT in 76 minutes, 2020,
algorithm 2.)doc",
});

const Method NovoGrad({
    .name = "NovoGrad",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.95},
                {Option::beta2, 0.98},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::decay_mode, 1}},
    .positional = 5,
    .update = novograd,
    .states = [](const Subject& s) -> StateList {
      return {{"exp_avg", zeros_like(s.tensor)}, {"exp_avg_sq", zeros({}, s.tensor.dtype())}};
    },
    .decays_itself = true,
    .doc = R"doc(NovoGrad: gradients divided by their layer's norm, then averaged.

With one v for a whole tensor::

    v <- beta2 v + (1 - beta2) |g|^2                 the first v is |g|^2
    d = g / (sqrt(v) + eps) + weight_decay w
    m <- beta1 m + d                                 the first m is d
    w <- w - lr m

Under ``decay_mode="coupled"`` the decay joins the gradient instead of d.

References
----------
B. Ginsburg et al.: Stochastic gradient methods with layer-wise adaptive moments for training of
deep networks, 2019, algorithm 1.)doc",
});

}  // namespace nnlite::optim
