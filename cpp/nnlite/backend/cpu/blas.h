// The matrix product of a library, told to stay on the calling thread. CMake picks the file that
// implements it; a build without one says so.
#pragma once

#include <cstdint>

namespace nnlite::cpu {

// One operand: its leading stride, and whether its rows lie in columns.
template <class T>
struct BlasMatrix {
  const T* data;
  int64_t stride;
  bool transposed;
};

bool has_blas();
// Makes sure that `threads` products can run at once; throws OutOfMemory. To be called on the
// thread that leads them.
void prepare_blas(int threads);
// c = a b + (add ? c : 0), m x n over k, all sizes and strides below 2^31.
void blas_product(int64_t m, int64_t n, int64_t k, const BlasMatrix<float>& a,
                  const BlasMatrix<float>& b, float* c, int64_t c_row, bool add);
void blas_product(int64_t m, int64_t n, int64_t k, const BlasMatrix<double>& a,
                  const BlasMatrix<double>& b, double* c, int64_t c_row, bool add);

}  // namespace nnlite::cpu
