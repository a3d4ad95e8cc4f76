// Sorting. Its gradient goes back to the positions the elements came from.
#include "nnlite/ops/sort.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

const OpRow kSort({.name = "sort",
                   .primitive = Primitive::sort,
                   .saves = {Out1},
                   .gradient =
                       [](Gradient& grad) {
                         if (!grad.has_g(0)) return;
                         grad.set(0, scatter_add(zeros(grad.shape(0), grad.dtype(0)),
                                                 grad.attrs().integer[0], grad.out(1), grad.g()));
                       },
                   .doc = "The first elements in order along an axis, and where they stood."});

// The first k elements of the order.
std::pair<Tensor, Tensor> ordered(const char* op, const Tensor& x, int64_t dim, bool descending,
                                  int64_t k) {
  if (x.dims() == 0) {
    return {clone(x), zeros({}, kInt64)};
  }
  Attrs attrs;
  const int axis = normal_axis(op, dim, x.dims());
  attrs.integer[0] = axis;
  attrs.integer[1] = descending;
  Shape shape = x.shape();
  if (k >= 0) shape[axis] = k;
  const Layout outputs[] = {Layout(shape, x.dtype()), Layout(shape, kInt64)};
  Outputs out = emit_many(kSort, {&x}, outputs, attrs);
  return {out[0], out[1]};
}

}  // namespace

std::pair<Tensor, Tensor> sort(const Tensor& x, int64_t dim, bool descending) {
  return ordered("sort", x, dim, descending, -1);
}

Tensor argsort(const Tensor& x, int64_t dim, bool descending) {
  return ordered("argsort", x.detach(), dim, descending, -1).second;
}

std::pair<Tensor, Tensor> topk(const Tensor& x, int64_t k, int64_t dim, bool largest) {
  const int64_t size = x.dims() == 0 ? 1 : x.shape()[normal_axis("topk", dim, x.dims())];
  if (k < 0 || k > size || (x.dims() == 0 && k != 1)) {
    fail_value("topk", "k is ", k, " but axis ", dim, " of shape ", x.shape(), " has ", size,
               " elements; choose k in 0 .. ", size);
  }
  return ordered("topk", x, dim, largest, k);
}

Tensor unique(const Tensor& x) {
  const Tensor sorted = sort(reshape(x.detach(), {-1})).first;
  const int64_t n = sorted.numel();
  int64_t count = 0;
  dispatch(x.dtype(), [&](auto v) {
    using T = decltype(v);
    T* at = static_cast<T*>(sorted.data());
    for (int64_t i = 0; i < n; ++i) {
      const bool nan_again = i > 0 && at[i] != at[i] && at[count - 1] != at[count - 1];
      if (i > 0 && (at[i] == at[count - 1] || nan_again)) continue;
      at[count++] = at[i];
    }
  });
  return clone(narrow(sorted, 0, 0, count));
}

}  // namespace nnlite
