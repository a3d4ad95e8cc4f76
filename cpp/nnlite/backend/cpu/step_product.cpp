// The product of a step: panels of 32 columns, each contiguous, as the kernels read them.
#include "nnlite/backend/cpu/step_product.h"

#include <algorithm>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/gemm.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kPanel = 32;    // columns: a whole number of any kernel's tiles
constexpr int64_t kPackFrom = 4;  // uses that make a copy of b worth its while

int64_t panels_of(int64_t n) { return (n + kPanel - 1) / kPanel; }

}  // namespace

StepProduct::StepProduct(const Right& b, DType dtype, int64_t uses)
    : b_(b),
      dtype_(dtype),
      packed_(uses >= kPackFrom),
      panels_(packed_ ? panels_of(b.n) * kPanel * b.k * itemsize(dtype) : 0) {
  if (!packed_) return;
  dtype == DType::f64 ? pack<double>() : pack<float>();
}

template <class T>
void StepProduct::pack() {
  const auto* from = static_cast<const T*>(b_.data);
  T* to = panels_.as<T>();
  parallel_for(panels_of(b_.n), static_cast<double>(b_.k * kPanel),
               [&](int64_t first, int64_t last) {
                 for (int64_t p = first; p < last; ++p) {
                   const int64_t columns = std::min(kPanel, b_.n - p * kPanel);
                   const T* source = from + p * kPanel * b_.column;
                   T* panel = to + p * kPanel * b_.k;
                   for (int64_t i = 0; i < b_.k; ++i) {
                     for (int64_t j = 0; j < columns; ++j) {
                       panel[i * kPanel + j] = source[i * b_.row + j * b_.column];
                     }
                   }
                 }
               });
}

void StepProduct::add(int64_t rows, const void* a, int64_t a_row, void* c, int64_t c_row) const {
  const auto product = kernels().gemm->product[static_cast<int>(dtype_)];
  const int64_t item = itemsize(dtype_);
  Product p{rows,   b_.n,      b_.k, a,     a_row, 1,     b_.data,
            b_.row, b_.column, c,    c_row, true,  false, nullptr};
  if (!packed_) return product(p);
  p.b_row = kPanel;
  p.b_column = 1;
  for (int64_t j = 0; j < b_.n; j += kPanel) {
    p.n = std::min(kPanel, b_.n - j);
    p.b = panels_.data() + j * b_.k * item;
    p.c = static_cast<std::byte*>(c) + j * item;
    product(p);
  }
}

}  // namespace nnlite::cpu
