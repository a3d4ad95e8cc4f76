// Methods that estimate the distance to the solution instead of being given a learning rate:
// Prodigy, D-Adaptation of Adam and of SGD.
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

// a / b where b is above 0, else 0.
Tensor part(const Tensor& a, const Tensor& b) { return where(b > 0, a / where(b > 0, b, 1), 0); }

double correction(const Numbers& o, int64_t t) {
  if (!o.on(Option::bias_correction)) return 1;
  const auto k = static_cast<double>(t);
  return std::sqrt(1 - std::pow(o(Option::beta2), k)) / (1 - std::pow(o(Option::beta1), k));
}
double root_beta2(const Numbers& o, int64_t) { return std::sqrt(o(Option::beta2)); }
double inverse_d0(const Numbers& o, int64_t) { return 1 / o(Option::d0); }

StateList distance_shared(std::span<const Tensor>, const Values& values) {
  return {{"d", full({}, at(values, Option::d0).base(), kFloat64)},
          {"numerator", zeros({}, kFloat64)}};
}

StateList adam_states(const Subject& s) {
  return {{"exp_avg", zeros_like(s.tensor)},
          {"exp_avg_sq", zeros_like(s.tensor)},
          {"s", zeros_like(s.tensor)}};
}

StateList prodigy_states(const Subject& s) {
  StateList states = adam_states(s);
  states.emplace_back("initial", clone(s.tensor));
  return states;
}

void check(const char* method, const Values& values) {
  const Value& d0 = at(values, Option::d0);
  if (d0.schedule() || !d0.matters()) {
    fail_value(method, "d0 is ", d0.base(), "; give a number above 0, such as 1e-6");
  }
}

void decays(RuleNumbers& n, const Numbers& o, int64_t) {
  n.beta1 = o(Option::beta1);
  n.rho = o(Option::beta2);
  n.gamma = std::sqrt(o(Option::beta2));
  n.eps = o(Option::eps);
}

// d lr, corrected.
Tensor rate_of(Update& u, const Tensor& d) {
  return d * wide(u(Option::lr)) * wide(u.number(correction));
}

void prodigy(std::span<Update> updates) {
  const Tensor d = updates[0].shared("d");
  Tensor numerator = updates[0].shared("numerator") * wide(updates[0].number(root_beta2));
  Tensor denominator = zeros({}, kFloat64);
  std::vector<std::pair<Tensor, Tensor>> rates;
  for (Update& u : updates) {
    const Tensor rate = rate_of(u, d), weight = d * wide(u.number(inverse_d0)) * rate;
    rates.emplace_back(rate, weight);
    numerator = numerator + weight * inner(u.g(), u["initial"] - u.p());
    denominator = denominator + absolute_sum(u.moved({Rule::decayed_sum, {"s"}, decays, {weight}}));
  }
  updates[0].share("numerator", numerator);
  const Tensor estimate = part(wide(updates[0](Option::d_coef)) * numerator, denominator);
  const Tensor next = updates[0].share("d", maximum(d, estimate));
  for (size_t i = 0; i < updates.size(); ++i) {
    Update& u = updates[i];
    const auto& [rate, weight] = rates[i];
    u.run({Rule::prodigy,
           {"exp_avg", "exp_avg_sq", "s"},
           decays,
           {rate, decay_of(u), d, weight, next * wide(u(Option::eps))}});
  }
}

void dadapt_adam(std::span<Update> updates) {
  const Tensor d = updates[0].shared("d");
  Tensor products = zeros({}, kFloat64), length = zeros({}, kFloat64);
  for (Update& u : updates) {
    const Tensor rate = rate_of(u, d), root = wide(u.number(root_beta2));
    const Tensor past = u.moved({Rule::dadapt_past, {"exp_avg_sq", "s"}, decays, {rate}});
    const Tensor s = u.moved({Rule::decayed_sum, {"s"}, decays, {(1 - root) * rate}});
    products = products + inner(u.g(), past);
    length = length + absolute_sum(s);
    u.run({Rule::dadapt_adam, {"exp_avg", "exp_avg_sq", "s"}, decays, {rate, rate * decay_of(u)}});
  }
  const Tensor root = wide(updates[0].number(root_beta2));
  const Tensor numerator =
      updates[0].share("numerator", root * updates[0].shared("numerator") + (1 - root) * products);
  updates[0].share("d", maximum(d, part(numerator, (1 - root) * length)));
}

StateList dadapt_sgd_states(const Subject& s) {
  return {{"initial", clone(s.tensor)}, {"s", zeros_like(s.tensor)}};
}
StateList dadapt_sgd_shared(std::span<const Tensor> parameters, const Values& values) {
  StateList states = distance_shared(parameters, values);
  states.emplace_back("first_norm", zeros({}, kFloat64));
  return states;
}

