// Convolution: the layers, and the functions behind them.
#include <variant>

#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/layer_parts.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/conv.h"

namespace nnlite::bindings {

namespace {

using PaddingOrWord = std::variant<Shape, std::string>;

constexpr const char* kConvDoc = R"doc(Convolve (N, C, {axes}) with kernels: y = b + w * x.

y[n, k] = b[k] + sum_c w[k, c] * x[n, c], where * is cross-correlation: the kernel is not flipped.
Each axis has (size + 2 padding - dilation (kernel - 1) - 1) / stride + 1 outputs, rounded down.

Parameters
----------
input : Tensor
    Of shape (N, C, {axes}) or (C, {axes}).
weight : Tensor
    Of shape (K, C / groups, kernel ...).
bias : Tensor, optional
    Of shape (K,).
stride, dilation : int or sequence of int, default 1
    Steps of the window; distance between the elements of the kernel.
padding : int, sequence of int, "valid" or "same", default 0
    Zeros at both ends of each axis; "same" keeps the sizes (one more at the end if odd).
groups : int, default 1
    Input and output channels fall into so many groups; each output sees its own.

Raises
------
ValueError
    If shapes do not fit, or the kernel is larger than the padded input.

Examples
--------
>>> import nnlite
>>> x, w = nnlite.ones((1, 2, {8})), nnlite.ones((4, 2, {3}))
>>> nnlite.conv{d}d(x, w, padding="same").shape == (1, 4, {8})
True

References
----------
Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
)doc";

constexpr const char* kTransposeDoc =
    R"doc(Convolve (N, C, {axes}), transposed: the adjoint of conv{d}d.

Every input element adds its multiple of the kernel to a window of the output. Each axis has
(size - 1) stride - 2 padding + dilation (kernel - 1) + output_padding + 1 outputs.

Parameters
----------
input : Tensor
    Of shape (N, C, {axes}) or (C, {axes}).
weight : Tensor
    Of shape (C, K / groups, kernel ...).
bias : Tensor, optional
    Of shape (K,).
stride, dilation : int or sequence of int, default 1
padding : int or sequence of int, default 0
    What conv{d}d would have padded: so much is cut off both ends.
output_padding : int or sequence of int, default 0
    Added to the end of each axis; below stride or dilation.
groups : int, default 1

Raises
------
ValueError
    If shapes do not fit, or nothing would be left.

Examples
--------
>>> import nnlite
>>> x, w = nnlite.ones((1, 4, {8})), nnlite.ones((4, 2, {3}))
>>> nnlite.conv_transpose{d}d(x, w, padding=1).shape == (1, 2, {8})
True

References
----------
Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
)doc";

constexpr const char* kLayerDoc = R"doc(Convolution of (N, in_channels, {axes}): y = b + w * x.

The layer of `nnlite.conv{d}d`. Weight (out_channels, in_channels / groups, kernel ...) and bias
(out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is in_channels / groups times the
size of the kernel; `nn.init` has other rules.

Parameters
----------
in_channels, out_channels : int
kernel_size : int or sequence of int
stride, dilation : int or sequence of int, default 1
padding : int, sequence of int, "valid" or "same", default 0
groups : int, default 1
    in_channels for a depthwise convolution.
bias : bool, default True
padding_mode : str, default "zeros"
    What is padded with: zeros, or the input again, "reflect", "replicate" or "circular".
dtype : dtype, default float32

Raises
------
ValueError
    If groups does not divide the channels, or the kernel is larger than the padded input.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.Conv{d}d(2, 4, kernel_size=3, padding=1)
>>> layer(nnlite.zeros((5, 2, {8}))).shape == (5, 4, {8})
True

References
----------
LeCun et al. 1989, Backpropagation Applied to Handwritten Zip Code Recognition.
)doc";

constexpr const char* kTransposeLayerDoc = R"doc(Transposed convolution of (N, in_channels, {axes}).

The layer of `nnlite.conv_transpose{d}d`. Weight (in_channels, out_channels / groups, kernel ...) and
bias (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is out_channels / groups times
the size of the kernel.

Parameters
----------
in_channels, out_channels : int
kernel_size : int or sequence of int
stride : int or sequence of int, default 1
padding : int or sequence of int, default 0
    So much is cut off both ends.
output_padding : int or sequence of int, default 0
    Added to the end of each axis; below stride or dilation.
groups : int, default 1
bias : bool, default True
dilation : int or sequence of int, default 1
dtype : dtype, default float32

Raises
------
ValueError
    If groups does not divide the channels, or shapes do not fit.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.ConvTranspose{d}d(2, 4, kernel_size=2, stride=2)
>>> layer(nnlite.zeros((5, 2, {8}))).shape[:2]
(5, 4)

References
----------
Zeiler et al. 2010, Deconvolutional Networks.
)doc";

const Shape kNone{0};

