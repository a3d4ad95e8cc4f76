// Max pooling: what happens along one row of results.
#pragma once

#include "nnlite/kernels/isa.h"

namespace nnlite {

// Indexed by float, double. Nothing exceeds NaN; of equal elements the first stays.
struct PoolKernels {
  // best[j] = x[j step] and tap[j] = number where that is larger or NaN; `tap` may be null.
  void (*larger[2])(int64_t n, const void* x, int64_t step, int32_t number, void* best,
                    int32_t* tap);
  // The largest of each two by two neighbours in rows of 2 n, and which of the four it is; `tap`
  // may be null.
  void (*largest_of_four[2])(int64_t n, const void* above, const void* below, void* y,
                             uint8_t* tap);
  // The reverse: g[j] where tap[j] says, 0 at the other three.
  void (*spread_to_four[2])(int64_t n, const void* g, const uint8_t* tap, void* above, void* below);
};

}  // namespace nnlite
