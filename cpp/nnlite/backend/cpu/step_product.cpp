// The product of a step: its right side in panels, as the kernels read them.
#include "nnlite/backend/cpu/step_product.h"

#include <algorithm>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/gemm.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kThin = 4;      // rows below which dot products beat tiles
constexpr int64_t kPackFrom = 2;  // uses that make a copy of b worth its while

}  // namespace

StepProduct::StepProduct(const Right& b, DType dtype, int64_t uses)
    : b_(b),
      dtype_(dtype),
      packed_(uses >= kPackFrom),
      panels_(packed_ ? panel_room(b.k, b.n) * itemsize(dtype) : 0) {
  if (!packed_) return;
  const int64_t item = itemsize(dtype), count = (b.n + kPanel - 1) / kPanel;
  const auto* from = static_cast<const std::byte*>(b.data);
  parallel_for(count, 0.2 * static_cast<double>(b.k * kPanel), [&](int64_t first, int64_t last) {
    Product p{};
    p.n = std::min(last * kPanel, b.n) - first * kPanel;
    p.k = b.k;
    p.b = from + first * kPanel * b.column * item;
    p.b_row = b.row;
    p.b_column = b.column;
    kernels().gemm->pack[dtype == DType::f64](p, panels_.data() + first * kPanel * b.k * item);
  });
}

void StepProduct::add(int64_t rows, const void* a, int64_t a_row, void* c, int64_t c_row) const {
  Product p{rows,
            b_.n,
            b_.k,
            a,
            a_row,
            1,
            packed_ ? panels_.data() : b_.data,
            b_.row,
            b_.column,
            c,
            c_row,
            true,
            !packed_ && rows < kThin,
            nullptr};
  p.packed = packed_;
  kernels().gemm->product[static_cast<int>(dtype_)](p);
}

}  // namespace nnlite::cpu
