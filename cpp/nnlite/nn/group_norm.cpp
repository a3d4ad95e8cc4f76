// Normalization of groups of channels, by the root mean square, and by neighbouring channels.
#include "nnlite/nn/group_norm.h"

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/norm.h"

namespace nnlite::nn {

namespace {

void check(const char* name, double eps, DType dtype) {
  if (!(eps >= 0)) fail_value(name, "eps must not be negative, not ", eps);
  if (!is_float(dtype)) fail_type(name, "dtype must be float32 or float64, not ", dtype);
}

}  // namespace

GroupNorm::GroupNorm(int64_t groups, int64_t channels, const Options& o)
    : num_groups(groups), num_channels(channels), options(o) {
  check(kName, o.eps, o.dtype);
  if (groups < 1 || channels < 1 || channels % groups != 0) {
    fail_value(kName, "num_channels ", channels, " do not divide into num_groups = ", groups);
  }
  if (o.affine) {
    weight = Tensor::empty({channels}, o.dtype);
    bias = Tensor::empty({channels}, o.dtype);
  }
  register_parameter("weight", weight);
  register_parameter("bias", bias);
  reset_parameters();
}

void GroupNorm::reset_parameters() {
  if (!weight.defined()) return;
  init::ones_(weight);
  init::zeros_(bias);
}

Tensor GroupNorm::forward(const Tensor& x) {
  if (x.dims() >= 2 && x.shape()[1] != num_channels) {
    fail_value(kName, "the input has ", x.shape()[1], " channels (axis 1 of its shape ", x.shape(),
               ") but the layer has ", num_channels);
  }
  return group_norm(x, num_groups, weight, bias, options.eps);
}

std::string GroupNorm::extra_repr() const {
  Words words;
  words.add("num_groups", num_groups).add("num_channels", num_channels).add("eps", options.eps);
  return words.add("affine", options.affine).text();
}

RMSNorm::RMSNorm(const Shape& shape, const Options& o) : normalized_shape(shape), options(o) {
  if (shape.empty()) fail_value(kName, "normalized_shape names no axis");
  check(kName, o.eps.value_or(0), o.dtype);
  if (o.elementwise_affine) weight = Tensor::empty(shape, o.dtype);
  register_parameter("weight", weight);
  reset_parameters();
}

void RMSNorm::reset_parameters() {
  if (weight.defined()) init::ones_(weight);
}

Tensor RMSNorm::forward(const Tensor& x) {
  return rms_norm(x, normalized_shape, weight, options.eps);
}

std::string RMSNorm::extra_repr() const {
  Words words;
  words.add("normalized_shape", normalized_shape);
  options.eps ? words.add("eps", *options.eps) : words.add("eps", "None");
  return words.add("elementwise_affine", options.elementwise_affine).text();
}

LocalResponseNorm::LocalResponseNorm(int64_t n, double alpha, double beta, double k)
    : size(n), alpha(alpha), beta(beta), k(k) {
  if (n < 1) fail_value(kName, "size must be positive, not ", n);
}

Tensor LocalResponseNorm::forward(const Tensor& x) {
  return local_response_norm(x, size, alpha, beta, k);
}

std::string LocalResponseNorm::extra_repr() const {
  Words words;
  words.add("size", size).add("alpha", alpha).add("beta", beta);
  return words.add("k", k).text();
}

}  // namespace nnlite::nn
