// Normalization: what happens to one contiguous line whose elements share their statistics, and to
// one line in which every element has its own (a row of channels). Sums are kept in double.
#pragma once

#include "nnlite/kernels/isa.h"

namespace nnlite {

// Indexed by float, double. xh stands for (x - mean) * scale; w and b may be null: 1 and 0.
struct NormKernels {
  // ---- one mean and one scale for the line ------------------------------------------------
  double (*sum[2])(int64_t n, const void* x);
  double (*squares[2])(int64_t n, const void* x, double mean);  // sum of (x - mean)^2
  // y = xh w + b + shift.
  void (*apply[2])(int64_t n, const void* x, double mean, double scale, const void* w,
                   const void* b, double shift, void* y);
  // The sums of g w and of g w xh.
  void (*products[2])(int64_t n, const void* g, const void* x, double mean, double scale,
                      const void* w, double* sums);
  // dx = factor (g w - first - xh second).
  void (*gradient[2])(int64_t n, const void* g, const void* x, double mean, double scale,
                      const void* w, double factor, double first, double second, void* dx);
  // db += g, dw += g xh.
  void (*add_products[2])(int64_t n, const void* g, const void* x, double mean, double scale,
                          double* db, double* dw);

  // ---- a mean and a scale for every element -----------------------------------------------
  void (*add_row[2])(int64_t n, const void* x, double* sums);  // sums += x
  void (*add_squares_row[2])(int64_t n, const void* x, const double* mean, double* sums);
  // y = (x - mean) factor + shift; all of x's type.
  void (*apply_row[2])(int64_t n, const void* x, const void* mean, const void* factor,
                       const void* shift, void* y);
  // db += g, dw += g (x - mean) scale.
  void (*add_products_row[2])(int64_t n, const void* g, const void* x, const void* mean,
                              const void* scale, double* db, double* dw);
  // dx = factor (g - first) - (x - mean) second.
  void (*gradient_row[2])(int64_t n, const void* g, const void* x, const void* mean,
                          const void* factor, const void* first, const void* second, void* dx);
};

}  // namespace nnlite
