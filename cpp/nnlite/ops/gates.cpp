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

// 1 for the elements that stay above zero, else 0 (Martins & Astudillo 2016, algorithm 1).
Tensor support_of(const Tensor& x, int axis) {
  const NoGrad off;
  const Tensor z = sort(x.detach(), axis, true).first;
  Shape along = Shape::filled(x.dims(), 1);
  along[axis] = x.shape()[axis];
  const Tensor rank = reshape(arange(1, x.shape()[axis] + 1, 1, x.dtype()), along);
  const Tensor sums = cumsum(z, axis);
  const Tensor inside = cast(greater(z * rank + 1, sums), x.dtype());
  const Tensor count = sum(inside, {axis}, true);
  const Tensor level = (sum(z * inside, {axis}, true) - 1) / count;
  return cast(greater(x.detach(), level), x.dtype());
}

}  // namespace

Tensor sparsemax(const Tensor& values, int64_t dim) {
  const Tensor x = to_real(values);
  const int axis = normal_axis("sparsemax", dim, x.dims());
  const Tensor support = support_of(x, axis);
  const Tensor level = (sum(x * support, {axis}, true) - 1) / sum(support, {axis}, true);
  return relu(x - level);
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
