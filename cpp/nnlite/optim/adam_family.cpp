// Adam's relatives: the same average of gradients, another measure of their size or another start.
#include <cmath>

#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

void averages(RuleNumbers& n, const Numbers& o) {
  n.lr = o(Option::lr);
  n.beta1 = o(Option::beta1);
  n.rho = o(Option::beta2);
  n.eps = o(Option::eps);
  n.eps_inside = o.on(Option::eps_inside_sqrt);
  n.power = o(Option::power);
}

void corrected(RuleNumbers& n, const Numbers& o, int64_t t) {
  averages(n, o);
  if (!o.on(Option::bias_correction)) return;
  n.correct_mean = unbiased(n.beta1, t);
  n.correct_square = unbiased(n.rho, t);
}

// NAdam's mu_t = beta1 (1 - 0.96^(t psi) / 2), and their product up to t: its logarithm is a sum of
// the series of log(1 - q^i / 2), each power of which is a geometric sum over i.
struct Momentum {
  double now, next, product;
};
Momentum nadam_momentum(double beta1, double psi, int64_t t) {
  const double steps = static_cast<double>(t), log_q = psi * std::log(0.96);
  const auto mu = [&](double i) { return beta1 * (1 - 0.5 * std::exp(i * log_q)); };
  double log_product = steps * std::log(beta1);
  constexpr double kNothing = -46;  // beside 1
  for (int k = 1; k <= 50 && log_product > kNothing; ++k) {
    const double a = k * log_q;
    const double sum = a != 0 ? std::exp(a) * std::expm1(a * steps) / std::expm1(a) : steps;
    log_product -= std::pow(0.5, k) / k * sum;
  }
  return {mu(steps), mu(steps + 1), log_product > kNothing ? std::exp(log_product) : 0};
}

void nadam(RuleNumbers& n, const Numbers& o, int64_t t) {
  averages(n, o);
  n.correct_square = unbiased(n.rho, t);
  const Momentum mu = nadam_momentum(n.beta1, o(Option::momentum_decay), t);
  n.from_gradient = n.lr * (1 - mu.now) / (1 - mu.product);
  n.from_buffer = n.lr * mu.next / (1 - mu.product * mu.next);
}

void radam(RuleNumbers& n, const Numbers& o, int64_t t) {
  averages(n, o);
  const double power = std::pow(n.rho, static_cast<double>(t)), most = 2 / (1 - n.rho) - 1;
  const double length = most - 2 * static_cast<double>(t) * power / (1 - power);
  n.from_gradient = n.lr / (1 - std::pow(n.beta1, static_cast<double>(t)));
  if (length <= 5) return;
  const double variance = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length);
  n.from_buffer = n.from_gradient * std::sqrt(variance) * std::pow(1 - power, n.power);
}

}  // namespace

const Method Adamax({
    .name = "Adamax",
    .options = {{Option::lr, 2e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::bias_correction, 1},
                {Option::cautious, 0}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::adamax; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t t) {
          n.lr = o(Option::lr);
          n.beta1 = o(Option::beta1);
          n.rho = o(Option::beta2);
          n.eps = o(Option::eps);
          if (o.on(Option::bias_correction)) n.correct_mean = unbiased(n.beta1, t);
        },
    .refined = {{Option::eps, "added to the absolute gradient", 0, HUGE_VAL}},
    .doc = R"doc(Adamax: Adam with the largest recent gradient in place of the root mean square.

With step t = 1, 2, ...::

    m <- beta1 m + (1 - beta1) g
    u <- max(beta2 u, |g| + eps)
    w <- w - lr / (1 - beta1^t) m / u

References
----------
D. Kingma, J. Ba: Adam: a method for stochastic optimization, 2014, algorithm 2; eps as in
PyTorch.)doc",
});

