// Linear, Flatten and Unflatten.
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

Unflatten::Unflatten(int64_t axis, const Shape& sizes) : dim(axis), unflattened_size(sizes) {
  int open = 0;
  for (const int64_t n : sizes) {
    open += n == -1;
    if (n < -1 || open > 1) {
      fail_value(kName, "unflattened_size is ", sizes, "; sizes are counts, one of them may be -1");
    }
  }
  if (sizes.empty()) fail_value(kName, "unflattened_size is empty; give one size at least");
}

Tensor Unflatten::forward(const Tensor& x) {
  const int axis = normal_axis(kName, dim, x.dims());
  const int64_t size = x.shape()[axis];
  int64_t product = 1;
  for (const int64_t n : unflattened_size) product *= n == -1 ? 1 : n;
  bool open = false;
  for (const int64_t n : unflattened_size) open = open || n == -1;
  if (open ? product == 0 || size % product != 0 : product != size) {
    fail_value(kName, "axis ", dim, " of the input ", x.shape(), " has ", size,
               " elements, which do not make ", unflattened_size);
  }
  Shape shape;
  for (int i = 0; i < x.dims(); ++i) {
    if (i != axis) {
      shape.push_back(x.shape()[i]);
      continue;
    }
    for (const int64_t n : unflattened_size) shape.push_back(n == -1 ? size / product : n);
  }
  return reshape(x, shape);
}

std::string Unflatten::extra_repr() const {
  return Words().add("dim", dim).add("unflattened_size", unflattened_size).text();
}

}  // namespace nnlite::nn
