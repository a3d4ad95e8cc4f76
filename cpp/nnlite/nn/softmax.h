// Softmax layers, and the activations that have more to them than one function of one number:
// GELU's two forms, PReLU's learned slope, and the gated units.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Layers along one axis.
class AlongAxis : public Module {
 public:
  explicit AlongAxis(int64_t dim) : dim(dim) {}
  std::string extra_repr() const override;
  int64_t dim;
};

class Softmax : public Layer<Softmax, AlongAxis> {
 public:
  static constexpr const char* kName = "Softmax";
  explicit Softmax(int64_t dim = -1) : Layer(dim) {}
  Tensor forward(const Tensor& x) override;
};

class LogSoftmax : public Layer<LogSoftmax, AlongAxis> {
 public:
  static constexpr const char* kName = "LogSoftmax";
  explicit LogSoftmax(int64_t dim = -1) : Layer(dim) {}
  Tensor forward(const Tensor& x) override;
};

class Softmin : public Layer<Softmin, AlongAxis> {
 public:
  static constexpr const char* kName = "Softmin";
  explicit Softmin(int64_t dim = -1) : Layer(dim) {}
  Tensor forward(const Tensor& x) override;
};

// x Phi(x), exactly ("none") or by its tanh approximation ("tanh").
class GELU : public Layer<GELU> {
 public:
  static constexpr const char* kName = "GELU";
  explicit GELU(const std::string& approximate = "none");
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  std::string approximate;
};

// x where x > 0, else weight x: one learned slope, or one for each channel (axis 1).
class PReLU : public Layer<PReLU> {
 public:
  static constexpr const char* kName = "PReLU";
  explicit PReLU(int64_t num_parameters = 1, double init = 0.25, DType dtype = kFloat32);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  Tensor weight;

 private:
  double init_;
};

}  // namespace nnlite::nn

namespace nnlite {
Tensor prelu(const Tensor& x, const Tensor& weight);
// "none": the exact form; "tanh": the approximation.
Tensor gelu_of(const Tensor& x, const std::string& approximate);
}  // namespace nnlite
