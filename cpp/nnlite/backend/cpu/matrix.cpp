// Operands of matrix products: how axes become rows, columns and batches, and copies in order.
#include "nnlite/backend/cpu/matrix.h"

#include <bit>
#include <cmath>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

Batch batch_of(const Operand& x, const Shape& batch, bool transposed) {
  const Layout& l = *x.layout;
  const int d = l.dims(), lead = batch.size() - (d - 2);
  Batch out;
  out.matrix = {static_cast<const std::byte*>(x.data), l.shape[d - 2], l.shape[d - 1],
                l.strides[d - 2], l.strides[d - 1]};
  if (transposed) out.matrix.transpose();
  out.strides = Shape::filled(batch.size(), 0);
  for (int i = 0; i < d - 2; ++i) {
    out.strides[lead + i] = l.shape[i] == 1 ? 0 : l.strides[i];
  }
  return out;
}

bool rows_of(const Operand& x, Matrix& out) {
  const Layout& l = *x.layout;
  const int last = l.dims() - 1;
  const int64_t columns = l.shape[last];
  out = {static_cast<const std::byte*>(x.data), 1, columns, columns, l.strides[last]};
  for (int i = last - 1; i >= 0; --i) {
    if (l.shape[i] == 1) continue;
    if (out.rows == 1) {
      out.row = l.strides[i];
    } else if (l.size != 0 && l.strides[i] != out.row * out.rows) {
      return false;
    }
    out.rows *= l.shape[i];
  }
  return true;
}

namespace {

Shape shape_of(const Layout& l, bool keep_batch) {
  Shape shape = l.shape;
  for (int i = 0; i < l.dims() - 2 && keep_batch; ++i) {
    if (l.strides[i] == 0 && shape[i] > 1) shape[i] = 1;
  }
  return shape;
}

}  // namespace

Ordered::Ordered(const Operand& x, bool keep_batch)
    : layout_(shape_of(*x.layout, keep_batch), x.dtype()),
      memory_(layout_.size * itemsize(x.dtype())) {
  Layout from = *x.layout;
  from.shape = layout_.shape;
  from.size = layout_.size;
  const Operand source{x.data, &from};
  const Operand target = operand();
  const Attrs attrs{};
  copy({Primitive::copy, 0, {&source, 1}, {&target, 1}, attrs});
}

void Ordered::round_to_bf16() const {
  float* x = memory_.as<float>();
  parallel_for(layout_.size, 1.0, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      if (!std::isfinite(x[i])) continue;
      const auto bits = std::bit_cast<uint32_t>(x[i]);
      x[i] = std::bit_cast<float>((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000);
    }
  });
}

}  // namespace nnlite::cpu
