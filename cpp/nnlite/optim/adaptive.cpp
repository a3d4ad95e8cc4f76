// Methods that divide by a measure of past squares, without an average of gradients: Adagrad,
// Adadelta, RMSprop.
#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

void denominator(RuleNumbers& n, const Numbers& o) {
  n.eps = o(Option::eps);
  n.eps_inside = o.on(Option::eps_inside_sqrt);
  n.power = o(Option::power);
}

Rule rmsprop_rule(const Values& values) {
  const bool momentum = at(values, Option::momentum).matters();
  if (at(values, Option::centered).matters()) {
    return momentum ? Rule::rmsprop_centered_momentum : Rule::rmsprop_centered;
  }
  return momentum ? Rule::rmsprop_momentum : Rule::rmsprop;
}

}  // namespace

const Method Adagrad({
    .name = "Adagrad",
    .options = {{Option::lr, 1e-2},
                {Option::lr_decay, 0},
                {Option::weight_decay, 0},
                {Option::initial_accumulator_value, 0},
                {Option::eps, 1e-10},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::adagrad; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t t) {
          n.lr = o(Option::lr) / (1 + o(Option::lr_decay) * static_cast<double>(t - 1));
          denominator(n, o);
        },
    .initial = Option::initial_accumulator_value,
    .sparse = [](const Values&) -> const char* { return nullptr; },
    .doc = R"doc(Adagrad: each weight's rate falls with the squares it has seen.

With step t = 1, 2, ... and power p (1/2 is the paper's root, 1 the form without a root)::

    G <- G + g^2
    w <- w - lr / (1 + (t - 1) lr_decay) g / (G^p + eps)

With ``eps_inside_sqrt=True`` the denominator is (G + eps)^p. A gradient of rows (an embedding with
``sparse=True``) moves those rows alone, which is the same step.

References
----------
J. Duchi, E. Hazan, Y. Singer: Adaptive subgradient methods for online learning and stochastic
optimization, 2011.)doc",
});

const Method Adadelta({
    .name = "Adadelta",
    .options = {{Option::lr, 1.0},
                {Option::rho, 0.9},
                {Option::eps, 1e-6},
                {Option::weight_decay, 0},
                {Option::power, 0.5}},
    .positional = 4,
    .rule = [](const Values&) { return Rule::adadelta; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t) {
          n.lr = o(Option::lr);
          n.rho = o(Option::rho);
          n.eps = o(Option::eps);
          n.power = o(Option::power);
        },
    .doc = R"doc(Adadelta: steps in the units of the weights, from the ratio of two averages.

With power p = 1/2 (the paper's roots)::

    v <- rho v + (1 - rho) g^2
    d = (u + eps)^p / (v + eps)^p g
    u <- rho u + (1 - rho) d^2
    w <- w - lr d

The paper has no learning rate (lr = 1) and takes rho = 0.95.

References
----------
M. Zeiler: ADADELTA: an adaptive learning rate method, 2012, algorithm 1.)doc",
});

const Method RMSprop({
    .name = "RMSprop",
    .options = {{Option::lr, 1e-2},
                {Option::alpha, 0.99},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::momentum, 0},
                {Option::centered, 0},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5},
                {Option::bias_correction, 0},
                {Option::cautious, 0}},
    .positional = 6,
    .rule = rmsprop_rule,
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t t) {
          n.lr = o(Option::lr);
          n.momentum = o(Option::momentum);
          n.rho = o(Option::alpha);
          if (o.on(Option::bias_correction)) {
            n.correct_square = unbiased(n.rho, t);
          }
          denominator(n, o);
        },
    .refined = {{Option::alpha, "decay of the average of squares", 0, 1}},
    .doc = R"doc(RMSprop: the gradient divided by its recent root mean square.

With power p (1/2 is the root, 1 the form without)::

    v <- alpha v + (1 - alpha) g^2
    m <- alpha m + (1 - alpha) g;  v' = v - m^2      centered=True; else v' = v
    d = g / (v'^p + eps)
    w <- w - lr d                                    momentum = 0
    b <- momentum b + d;  w <- w - lr b              momentum > 0

With ``eps_inside_sqrt=True`` the denominator is (v' + eps)^p; ``bias_correction=True`` divides v
and m by 1 - alpha^t.

References
----------
G. Hinton: Neural networks for machine learning, lecture 6e, 2012. A. Graves: Generating sequences
with recurrent neural networks, 2013, equations 38 to 45 (centered).)doc",
});

}  // namespace nnlite::optim
