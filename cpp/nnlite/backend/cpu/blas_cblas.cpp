// Matrix products by a CBLAS: OpenBLAS as shipped with nnlite (its names carry a prefix), or the
// system's.
#include "nnlite/backend/cpu/blas.h"

#include <new>
#include <vector>

#include "nnlite/backend/memory.h"
#include "nnlite/backend/threads.h"

#define NNLITE_BLAS_JOIN_(prefix, name) prefix##name
#define NNLITE_BLAS_JOIN(prefix, name) NNLITE_BLAS_JOIN_(prefix, name)
#define BLAS(name) NNLITE_BLAS_JOIN(BLAS_SYMBOL_PREFIX, name)

extern "C" {
void BLAS(cblas_sgemm)(int order, int transpose_a, int transpose_b, int m, int n, int k,
                       float alpha, const float* a, int lda, const float* b, int ldb, float beta,
                       float* c, int ldc);
void BLAS(cblas_dgemm)(int order, int transpose_a, int transpose_b, int m, int n, int k,
                       double alpha, const double* a, int lda, const double* b, int ldb,
                       double beta, double* c, int ldc);
// OpenBLAS alone has it.
[[gnu::weak]] void BLAS(openblas_set_num_threads)(int count);
}

namespace nnlite::cpu {

namespace {

constexpr int kRowMajor = 101, kPlain = 111, kTransposed = 112;

// Our own threads take the tiles of a product: the library must not start any.
[[maybe_unused]] const bool alone = [] {
  if (BLAS(openblas_set_num_threads)) BLAS(openblas_set_num_threads)(1);
  return true;
}();

int flag(bool transposed) { return transposed ? kTransposed : kPlain; }
int whole(int64_t n) { return static_cast<int>(n); }

}  // namespace

bool has_blas() { return true; }

// OpenBLAS maps work memory for every product that runs beside others, keeps it, and ends the
// process where it cannot. So room is asked for first, that of the threads' own heaps included, and
// then taken by products that run side by side.
void prepare_blas(int threads) {
  constexpr size_t kEach = size_t{170} << 20;
  constexpr int64_t kSize = 160;
  thread_local int prepared = 0;
  if (threads <= prepared) return;
  const size_t bytes = kEach * static_cast<size_t>(threads - prepared);
  void* room = ::operator new(bytes, std::nothrow);
  if (!room) throw OutOfMemory(bytes);
  *static_cast<volatile char*>(room) = 0;  // or a compiler may leave both calls out
  ::operator delete(room);
  constexpr auto kItems = static_cast<size_t>(kSize * kSize);
  std::vector<float> zeros(kItems * static_cast<size_t>(threads + 1));
  const BlasMatrix<float> zero{zeros.data(), kSize, false};
  parallel_for(threads, 1e6, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      float* out = zeros.data() + kItems * static_cast<size_t>(i + 1);
      blas_product(kSize, kSize, kSize, zero, zero, out, kSize, false);
    }
  });
  prepared = threads;
}

void blas_product(int64_t m, int64_t n, int64_t k, const BlasMatrix<float>& a,
                  const BlasMatrix<float>& b, float* c, int64_t c_row, bool add) {
  BLAS(cblas_sgemm)(kRowMajor, flag(a.transposed), flag(b.transposed), whole(m), whole(n), whole(k),
                    1.0f, a.data, whole(a.stride), b.data, whole(b.stride), add ? 1.0f : 0.0f, c,
                    whole(c_row));
}
void blas_product(int64_t m, int64_t n, int64_t k, const BlasMatrix<double>& a,
                  const BlasMatrix<double>& b, double* c, int64_t c_row, bool add) {
  BLAS(cblas_dgemm)(kRowMajor, flag(a.transposed), flag(b.transposed), whole(m), whole(n), whole(k),
                    1.0, a.data, whole(a.stride), b.data, whole(b.stride), add ? 1.0 : 0.0, c,
                    whole(c_row));
}

}  // namespace nnlite::cpu
