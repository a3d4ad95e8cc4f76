// Padding and resizing, as layers: what they compute stands in ops/.
#pragma once

#include "nnlite/nn/module.h"
#include "nnlite/ops/resample.h"

namespace nnlite::nn {

// Surrounds the last axes; `padding` is one number, or pairs (before, after) from the last axis on.
class Pad : public Module {
 public:
  Pad(const char* name, int axes, const char* mode, const Shape& padding, double value = 0);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  int axes;
  std::string mode;
  Shape padding;
  double value;
};

#define PAD_LAYER(Type, axes, mode)                                            \
  class Type : public Layer<Type, Pad> {                                       \
   public:                                                                     \
    static constexpr const char* kName = #Type;                                \
    explicit Type(const Shape& padding) : Layer(kName, axes, mode, padding) {} \
  }
#define CONSTANT_PAD_LAYER(Type, axes)                                                           \
  class Type : public Layer<Type, Pad> {                                                         \
   public:                                                                                       \
    static constexpr const char* kName = #Type;                                                  \
    Type(const Shape& padding, double value) : Layer(kName, axes, "constant", padding, value) {} \
  }
PAD_LAYER(ZeroPad1d, 1, "constant");
PAD_LAYER(ZeroPad2d, 2, "constant");
PAD_LAYER(ZeroPad3d, 3, "constant");
CONSTANT_PAD_LAYER(ConstantPad1d, 1);
CONSTANT_PAD_LAYER(ConstantPad2d, 2);
CONSTANT_PAD_LAYER(ConstantPad3d, 3);
PAD_LAYER(ReflectionPad1d, 1, "reflect");
PAD_LAYER(ReflectionPad2d, 2, "reflect");
PAD_LAYER(ReflectionPad3d, 3, "reflect");
PAD_LAYER(ReplicationPad1d, 1, "replicate");
PAD_LAYER(ReplicationPad2d, 2, "replicate");
PAD_LAYER(ReplicationPad3d, 3, "replicate");
PAD_LAYER(CircularPad1d, 1, "circular");
PAD_LAYER(CircularPad2d, 2, "circular");
PAD_LAYER(CircularPad3d, 3, "circular");
#undef PAD_LAYER
#undef CONSTANT_PAD_LAYER

}  // namespace nnlite::nn
