// Register tiles: the loops that matrix products and convolutions are made of, for one instruction
// set. Only kernels include this.
#pragma once

#include <cstdint>

#include "nnlite/base/shuffle.h"

namespace nnlite {
namespace {

constexpr int kVectorBytes = NNLITE_VECTOR_BYTES;
constexpr int kTileRows = kVectorBytes == 64 ? 8 : kVectorBytes == 32 ? 6 : 4;  // registers

inline int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

template <class T>
struct Simd {
  typedef T Vector __attribute__((vector_size(kVectorBytes), aligned(sizeof(T)), may_alias));
  typedef T Half __attribute__((vector_size(kVectorBytes / 2), aligned(sizeof(T)), may_alias));
  static constexpr int kLanes = kVectorBytes / sizeof(T);
  static constexpr int kTileColumns = 2 * kLanes;
};
template <class T>
using Vector = typename Simd<T>::Vector;

template <class T>
Vector<T> load(const T* p) {
  return *reinterpret_cast<const Vector<T>*>(p);
}
template <class T>
void store(T* p, Vector<T> v) {
  *reinterpret_cast<Vector<T>*>(p) = v;
}

// ---- tiles --------------------------------------------------------------------------------------

// Part of a, or of b: strides in elements.
template <class T>
struct Block {
  const T* data;
  int64_t row, column;
};

// What c begins with, its rows so far apart: c itself, or one row for all. Null: nothing.
template <class T>
struct Start {
  const T* data;
  int64_t row;
};

constexpr int64_t kPrefetchFrom = 32;  // depths that give lines of c the time to arrive

// kRows x (kVectors vectors) of c over `depth` rows of b, whose columns are contiguous.
template <class T, int kRows, int kVectors>
void run_tile(int64_t depth, const Block<T>& a, const Block<T>& b, T* c, int64_t c_row,
              int64_t columns, const Start<T>& start) {
  constexpr int kLanes = Simd<T>::kLanes;
  if (depth >= kPrefetchFrom) {
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      for (int v = 0; v < kVectors; ++v) __builtin_prefetch(c + i * c_row + v * kLanes, 1);
    }
  }
  Vector<T> sums[kRows][kVectors] = {};
  const T *x = a.data, *y = b.data;
  for (int64_t p = 0; p < depth; ++p, x += a.column, y += b.row) {
    Vector<T> right[kVectors];
    for (int v = 0; v < kVectors; ++v) right[v] = load(y + v * kLanes);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      const T left = x[i * a.row];
      for (int v = 0; v < kVectors; ++v) sums[i][v] += left * right[v];
    }
  }
  const bool whole = columns == kVectors * kLanes;
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    T* to = c + i * c_row;
    const T* from = start.data ? start.data + i * start.row : nullptr;
    if (whole) {
      for (int v = 0; v < kVectors; ++v) {
        store(to + v * kLanes, from ? load(from + v * kLanes) + sums[i][v] : sums[i][v]);
      }
      continue;
    }
    T line[kVectors * kLanes];
    for (int v = 0; v < kVectors; ++v) store(line + v * kLanes, sums[i][v]);
    for (int64_t j = 0; j < columns; ++j) to[j] = from ? from[j] + line[j] : line[j];
  }
}

template <class T, int kRows, int kVectors>
void run_rows(int64_t rows, int64_t depth, const Block<T>& a, const Block<T>& b, T* c,
              int64_t c_row, int64_t columns, const Start<T>& start) {
  if (rows == kRows) {
    run_tile<T, kRows, kVectors>(depth, a, b, c, c_row, columns, start);
  } else if constexpr (kRows > 1) {
    run_rows<T, kRows - 1, kVectors>(rows, depth, a, b, c, c_row, columns, start);
  }
}

template <class T, int kVectors>
void run_vectors(int64_t m, int64_t depth, const Block<T>& a, const Block<T>& b, T* c,
                 int64_t c_row, int64_t columns, const Start<T>& start) {
  for (int64_t i = 0; i < m; i += kTileRows) {
    const Start<T> at{start.data ? start.data + i * start.row : nullptr, start.row};
    run_rows<T, kTileRows, kVectors>(least(m - i, kTileRows), depth,
                                     {a.data + i * a.row, a.row, a.column}, b, c + i * c_row, c_row,
                                     columns, at);
  }
}

// All rows of c for the columns of one panel, by as many vectors as they fill.
template <class T>
void run_panel(int64_t m, int64_t depth, const Block<T>& a, const Block<T>& b, T* c, int64_t c_row,
               int64_t columns, const Start<T>& start) {
  if (columns > Simd<T>::kLanes)
    run_vectors<T, 2>(m, depth, a, b, c, c_row, columns, start);
  else
    run_vectors<T, 1>(m, depth, a, b, c, c_row, columns, start);
}
template <class T>
void run_panel(int64_t m, int64_t depth, const Block<T>& a, const Block<T>& b, T* c, int64_t c_row,
               int64_t columns, bool add) {
  run_panel<T>(m, depth, a, b, c, c_row, columns, Start<T>{add ? c : nullptr, c_row});
}

// ---- packing ------------------------------------------------------------------------------------

template <class T, bool high, int... I>
Vector<T> zip(Vector<T> a, Vector<T> b, Indices<I...>) {
  return zip_lanes<Vector<T>, Simd<T>::kLanes, high, I...>(a, b);
}

// Turns a square of lanes x lanes: each round interleaves the upper with the lower half.
template <class T>
void turn(Vector<T>* v) {
  constexpr int kLanes = Simd<T>::kLanes;
  constexpr IndicesTo<kLanes> lanes;
  for (int round = 1; round < kLanes; round *= 2) {
    Vector<T> next[kLanes];
#pragma GCC unroll 8
    for (int i = 0; i < kLanes / 2; ++i) {
      next[2 * i] = zip<T, false>(v[i], v[i + kLanes / 2], lanes);
      next[2 * i + 1] = zip<T, true>(v[i], v[i + kLanes / 2], lanes);
    }
#pragma GCC unroll 16
    for (int i = 0; i < kLanes; ++i) v[i] = next[i];
  }
}

// Columns of b that lie contiguously (b.row == 1), as rows of a panel; `columns` of them, padded
// with zeros to whole vectors.
template <class T>
void pack_turned(const Block<T>& b, int64_t depth, int64_t columns, T* panel) {
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  for (int64_t j = 0; j < columns; j += kLanes) {
    const int64_t count = columns - j < kLanes ? columns - j : kLanes;
    const T* from = b.data + j * b.column;
    int64_t p = 0;
    for (; p + kLanes <= depth; p += kLanes) {
      Vector<T> square[kLanes] = {};
      for (int64_t r = 0; r < count; ++r) square[r] = load(from + r * b.column + p);
      turn<T>(square);
      for (int r = 0; r < kLanes; ++r) store(panel + (p + r) * kColumns + j, square[r]);
    }
    for (; p < depth; ++p) {
      T* to = panel + p * kColumns + j;
      for (int64_t r = 0; r < kLanes; ++r) to[r] = r < count ? from[r * b.column + p] : T(0);
    }
  }
}

}  // namespace
}  // namespace nnlite
