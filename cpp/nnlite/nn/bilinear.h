// Bilinear: y_k = x1^T W_k x2 + b_k, as a function and as a module of two inputs.
#pragma once

#include "nnlite/nn/distance.h"

namespace nnlite {

// input1 (..., in1), input2 (..., in2), weight (out, in1, in2), bias (out,) or undefined; gives
// (..., out).
Tensor bilinear(const Tensor& input1, const Tensor& input2, const Tensor& weight,
                const Tensor& bias = {});

namespace nn {

// weight (out_features, in1_features, in2_features) and bias (out_features), both drawn from
// U(-1/sqrt(in1_features), 1/sqrt(in1_features)).
class Bilinear : public Layer<Bilinear, Comparison> {
 public:
  static constexpr const char* kName = "Bilinear";
  Bilinear(int64_t in1_features, int64_t in2_features, int64_t out_features, bool bias = true,
           DType dtype = kFloat32);
  using Comparison::forward;
  Tensor forward(const Tensor& input1, const Tensor& input2) override;
  std::string extra_repr() const override;
  void reset_parameters();

  int64_t in1_features, in2_features, out_features;
  Tensor weight, bias;
};

}  // namespace nn

}  // namespace nnlite
