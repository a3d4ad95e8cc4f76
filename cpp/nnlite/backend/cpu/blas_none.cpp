// No library: every product takes the kernels of our own.
#include "nnlite/backend/cpu/blas.h"

namespace nnlite::cpu {

bool has_blas() { return false; }
void prepare_blas(int) {}
void blas_product(int64_t, int64_t, int64_t, const BlasMatrix<float>&, const BlasMatrix<float>&,
                  float*, int64_t, bool) {}
void blas_product(int64_t, int64_t, int64_t, const BlasMatrix<double>&, const BlasMatrix<double>&,
                  double*, int64_t, bool) {}

}  // namespace nnlite::cpu
