// Convolutional layers over one, two and three axes, and their transposes.
#pragma once

#include <string>

#include "nnlite/nn/module.h"
#include "nnlite/ops/conv.h"

namespace nnlite::nn {

// Numbers of ConvOptions with one per axis, or one alone for all.
struct ConvLayerOptions {
  Shape stride{1};
  Shape padding{0};
  std::string padding_word = {};       // "same" or "valid" instead of numbers
  std::string padding_mode = "zeros";  // or reflect, replicate, circular: what is padded with
  Shape dilation{1};
  int64_t groups = 1;
  bool bias = true;
  Shape output_padding{0};  // of transposed layers
  DType dtype = kFloat32;
};

// What all of them share. Weight (out, in / groups, kernel), or (in, out / groups, kernel) where
// transposed, and bias (out,): both U(-1/sqrt(n), 1/sqrt(n)), where n = weight[0].numel().
class Conv : public Module {
 public:
  using Options = ConvLayerOptions;
  Conv(const char* name, int axes, bool transposed, int64_t in_channels, int64_t out_channels,
       const Shape& kernel_size, const Options& options);

  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  void reset_parameters();

  int axes;
  bool transposed;
  int64_t in_channels, out_channels;
  Shape kernel_size;
  Options options;
  Tensor weight, bias;

 private:
  ConvOptions window_;  // the options as the operation takes them
  Shape before_;        // padding that is no zeros is there before the operation
};

// One kind of convolution; Self names itself.
template <class Self, int kAxes, bool kTransposed>
class ConvNd : public Layer<Self, Conv> {
 public:
  ConvNd(int64_t in_channels, int64_t out_channels, const Shape& kernel_size,
         const ConvLayerOptions& options = {})
      : Layer<Self, Conv>(Self::kName, kAxes, kTransposed, in_channels, out_channels, kernel_size,
                          options) {}
};

struct Conv1d : ConvNd<Conv1d, 1, false> {
  static constexpr const char* kName = "Conv1d";
  using ConvNd::ConvNd;
};
struct Conv2d : ConvNd<Conv2d, 2, false> {
  static constexpr const char* kName = "Conv2d";
  using ConvNd::ConvNd;
};
struct Conv3d : ConvNd<Conv3d, 3, false> {
  static constexpr const char* kName = "Conv3d";
  using ConvNd::ConvNd;
};
struct ConvTranspose1d : ConvNd<ConvTranspose1d, 1, true> {
  static constexpr const char* kName = "ConvTranspose1d";
  using ConvNd::ConvNd;
};
struct ConvTranspose2d : ConvNd<ConvTranspose2d, 2, true> {
  static constexpr const char* kName = "ConvTranspose2d";
  using ConvNd::ConvNd;
};
struct ConvTranspose3d : ConvNd<ConvTranspose3d, 3, true> {
  static constexpr const char* kName = "ConvTranspose3d";
  using ConvNd::ConvNd;
};

}  // namespace nnlite::nn
