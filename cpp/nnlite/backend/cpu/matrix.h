// Operands of matrix products: matrices with strides, and batches of them.
#pragma once

#include <utility>

#include "nnlite/backend/call.h"
#include "nnlite/backend/cpu/scratch.h"

namespace nnlite::cpu {

// One matrix of a batch.
struct Matrix {
  const std::byte* data = nullptr;
  int64_t rows = 1, columns = 1, row = 0, column = 0;  // sizes, strides in elements

  void transpose() {
    std::swap(rows, columns);
    std::swap(row, column);
  }
};

// A batch of matrices; axes of the batch that were broadcast have stride 0.
struct Batch {
  Matrix matrix;
  Shape strides;  // of the batch, aligned with the output's batch

  int64_t offset(const Shape& sizes, int64_t index) const {
    int64_t at = 0;
    for (int i = sizes.size() - 1; i >= 0; --i) {
      at += index % sizes[i] * strides[i];
      index /= sizes[i];
    }
    return at;
  }
};

// The last two axes as a matrix, the others as a batch that broadcasts to `batch`.
Batch batch_of(const Operand& x, const Shape& batch, bool transposed);
// Every axis but the last as rows; false where they do not lie evenly.
bool rows_of(const Operand& x, Matrix& out);

// A copy of an operand in order, each broadcast axis of a batch once.
class Ordered {
 public:
  Ordered(const Operand& x, bool keep_batch);
  Operand operand() const { return {memory_.data(), &layout_}; }
  // Floats, to the nearest number of bfloat16 (to even in the middle).
  void round_to_bf16() const;

 private:
  Layout layout_;
  Scratch memory_;
};

}  // namespace nnlite::cpu
