// Bilinear: one product of all rows with all matrices, then a sum beside the second input.
#include "nnlite/nn/bilinear.h"

#include <cmath>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/loss_parts.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

void check(const Tensor& x1, const Tensor& x2, const Tensor& w, const Tensor& b) {
  constexpr const char* op = "bilinear";
  check_float(op, "input1", x1);
  check_float(op, "input2", x2);
  check_float(op, "weight", w);
  if (w.dims() != 3) {
    fail_value(op, "weight has shape ", w.shape(), "; it must be (out, in1, in2)");
  }
  if (x1.dims() == 0 || x1.dims() != x2.dims()) {
    fail_value(op, "inputs have shapes ", x1.shape(), " and ", x2.shape(),
               "; they may differ in the last axis alone");
  }
  const int last = x1.dims() - 1;
  for (int i = 0; i < last; ++i) {
    if (x1.shape()[i] != x2.shape()[i]) {
      fail_value(op, "inputs have shapes ", x1.shape(), " and ", x2.shape(),
                 "; they may differ in the last axis alone");
    }
  }
  if (x1.shape()[last] != w.shape()[1] || x2.shape()[last] != w.shape()[2]) {
    fail_value(op, "inputs have ", x1.shape()[last], " and ", x2.shape()[last],
               " columns but weight is ", w.shape());
  }
  if (b.defined() && b.shape() != Shape{w.shape()[0]}) {
    fail_value(op, "bias has shape ", b.shape(), " but weight is ", w.shape());
  }
}

}  // namespace

Tensor bilinear(const Tensor& input1, const Tensor& input2, const Tensor& weight,
                const Tensor& bias) {
  check(input1, input2, weight, bias);
  Shape shape = input1.shape();
  int64_t rows = 1;
  for (int i = 0; i + 1 < shape.size(); ++i) rows *= shape[i];
  const Tensor x1 = reshape(input1, {rows, weight.shape()[1]});
  const Tensor x2 = reshape(input2, {rows, weight.shape()[2]});
  Tensor y = transpose(sum(matmul(x1, weight) * x2, {-1}), 0, 1);  // (out, rows, in2) before
  if (bias.defined()) y = y + bias;
  shape[shape.size() - 1] = weight.shape()[0];
  return reshape(y, shape);
}

namespace nn {

Bilinear::Bilinear(int64_t in1, int64_t in2, int64_t out, bool with_bias, DType dtype)
    : in1_features(in1), in2_features(in2), out_features(out) {
  if (in1 < 1 || in2 < 0 || out < 0) {
    fail_value(kName, "in1_features, in2_features and out_features are counts, not ", in1, ", ",
               in2, " and ", out);
  }
  if (!is_float(dtype)) fail_type(kName, "dtype must be float32 or float64, not ", dtype);
  weight = Tensor::empty({out, in1, in2}, dtype);
  if (with_bias) bias = Tensor::empty({out}, dtype);
  register_parameter("weight", weight);
  register_parameter("bias", bias);
  reset_parameters();
}

void Bilinear::reset_parameters() {
  const double bound = 1 / std::sqrt(static_cast<double>(in1_features));
  init::uniform_(weight, -bound, bound);
  if (bias.defined()) init::uniform_(bias, -bound, bound);
}

Tensor Bilinear::forward(const Tensor& input1, const Tensor& input2) {
  return bilinear(input1, input2, weight, bias);
}

std::string Bilinear::extra_repr() const {
  Words words;
  words.add("in1_features", in1_features).add("in2_features", in2_features);
  return words.add("out_features", out_features).add("bias", bias.defined()).text();
}

}  // namespace nn

}  // namespace nnlite
