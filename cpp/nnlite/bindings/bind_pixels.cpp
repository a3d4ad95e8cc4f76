// Padding, resizing and rearranging images: the layers and the functions.
#include "nnlite/bindings/layer_parts.h"
#include "nnlite/nn/padding.h"
#include "nnlite/nn/pixels.h"

namespace nnlite::bindings {

namespace {

using OptionalShape = std::optional<Shape>;

constexpr const char* kPad = R"doc(Surround the last {d} axes with {what}.

Parameters
----------
padding : int or tuple of int
    One number, or pairs (before, after) from the last axis on; negative ones crop.{value}

Raises
------
ValueError
    If the padding does not fit the axes.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.{name}(1{argument})(nnlite.zeros((1, 1, {2}))).shape
(1, 1, {4}))doc";

std::string pad_doc(const char* name, int axes, const char* what, bool value) {
  std::string doc = kPad;
  const auto put = [&](const char* word, const std::string& by) {
    doc.replace(doc.find(word), std::string(word).size(), by);
  };
  put("{what}", what);
  put("{value}", value ? "\nvalue : float\n    What stands outside." : "");
  put("{name}", name);
  put("{argument}", value ? ", 3.5" : "");
  return for_axes(doc, axes);
}

void add_padding(py::handle cls) {
  read_only<nn::Pad>(
      cls, "padding", [](const nn::Pad& l) { return l.padding; },
      "Pairs (before, after) from the last axis on.");
}

template <class T>
void bind_pad(py::module_& m, int axes, const char* what) {
  auto cls = layer<T>(m, pad_doc(T::kName, axes, what, false).c_str());
  cls.def(py::init([](const Shape& padding) { return new PyModule<T>(padding); }),
          py::arg("padding"));
  add_padding(cls);
}

template <class T>
void bind_constant_pad(py::module_& m, int axes) {
  auto cls = layer<T>(m, pad_doc(T::kName, axes, "a number", true).c_str());
  cls.def(
      py::init([](const Shape& padding, double value) { return new PyModule<T>(padding, value); }),
      py::arg("padding"), py::arg("value"));
  add_padding(cls);
  read_only<nn::Pad>(
      cls, "value", [](const nn::Pad& l) { return l.value; }, "What stands outside.");
}

template <class Zero, class Constant, class Reflection, class Replication, class Circular>
void bind_pads(py::module_& m, int axes) {
  bind_pad<Zero>(m, axes, "zeros");
  bind_constant_pad<Constant>(m, axes);
  bind_pad<Reflection>(m, axes, "the image mirrored at its first and last elements");
  bind_pad<Replication>(m, axes, "copies of the nearest element");
  bind_pad<Circular>(m, axes, "what stands at the other end");
}

// ---- resizing -----------------------------------------------------------------------------------

constexpr const char* kInterpolate = R"doc(Give the axes behind (N, C) other sizes.

Output i lies at (i + 1/2) ratio - 1/2 of the input, pixels being squares, with ratio = n / size or
1 / scale_factor; with `align_corners` at i (n - 1) / (size - 1). "nearest" takes the element at
floor(i ratio), "nearest-exact" the one at floor((i + 1/2) ratio), the linear modes weigh two
neighbours along each axis, "bicubic" four (Keys, a = -3/4).

Parameters
----------
size : int or tuple of int, optional
    The new sizes, one for all axes or one for each.
scale_factor : float or tuple of float, optional
    Or what they are multiplied by.
mode : str, default "nearest"
    "nearest", "nearest-exact", "linear" (N, C, L), "bilinear", "bicubic" (N, C, H, W), "trilinear".
align_corners : bool, optional
    Whether the centres of the corner pixels stay in place.
recompute_scale_factor : bool, optional
    Whether the ratio comes from the sizes, which are whole, rather than from the factor.
%s
Raises
------
ValueError
    If neither or both of size and scale_factor are given, or the mode is not for these axes.

Examples
--------
>>> import nnlite
>>> x = nnlite.tensor([[[0.0, 1.0]]])
>>> nnlite.interpolate(x, scale_factor=2, mode="linear").tolist()
[[[0.0, 0.25, 0.75, 1.0]]]

References
----------
Keys 1981, Cubic convolution interpolation for digital image processing.)doc";

constexpr const char* kAntialias = R"doc(antialias : bool, default False
    "bilinear" and "bicubic": widen the kernel (the triangle; Keys, a = -1/2) over all that becomes
    one pixel where images get smaller, so that no pixel is left out.
)doc";

std::string interpolate_doc(const char* more) {
  std::string doc = kInterpolate;
  return doc.replace(doc.find("%s"), 2, more);
}

