// Schedule-free SGD and AdamW: gradients at a point between the fast iterate and its average.
#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

StateList states(const Subject& s) {
  return {
      {"z", clone(s.tensor)}, {"lr_max", zeros({}, kFloat64)}, {"weight_sum", zeros({}, kFloat64)}};
}
StateList adamw_states(const Subject& s) {
  StateList list = states(s);
  list.emplace_back("exp_avg_sq", zeros_like(s.tensor));
  return list;
}

// From y, the parameter: z goes along d, x becomes a weighted mean of all z, y follows.
std::vector<Tensor> factors(Update& u, Option between) {
  const Tensor most = u.keep("lr_max", maximum(u["lr_max"], wide(u(Option::lr))));
  const Tensor weight = pow(most, wide(u(Option::weight_lr_power)));
  const Tensor total = u.keep("weight_sum", u["weight_sum"] + weight);
  const Tensor c = where(total > 0, weight / where(total > 0, total, 1), 0);
  return {c, decay_of(u), 1 - wide(u(between)) * (1 - c)};
}

void sgd(Update& u) {
  const auto numbers = [](RuleNumbers& n, const Numbers& o, int64_t) { n.lr = o(Option::lr); };
  u.run({Rule::schedule_free, {"z"}, numbers, factors(u, Option::momentum)});
}

void adamw(Update& u) {
  const auto numbers = [](RuleNumbers& n, const Numbers& o, int64_t t) {
    adam_numbers(n, o, t);
    n.lr = o(Option::lr);
  };
  u.run({Rule::schedule_free_adamw, {"z", "exp_avg_sq"}, numbers, factors(u, Option::beta1)});
}

// x = (y - (1 - beta) z) / beta.
template <Option between>
Tensor average(const Tensor& y, const StateList& kept, const Numbers& options) {
  const double beta = options(between);
  return (y - (1 - beta) * kept[0].second) / beta;
}

void check(const char* method, Option between, const Values& values) {
  if (!at(values, between).matters()) {
    fail_value(method, row(between).name, " is 0; give a number above, such as 0.9");
  }
}

constexpr const char* kWords =
    R"doc(
The parameters hold y, where gradients are wanted. Evaluate at x, the average: ``with
optimizer.averaged():`` puts x = (y - (1 - beta) z) / beta into the model, and y back (with ``ema``,
that average instead of x). Batch norms should see a few batches there. Warm up lr; no other schedule
is needed.

References
----------
A. Defazio et al.: The road less scheduled, 2024, algorithm 1.)doc";

const std::string kSGDWords =
    std::string(R"doc(SGDScheduleFree: averaging instead of a falling learning rate.

With beta = momentum and the largest rate so far, h::

    z <- z - lr (g + weight_decay y)
    c = h^weight_lr_power / (sum of these so far)
    x <- (1 - c) x + c z
    y <- beta x + (1 - beta) z
)doc") +
    kWords;

const std::string kAdamWWords =
    std::string(R"doc(AdamWScheduleFree: averaging instead of a falling learning rate.

With v^ corrected for its start at 0, beta = beta1 and the largest rate so far, h::

    v <- beta2 v + (1 - beta2) g^2
    z <- z - lr (g / (sqrt(v^) + eps) + weight_decay y)
    c = h^weight_lr_power / (sum of these so far)
    x <- (1 - c) x + c z
    y <- beta x + (1 - beta) z
)doc") +
    kWords;

}  // namespace

const Method SGDScheduleFree({
    .name = "SGDScheduleFree",
    .options = {{Option::lr, 1},
                {Option::momentum, 0.9},
                {Option::weight_decay, 0},
                {Option::weight_lr_power, 2},
                {Option::decay_mode, 1}},
    .positional = 3,
    .update = sgd,
    .states = states,
    .decays_itself = true,
    .evaluated = average<Option::momentum>,
    .check = [](const Values& values) { check("SGDScheduleFree", Option::momentum, values); },
    .doc = kSGDWords.c_str(),
});

const Method AdamWScheduleFree({
    .name = "AdamWScheduleFree",
    .options = {{Option::lr, 2.5e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::weight_decay, 0},
                {Option::weight_lr_power, 2},
                {Option::decay_mode, 1}},
    .positional = 5,
    .update = adamw,
    .states = adamw_states,
    .decays_itself = true,
    .evaluated = average<Option::beta1>,
    .check = [](const Values& values) { check("AdamWScheduleFree", Option::beta1, values); },
    .doc = kAdamWWords.c_str(),
});

}  // namespace nnlite::optim
