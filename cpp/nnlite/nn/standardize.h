// Standardize: the normalization of the data as part of the model, saved with it.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// y = (x - mean) / deviation with the statistics that fit() found, the identity until then.
// `features` is the shape of the statistics, which stands at the right of the input's: 4 for a
// table (N, 4), (28, 28) for every pixel of images, (3, 1, 1) for every channel of (N, 3, H, W),
// () for one mean and one deviation of everything. Bytes and other integers become floats.
class Standardize : public Layer<Standardize> {
 public:
  static constexpr const char* kName = "Standardize";
  explicit Standardize(const Shape& features, DType dtype = kFloat32);

  Tensor forward(const Tensor& x) override;
  // Learns means and deviations (divided by n) from data; the deviation of a constant is 1.
  void fit(const Tensor& x);
  std::string extra_repr() const override;

  Shape features;
  Tensor mean, deviation;  // buffers

 private:
  void check(const Tensor& x) const;
};

}  // namespace nnlite::nn
