// Attention on rows. Loops only.
#include "nnlite/kernels/attention.h"

#include "nnlite/kernels/lanes.h"
#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

template <class T>
constexpr T kNothing = -static_cast<T>(__builtin_inf());

template <class T>
double weigh(int64_t n, void* s_, double scale_) {
  T* s = static_cast<T*>(s_);
  const T scale = static_cast<T>(scale_);
  T most = kNothing<T>;
  const int64_t whole = whole_scores(n);
  for (int64_t i = n; i < whole; ++i) s[i] = s[0];  // which the maximum knows already
#pragma omp simd reduction(max : most)
  for (int64_t i = 0; i < whole; ++i) {
    const T x = s[i] * scale;
    s[i] = x;
    most = x > most ? x : most;
  }
  for (int64_t i = n; i < whole; ++i) s[i] = kNothing<T>;
  return static_cast<double>(most);
}

// weigh(s) after s = f(s scale, i); the two loops are short and stay in the first-level cache.
template <class T, class F>
double weigh_with(int64_t n, void* s_, double scale_, F f) {
  T* s = static_cast<T*>(s_);
  const T scale = static_cast<T>(scale_);
  for (int64_t i = 0; i < n; ++i) s[i] = f(s[i] * scale, i);
  return weigh<T>(n, s, 1);
}

template <class T>
double weigh_added(int64_t n, void* s, double scale, const void* mask_, int64_t step) {
  const T* mask = static_cast<const T*>(mask_);
  if (step == 1) return weigh_with<T>(n, s, scale, [=](T x, int64_t i) { return x + mask[i]; });
  return weigh_with<T>(n, s, scale, [=](T x, int64_t i) { return x + mask[i * step]; });
}

template <class T>
double weigh_kept(int64_t n, void* s, double scale, const void* mask_, int64_t step) {
  const uint8_t* mask = static_cast<const uint8_t*>(mask_);
  return weigh_with<T>(n, s, scale,
                       [=](T x, int64_t i) { return mask[i * step] ? x : kNothing<T>; });
}

template <class T>
double exponentiate(int64_t n, void* s_, double shift_, double rest_) {
  T* s = static_cast<T*>(s_);
  const T shift = static_cast<T>(shift_), rest = static_cast<T>(rest_);
  T sums[kLanes] = {};
  static_assert(kScores == kLanes);
  for (int64_t i = 0; i < n; i += kScores) {
    for (int j = 0; j < kScores; ++j) {
      const T e = exp_down((s[i + j] - shift) - rest);
      s[i + j] = e;
      sums[j] += e;
    }
  }
  return static_cast<double>(fold<kLanes / 2>(sums));
}

template <class T>
void chain(int64_t n, void* p_, const void* d_, double mean_, double scale_) {
  T* p = static_cast<T*>(p_);
  const T* d = static_cast<const T*>(d_);
  const T mean = static_cast<T>(mean_), scale = static_cast<T>(scale_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) p[i] = scale * p[i] * (d[i] - mean);
}

template <class T>
double dot(int64_t n, const void* a_, const void* b_) {
  const T *a = static_cast<const T*>(a_), *b = static_cast<const T*>(b_);
  return static_cast<double>(lane_sum<T>(n, [=](int64_t i) { return a[i] * b[i]; }));
}

template <class T>
void scale(int64_t n, void* y_, double factor_) {
  T* y = static_cast<T*>(y_);
  const T factor = static_cast<T>(factor_);
  for (int64_t i = 0; i < n; ++i) y[i] *= factor;
}

template <class T>
void add(int64_t n, void* y_, const void* x_) {
  T* y = static_cast<T*>(y_);
  const T* x = static_cast<const T*>(x_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) y[i] += x[i];
}

}  // namespace

#define BOTH(f) {f<float>, f<double>}
extern const AttentionKernels NNLITE_TABLE(attention) = {
    BOTH(weigh), BOTH(weigh_added), BOTH(weigh_kept), BOTH(exponentiate),
    BOTH(chain), BOTH(dot),         BOTH(scale),      BOTH(add)};

}  // namespace nnlite
