// CTCLoss as a module.
#include "nnlite/nn/ctc_loss.h"

#include "nnlite/nn/describe.h"

namespace nnlite::nn {

CTCLoss::CTCLoss(const CTCOptions& o) : Layer(o.reduction), options(o) {
  if (o.blank < 0) fail_value(kName, "blank is ", o.blank, "; it must be one of the classes");
}

Tensor CTCLoss::forward(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths,
                        const Tensor& target_lengths) {
  return ctc_loss(log_probs, targets, input_lengths, target_lengths, options);
}

Tensor CTCLoss::operator()(const Tensor& log_probs, const Tensor& targets,
                           const Tensor& input_lengths, const Tensor& target_lengths) {
  note();
  return forward(log_probs, targets, input_lengths, target_lengths);
}

Tensor CTCLoss::measure(const Tensor&, const Tensor&) {
  fail_type(kName, "takes log_probs, targets, input_lengths and target_lengths");
}

std::string CTCLoss::extra_repr() const {
  Words words;
  words.add("blank", options.blank).add("zero_infinity", options.zero_infinity);
  return words.text() + ", " + Loss::extra_repr();
}

}  // namespace nnlite::nn
