// Stochastic gradient descent and the momentum methods: one row, one buffer.
#include "nnlite/base/errors.h"
#include "nnlite/optim/method.h"

namespace nnlite::optim {

namespace {

enum Nesterov { kPlain, kAhead, kClosure };

void check(const Values& values) {
  const Value& nesterov = at(values, Option::nesterov);
  if (!nesterov.matters()) return;
  if (static_cast<Nesterov>(nesterov.base()) == kClosure &&
      at(values, Option::cautious).matters()) {
    fail_value("SGD",
               "cautious does not go with nesterov=\"closure\", whose step has gone ahead "
               "before the gradient is known; give nesterov=True");
  }
  if (!at(values, Option::momentum).matters() || at(values, Option::dampening).matters()) {
    fail_value("SGD", "nesterov needs momentum above 0 and dampening 0, not momentum ",
               at(values, Option::momentum).base(), " and dampening ",
               at(values, Option::dampening).base());
  }
}

// b = mu b + keep g; w -= from_buffer b + from_gradient g.
void numbers(RuleNumbers& n, const Numbers& o, int64_t t) {
  const double lr = n.lr = o(Option::lr), mu = n.momentum = o(Option::momentum);
  const auto form = static_cast<Nesterov>(o(Option::nesterov));
  const bool inside = o.on(Option::lr_in_buffer) || form == kClosure;
  n.keep = (t == 1 ? 1 : 1 - o(Option::dampening)) * (inside ? lr : 1);
  const double scale = inside ? 1 : lr;  // of the buffer as it is read
  n.from_buffer = form == kPlain ? scale : form == kAhead ? scale * mu : 0;
  n.from_gradient = form == kPlain ? 0 : lr;
}

}  // namespace

const Method SGD({
    .name = "SGD",
    .options = {{Option::lr, 1e-3},
                {Option::momentum, 0},
                {Option::dampening, 0},
                {Option::weight_decay, 0},
                {Option::nesterov, 0},
                {Option::lr_in_buffer, 0},
                {Option::cautious, 0}},
    .positional = 5,
    .rule =
        [](const Values& values) {
          return at(values, Option::momentum).matters() ? Rule::momentum : Rule::sgd;
        },
    .numbers = numbers,
    .check = check,
    .sparse = [](const Values& values) -> const char* {
      return at(values, Option::momentum).matters() ? "momentum moves every row" : nullptr;
    },
    .doc = R"doc(SGD: stochastic gradient descent, with momentum in each of its forms.

With learning rate :math:`\eta`, momentum :math:`\mu` and dampening :math:`\tau`::

    w <- w - eta g                                   momentum = 0
    b <- mu b + (1 - tau) g;  w <- w - eta b         momentum (the first b is g)
    b <- mu b + g;  w <- w - eta (g + mu b)          nesterov=True
    u <- mu u + eta g;  w <- w - u                   lr_in_buffer=True
    u <- mu u + eta g(w - mu u);  w <- w - u         nesterov="closure"

The third is the last one written in terms of the point ahead, w - mu u. With a constant learning
rate the buffer forms agree; after a drop of the rate, ``lr_in_buffer`` keeps the old pace for a
while. ``nesterov="closure"`` takes the gradient at the point ahead: ``step(closure)`` goes there,
calls ``closure`` (forward, backward, return the loss) and steps from there. Without momentum, a
gradient of rows (an embedding with ``sparse=True``) moves those rows alone.

References
----------
H. Robbins, S. Monro: A stochastic approximation method, 1951. B. Polyak: Some methods of speeding
up the convergence of iteration methods, 1964. Y. Nesterov: A method for solving the convex
programming problem with convergence rate O(1/k^2), 1983. I. Sutskever et al.: On the importance
of initialization and momentum in deep learning, 2013, equations 3 and 4.)doc",
});

}  // namespace nnlite::optim
