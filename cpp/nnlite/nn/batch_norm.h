// Batch normalization (Ioffe & Szegedy 2015).
#pragma once

#include <optional>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

struct BatchNormOptions {
  double eps = 1e-5;
  std::optional<double> momentum = 0.1;  // none: the average over all batches so far
  bool affine = true;                    // learned weight and bias
  bool track_running_stats = true;
  DType dtype = kFloat32;
};

// What the layers for inputs of different ranks share, of instances too.
class BatchNorm : public Module {
 public:
  using Options = BatchNormOptions;
  BatchNorm(int64_t num_features, const Options& options);

  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  void reset_parameters();
  void set_momentum(std::optional<double> momentum);

  int64_t num_features;
  Options options;
  Tensor weight, bias;
  Tensor running_mean, running_var, num_batches_tracked;

 protected:
  // Throws where the rank of x is not the layer's.
  virtual void check_rank(const Tensor& x) const = 0;
  void check_channels(const Tensor& x, int axis) const;
};

#define BATCH_NORM_LAYER(Type, Base)                                 \
  class Type : public Layer<Type, Base> {                            \
   public:                                                           \
    static constexpr const char* kName = #Type;                      \
    explicit Type(int64_t num_features, const Options& options = {}) \
        : Layer(num_features, options) {}                            \
                                                                     \
   protected:                                                        \
    void check_rank(const Tensor& x) const override;                 \
  }
// Of (N, C) or (N, C, L).
BATCH_NORM_LAYER(BatchNorm1d, BatchNorm);
// Of (N, C, H, W).
BATCH_NORM_LAYER(BatchNorm2d, BatchNorm);
// Of (N, C, D, H, W).
BATCH_NORM_LAYER(BatchNorm3d, BatchNorm);

#undef BATCH_NORM_LAYER

// Every channel of every example by itself (Ulyanov, Vedaldi & Lempitsky 2016). PyTorch's layers
// have affine parameters and running statistics only where these are asked for.
class InstanceNorm : public BatchNorm {
 public:
  static constexpr BatchNormOptions kOptions{.affine = false, .track_running_stats = false};
  using BatchNorm::BatchNorm;
  Tensor forward(const Tensor& x) override;

 protected:
  virtual int axes() const = 0;  // behind (N, C) or (C,)
  void check_rank(const Tensor& x) const override;
};
#define INSTANCE_NORM_LAYER(Type, count)                                   \
  class Type : public Layer<Type, InstanceNorm> {                          \
   public:                                                                 \
    static constexpr const char* kName = #Type;                            \
    explicit Type(int64_t num_features, const Options& options = kOptions) \
        : Layer(num_features, options) {}                                  \
                                                                           \
   protected:                                                              \
    int axes() const override { return count; }                            \
  }
INSTANCE_NORM_LAYER(InstanceNorm1d, 1);
INSTANCE_NORM_LAYER(InstanceNorm2d, 2);
INSTANCE_NORM_LAYER(InstanceNorm3d, 3);
#undef INSTANCE_NORM_LAYER

}  // namespace nnlite::nn
