// Adafactor and SM3: squares of gradients remembered by rows and columns, not by elements.
#include <cmath>
#include <limits>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/update.h"

namespace nnlite::optim {

namespace {

Tensor root_mean_square(const Tensor& x) {
  return cast(norm_of(x) / std::sqrt(static_cast<double>(x.numel())), x.dtype());
}

Tensor lerp(const Tensor& a, const Tensor& b, const Tensor& w) { return a + w * (b - a); }

StateList adafactor_states(const Subject& s) {
  Shape rows = s.tensor.shape(), columns = rows;
  const int d = rows.size();
  if (d < 2) return {{"variance", zeros_like(s.tensor)}};
  rows[d - 1] = columns[d - 2] = 1;
  return {{"row_var", zeros(rows, s.tensor.dtype())},
          {"col_var", zeros(columns, s.tensor.dtype())}};
}

double part_of_new(const Numbers& o, int64_t t) {
  return std::pow(static_cast<double>(t), o(Option::beta2_decay));
}
double relative_step(const Numbers& o, int64_t t) {
  return std::min(o(Option::lr), 1 / std::sqrt(static_cast<double>(t)));
}

void adafactor(Update& u) {
  const double machine = u.p().dtype() == kFloat32 ? double{std::numeric_limits<float>::epsilon()}
                                                   : std::numeric_limits<double>::epsilon();
  const Tensor eps = u.number([machine](const Numbers& o, int64_t) {
    return o.on(Option::eps) ? o(Option::eps) : machine;
  });
  const Tensor w = u.number(part_of_new), squares = square(u.g());
  Tensor v;
  if (u.p().dims() >= 2) {
    const Tensor rows = u.keep("row_var", lerp(u["row_var"], mean(squares, {-1}, true), w));
    const Tensor columns = u.keep("col_var", lerp(u["col_var"], mean(squares, {-2}, true), w));
    v = matmul(rows, columns) / maximum(mean(rows, {-2}, true), eps);
  } else {
    v = u.keep("variance", lerp(u["variance"], squares, w));
  }
  const Tensor d = u.g() / sqrt(maximum(v, eps * eps));
  const Tensor step =
      maximum(root_mean_square(u.p()), u(Option::eps_scale)) * u.number(relative_step);
  u.move(d * (step / maximum(root_mean_square(d) / u(Option::d), 1)));
}

// One accumulator for every index of every axis.
StateList sm3_states(const Subject& s) {
  const Shape& shape = s.tensor.shape();
  StateList states;
  if (shape.empty()) states.emplace_back("accumulator_0", zeros_like(s.tensor));
  for (int i = 0; i < shape.size(); ++i) {
    Shape along;
    for (int j = 0; j < shape.size(); ++j) along.push_back(i == j ? shape[j] : 1);
    states.emplace_back("accumulator_" + std::to_string(i), zeros(along, s.tensor.dtype()));
  }
  if (at(s.options, Option::momentum).matters()) {
    states.emplace_back("momentum_buffer", zeros_like(s.tensor));
  }
  return states;
}

void sm3(Update& u) {
  if (u.p().numel() == 0) return;
  const int axes = std::max(1, u.p().dims());
  Tensor least = u["accumulator_0"];
  for (int i = 1; i < axes; ++i) {
    least = minimum(least, u[("accumulator_" + std::to_string(i)).c_str()]);
  }
  const Tensor v = least + square(u.g());
  for (int i = 0; i < axes; ++i) {
    Shape others;
    for (int j = 0; j < u.p().dims(); ++j) {
      if (j != i) others.push_back(j);
    }
    u.keep(("accumulator_" + std::to_string(i)).c_str(), others.empty() ? v : max(v, others, true));
  }
  Tensor d = u.g() / sqrt(v + u(Option::eps));
  if (u.matters(Option::momentum)) {
    const Tensor mu = u(Option::momentum);
    d = u.keep("momentum_buffer", mu * u["momentum_buffer"] + (1 - mu) * d);
  }
  u.move(u(Option::lr) * d);
}

}  // namespace

const Method Adafactor({
    .name = "Adafactor",
    .options = {{Option::lr, 1e-2},
                {Option::beta2_decay, -0.8},
                {Option::eps, 0},
                {Option::eps_scale, 1e-3},
                {Option::d, 1},
                {Option::weight_decay, 0},
                {Option::decay_mode, 1}},
    .positional = 2,
    .update = adafactor,
    .states = adafactor_states,
    .check =
        [](const Values& values) {
          const Value& decay = at(values, Option::beta2_decay);
          if (decay.base() < 0) return;
          fail_value("Adafactor", "beta2_decay is ", decay.base(),
                     "; give a number below 0, such as -0.8");
        },
    .doc =
        R"doc(Adafactor: Adam's denominator from sums of rows and columns, and steps relative to the weights.

With step t = 1, 2, ..., RMS the root of a tensor's mean square, and a weight of two or more axes::

    k = t^beta2_decay                                what the new squares count for
    R <- R + k (mean of g^2 over columns - R)
    C <- C + k (mean of g^2 over rows - C)
    v = R C / max(mean(R), eps)                      vectors: v <- v + k (g^2 - v)
    u = g / sqrt(max(v, eps^2))
    a = max(eps_scale, RMS(w)) min(lr, 1 / sqrt(t))
    w <- w - a / max(1, RMS(u) / d) u

``eps=0`` stands for the machine's epsilon of the parameter's dtype, as in PyTorch.

References
----------
N. Shazeer, M. Stern: Adafactor: adaptive learning rates with sublinear memory cost, 2018,
algorithms 4 and 5.)doc",
});

const Method SM3({
    .name = "SM3",
    .options =
        {{Option::lr, 0.1}, {Option::momentum, 0}, {Option::eps, 1e-30}, {Option::weight_decay, 0}},
    .positional = 4,
    .update = sm3,
    .states = sm3_states,
    .doc = R"doc(SM3: Adagrad with one sum for every row and one for every column.

With one accumulator a_i for every index i of every axis (of a matrix: each row and each column)::

    v = min over the axes of a + g^2
    a_i <- max of v over the elements with index i
    d = g / sqrt(v + eps);  m <- momentum m + (1 - momentum) d
    w <- w - lr m                                    momentum = 0: w - lr d

Vectors take Adagrad's steps.

References
----------
R. Anil, V. Gupta, T. Koren, Y. Singer: Memory-efficient adaptive optimization, 2019, algorithm
SM3-II.)doc",
});

}  // namespace nnlite::optim
