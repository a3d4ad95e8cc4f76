// Pooling: the layers and the functions, for one to three axes each.
#include "nnlite/bindings/layer_parts.h"
#include "nnlite/nn/pool.h"

namespace nnlite::bindings {

namespace {

using OptionalShape = std::optional<Shape>;

constexpr const char* kMax =
    R"doc(The largest element of every window of (N, C, {axes}) or (C, {axes}).

There are floor((n + 2 padding - dilation (kernel_size - 1) - 1) / stride) + 1 windows along an axis of
n; ceil instead of floor with `ceil_mode`, except for windows that would begin in the padding. NaN is
larger than anything, and of equal elements the first counts.

Parameters
----------
kernel_size : int or tuple of int
    Of the window, one number or one for each axis.
stride : int or tuple of int, optional
    The distance of the windows; kernel_size where it is not given.
padding : int or tuple of int, default 0
    Elements of -infinity on both sides, at most half of the window.
dilation : int or tuple of int, default 1
    The distance of neighbours in a window.
return_indices : bool, default False
    Also where in the flattened ({axes}) each result stands, for MaxUnpool{d}d.
ceil_mode : bool, default False
    Also windows that end behind the input.

Raises
------
ValueError
    If no window fits, or an option is out of range.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.MaxPool{d}d(2)(nnlite.zeros((1, 3, {8}))).shape
(1, 3, {4}))doc";

constexpr const char* kAvg = R"doc(The mean of every window of (N, C, {axes}) or (C, {axes}).

There are floor((n + 2 padding - kernel_size) / stride) + 1 windows along an axis of n; ceil instead
of floor with `ceil_mode`, except for windows that would begin in the padding.

Parameters
----------
kernel_size : int or tuple of int
    Of the window, one number or one for each axis.
stride : int or tuple of int, optional
    The distance of the windows; kernel_size where it is not given.
padding : int or tuple of int, default 0
    Zeros on both sides, at most half of the window.
ceil_mode : bool, default False
    Also windows that end behind the input.
count_include_pad : bool, default True
    Whether the zeros count in the mean.
divisor_override : int, optional
    Divides the sums instead of the number of elements.

Raises
------
ValueError
    If no window fits, or an option is out of range.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.AvgPool{d}d(2)(nnlite.zeros((1, 3, {8}))).shape
(1, 3, {4}))doc";

constexpr const char* kLp = R"doc(The p-norm of every window of (N, C, {axes}) or (C, {axes}).

y = (sum of x^p)^(1/p), p = 1 being the sum and p = infinity in the limit the largest element.

Parameters
----------
norm_type : float
    p.
kernel_size : int or tuple of int
    Of the window, one number or one for each axis.
stride : int or tuple of int, optional
    The distance of the windows; kernel_size where it is not given.
ceil_mode : bool, default False
    Also windows that end behind the input.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.LPPool{d}d(2, 2)(nnlite.ones((1, 3, {8}))).shape
(1, 3, {4}))doc";

constexpr const char* kAdaptiveAvg =
    R"doc(The means of an even division of (N, C, {axes}) or (C, {axes}).

Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

Parameters
----------
output_size : int or tuple of int
    How many parts, one number or one for each axis; -1 (or None) keeps an axis. 1 is global pooling.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.AdaptiveAvgPool{d}d(1)(nnlite.zeros((1, 3, {8}))).shape
(1, 3, {1}))doc";

constexpr const char* kAdaptiveMax =
    R"doc(The largest elements of an even division of (N, C, {axes}) or (C, {axes}).

Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

Parameters
----------
output_size : int or tuple of int
    How many parts, one number or one for each axis; -1 (or None) keeps an axis.
return_indices : bool, default False
    Also where in the flattened ({axes}) each result stands.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.AdaptiveMaxPool{d}d(3)(nnlite.zeros((1, 3, {8}))).shape
(1, 3, {3}))doc";

constexpr const char* kUnpool =
    R"doc(Elements put back to where max pooling found them, zeros elsewhere.

Parameters
----------
kernel_size : int or tuple of int
    As in MaxPool{d}d.
