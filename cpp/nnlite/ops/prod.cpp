// Products over axes. The gradient of an element is the product of the others, which is right
// where some of them are zero too.
#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/reduce_core.h"

namespace nnlite {

namespace {

Tensor prod_like(const Tensor& x, const Shape& shape, const Attrs& attrs);

// The product of the others, as first gradients need it: with one zero only that zero's is not 0.
Tensor others_of(const Gradient& grad, const Tensor& x, const Tensor& zero) {
  const auto back = [&](const Tensor& y) { return spread(y, grad.shape(0), grad.attrs()); };
  const Tensor rest = where(zero, 1, x);
  const Tensor product = back(prod_like(rest, grad.out_shape(), grad.attrs()));
  const Tensor zeros = back(sum_like(cast(zero, x.dtype()), grad.out_shape(), grad.attrs()));
  const Tensor alone = where(logical_and(zero, equal(zeros, 1)), product, 0);
  return where(equal(zeros, 0), product / rest, alone);
}

// In row i of a new leading axis: which elements are the i-th of their group.
Tensor turns(const Gradient& grad, int64_t count) {
  Shape shape = grad.shape(0);
  const int dims = shape.size();
  const int64_t n = numel(shape);
  shape.insert(0, count);
  Tensor mask = Tensor::empty(shape, kBool);
  uint8_t* to = static_cast<uint8_t*>(mask.data());
  const Shape strides = contiguous_strides(grad.shape(0));
  for (int64_t e = 0; e < n; ++e) {
    int64_t position = 0;
    for (int axis = 0; axis < dims; ++axis) {
      if (!grad.attrs().list[0].contains(axis)) continue;
      const int64_t size = grad.shape(0)[axis];
      position = position * size + e / strides[axis] % size;
    }
    for (int64_t i = 0; i < count; ++i) to[i * n + e] = i == position;
  }
  return mask;
}

// The same by operations that can be differentiated again, zeros or not: every element takes its
// turn to be left out.
Tensor differentiable_others(const Gradient& grad, const Tensor& x) {
  const int64_t count = static_cast<int64_t>(reduced_count(grad));
  const Tensor mask = turns(grad, count);
  Attrs inner = grad.attrs();
  for (int64_t& axis : inner.list[0]) ++axis;
  Shape reduced = grad.out_shape();
  reduced.insert(0, count);
  if (static_cast<Kept>(inner.integer[0]) == Kept::to_right) inner.integer[0] = 0;
  const Tensor left = prod_like(where(mask, 1, stretch_to(x, mask.shape())), reduced, inner);
  return sum(where(mask, spread(left, mask.shape(), inner), 0), {0});
}

const OpRow kProd({.name = "prod",
                   .primitive = Primitive::reduce,
                   .code = static_cast<int>(Reduce::prod),
                   .saves = {In0},
                   .gradient =
                       [](Gradient& grad) {
                         const Tensor x = grad.in(0), zero = equal(x, 0);
                         const bool again = grad.create_graph() && any(zero).item() != 0;
                         const Tensor others =
                             again ? differentiable_others(grad, x) : others_of(grad, x, zero);
                         grad.set(0, spread(grad.g(), grad.shape(0), grad.attrs()) * others);
                       },
                   .doc = "Product over axes."});

Tensor prod_like(const Tensor& x, const Shape& shape, const Attrs& attrs) {
  Attrs mine;
  mine.list[0] = attrs.list[0];
  mine.integer[0] = attrs.integer[0];
  return emit(kProd, {&x}, shape, x.dtype(), mine);
}

}  // namespace

Tensor prod(const Tensor& x, const Shape& axes, bool keepdim) {
  const Reduction r("prod", x, axes, keepdim);
  return emit(kProd, {&x}, r.shape, is_float(x.dtype()) ? x.dtype() : kInt64, r.attrs);
}

}  // namespace nnlite
