// Hypergradient descent: the learning rate goes down the gradient of the loss by itself.
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

StateList sgd_states(const Subject& s) { return {{"step_before", zeros_like(s.tensor)}}; }
StateList adam_states(const Subject& s) {
  return {{"step_before", zeros_like(s.tensor)},
          {"exp_avg", zeros_like(s.tensor)},
          {"exp_avg_sq", zeros_like(s.tensor)}};
}
// What lr is multiplied by.
StateList shared(std::span<const Tensor>, const Values&) {
  return {{"factor", ones({}, kFloat64)}};
}

// The factor of lr after the hypergradient of this step.
Tensor factor(std::span<Update> updates) {
  Update& first = updates[0];
  Tensor h = zeros({}, kFloat64), g = h, before = h;
  for (const Update& u : updates) {
    h = h + inner(u.g(), u["step_before"]);
    g = g + squared_norm(u.g());
    before = before + squared_norm(u["step_before"]);
  }
  const Tensor rate = wide(first(Option::hypergrad_lr)), now = first.shared("factor");
  if (first.on(Option::multiplicative)) {
    const Tensor lengths = sqrt(g) * sqrt(before);
    const Tensor cosine = where(lengths > 0, h / where(lengths > 0, lengths, 1), 0);
    return first.share("factor", now * (1 + rate * cosine));
  }
  const Tensor lr = wide(first(Option::lr));
  return first.share("factor", now + where(lr > 0, rate * h / where(lr > 0, lr, 1), 0));
}

void sgd(std::span<Update> updates) {
  const Tensor f = factor(updates);
  for (Update& u : updates) {
    u.run({Rule::sgd_hd, {"step_before"}, nullptr, {wide(u(Option::lr)) * f, decay_of(u)}});
  }
}

void adam(std::span<Update> updates) {
  const Tensor f = factor(updates);
  for (Update& u : updates) {
    u.run({Rule::adam_hd,
           {"step_before", "exp_avg", "exp_avg_sq"},
           adam_numbers,
           {wide(u(Option::lr)) * f, decay_of(u)}});
  }
}

}  // namespace

const Method SGDHD({
    .name = "SGDHD",
    .options = {{Option::lr, 1e-2},
                {Option::hypergrad_lr, 1e-3},
                {Option::multiplicative, 1},
                {Option::weight_decay, 0}},
    .positional = 3,
    .update_all = sgd,
    .states = sgd_states,
    .shared = shared,
    .decays_itself = true,
    .doc =
        R"doc(SGDHD: hypergradient descent; gradients that agree with the last ones make lr grow.

With b = hypergrad_lr and sums over all parameters of the optimizer::

    h = <g, g of the step before>                    0 at first
    lr <- lr (1 + b h / (|g| |g of the step before|))    multiplicative=True
    lr <- lr + b h                                   multiplicative=False; b of 1e-4 and less
    w <- w - lr g

What is learned is kept as a factor of the option lr, which may follow a schedule. The rate grows for
as long as gradients agree, with the default twofold in 700 steps, and falls by no more than the part b
a step. Where b is large this is too slow to come back from a wall: with 0.01, Beale's function
diverges from (1, 0.8).

References
----------
A. Baydin et al.: Online learning rate adaptation with hypergradient descent, 2018, algorithm 4 and
equation 9.)doc",
});

const Method AdamHD({
    .name = "AdamHD",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::hypergrad_lr, 0.02},
                {Option::multiplicative, 1},
                {Option::weight_decay, 0}},
    .positional = 4,
    .update_all = adam,
    .states = adam_states,
    .shared = shared,
    .decays_itself = true,
    .doc =
        R"doc(AdamHD: Adam with hypergradient descent; gradients that agree with the last step make lr grow.

With u = m^ / (sqrt(v^) + eps) of Adam, b = hypergrad_lr and sums over all parameters::

    h = <g, u of the step before>                    0 at first
    lr <- lr (1 + b h / (|g| |u of the step before|))    multiplicative=True
    lr <- lr + b h                                   multiplicative=False; b of 1e-7 or so
    w <- w - lr u

What is learned is kept as a factor of the option lr, which may follow a schedule.

References
----------
A. Baydin et al.: Online learning rate adaptation with hypergradient descent, 2018, algorithm 6.)doc",
});

}  // namespace nnlite::optim
