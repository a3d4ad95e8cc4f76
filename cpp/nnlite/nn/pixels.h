// Layers that enlarge images and put their elements into other places: see ops/resample.h and
// ops/pixels.h.
#pragma once

#include "nnlite/nn/module.h"
#include "nnlite/ops/pixels.h"
#include "nnlite/ops/resample.h"

namespace nnlite::nn {

class Upsample : public Layer<Upsample> {
 public:
  static constexpr const char* kName = "Upsample";
  explicit Upsample(const InterpolateOptions& options);
  Tensor forward(const Tensor& x) override { return interpolate(x, options); }
  std::string extra_repr() const override;

  InterpolateOptions options;

 protected:
  std::string size_repr() const;
};

// Upsample of images in one mode: the nearest pixel, or four of them with the corners kept.
class UpsamplingNearest2d : public Layer<UpsamplingNearest2d, Upsample> {
 public:
  static constexpr const char* kName = "UpsamplingNearest2d";
  explicit UpsamplingNearest2d(const Shape& size, const SmallVector<double, 3>& scale_factor = {})
      : Layer(InterpolateOptions{size, scale_factor, "nearest"}) {}
  std::string extra_repr() const override { return size_repr(); }
};
class UpsamplingBilinear2d : public Layer<UpsamplingBilinear2d, Upsample> {
 public:
  static constexpr const char* kName = "UpsamplingBilinear2d";
  explicit UpsamplingBilinear2d(const Shape& size, const SmallVector<double, 3>& scale_factor = {})
      : Layer(InterpolateOptions{size, scale_factor, "bilinear", true}) {}
  std::string extra_repr() const override { return size_repr(); }
};

// Channels into pixels of squares, and back.
class PixelShuffle : public Layer<PixelShuffle> {
 public:
  static constexpr const char* kName = "PixelShuffle";
  explicit PixelShuffle(int64_t upscale_factor) : upscale_factor(upscale_factor) {}
  Tensor forward(const Tensor& x) override { return pixel_shuffle(x, upscale_factor); }
  std::string extra_repr() const override;
  int64_t upscale_factor;
};
class PixelUnshuffle : public Layer<PixelUnshuffle> {
 public:
  static constexpr const char* kName = "PixelUnshuffle";
  explicit PixelUnshuffle(int64_t downscale_factor) : downscale_factor(downscale_factor) {}
  Tensor forward(const Tensor& x) override { return pixel_unshuffle(x, downscale_factor); }
  std::string extra_repr() const override;
  int64_t downscale_factor;
};
class ChannelShuffle : public Layer<ChannelShuffle> {
 public:
  static constexpr const char* kName = "ChannelShuffle";
  explicit ChannelShuffle(int64_t groups) : groups(groups) {}
  Tensor forward(const Tensor& x) override { return channel_shuffle(x, groups); }
  std::string extra_repr() const override;
  int64_t groups;
};

// Windows as columns, and columns added up to images.
class Unfold : public Layer<Unfold> {
 public:
  static constexpr const char* kName = "Unfold";
  explicit Unfold(const PoolOptions& options) : options(options) {}
  Tensor forward(const Tensor& x) override { return unfold(x, options); }
  std::string extra_repr() const override;
  PoolOptions options;
};
class Fold : public Layer<Fold> {
 public:
  static constexpr const char* kName = "Fold";
  Fold(const Shape& output_size, const PoolOptions& options)
      : output_size(output_size), options(options) {}
  Tensor forward(const Tensor& x) override { return fold(x, output_size, options); }
  std::string extra_repr() const override;
  Shape output_size;
  PoolOptions options;
};

}  // namespace nnlite::nn
