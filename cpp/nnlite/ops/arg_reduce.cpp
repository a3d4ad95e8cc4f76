// argmax and argmin: where extremes stand. No gradient flows through positions.
#include "nnlite/core/emit.h"
#include "nnlite/kernels/reduce.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

const OpRow kArgmax({.name = "argmax",
                     .primitive = Primitive::reduce_index,
                     .code = static_cast<int>(Reduce::max),
                     .doc = "Where the first largest element (or NaN) stands along an axis."});
const OpRow kArgmin({.name = "argmin",
                     .primitive = Primitive::reduce_index,
                     .code = static_cast<int>(Reduce::min),
                     .doc = "Where the first smallest element (or NaN) stands along an axis."});

Tensor find(const Op& op, const Tensor& x, std::optional<int64_t> dim, bool keepdim) {
  const int axis = dim ? normal_axis(op.name, *dim, x.dims()) : 0;
  const Tensor source = dim ? x : reshape(x, {-1});
  Shape axes;
  for (int i = 0; i < x.dims(); ++i) {
    if (!dim || i == axis) axes.push_back(i);
  }
  const Shape shape = reduced_shape(x.shape(), axes, keepdim);
  if (source.shape()[axis] == 0 && numel(shape) > 0) {
    fail_value(op.name, "a tensor of shape ", x.shape(), " has no elements to choose from along ",
               axes, "; leave empty tensors out");
  }
  Attrs attrs;
  attrs.integer[0] = axis;
  return emit(op, {&source}, shape, kInt64, attrs);
}

}  // namespace

Tensor argmax(const Tensor& x, std::optional<int64_t> dim, bool keepdim) {
  return find(kArgmax, x, dim, keepdim);
}
Tensor argmin(const Tensor& x, std::optional<int64_t> dim, bool keepdim) {
  return find(kArgmin, x, dim, keepdim);
}

}  // namespace nnlite
