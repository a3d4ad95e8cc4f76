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

// What the layers for inputs of different ranks share.
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
};

// Of (N, C) or (N, C, L).
class BatchNorm1d : public Layer<BatchNorm1d, BatchNorm> {
 public:
  static constexpr const char* kName = "BatchNorm1d";
  explicit BatchNorm1d(int64_t num_features, const Options& options = {})
      : Layer(num_features, options) {}

 protected:
  void check_rank(const Tensor& x) const override;
};

}  // namespace nnlite::nn
