// Adam and AdamW: averages of gradients and of their squares.
#include <cmath>

#include "nnlite/optim/moments.h"

namespace nnlite::optim {

namespace {

Rule rule(const Values& values) {
  return at(values, Option::amsgrad).matters() ? Rule::amsgrad : Rule::adam;
}

void numbers(RuleNumbers& n, const Numbers& o, int64_t t) {
  n.lr = o(Option::lr);
  n.beta1 = o(Option::beta1);
  n.rho = o(Option::beta2);
  if (o.on(Option::bias_correction)) {
    n.correct_mean = unbiased(n.beta1, t);
    n.correct_square = unbiased(n.rho, t);
  }
  n.eps = o(Option::eps);
  n.eps_inside = o.on(Option::eps_inside_sqrt);
  n.power = o(Option::power);
}

std::vector<std::pair<Option, double>> options(double weight_decay, int decay_mode) {
  return {{Option::lr, 1e-3},
          {Option::beta1, 0.9},
          {Option::beta2, 0.999},
          {Option::eps, 1e-8},
          {Option::weight_decay, weight_decay},
          {Option::amsgrad, 0},
          {Option::decay_mode, decay_mode},
          {Option::eps_inside_sqrt, 0},
          {Option::power, 0.5},
          {Option::bias_correction, 1},
          {Option::cautious, 0}};
}

}  // namespace

const Method Adam({
    .name = "Adam",
    .options = options(0, 0),
    .positional = 6,
    .rule = rule,
    .numbers = numbers,
    .doc = R"doc(Adam: a smoothed gradient divided by its smoothed root mean square.

With step t = 1, 2, ... and power p (1/2 is the paper's root, 1 the form without, between them
Padam)::

    m <- beta1 m + (1 - beta1) g;    m^ = m / (1 - beta1^t)
    v <- beta2 v + (1 - beta2) g^2;  v^ = v / (1 - beta2^t)
    w <- w - lr m^ / (v^^p + eps)

``amsgrad=True`` divides by the largest v so far; ``bias_correction=False`` takes m and v as they
are, so that the first step is lr (1 - beta1) / sqrt(1 - beta2) long; with ``eps_inside_sqrt=True``
the denominator is (v^ + eps)^p.

References
----------
D. Kingma, J. Ba: Adam: a method for stochastic optimization, 2014, algorithm 1. S. Reddi,
S. Kale, S. Kumar: On the convergence of Adam and beyond, 2018, algorithm 2 (amsgrad). J. Chen et
al.: Closing the generalization gap of adaptive gradient methods, 2018 (Padam).)doc",
});

const Method AdamW({
    .name = "AdamW",
    .options = options(1e-2, 1),
    .positional = 6,
    .rule = rule,
    .numbers = numbers,
    .doc = R"doc(AdamW: Adam whose weight decay does not pass through the averages.

::

    w <- w (1 - lr weight_decay)
    then Adam's step, of the gradient alone

``decay_mode="decoupled_no_lr"`` shrinks by 1 - weight_decay lr / base lr, the paper's form: the
schedule's factor counts, the size of the learning rate does not.

References
----------
I. Loshchilov, F. Hutter: Decoupled weight decay regularization, 2019, algorithm 2.)doc",
});

const Method SparseAdam({
    .name = "SparseAdam",
    .options = {{Option::lr, 1e-3},
                {Option::beta1, 0.9},
                {Option::beta2, 0.999},
                {Option::eps, 1e-8},
                {Option::power, 0.5}},
    .positional = 4,
    .rule = [](const Values&) { return Rule::adam; },
    .numbers =
        [](RuleNumbers& n, const Numbers& o, int64_t t) {
          n.lr = o(Option::lr);
          n.beta1 = o(Option::beta1);
          n.rho = o(Option::beta2);
          n.power = o(Option::power);
          n.correct_mean = unbiased(n.beta1, t);
          n.correct_square = unbiased(n.rho, t);
          n.eps = o(Option::eps) * std::pow(n.correct_square, n.power);  // on v as it is
        },
    .sparse = [](const Values&) -> const char* { return nullptr; },
    .doc = R"doc(SparseAdam: Adam on the rows of a table that a batch has; the others rest.

For the rows in the gradient of an embedding with ``sparse=True``, with step t = 1, 2, ... of the
whole table::

    m <- beta1 m + (1 - beta1) g;    v <- beta2 v + (1 - beta2) g^2
    w <- w - lr (1 - beta2^t)^p / (1 - beta1^t) m / (v^p + eps)

The averages of all other rows neither fall nor move them, so that a step costs what the batch has
and not what the table holds. (Adam would go on moving rows by their old averages.) A parameter with
an ordinary gradient takes this step everywhere. p is ``power``, 1/2 as in the paper.

References
----------
D. Kingma, J. Ba: Adam: a method for stochastic optimization, 2014, the end of section 2; the rule
and its defaults are those of PyTorch's SparseAdam.)doc",
});

}  // namespace nnlite::optim
