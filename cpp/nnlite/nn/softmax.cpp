// Softmax layers, GELU and PReLU.
#include "nnlite/ops/softmax.h"

#include "nnlite/base/suggest.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/softmax.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

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

namespace nn {

std::string AlongAxis::extra_repr() const { return Words().add("dim", dim).text(); }

Tensor Softmax::forward(const Tensor& x) { return softmax(x, dim); }
Tensor LogSoftmax::forward(const Tensor& x) { return log_softmax(x, dim); }
Tensor Softmin::forward(const Tensor& x) { return softmin(x, dim); }

GELU::GELU(const std::string& form) : approximate(form) {
  if (form != "none" && form != "tanh") gelu_of(Tensor(), form);  // says what is wrong
}
Tensor GELU::forward(const Tensor& x) { return gelu_of(x, approximate); }
std::string GELU::extra_repr() const { return Words().quoted("approximate", approximate).text(); }

PReLU::PReLU(int64_t num_parameters, double init, DType dtype) : init_(init) {
  if (num_parameters < 1) fail_value(kName, "num_parameters is 1 or the number of channels");
  if (!is_float(dtype)) fail_type(kName, "dtype must be float32 or float64, not ", dtype);
  weight = Tensor::empty({num_parameters}, dtype);
  register_parameter("weight", weight);
  init::constant_(weight, init);
}
Tensor PReLU::forward(const Tensor& x) { return prelu(x, weight); }
std::string PReLU::extra_repr() const {
  return Words().add("num_parameters", weight.numel()).add("init", init_).text();
}

}  // namespace nn

}  // namespace nnlite
