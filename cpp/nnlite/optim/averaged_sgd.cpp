// Averaged stochastic gradient descent: the mean of the weights is the result.
#include <algorithm>
#include <cmath>

#include "nnlite/optim/method.h"

namespace nnlite::optim {

const Method ASGD({
    .name = "ASGD",
    .options = {{Option::lr, 1e-2},
                {Option::lambd, 1e-4},
                {Option::alpha, 0.75},
                {Option::t0, 1e6},
                {Option::weight_decay, 0}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::asgd; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t t) {
          const double lr = o(Option::lr), before = static_cast<double>(t - 1);
          n.lr = lr / std::pow(1 + o(Option::lambd) * lr * before, o(Option::alpha));
          n.shrink *= 1 - o(Option::lambd) * n.lr;
          n.keep = 1 / std::max(1.0, before - o(Option::t0));
        },
    .average = 0,
    .refined = {{Option::alpha, "exponent of the decay of the learning rate", 0, HUGE_VAL}},
    .doc = R"doc(ASGD: steps that shrink slowly, and the average of the weights they visit.

With step t = 1, 2, ...::

    eta = lr / (1 + lambd lr (t - 1))^alpha
    w <- w (1 - lambd eta) - eta g
    ax <- ax + mu (w - ax),    mu = 1 / max(1, t - 1 - t0)

Up to step t0 the average is the last weights. ``with optimizer.averaged():`` has it in the
parameters' place; its name in checkpoints is "ax".

References
----------
B. Polyak, A. Juditsky: Acceleration of stochastic approximation by averaging, 1992. W. Xu: Towards
optimal one pass large scale learning with averaged stochastic gradient descent, 2011 (the rates).
All as PyTorch has it.)doc",
});

}  // namespace nnlite::optim
