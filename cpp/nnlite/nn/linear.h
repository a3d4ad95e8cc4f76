// Linear: y = x W^T + b, and Identity, Flatten and Unflatten beside it.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// weight (out_features, in_features) and bias (out_features), both drawn from
// U(-1/sqrt(in_features), 1/sqrt(in_features)).
class Linear : public Layer<Linear> {
 public:
  static constexpr const char* kName = "Linear";
  Linear(int64_t in_features, int64_t out_features, bool bias = true, DType dtype = kFloat32);

  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;
  void reset_parameters();

  int64_t in_features, out_features;
  Tensor weight, bias;
};

// Gives back what it gets.
class Identity : public Layer<Identity> {
 public:
  static constexpr const char* kName = "Identity";
  Tensor forward(const Tensor& x) override { return x; }
};

// Merges the axes start_dim .. end_dim into one; the batch axis stays by default.
class Flatten : public Layer<Flatten> {
 public:
  static constexpr const char* kName = "Flatten";
  explicit Flatten(int start_dim = 1, int end_dim = -1) : start_dim(start_dim), end_dim(end_dim) {}
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  int start_dim, end_dim;
};

// The reverse: the axis `dim` becomes several, of which one may be -1: what is left.
class Unflatten : public Layer<Unflatten> {
 public:
  static constexpr const char* kName = "Unflatten";
  Unflatten(int64_t dim, const Shape& unflattened_size);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  int64_t dim;
  Shape unflattened_size;
};

}  // namespace nnlite::nn
