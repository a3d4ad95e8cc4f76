// sparsemax and glu, made of other operations.
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/reduce_core.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"
#include "nnlite/ops/softmax.h"
#include "nnlite/ops/sort.h"

namespace nnlite {

namespace {

// What `x` has to exceed to stay above zero: what stands inside then sums to 1. The others are left
// out rather than multiplied by 0, which would make infinities NaN.
Tensor level_of(const Tensor& x, const Tensor& inside, int axis) {
  const Tensor count = cast(sum(inside, {axis}, true), x.dtype());
  return (sum(where(inside, x, 0), {axis}, true) - 1) / count;
}

// Whether an element stays above zero (Martins & Astudillo 2016, algorithm 1). NaN does, and so
// reaches the whole line.
Tensor support_of(const Tensor& x, int axis) {
  const Tensor z = sort(x, axis, true).first;
  Shape along = Shape::filled(x.dims(), 1);
  along[axis] = x.shape()[axis];
  const Tensor rank = reshape(arange(1, x.shape()[axis] + 1, 1, x.dtype()), along);
  const Tensor inside = logical_not(z * rank + 1 <= cumsum(z, axis));
  return logical_not(x <= level_of(z, inside, axis));
}

}  // namespace

Tensor sparsemax(const Tensor& values, int64_t dim) {
  const Tensor x = to_real(values);
  const int axis = normal_axis("sparsemax", dim, x.dims());
  const Tensor support = support_of(x.detach(), axis);
  return relu(where(support, x - level_of(x, support, axis), 0));
}

Tensor glu(const Tensor& x, int64_t dim) {
  const int axis = normal_axis("glu", dim, x.dims());
  const int64_t size = x.shape()[axis];
  if (size % 2 != 0) {
    fail_value("glu", "axis ", dim, " of shape ", x.shape(), " has ", size,
               " elements, which do not split into two halves");
  }
  return narrow(x, axis, 0, size / 2) * sigmoid(narrow(x, axis, size / 2, size / 2));
}

}  // namespace nnlite
