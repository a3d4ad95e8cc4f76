// Convolution is linear in x and in w. With y = C(x, w), its adjoints are dx = T(g, w) and
// dw = W(x, g); each is bilinear again, and the gradients of all three are made of the three.
#include "nnlite/ops/conv.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/windows.h"

namespace nnlite {

namespace {

Tensor convolve(const Tensor& x, const Tensor& w, const Shape& shape, const Attrs& attrs);
Tensor spread(const Tensor& g, const Tensor& w, const Shape& shape, const Attrs& attrs);
Tensor correlate(const Tensor& x, const Tensor& g, const Shape& shape, const Attrs& attrs);

// Every axis but that of the channels.
Shape other_axes(const Shape& shape) {
  Shape axes{0};
  for (int i = 2; i < shape.size(); ++i) axes.push_back(i);
  return axes;
}

const OpRow kConv({.name = "conv",
                   .primitive = Primitive::conv,
                   .saves = {In1, In0},
                   .gradient =
                       [](Gradient& grad) {
                         const Tensor g = grad.g();
                         if (grad.needs(0)) {
                           grad.set(0, spread(g, grad.in(1), grad.shape(0), grad.attrs()));
                         }
                         if (grad.needs(1)) {
                           grad.set(1, correlate(grad.in(0), g, grad.shape(1), grad.attrs()));
                         }
                         if (grad.inputs() > 2 && grad.needs(2)) {
                           grad.set(2, sum(g, other_axes(g.shape())));
                         }
                       },
                   .doc = "Convolution: every output is a sum over a window of the input."});

const OpRow kSpread({.name = "conv_input_gradient",
                     .primitive = Primitive::conv_input_gradient,
                     .saves = {In1, In0},
                     .gradient =
                         [](Gradient& grad) {
                           const Tensor h = grad.g();
                           if (grad.needs(0)) {
                             grad.set(0, convolve(h, grad.in(1), grad.shape(0), grad.attrs()));
                           }
                           if (grad.needs(1)) {
                             grad.set(1, correlate(h, grad.in(0), grad.shape(1), grad.attrs()));
                           }
                         },
                     .doc = "Convolution transposed: its gradient in the input."});

const OpRow kCorrelate({.name = "conv_weight_gradient",
                        .primitive = Primitive::conv_weight_gradient,
                        .saves = {In1, In0},
                        .gradient =
                            [](Gradient& grad) {
                              const Tensor v = grad.g();
                              if (grad.needs(0)) {
                                grad.set(0, spread(grad.in(1), v, grad.shape(0), grad.attrs()));
                              }
                              if (grad.needs(1)) {
                                grad.set(1, convolve(grad.in(0), v, grad.shape(1), grad.attrs()));
                              }
                            },
                        .doc = "The gradient of a convolution in its weight."});

Tensor convolve(const Tensor& x, const Tensor& w, const Shape& shape, const Attrs& attrs) {
  const Tensor left = contiguous(x), right = contiguous(w);
  return emit(kConv, {&left, &right}, shape, x.dtype(), attrs);
}
Tensor spread(const Tensor& g, const Tensor& w, const Shape& shape, const Attrs& attrs) {
  const Tensor left = contiguous(g), right = contiguous(w);
  return emit(kSpread, {&left, &right}, shape, g.dtype(), attrs);
}
Tensor correlate(const Tensor& x, const Tensor& g, const Shape& shape, const Attrs& attrs) {
  const Tensor left = contiguous(x), right = contiguous(g);
  return emit(kCorrelate, {&left, &right}, shape, x.dtype(), attrs);
}

// ---- the door -----------------------------------------------------------------------------------

constexpr int64_t kMost = int64_t{1} << 31;  // times a size it stays in range

// An option with one number per axis.
Shape each_axis(const char* op, const char* name, const Shape& given, int axes, int64_t least) {
  for (const int64_t n : given) {
    if (n < least) fail_value(op, name, "=", given, " must be at least ", least);
    if (n > kMost) fail_value(op, name, "=", given, " is more than ", kMost);
  }
  return for_axes(op, name, given, axes);
}

// A convolution whose options were checked.
struct Plain {
  Shape stride, dilation, low, high, kernel;
  int64_t groups;

