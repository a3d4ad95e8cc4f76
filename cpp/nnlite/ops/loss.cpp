// cross_entropy and nll_loss. Labels are checked at the door, before anything is computed.
#include "nnlite/ops/loss.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/class_loss.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/softmax.h"

namespace nnlite {

namespace {

// The axis of the classes: 1 of a batch, 0 of one example.
int class_axis(const Tensor& x) { return x.dims() > 1 ? 1 : 0; }

void check_options(const char* op, const Tensor& x, const ClassLossOptions& o) {
  if (x.dims() == 0) {
    fail_value(op, "the input has no axes; it must be (classes,) or (batch, classes, ...)");
  }
  if (!is_float(x.dtype())) fail_type(op, "the input is ", x.dtype(), "; it must be a float");
  if (o.reduction == Average::batchmean) fail_value(op, "reduction 'batchmean' is kl_div's alone");
  const int64_t classes = x.shape()[class_axis(x)];
  if (o.weight.defined() && o.weight.shape() != Shape{classes}) {
    fail_value(op, "weight has shape ", o.weight.shape(), " but there are ", classes, " classes");
  }
  if (o.label_smoothing < 0 || o.label_smoothing > 1) {
    fail_value(op, "label_smoothing is ", o.label_smoothing, "; it must lie in 0 .. 1");
  }
}

void check_not_empty(const char* op, const Tensor& x, const ClassLossOptions& o) {
  if (x.numel() == 0 && o.reduction == Average::mean) {
    fail_value(op, "the batch is empty (input of shape ", x.shape(),
               "), so its mean is undefined; leave empty batches out");
  }
}

// Labels as int64 in order; class_loss checks what they are when it runs.
Tensor checked_labels(const char* op, const Tensor& x, const Tensor& target) {
  if (!is_integer(target.dtype())) {
    fail_type(op, "target is ", target.dtype(), "; labels must be integers",
              is_float(target.dtype()) ? ", and probabilities must have the input's shape" : "");
  }
  Shape expected = x.shape();
  expected.erase(class_axis(x));
  if (target.shape() != expected) {
    fail_value(op, "target has shape ", target.shape(), " but input ", x.shape(), " needs labels ",
               expected);
  }
  return contiguous(cast(target, kInt64));
}

// The classes in the last axis, everything else in rows.
Tensor class_rows(const Tensor& x) {
  const int64_t classes = x.shape()[class_axis(x)];
  if (x.dims() == 2) return x;
  if (x.dims() == 1) return reshape(x, {1, classes});
  Shape order{0};
  for (int i = 2; i < x.dims(); ++i) order.push_back(i);
  order.push_back(1);
  const Tensor last = permute(x, order);
  return reshape(last, {classes ? x.numel() / classes : 0, classes});
}

Tensor label_loss(const char* op, bool normalize, const Tensor& x, const Tensor& target,
                  const ClassLossOptions& o) {
  const Tensor labels = checked_labels(op, x, target);
  check_not_empty(op, x, o);
  ClassLoss loss;
  loss.normalize = normalize;
  loss.ignore_index = o.ignore_index;
  loss.reduction = o.reduction;
  loss.label_smoothing = o.label_smoothing;
  const Tensor weight = o.weight.defined() ? cast(o.weight, x.dtype()) : o.weight;
  const Tensor out = class_loss(class_rows(x), reshape(labels, {labels.numel()}), weight, loss);
  return o.reduction == Average::none && out.shape() != target.shape()
             ? reshape(out, target.shape())
             : out;
}

// -sum_k w_k q_k log p_k, with q the smoothed target.
Tensor probability_loss(const Tensor& x, const Tensor& target, const ClassLossOptions& o) {
  check_not_empty("cross_entropy", x, o);
  const int axis = class_axis(x);
  const double classes = static_cast<double>(x.shape()[axis]);
  Tensor q = cast(target, x.dtype());
  if (o.label_smoothing > 0) {
    q = q * (1 - o.label_smoothing) + o.label_smoothing / classes;
  }
  Tensor terms = q * log_softmax(x, axis);
  if (o.weight.defined()) {
    Shape along = Shape::filled(x.dims(), 1);
    along[axis] = x.shape()[axis];
    terms = terms * reshape(cast(o.weight, x.dtype()), along);
  }
  if (o.reduction == Average::none) return -sum(terms, {axis});
  const Tensor total = -sum(terms);
  return o.reduction == Average::sum ? total : total / (static_cast<double>(x.numel()) / classes);
}

}  // namespace

Average average_from_name(const char* op, std::string_view name, bool batchmean) {
  if (name == "mean") return Average::mean;
  if (name == "sum") return Average::sum;
  if (name == "none") return Average::none;
  if (batchmean && name == "batchmean") return Average::batchmean;
  fail_value(op, "reduction is '", name, "'; it must be 'mean', 'sum' or 'none'",
             batchmean ? ", or 'batchmean'" : "");
}

const char* average_name(Average reduction) {
  constexpr const char* kNames[] = {"none", "mean", "sum", "batchmean"};
  return kNames[static_cast<int>(reduction)];
}

Tensor cross_entropy(const Tensor& x, const Tensor& target, const ClassLossOptions& options) {
  check_options("cross_entropy", x, options);
  const bool probabilities = is_float(target.dtype()) && target.shape() == x.shape();
  return probabilities ? probability_loss(x, target, options)
                       : label_loss("cross_entropy", true, x, target, options);
}

Tensor nll_loss(const Tensor& x, const Tensor& target, const ClassLossOptions& options) {
  check_options("nll_loss", x, options);
  ClassLossOptions plain = options;
  plain.label_smoothing = 0;
  return label_loss("nll_loss", false, x, target, plain);
}

}  // namespace nnlite
