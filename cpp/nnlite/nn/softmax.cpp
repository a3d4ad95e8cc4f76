// Layers along an axis, GELU, PReLU, Maxout and RReLU.
#include "nnlite/nn/softmax.h"

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"

namespace nnlite::nn {

std::string AlongAxis::extra_repr() const { return Words().add("dim", dim).text(); }

GELU::GELU(const std::string& form) : approximate(form) {
  if (form != "none" && form != "tanh") gelu_of(Tensor(), form);  // says what is wrong
}
Tensor Softmax2d::forward(const Tensor& x) {
  if (x.dims() != 3 && x.dims() != 4) {
    fail_value(kName, "the input has shape ", x.shape(), "; it must be (N, C, H, W) or (C, H, W)");
  }
  return softmax(x, -3);
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

Maxout::Maxout(int64_t group, int64_t dim) : Layer(dim), pieces(group) {
  if (pieces < 1) fail_value(kName, "pieces must be positive, not ", pieces);
}
std::string Maxout::extra_repr() const {
  return Words().add("pieces", pieces).add("dim", dim).text();
}

RReLU::RReLU(double low, double high) : lower(low), upper(high) {
  if (!(low <= high)) {
    fail_value(kName, "the lower bound ", low, " is above the upper bound ", high);
  }
}
std::string RReLU::extra_repr() const {
  return Words().add("lower", lower).add("upper", upper).text();
}

}  // namespace nnlite::nn
