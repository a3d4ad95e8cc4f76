// MinMax: the data moved into an interval, as part of the model.
#pragma once

#include "nnlite/nn/fitted.h"

namespace nnlite::nn {

// y = low + (high - low) (x - minimum) / range with what fit() found, the identity until then.
// Features as in Standardize. What the training data does not reach falls outside low .. high.
class MinMax : public Layer<MinMax, Fitted> {
 public:
  static constexpr const char* kName = "MinMax";
  explicit MinMax(const Shape& features, double low = 0, double high = 1,
                  std::optional<int64_t> axis = {}, DType dtype = kFloat32);
  std::string extra_repr() const override;

  double low, high;
  Tensor minimum, range;  // buffers

 protected:
  Tensor transform(const Tensor& x) override;
  // Minimum and maximum - minimum; the range of a constant is 1.
  void learn(const Tensor& data) override;
};

}  // namespace nnlite::nn
