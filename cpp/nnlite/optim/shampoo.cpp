// Shampoo and SOAP: steps in the eigenbases of the gradients' second moments along every axis.
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/factors.h"
#include "nnlite/ops/index.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/sort.h"
#include "nnlite/optim/update.h"

namespace nnlite::optim {

namespace {

std::string numbered(const char* name, int axis) { return name + std::to_string(axis); }

// Axis `axis` as rows: a matrix of its size and everything else.
Tensor unfolded(const Tensor& x, int axis) {
  const int64_t size = x.shape()[axis];
  return reshape(axis == 0 ? x : transpose(x, 0, axis), {size, x.numel() / size});
}
Tensor gram(const Tensor& x, int axis) {
  const Tensor rows = unfolded(x, axis);
  return product(rows, rows, false, true);
}
// x with m applied along an axis: sum over j of m[i, j] x[..., j, ...]; `turned` takes m^T.
Tensor apply(const Tensor& x, int axis, const Tensor& m, bool turned = false) {
  const Tensor moved = axis == 0 ? x : transpose(x, 0, axis);
  const Tensor y = reshape(product(m, unfolded(x, axis), turned, false), moved.shape());
  return axis == 0 ? y : transpose(y, 0, axis);
}

bool has_matrix(const Tensor& p, int axis, const Value& largest) {
  return static_cast<double>(p.shape()[axis]) <= largest.base();
}

double every_now(const Numbers& o, int64_t t) {
  const auto every = static_cast<int64_t>(o(Option::precondition_every));
  return every <= 1 || t == 1 || t % every == 0;
}

void check(const char* method, const Values& values) {
  for (Option option : {Option::precondition_every, Option::max_precondition_size}) {
    const double number = at(values, option).base();
    if (at(values, option).schedule() || number < 1) {
      fail_value(method, row(option).name, " is ", number, "; give a whole number from 1 on");
    }
  }
}

// ---- Shampoo ------------------------------------------------------------------------------------

StateList shampoo_states(const Subject& s) {
  const Tensor& p = s.tensor;
  StateList states;
  const double eps = at(s.options, Option::eps).base();
  for (int axis = 0; axis < p.dims(); ++axis) {
    const int64_t n = p.shape()[axis];
    if (has_matrix(p, axis, at(s.options, Option::max_precondition_size))) {
      states.emplace_back(numbered("preconditioner_", axis), eye(n, {}, p.dtype()) * eps);
      states.emplace_back(numbered("root_", axis), eye(n, {}, p.dtype()));
    } else {
      states.emplace_back(numbered("diagonal_", axis), full({n}, eps, p.dtype()));
    }
  }
  if (p.dims() == 0) states.emplace_back("diagonal_0", full({}, eps, p.dtype()));
  if (at(s.options, Option::momentum).matters()) {
    states.emplace_back("momentum_buffer", zeros_like(p));
  }
  return states;
}

// m^(-1 / (2 axes)), eigenvalues taken for no less than eps.
Tensor inverse_root(const Tensor& m, int axes, const Tensor& eps) {
  const auto [values, vectors] = eigh(m);
  const Tensor scaled = vectors * pow(maximum(values, eps), -0.5 / axes);
  return product(scaled, vectors, false, true);
}

Tensor shampoo_direction(Update& u) {
  const int axes = u.p().dims();
  Tensor d = u.g();
  if (axes == 0) return d / sqrt(u.keep("diagonal_0", u["diagonal_0"] + square(u.g())));
  const bool fresh = u.when(every_now);
  for (int axis = 0; axis < axes; ++axis) {
    const Value largest = u.choice(Option::max_precondition_size);
    if (has_matrix(u.p(), axis, largest)) {
      const std::string name = numbered("preconditioner_", axis), root = numbered("root_", axis);
      const Tensor m = u.keep(name.c_str(), u[name.c_str()] + gram(u.g(), axis));
      const Tensor r =
          fresh ? u.keep(root.c_str(), inverse_root(m, axes, u(Option::eps))) : u[root.c_str()];
      d = apply(d, axis, r);
    } else {
      const std::string name = numbered("diagonal_", axis);
      const Tensor m =
          u.keep(name.c_str(), u[name.c_str()] + sum(square(unfolded(u.g(), axis)), {1}));
      Shape along;
      for (int j = 0; j < axes; ++j) along.push_back(j == axis ? m.numel() : 1);
      d = d * reshape(pow(m, -0.5 / axes), along);
    }
  }
  return d;
}

void shampoo(Update& u) {
  if (u.p().numel() == 0) return;
  Tensor d = shampoo_direction(u);
  if (u.matters(Option::momentum)) {
    d = u.keep("momentum_buffer", u(Option::momentum) * u["momentum_buffer"] + d);
  }
  u.move(u(Option::lr) * d);
}

// ---- SOAP ---------------------------------------------------------------------------------------

// Vectors take Adam's steps: the basis of a vector would be as large as a matrix.
bool has_basis(const Tensor& p, int axis, const Value& largest) {
  return p.dims() >= 2 && has_matrix(p, axis, largest);
}

StateList soap_states(const Subject& s) {
  const Tensor& p = s.tensor;
  StateList states = {{"exp_avg", zeros_like(p)}, {"exp_avg_sq", zeros_like(p)}};
  for (int axis = 0; axis < p.dims(); ++axis) {
    const int64_t n = p.shape()[axis];
    if (!has_basis(p, axis, at(s.options, Option::max_precondition_size))) continue;
    states.emplace_back(numbered("preconditioner_", axis), zeros({n, n}, p.dtype()));
    states.emplace_back(numbered("basis_", axis), eye(n, {}, p.dtype()));
  }
  return states;
}

Tensor rotated(Update& u, Tensor x, bool back) {
  for (int axis = 0; axis < x.dims(); ++axis) {
    if (!has_basis(x, axis, u.choice(Option::max_precondition_size))) continue;
    x = apply(x, axis, u[numbered("basis_", axis).c_str()], !back);
  }
  return x;
}

// The averages of g g^T take g in; bases follow: at first by eigenvectors, then by one power
// iteration, in the order of the eigenvalues it estimates.
Tensor follow_bases(Update& u, Tensor v, bool first, bool fresh) {
  for (int axis = 0; axis < u.p().dims(); ++axis) {
    if (!has_basis(u.p(), axis, u.choice(Option::max_precondition_size))) continue;
    const std::string name = numbered("preconditioner_", axis), basis = numbered("basis_", axis);
    const Tensor beta = u(Option::shampoo_beta), &old = u[name.c_str()];
    const Tensor m = u.keep(name.c_str(), beta * old + (1 - beta) * gram(u.g(), axis));
    if (first) {
      u.keep(basis.c_str(), eigh(m).second);
    } else if (fresh) {
      const Tensor q = u[basis.c_str()], turned = matmul(m, q);
      const Tensor order = argsort(sum(q * turned, {0}), 0, true);
      u.keep(basis.c_str(), orthonormal(index(turned, {Slice{}, order})));
      Index along;
      for (int j = 0; j < axis; ++j) along.emplace_back(Slice{});
      along.emplace_back(order);
      v = index(v, along);
    }
  }
  return v;
}

void soap(Update& u) {
  if (u.p().numel() == 0) return;
  const bool first = u.when([](const Numbers&, int64_t t) { return t == 1 ? 1.0 : 0.0; });
  if (first) {  // only the bases begin, so that no gradient is seen in its own
    follow_bases(u, {}, true, false);
    return u.become(u.p());
  }
  const bool fresh = u.when([](const Numbers& o, int64_t t) {
    return (t - 1) % static_cast<int64_t>(o(Option::precondition_every)) == 0 ? 1.0 : 0.0;
  });
  const Tensor beta1 = u(Option::beta1), beta2 = u(Option::beta2);
  const Tensor m = u.keep("exp_avg", beta1 * u["exp_avg"] + (1 - beta1) * u.g());
  const Tensor v = beta2 * u["exp_avg_sq"] + (1 - beta2) * square(rotated(u, u.g(), false));
  const Tensor scale = u.number([](const Numbers& o, int64_t t) {
    const auto k = static_cast<double>(t - 1);
    const double lr = o(Option::lr);
    if (!o.on(Option::bias_correction)) return lr;
    return lr * std::sqrt(1 - std::pow(o(Option::beta2), k)) / (1 - std::pow(o(Option::beta1), k));
  });
  u.move(scale * rotated(u, rotated(u, m, false) / (sqrt(v) + u(Option::eps)), true));
  u.keep("exp_avg_sq", follow_bases(u, v, false, fresh));
}

}  // namespace

const Method Shampoo({
    .name = "Shampoo",
    .options = {{Option::lr, 0.1},
                {Option::momentum, 0},
                {Option::weight_decay, 0},
                {Option::eps, 1e-6},
                {Option::precondition_every, 1},
                {Option::max_precondition_size, 1024}},
    .positional = 5,
    .update = shampoo,
    .states = shampoo_states,
    .check = [](const Values& values) { check("Shampoo", values); },
    .doc =
        R"doc(Shampoo: gradients multiplied by inverse roots of their second moments, one per axis.

Of a matrix, with L and R that begin with eps I::

    L <- L + g g^T;  R <- R + g^T g
    d = L^(-1/4) g R^(-1/4)
    b <- momentum b + d
    w <- w - lr b                                    momentum = 0: w - lr d

Of k axes, there is one such matrix for each and the exponent is -1 / (2 k): a vector takes the step
of full-matrix Adagrad. Roots are computed in float64 from the eigenvectors, at the first step and
every `precondition_every` steps; axes longer than `max_precondition_size` keep the diagonal alone.

References
----------
V. Gupta, T. Koren, Y. Singer: Shampoo: preconditioned stochastic tensor optimization, 2018,
algorithms 1 and 2.)doc",
});

