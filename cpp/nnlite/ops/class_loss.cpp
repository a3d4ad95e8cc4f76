// With t_k = (1 - e) w_y [k = y] + e w_k / C and a = sum_k t_k, a row's loss is
// a lse(x) - sum_k t_k x_k, and its gradient a softmax(x) - t.
#include "nnlite/ops/class_loss.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/softmax.h"

namespace nnlite {

namespace {

// In: g, x, labels, lse, sum of w_y [, weight].
const OpRow kGradient({.name = "class_loss_gradient",
                       .primitive = Primitive::class_loss_gradient,
                       .doc = "The gradient of class_loss."});
// In: x, labels [, weight].
const OpRow kTargets({.name = "class_targets",
                      .primitive = Primitive::class_targets,
                      .doc = "The target distribution of each row: t."});

// The gradient made of operations that can be differentiated again.
Tensor differentiable(const Gradient& grad, const Tensor& x, const Tensor& labels,
                      const Tensor& weight) {
  Tensor t;
  {
    NoGrad off;
    t = weight.defined()
            ? emit(kTargets, {&x, &labels, &weight}, x.shape(), x.dtype(), grad.attrs())
            : emit(kTargets, {&x, &labels}, x.shape(), x.dtype(), grad.attrs());
  }
  Tensor g = grad.g();
  const Average reduction = static_cast<Average>(grad.attrs().integer[1]);
  if (reduction == Average::none) g = unsqueeze(g, 1);
  if (reduction == Average::mean) {
    g = g / cast(Tensor(grad.record().outputs[2].value), x.dtype());
  }
  if (!grad.attrs().integer[2]) return -(t * g);
  return (softmax(x, 1) * sum(t, {1}, true) - t) * g;
}

const OpRow kClassLoss({.name = "class_loss",
                        .primitive = Primitive::class_loss,
                        .saves = {In0 | In1 | In2 | Out1 | Out2},
                        .gradient =
                            [](Gradient& grad) {
                              const Tensor x = grad.in(0), labels = grad.in(1);
                              const Tensor weight =
                                  grad.inputs() > 2 ? grad.in(2).detach() : Tensor();
                              if (grad.create_graph())
                                return grad.set(0, differentiable(grad, x, labels, weight));
                              const Tensor g = grad.g(), lse = grad.out(1), divisor = grad.out(2);
                              const Tensor* const in[] = {&g, &x, &labels, &lse, &divisor, &weight};
                              grad.set(0, emit(kGradient, Inputs({in, weight.defined() ? 6u : 5u}),
                                               x.shape(), x.dtype(), grad.attrs()));
                            },
                        .doc = "Loss of rows of classes against labels."});

}  // namespace

Tensor class_loss(const Tensor& x, const Tensor& labels, const Tensor& weight,
                  const ClassLoss& options) {
  Attrs attrs;
  attrs.integer[0] = options.ignore_index;
  attrs.integer[1] = static_cast<int64_t>(options.reduction);
  attrs.integer[2] = options.normalize;
  attrs.number[0] = options.label_smoothing;
  const Shape rows = labels.shape();
  const Layout outputs[] = {Layout(options.reduction == Average::none ? rows : Shape{}, x.dtype()),
                            Layout(rows, kFloat64), Layout(Shape{}, kFloat64)};
  const Tensor constant = weight.defined() ? weight.detach() : weight;
  if (!weight.defined()) return emit_many(kClassLoss, {&x, &labels}, outputs, attrs)[0];
  return emit_many(kClassLoss, {&x, &labels, &constant}, outputs, attrs)[0];
}

}  // namespace nnlite