void bind_conv_functions(Api& api, int axes) {
  const std::string name = text("conv", axes, "d"), turned = text("conv_transpose", axes, "d");
  api.function(
      name.c_str(),
      [axes, name](const Tensor& x, const Tensor& w, const OptionalTensor& b, const Shape& stride,
                   const PaddingOrWord& padding, const Shape& dilation, int64_t groups) {
        ConvOptions o{stride, kNone, dilation, groups};
        if (const auto* word = std::get_if<std::string>(&padding)) {
          Shape kernel;
          for (int i = 2; i < w.dims(); ++i) kernel.push_back(w.shape()[i]);
          if (kernel.size() == axes) pad_by_word(name.c_str(), *word, axes, kernel, o);
        } else {
          o.padding = std::get<Shape>(padding);
        }
        return conv(name.c_str(), axes, x, w, b, o);
      },
      py::arg("input"), py::arg("weight"), py::arg("bias") = py::none(), py::arg("stride") = 1,
      py::arg("padding") = 0, py::arg("dilation") = 1, py::arg("groups") = 1,
      for_axes(kConvDoc, axes).c_str());
  api.function(
      turned.c_str(),
      [axes, turned](const Tensor& x, const Tensor& w, const OptionalTensor& b, const Shape& stride,
                     const Shape& padding, const Shape& output_padding, int64_t groups,
                     const Shape& dilation) {
        return conv_transpose(turned.c_str(), axes, x, w, b,
                              {stride, padding, dilation, groups, {}, output_padding});
      },
      py::arg("input"), py::arg("weight"), py::arg("bias") = py::none(), py::arg("stride") = 1,
      py::arg("padding") = 0, py::arg("output_padding") = 0, py::arg("groups") = 1,
      py::arg("dilation") = 1, for_axes(kTransposeDoc, axes).c_str());
}

// What both kinds of layer tell of themselves.
void add_attributes(py::module_& m) {
  py::classh<nn::Conv, nn::Module>(m, "_Conv", "What convolutional layers share.")
      .def("reset_parameters", &nn::Conv::reset_parameters, "Draws weight and bias anew.")
      .def_readonly("in_channels", &nn::Conv::in_channels, "C of the input.")
      .def_readonly("out_channels", &nn::Conv::out_channels, "C of the output.")
      .def_readonly("kernel_size", &nn::Conv::kernel_size, "One number per axis.")
      .def_property_readonly(
          "stride", [](const nn::Conv& l) { return l.options.stride; }, "Steps of the window.")
      .def_property_readonly(
          "padding",
          [](const nn::Conv& l) {
            const std::string& word = l.options.padding_word;
            return word.empty() ? PaddingOrWord(l.options.padding) : PaddingOrWord(word);
          },
          "Zeros at both ends of each axis.")
      .def_property_readonly(
          "dilation", [](const nn::Conv& l) { return l.options.dilation; },
          "Distance between the elements of the kernel.")
      .def_property_readonly(
          "padding_mode", [](const nn::Conv& l) { return l.options.padding_mode; },
          "What is padded with.")
      .def_property_readonly(
          "groups", [](const nn::Conv& l) { return l.options.groups; }, "Groups of channels.");
}

template <class T>
using ConvClass = py::classh<T, nn::Conv, PyModule<T>>;

template <class T>
ConvClass<T> conv_class(py::module_& m, int axes, const char* doc) {
  ConvClass<T> cls(m, T::kName, py::dynamic_attr(), py::custom_type_setup(&visit_attributes_once),
                   for_axes(doc, axes).c_str());
  add_copying<T>(cls);
  return cls;
}

template <class T>
void bind_layer(py::module_& m, int axes) {
  conv_class<T>(m, axes, kLayerDoc)
      .def(py::init([](int64_t in, int64_t out, const Shape& kernel, const Shape& stride,
                       const PaddingOrWord& padding, const Shape& dilation, int64_t groups,
                       bool bias, const std::string& mode, DType dtype) {
             nn::ConvLayerOptions o{.stride = stride,
                                    .padding_mode = mode,
                                    .dilation = dilation,
                                    .groups = groups,
                                    .bias = bias,
                                    .dtype = dtype};
             if (const auto* word = std::get_if<std::string>(&padding))
               o.padding_word = *word;
             else
               o.padding = std::get<Shape>(padding);
             return new PyModule<T>(in, out, kernel, o);
           }),
           py::arg("in_channels"), py::arg("out_channels"), py::arg("kernel_size"),
           py::arg("stride") = 1, py::arg("padding") = 0, py::arg("dilation") = 1,
           py::arg("groups") = 1, py::arg("bias") = true, py::arg("padding_mode") = "zeros",
           py::kw_only(), py::arg("dtype") = kFloat32);
}

template <class T>
void bind_transposed(py::module_& m, int axes) {
  conv_class<T>(m, axes, kTransposeLayerDoc)
      .def(py::init([](int64_t in, int64_t out, const Shape& kernel, const Shape& stride,
                       const Shape& padding, const Shape& output_padding, int64_t groups, bool bias,
                       const Shape& dilation, DType dtype) {
             return new PyModule<T>(in, out, kernel,
                                    nn::ConvLayerOptions{.stride = stride,
                                                         .padding = padding,
                                                         .dilation = dilation,
                                                         .groups = groups,
                                                         .bias = bias,
                                                         .output_padding = output_padding,
                                                         .dtype = dtype});
           }),
           py::arg("in_channels"), py::arg("out_channels"), py::arg("kernel_size"),
           py::arg("stride") = 1, py::arg("padding") = 0, py::arg("output_padding") = 0,
           py::arg("groups") = 1, py::arg("bias") = true, py::arg("dilation") = 1, py::kw_only(),
           py::arg("dtype") = kFloat32);
}

}  // namespace

void bind_conv(Api& api, py::module_& m) {
  for (int axes = 1; axes <= 3; ++axes) bind_conv_functions(api, axes);
  add_attributes(m);
  bind_layer<nn::Conv1d>(m, 1);
  bind_layer<nn::Conv2d>(m, 2);
  bind_layer<nn::Conv3d>(m, 3);
  bind_transposed<nn::ConvTranspose1d>(m, 1);
  bind_transposed<nn::ConvTranspose2d>(m, 2);
  bind_transposed<nn::ConvTranspose3d>(m, 3);
}

}  // namespace nnlite::bindings