const Method SOAP({
    .name = "SOAP",
    .options = {{Option::lr, 3e-3},
                {Option::beta1, 0.95},
                {Option::beta2, 0.95},
                {Option::shampoo_beta, 0.95},
                {Option::eps, 1e-8},
                {Option::weight_decay, 1e-2},
                {Option::precondition_every, 10},
                {Option::max_precondition_size, 10000},
                {Option::bias_correction, 1},
                {Option::decay_mode, 1}},
    .positional = 6,
    .update = soap,
    .states = soap_states,
    .check = [](const Values& values) { check("SOAP", values); },
    .doc = R"doc(SOAP: Adam in the eigenbasis of Shampoo's matrices.

Of a matrix, with step t = 1, 2, ... and k = t - 1; the first step only begins L, R and their
eigenvectors P, Q::

    m <- beta1 m + (1 - beta1) g
    v <- beta2 v + (1 - beta2) (P^T g Q)^2
    d = P [P^T m Q / (sqrt(v) + eps)] Q^T
    w <- w - lr sqrt(1 - beta2^k) / (1 - beta1^k) d
    L <- shampoo_beta L + (1 - shampoo_beta) g g^T;  R likewise with g^T g

After every `precondition_every` steps P becomes the orthonormal factor of L P, its columns in the
order of the eigenvalues that diag(P^T L P) estimates (v with them), and Q likewise. Of more axes,
each has its matrix; axes longer than `max_precondition_size` keep their own basis, and so do
vectors, which take Adam's steps.

References
----------
N. Vyas et al.: SOAP: improving and stabilizing Shampoo using Adam, 2024, algorithm 3.)doc",
});

}  // namespace nnlite::optim
