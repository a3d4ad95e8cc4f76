// Symmetric eigenvectors: reflections make the matrix tridiagonal, then rotations make it diagonal
// (Golub & Van Loan, Matrix Computations, 4th edition, algorithms 8.3.1 and 8.3.2).
#include "nnlite/base/eigen.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace nnlite {

namespace {

// A tridiagonal matrix and what turns it into the original one: a = rows^T t rows.
struct Tridiagonal {
  std::vector<double> diagonal, beside;  // beside[i] couples i and i + 1; the last is 0
  double* rows;
};

double dot(int64_t n, const double* x, const double* y) {
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) sum += x[i] * y[i];
  return sum;
}
void add(int64_t n, double factor, const double* x, double* y) {
  for (int64_t i = 0; i < n; ++i) y[i] += factor * x[i];
}

// Turns v into the direction of the reflection that maps it to a multiple of the first axis, and
// returns that multiple. 2 v v^T / (v^T v) is what the reflection takes away.
double reflection(int64_t n, double* v) {
  const double length = std::copysign(std::sqrt(dot(n, v, v)), v[0]);
  v[0] += length;
  return -length;
}

// The rest of the matrix, m x m at `a` in rows of n, seen through the reflection along v.
void reflect_both_sides(int64_t n, int64_t m, double factor, const double* v, double* a,
                        double* w) {
  for (int64_t i = 0; i < m; ++i) w[i] = factor * dot(m, a + i * n, v);
  add(m, -0.5 * factor * dot(m, w, v), v, w);
  for (int64_t i = 0; i < m; ++i) {
    add(m, -v[i], w, a + i * n);
    add(m, -w[i], v, a + i * n);
  }
}

void reflect_rows(int64_t n, int64_t m, double factor, const double* v, double* rows, double* w) {
  std::fill_n(w, n, 0.0);
  for (int64_t i = 0; i < m; ++i) add(n, factor * v[i], rows + i * n, w);
  for (int64_t i = 0; i < m; ++i) add(n, -v[i], w, rows + i * n);
}

Tridiagonal tridiagonal(int64_t n, double* a, double* rows) {
  const auto size = static_cast<size_t>(n);
  Tridiagonal t{std::vector<double>(size), std::vector<double>(size), rows};
  std::vector<double> v(size), w(size);
  for (int64_t i = 0; i < n; ++i) {
    std::fill_n(rows + i * n, n, 0.0);
    rows[i * n + i] = 1;
  }
  for (int64_t k = 0; k + 1 < n; ++k) {
    const int64_t m = n - k - 1;
    std::copy_n(a + k * n + k + 1, m, v.data());
    const double beside = reflection(m, v.data()), square = dot(m, v.data(), v.data());
    t.beside[static_cast<size_t>(k)] = beside;
    if (square == 0) continue;  // nothing to reflect: these elements are 0
    reflect_both_sides(n, m, 2 / square, v.data(), a + (k + 1) * n + k + 1, w.data());
    reflect_rows(n, m, 2 / square, v.data(), rows + (k + 1) * n, w.data());
  }
  for (int64_t i = 0; i < n; ++i) t.diagonal[static_cast<size_t>(i)] = a[i * n + i];
  return t;
}

// One implicit step on the block first .. last, from its end: a rotation of the last two axes by
// Wilkinson's shift, and rotations that chase what it disturbed to the block's begin.
void chase(Tridiagonal& t, int64_t n, int64_t first, int64_t last) {
  double* d = t.diagonal.data();
  double* e = t.beside.data();
  const double half = (d[first + 1] - d[first]) / 2;
  const double root = std::copysign(std::hypot(half, e[first]), half);
  const double shift = d[first] - e[first] * (e[first] / (half + root));
  double bulge = e[last - 1], x = d[last] - shift;
  for (int64_t i = last - 1; i >= first; --i) {
    // The rotation of axes i, i + 1 that turns (x, bulge) into (radius, 0).
    const double radius = std::hypot(x, bulge);
    const double c = radius == 0 ? 1 : x / radius, s = radius == 0 ? 0 : bulge / radius;
    if (i + 1 < last) e[i + 1] = radius;
    const double low = d[i], high = d[i + 1], cross = e[i];
    d[i + 1] = c * c * high + 2 * c * s * cross + s * s * low;
    d[i] = s * s * high - 2 * c * s * cross + c * c * low;
    e[i] = c * s * (low - high) + (c * c - s * s) * cross;
    if (i > first) {
      x = e[i];
      bulge = s * e[i - 1];
      e[i - 1] *= c;
    }
    double *below = t.rows + i * n, *above = below + n;
    for (int64_t j = 0; j < n; ++j) {
      const double y = below[j], z = above[j];
      above[j] = c * z + s * y;
      below[j] = c * y - s * z;
    }
  }
}

void diagonalize(Tridiagonal& t, int64_t n) {
  constexpr double kEpsilon = 0x1p-52;
  double scale = 0;
  for (int64_t i = 0; i < n; ++i) {
    const auto k = static_cast<size_t>(i);
    scale = std::max({scale, std::fabs(t.diagonal[k]), std::fabs(t.beside[k])});
  }
  const auto coupled = [&](int64_t i) {
    const auto k = static_cast<size_t>(i);
    const double near = std::fabs(t.diagonal[k]) + std::fabs(t.diagonal[k + 1]);
    return std::fabs(t.beside[k]) > std::max(kEpsilon * near, 0x1p-60 * scale);
  };
  for (int64_t first = 0; first < n; ++first) {
    for (int round = 0; round < 60; ++round) {  // two or three are usual
      int64_t last = first;
      while (last + 1 < n && coupled(last)) ++last;
      if (last == first) break;
      chase(t, n, first, last);
    }
  }
}

}  // namespace

void symmetric_eigen(int64_t n, double* a, double* values, double* vectors) {
  std::vector<double> rows(static_cast<size_t>(n * n));
  Tridiagonal t = tridiagonal(n, a, rows.data());
  diagonalize(t, n);
  std::vector<int64_t> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int64_t i, int64_t j) {
    return t.diagonal[static_cast<size_t>(i)] > t.diagonal[static_cast<size_t>(j)];
  });
  for (int64_t i = 0; i < n; ++i) {
    const int64_t from = order[static_cast<size_t>(i)];
    values[i] = t.diagonal[static_cast<size_t>(from)];
    const double* row = rows.data() + from * n;
    const double* largest = std::max_element(
        row, row + n, [](double x, double y) { return std::fabs(x) < std::fabs(y); });
    const double sign = n > 0 && *largest < 0 ? -1 : 1;
    std::transform(row, row + n, vectors + i * n, [=](double x) { return sign * x; });
  }
}

}  // namespace nnlite
