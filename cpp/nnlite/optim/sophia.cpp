// Sophia: momentum divided by a diagonal of the Hessian, which is estimated now and then.
#include <limits>

#include "nnlite/optim/method.h"

namespace nnlite::optim {

const Method Sophia({
    .name = "Sophia",
    .options = {{Option::lr, 1e-4},
                {Option::beta1, 0.965},
                {Option::beta2, 0.99},
                {Option::gamma, 0.01},
                {Option::eps, 1e-12},
                {Option::weight_decay, 0.1},
                {Option::hessian_every, 10},
                {Option::decay_mode, 1},
                {Option::cautious, 0}},
    .positional = 6,
    .rule = [](const Values&) { return Rule::sophia; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t) {
          n.lr = o(Option::lr);
          n.beta1 = o(Option::beta1);
          n.gamma = o(Option::gamma);
          n.eps = o(Option::eps);
        },
    .refined = {{Option::beta2, "decay of the average of estimates of the curvature", 0, 1},
                {Option::hessian_every, "steps between estimates of the curvature", 1,
                 std::numeric_limits<double>::infinity()}},
    .doc = R"doc(Sophia: a clipped step by momentum over curvature.

With h the average of estimates of the Hessian's diagonal::

    m <- beta1 m + (1 - beta1) g
    w <- w (1 - lr weight_decay) - lr clamp(m / max(gamma h, eps), -1, 1)

    h <- beta2 h + (1 - beta2) u * (H u),  u normal      update_hessian(loss)
    h <- beta2 h + (1 - beta2) B g^2                     update_gauss_newton(sampled_loss, B)

An estimate costs about two backward passes, and is wanted every `hessian_every` steps, when
`hessian_due()` says so; between them h stays. The first kind is Hutchinson's, of the loss itself; it
needs operations whose gradients have gradients. The second, Gauss-Newton-Bartlett, takes the mean
loss over B rows whose labels were drawn from the model's own outputs (`optim.sample_labels`).
Without any, every step is as long as lr allows, in the direction of the signs of m. `Trainer.fit`
estimates by the first kind.

References
----------
H. Liu et al.: Sophia: a scalable stochastic second-order optimizer for language model pre-training,
2023, algorithms 1 to 3.)doc",
});

}  // namespace nnlite::optim
