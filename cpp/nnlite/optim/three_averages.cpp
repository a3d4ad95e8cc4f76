// Methods of this decade around Adam: a third average (Adan, AdEMAMix), another order (ADOPT).
#include <algorithm>
#include <cmath>

#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

double correction(const Numbers& o, double decay, int64_t t) {
  return o.on(Option::bias_correction) ? unbiased(decay, t) : 1;
}

void denominator(RuleNumbers& n, const Numbers& o) {
  n.eps = o(Option::eps);
  n.eps_inside = o.on(Option::eps_inside_sqrt);
  n.power = o(Option::power);
}

void adan(RuleNumbers& n, const Numbers& o, int64_t t) {
  n.lr = o(Option::lr);
  n.beta1 = o(Option::beta1);
  n.gamma = o(Option::beta2);
  n.rho = o(Option::beta3);
  n.keep = t > 1 ? 1 : 0;
  n.correct_mean = correction(o, n.beta1, t);
  n.from_buffer = n.gamma * correction(o, n.gamma, t);
  n.correct_square = correction(o, n.rho, t);
  denominator(n, o);
}

// How much of a warm-up of so many steps is over at step t; 0 steps: there is none.
double warmed(double steps, int64_t t) {
  return steps > 0 ? std::min(1.0, static_cast<double>(t) / steps) : 1;
}

// From beta1 to beta3 so that 1 / log(beta), the half-life, goes along a line.
double slow_decay(double from, double to, double part) {
  if (part >= 1 || from <= 0 || to <= 0) return to;
  return std::min(to, std::exp(1 / ((1 - part) / std::log(from) + part / std::log(to))));
}

void ademamix(RuleNumbers& n, const Numbers& o, int64_t t) {
  n.lr = o(Option::lr);
  n.beta1 = o(Option::beta1);
  n.rho = o(Option::beta2);
  n.gamma = slow_decay(n.beta1, o(Option::beta3), warmed(o(Option::beta3_warmup), t));
  n.from_buffer = o(Option::alpha) * warmed(o(Option::alpha_warmup), t);
  n.correct_mean = correction(o, n.beta1, t);
  n.correct_square = correction(o, n.rho, t);
  denominator(n, o);
}

// The first step only lets the squares begin.
void adopt(RuleNumbers& n, const Numbers& o, int64_t t) {
  const bool begins = t == 1;
  n.lr = begins ? 0 : o(Option::lr);
  n.beta1 = begins ? 1 : o(Option::beta1);
  n.rho = begins ? 0 : o(Option::beta2);
  n.eps = o(Option::eps);
  n.power = o(Option::power);
  n.most = begins                  ? 0
           : o.on(Option::clipped) ? std::pow(static_cast<double>(t - 1), 0.25)
                                   : HUGE_VAL;
  if (begins) n.shrink = 1;
}

}  // namespace

const Method Adan({
    .name = "Adan",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.98},
                {Option::beta2, 0.92},
                {Option::beta3, 0.99},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::decay_mode, 1},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5},
                {Option::bias_correction, 1},
                {Option::cautious, 0}},
    .positional = 6,
    .rule = [](const Values&) { return Rule::adan; },
    .numbers = adan,
    .refined = {{Option::beta1,
                 "decay of the averages of gradients, of their differences and of squares", 0, 1}},
    .doc = R"doc(Adan: Adam with Nesterov's look ahead, from the difference of successive gradients.

With step t = 1, 2, ..., d the gradient minus that of the step before (0 in the first) and power
p = 1/2 (the root)::

    m <- beta1 m + (1 - beta1) g;                  m^ = m / (1 - beta1^t)
    v <- beta2 v + (1 - beta2) d;                  v^ = v / (1 - beta2^t)
    n <- beta3 n + (1 - beta3) (g + beta2 d)^2;    n^ = n / (1 - beta3^t)
    w <- w - lr (m^ + beta2 v^) / (n^^p + eps)

betas are decay factors, as in the authors' code; the paper writes 1 - beta.

References
----------
X. Xie et al.: Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models, 2022,
algorithm 1.)doc",
});

const Method AdEMAMix({
    .name = "AdEMAMix",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::beta3, 0.9999},
                {Option::alpha, 5},
                {Option::beta3_warmup, 0},
                {Option::alpha_warmup, 0},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::decay_mode, 1},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5},
                {Option::bias_correction, 1},
                {Option::cautious, 0}},
    .positional = 9,
    .rule = [](const Values&) { return Rule::ademamix; },
    .numbers = ademamix,
    .refined =
        {{Option::alpha, "weight of the slow average", 0, HUGE_VAL},
         {Option::beta1,
          "decay of the averages of gradients and of squares, and of the slow one of gradients", 0,
          1}},
    .doc = R"doc(AdEMAMix: Adam whose step adds a slow average of gradients, which forgets little.

With step t = 1, 2, ... and power p = 1/2 (the root)::

    m <- beta1 m + (1 - beta1) g;      m^ = m / (1 - beta1^t)
    M <- beta3 M + (1 - beta3) g
    v <- beta2 v + (1 - beta2) g^2;    v^ = v / (1 - beta2^t)
    w <- w - lr (m^ + alpha M) / (v^^p + eps)

During ``alpha_warmup`` steps alpha rises along a line from 0; during ``beta3_warmup`` steps beta3
rises from beta1, 1 / log(beta3) along a line. The paper lets both last for the whole training.

References
----------
M. Pagliardini, P. Ablin, D. Grangier: The AdEMAMix optimizer: better, faster, older, 2024,
algorithm 1 and its schedules.)doc",
});

const Method ADOPT({
    .name = "ADOPT",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.9999},
                {Option::eps, 1e-6},
                {Option::clipped, 1},
                {Option::weight_decay, 0},
                {Option::power, 0.5},
                {Option::cautious, 0}},
    .positional = 4,
    .rule = [](const Values&) { return Rule::adopt; },
    .numbers = adopt,
    .refined = {{Option::eps, "smallest denominator", 0, HUGE_VAL}},
    .doc = R"doc(ADOPT: Adam that divides by the squares of the past alone, before it averages.

With step t = 1, 2, ... and power p = 1/2 (the root); the first step only sets v = g^2::

    n = clip(g / max(v^p, eps), (t - 1)^(1/4))
    m <- beta1 m + (1 - beta1) n
    w <- w - lr m
    v <- beta2 v + (1 - beta2) g^2

It converges for every beta2. ``clipped=False`` leaves n as it is: the algorithm's first form.

References
----------
S. Taniguchi et al.: ADOPT: modified Adam can converge with any beta2 with the optimal rate, 2024,
the algorithm with clipping.)doc",
});

}  // namespace nnlite::optim
