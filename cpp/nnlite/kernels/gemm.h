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
};
inline constexpr int64_t kProductDepth = 256;
constexpr int64_t product_room(int64_t m) { return m * (kProductDepth + 16); }

struct GemmKernels {
  int vector_bytes;  // of the instruction set
  void (*product[kDTypeCount])(const Product& p);
};

}  // namespace nnlite
