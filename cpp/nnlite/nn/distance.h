// Distances and angles between vectors, as functions and as modules of two inputs.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite {

// x1 x2 / (max(|x1|, eps) max(|x2|, eps)) along an axis; shapes broadcast.
Tensor cosine_similarity(const Tensor& x1, const Tensor& x2, int64_t dim = 1, double eps = 1e-8);
// The p-norm of x1 - x2 + eps along the last axis; shapes broadcast.
Tensor pairwise_distance(const Tensor& x1, const Tensor& x2, double p = 2, double eps = 1e-6,
                         bool keepdim = false);

namespace nn {

// A module that measures two tensors.
class Comparison : public Module {
 public:
  Tensor forward(const Tensor& x) override;
  virtual Tensor forward(const Tensor& x1, const Tensor& x2) = 0;
  Tensor operator()(const Tensor& x1, const Tensor& x2) {
    note();
    return forward(x1, x2);
  }
};

class CosineSimilarity : public Layer<CosineSimilarity, Comparison> {
 public:
  static constexpr const char* kName = "CosineSimilarity";
  explicit CosineSimilarity(int64_t dim = 1, double eps = 1e-8) : dim(dim), eps(eps) {}
  using Comparison::forward;
  Tensor forward(const Tensor& x1, const Tensor& x2) override;
  std::string extra_repr() const override;

  int64_t dim;
  double eps;
};

class PairwiseDistance : public Layer<PairwiseDistance, Comparison> {
 public:
  static constexpr const char* kName = "PairwiseDistance";
  explicit PairwiseDistance(double p = 2, double eps = 1e-6, bool keepdim = false)
      : p(p), eps(eps), keepdim(keepdim) {}
  using Comparison::forward;
  Tensor forward(const Tensor& x1, const Tensor& x2) override;
  std::string extra_repr() const override;

  double p, eps;
  bool keepdim;
};

}  // namespace nn

}  // namespace nnlite
