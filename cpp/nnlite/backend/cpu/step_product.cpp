// The product of a step: panels of 32 columns, each contiguous, as the kernels read them.
#include "nnlite/backend/cpu/step_product.h"

#include <algorithm>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/gemm.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kPanel = 32;    // columns: a whole number of any kernel's tiles
constexpr int64_t kThin = 4;      // rows below which dot products beat tiles
constexpr int64_t kBlock = 16;    // numbers of a line of the cache
constexpr int64_t kPackFrom = 2;  // uses that make a copy of b worth its while

int64_t panels_of(int64_t n) { return (n + kPanel - 1) / kPanel; }

// A panel of a matrix whose rows are contiguous.
template <class T>
void copy_rows(const StepProduct::Right& b, const T* from, int64_t columns, T* panel) {
  for (int64_t i = 0; i < b.k; ++i) std::copy_n(from + i * b.row, columns, panel + i * kPanel);
}

// Of one whose columns are: lines of the cache are read to their ends.
template <class T>
void turn(const StepProduct::Right& b, const T* from, int64_t columns, T* panel) {
  for (int64_t i = 0; i < b.k; i += kBlock) {
    const int64_t end = std::min(i + kBlock, b.k);
    for (int64_t j = 0; j < columns; ++j) {
      const T* column = from + j * b.column;
      for (int64_t r = i; r < end; ++r) panel[r * kPanel + j] = column[r * b.row];
    }
  }
}

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
  const double each = static_cast<double>(b_.k * kPanel) * 0.5;
  parallel_for(panels_of(b_.n), each, [&](int64_t first, int64_t last) {
    for (int64_t p = first; p < last; ++p) {
      const int64_t columns = std::min(kPanel, b_.n - p * kPanel);
      const T* source = from + p * kPanel * b_.column;
      T* panel = to + p * kPanel * b_.k;
      b_.column == 1 ? copy_rows(b_, source, columns, panel) : turn(b_, source, columns, panel);
    }
  });
}

void StepProduct::add(int64_t rows, const void* a, int64_t a_row, void* c, int64_t c_row) const {
  const auto product = kernels().gemm->product[static_cast<int>(dtype_)];
  const int64_t item = itemsize(dtype_);
  Product p{rows,
            b_.n,
            b_.k,
            a,
            a_row,
            1,
            b_.data,
            b_.row,
            b_.column,
            c,
            c_row,
            true,
            !packed_ && rows < kThin,
            nullptr};
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
