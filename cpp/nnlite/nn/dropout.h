// Dropout and its family, as layers: what they do while training stands in nn/drop.h.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// What the layers with a probability share.
class DropLayer : public Module {
 public:
  DropLayer(const char* name, double p);
  Tensor forward(const Tensor& x) override { return drop(x); }
  std::string extra_repr() const override;

  double p;

 protected:
  virtual Tensor drop(const Tensor& x) = 0;
};

// A class of the family: its name and its p where none is given.
#define DROP_LAYER(Type, initial)                          \
  class Type : public Layer<Type, DropLayer> {             \
   public:                                                 \
    static constexpr const char* kName = #Type;            \
    static constexpr double kInitial = initial;            \
    explicit Type(double p = initial) : Layer(kName, p) {} \
                                                           \
   protected:                                              \
    Tensor drop(const Tensor& x) override;                 \
  }
// In training every element is 0 with probability p, else divided by 1 - p; p = 1 gives zeros
// (Srivastava et al. 2014). Inverted: nothing to scale at evaluation.
DROP_LAYER(Dropout, 0.5);
// The same for whole channels of (N, C, L), (N, C, H, W) and (N, C, D, H, W).
DROP_LAYER(Dropout1d, 0.5);
DROP_LAYER(Dropout2d, 0.5);
DROP_LAYER(Dropout3d, 0.5);
// To the value that SELU tends to, so that mean 0 and variance 1 stay; elements, or channels.
DROP_LAYER(AlphaDropout, 0.5);
DROP_LAYER(FeatureAlphaDropout, 0.5);
// x N(1, p / (1 - p)).
DROP_LAYER(GaussianDropout, 0.5);
// Whole examples of a residual branch.
DROP_LAYER(DropPath, 0.1);
#undef DROP_LAYER

// x + N(0, std^2) in training.
class GaussianNoise : public Layer<GaussianNoise> {
 public:
  static constexpr const char* kName = "GaussianNoise";
  explicit GaussianNoise(double std = 0.1);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  double std;
};

}  // namespace nnlite::nn
