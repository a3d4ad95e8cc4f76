// Convolutional layers.
#include "nnlite/nn/conv.h"

#include <cmath>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/resample.h"

namespace nnlite::nn {

Conv::Conv(const char* name, int axes, bool transposed, int64_t in, int64_t out,
           const Shape& kernel, const Options& o)
    : axes(axes),
      transposed(transposed),
      in_channels(in),
      out_channels(out),
      kernel_size(kernel.size() == 1 ? Shape::filled(axes, kernel[0]) : kernel),
      options(o),
      window_{o.stride, o.padding, o.dilation, o.groups, {}, o.output_padding} {
  if (!is_float(o.dtype)) fail_type(name, "dtype must be float32 or float64, not ", o.dtype);
  if (in < 1 || out < 1) {
    fail_value(name, "in_channels and out_channels must be at least 1, not ", in, " and ", out);
  }
  if (o.groups < 1 || in % o.groups != 0 || out % o.groups != 0) {
    fail_value(name, "groups=", o.groups, " must divide in_channels=", in,
               " and out_channels=", out);
  }
  if (kernel_size.size() != axes) {
    fail_value(name, "kernel_size=", kernel, " has ", kernel.size(), " numbers; give 1 or ", axes);
  }
  for (const int64_t n : kernel_size) {
    if (n < 1) fail_value(name, "kernel_size=", kernel, " must be at least 1");
  }
  if (!o.padding_word.empty()) pad_by_word(name, o.padding_word, axes, kernel_size, window_);
  check_conv_options(name, axes, window_);
  if (o.padding_mode != "zeros") {
    if (o.padding_mode != "reflect" && o.padding_mode != "replicate" &&
        o.padding_mode != "circular") {
      fail_value(name, "padding_mode='", o.padding_mode,
                 "' is not one of zeros, reflect, replicate, circular");
    }
    for (int i = axes - 1; i >= 0; --i) {
      const auto of = [&](const Shape& s) { return s[s.size() == 1 ? 0 : i]; };
      before_.push_back(of(window_.padding));
      before_.push_back(of(window_.padding_end.empty() ? window_.padding : window_.padding_end));
    }
    window_.padding = {0};
    window_.padding_end = {};
  }
  Shape shape = transposed ? Shape{in, out / o.groups} : Shape{out, in / o.groups};
  for (const int64_t n : kernel_size) shape.push_back(n);
  weight = Tensor::empty(shape, o.dtype);
  if (o.bias) bias = Tensor::empty({out}, o.dtype);
  register_parameter("weight", weight);
  register_parameter("bias", bias);
  reset_parameters();
}

void Conv::reset_parameters() {
  const double bound =
      std::sqrt(static_cast<double>(weight.shape()[0]) / static_cast<double>(weight.numel()));
  init::uniform_(weight, -bound, bound);
  if (bias.defined()) init::uniform_(bias, -bound, bound);
}

Tensor Conv::forward(const Tensor& x) {
  const std::string name = type_name();
  if (transposed) return conv_transpose(name.c_str(), axes, x, weight, bias, window_);
  if (before_.empty()) return conv(name.c_str(), axes, x, weight, bias, window_);
  return conv(name.c_str(), axes, pad_with(x, before_, options.padding_mode), weight, bias,
              window_);
}

std::string Conv::extra_repr() const {
  Words words;
  words.add("in_channels", in_channels).add("out_channels", out_channels);
  words.add("kernel_size", kernel_size).add("stride", options.stride);
  if (!options.padding_word.empty())
    words.quoted("padding", options.padding_word);
  else
    words.add("padding", options.padding);
  if (transposed) words.add("output_padding", options.output_padding);
  words.add("dilation", options.dilation).add("groups", options.groups);
  words.add("bias", options.bias);
  if (options.padding_mode != "zeros") words.quoted("padding_mode", options.padding_mode);
  return words.text();
}

}  // namespace nnlite::nn
