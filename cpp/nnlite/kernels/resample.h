// Weighted sums of a few elements along an axis.
#pragma once

#include "nnlite/kernels/isa.h"

namespace nnlite {

// Indexed by float, double; weights are of that type.
struct ResampleKernels {
  // y = the sum of weight[k] (row column[k] of x), rows of n contiguous elements.
  void (*rows[2])(int64_t n, int64_t taps, const int64_t* column, const void* weight, const void* x,
                  void* y);
  // y[j] = the sum of weight[k] x[column[k]] over offset[j] <= k < offset[j + 1].
  void (*line[2])(int64_t n, const int64_t* offset, const int64_t* column, const void* weight,
                  const void* x, void* y);
  // y[j] = the sum of weight[k] x[j step + k] over k < taps.
  void (*steps[2])(int64_t n, int64_t taps, const void* weight, const void* x, int64_t step,
                   void* y);
};

}  // namespace nnlite
