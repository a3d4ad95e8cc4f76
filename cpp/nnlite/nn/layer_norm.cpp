// Layer normalization.
#include "nnlite/nn/layer_norm.h"

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/norm.h"

namespace nnlite::nn {

LayerNorm::LayerNorm(const Shape& shape, const Options& o) : normalized_shape(shape), options(o) {
  if (shape.empty()) fail_value(kName, "normalized_shape names no axis");
  if (!(o.eps >= 0)) fail_value(kName, "eps must not be negative, not ", o.eps);
  if (!is_float(o.dtype)) fail_type(kName, "dtype must be float32 or float64, not ", o.dtype);
  if (o.elementwise_affine) {
    weight = Tensor::empty(shape, o.dtype);
    if (o.bias) bias = Tensor::empty(shape, o.dtype);
  }
  register_parameter("weight", weight);
  register_parameter("bias", bias);
  reset_parameters();
}

void LayerNorm::reset_parameters() {
  if (weight.defined()) init::ones_(weight);
  if (bias.defined()) init::zeros_(bias);
}

Tensor LayerNorm::forward(const Tensor& x) {
  return layer_norm(x, normalized_shape, weight, bias, options.eps);
}

std::string LayerNorm::extra_repr() const {
  Words words;
  words.add("normalized_shape", normalized_shape).add("eps", options.eps);
  words.add("elementwise_affine", options.elementwise_affine);
  return words.add("bias", options.bias).text();
}

}  // namespace nnlite::nn
