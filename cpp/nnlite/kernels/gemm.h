// Matrix products of any strides: for small products, for integers, and for builds without BLAS.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

// c = a b, or c += a b where `add`: m x n over k, strides in elements; rows of c are contiguous.
struct Product {
  int64_t m, n, k;
  const void* a;
  int64_t a_row, a_column;
  const void* b;
  int64_t b_row, b_column;
  void* c;
  int64_t c_row;
  bool add;
  bool thin;  // the whole product, of which this may be a tile, has very few rows
  // Where given, blocks of a are copied here: product_room(m) elements. It pays for large strides.
  void* room;
  // Where given, what every row of c begins with: n numbers; floats only, and without `add`.
  const void* bias = nullptr;
  bool packed = false;  // b is what pack() wrote, or begins at a panel of it
};
inline constexpr int64_t kProductDepth = 256;
constexpr int64_t product_room(int64_t m) { return m * (kProductDepth + 16); }

// Panels: b as products read it, kPanel columns after each other; for a b that is used again.
inline constexpr int64_t kPanel = 32;
constexpr int64_t panel_room(int64_t k, int64_t n) {
  return (n + kPanel - 1) / kPanel * kPanel * k;
}

struct GemmKernels {
  int vector_bytes;  // of the instruction set
  void (*product[kDTypeCount])(const Product& p);
  void (*pack[2])(const Product& p, void* panels);  // of float, double: k, n and b are read
};

}  // namespace nnlite
