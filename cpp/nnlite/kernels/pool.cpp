// Max pooling of rows. Loops only.
#include "nnlite/kernels/pool.h"

#include <type_traits>
#include <utility>

namespace nnlite {
namespace {

template <class T>
bool exceeds(T v, T best) {
  return (v > best) | (v != v);
}

// kStep 0: any; a step known while compiling makes loads of whole vectors.
template <class T, int kStep, bool kTap>
inline void larger_by(int64_t n, const T* x, int64_t any, int32_t number, T* best, int32_t* tap) {
  const int64_t step = kStep ? kStep : any;
#pragma GCC ivdep
  for (int64_t j = 0; j < n; ++j) {
    const T v = x[j * step];
    const bool take = exceeds(v, best[j]);
    best[j] = take ? v : best[j];
    if (kTap) tap[j] = take ? number : tap[j];
  }
}

template <class T, bool kTap>
inline void larger_of(int64_t n, const T* x, int64_t step, int32_t number, T* best, int32_t* tap) {
  if (step == 1) return larger_by<T, 1, kTap>(n, x, 1, number, best, tap);
  if (step == 2) return larger_by<T, 2, kTap>(n, x, 2, number, best, tap);
  larger_by<T, 0, kTap>(n, x, step, number, best, tap);
}

template <class T>
void larger(int64_t n, const void* x, int64_t step, int32_t number, void* best, int32_t* tap) {
  const T* from = static_cast<const T*>(x);
  T* to = static_cast<T*>(best);
  tap ? larger_of<T, true>(n, from, step, number, to, tap)
      : larger_of<T, false>(n, from, step, number, to, tap);
}

// kLanes neighbours at once: rows are short, so that vectors of every length are needed.
template <class T, int kLanes>
struct Lanes {
  using Integer = std::conditional_t<sizeof(T) == 8, int64_t, int32_t>;
  typedef T V __attribute__((vector_size(kLanes * sizeof(T))));
  typedef Integer I __attribute__((vector_size(kLanes * sizeof(T))));
  typedef uint8_t Bytes __attribute__((vector_size(kLanes)));

  static V load(const T* from) {
    V v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
  }
  static void store(const V& v, T* to) { __builtin_memcpy(to, &v, sizeof v); }

  // The even and the odd elements of 2 kLanes.
  template <int... k>
  static void split(const T* from, V& even, V& odd, std::integer_sequence<int, k...>) {
    const V p = load(from), q = load(from + kLanes);
    even = __builtin_shufflevector(p, q, (2 * k)...);
    odd = __builtin_shufflevector(p, q, (2 * k + 1)...);
  }
  template <int... k>
  static void merge(const V& even, const V& odd, T* to, std::integer_sequence<int, k...>) {
    store(__builtin_shufflevector(even, odd, (k / 2 + k % 2 * kLanes)...), to);
    store(__builtin_shufflevector(even, odd, (kLanes / 2 + k / 2 + k % 2 * kLanes)...),
          to + kLanes);
  }

  static void take(const V& v, int number, V& best, I& chosen) {
    const I larger = (v > best) | (v != v);
    best = larger ? v : best;
    chosen = larger ? I{} + number : chosen;
  }

  static void four(const T* above, const T* below, T* y, uint8_t* tap) {
    constexpr std::make_integer_sequence<int, kLanes> all;
    V best, b, c, d;
    split(above, best, b, all);
    split(below, c, d, all);
    I chosen{};
    take(b, 1, best, chosen);
    take(c, 2, best, chosen);
    take(d, 3, best, chosen);
    store(best, y);
    if (!tap) return;
    const Bytes bytes = __builtin_convertvector(chosen, Bytes);
    __builtin_memcpy(tap, &bytes, sizeof bytes);
  }

  static void spread(const T* from, const uint8_t* tap, T* above, T* below) {
    constexpr std::make_integer_sequence<int, kLanes> all;
    const V g = load(from), zero{};
    Bytes bytes;
    __builtin_memcpy(&bytes, tap, sizeof bytes);
    const I chosen = __builtin_convertvector(bytes, I);
    merge(chosen == 0 ? g : zero, chosen == 1 ? g : zero, above, all);
    merge(chosen == 2 ? g : zero, chosen == 3 ? g : zero, below, all);
  }
};

// Runs of whole vectors from i on, then of halves and quarters of them; where they end.
template <class T, int kLanes = NNLITE_VECTOR_BYTES / sizeof(T)>
inline int64_t fours(int64_t i, int64_t n, const T* above, const T* below, T* y, uint8_t* tap) {
  for (; i + kLanes <= n; i += kLanes) {
    Lanes<T, kLanes>::four(above + 2 * i, below + 2 * i, y + i, tap ? tap + i : nullptr);
  }
  if constexpr (kLanes * sizeof(T) > 16) return fours<T, kLanes / 2>(i, n, above, below, y, tap);
  return i;
}
template <class T, int kLanes = NNLITE_VECTOR_BYTES / sizeof(T)>
inline int64_t spreads(int64_t i, int64_t n, const T* g, const uint8_t* tap, T* above, T* below) {
  for (; i + kLanes <= n; i += kLanes) {
    Lanes<T, kLanes>::spread(g + i, tap + i, above + 2 * i, below + 2 * i);
  }
  if constexpr (kLanes * sizeof(T) > 16) return spreads<T, kLanes / 2>(i, n, g, tap, above, below);
  return i;
}

template <class T>
void largest_of_four(int64_t n, const void* above_, const void* below_, void* y_, uint8_t* tap) {
  const T *above = static_cast<const T*>(above_), *below = static_cast<const T*>(below_);
  T* y = static_cast<T*>(y_);
  for (int64_t i = fours(0, n, above, below, y, tap); i < n; ++i) {
    const T parts[] = {above[2 * i], above[2 * i + 1], below[2 * i], below[2 * i + 1]};
    int best = 0;
    for (int k = 1; k < 4; ++k) best = exceeds(parts[k], parts[best]) ? k : best;
    y[i] = parts[best];
    if (tap) tap[i] = static_cast<uint8_t>(best);
  }
}

template <class T>
void spread_to_four(int64_t n, const void* g_, const uint8_t* tap, void* above_, void* below_) {
  const T* g = static_cast<const T*>(g_);
  T *above = static_cast<T*>(above_), *below = static_cast<T*>(below_);
  for (int64_t i = spreads(0, n, g, tap, above, below); i < n; ++i) {
    for (int k = 0; k < 4; ++k) {
      (k < 2 ? above : below)[2 * i + k % 2] = tap[i] == k ? g[i] : T(0);
    }
  }
}

}  // namespace

#define BOTH(f) {f<float>, f<double>}
extern const PoolKernels NNLITE_TABLE(pool) = {BOTH(larger), BOTH(largest_of_four),
                                               BOTH(spread_to_four)};

}  // namespace nnlite
