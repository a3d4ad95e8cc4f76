// Layer normalization (Ba, Kiros & Hinton 2016).
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

struct LayerNormOptions {
  double eps = 1e-5;
  bool elementwise_affine = true;  // learned weight
  bool bias = true;                // and bias
  DType dtype = kFloat32;
};

// Normalizes the last axes, whose sizes are normalized_shape.
class LayerNorm : public Layer<LayerNorm> {
 public:
  static constexpr const char* kName = "LayerNorm";
  using Options = LayerNormOptions;
  explicit LayerNorm(const Shape& normalized_shape, const Options& options = {});

  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  void reset_parameters();

  Shape normalized_shape;
  Options options;
  Tensor weight, bias;
};

}  // namespace nnlite::nn
