// Weighted sums along an axis. Loops only.
#include "nnlite/kernels/resample.h"

namespace nnlite {
namespace {

template <class T>
void rows(int64_t n, int64_t taps, const int64_t* column, const void* weight, const void* x_,
          void* y_) {
  const T *w = static_cast<const T*>(weight), *x = static_cast<const T*>(x_);
  T* y = static_cast<T*>(y_);
  if (taps < 2) {
    const T a = taps ? w[0] : T(0);
    const T* row = taps ? x + column[0] * n : nullptr;
    for (int64_t i = 0; i < n; ++i) y[i] = row ? a * row[i] : T(0);
    return;
  }
  const T *first = x + column[0] * n, *second = x + column[1] * n;
  const T a = w[0], b = w[1];
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) y[i] = a * first[i] + b * second[i];
  for (int64_t k = 2; k < taps; ++k) {
    const T* row = x + column[k] * n;
    const T c = w[k];
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) y[i] += c * row[i];
  }
}

template <class T>
void line(int64_t n, const int64_t* offset, const int64_t* column, const void* weight,
          const void* x_, void* y_) {
  const T *w = static_cast<const T*>(weight), *x = static_cast<const T*>(x_);
  T* y = static_cast<T*>(y_);
  for (int64_t j = 0; j < n; ++j) {
    T sum = 0;
    for (int64_t k = offset[j]; k < offset[j + 1]; ++k) sum += w[k] * x[column[k]];
    y[j] = sum;
  }
}

// kStep 0: any; a step known while compiling makes loads of whole vectors.
template <class T, int kStep>
inline void steps_by(int64_t n, int64_t taps, const T* w, const T* x, int64_t any, T* y) {
  const int64_t step = kStep ? kStep : any;
  const T first = w[0];
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) y[j] = first * x[j * step];
  for (int64_t k = 1; k < taps; ++k) {
    const T c = w[k];
#pragma GCC ivdep
    for (int64_t j = 0; j < n; ++j) y[j] += c * x[j * step + k];
  }
}

template <class T>
void steps(int64_t n, int64_t taps, const void* weight, const void* x_, int64_t step, void* y_) {
  const T *w = static_cast<const T*>(weight), *x = static_cast<const T*>(x_);
  T* y = static_cast<T*>(y_);
  if (step == 1) return steps_by<T, 1>(n, taps, w, x, 1, y);
  if (step == 2) return steps_by<T, 2>(n, taps, w, x, 2, y);
  steps_by<T, 0>(n, taps, w, x, step, y);
}

}  // namespace

#define BOTH(f) {f<float>, f<double>}
extern const ResampleKernels NNLITE_TABLE(resample) = {BOTH(rows), BOTH(line), BOTH(steps)};

}  // namespace nnlite