void dadapt_sgd(std::span<Update> updates) {
  const Tensor d = updates[0].shared("d");
  Tensor square_now = zeros({}, kFloat64);
  for (Update& u : updates) square_now = square_now + squared_norm(u.g());
  const Tensor before = updates[0].shared("first_norm");
  const Tensor first = updates[0].share("first_norm", where(before > 0, before, sqrt(square_now)));
  Tensor numerator = updates[0].shared("numerator"), length = zeros({}, kFloat64);
  const auto sum = [](RuleNumbers& n, const Numbers&, int64_t) { n.gamma = 1; };
  const auto numbers = [](RuleNumbers& n, const Numbers& o, int64_t) {
    n.keep = 1 - o(Option::momentum);
  };
  for (Update& u : updates) {
    const Tensor rate = part(d * wide(u(Option::lr)), first);
    numerator = numerator + rate * inner(u.g(), u["s"]);
    length = length + squared_norm(u.moved({Rule::decayed_sum, {"s"}, sum, {rate}}));
    u.run({Rule::dadapt_sgd, {"s", "initial"}, numbers, {rate, rate * decay_of(u)}});
  }
  updates[0].share("numerator", numerator);
  updates[0].share("d", maximum(d, part(2 * numerator, sqrt(length))));
}

}  // namespace

const Method Prodigy({
    .name = "Prodigy",
    .options = {{Option::lr, 1},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::d0, 1e-6},
                {Option::d_coef, 1},
                {Option::bias_correction, 0},
                {Option::decay_mode, 1}},
    .positional = 4,
    .update_all = prodigy,
    .states = prodigy_states,
    .shared = distance_shared,
    .decays_itself = true,
    .check = [](const Values& values) { check("Prodigy", values); },
    .doc = R"doc(Prodigy: Adam that estimates its learning rate; leave lr at 1, or schedule it.

With w0 the first weights, beta3 = sqrt(beta2), sums over all parameters of the optimizer, and d,
which starts from d0::

    r = d lr                                         bias_correction: times sqrt(1 - beta2^t) / (1 - beta1^t)
    m <- beta1 m + (1 - beta1) d g
    v <- beta2 v + (1 - beta2) (d g)^2
    n <- beta3 n + r d / d0 <g, w0 - w>
    s <- beta3 s + r d / d0 g
    d <- max(d, d_coef n / |s|_1)
    w <- w - r (m / (sqrt(v) + d eps) + weight_decay w)

The steps are those of the authors' code (with ``decouple=True``, its default).

References
----------
K. Mishchenko, A. Defazio: Prodigy: an expeditiously adaptive parameter-free learner, 2023,
algorithm 4.)doc",
});

const Method DAdaptAdam({
    .name = "DAdaptAdam",
    .options = {{Option::lr, 1},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::d0, 1e-6},
                {Option::bias_correction, 0},
                {Option::decay_mode, 1}},
    .positional = 4,
    .update_all = dadapt_adam,
    .states = adam_states,
    .shared = distance_shared,
    .decays_itself = true,
    .check = [](const Values& values) { check("DAdaptAdam", values); },
    .doc =
        R"doc(DAdaptAdam: Adam whose rate is a lower bound of the distance to go; leave lr at 1, or schedule it.

With q = sqrt(beta2), sums over all parameters of the optimizer, and d, which starts from d0::

    r = d lr                                         bias_correction: times sqrt(1 - beta2^t) / (1 - beta1^t)
    v <- beta2 v + (1 - beta2) g^2
    m <- beta1 m + (1 - beta1) r g
    n <- q n + (1 - q) r <g, s / (sqrt(v) + eps)>
    s <- q s + (1 - q) r g
    w <- w - m / (sqrt(v) + eps) - r weight_decay w
    d <- max(d, n / ((1 - q) |s|_1))

As in the paper, n divides by v after its update; the authors' code divides by v before it and is
otherwise the same. That d stays below the distance is proven for convex functions: elsewhere it may
stop early or overshoot.

References
----------
A. Defazio, K. Mishchenko: Learning-rate-free learning by D-adaptation, 2023, algorithm 5.)doc",
});

const Method DAdaptSGD({
    .name = "DAdaptSGD",
    .options =
        {{Option::lr, 1}, {Option::momentum, 0.9}, {Option::weight_decay, 0}, {Option::d0, 1e-6}},
    .positional = 3,
    .update_all = dadapt_sgd,
    .states = dadapt_sgd_states,
    .shared = dadapt_sgd_shared,
    .decays_itself = true,
    .check = [](const Values& values) { check("DAdaptSGD", values); },
    .doc =
        R"doc(DAdaptSGD: SGD whose rate is a lower bound of the distance to go; leave lr at 1, or schedule it.

With w0 the first weights, g1 the first gradient, sums over all parameters of the optimizer, and d,
which starts from d0::

    r = d lr / |g1|
    n <- n + r <g, s>;  s <- s + r g
    w <- momentum w + (1 - momentum) (w0 - s)
    d <- max(d, 2 n / |s|)

g holds coupled weight decay everywhere; the authors' code leaves it out of |g1|. That d stays below the distance is proven for convex functions. On a network it may overshoot, and the
loss rise for some steps before it falls; an lr below 1 or clip_norm tame it.

References
----------
A. Defazio, K. Mishchenko: Learning-rate-free learning by D-adaptation, 2023, algorithm 4.)doc",
});

}  // namespace nnlite::optim
