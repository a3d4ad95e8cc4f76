// Losses as modules: options checked when the loss is made, the work done by the functions.
#include "nnlite/nn/loss_layers.h"

#include <algorithm>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::nn {

namespace {

constexpr int64_t kShown = 8;  // weights that a repr shows

std::string listed(const Tensor& t) {
  const Tensor values = contiguous(cast(t, kFloat64));
  const auto* value = static_cast<const double*>(values.value().data());
  std::string out = "tensor([";
  for (int64_t i = 0; i < std::min(t.numel(), kShown); ++i) {
    out += text(i ? ", " : "", value[i]);
  }
  return out + (t.numel() > kShown ? ", ...])" : "])");
}

}  // namespace

Tensor Loss::forward(const Tensor&) {
  fail_type(type_name().c_str(), "the target is missing; call loss(input, target)");
}

std::string Loss::extra_repr() const {
  return Words().quoted("reduction", average_name(reduction)).text();
}

ClassLossLayer::ClassLossLayer(const ClassLossOptions& o)
    : Loss(o.reduction), weight(o.weight), ignore_index(o.ignore_index) {
  if (weight.defined() && weight.dims() != 1) {
    fail_value("ClassLoss", "weight must be one number for each class, not of shape ",
               weight.shape());
  }
  register_buffer("weight", weight);
}

std::string ClassLossLayer::extra_repr() const {
  Words words;
  if (weight.defined()) words.add("weight", listed(weight));
  return words.add("ignore_index", ignore_index).text() + ", " + Loss::extra_repr();
}

CrossEntropyLoss::CrossEntropyLoss(const ClassLossOptions& o)
    : Layer(o), label_smoothing(o.label_smoothing) {
  if (!(label_smoothing >= 0 && label_smoothing <= 1)) {
    fail_value(kName, "label_smoothing is ", label_smoothing, "; it must lie in 0 .. 1");
  }
}

Tensor CrossEntropyLoss::measure(const Tensor& input, const Tensor& target) {
  ClassLossOptions o = options();
  o.label_smoothing = label_smoothing;
  return cross_entropy(input, target, o);
}

std::string CrossEntropyLoss::extra_repr() const {
  return ClassLossLayer::extra_repr() + ", " +
         Words().add("label_smoothing", label_smoothing).text();
}

Tensor NLLLoss::measure(const Tensor& input, const Tensor& target) {
  return nll_loss(input, target, options());
}

Tensor MSELoss::measure(const Tensor& input, const Tensor& target) {
  return mse_loss(input, target, reduction);
}

Tensor L1Loss::measure(const Tensor& input, const Tensor& target) {
  return l1_loss(input, target, reduction);
}

Tensor LogCoshLoss::measure(const Tensor& input, const Tensor& target) {
  return log_cosh_loss(input, target, reduction);
}

}  // namespace nnlite::nn
