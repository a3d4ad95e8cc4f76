// Reductions: sums in double (or int64), extremes that let NaN through. Loops only.
#include "nnlite/kernels/reduce.h"

#include "nnlite/kernels/isa.h"
#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

// What a sum of T's is kept in: float sums in double are exact enough for any length.
template <class T>
struct WideOf {
  using Type = int64_t;
};
template <>
struct WideOf<float> {
  using Type = double;
};
template <>
struct WideOf<double> {
  using Type = double;
};
template <class T>
using Wide = typename WideOf<T>::Type;

// ---- what happens to an element before it meets the total ------------------------------------
template <class T, class A>
struct Same {
  static A of(T x, A) { return static_cast<A>(x); }
};
template <class T, class A>
struct Abs {
  static A of(T x, A) { return static_cast<A>(abs(x)); }
};
template <class T, class A>
struct Square {
  static A of(T x, A) { return static_cast<A>(x) * static_cast<A>(x); }
};
template <class T, class A>
struct NonZero {
  static A of(T x, A) { return static_cast<A>(x != 0); }
};
template <class T, class A>
struct Deviation {
  static A of(T x, A mean) { return (static_cast<A>(x) - mean) * (static_cast<A>(x) - mean); }
};
template <class T, class A>
struct ExpBelow {
  static A of(T x, A most) { return static_cast<A>(exp(static_cast<T>(x - static_cast<T>(most)))); }
};

// ---- how two totals meet ---------------------------------------------------------------------
template <class A>
struct Plus {
  static constexpr A kStart = 0;
  static A of(A a, A b) { return a + b; }
};
template <class A>
struct Times {
  static constexpr A kStart = 1;
  static A of(A a, A b) { return a * b; }
};
template <class A>
constexpr A lowest() {
  if constexpr (kIsFloat<A>)
    return -static_cast<A>(__builtin_inf());
  else if constexpr (sizeof(A) == 8)
    return INT64_MIN;
  else if constexpr (sizeof(A) == 4)
    return INT32_MIN;
  else
    return 0;
}
template <class A>
constexpr A highest() {
  if constexpr (kIsFloat<A>)
    return static_cast<A>(__builtin_inf());
  else if constexpr (sizeof(A) == 8)
    return INT64_MAX;
  else if constexpr (sizeof(A) == 4)
    return INT32_MAX;
  else
    return UINT8_MAX;
}
template <class A>
constexpr A not_a_number() {
  if constexpr (kIsFloat<A>)
    return static_cast<A>(__builtin_nan(""));
  else
    return 0;
}
// NaN wins: b != b is true for NaN alone, and no comparison with a NaN total is.
template <class A>
struct Larger {
  static constexpr A kStart = lowest<A>();
  static A of(A a, A b) { return static_cast<int>(b > a) | static_cast<int>(b != b) ? b : a; }
};
template <class A>
struct Smaller {
  static constexpr A kStart = highest<A>();
  static A of(A a, A b) { return static_cast<int>(b < a) | static_cast<int>(b != b) ? b : a; }
};

// ---- one column of contiguous elements --------------------------------------------------------
// Sums and products run in four streams, which hide the latency of the addition.
template <class T, class A, template <class> class Join, class Map>
struct Line;

template <class T, class A, class Map>
struct Line<T, A, Plus, Map> {
  static A of(const T* __restrict x, int64_t n, A number) {
    const int64_t q = n / 4;
    A a = 0, b = 0, c = 0, d = 0;
#pragma omp simd reduction(+ : a, b, c, d)
    for (int64_t i = 0; i < q; ++i) {
      a += Map::of(x[i], number);
      b += Map::of(x[i + q], number);
      c += Map::of(x[i + 2 * q], number);
      d += Map::of(x[i + 3 * q], number);
    }
    for (int64_t i = 4 * q; i < n; ++i) a += Map::of(x[i], number);
    return (a + b) + (c + d);
  }
};

template <class T, class A, class Map>
struct Line<T, A, Times, Map> {
  static A of(const T* __restrict x, int64_t n, A number) {
    const int64_t q = n / 4;
    A a = 1, b = 1, c = 1, d = 1;
#pragma omp simd reduction(* : a, b, c, d)
    for (int64_t i = 0; i < q; ++i) {
      a *= Map::of(x[i], number);
      b *= Map::of(x[i + q], number);
      c *= Map::of(x[i + 2 * q], number);
      d *= Map::of(x[i + 3 * q], number);
    }
    for (int64_t i = 4 * q; i < n; ++i) a *= Map::of(x[i], number);
    return (a * b) * (c * d);
  }
};

// The extreme of the numbers, and how many are none: any NaN is the answer.
template <class T, class A, class Map>
struct Line<T, A, Larger, Map> {
  static A of(const T* __restrict x, int64_t n, A number) {
    A best = lowest<A>(), strange = 0;
#pragma omp simd reduction(max : best) reduction(+ : strange)
    for (int64_t i = 0; i < n; ++i) {
      const A v = Map::of(x[i], number);
      best = v > best ? v : best;
      strange += v != v ? A(1) : A(0);
    }
    return kIsFloat<A> && strange != 0 ? not_a_number<A>() : best;
  }
};

