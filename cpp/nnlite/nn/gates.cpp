// Activations made of several operations.
#include "nnlite/nn/gates.h"

#include "nnlite/base/suggest.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

// The two halves of x along an axis.
std::pair<Tensor, Tensor> halves(const char* op, const Tensor& x, int64_t dim) {
  const int axis = normal_axis(op, dim, x.dims());
  const int64_t size = x.shape()[axis];
  if (size % 2 != 0) {
    fail_value(op, "axis ", dim, " of shape ", x.shape(), " has ", size,
               " elements, which do not split into two halves");
  }
  return {narrow(x, axis, 0, size / 2), narrow(x, axis, size / 2, size / 2)};
}

}  // namespace

Tensor swiglu(const Tensor& x, int64_t dim) {
  const auto [a, b] = halves("swiglu", x, dim);
  return a * silu(b);
}

Tensor geglu(const Tensor& x, int64_t dim) {
  const auto [a, b] = halves("geglu", x, dim);
  return a * gelu(b);
}

Tensor maxout(const Tensor& x, int64_t pieces, int64_t dim) {
  const int axis = normal_axis("maxout", dim, x.dims());
  const int64_t size = x.shape()[axis];
  if (pieces < 1 || size % pieces != 0) {
    fail_value("maxout", "axis ", dim, " of shape ", x.shape(), " has ", size,
               " elements, which do not split into groups of ", pieces);
  }
  Shape shape;
  for (int i = 0; i < x.dims(); ++i) {
    shape.push_back(i == axis ? size / pieces : x.shape()[i]);
    if (i == axis) shape.push_back(pieces);
  }
  return max(reshape(x, shape), {axis + 1});
}

Tensor rrelu(const Tensor& x, double lower, double upper, bool training) {
  if (!(lower <= upper)) {
    fail_value("rrelu", "the lower bound ", lower, " is above the upper bound ", upper);
  }
  if (!is_float(x.dtype())) fail_type("rrelu", "the input must be a float, not ", x.dtype());
  if (!training) return leaky_relu(x, (lower + upper) / 2);
  return where(x >= 0.0, x, x * uniform(x.shape(), lower, upper, x.dtype()));
}

Tensor prelu(const Tensor& x, const Tensor& weight) {
  if (!x.defined() || !weight.defined()) fail_type("prelu", "input and weight must be tensors");
  Tensor slope = weight;
  if (weight.numel() != 1) {
    const int64_t channels = x.dims() > 1 ? x.shape()[1] : 1;
    if (weight.dims() != 1 || weight.numel() != channels) {
      fail_value("prelu", "weight has shape ", weight.shape(), " but the input ", x.shape(),
                 " has ", channels, " channels (axis 1); give one slope, or one for each");
    }
    Shape shape = Shape::filled(x.dims() - 1, 1);
    shape[0] = channels;
    slope = reshape(weight, shape);
  }
  return where(x > 0.0, x, x * slope);
}

Tensor gelu_of(const Tensor& x, const std::string& approximate) {
  if (approximate == "none") return gelu(x);
  if (approximate == "tanh") return gelu_tanh(x);
  constexpr std::string_view known[] = {"none", "tanh"};
  fail_value("gelu", "unknown approximate '", approximate, "'", suggestion(approximate, known));
}

}  // namespace nnlite
