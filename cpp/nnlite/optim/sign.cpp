// Methods that go by the signs of gradients: signSGD, Signum, Lion, Rprop.
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/optim/method.h"

namespace nnlite::optim {

const Method SignSGD({
    .name = "SignSGD",
    .options = {{Option::lr, 1e-3}, {Option::weight_decay, 0}},
    .positional = 2,
    .rule = [](const Values&) { return Rule::signsgd; },
    .numbers = [](RuleNumbers& n, const Numbers& o, int64_t) { n.lr = o(Option::lr); },
    .doc = R"doc(signSGD: every weight moves by the learning rate, against the sign of its gradient.

::

    w <- w - lr sign(g)

References
----------
J. Bernstein et al.: signSGD: compressed optimisation for non-convex problems, 2018, algorithm 1.)doc",
});

const Method Signum({
    .name = "Signum",
    .options = {{Option::lr, 1e-3},
                {Option::momentum, 0.9},
                {Option::weight_decay, 0},
                {Option::cautious, 0}},
    .positional = 3,
    .rule = [](const Values&) { return Rule::signum; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t) {
          n.lr = o(Option::lr);
          n.beta1 = o(Option::momentum);
        },
    .refined = {{Option::momentum, "decay of the average of gradients", 0, 1}},
    .doc = R"doc(Signum: signSGD of an average of gradients.

::

    b <- momentum b + (1 - momentum) g
    w <- w - lr sign(b)

References
----------
J. Bernstein et al.: signSGD: compressed optimisation for non-convex problems, 2018, algorithm 2.)doc",
});

const Method Lion({
    .name = "Lion",
    .options = {{Option::lr, 1e-4},
                {Option::beta1, 0.9},
                {Option::beta2, 0.99},
                {Option::weight_decay, 1e-3},
                {Option::decay_mode, 1},
                {Option::cautious, 0}},
    .positional = 4,
    .rule = [](const Values&) { return Rule::lion; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t) {
          n.lr = o(Option::lr);
          n.beta1 = o(Option::beta1);
          n.rho = o(Option::beta2);
        },
    .refined = {{Option::beta1, "what the step takes of the average, and the average's own decay",
                 0, 1}},
    .doc = R"doc(Lion: the sign of an average that the gradient is mixed into twice.

::

    w <- w (1 - lr weight_decay) - lr sign(beta1 m + (1 - beta1) g)
    m <- beta2 m + (1 - beta2) g

Every weight moves by lr, so take a rate 3 to 10 times smaller than AdamW's, and a weight decay as
many times larger.

References
----------
X. Chen et al.: Symbolic discovery of optimization algorithms, 2023, algorithm 2.)doc",
});

const Method Rprop({
    .name = "Rprop",
    .options = {{Option::lr, 1e-2},
                {Option::eta_minus, 0.5},
                {Option::eta_plus, 1.2},
                {Option::step_size_min, 1e-6},
                {Option::step_size_max, 50}},
    .positional = 5,
    .rule = [](const Values&) { return Rule::rprop; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t) {
          n.lr = o.on(Option::lr) ? 1 : 0;
          n.fall = o(Option::eta_minus);
          n.grow = o(Option::eta_plus);
          n.least = o(Option::step_size_min);
          n.most = o(Option::step_size_max);
        },
    .check =
        [](const Values& values) {
          const double low = at(values, Option::step_size_min).base();
          const double high = at(values, Option::step_size_max).base();
          if (low > high) {
            fail_value("Rprop", "step_sizes is (", low, ", ", high,
                       "); give the smallest, then the largest");
          }
        },
    .initial = Option::lr,
    .refined = {{Option::lr, "first step size of every weight; 0: nothing moves", 0, HUGE_VAL},
                {Option::eta_plus, "factor of a step size whose gradient keeps its sign", 1,
                 HUGE_VAL}},
    .doc = R"doc(Rprop: a step size for every weight, which grows while its gradient keeps its sign.

With step sizes s that start from lr, and etas = (eta-, eta+)::

    s <- s eta+                   the gradient has the sign it had before
    s <- s eta-;  g <- 0          it has the other: no step
    w <- w - sign(g) s            s within step_sizes

For whole data sets: the noise of mini-batches turns signs at random.

References
----------
M. Riedmiller, H. Braun: A direct adaptive method for faster backpropagation learning: the RPROP
algorithm, 1993. C. Igel, M. Huesken: Improving the Rprop learning algorithm, 2000 (the form
iRprop-, as PyTorch).)doc",
});

}  // namespace nnlite::optim
