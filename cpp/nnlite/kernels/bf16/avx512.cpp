// Products of bfloat16 by AVX-512: two neighbours along the inner dimension meet in one
// instruction, so both factors are stored as pairs of 32 bits.
#include <immintrin.h>

#include "nnlite/kernels/bf16/bf16.h"

namespace nnlite {
namespace {

constexpr int64_t kLanes = 16, kColumns = 32;
constexpr int kTileRows = 8;

int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

__mmask16 first(int64_t count) {
  return static_cast<__mmask16>(count >= kLanes ? 0xffff : count <= 0 ? 0 : (1 << count) - 1);
}
__m512 load(const float* from, int64_t count) { return _mm512_maskz_loadu_ps(first(count), from); }

// Neighbours of one line: pairs in order.
__m512i pairs_along(const float* from, int64_t count) {
  return reinterpret_cast<__m512i>(
      _mm512_cvtne2ps_pbh(load(from + kLanes, count - kLanes), load(from, count)));
}

typedef uint32_t Words __attribute__((vector_size(64)));

// Neighbours in two lines: a pair in each lane.
__m512i pairs_across(__m512 low, __m512 high) {
  const auto bits = [](__m512 x) {
    return reinterpret_cast<Words>(
        _mm512_maskz_cvtepu16_epi32(0xffff, reinterpret_cast<__m256i>(_mm512_cvtneps_pbh(x))));
  };
  return reinterpret_cast<__m512i>(bits(low) | bits(high) << 16);
}

// A matrix of pairs: strides in pairs.
struct Pairs {
  const int32_t* data;
  int64_t row, column;
};

// `depth` elements of `rows` lines into pairs. Lines are contiguous, or elements of several lines
// are.
Pairs round_rows(const float* a, int64_t row, int64_t column, int64_t rows, int64_t depth,
                 int32_t* room) {
  constexpr int64_t kRow = kBf16Depth + kLanes;  // rows do not fall upon each other in the cache
  const int64_t pairs = (depth + 1) / 2;
  if (column == 1) {
    for (int64_t i = 0; i < rows; ++i) {
      for (int64_t p = 0; p < depth; p += 2 * kLanes) {
        _mm512_storeu_si512(room + i * kRow + p / 2, pairs_along(a + i * row + p, depth - p));
      }
    }
    return {room, kRow, 1};
  }
  for (int64_t q = 0; q < pairs; ++q) {
    const float *low = a + 2 * q * column, *high = low + column;
    const int64_t others = 2 * q + 1 < depth ? rows : 0;
    if (row == 1) {
      for (int64_t i = 0; i < rows; i += kLanes) {
        _mm512_mask_storeu_epi32(room + q * rows + i, first(rows - i),
                                 pairs_across(load(low + i, rows - i), load(high + i, others - i)));
      }
      continue;
    }
    for (int64_t i = 0; i < rows; ++i) {
      const __m512 x = _mm512_set1_ps(low[i * row]);
      const __m512 y = _mm512_set1_ps(others ? high[i * row] : 0.0f);
      room[q * rows + i] = _mm512_cvtsi512_si32(pairs_across(x, y));
    }
  }
  return {room, 1, rows};
}

// Squares of 16 x 16 pairs, turned.
void turn(__m512i* v) {
  __m512i low_half = _mm512_set_epi32(23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  __m512i high_half =
      _mm512_set_epi32(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8);
  for (int round = 0; round < 4; ++round) {
    __m512i next[16];
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i) {
      next[2 * i] = _mm512_permutex2var_epi32(v[i], low_half, v[i + 8]);
      next[2 * i + 1] = _mm512_permutex2var_epi32(v[i], high_half, v[i + 8]);
    }
#pragma GCC unroll 16
    for (int i = 0; i < 16; ++i) v[i] = next[i];
  }
}

// Columns of b as a panel: (pair, column), kColumns from a pair to the next.
void round_panel(const float* b, int64_t row, int64_t column, int64_t depth, int64_t columns,
                 int32_t* panel) {
  for (int64_t j = 0; j < columns; j += kLanes) {
    const int64_t count = least(kLanes, columns - j);
    const float* from = b + j * column;
    if (row == 1) {
      for (int64_t p = 0; p < depth; p += 2 * kLanes) {
        __m512i square[kLanes];
        for (int64_t i = 0; i < kLanes; ++i) {
          square[i] = i < count ? pairs_along(from + i * column + p, depth - p) : __m512i{};
        }
        turn(square);
        for (int64_t q = 0; q < kLanes; ++q) {
          _mm512_storeu_si512(panel + (p / 2 + q) * kColumns + j, square[q]);
        }
      }
      continue;
    }
    for (int64_t p = 0; p < depth; p += 2) {
      alignas(64) float low[kLanes] = {}, high[kLanes] = {};
      if (column == 1) {
        _mm512_store_ps(low, load(from + p * row, count));
        if (p + 1 < depth) _mm512_store_ps(high, load(from + (p + 1) * row, count));
      } else {
        for (int64_t i = 0; i < count; ++i) low[i] = from[p * row + i * column];
        for (int64_t i = 0; i < count && p + 1 < depth; ++i) {
          high[i] = from[(p + 1) * row + i * column];
        }
      }
      _mm512_storeu_si512(panel + p / 2 * kColumns + j,
                          pairs_across(_mm512_load_ps(low), _mm512_load_ps(high)));
    }
  }
}

// kRows x (kVectors vectors) of c over `pairs`; it begins with `start`, its rows `start_row` apart.
template <int kRows, int kVectors>
void run_tile(int64_t pairs, const Pairs& a, const int32_t* b, float* c, int64_t c_row,
              int64_t columns, const float* start, int64_t start_row) {
  __m512 sums[kRows][kVectors];
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    for (int v = 0; v < kVectors; ++v) {
      const int64_t at = v * kLanes;
      sums[i][v] = start ? load(start + i * start_row + at, columns - at) : __m512{};
    }
  }
  const int32_t* x = a.data;
  for (int64_t q = 0; q < pairs; ++q, x += a.column, b += kColumns) {
    __m512bh right[kVectors];
    for (int v = 0; v < kVectors; ++v) {
      right[v] = reinterpret_cast<__m512bh>(_mm512_loadu_si512(b + v * kLanes));
    }
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      const auto left = reinterpret_cast<__m512bh>(_mm512_set1_epi32(x[i * a.row]));
      for (int v = 0; v < kVectors; ++v) sums[i][v] = _mm512_dpbf16_ps(sums[i][v], left, right[v]);
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    for (int v = 0; v < kVectors; ++v) {
      _mm512_mask_storeu_ps(c + i * c_row + v * kLanes, first(columns - v * kLanes), sums[i][v]);
    }
  }
}

template <int kRows>
void run_rows(int64_t rows, int64_t pairs, const Pairs& a, const int32_t* b, float* c,
              int64_t c_row, int64_t columns, const float* start, int64_t start_row) {
  if (rows < kRows) {
    if constexpr (kRows > 1) {
      run_rows<kRows - 1>(rows, pairs, a, b, c, c_row, columns, start, start_row);
    }
  } else if (columns > kLanes) {
    run_tile<kRows, 2>(pairs, a, b, c, c_row, columns, start, start_row);
  } else {
    run_tile<kRows, 1>(pairs, a, b, c, c_row, columns, start, start_row);
  }
}

void product(const Product& g) {
  alignas(64) int32_t panel[kBf16Depth * kColumns];
  float* c = static_cast<float*>(g.c);
  const float* start = g.add ? c : static_cast<const float*>(g.bias);
  int64_t start_row = g.add ? g.c_row : 0;
  for (int64_t p = 0; p < g.k; p += 2 * kBf16Depth, start = c, start_row = g.c_row) {
    const int64_t depth = least(g.k - p, 2 * kBf16Depth), pairs = (depth + 1) / 2;
    const Pairs a = round_rows(static_cast<const float*>(g.a) + p * g.a_column, g.a_row, g.a_column,
                               g.m, depth, static_cast<int32_t*>(g.room));
    for (int64_t j = 0; j < g.n; j += kColumns) {
      const int64_t columns = least(g.n - j, kColumns);
      round_panel(static_cast<const float*>(g.b) + p * g.b_row + j * g.b_column, g.b_row,
                  g.b_column, depth, columns, panel);
      for (int64_t i = 0; i < g.m; i += kTileRows) {
        run_rows<kTileRows>(least(g.m - i, kTileRows), pairs, {a.data + i * a.row, a.row, a.column},
                            panel, c + i * g.c_row + j, g.c_row, columns,
                            start ? start + i * start_row + j : nullptr, start_row);
      }
    }
  }
}

}  // namespace

extern const Bf16Kernels kBf16Kernels = {product};

}  // namespace nnlite
