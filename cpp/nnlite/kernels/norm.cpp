// Normalization of lines. Loops only.
#include "nnlite/kernels/norm.h"

#include "nnlite/kernels/lanes.h"

namespace nnlite {
namespace {

template <class T>
const T* of(const void* p) {
  return static_cast<const T*>(p);
}

template <class T>
double sum(int64_t n, const void* x_) {
  const T* x = of<T>(x_);
  return lane_sum<double>(n, [=](int64_t i) { return static_cast<double>(x[i]); });
}

template <class T>
double squares(int64_t n, const void* x_, double mean) {
  const T* x = of<T>(x_);
  return lane_sum<double>(n, [=](int64_t i) {
    const double d = static_cast<double>(x[i]) - mean;
    return d * d;
  });
}

// f with w and b as they are, or as constants where they are null: four loops without choices.
template <class T, class F>
inline void with_affine(const T* w, const T* b, F f) {
  const auto one = [](int64_t) { return T(1); };
  const auto zero = [](int64_t) { return T(0); };
  const auto at_w = [w](int64_t i) { return w[i]; };
  const auto at_b = [b](int64_t i) { return b[i]; };
  if (w && b) return f(at_w, at_b);
  if (w) return f(at_w, zero);
  if (b) return f(one, at_b);
  f(one, zero);
}

template <class T>
void apply(int64_t n, const void* x_, double mean_, double scale_, const void* w, const void* b,
           double shift_, void* y_) {
  const T* x = of<T>(x_);
  T* y = static_cast<T*>(y_);
  const T mean = static_cast<T>(mean_), scale = static_cast<T>(scale_);
  const T shift = static_cast<T>(shift_);
  with_affine(of<T>(w), of<T>(b), [&](auto weight, auto bias) {
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) {
      y[i] = (x[i] - mean) * scale * weight(i) + (bias(i) + shift);
    }
  });
}

// One of the processor's vectors.
template <class T>
struct Wide {
  static constexpr int64_t kLanes = NNLITE_VECTOR_BYTES / sizeof(T);
  typedef T V __attribute__((vector_size(NNLITE_VECTOR_BYTES)));
  typedef double D __attribute__((vector_size(8 * kLanes)));
  explicit Wide(const T* from) { __builtin_memcpy(&v, from, sizeof v); }
  V v;
};

template <int kCount, class Vector>
double sum_of(const Vector& v) {
  double lanes[kCount];
  __builtin_memcpy(lanes, &v, sizeof lanes);
  return fold<kCount / 2>(lanes);
}

// Converting to double costs more than all else here: eight vectors are added as they are, and
// their sum is converted.
template <class T, bool kWeight>
inline void products_of(int64_t n, const T* g, const T* x, T mean, T scale, const T* w,
                        double* sums) {
  using Vector = Wide<T>;
  constexpr int64_t kRun = 8 * Vector::kLanes;
  typename Vector::D first{}, second{};
  int64_t i = 0;
  for (; i + Vector::kLanes <= n;) {
    typename Vector::V a{}, b{};
    const int64_t end = i + kRun < n ? i + kRun : n;
    for (; i + Vector::kLanes <= end; i += Vector::kLanes) {
      Vector h(g + i);
      if (kWeight) h.v *= Vector(w + i).v;
      a += h.v;
      b += h.v * ((Vector(x + i).v - mean) * scale);
    }
    first += __builtin_convertvector(a, typename Vector::D);
    second += __builtin_convertvector(b, typename Vector::D);
  }
  double a = 0, b = 0;
  for (; i < n; ++i) {
    const T h = kWeight ? g[i] * w[i] : g[i];
    a += static_cast<double>(h);
    b += static_cast<double>(h * ((x[i] - mean) * scale));
  }
  sums[0] = a + sum_of<Vector::kLanes>(first);
  sums[1] = b + sum_of<Vector::kLanes>(second);
}

template <class T>
void products(int64_t n, const void* g, const void* x, double mean_, double scale_, const void* w,
              double* sums) {
  const T mean = static_cast<T>(mean_), scale = static_cast<T>(scale_);
  w ? products_of<T, true>(n, of<T>(g), of<T>(x), mean, scale, of<T>(w), sums)
    : products_of<T, false>(n, of<T>(g), of<T>(x), mean, scale, nullptr, sums);
}

template <class T>
void gradient(int64_t n, const void* g_, const void* x_, double mean_, double scale_,
              const void* w_, double factor_, double first_, double second_, void* dx_) {
  const T *g = of<T>(g_), *x = of<T>(x_);
  T* dx = static_cast<T*>(dx_);
  const T mean = static_cast<T>(mean_), scale = static_cast<T>(scale_);
  const T factor = static_cast<T>(factor_);
  const T first = static_cast<T>(first_), second = static_cast<T>(second_);
  with_affine(of<T>(w_), static_cast<const T*>(nullptr), [&](auto weight, auto) {
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) {
      dx[i] = factor * (g[i] * weight(i) - first - (x[i] - mean) * scale * second);
    }
  });
}

