// Interleaving of vectors, in each compiler's words.
#pragma once

#include <cstdint>

namespace nnlite {

template <int... I>
struct Indices {};
template <int n, int... I>
struct MakeIndices : MakeIndices<n - 1, n - 1, I...> {};
template <int... I>
struct MakeIndices<0, I...> {
  using Type = Indices<I...>;
};
// Indices<0, 1, ..., n - 1>
template <int n>
using IndicesTo = typename MakeIndices<n>::Type;

// a0 b0 a1 b1 ... of the first half of the lanes of a and b (`high` false) or of the second.
template <class Vector, int kLanes, bool high, int... I>
[[gnu::always_inline]] inline Vector zip_lanes(const Vector& a, const Vector& b) {
#if defined(__clang__)
  return __builtin_shufflevector(a, b, (I / 2 + I % 2 * kLanes + high * (kLanes / 2))...);
#else
  using Index = decltype(a < b);  // integers of the lanes' width
  constexpr Index order = {(I / 2 + I % 2 * kLanes + high * (kLanes / 2))...};
  return __builtin_shuffle(a, b, order);
#endif
}

}  // namespace nnlite
