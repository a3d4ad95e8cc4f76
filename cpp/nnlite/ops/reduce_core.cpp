// Sums, and what undoes them: the axes of reductions and how gradients pass them.
#include "nnlite/ops/reduce_core.h"

#include <algorithm>

#include "nnlite/core/copy.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

const OpRow kSum(
    {.name = "sum",
     .primitive = Primitive::reduce,
     .code = static_cast<int>(Reduce::sum),
     .gradient = [](Gradient& grad) { grad.set(0, spread(grad.g(), grad.shape(0), grad.attrs())); },
     .doc = "Sum over axes."});

const OpRow kSpread({.name = "spread",
                     .primitive = Primitive::view,
                     .gradient =
                         [](Gradient& grad) {
                           grad.set(0, sum_like(grad.g(), grad.shape(0), grad.attrs()));
                         },
                     .doc = "A reduced tensor repeated along the axes it lost; a view."});

}  // namespace

Reduction::Reduction(const char* op, const Tensor& x, const Shape& axes, bool keepdim) {
  const Shape normal = normal_axes(op, axes, x.dims());
  attrs.list[0] = normal;
  attrs.integer[0] = static_cast<int64_t>(keepdim ? Kept::as_ones : Kept::none);
  shape = reduced_shape(x.shape(), normal, keepdim);
  for (int64_t axis : normal) count *= x.shape()[static_cast<int>(axis)];
}

void Reduction::need_elements(const char* op, const Tensor& x) const {
  if (count > 0 || numel(shape) == 0) return;
  fail_value(op, "a tensor of shape ", x.shape(), " has no elements along ", attrs.list[0],
             " to choose from; leave empty tensors out");
}

void Reduction::divide_by(double divisor) {
  attrs.integer[1] |= kReduceDivide;
  attrs.number[0] = divisor;
}

Tensor spread(const Tensor& y, const Shape& shape, const Attrs& attrs) {
  const Kept kept = static_cast<Kept>(attrs.integer[0]);
  Shape strides = Shape::filled(shape.size(), 0);
  int next = 0;
  for (int i = 0; i < shape.size(); ++i) {
    if (attrs.list[0].contains(i)) continue;
    const int from = kept == Kept::none      ? next++
                     : kept == Kept::as_ones ? i
                                             : i - (shape.size() - y.dims());
    strides[i] = y.strides()[from];
  }
  Attrs mine;
  mine.list[0] = attrs.list[0];
  mine.integer[0] = attrs.integer[0];
  return emit_view(kSpread, y, Layout(shape, strides, y.dtype()), y.value().offset, mine);
}

Tensor sum_like(const Tensor& x, const Shape& shape, const Attrs& attrs) {
  Attrs mine;
  mine.list[0] = attrs.list[0];
  mine.integer[0] = attrs.integer[0];
  return emit(kSum, {&x}, shape, x.dtype(), mine);
}

double reduced_count(const Gradient& grad) {
  double n = 1;
  for (int64_t axis : grad.attrs().list[0]) {
    n *= static_cast<double>(grad.shape(0)[static_cast<int>(axis)]);
  }
  return n;
}

Tensor to_real(const Tensor& x) { return is_float(x.dtype()) ? x : cast(x, kFloat64); }

Tensor sum(const Tensor& x, const Shape& axes, bool keepdim) {
  const Reduction r("sum", x, axes, keepdim);
  return emit(kSum, {&x}, r.shape, is_float(x.dtype()) ? x.dtype() : kInt64, r.attrs);
}

namespace {

// The axes along which a tensor of `from` is stretched to `to`.
Attrs stretched_axes(const Shape& from, const Shape& to) {
  Attrs attrs;
  attrs.integer[0] = static_cast<int64_t>(Kept::to_right);
  const int lead = to.size() - from.size();
  for (int i = 0; i < to.size(); ++i) {
    if (i < lead || (from[i - lead] == 1 && to[i] != 1)) attrs.list[0].push_back(i);
  }
  return attrs;
}

}  // namespace

Tensor sum_to(const Tensor& g, const Shape& shape) {
  if (g.shape() == shape) return g;
  if (!can_broadcast(shape, g.shape())) {
    fail_value("sum_to", "shape ", shape, " does not broadcast to ", g.shape());
  }
  return sum_like(g, shape, stretched_axes(shape, g.shape()));
}

Tensor stretch_to(const Tensor& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  if (!can_broadcast(x.shape(), shape)) {
    fail_value("stretch_to", "shape ", x.shape(), " does not broadcast to ", shape);
  }
  return spread(x, shape, stretched_axes(x.shape(), shape));
}

}  // namespace nnlite
