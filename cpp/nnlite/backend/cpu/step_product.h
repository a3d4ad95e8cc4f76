// StepProduct: c += a b, where every step of a loop has the same b. It is laid out in panels once.
#pragma once

#include "nnlite/backend/call.h"
#include "nnlite/backend/cpu/scratch.h"

namespace nnlite::cpu {

class StepProduct {
 public:
  // b is the matrix (k, n) whose element (i, j) stands at i * row + j * column.
  struct Right {
    const void* data;
    int64_t k, n, row, column;
  };
  // `uses` is how often add() will be called: b is laid out anew where that pays.
  StepProduct(const Right& b, DType dtype, int64_t uses);

  // Rows of a (k numbers) and c (n numbers) begin a_row and c_row elements after each other.
  void add(int64_t rows, const void* a, int64_t a_row, void* c, int64_t c_row) const;

 private:
  Right b_;
  DType dtype_;
  bool packed_;
  Scratch panels_;
};

}  // namespace nnlite::cpu
