// Initializers of whole matrices: orthogonal, sparse, identity.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "nnlite/base/random.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/random.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/init_draw.h"
#include "nnlite/ops/random.h"

namespace nnlite::nn::init {

namespace {

double dot(const double* a, const double* b, int64_t n) {
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

// x -= (beta v.x) v
void reflect(const double* v, double beta, double* x, int64_t n) {
  const double scale = beta * dot(v, x, n);
  for (int64_t i = 0; i < n; ++i) x[i] -= scale * v[i];
}

// Turns column j (from its diagonal on) into the vector of the reflection that zeroes it below the
// diagonal; returns the diagonal of R.
double householder(double* v, int64_t n, double& beta) {
  const double norm = std::sqrt(dot(v, v, n));
  const double diagonal = v[0] > 0 ? -norm : norm;
  v[0] -= diagonal;
  const double square = dot(v, v, n);
  beta = square > 0 ? 2 / square : 0;
  return diagonal;
}

// k orthonormal columns of n >= k numbers: Q of the QR factors of `a` (columns one after the
// other), with the signs that make R's diagonal positive.
std::vector<double> orthonormal(std::vector<double> a, int64_t n, int64_t k) {
  std::vector<double> beta(k), diagonal(k);
  for (int64_t j = 0; j < k; ++j) {
    double* v = &a[j * n + j];
    diagonal[j] = householder(v, n - j, beta[j]);
    for (int64_t c = j + 1; c < k; ++c) reflect(v, beta[j], &a[c * n + j], n - j);
  }
  std::vector<double> q(n * k, 0.0);
  for (int64_t j = k - 1; j >= 0; --j) {
    q[j * n + j] = 1;
    for (int64_t c = j; c < k; ++c) reflect(&a[j * n + j], beta[j], &q[c * n + j], n - j);
  }
  for (int64_t j = 0; j < k; ++j) {
    if (diagonal[j] < 0) {
      for (int64_t i = 0; i < n; ++i) q[j * n + i] = -q[j * n + i];
    }
  }
  return q;
}

// float64 zeros of t's shape, to be filled in and copied.
Tensor blank(const Tensor& t) {
  Tensor out = Tensor::empty(t.shape(), kFloat64);
  Value value = out.value();
  fill_into(value, 0);
  return out;
}

}  // namespace

Tensor orthogonal_(Tensor t, double gain) {
  check_target("orthogonal_", t);
  if (t.dims() < 2) {
    fail_value("orthogonal_", "a matrix is needed, not a tensor of shape ", t.shape());
  }
  if (t.numel() == 0) return t;
  const int64_t rows = t.shape()[0], columns = t.numel() / rows;
  const int64_t n = std::max(rows, columns), k = std::min(rows, columns);
  const Tensor normal = draw_floats(Distribution::normal, {n * k}, kFloat64, {0, 1});
  const double* numbers = normal.data<double>();
  const std::vector<double> q = orthonormal(std::vector<double>(numbers, numbers + n * k), n, k);
  Tensor values = Tensor::empty(t.shape(), kFloat64);
  double* out = values.data<double>();
  for (int64_t i = 0; i < rows; ++i) {
    for (int64_t j = 0; j < columns; ++j) {
      out[i * columns + j] = gain * (rows >= columns ? q[j * n + i] : q[i * n + j]);
    }
  }
  overwrite("orthogonal_", t, values);
  return t;
}

Tensor sparse_(Tensor t, double sparsity, double std) {
  check_target("sparse_", t);
  if (t.dims() != 2) fail_value("sparse_", "a matrix is needed, not shape ", t.shape());
  if (!(sparsity >= 0 && sparsity <= 1)) {
    fail_value("sparse_", "sparsity is a fraction from 0 to 1, not ", sparsity);
  }
  const int64_t rows = t.shape()[0], columns = t.shape()[1];
  const auto zeros = static_cast<int64_t>(std::ceil(sparsity * static_cast<double>(rows)));
  Tensor values = draw_floats(Distribution::normal, t.shape(), kFloat64, {0, std});
  double* out = values.data<double>();
  RandomSequence random(generator().seed(), next_stream());
  std::vector<int64_t> order(rows);
  for (int64_t j = 0; j < columns; ++j) {
    std::iota(order.begin(), order.end(), int64_t{0});
    for (int64_t i = 0; i < zeros; ++i) {
      std::swap(order[i], order[i + static_cast<int64_t>(random.below(rows - i))]);
      out[order[i] * columns + j] = 0;
    }
  }
  overwrite("sparse_", t, values);
  return t;
}

Tensor eye_(Tensor t) {
  check_target("eye_", t);
  if (t.dims() != 2) fail_value("eye_", "a matrix is needed, not shape ", t.shape());
  Tensor values = blank(t);
  const int64_t columns = t.shape()[1];
  for (int64_t i = 0; i < std::min(t.shape()[0], columns); ++i) {
    values.data<double>()[i * columns + i] = 1;
  }
  overwrite("eye_", t, values);
  return t;
}

Tensor dirac_(Tensor t, int64_t groups) {
  check_target("dirac_", t);
  if (t.dims() < 3 || t.dims() > 5) {
    fail_value("dirac_", "a weight (out, in, kernel...) of 3 to 5 axes is needed, not shape ",
               t.shape());
  }
  if (groups < 1 || t.shape()[0] % groups) {
    fail_value("dirac_", t.shape()[0], " output channels are not divisible into ", groups,
               " groups");
  }
  if (t.numel() == 0) return t;
  Tensor values = blank(t);
  const Shape strides = contiguous_strides(t.shape());
  int64_t centre = 0;
  for (int i = 2; i < t.dims(); ++i) centre += t.shape()[i] / 2 * strides[i];
  const int64_t out = t.shape()[0] / groups;
  for (int64_t g = 0; g < groups; ++g) {
    for (int64_t d = 0; d < std::min(out, t.shape()[1]); ++d) {
      values.data<double>()[(g * out + d) * strides[0] + d * strides[1] + centre] = 1;
    }
  }
  overwrite("dirac_", t, values);
  return t;
}

}  // namespace nnlite::nn::init
