// Matrix products: register tiles (tile.h) over panels of b for floats, plain loops for integers.
#include "nnlite/kernels/gemm.h"

#include "nnlite/kernels/tile.h"

namespace nnlite {
namespace {

constexpr int64_t kDepth = kProductDepth;  // of a panel: it stays in the first-level cache
constexpr int64_t kLongDot = 64;           // what makes dot products pay
constexpr int64_t kNarrow = 4;             // columns that leave most of a vector empty
constexpr int64_t kPackAbove = 64;         // rows of a that make a copy of b worth its while

template <class T>
void pack(const Block<T>& b, int64_t depth, int64_t columns, T* panel) {
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  if (b.row == 1 && b.column != 1) return pack_turned(b, depth, columns, panel);
  const int64_t padded = (columns + kLanes - 1) / kLanes * kLanes;
  for (int64_t p = 0; p < depth; ++p) {
    const T* from = b.data + p * b.row;
    T* to = panel + p * kColumns;
    if (b.column == 1 && columns == kColumns) {
      store(to, load(from));
      store(to + kLanes, load(from + kLanes));
      continue;
    }
    for (int64_t j = 0; j < padded; ++j) to[j] = j < columns ? from[j * b.column] : T(0);
  }
}

// Panel after panel: what stands at column j begins at j * k.
template <class T>
void pack_all(const Product& g, void* panels) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  static_assert(kPanel % kColumns == 0);
  const T* b = static_cast<const T*>(g.b);
  for (int64_t j = 0; j < g.n; j += kColumns) {
    const int64_t columns = g.n - j < kColumns ? g.n - j : kColumns;
    pack<T>({b + j * g.b_column, g.b_row, g.b_column}, g.k, columns,
            static_cast<T*>(panels) + j * g.k);
  }
}

// A copy of a block of a whose rows (or columns) lie close together, so that they do not fall upon
// each other in the cache.
template <class T>
Block<T> gathered(const Block<T>& a, int64_t m, int64_t depth, T* room) {
  constexpr int64_t kRow = kDepth + 16;
  if (a.column == 1) {
    for (int64_t i = 0; i < m; ++i) {
      for (int64_t p = 0; p < depth; ++p) room[i * kRow + p] = a.data[i * a.row + p];
    }
    return {room, kRow, 1};
  }
  for (int64_t p = 0; p < depth; ++p) {
    for (int64_t i = 0; i < m; ++i) room[p * m + i] = a.data[p * a.column + i * a.row];
  }
  return {room, 1, m};
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

// Blocks of `kDepth` outermost, so that one of a stays in the second-level cache while the panels
// of b pass by. The sum of an element of c goes through its depths in this order whatever the tile.
template <class T>
void panels(const Product& g) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  alignas(64) T panel[kDepth * kColumns];
  T* c = static_cast<T*>(g.c);
  Start<T> start{g.add ? c : static_cast<const T*>(g.bias), g.add ? g.c_row : 0};
  for (int64_t p = 0; p < g.k; p += kDepth, start = {c, g.c_row}) {
    const int64_t depth = g.k - p < kDepth ? g.k - p : kDepth;
    Block<T> a{static_cast<const T*>(g.a) + p * g.a_column, g.a_row, g.a_column};
    if (g.room) a = gathered(a, g.m, depth, static_cast<T*>(g.room));
    for (int64_t j = 0; j < g.n; j += kColumns) {
      const int64_t columns = g.n - j < kColumns ? g.n - j : kColumns;
      Block<T> b{static_cast<const T*>(g.b) + p * g.b_row + j * g.b_column, g.b_row, g.b_column};
      const bool whole = columns == kColumns && b.column == 1;
      if (g.packed) {
        b = {static_cast<const T*>(g.b) + j * g.k + p * kColumns, kColumns, 1};
      } else if (!whole || g.m >= kPackAbove) {
        pack(b, depth, columns, panel);
        b = {panel, kColumns, 1};
      }
      const Start<T> from{start.data ? start.data + j : nullptr, start.row};
      run_panel<T>(g.m, depth, a, b, c + j, g.c_row, columns, from);
    }
  }
}

// c = bias, or 0.
template <class T>
void begin(const Product& g) {
  const T* bias = static_cast<const T*>(g.bias);
  for (int64_t i = 0; i < g.m; ++i) {
    T* c = static_cast<T*>(g.c) + i * g.c_row;
    for (int64_t j = 0; j < g.n; ++j) c[j] = bias ? bias[j] : T(0);
  }
}

// c has fewer columns than a vector has lanes: its transpose is computed, a strip at a time. The
// sum of each element is the same one.
template <class T>
void narrow(const Product& g) {
  constexpr int64_t kStrip = 256;
  T strip[kNarrow * kStrip];
  for (int64_t i = 0; i < g.m; i += kStrip) {
    const int64_t rows = g.m - i < kStrip ? g.m - i : kStrip;
    T* c = static_cast<T*>(g.c) + i * g.c_row;
    for (int64_t j = 0; j < g.n && g.add; ++j) {
      for (int64_t r = 0; r < rows; ++r) strip[j * rows + r] = c[r * g.c_row + j];
    }
    panels<T>({g.n, rows, g.k, g.b, g.b_column, g.b_row, static_cast<const T*>(g.a) + i * g.a_row,
               g.a_column, g.a_row, strip, rows, g.add, false, nullptr});
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t j = 0; j < g.n; ++j) c[r * g.c_row + j] = strip[j * rows + r];
    }
  }
}

template <class T>
void product(const Product& g) {
  const bool column = g.c_row == 1 && g.m > 1;
  const bool dotted =
      g.thin && g.k >= kLongDot && g.a_column == 1 && g.b_row == 1 && g.b_column != 1;
  const bool thin = g.n <= kNarrow && g.n < g.m;
  if (g.k > 0 && (g.packed || !(column || dotted || thin))) return panels<T>(g);
  if (g.bias || (g.k == 0 && !g.add)) begin<T>(g);
  if (g.k == 0) return;
  Product rest = g;
  rest.add = g.add || g.bias;
  rest.bias = nullptr;
  if (column) {  // the same as a row
    product<T>({1, g.m, g.k, g.b, g.b_column, g.b_row, g.a, g.a_column, g.a_row, g.c, g.m, rest.add,
                true, nullptr});
  } else if (dotted) {
    dots<T>(rest);
  } else {
    narrow<T>(rest);
  }
}

// Integers, which wrap around; computed without sign, where wrapping is defined.
template <class T>
void whole_product(const Product& g) {
  if (!g.add) begin<T>(g);
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
  if (!g.add) begin<uint8_t>(g);
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

extern const GemmKernels NNLITE_TABLE(gemm) = {
    kVectorBytes,
    {product<float>, product<double>, whole_product<uint64_t>, whole_product<uint32_t>,
     whole_product<uint8_t>, truth_product},
    {pack_all<float>, pack_all<double>}};

}  // namespace nnlite
