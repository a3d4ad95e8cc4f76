// Checks and reductions that the losses share.
#include "nnlite/nn/loss_parts.h"

#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

void check_float(const char* op, const char* what, const Tensor& t) {
  if (!t.defined()) fail_type(op, what, " must be a tensor");
  if (!is_float(t.dtype())) fail_type(op, what, " must be float32 or float64, not ", t.dtype());
}

void check_pair(const char* op, const Tensor& input, const Tensor& target, const char* first,
                const char* second) {
  if (!input.defined() || !target.defined()) {
    fail_type(op, first, " and ", second, " must be tensors");
  }
  check_float(op, first, input);
  if (input.shape() == target.shape()) return;
  const std::string cure = input.numel() == target.numel()
                               ? text("; reshape one of them, for example ", first, ".squeeze(1)")
                               : "; every prediction needs one target";
  fail_value(op, first, " has shape ", input.shape(), " but ", second, " has shape ",
             target.shape(), cure);
}

void check_weight(const char* op, const char* what, const Tensor& weight, const Tensor& input) {
  if (weight.defined() && !can_broadcast(weight.shape(), input.shape())) {
    fail_value(op, what, " of shape ", weight.shape(), " does not broadcast to the input's shape ",
               input.shape());
  }
}

Tensor integer_labels(const char* op, const Tensor& target, const Shape& shape,
                      const Tensor& input) {
  if (!target.defined()) fail_type(op, "target must be a tensor");
  if (!is_integer(target.dtype())) {
    fail_type(op, "target is ", target.dtype(), "; labels must be integers");
  }
  if (target.shape() != shape) {
    fail_value(op, "target has shape ", target.shape(), " but input ", input.shape(),
               " needs labels ", shape);
  }
  return cast(target, kInt64);
}

Tensor reduced(const char* op, const Tensor& losses, Average reduction) {
  switch (reduction) {
    case Average::none:
      return losses;
    case Average::sum:
      return sum(losses);
    case Average::batchmean:
      fail_value(op, "reduction 'batchmean' is kl_div's alone; use mean");
    default:
      return mean(losses);
  }
}

}  // namespace nnlite
