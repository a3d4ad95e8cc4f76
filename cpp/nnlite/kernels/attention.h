// Attention: what happens to one row of a tile of scores, and to one row of the result.
#pragma once

#include "nnlite/kernels/isa.h"

namespace nnlite {

// Rows of scores are worked on in blocks of so many elements: what fills the last one is -infinity,
// and 0 as an exponential.
inline constexpr int64_t kScores = 16;
static inline constexpr int64_t whole_scores(int64_t n) {
  return (n + kScores - 1) / kScores * kScores;
}

// Indexed by float, double; n elements that lie side by side. A mask's stand `step` apart.
struct AttentionKernels {
  // s = s scale (+ mask, or -infinity where a boolean one is false), filled; gives the largest.
  double (*weigh[2])(int64_t n, void* s, double scale);
  double (*weigh_added[2])(int64_t n, void* s, double scale, const void* mask, int64_t step);
  double (*weigh_kept[2])(int64_t n, void* s, double scale, const void* mask, int64_t step);
  // s = exp((s - shift) - rest), of all blocks; gives their sum.
  double (*exponentiate[2])(int64_t n, void* s, double shift, double rest);
  // s = scale p (d - mean), p and s in one place: scores' gradient from that of probabilities.
  void (*chain[2])(int64_t n, void* p, const void* d, double mean, double scale);
  double (*dot[2])(int64_t n, const void* a, const void* b);
  void (*scale[2])(int64_t n, void* y, double factor);
  void (*add[2])(int64_t n, void* y, const void* x);
};

}  // namespace nnlite
