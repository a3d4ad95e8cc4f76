// DoG and DoWG: steps as long as the way so far allows, over the root of all squares.
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/optim/update.h"

namespace nnlite::optim {

namespace {

StateList states(const Subject& s) { return {{"initial", clone(s.tensor)}}; }

StateList shared(std::span<const Tensor> parameters, const Values& values) {
  Tensor square = zeros({}, kFloat64);
  for (const Tensor& p : parameters) square = square + squared_norm(p.detach());
  return {{"distance", at(values, Option::reps_rel).base() * (1 + sqrt(square))},
          {"squares", zeros({}, kFloat64)}};
}

struct Way {
  Tensor farthest, square;  // from where it began; of the gradients of this step together
};

Way way(std::span<Update> updates) {
  Tensor distance = zeros({}, kFloat64), square = zeros({}, kFloat64);
  for (const Update& u : updates) {
    distance = distance + squared_norm(u.p() - u["initial"]);
    square = square + squared_norm(u.g());
  }
  Update& first = updates[0];
  return {first.share("distance", maximum(first.shared("distance"), sqrt(distance))), square};
}

void move_all(std::span<Update> updates, const Tensor& rate) {
  for (Update& u : updates) {
    u.run({Rule::along, {}, nullptr, {wide(u(Option::lr)) * rate}});
  }
}

void dog(std::span<Update> updates) {
  const auto [farthest, square] = way(updates);
  const Tensor squares = updates[0].share("squares", updates[0].shared("squares") + square);
  move_all(updates, farthest / sqrt(squares + wide(updates[0](Option::eps))));
}

void dowg(std::span<Update> updates) {
  const auto [farthest, grown] = way(updates);
  const Tensor reach = square(farthest);
  const Tensor squares = updates[0].share("squares", updates[0].shared("squares") + reach * grown);
  move_all(updates, reach / (sqrt(squares) + wide(updates[0](Option::eps))));
}

}  // namespace

const Method DoG({
    .name = "DoG",
    .options =
        {{Option::lr, 1}, {Option::reps_rel, 1e-6}, {Option::weight_decay, 0}, {Option::eps, 1e-8}},
    .positional = 4,
    .update_all = dog,
    .states = states,
    .shared = shared,
    .doc = R"doc(DoG: the distance from the first weights over the root of all squared gradients.

With w0 the first weights and norms over all parameters of the optimizer together; r starts from
reps_rel (1 + |w0|)::

    r <- max(r, |w - w0|);  G <- G + |g|^2
    w <- w - lr r / sqrt(G + eps) g

Leave lr at 1. The paper evaluates an average of the weights: ``ema=0.999``.

References
----------
M. Ivgi, O. Hinder, Y. Carmon: DoG is SGD's best friend: a parameter-free dynamic step size
schedule, 2023.)doc",
});

const Method DoWG({
    .name = "DoWG",
    .options = {{Option::lr, 1},
                {Option::reps_rel, 1e-6},
                {Option::weight_decay, 0},
                {Option::eps, 1e-20}},
    .positional = 4,
    .update_all = dowg,
    .states = states,
    .shared = shared,
    .doc = R"doc(DoWG: DoG whose squares are weighted by the distances at which they were met.

With w0 the first weights and norms over all parameters of the optimizer together; r starts from
reps_rel (1 + |w0|)::

    r <- max(r, |w - w0|);  G <- G + r^2 |g|^2
    w <- w - lr r^2 / (sqrt(G) + eps) g

Leave lr at 1.

References
----------
A. Khaled, K. Mishchenko, C. Jin: DoWG unleashed: an efficient universal parameter-free gradient
descent method, 2023, algorithm 1.)doc",
});

}  // namespace nnlite::optim