  Plain(const char* op, int axes, const Tensor& weight, const ConvOptions& o)
      : stride(each_axis(op, "stride", o.stride, axes, 1)),
        dilation(each_axis(op, "dilation", o.dilation, axes, 1)),
        low(each_axis(op, "padding", o.padding, axes, 0)),
        high(o.padding_end.empty() ? low : each_axis(op, "padding_end", o.padding_end, axes, 0)),
        groups(o.groups) {
    for (int i = 0; i < axes; ++i) kernel.push_back(weight.shape()[2 + i]);
  }
  int64_t reach(int i) const { return dilation[i] * (kernel[i] - 1) + 1; }
  Attrs attrs() const {
    Attrs attrs;
    attrs.integer[0] = groups;
    for (const Shape& s : {stride, dilation}) {
      for (const int64_t n : s) attrs.list[0].push_back(n);
    }
    attrs.list[1] = low;
    return attrs;
  }
};

const char* axis_names(int axes) { return axes == 1 ? "L" : axes == 2 ? "H, W" : "D, H, W"; }

// Checks what a convolution and its transpose have in common; `channels` of the input must be
// `wanted`.
void check(const char* op, int axes, const Tensor& x, const Tensor& weight, int64_t groups) {
  if (weight.dims() != axes + 2) {
    fail_value(op, "weight has shape ", weight.shape(), "; it needs ", axes + 2, " axes");
  }
  if (x.dims() != axes + 2 && x.dims() != axes + 1) {
    fail_value(op, "input has shape ", x.shape(), "; give (N, C, ", axis_names(axes), ") or (C, ",
               axis_names(axes), "): unsqueeze or flatten it");
  }
  if (groups < 1) fail_value(op, "groups must be at least 1, not ", groups);
  if (weight.shape()[0] % groups != 0) {
    fail_value(op, "weight ", weight.shape(), " has ", weight.shape()[0],
               " channels, which groups=", groups, " does not divide");
  }
  for (int i = 2; i < weight.dims(); ++i) {
    if (weight.shape()[i] < 1) fail_value(op, "weight ", weight.shape(), " has an empty kernel");
  }
}

void check_channels(const char* op, const Tensor& x, int axes, int64_t wanted, const Tensor& weight,
                    int64_t groups) {
  const int64_t channels = x.shape()[x.dims() - axes - 1];
  if (channels == wanted) return;
  fail_value(op, "input ", x.shape(), " has ", channels, " channels but weight ", weight.shape(),
             groups > 1 ? text(" with groups=", groups) : std::string(), " needs ", wanted);
}

void check_bias(const char* op, const Tensor& bias, int64_t channels) {
  if (bias.defined() && bias.shape() != Shape{channels}) {
    fail_value(op, "bias has shape ", bias.shape(), "; it must be (", channels, ",)");
  }
}

DType common(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const DType dtype = promote(x.dtype(), weight.dtype());
  const DType all = bias.defined() ? promote(dtype, bias.dtype()) : dtype;
  return is_float(all) ? all : kFloat32;
}

}  // namespace

Tensor conv(const char* op, int axes, const Tensor& x, const Tensor& weight, const Tensor& bias,
            const ConvOptions& options) {
  check(op, axes, x, weight, options.groups);
  const Plain p(op, axes, weight, options);
  check_channels(op, x, axes, weight.shape()[1] * p.groups, weight, p.groups);
  check_bias(op, bias, weight.shape()[0]);
  const DType dtype = common(x, weight, bias);
  const bool single = x.dims() == axes + 1;
  const Tensor batch = contiguous(cast(single ? unsqueeze(x, 0) : x, dtype));
  Shape shape{batch.shape()[0], weight.shape()[0]};
  for (int i = 0; i < axes; ++i) {
    const int64_t padded = batch.shape()[2 + i] + p.low[i] + p.high[i];
    if (padded < p.reach(i)) {
      fail_value(op, "the kernel reaches over ", p.reach(i), " elements of axis ", i - axes,
                 ", but the padded input ", x.shape(), " has ", padded,
                 "; pad it, or take a smaller kernel");
    }
    shape.push_back((padded - p.reach(i)) / p.stride[i] + 1);
  }
  const Tensor w = contiguous(cast(weight, dtype));
  Tensor y;
  if (bias.defined()) {
    const Tensor b = contiguous(cast(bias, dtype));
    y = emit(kConv, {&batch, &w, &b}, shape, dtype, p.attrs());
  } else {
    y = emit(kConv, {&batch, &w}, shape, dtype, p.attrs());
  }
  return single ? squeeze(y, {0}) : y;
}

Tensor conv_transpose(const char* op, int axes, const Tensor& x, const Tensor& weight,
                      const Tensor& bias, const ConvOptions& options) {
  check(op, axes, x, weight, options.groups);
  const Plain p(op, axes, weight, options);
  const Shape extra = each_axis(op, "output_padding", options.output_padding, axes, 0);
  check_channels(op, x, axes, weight.shape()[0], weight, 1);
  const int64_t channels = weight.shape()[1] * p.groups;
  check_bias(op, bias, channels);
  const DType dtype = common(x, weight, bias);
  const bool single = x.dims() == axes + 1;
  const Tensor batch = cast(single ? unsqueeze(x, 0) : x, dtype);
  Shape shape{batch.shape()[0], channels}, beside{channels};
  for (int i = 0; i < axes; ++i) {
    if (extra[i] >= p.stride[i] && extra[i] >= p.dilation[i]) {
      fail_value(op, "output_padding=", extra, " must be below stride=", p.stride,
                 " or dilation=", p.dilation);
    }
    const int64_t size =
        (batch.shape()[2 + i] - 1) * p.stride[i] - p.low[i] - p.high[i] + p.reach(i) + extra[i];
    if (size < 0 || batch.shape()[2 + i] == 0) {
      fail_value(op, "input ", x.shape(), " with kernel ", p.kernel, " and padding ", p.low,
                 " would leave ", size, " elements of axis ", i - axes, "; take less padding");
    }
    shape.push_back(size);
    beside.push_back(1);
  }
  Tensor y = spread(batch, cast(weight, dtype), shape, p.attrs());
  if (bias.defined()) y = y + reshape(cast(bias, dtype), beside);
  return single ? squeeze(y, {0}) : y;
}

void check_conv_options(const char* op, int axes, const ConvOptions& o) {
  each_axis(op, "stride", o.stride, axes, 1);
  each_axis(op, "dilation", o.dilation, axes, 1);
  each_axis(op, "padding", o.padding, axes, 0);
  each_axis(op, "output_padding", o.output_padding, axes, 0);
}

void pad_by_word(const char* op, std::string_view word, int axes, const Shape& kernel,
                 ConvOptions& options) {
  if (word == "valid") {
    options.padding = {0};
    options.padding_end = {};
    return;
  }
  if (word != "same") {
    fail_value(op, "padding='", word, "' is not one of 'same', 'valid', or numbers");
  }
  const Shape dilation = each_axis(op, "dilation", options.dilation, axes, 1);
  for (const int64_t s : each_axis(op, "stride", options.stride, axes, 1)) {
    if (s != 1) fail_value(op, "padding='same' needs stride 1, not ", options.stride);
  }
  options.padding = options.padding_end = {};
  for (int i = 0; i < axes; ++i) {
    const int64_t all = dilation[i] * (kernel[i] - 1);
    options.padding.push_back(all / 2);
    options.padding_end.push_back(all - all / 2);
  }
}

}  // namespace nnlite
