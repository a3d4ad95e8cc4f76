// Ensemble: several trained models as one, whose output is the average of theirs.
#pragma once

#include <string>
#include <vector>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Members are children "0", "1", ...: the ensemble saves, loads and moves as one model. Averages
// are of the outputs, or of the probabilities that softmax (over axis 1) makes of them: then
//   y = log(mean_k softmax(x_k)),
// logits again, for which losses and accuracy are what they are for a single model.
class Ensemble : public Layer<Ensemble> {
 public:
  static constexpr const char* kName = "Ensemble";
  // average: "outputs" or "probabilities".
  explicit Ensemble(const std::vector<ModulePtr>& models, const std::string& average = "outputs");

  Tensor forward(const Tensor& x) override;
  // The outputs for all rows, in evaluation mode and without gradients, `batch_size` at a time.
  Tensor predict(const Tensor& x, int64_t batch_size = 1024);
  std::string extra_repr() const override;
  int64_t size() const { return static_cast<int64_t>(registry().children.size()); }

  bool probabilities;
};

}  // namespace nnlite::nn
