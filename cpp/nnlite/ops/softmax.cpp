// Softmax, log-softmax and softmin. Value and first gradient are one pass each.
#include "nnlite/ops/softmax.h"

#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/kernels/softmax.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/reduce_core.h"

namespace nnlite {

namespace {

Tensor along(const Op& op, const Tensor& a, const Tensor& b, const Attrs& attrs) {
  return emit(op, {&a, &b}, a.shape(), a.dtype(), attrs);
}

Tensor softmax_gradient(const Tensor& g, const Tensor& y, const Attrs& attrs);

Tensor total(const Tensor& x, const Attrs& attrs) { return sum(x, {attrs.integer[0]}, true); }

// In: g and y. dx = y (g - sum(g y)).
const OpRow kSoftmaxGradient({.name = "softmax_gradient",
                              .primitive = Primitive::softmax_gradient,
                              .code = static_cast<int>(Softmax::softmax),
                              .saves = {In1, In0 | In1},
                              .gradient =
                                  [](Gradient& grad) {
                                    const Tensor h = grad.g(), y = grad.in(1);
                                    if (grad.needs(0))
                                      grad.set(0, softmax_gradient(h, y, grad.attrs()));
                                    if (grad.needs(1)) {
                                      const Tensor g = grad.in(0);
                                      grad.set(1, h * (g - total(g * y, grad.attrs())) -
                                                      g * total(h * y, grad.attrs()));
                                    }
                                  },
                              .doc = "The gradient of softmax."});

Tensor softmax_gradient(const Tensor& g, const Tensor& y, const Attrs& attrs) {
  return along(kSoftmaxGradient, g, y, attrs);
}

// In: g and y. dx = g - exp(y) sum(g).
const OpRow kLogSoftmaxGradient({.name = "log_softmax_gradient",
                                 .primitive = Primitive::softmax_gradient,
                                 .code = static_cast<int>(Softmax::log_softmax),
                                 .saves = {In1, In0 | In1},
                                 .gradient =
                                     [](Gradient& grad) {
                                       const Tensor h = grad.g(), p = exp(grad.in(1));
                                       const Tensor inner = total(h * p, grad.attrs());
                                       grad.set(0, h - inner);
                                       if (grad.needs(1))
                                         grad.set(1, -(h * p * total(grad.in(0), grad.attrs())));
                                     },
                                 .doc = "The gradient of log_softmax."});

const OpRow kSoftmax({.name = "softmax",
                      .primitive = Primitive::softmax,
                      .code = static_cast<int>(Softmax::softmax),
                      .saves = {Out0},
                      .gradient =
                          [](Gradient& grad) {
                            grad.set(0, softmax_gradient(grad.g(), grad.out(), grad.attrs()));
                          },
                      .doc = "exp(x) divided by its sum along an axis."});

const OpRow kLogSoftmax({.name = "log_softmax",
                         .primitive = Primitive::softmax,
                         .code = static_cast<int>(Softmax::log_softmax),
                         .saves = {Out0},
                         .gradient =
                             [](Gradient& grad) {
                               grad.set(0, along(kLogSoftmaxGradient, grad.g(), grad.out(),
                                                 grad.attrs()));
                             },
                         .doc = "x - log(sum(exp(x))) along an axis."});

Tensor run_softmax(const Op& op, const Tensor& values, int64_t dim) {
  const Tensor x = to_real(values);
  Attrs attrs;
  attrs.integer[0] = normal_axis(op.name, dim, x.dims());
  return emit(op, {&x}, x.shape(), x.dtype(), attrs);
}

}  // namespace

Tensor softmax(const Tensor& x, int64_t dim) { return run_softmax(kSoftmax, x, dim); }
Tensor log_softmax(const Tensor& x, int64_t dim) { return run_softmax(kLogSoftmax, x, dim); }
Tensor softmin(const Tensor& x, int64_t dim) { return softmax(-x, dim); }

}  // namespace nnlite
