// The operations of measure.h, records that run without a gradient.
#include "nnlite/optim/measure.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/kernels/optim.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::optim {

namespace {

const OpRow kNorm({.name = "global_norm",
                   .primitive = Primitive::global_norm,
                   .doc = "The norm of all inputs together, in float64."});
const OpRow kAbsoluteSum({.name = "global_absolute_sum",
                          .primitive = Primitive::global_norm,
                          .code = 1,
                          .doc = "The sum of absolute values, in float64."});
const OpRow kInner({.name = "global_inner",
                    .primitive = Primitive::global_norm,
                    .code = 2,
                    .doc = "The sum of products of two tensors, in float64."});

const OpRow kAddScaled({.name = "add_scaled_step",
                        .primitive = Primitive::optim_step,
                        .code = static_cast<int>(Rule::along),
                        .doc = "x += factor y."});

}  // namespace

Tensor norm_of(std::span<const Tensor* const> tensors) {
  return emit(kNorm, {tensors}, {}, kFloat64);
}
Tensor norm_of(const Tensor& x) {
  const Tensor whole = contiguous(x);
  return emit(kNorm, {&whole}, {}, kFloat64);
}
Tensor squared_norm(const Tensor& x) { return inner(x, x); }
Tensor absolute_sum(const Tensor& x) {
  const Tensor whole = contiguous(x);
  return emit(kAbsoluteSum, {&whole}, {}, kFloat64);
}
Tensor inner(const Tensor& x, const Tensor& y) {
  const Tensor a = contiguous(x), b = contiguous(y);
  return emit(kInner, {&a, &b}, {}, kFloat64);
}
Tensor wide(const Tensor& x) { return cast(x, kFloat64); }

void add_scaled_(Tensor& x, const Tensor& y, double factor) {
  RuleNumbers numbers;
  numbers.x[0] = -factor;
  Attrs attrs;
  attrs.block = &numbers;
  emit_update(kAddScaled, {&x}, {&y}, attrs);
}

}  // namespace nnlite::optim