template <class T>
void add_products(int64_t n, const void* g_, const void* x_, double mean_, double scale_,
                  double* db, double* dw) {
  const T *g = of<T>(g_), *x = of<T>(x_);
  const T mean = static_cast<T>(mean_), scale = static_cast<T>(scale_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    db[i] += static_cast<double>(g[i]);
    dw[i] += static_cast<double>(g[i] * ((x[i] - mean) * scale));
  }
}

// ---- a mean and a scale for every element -------------------------------------------------------

template <class T>
void add_row(int64_t n, const void* x_, double* sums) {
  const T* x = of<T>(x_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) sums[i] += static_cast<double>(x[i]);
}

template <class T>
void add_squares_row(int64_t n, const void* x_, const double* mean, double* sums) {
  const T* x = of<T>(x_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    const double d = static_cast<double>(x[i]) - mean[i];
    sums[i] += d * d;
  }
}

template <class T>
void apply_row(int64_t n, const void* x_, const void* mean_, const void* factor_,
               const void* shift_, void* y_) {
  const T *x = of<T>(x_), *mean = of<T>(mean_), *factor = of<T>(factor_), *shift = of<T>(shift_);
  T* y = static_cast<T*>(y_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) y[i] = (x[i] - mean[i]) * factor[i] + shift[i];
}

template <class T>
void add_products_row(int64_t n, const void* g_, const void* x_, const void* mean_,
                      const void* scale_, double* db, double* dw) {
  const T *g = of<T>(g_), *x = of<T>(x_), *mean = of<T>(mean_), *scale = of<T>(scale_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    db[i] += static_cast<double>(g[i]);
    dw[i] += static_cast<double>(g[i] * ((x[i] - mean[i]) * scale[i]));
  }
}

template <class T>
void gradient_row(int64_t n, const void* g_, const void* x_, const void* mean_, const void* factor_,
                  const void* first_, const void* second_, void* dx_) {
  const T *g = of<T>(g_), *x = of<T>(x_), *mean = of<T>(mean_), *factor = of<T>(factor_);
  const T *first = of<T>(first_), *second = of<T>(second_);
  T* dx = static_cast<T*>(dx_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    dx[i] = factor[i] * (g[i] - first[i]) - (x[i] - mean[i]) * second[i];
  }
}

}  // namespace

#define BOTH(f) {f<float>, f<double>}
extern const NormKernels NNLITE_TABLE(norm) = {
    BOTH(sum),       BOTH(squares),          BOTH(apply),       BOTH(products),
    BOTH(gradient),  BOTH(add_products),     BOTH(add_row),     BOTH(add_squares_row),
    BOTH(apply_row), BOTH(add_products_row), BOTH(gradient_row)};

}  // namespace nnlite
