// Running sums along an axis; the gradient runs the other way.
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

Tensor run_cumsum(const Tensor& x, int axis, bool backwards);

const OpRow kCumsum({.name = "cumsum",
                     .primitive = Primitive::cumsum,
                     .gradient =
                         [](Gradient& grad) {
                           const auto& at = grad.attrs().integer;
                           grad.set(0, run_cumsum(grad.g(), static_cast<int>(at[0]), !at[1]));
                         },
                     .doc = "Sums of the elements up to each one along an axis."});

Tensor run_cumsum(const Tensor& x, int axis, bool backwards) {
  Attrs attrs;
  attrs.integer[0] = axis;
  attrs.integer[1] = backwards;
  return emit(kCumsum, {&x}, x.shape(), is_float(x.dtype()) ? x.dtype() : kInt64, attrs);
}

}  // namespace

Tensor cumsum(const Tensor& x, int64_t dim) {
  return run_cumsum(x, normal_axis("cumsum", dim, x.dims()), false);
}

}  // namespace nnlite
