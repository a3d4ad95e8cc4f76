// Sums over a line in a fixed number of streams, which are joined by halves: a loop that adds to
// one number is no vector code, and ends in a chain of additions. Included by kernel files only.
#pragma once

#include <cstdint>

namespace nnlite {
namespace {

inline constexpr int kLanes = 16;

// The sum of 2 kHalf lanes.
template <int kHalf, class A>
A fold(A* lanes) {
  for (int j = 0; j < kHalf; ++j) lanes[j] += lanes[j + kHalf];
  if constexpr (kHalf > 1) fold<kHalf / 2>(lanes);
  return lanes[0];
}

// f(0) + .. + f(n - 1).
template <class A, class F>
inline A lane_sum(int64_t n, F f) {
  A sums[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int j = 0; j < kLanes; ++j) sums[j] += f(i + j);
  }
  A rest = 0;
  for (; i < n; ++i) rest += f(i);
  return fold<kLanes / 2>(sums) + rest;
}

}  // namespace
}  // namespace nnlite
