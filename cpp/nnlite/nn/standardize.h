// Standardize: the normalization of the data as part of the model, saved with it.
#pragma once

#include "nnlite/nn/fitted.h"

namespace nnlite::nn {

// y = (x - mean) / deviation with the statistics that fit() found, the identity until then.
// `features` is the shape of the statistics, which stands at the right of the input's: 4 for a
// table (N, 4), (28, 28) for every pixel of images, (3, 1, 1) for every channel of (N, 3, H, W),
// () for one mean and one deviation of everything; or at `axis`: 3 at 1 are the channels too.
class Standardize : public Layer<Standardize, Fitted> {
 public:
  static constexpr const char* kName = "Standardize";
  explicit Standardize(const Shape& features, DType dtype = kFloat32)
      : Standardize(features, std::nullopt, dtype) {}
  Standardize(const Shape& features, std::optional<int64_t> axis, DType dtype = kFloat32);

  Tensor mean, deviation;  // buffers

 protected:
  Tensor transform(const Tensor& x) override;
  // Means and deviations (divided by n); the deviation of a constant is 1.
  void learn(const Tensor& data) override;
};

}  // namespace nnlite::nn
