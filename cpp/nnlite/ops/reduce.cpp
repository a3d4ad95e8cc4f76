// Reductions.
#include "nnlite/ops/reduce.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite {

namespace {

const OpRow kSumTo({.name = "sum_to",
                    .primitive = Primitive::sum_to,
                    .gradient =
                        [](Gradient& grad) {
                          Tensor wide = Tensor::empty(grad.shape(0), grad.dtype(0));
                          fill_(wide, 0);
                          grad.set(0, wide + grad.g());
                        },
                    .doc = "The sum over broadcast axes."});

}  // namespace

Tensor sum_to(const Tensor& x, const Shape& shape) {
  return x.shape() == shape ? x : emit(kSumTo, {&x}, shape, x.dtype());
}

}  // namespace nnlite
