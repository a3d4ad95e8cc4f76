// Normalization of groups of channels (Wu & He 2018), by the root mean square (Zhang & Sennrich
// 2019), and by neighbouring channels (Krizhevsky, Sutskever & Hinton 2012).
#pragma once

#include <optional>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

struct GroupNormOptions {
  double eps = 1e-5;
  bool affine = true;  // learned weight and bias
  DType dtype = kFloat32;
};

class GroupNorm : public Layer<GroupNorm> {
 public:
  static constexpr const char* kName = "GroupNorm";
  using Options = GroupNormOptions;
  GroupNorm(int64_t num_groups, int64_t num_channels, const Options& options = {});
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  void reset_parameters();

  int64_t num_groups, num_channels;
  Options options;
  Tensor weight, bias;
};

struct RMSNormOptions {
  std::optional<double> eps = {};  // none: the distance from 1 to the next number
  bool elementwise_affine = true;  // learned weight
  DType dtype = kFloat32;
};

// Of the last axes, whose sizes are normalized_shape.
class RMSNorm : public Layer<RMSNorm> {
 public:
  static constexpr const char* kName = "RMSNorm";
  using Options = RMSNormOptions;
  explicit RMSNorm(const Shape& normalized_shape, const Options& options = {});
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  void reset_parameters();

  Shape normalized_shape;
  Options options;
  Tensor weight;
};

class LocalResponseNorm : public Layer<LocalResponseNorm> {
 public:
  static constexpr const char* kName = "LocalResponseNorm";
  explicit LocalResponseNorm(int64_t size, double alpha = 1e-4, double beta = 0.75, double k = 1);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  int64_t size;
  double alpha, beta, k;
};

}  // namespace nnlite::nn
