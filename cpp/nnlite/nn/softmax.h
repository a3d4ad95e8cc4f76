// Layers along an axis (softmax and its relatives, gated units), and the activations that have more
// to them than one function of one number: GELU's two forms, PReLU's learned slope, RReLU, Maxout.
#pragma once

#include "nnlite/nn/gates.h"
#include "nnlite/nn/module.h"
#include "nnlite/ops/softmax.h"

namespace nnlite::nn {

// Layers along one axis.
class AlongAxis : public Module {
 public:
  explicit AlongAxis(int64_t dim) : dim(dim) {}
  std::string extra_repr() const override;
  int64_t dim;
};

// f(x, dim) as a layer.
#define ALONG(Type, function)                                                     \
  class Type : public Layer<Type, AlongAxis> {                                    \
   public:                                                                        \
    static constexpr const char* kName = #Type;                                   \
    explicit Type(int64_t dim = -1) : Layer(dim) {}                               \
    Tensor forward(const Tensor& x) override { return nnlite::function(x, dim); } \
  };
ALONG(Softmax, softmax)
ALONG(LogSoftmax, log_softmax)
ALONG(Softmin, softmin)
ALONG(Sparsemax, sparsemax)
ALONG(GLU, glu)
ALONG(SwiGLU, swiglu)
ALONG(GeGLU, geglu)
#undef ALONG

// Softmax over the channels of images, (N, C, H, W) or (C, H, W).
class Softmax2d : public Layer<Softmax2d> {
 public:
  static constexpr const char* kName = "Softmax2d";
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

class Maxout : public Layer<Maxout, AlongAxis> {
 public:
  static constexpr const char* kName = "Maxout";
  explicit Maxout(int64_t pieces, int64_t dim = -1);
  Tensor forward(const Tensor& x) override { return maxout(x, pieces, dim); }
  std::string extra_repr() const override;
  int64_t pieces;
};

class RReLU : public Layer<RReLU> {
 public:
  static constexpr const char* kName = "RReLU";
  explicit RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3);
  Tensor forward(const Tensor& x) override { return rrelu(x, lower, upper, training()); }
  std::string extra_repr() const override;
  double lower, upper;
};

}  // namespace nnlite::nn
