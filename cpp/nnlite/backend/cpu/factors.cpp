// Factors of matrices, in float64 and on one thread each: what preconditioned optimizers need.
#include <algorithm>
#include <cmath>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/eigen.h"

namespace nnlite::cpu {

namespace {

// work(a, index) for every matrix n x n of a contiguous batch, its columns one after the other.
template <class F>
void each_matrix(const Operand& x, int64_t scratch, F&& work) {
  const int64_t n = x.shape()[x.layout->dims() - 1], size = n * n;
  const int64_t count = size == 0 ? 0 : x.size() / size;
  const double each = 6.0 * static_cast<double>(n) * static_cast<double>(size);
  parallel_for(count, each, [&](int64_t begin, int64_t end) {
    Scratch memory((size + scratch) * static_cast<int64_t>(sizeof(double)));
    auto* a = memory.as<double>();
    for (int64_t which = begin; which < end; ++which) {
      dispatch(x.dtype(), [&](auto zero) {
        const auto* from = x.as<decltype(zero)>() + which * size;
        for (int64_t i = 0; i < n; ++i) {
          for (int64_t j = 0; j < n; ++j) a[j * n + i] = static_cast<double>(from[i * n + j]);
        }
      });
      work(a, n, which);
    }
  });
}

// Rows become the columns of matrix `which`.
void store_columns(const double* rows, int64_t n, const Operand& out, int64_t which) {
  dispatch(out.dtype(), [&](auto zero) {
    using T = decltype(zero);
    T* to = out.as<T>() + which * n * n;
    for (int64_t i = 0; i < n; ++i) {
      for (int64_t j = 0; j < n; ++j) to[i * n + j] = static_cast<T>(rows[j * n + i]);
    }
  });
}

double dot(int64_t n, const double* x, const double* y) {
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) sum += x[i] * y[i];
  return sum;
}

// y without its part along v, where 2 / |v|^2 = factor: the reflection of Householder.
void reflect(int64_t n, double factor, const double* v, double* y) {
  const double along = factor * dot(n, v, y);
  for (int64_t i = 0; i < n; ++i) y[i] -= along * v[i];
}

// Rows of `a` become the directions of the reflections that make it triangular; then rows of `q`
// what they turn the axes into. A row's sign is such that it points along the row of `a`.
void orthonormal_rows(int64_t n, double* a, double* factors, double* q) {
  for (int64_t k = 0; k < n; ++k) {
    double* v = a + k * n + k;
    const int64_t m = n - k;
    const double length = std::copysign(std::sqrt(dot(m, v, v)), v[0]);
    v[0] += length;
    const double square = dot(m, v, v);
    factors[k] = square > 0 ? 2 / square : 0;
    factors[n + k] = length > 0 ? -1 : 1;
    for (int64_t j = k + 1; j < n; ++j) reflect(m, factors[k], v, a + j * n + k);
  }
  for (int64_t i = 0; i < n; ++i) {
    double* row = q + i * n;
    std::fill_n(row, n, 0.0);
    row[i] = factors[i] == 0 ? 1 : factors[n + i];
    for (int64_t k = i; k >= 0; --k) reflect(n - k, factors[k], a + k * n + k, row + k);
  }
}

}  // namespace

void eigh(const Call& call) {
  const int64_t n = call.in[0].shape()[call.in[0].layout->dims() - 1];
  each_matrix(call.in[0], n * n + n, [&](double* a, int64_t size, int64_t which) {
    double *vectors = a + size * size, *values = vectors + size * size;
    symmetric_eigen(size, a, values, vectors);
    dispatch(call.out[0].dtype(), [&](auto zero) {
      using T = decltype(zero);
      std::transform(values, values + size, call.out[0].as<T>() + which * size,
                     [](double x) { return static_cast<T>(x); });
    });
    store_columns(vectors, size, call.out[1], which);
  });
}

void orthonormal(const Call& call) {
  const int64_t n = call.in[0].shape()[call.in[0].layout->dims() - 1];
  each_matrix(call.in[0], n * n + 2 * n, [&](double* a, int64_t size, int64_t which) {
    double *q = a + size * size, *factors = q + size * size;
    orthonormal_rows(size, a, factors, q);
    store_columns(q, size, call.out[0], which);
  });
}

}  // namespace nnlite::cpu
