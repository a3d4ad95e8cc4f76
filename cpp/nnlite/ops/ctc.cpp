// ctc_loss: one pass forward, one back, and one for the gradient of the gradient. What the integers
// say is checked when it runs: a step that runs again reads new ones.
#include "nnlite/ops/ctc.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

// In: v, g, x, numbers.
const OpRow kSecond({.name = "ctc_loss_second_gradient",
                     .primitive = Primitive::ctc_loss_second_gradient,
                     .gradient =
                         [](Gradient&) {
                           fail_runtime("ctc_loss", "it can be differentiated twice, not more");
                         },
                     .doc = "The gradients of ctc_loss_gradient."});

// In: g, x, numbers, alpha.
const OpRow kGradient({.name = "ctc_loss_gradient",
                       .primitive = Primitive::ctc_loss_gradient,
                       .saves = {In0 | In1 | In2, In0 | In1 | In2},
                       .gradient =
                           [](Gradient& grad) {
                             const Tensor v = contiguous(grad.g()), g = grad.in(0), x = grad.in(1);
                             const Tensor numbers = grad.in(2);
                             const Layout out[] = {Layout(x.shape(), x.dtype()),
                                                   Layout(g.shape(), g.dtype())};
                             const Outputs found =
                                 emit_many(kSecond, {&v, &g, &x, &numbers}, out, grad.attrs());
                             grad.set(0, found[1]);
                             grad.set(1, found[0]);
                           },
                       .doc = "The gradient of ctc_loss."});

// In: x, numbers; out: losses, alpha.
const OpRow kLoss({.name = "ctc_loss",
                   .primitive = Primitive::ctc_loss,
                   .saves = {In0 | In1 | Out1},
                   .gradient =
                       [](Gradient& grad) {
                         const Tensor g = contiguous(grad.g()), x = grad.in(0);
                         const Tensor numbers = grad.in(1);
                         const Tensor alpha = grad.out(1).detach();
                         grad.set(0, emit(kGradient, {&g, &x, &numbers, &alpha}, x.shape(),
                                          x.dtype(), grad.attrs()));
                       },
                   .doc = "-log of the probability of labels over all their alignments."});

constexpr const char* kOp = "ctc_loss";

// Integers of a shape that has one for each sample.
Tensor lengths(const char* what, const Tensor& t, int64_t samples, bool batched) {
  if (!t.defined() || !is_integer(t.dtype())) fail_type(kOp, what, " must be integers");
  if (t.shape() != Shape{samples} && (batched || t.dims() != 0)) {
    fail_value(kOp, what, " has shape ", t.shape(), " but there are ", samples,
               " sequences; each needs its length");
  }
  return reshape(cast(t, kInt64), {samples});
}

void check(const Tensor& x, const Tensor& targets, const CTCOptions& o) {
  if (!x.defined() || !targets.defined()) fail_type(kOp, "log_probs and targets must be tensors");
  if (!is_float(x.dtype())) {
    fail_type(kOp, "log_probs must be float32 or float64, not ", x.dtype());
  }
  if (x.dims() != 2 && x.dims() != 3) {
    fail_value(kOp, "log_probs has shape ", x.shape(), "; it must be (steps, batch, classes) or ",
               "(steps, classes)");
  }
  if (!is_integer(targets.dtype())) {
    fail_type(kOp, "targets is ", targets.dtype(), "; labels must be integers");
  }
  const int64_t classes = x.shape()[x.dims() - 1];
  if (o.blank < 0 || o.blank >= classes) {
    fail_value(kOp, "blank is ", o.blank, "; it must be one of the ", classes, " classes 0 .. ",
               classes - 1);
  }
  if (o.reduction == Average::batchmean) fail_value(kOp, "reduction 'batchmean' is kl_div's alone");
}

// How many labels a row of the targets holds; -1 where they are joined.
int64_t label_width(const Tensor& targets, int64_t samples, bool batched) {
  if (targets.dims() == 1) return batched ? -1 : targets.shape()[0];
  if (targets.dims() == 2 && targets.shape()[0] == samples) return targets.shape()[1];
  fail_value(kOp, "targets has shape ", targets.shape(), "; give (", samples,
             ", labels), padded, or the labels of all sequences joined");
}

}  // namespace

Tensor ctc_loss(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths,
                const Tensor& target_lengths, const CTCOptions& o) {
  check(log_probs, targets, o);
  const bool batched = log_probs.dims() == 3;
  const Tensor x = contiguous(batched ? log_probs : unsqueeze(log_probs, 1));
  const int64_t samples = x.shape()[1];
  if (samples == 0 && o.reduction == Average::mean) {
    fail_value(kOp, "the batch is empty, so its mean is undefined; leave empty batches out");
  }
  Attrs attrs;
  attrs.integer[0] = o.blank;
  attrs.integer[1] = label_width(targets, samples, batched);
  attrs.integer[2] = o.zero_infinity;
  const Tensor counts = lengths("target_lengths", target_lengths, samples, batched);
  const Tensor numbers = concat({lengths("input_lengths", input_lengths, samples, batched), counts,
                                 reshape(cast(targets, kInt64), {targets.numel()})});
  const int64_t ways = x.shape()[0] * (2 * targets.numel() + samples);
  const Layout out[] = {Layout({samples}, x.dtype()), Layout({ways}, kFloat64)};
  const Tensor losses = emit_many(kLoss, {&x, &numbers}, out, attrs)[0];
  if (o.reduction == Average::sum) return sum(losses);
  if (o.reduction == Average::mean) return mean(losses / cast(maximum(counts, 1), x.dtype()));
  return batched ? losses : reshape(losses, {});
}

}  // namespace nnlite
