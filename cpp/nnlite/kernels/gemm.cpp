// Matrix products: register tiles over panels of b for floats, plain loops for integers.
#include "nnlite/kernels/gemm.h"

namespace nnlite {
namespace {

constexpr int kVectorBytes = NNLITE_VECTOR_BYTES;
constexpr int kTileRows = kVectorBytes == 64 ? 8 : 4;  // what the registers hold
constexpr int64_t kDepth = 256;  // of a panel: with kTileColumns it fits the first-level cache

template <class T>
struct Simd {
  typedef T Vector __attribute__((vector_size(kVectorBytes), aligned(sizeof(T)), may_alias));
  static constexpr int kLanes = kVectorBytes / sizeof(T);
  static constexpr int kTileColumns = 2 * kLanes;
};
template <class T>
using Vector = typename Simd<T>::Vector;

template <class T>
Vector<T> load(const T* p) {
  return *reinterpret_cast<const Vector<T>*>(p);
}

// kRows x kTileColumns of c over `depth` rows of a panel of b.
template <class T, int kRows>
void run_tile(int64_t depth, const T* a, int64_t a_row, int64_t a_column, const T* b, int64_t b_row,
              T* c, int64_t c_row, int64_t columns, bool add) {
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  Vector<T> left[kRows] = {}, right[kRows] = {};
  for (int64_t p = 0; p < depth; ++p) {
    const Vector<T> b0 = load(b + p * b_row), b1 = load(b + p * b_row + kLanes);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      const T x = a[i * a_row + p * a_column];
      left[i] += x * b0;
      right[i] += x * b1;
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    T* to = c + i * c_row;
    if (columns == kColumns) {
      Vector<T>*c0 = reinterpret_cast<Vector<T>*>(to),
      *c1 = reinterpret_cast<Vector<T>*>(to + kLanes);
      *c0 = add ? *c0 + left[i] : left[i];
      *c1 = add ? *c1 + right[i] : right[i];
      continue;
    }
    T line[kColumns];
    *reinterpret_cast<Vector<T>*>(line) = left[i];
    *reinterpret_cast<Vector<T>*>(line + kLanes) = right[i];
    for (int64_t j = 0; j < columns; ++j) to[j] = add ? to[j] + line[j] : line[j];
  }
}

template <class T, int kRows>
void run_rows(int64_t rows, int64_t depth, const T* a, int64_t a_row, int64_t a_column, const T* b,
              int64_t b_row, T* c, int64_t c_row, int64_t columns, bool add) {
  if (rows == kRows) {
    run_tile<T, kRows>(depth, a, a_row, a_column, b, b_row, c, c_row, columns, add);
  } else if constexpr (kRows > 1) {
    run_rows<T, kRows - 1>(rows, depth, a, a_row, a_column, b, b_row, c, c_row, columns, add);
  }
}

// Copies a panel of b, padded with zeros to the width of a tile.
template <class T>
void pack(const T* b, int64_t b_row, int64_t b_column, int64_t depth, int64_t columns, T* panel) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  if (columns < kColumns) {
    for (int64_t i = 0; i < depth * kColumns; ++i) panel[i] = 0;
  }
  if (b_column == 1) {
    for (int64_t p = 0; p < depth; ++p) {
      for (int64_t j = 0; j < columns; ++j) panel[p * kColumns + j] = b[p * b_row + j];
    }
    return;
  }
  for (int64_t j = 0; j < columns; ++j) {
    const T* from = b + j * b_column;
    for (int64_t p = 0; p < depth; ++p) panel[p * kColumns + j] = from[p * b_row];
  }
}

template <class T>
T sum_of(Vector<T> v) {
  T lanes[Simd<T>::kLanes];
  *reinterpret_cast<Vector<T>*>(lanes) = v;
  for (int half = Simd<T>::kLanes / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; ++i) lanes[i] += lanes[i + half];
  }
  return lanes[0];
}

// kCount dot products of one row of a with columns of b, all contiguous.
template <class T, int kCount>
void run_dots(int64_t k, const T* a, const T* b, int64_t b_column, T* c, bool add) {
  constexpr int kLanes = Simd<T>::kLanes;
  Vector<T> sums[kCount] = {};
  int64_t p = 0;
  for (; p + kLanes <= k; p += kLanes) {
    const Vector<T> x = load(a + p);
#pragma GCC unroll 4
    for (int j = 0; j < kCount; ++j) sums[j] += x * load(b + j * b_column + p);
  }
#pragma GCC unroll 4
  for (int j = 0; j < kCount; ++j) {
    T total = sum_of<T>(sums[j]);
    for (int64_t q = p; q < k; ++q) total += a[q] * b[j * b_column + q];
    c[j] = add ? c[j] + total : total;
  }
}

