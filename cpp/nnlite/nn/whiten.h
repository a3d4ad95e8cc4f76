// PCA and ZCA: the data turned to its principal axes, and made uncorrelated, as part of the model.
#pragma once

#include "nnlite/nn/fitted.h"

namespace nnlite::nn {

// y = matrix (x - mean) over the last axes of the input, flattened, which have the shape
// `features`. The covariance C = V diag(variances) V^T of the data is divided by n.
class Projection : public Fitted {
 public:
  Projection(const char* name, const Shape& features, int64_t components, double eps, DType dtype);

  Tensor mean, matrix;  // buffers, (d,) and (k, d)
  Tensor variances;     // buffer, (k,): of the data along its principal axes, largest first
  double eps;           // added to the variances that are divided by

 protected:
  Tensor transform(const Tensor& x) override;
  void learn(const Tensor& data) override;
  // The matrix, from axes in rows (all of them, float64) and the variances along them.
  virtual Tensor matrix_of(const Tensor& axes, const Tensor& variances) const = 0;
  // 1 / sqrt(variances + eps); throws where that is infinite.
  Tensor scales(const Tensor& variances) const;
};

// y_i = v_i . (x - mean), / sqrt(variances_i + eps) with `whiten`: (..., components).
class PCA : public Layer<PCA, Projection> {
 public:
  static constexpr const char* kName = "PCA";
  explicit PCA(const Shape& features, std::optional<int64_t> components = {}, bool whiten = false,
               double eps = 1e-5, DType dtype = kFloat32);
  std::string extra_repr() const override;

  int64_t components;
  bool whiten;

 protected:
  Tensor matrix_of(const Tensor& axes, const Tensor& variances) const override;
};

// y = V diag(1 / sqrt(variances + eps)) V^T (x - mean): whitened, and as near to x as that can be;
// of the input's shape.
class ZCA : public Layer<ZCA, Projection> {
 public:
  static constexpr const char* kName = "ZCA";
  explicit ZCA(const Shape& features, double eps = 1e-5, DType dtype = kFloat32);
  std::string extra_repr() const override;

 protected:
  Tensor transform(const Tensor& x) override;
  Tensor matrix_of(const Tensor& axes, const Tensor& variances) const override;
};

}  // namespace nnlite::nn