SmallVector<double, 3> factors_of(py::handle given) {
  SmallVector<double, 3> factors;
  if (given.is_none()) return factors;
  if (py::isinstance<py::tuple>(given) || py::isinstance<py::list>(given)) {
    for (py::handle item : py::reinterpret_borrow<py::object>(given)) {
      factors.emplace_back(item.cast<double>());
    }
  } else {
    factors.emplace_back(given.cast<double>());
  }
  return factors;
}

InterpolateOptions options_of(const OptionalShape& size, const py::object& factor,
                              const std::string& mode, std::optional<bool> corners,
                              std::optional<bool> recompute, bool antialias = false) {
  return {size.value_or(Shape{}),  factors_of(factor),        mode,
          corners.value_or(false), recompute.value_or(false), antialias};
}

constexpr const char* kUpsampling = R"doc(

Parameters
----------
size : int or tuple of int, optional
    The new height and width. Give this or
scale_factor : float or tuple of float, optional
    how many times as large.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.)doc";

template <class T>
void bind_upsampling(py::module_& m, const char* sentence) {
  const std::string doc = text(sentence, kUpsampling, T::kName,
                               "(scale_factor=2)(nnlite.zeros((1, 3, 4, 5))).shape\n(1, 3, 8, 10)");
  layer<T>(m, doc.c_str())
      .def(py::init([](const OptionalShape& size, const py::object& factor) {
             return new PyModule<T>(size.value_or(Shape{}), factors_of(factor));
           }),
           py::arg("size") = py::none(), py::arg("scale_factor") = py::none());
}

void bind_resizing(Api& api, py::module_& m) {
  const auto size = py::arg("size") = py::none(), factor = py::arg("scale_factor") = py::none();
  const auto corners = py::arg("align_corners") = py::none();
  const auto recompute = py::arg("recompute_scale_factor") = py::none();
  const auto mode = py::arg("mode") = "nearest";
  api.function(
      "interpolate",
      [](const Tensor& x, const OptionalShape& size, const py::object& factor,
         const std::string& mode, std::optional<bool> corners, std::optional<bool> recompute,
         bool antialias) {
        return interpolate(x, options_of(size, factor, mode, corners, recompute, antialias));
      },
      py::arg("input"), size, factor, mode, corners, recompute, py::arg("antialias") = false,
      interpolate_doc(kAntialias).c_str());
  layer<nn::Upsample>(m, interpolate_doc("").c_str())
      .def(py::init([](const OptionalShape& size, const py::object& factor, const std::string& mode,
                       std::optional<bool> corners, std::optional<bool> recompute) {
             return new PyModule<nn::Upsample>(options_of(size, factor, mode, corners, recompute));
           }),
           size, factor, mode, corners, recompute)
      .def_property_readonly(
          "mode", [](const nn::Upsample& l) { return l.options.mode; }, "Of the interpolation.");
  bind_upsampling<nn::UpsamplingNearest2d>(m, "Enlarge images by repeating their pixels.");
  bind_upsampling<nn::UpsamplingBilinear2d>(
      m, "Enlarge images by lines between their pixels, those at the corners kept in place.");
}

// ---- rearranging --------------------------------------------------------------------------------

constexpr const char* kShuffle =
    R"doc(Channels into pixels: (..., c r^2, h, w) to (..., c, h r, w r).

y[c, h r + i, w r + j] = x[c r^2 + i r + j, h, w].

Parameters
----------
upscale_factor : int
    r.

Examples
--------
>>> import nnlite
>>> nnlite.pixel_shuffle(nnlite.zeros((1, 8, 2, 3)), 2).shape
(1, 2, 4, 6)

References
----------
Shi et al. 2016, Real-time single image and video super-resolution using an efficient sub-pixel
convolutional neural network.)doc";

constexpr const char* kUnshuffle =
    R"doc(Pixels into channels: (..., c, h r, w r) to (..., c r^2, h, w).

The reverse of pixel_shuffle.

Parameters
----------
downscale_factor : int
    r.

Examples
--------
>>> import nnlite
>>> nnlite.pixel_unshuffle(nnlite.zeros((1, 2, 4, 6)), 2).shape
(1, 8, 2, 3))doc";

constexpr const char* kChannelShuffle = R"doc(Channels (axis 1) taken from each group in turn.

Parameters
----------
groups : int
    Into how many the channels are divided.

Examples
--------
>>> import nnlite
>>> x = nnlite.arange(4).reshape(1, 4, 1, 1)
>>> nnlite.channel_shuffle(x, 2).flatten().tolist()
[0, 2, 1, 3]

References
----------
Zhang et al. 2018, ShuffleNet: an extremely efficient convolutional neural network for mobile
devices.)doc";

constexpr const char* kUnfold = R"doc(Every window of (N, C, H, W) as a column: (N, C kh kw, L).

Parameters
----------
kernel_size : int or tuple of int
    (kh, kw), or one number for both.