stride : int or tuple of int, optional
    As in MaxPool{d}d; kernel_size where it is not given.
padding : int or tuple of int, default 0
    As in MaxPool{d}d.

Raises
------
IndexError
    If an index lies outside the result.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> y, indices = nn.MaxPool{d}d(2, return_indices=True)(nnlite.ones((1, 3, {8})))
>>> nn.MaxUnpool{d}d(2)(y, indices).sum().item() == y.sum().item()
True)doc";

PoolOptions options_of(const Shape& kernel, const OptionalShape& stride, const Shape& padding = {0},
                       const Shape& dilation = {1}, bool ceil_mode = false) {
  return {kernel, stride.value_or(Shape{}), padding, dilation, ceil_mode};
}

// Sizes of which some may be None.
Shape sizes_of(py::handle given) {
  if (given.is_none()) return {-1};
  if (!py::isinstance<py::tuple>(given) && !py::isinstance<py::list>(given)) {
    return given.cast<Shape>();
  }
  Shape sizes;
  for (py::handle item : py::reinterpret_borrow<py::object>(given)) {
    sizes.push_back(item.is_none() ? -1 : item.cast<int64_t>());
  }
  return sizes;
}

template <class Base>
void add_windows(py::handle cls) {
  read_only<Base>(
      cls, "kernel_size", [](const Base& l) { return brief(l.options.kernel_size); },
      "Of the window.");
  read_only<Base>(
      cls, "stride",
      [](const Base& l) {
        return brief(l.options.stride.empty() ? l.options.kernel_size : l.options.stride);
      },
      "The distance of the windows.");
  read_only<Base>(
      cls, "padding", [](const Base& l) { return brief(l.options.padding); },
      "What is added on both sides.");
  read_only<Base>(
      cls, "ceil_mode", [](const Base& l) { return l.options.ceil_mode; },
      "Whether windows may end behind the input.");
}

// forward with one result or two, as return_indices says.
template <class Base>
void add_forward(py::handle cls) {
  cls.attr("forward") = py::cpp_function(
      [](nn::Module& m, const Tensor& x) -> py::object {
        auto& layer = dynamic_cast<Base&>(m);
        if (layer.return_indices) return with_indices(layer.with_indices(x));
        return py::cast(layer.forward(x));
      },
      py::name("forward"), py::is_method(cls), py::arg("input"),
      "The largest elements, with return_indices a tuple of these and where they stand.");
  read_only<Base>(
      cls, "return_indices", [](const Base& l) { return l.return_indices; },
      "Whether the indices are given too.");
}

template <class T>
LayerClass<T> pool_layer(py::module_& m, const char* doc, int axes) {
  return layer<T>(m, for_axes(doc, axes).c_str());
}

const auto kKernel = py::arg("kernel_size");

template <class T>
void bind_max(py::module_& m, int axes) {
  auto cls = pool_layer<T>(m, kMax, axes);
  cls.def(py::init([](const Shape& kernel, const OptionalShape& stride, const Shape& padding,
                      const Shape& dilation, bool indices, bool ceil) {
            return new PyModule<T>(options_of(kernel, stride, padding, dilation, ceil), indices);
          }),
          kKernel, py::arg("stride") = py::none(), py::arg("padding") = 0, py::arg("dilation") = 1,
          py::arg("return_indices") = false, py::arg("ceil_mode") = false);
  add_windows<nn::MaxPool>(cls);
  add_forward<nn::MaxPool>(cls);
  read_only<nn::MaxPool>(
      cls, "dilation", [](const nn::MaxPool& l) { return brief(l.options.dilation); },
      "The distance of neighbours in a window.");
}

template <class T>
void bind_avg(py::module_& m, int axes) {
  auto cls = pool_layer<T>(m, kAvg, axes);
  cls.def(
      py::init([](const Shape& kernel, const OptionalShape& stride, const Shape& padding, bool ceil,
                  bool include, std::optional<int64_t> divisor) {
        return new PyModule<T>(options_of(kernel, stride, padding, {1}, ceil), include, divisor);
      }),
      kKernel, py::arg("stride") = py::none(), py::arg("padding") = 0, py::arg("ceil_mode") = false,
      py::arg("count_include_pad") = true, py::arg("divisor_override") = py::none());
  add_windows<nn::AvgPool>(cls);
  read_only<nn::AvgPool>(
      cls, "count_include_pad", [](const nn::AvgPool& l) { return l.count_include_pad; },
      "Whether padding counts.");
  read_only<nn::AvgPool>(
      cls, "divisor_override", [](const nn::AvgPool& l) { return l.divisor_override; },
      "Divides the sums where it is given.");
}

