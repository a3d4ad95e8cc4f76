// Copies into regions: place, assign, concat.
#include "nnlite/backend/cpu/elementwise.h"
#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/kernels/copy.h"

namespace nnlite::cpu {

namespace {

constexpr double kMove = 0.3;  // nanoseconds for an element

// Copies `in`, converted, into what `layout` shows of `out` from element `offset` on.
void copy_into(const Operand& out, int64_t offset, const Layout& layout, const Operand& in) {
  char* start = static_cast<char*>(out.data) + offset * itemsize(out.dtype());
  const Operand region{start, &layout};
  const auto kernel =
      kernels().copy->cast[static_cast<int>(out.dtype())][static_cast<int>(in.dtype())];
  elementwise(kernel, region, {&in, 1}, nullptr, kMove);
}

// The region that attrs describe, of the shape of `in`.
void copy_into_region(const Operand& out, const Attrs& attrs, const Operand& in) {
  Layout layout(in.shape(), out.layout->strides, out.dtype());
  int64_t offset = 0;
  for (int i = 0; i < layout.dims(); ++i) {
    offset += attrs.list[0][i] * layout.strides[i];
    layout.strides[i] *= attrs.list[1][i];
  }
  if (in.size()) copy_into(out, offset, layout, in);
}

}  // namespace

void place(const Call& call) {
  fill(call);
  copy_into_region(call.out[0], call.attrs, call.in[0]);
}

void assign(const Call& call) { copy_into_region(call.out[0], call.attrs, call.in[1]); }

void concat(const Call& call) {
  const Operand& out = call.out[0];
  const int axis = static_cast<int>(call.attrs.integer[0]);
  int64_t start = 0;
  for (const Operand& in : call.in) {
    const Layout layout(in.shape(), out.layout->strides, out.dtype());
    if (in.size()) copy_into(out, start * out.layout->strides[axis], layout, in);
    start += in.shape()[axis];
  }
}

}  // namespace nnlite::cpu
