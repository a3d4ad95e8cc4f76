// CTCLoss: the loss of labels whose places in a sequence are not known, as a module.
#pragma once

#include "nnlite/nn/loss_layers.h"
#include "nnlite/ops/ctc.h"

namespace nnlite::nn {

// Called with log_probs, targets, input_lengths and target_lengths; see nnlite::ctc_loss.
class CTCLoss : public Layer<CTCLoss, Loss> {
 public:
  static constexpr const char* kName = "CTCLoss";
  explicit CTCLoss(const CTCOptions& options = {});
  using Loss::forward;
  Tensor forward(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths,
                 const Tensor& target_lengths);
  Tensor operator()(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths,
                    const Tensor& target_lengths);
  std::string extra_repr() const override;

  CTCOptions options;

 protected:
  Tensor measure(const Tensor& input, const Tensor& target) override;
};

}  // namespace nnlite::nn