template <class T>
void bind_lp(py::module_& m, int axes) {
  auto cls = pool_layer<T>(m, kLp, axes);
  cls.def(py::init([](double p, const Shape& kernel, const OptionalShape& stride, bool ceil) {
            return new PyModule<T>(p, options_of(kernel, stride, {0}, {1}, ceil));
          }),
          py::arg("norm_type"), kKernel, py::arg("stride") = py::none(),
          py::arg("ceil_mode") = false);
  add_windows<nn::LPPool>(cls);
  read_only<nn::LPPool>(cls, "norm_type", [](const nn::LPPool& l) { return l.norm_type; }, "p.");
}

template <class T>
void bind_adaptive_avg(py::module_& m, int axes) {
  auto cls = pool_layer<T>(m, kAdaptiveAvg, axes);
  cls.def(py::init([](const py::object& size) { return new PyModule<T>(sizes_of(size)); }),
          py::arg("output_size"));
  read_only<nn::AdaptivePool>(
      cls, "output_size", [](const nn::AdaptivePool& l) { return brief(l.output_size); },
      "How many parts.");
}

template <class T>
void bind_adaptive_max(py::module_& m, int axes) {
  auto cls = pool_layer<T>(m, kAdaptiveMax, axes);
  cls.def(py::init([](const py::object& size, bool indices) {
            return new PyModule<T>(sizes_of(size), indices);
          }),
          py::arg("output_size"), py::arg("return_indices") = false);
  add_forward<nn::AdaptiveMaxPool>(cls);
  read_only<nn::AdaptivePool>(
      cls, "output_size", [](const nn::AdaptivePool& l) { return brief(l.output_size); },
      "How many parts.");
}

template <class T>
void bind_unpool(py::module_& m, int axes) {
  auto cls = pool_layer<T>(m, kUnpool, axes);
  cls.def(py::init([](const Shape& kernel, const OptionalShape& stride, const Shape& padding) {
            return new PyModule<T>(options_of(kernel, stride, padding));
          }),
          kKernel, py::arg("stride") = py::none(), py::arg("padding") = 0);
  add_windows<nn::MaxUnpool>(cls);
  cls.attr("forward") = py::cpp_function(
      [](const nn::Module& m, const Tensor& x, const Tensor& indices, const OptionalShape& size) {
        return dynamic_cast<const nn::MaxUnpool&>(m).forward(x, indices, size.value_or(Shape{}));
      },
      py::name("forward"), py::is_method(cls), py::arg("input"), py::arg("indices"),
      py::arg("output_size") = py::none(),
      "The elements where `indices` say, in axes of output_size or the smallest that fit.");
}

// ---- functions ----------------------------------------------------------------------------------