const Method NAdam({
    .name = "NAdam",
    .options = {{Option::lr, 2e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::momentum_decay, 4e-3},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5},
                {Option::cautious, 0}},
    .positional = 6,
    .rule = [](const Values&) { return Rule::nadam; },
    .numbers = nadam,
    .doc = R"doc(NAdam: Adam that looks ahead as Nesterov's momentum does, its momentum warmed up.

With step t = 1, 2, ..., psi = momentum_decay and power p = 1/2 (the root)::

    mu_t = beta1 (1 - 0.96^(t psi) / 2);   M_t = mu_1 mu_2 ... mu_t
    m <- beta1 m + (1 - beta1) g
    v <- beta2 v + (1 - beta2) g^2;        v^ = v / (1 - beta2^t)
    n = (1 - mu_t) / (1 - M_t) g + mu_(t+1) / (1 - M_(t+1)) m
    w <- w - lr n / (v^^p + eps)

Where beta1 or momentum_decay follows a schedule, M_t is that of their present values.

References
----------
T. Dozat: Incorporating Nesterov momentum into Adam, 2016, algorithm 2; the product M_t and psi as
in PyTorch.)doc",
});

const Method RAdam({
    .name = "RAdam",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5},
                {Option::cautious, 0}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::radam; },
    .numbers = radam,
    .doc = R"doc(RAdam: Adam that leaves its root mean square alone until it can be trusted.

With step t = 1, 2, ... and power p = 1/2 (the root)::

    m <- beta1 m + (1 - beta1) g;     m^ = m / (1 - beta1^t)
    v <- beta2 v + (1 - beta2) g^2
    R = 2 / (1 - beta2) - 1;          r = R - 2 t beta2^t / (1 - beta2^t)
    c = sqrt((r - 4) (r - 2) R / ((R - 4) (R - 2) r))
    w <- w - lr m^ c (1 - beta2^t)^p / (v^p + eps)      r > 5
    w <- w - lr m^                                      else

References
----------
L. Liu et al.: On the variance of the adaptive learning rate and beyond, 2020, algorithm 2; eps and
the threshold as in PyTorch.)doc",
});

const Method AdaBelief({
    .name = "AdaBelief",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-16},
                {Option::weight_decay, 0},
                {Option::decay_mode, 1},
                {Option::power, 0.5},
                {Option::bias_correction, 1},
                {Option::cautious, 0}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::adabelief; },
    .numbers = corrected,
    .refined = {{Option::eps, "added to the variance in every step, and to its root", 0, HUGE_VAL}},
    .doc = R"doc(AdaBelief: long steps where the gradient is what its average foretold.

With step t = 1, 2, ... and power p = 1/2 (the root)::

    m <- beta1 m + (1 - beta1) g;                 m^ = m / (1 - beta1^t)
    s <- beta2 s + (1 - beta2) (g - m)^2 + eps;   s^ = s / (1 - beta2^t)
    w <- w - lr m^ / (s^^p + eps)

References
----------
J. Zhuang et al.: AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, 2020,
algorithm 2.)doc",
});

const Method Yogi({
    .name = "Yogi",
    .options = {{Option::lr, 1e-2},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-3},
                {Option::weight_decay, 0},
                {Option::initial_accumulator_value, 1e-6},
                {Option::eps_inside_sqrt, 0},
                {Option::power, 0.5},
                {Option::bias_correction, 1},
                {Option::cautious, 0}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::yogi; },
    .numbers = corrected,
    .initial = Option::initial_accumulator_value,
    .refined = {{Option::initial_accumulator_value, "what the average of squares starts from", 0,
                 HUGE_VAL}},
    .doc =
        R"doc(Yogi: Adam whose average of squares moves by the square alone, not by the difference.

With step t = 1, 2, ... and power p = 1/2 (the root)::

    m <- beta1 m + (1 - beta1) g;                  m^ = m / (1 - beta1^t)
    v <- v - (1 - beta2) sign(v - g^2) g^2;        v^ = v / (1 - beta2^t)
    w <- w - lr m^ / (v^^p + eps)

v falls slowly where gradients become small, so that the rate does not leap up.

References
----------
M. Zaheer et al.: Adaptive methods for nonconvex optimization, 2018, algorithm 2; the bias
correction as in Optax.)doc",
});

}  // namespace nnlite::optim
