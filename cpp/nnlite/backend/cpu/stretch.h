// Stretches of elements as update rules take them: whole tensors in pieces, and rows of tables.
#pragma once

#include <algorithm>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/kernels/optim.h"

namespace nnlite::cpu {

inline constexpr int64_t kPiece = 4096;  // elements; fixed, so that sums do not depend on threads

// Consecutive elements of one tensor, with its gradient and states.
struct Stretch {
  int64_t n;
  void* w;
  const void* g;
  void* states[kMaxStates] = {};
};

// f(stretch, numbers); where gradients are clipped, they go through a buffer, a piece at a time.
template <class F>
void with_clipped(const Stretch& all, DType dtype, int states, const RuleNumbers& numbers, F&& f) {
  if (numbers.clip <= 0) return f(all, numbers);
  alignas(64) double clipped[kPiece];
  RuleNumbers plain = numbers;
  plain.scale = 1;
  const auto clip = kernels().optim->clip[dtype == kFloat32 ? 0 : 1];
  for (int64_t i = 0; i < all.n; i += kPiece) {
    const int64_t at = i * itemsize(dtype);
    Stretch piece{std::min(kPiece, all.n - i), static_cast<char*>(all.w) + at, clipped};
    for (int s = 0; s < states; ++s) piece.states[s] = static_cast<char*>(all.states[s]) + at;
    clip(piece.n, static_cast<const char*>(all.g) + at, numbers.scale, numbers.clip, clipped);
    f(piece, plain);
  }
}

}  // namespace nnlite::cpu