void max_functions(Api& api, int axes) {
  const std::string name = text("max_pool", axes, "d"), adaptive = "adaptive_" + name;
  const std::string unpool = text("max_unpool", axes, "d");
  api.function(
      name.c_str(),
      [axes](const Tensor& x, const Shape& kernel, const OptionalShape& stride,
             const Shape& padding, const Shape& dilation, bool ceil, bool indices) -> py::object {
        const PoolOptions options = options_of(kernel, stride, padding, dilation, ceil);
        if (indices) return with_indices(max_pool_with_indices(x, axes, options));
        return py::cast(max_pool(x, axes, options));
      },
      py::arg("input"), kKernel, py::arg("stride") = py::none(), py::arg("padding") = 0,
      py::arg("dilation") = 1, py::arg("ceil_mode") = false, py::arg("return_indices") = false,
      for_axes("The largest element of every window; see nn.MaxPool{d}d.", axes).c_str());
  api.function(
      adaptive.c_str(),
      [axes](const Tensor& x, const py::object& size, bool indices) -> py::object {
        if (indices) return with_indices(adaptive_max_pool_with_indices(x, axes, sizes_of(size)));
        return py::cast(adaptive_max_pool(x, axes, sizes_of(size)));
      },
      py::arg("input"), py::arg("output_size"), py::arg("return_indices") = false,
      for_axes("The largest elements of an even division; see nn.AdaptiveMaxPool{d}d.", axes)
          .c_str());
  api.function(
      unpool.c_str(),
      [axes](const Tensor& x, const Tensor& indices, const Shape& kernel,
             const OptionalShape& stride, const Shape& padding, const OptionalShape& size) {
        return max_unpool(x, indices, axes, options_of(kernel, stride, padding),
                          size.value_or(Shape{}));
      },
      py::arg("input"), py::arg("indices"), kKernel, py::arg("stride") = py::none(),
      py::arg("padding") = 0, py::arg("output_size") = py::none(),
      for_axes("Elements put back to where max pooling found them; see nn.MaxUnpool{d}d.", axes)
          .c_str());
}

void sum_functions(Api& api, int axes) {
  const std::string name = text("avg_pool", axes, "d"), adaptive = "adaptive_" + name;
  const std::string lp = text("lp_pool", axes, "d");
  api.function(
      name.c_str(),
      [axes](const Tensor& x, const Shape& kernel, const OptionalShape& stride,
             const Shape& padding, bool ceil, bool include, std::optional<int64_t> divisor) {
        return avg_pool(x, axes, options_of(kernel, stride, padding, {1}, ceil), include, divisor);
      },
      py::arg("input"), kKernel, py::arg("stride") = py::none(), py::arg("padding") = 0,
      py::arg("ceil_mode") = false, py::arg("count_include_pad") = true,
      py::arg("divisor_override") = py::none(),
      for_axes("The mean of every window; see nn.AvgPool{d}d.", axes).c_str());
  api.function(
      adaptive.c_str(),
      [axes](const Tensor& x, const py::object& size) {
        return adaptive_avg_pool(x, axes, sizes_of(size));
      },
      py::arg("input"), py::arg("output_size"),
      for_axes("The means of an even division; see nn.AdaptiveAvgPool{d}d.", axes).c_str());
  api.function(
      lp.c_str(),
      [axes](const Tensor& x, double p, const Shape& kernel, const OptionalShape& stride,
             bool ceil) { return lp_pool(x, axes, p, options_of(kernel, stride, {0}, {1}, ceil)); },
      py::arg("input"), py::arg("norm_type"), kKernel, py::arg("stride") = py::none(),
      py::arg("ceil_mode") = false,
      for_axes("The p-norm of every window; see nn.LPPool{d}d.", axes).c_str());
}

template <class Max, class Avg, class Lp, class AdaptiveAvg, class AdaptiveMax, class Unpool>
void bind_axes(Api& api, py::module_& m, int axes) {
  bind_max<Max>(m, axes);
  bind_avg<Avg>(m, axes);
  bind_lp<Lp>(m, axes);
  bind_adaptive_avg<AdaptiveAvg>(m, axes);
  bind_adaptive_max<AdaptiveMax>(m, axes);
  bind_unpool<Unpool>(m, axes);
  max_functions(api, axes);
  sum_functions(api, axes);
}

}  // namespace

void bind_pool(Api& api, py::module_& m) {
  using namespace nn;
  bind_axes<MaxPool1d, AvgPool1d, LPPool1d, AdaptiveAvgPool1d, AdaptiveMaxPool1d, MaxUnpool1d>(
      api, m, 1);
  bind_axes<MaxPool2d, AvgPool2d, LPPool2d, AdaptiveAvgPool2d, AdaptiveMaxPool2d, MaxUnpool2d>(
      api, m, 2);
  bind_axes<MaxPool3d, AvgPool3d, LPPool3d, AdaptiveAvgPool3d, AdaptiveMaxPool3d, MaxUnpool3d>(
      api, m, 3);
}

}  // namespace nnlite::bindings
