// Softmax over one line, in blocks of a fixed width: the last one is padded, so that short lines
// (ten classes) run as vector code too.
#include "nnlite/kernels/softmax.h"

#include "nnlite/kernels/lanes.h"
#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

constexpr int kWidth = 16;

// Calls f(first, width) for every block of a line; the compiler sees the width of whole blocks.
template <class F>
inline void blocks(int64_t n, F f) {
  int64_t i = 0;
  for (; i + kWidth <= n; i += kWidth) f(i, kWidth);
  if (i < n) f(i, static_cast<int>(n - i));
}

template <class T>
T largest(int64_t n, const T* x) {
  T most = -static_cast<T>(__builtin_inf());
#pragma omp simd reduction(max : most)
  for (int64_t i = 0; i < n; ++i) most = x[i] > most ? x[i] : most;
  return most;
}

// y = scale exp(x - shift - rest) where asked for; the sum of exp(x - shift - rest).
template <class T, bool kStore>
T exp_line(int64_t n, const T* x, T shift, T rest, T scale, T* y) {
  T sums[kWidth] = {};
  blocks(n, [&](int64_t first, int width) {
    T e[kWidth];
    for (int j = 0; j < kWidth; ++j) e[j] = -static_cast<T>(__builtin_inf());
    for (int j = 0; j < width; ++j) e[j] = x[first + j];
    for (int j = 0; j < kWidth; ++j) e[j] = exp_down((e[j] - shift) - rest);
    for (int j = 0; j < kWidth; ++j) sums[j] += e[j];
    if constexpr (kStore) {
      for (int j = 0; j < width; ++j) y[first + j] = scale * e[j];
    }
  });
  return fold<kWidth / 2>(sums);
}

template <class T>
void softmax(int64_t n, const void* in, void* out) {
  const T* x = static_cast<const T*>(in);
  T* y = static_cast<T*>(out);
  const T most = largest(n, x);
  const T scale = T(1) / exp_line<T, true>(n, x, most, T(0), T(1), y);
  for (int64_t i = 0; i < n; ++i) y[i] *= scale;
}

// In double, so that the difference to a large element keeps its digits.
template <class T>
double log_sum(int64_t n, const void* in) {
  const T* x = static_cast<const T*>(in);
  const T most = largest(n, x);
  if (most - most != T(0)) return static_cast<double>(most);  // infinite: nothing to take out
  const T sum = exp_line<T, false>(n, x, most, T(0), T(1), nullptr);
  return static_cast<double>(most) + __builtin_log(static_cast<double>(sum));
}

template <class T>
void log_softmax(int64_t n, const void* in, void* out) {
  const T* x = static_cast<const T*>(in);
  T* y = static_cast<T*>(out);
  const T most = largest(n, x);
  const T rest = log(exp_line<T, false>(n, x, most, T(0), T(1), nullptr));
  for (int64_t i = 0; i < n; ++i) y[i] = (x[i] - most) - rest;
}

template <class T>
void scaled_exp(int64_t n, const void* x, double shift, double scale, void* y) {
  const T most = static_cast<T>(shift);
  exp_line<T, true>(n, static_cast<const T*>(x), most, static_cast<T>(shift - most),
                    static_cast<T>(scale), static_cast<T*>(y));
}

// dx = y (g - sum(g y))
template <class T>
void softmax_gradient(int64_t n, const void* g_, const void* y_, void* dx_) {
  const T *g = static_cast<const T*>(g_), *y = static_cast<const T*>(y_);
  T* dx = static_cast<T*>(dx_);
  const T sum = lane_sum<T>(n, [=](int64_t i) { return g[i] * y[i]; });
  for (int64_t i = 0; i < n; ++i) dx[i] = y[i] * (g[i] - sum);
}

// dx = g - exp(y) sum(g)
template <class T>
void log_softmax_gradient(int64_t n, const void* g_, const void* y_, void* dx_) {
  const T *g = static_cast<const T*>(g_), *y = static_cast<const T*>(y_);
  T* dx = static_cast<T*>(dx_);
  const T sum = lane_sum<T>(n, [=](int64_t i) { return g[i]; });
  exp_line<T, true>(n, y, T(0), T(0), sum, dx);
  for (int64_t i = 0; i < n; ++i) dx[i] = g[i] - dx[i];
}

}  // namespace

extern const SoftmaxKernels NNLITE_TABLE(softmax) = {
    {{softmax<float>, softmax<double>}, {log_softmax<float>, log_softmax<double>}},
    {{softmax_gradient<float>, softmax_gradient<double>},
     {log_softmax_gradient<float>, log_softmax_gradient<double>}},
    {log_sum<float>, log_sum<double>},
    {scaled_exp<float>, scaled_exp<double>}};

}  // namespace nnlite
