// Linear and Flatten.
#include "nnlite/nn/linear.h"

#include <cmath>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

Linear::Linear(int64_t in, int64_t out, bool with_bias, DType dtype)
    : in_features(in), out_features(out) {
  if (in < 0 || out < 0) {
    fail_value(kName, "in_features and out_features are counts, not ", in, " and ", out);
  }
  if (!is_float(dtype)) fail_type(kName, "dtype must be float32 or float64, not ", dtype);
  weight = Tensor::empty({out, in}, dtype);
  if (with_bias) bias = Tensor::empty({out}, dtype);
  register_parameter("weight", weight);
  register_parameter("bias", bias);
  reset_parameters();
}

void Linear::reset_parameters() {
  const double bound = in_features > 0 ? 1 / std::sqrt(static_cast<double>(in_features)) : 0;
  init::uniform_(weight, -bound, bound);
  if (bias.defined()) init::uniform_(bias, -bound, bound);
}

Tensor Linear::forward(const Tensor& x) { return linear(x, weight, bias); }

std::string Linear::extra_repr() const {
  Words words;
  words.add("in_features", in_features).add("out_features", out_features);
  return words.add("bias", bias.defined()).text();
}

Tensor Flatten::forward(const Tensor& x) { return flatten(x, start_dim, end_dim); }

std::string Flatten::extra_repr() const {
  return Words().add("start_dim", start_dim).add("end_dim", end_dim).text();
}

}  // namespace nnlite::nn