template <class T, class A, class Map>
struct Line<T, A, Smaller, Map> {
  static A of(const T* __restrict x, int64_t n, A number) {
    A best = highest<A>(), strange = 0;
#pragma omp simd reduction(min : best) reduction(+ : strange)
    for (int64_t i = 0; i < n; ++i) {
      const A v = Map::of(x[i], number);
      best = v < best ? v : best;
      strange += v != v ? A(1) : A(0);
    }
    return kIsFloat<A> && strange != 0 ? not_a_number<A>() : best;
  }
};

// ---- a block ---------------------------------------------------------------------------------
template <class T, class A, template <class> class Join, class Map>
struct Block {
  static void start(void* total, int64_t columns) {
    for (int64_t j = 0; j < columns; ++j) static_cast<A*>(total)[j] = Join<A>::kStart;
  }

  static void join(void* total, const void* part, int64_t columns) {
    A* __restrict t = static_cast<A*>(total);
    const A* __restrict p = static_cast<const A*>(part);
    for (int64_t j = 0; j < columns; ++j) t[j] = Join<A>::of(t[j], p[j]);
  }

  // Columns side by side in memory: a row at a time.
  static void by_rows(const ReduceBlock& b, const A* __restrict numbers, A* __restrict total) {
    const T* x = static_cast<const T*>(b.data);
    for (int64_t i = 0; i < b.rows; ++i) {
      const T* __restrict row = x + i * b.row;
      if (numbers) {
#pragma omp simd
        for (int64_t j = 0; j < b.columns; ++j) {
          total[j] = Join<A>::of(total[j], Map::of(row[j], numbers[j]));
        }
      } else {
#pragma omp simd
        for (int64_t j = 0; j < b.columns; ++j) {
          total[j] = Join<A>::of(total[j], Map::of(row[j], A(0)));
        }
      }
    }
  }

  static A strided(const T* x, int64_t n, int64_t stride, A number) {
    A total = Join<A>::kStart;
    for (int64_t i = 0; i < n; ++i) total = Join<A>::of(total, Map::of(x[i * stride], number));
    return total;
  }

  static void add(const ReduceBlock& b, const void* column_numbers, void* total) {
    const A* numbers = static_cast<const A*>(column_numbers);
    A* t = static_cast<A*>(total);
    if (b.column == 1 && b.columns > 1 && b.row != 1) return by_rows(b, numbers, t);
    for (int64_t j = 0; j < b.columns; ++j) {
      const T* x = static_cast<const T*>(b.data) + j * b.column;
      const A number = numbers ? numbers[j] : A(0);
      const A part = b.row == 1 ? Line<T, A, Join, Map>::of(x, b.rows, number)
                                : strided(x, b.rows, b.row, number);
      t[j] = Join<A>::of(t[j], part);
    }
  }
};

template <class T>
int64_t find_first(const void* data, int64_t n, int64_t stride, const void* wanted) {
  const T* x = static_cast<const T*>(data);
  const T w = *static_cast<const T*>(wanted);
  if (w != w) {
    for (int64_t i = 0; i < n; ++i) {
      if (x[i * stride] != x[i * stride]) return i;
    }
    return n;
  }
  for (int64_t i = 0; i < n; ++i) {
    if (x[i * stride] == w) return i;
  }
  return n;
}

template <class T, class A, template <class> class Join, class Map>
constexpr ReduceKernel kernel() {
  using B = Block<T, A, Join, Map>;
  return {sizeof(A), B::start, B::add, B::join};
}

// One row of the table: the same reduction for every dtype (bool lies in memory as uint8).
#define ROW(WIDE, JOIN, MAP)                                            \
  {kernel<float, WIDE<float>, JOIN, MAP<float, WIDE<float>>>(),         \
   kernel<double, WIDE<double>, JOIN, MAP<double, WIDE<double>>>(),     \
   kernel<int64_t, WIDE<int64_t>, JOIN, MAP<int64_t, WIDE<int64_t>>>(), \
   kernel<int32_t, WIDE<int32_t>, JOIN, MAP<int32_t, WIDE<int32_t>>>(), \
   kernel<uint8_t, WIDE<uint8_t>, JOIN, MAP<uint8_t, WIDE<uint8_t>>>(), \
   kernel<uint8_t, WIDE<uint8_t>, JOIN, MAP<uint8_t, WIDE<uint8_t>>>()}
#define FLOAT_ROW(JOIN, MAP)                                                \
  {                                                                         \
    kernel<float, double, JOIN, MAP<float, double>>(),                      \
        kernel<double, double, JOIN, MAP<double, double>>(), {}, {}, {}, {} \
  }

template <class T>
using Itself = T;
template <class T>
using Truth = uint8_t;
template <class T>
using Count = int64_t;

}  // namespace

extern const ReduceKernels NNLITE_TABLE(reduce) = {
    .row = {ROW(Wide, Plus, Same), ROW(Wide, Plus, Abs), ROW(Wide, Plus, Square),
            ROW(Count, Plus, NonZero), ROW(Wide, Times, Same), ROW(Itself, Larger, Same),
            ROW(Itself, Smaller, Same), ROW(Itself, Larger, Abs), ROW(Truth, Larger, NonZero),
            ROW(Truth, Smaller, NonZero), FLOAT_ROW(Plus, Deviation), FLOAT_ROW(Plus, ExpBelow)},
    .find = {find_first<float>, find_first<double>, find_first<int64_t>, find_first<int32_t>,
             find_first<uint8_t>, find_first<uint8_t>},
};

}  // namespace nnlite