dilation : int or tuple of int, default 1
    The distance of neighbours in a window.
padding : int or tuple of int, default 0
    Zeros on both sides.
stride : int or tuple of int, default 1
    The distance of the windows.

Examples
--------
>>> import nnlite
>>> nnlite.unfold(nnlite.zeros((1, 3, 5, 5)), 3).shape
(1, 27, 9))doc";

constexpr const char* kFold = R"doc(Columns (N, C kh kw, L) added up to images (N, C, H, W).

The adjoint of unfold: elements of windows that overlap are added.

Parameters
----------
output_size : int or tuple of int
    (H, W), or one number for both.
kernel_size : int or tuple of int
    (kh, kw), or one number for both.
dilation : int or tuple of int, default 1
    The distance of neighbours in a window.
padding : int or tuple of int, default 0
    How much of the images is cut off on both sides.
stride : int or tuple of int, default 1
    The distance of the windows.

Examples
--------
>>> import nnlite
>>> nnlite.fold(nnlite.zeros((1, 27, 9)), 5, 3).shape
(1, 3, 5, 5))doc";

void bind_shuffles(Api& api, py::module_& m) {
  const auto up = py::arg("upscale_factor"), down = py::arg("downscale_factor");
  api.function("pixel_shuffle", &pixel_shuffle, py::arg("input"), up, kShuffle);
  api.function("pixel_unshuffle", &pixel_unshuffle, py::arg("input"), down, kUnshuffle);
  api.function("channel_shuffle", &channel_shuffle, py::arg("input"), py::arg("groups"),
               kChannelShuffle);
  layer<nn::PixelShuffle>(m, kShuffle)
      .def(py::init([](int64_t r) { return new PyModule<nn::PixelShuffle>(r); }), up)
      .def_readonly("upscale_factor", &nn::PixelShuffle::upscale_factor, "r.");
  layer<nn::PixelUnshuffle>(m, kUnshuffle)
      .def(py::init([](int64_t r) { return new PyModule<nn::PixelUnshuffle>(r); }), down)
      .def_readonly("downscale_factor", &nn::PixelUnshuffle::downscale_factor, "r.");
  layer<nn::ChannelShuffle>(m, kChannelShuffle)
      .def(py::init([](int64_t groups) { return new PyModule<nn::ChannelShuffle>(groups); }),
           py::arg("groups"))
      .def_readonly("groups", &nn::ChannelShuffle::groups, "How many groups.");
}

void bind_folds(Api& api, py::module_& m) {
  const auto dilation = py::arg("dilation") = 1, padding = py::arg("padding") = 0;
  const auto stride = py::arg("stride") = 1;
  const auto kernel = py::arg("kernel_size"), size = py::arg("output_size");
  api.function(
      "unfold",
      [](const Tensor& x, const Shape& kernel, const Shape& dilation, const Shape& padding,
         const Shape& stride) { return unfold(x, {kernel, stride, padding, dilation}); },
      py::arg("input"), kernel, dilation, padding, stride, kUnfold);
  api.function(
      "fold",
      [](const Tensor& x, const Shape& size, const Shape& kernel, const Shape& dilation,
         const Shape& padding,
         const Shape& stride) { return fold(x, size, {kernel, stride, padding, dilation}); },
      py::arg("input"), size, kernel, dilation, padding, stride, kFold);
  layer<nn::Unfold>(m, kUnfold)
      .def(py::init([](const Shape& kernel, const Shape& dilation, const Shape& padding,
                       const Shape& stride) {
             return new PyModule<nn::Unfold>(PoolOptions{kernel, stride, padding, dilation});
           }),
           kernel, dilation, padding, stride);
  layer<nn::Fold>(m, kFold).def(
      py::init([](const Shape& size, const Shape& kernel, const Shape& dilation,
                  const Shape& padding, const Shape& stride) {
        return new PyModule<nn::Fold>(size, PoolOptions{kernel, stride, padding, dilation});
      }),
      size, kernel, dilation, padding, stride);
}

}  // namespace

void bind_pixels(Api& api, py::module_& m) {
  using namespace nn;
  bind_pads<ZeroPad1d, ConstantPad1d, ReflectionPad1d, ReplicationPad1d, CircularPad1d>(m, 1);
  bind_pads<ZeroPad2d, ConstantPad2d, ReflectionPad2d, ReplicationPad2d, CircularPad2d>(m, 2);
  bind_pads<ZeroPad3d, ConstantPad3d, ReflectionPad3d, ReplicationPad3d, CircularPad3d>(m, 3);
  m.def("_pad_with", &pad_with, py::arg("input"), py::arg("pad"), py::arg("mode"), py::arg("value"),
        "pad with any mode.");
  bind_resizing(api, m);
  bind_shuffles(api, m);
  bind_folds(api, m);
}

}  // namespace nnlite::bindings