template <class T>
void dots(const Product& g) {
  const T *a = static_cast<const T*>(g.a), *b = static_cast<const T*>(g.b);
  T* c = static_cast<T*>(g.c);
  for (int64_t i = 0; i < g.m; ++i) {
    int64_t j = 0;
    for (; j + 4 <= g.n; j += 4) {
      run_dots<T, 4>(g.k, a + i * g.a_row, b + j * g.b_column, g.b_column, c + i * g.c_row + j,
                     g.add);
    }
    for (; j < g.n; ++j) {
      run_dots<T, 1>(g.k, a + i * g.a_row, b + j * g.b_column, g.b_column, c + i * g.c_row + j,
                     g.add);
    }
  }
}

template <class T>
void panels(const Product& g) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  alignas(64) T panel[kDepth * kColumns];
  const T *a = static_cast<const T*>(g.a), *b = static_cast<const T*>(g.b);
  T* c = static_cast<T*>(g.c);
  for (int64_t j = 0; j < g.n; j += kColumns) {
    const int64_t columns = g.n - j < kColumns ? g.n - j : kColumns;
    for (int64_t p = 0; p < g.k; p += kDepth) {
      const int64_t depth = g.k - p < kDepth ? g.k - p : kDepth;
      const T* from = b + p * g.b_row + j * g.b_column;
      int64_t b_row = g.b_row;
      if (g.b_column != 1 || columns < kColumns) {
        pack(from, g.b_row, g.b_column, depth, columns, panel);
        from = panel;
        b_row = kColumns;
      }
      for (int64_t i = 0; i < g.m; i += kTileRows) {
        const int64_t rows = g.m - i < kTileRows ? g.m - i : kTileRows;
        run_rows<T, kTileRows>(rows, depth, a + i * g.a_row + p * g.a_column, g.a_row, g.a_column,
                               from, b_row, c + i * g.c_row + j, g.c_row, columns, g.add || p > 0);
      }
    }
  }
}

template <class T>
void clear(const Product& g) {
  for (int64_t i = 0; i < g.m; ++i) {
    for (int64_t j = 0; j < g.n; ++j) static_cast<T*>(g.c)[i * g.c_row + j] = 0;
  }
}

template <class T>
void product(const Product& g) {
  if (g.k == 0) {
    if (!g.add) clear<T>(g);
  } else if (g.m < 4 && g.a_column == 1 && g.b_row == 1 && g.b_column != 1) {
    dots<T>(g);
  } else {
    panels<T>(g);
  }
}

// Integers, which wrap around; computed without sign, where wrapping is defined.
template <class T>
void whole_product(const Product& g) {
  if (!g.add) clear<T>(g);
  const T *a = static_cast<const T*>(g.a), *b = static_cast<const T*>(g.b);
  for (int64_t i = 0; i < g.m; ++i) {
    T* __restrict c = static_cast<T*>(g.c) + i * g.c_row;
    for (int64_t p = 0; p < g.k; ++p) {
      const T x = a[i * g.a_row + p * g.a_column];
      const T* row = b + p * g.b_row;
      for (int64_t j = 0; j < g.n; ++j) c[j] = static_cast<T>(c[j] + x * row[j * g.b_column]);
    }
  }
}

// Of bools: whether any pair is true in both.
void truth_product(const Product& g) {
  if (!g.add) clear<uint8_t>(g);
  const auto *a = static_cast<const uint8_t*>(g.a), *b = static_cast<const uint8_t*>(g.b);
  for (int64_t i = 0; i < g.m; ++i) {
    uint8_t* __restrict c = static_cast<uint8_t*>(g.c) + i * g.c_row;
    for (int64_t p = 0; p < g.k; ++p) {
      const uint8_t x = a[i * g.a_row + p * g.a_column];
      for (int64_t j = 0; j < g.n; ++j) c[j] |= x & b[p * g.b_row + j * g.b_column];
    }
  }
}

}  // namespace

extern const GemmKernels NNLITE_TABLE(gemm) = {{product<float>, product<double>,
                                                whole_product<uint64_t>, whole_product<uint32_t>,
                                                whole_product<uint8_t>, truth_product}};

}  // namespace nnlite
