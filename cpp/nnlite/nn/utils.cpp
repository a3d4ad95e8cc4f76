// Helpers on lists of parameters.
#include "nnlite/nn/utils.h"

#include <cmath>
#include <vector>

#include "nnlite/core/copy.h"
#include "nnlite/core/row_gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite::nn::utils {

namespace {

std::vector<Tensor> gradients(std::span<const Tensor> parameters) {
  std::vector<Tensor> found;
  for (const Tensor& p : parameters) {
    if (Tensor g = gradient_numbers(p); g.defined()) found.push_back(g);
  }
  return found;
}

}  // namespace

Tensor clip_grad_norm_(std::span<const Tensor> parameters, double max_norm, double norm_type,
                       bool error_if_nonfinite) {
  constexpr const char* op = "clip_grad_norm_";
  if (!(max_norm >= 0)) fail_value(op, "max_norm must not be negative, not ", max_norm);
  const NoGrad off;
  std::vector<Tensor> norms;
  std::vector<Tensor> found = gradients(parameters);
  for (const Tensor& g : found) norms.push_back(norm(g, norm_type));
  if (norms.empty()) return zeros({});
  const Tensor total = norm(stack(norms), norm_type);
  if (error_if_nonfinite && !std::isfinite(total.item())) {
    fail_runtime(op, "the norm of the gradients is ", total.item(), "; nothing was changed");
  }
  const Tensor factor = minimum(max_norm / (total + 1e-6), 1.0);
  for (Tensor& g : found) mul_(g, cast(factor, g.dtype()));
  return total;
}

void clip_grad_value_(std::span<const Tensor> parameters, double clip_value) {
  if (!(clip_value >= 0)) {
    fail_value("clip_grad_value_", "clip_value must not be negative, not ", clip_value);
  }
  const NoGrad off;
  for (Tensor& g : gradients(parameters)) copy_(g, clip(g, -clip_value, clip_value));
}

Tensor parameters_to_vector(std::span<const Tensor> parameters) {
  if (parameters.empty()) fail_value("parameters_to_vector", "there are no parameters");
  std::vector<Tensor> parts;
  for (const Tensor& p : parameters) parts.push_back(reshape(p, {p.numel()}));
  return concat(parts);
}

void vector_to_parameters(const Tensor& vector, std::span<const Tensor> parameters) {
  constexpr const char* op = "vector_to_parameters";
  int64_t wanted = 0;
  for (const Tensor& p : parameters) wanted += p.numel();
  if (!vector.defined()) fail_type(op, "vec must be a tensor");
  if (vector.shape() != Shape{wanted}) {
    fail_value(op, "vec has shape ", vector.shape(), " but the parameters have ", wanted,
               " elements");
  }
  const NoGrad off;
  int64_t at = 0;
  for (Tensor p : parameters) {
    copy_(p, reshape(narrow(vector, 0, at, p.numel()), p.shape()));
    at += p.numel();
  }
}

}  // namespace nnlite::nn::utils
