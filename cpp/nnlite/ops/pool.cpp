// Pooling. What max pooling chose is kept for its gradient alone: a byte for each window.
#include "nnlite/ops/pool.h"

#include "nnlite/backend/resample.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/resample.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

Tensor scatter(const Tensor& g, const Tensor& chosen, const Shape& shape, const Attrs& attrs);
Tensor pick(const Tensor& x, const Tensor& chosen, const Attrs& attrs);

const OpRow kScatter(
    {.name = "max_pool_gradient",
     .primitive = Primitive::max_pool_scatter,
     .saves = {In1},
     .gradient = [](Gradient& grad) { grad.set(0, pick(grad.g(), grad.in(1), grad.attrs())); },
     .doc = "A gradient where the largest elements stood."});

const OpRow kPick({.name = "max_pool_pick",
                   .primitive = Primitive::max_pool_pick,
                   .saves = {In1},
                   .gradient =
                       [](Gradient& grad) {
                         grad.set(0, scatter(grad.g(), grad.in(1), grad.shape(0), grad.attrs()));
                       },
                   .doc = "The elements where others were the largest."});

const OpRow kUnpool(
    {.name = "max_unpool",
     .primitive = Primitive::max_pool_scatter,
     .code = 1,
     .saves = {In1},
     .gradient = [](Gradient& grad) { grad.set(0, pick(grad.g(), grad.in(1), grad.attrs())); },
     .doc = "Elements where max pooling found them, zeros elsewhere."});

void max_gradient(Gradient& grad) {
  grad.set(0, scatter(grad.g(), grad.out(1), grad.shape(0), grad.attrs()));
}

const OpRow kMax({.name = "max_pool",
                  .primitive = Primitive::max_pool,
                  .saves = {Out1},
                  .gradient = &max_gradient,
                  .doc = "The largest element of every window."});

const OpRow kAdaptiveMax({.name = "adaptive_max_pool",
                          .primitive = Primitive::max_pool,
                          .code = 1,
                          .saves = {Out1},
                          .gradient = &max_gradient,
                          .doc = "The largest element of every part of an even division."});

Tensor scatter(const Tensor& g, const Tensor& chosen, const Shape& shape, const Attrs& attrs) {
  const Tensor values = contiguous(g), places = contiguous(chosen);
  return emit(kScatter, {&values, &places}, shape, g.dtype(), attrs);
}

Tensor pick(const Tensor& x, const Tensor& chosen, const Attrs& attrs) {
  const Tensor values = contiguous(x), places = contiguous(chosen);
  return emit(kPick, {&values, &places}, chosen.shape(), x.dtype(), attrs);
}

std::string name_of(const char* kind, int axes) { return text(kind, axes, "d"); }

Shape last(const Shape& shape, int axes) { return Shape(shape.span().last(axes)); }

// With the indices where they are asked for; otherwise what the gradient needs, if there is one.
std::pair<Tensor, Tensor> take_largest(const Op& op, const Tensor& x, const Windows& w,
                                       bool indices) {
  const Tensor values = contiguous(x);
  const Layout result(w.shape, x.dtype());
  if (!indices && !is_tracked({&values})) {
    return {emit(op, {&values}, w.shape, x.dtype(), w.attrs), Tensor()};
  }
  const Shape& k = w.attrs.list[0];
  const bool bytes = !indices && op.code == 0 && numel(Shape{k[0], k[1], k[2]}) <= 256;
  const Layout out[] = {result, Layout(w.shape, bytes ? kUInt8 : kInt64)};
  const Outputs found = emit_many(op, {&values}, out, w.attrs);
  return {found[0], found[1]};
}

std::pair<Tensor, Tensor> largest_of(const Tensor& x, int axes, const PoolOptions& options,
                                     bool indices) {
  const std::string op = name_of("max_pool", axes);
  check_channels_and(op, x, axes);
  return take_largest(kMax, x, windows_over(op, x, axes, options), indices);
}

// The result's sizes along the last axes.
Shape adaptive_sizes(const std::string& op, const Tensor& x, int axes, const Shape& output_size) {
  check_channels_and(op, x, axes);
  Shape sizes = for_axes(op, "output_size", output_size, axes);
  for (int i = 0; i < axes; ++i) {
    if (sizes[i] == -1) sizes[i] = x.shape()[x.dims() - axes + i];
    if (sizes[i] < 1) {
      fail_value(op.c_str(), "output_size must be positive (-1: the input's), not ", output_size);
    }
  }
  return sizes;
}

// Windows of equal size, where the sizes divide the input's.
std::optional<PoolOptions> even(const Tensor& x, const Shape& sizes) {
  PoolOptions options;
  for (int i = 0; i < sizes.size(); ++i) {
    const int64_t in = x.shape()[x.dims() - sizes.size() + i];
    if (in % sizes[i] != 0) return {};
    options.kernel_size.push_back(in / sizes[i]);
  }
  return options;
}

std::pair<Tensor, Tensor> adaptive_largest(const Tensor& x, int axes, const Shape& output_size,
                                           bool indices) {
  const Shape sizes = adaptive_sizes(name_of("adaptive_max_pool", axes), x, axes, output_size);
  if (const auto options = even(x, sizes)) return largest_of(x, axes, *options, indices);
  Windows w{sizes, x.shape(), {}};
  w.attrs.integer[0] = axes;
  w.attrs.list[0] = Shape::filled(6, 1);
  for (int i = 0; i < axes; ++i) w.shape[x.dims() - axes + i] = sizes[i];
  return take_largest(kAdaptiveMax, x, w, indices);
}

}  // namespace

Tensor max_pool(const Tensor& x, int axes, const PoolOptions& options) {
  return largest_of(x, axes, options, false).first;
}

std::pair<Tensor, Tensor> max_pool_with_indices(const Tensor& x, int axes,
                                                const PoolOptions& options) {
  return largest_of(x, axes, options, true);
}

Tensor adaptive_max_pool(const Tensor& x, int axes, const Shape& output_size) {
  return adaptive_largest(x, axes, output_size, false).first;
}

std::pair<Tensor, Tensor> adaptive_max_pool_with_indices(const Tensor& x, int axes,
                                                         const Shape& output_size) {
  return adaptive_largest(x, axes, output_size, true);
}

Tensor avg_pool(const Tensor& x, int axes, const PoolOptions& options, bool count_include_pad,
                std::optional<int64_t> divisor_override) {
  const std::string op = name_of("avg_pool", axes);
  check_channels_and(op, x, axes);
  if (divisor_override && *divisor_override == 0) {
    fail_value(op.c_str(), "divisor_override must not be 0");
  }
  Windows w = windows_over(op, x, axes, options);
  const Divisor divisor = divisor_override    ? Divisor::one
                          : count_include_pad ? Divisor::padded
                                              : Divisor::inside;
  w.attrs.integer[1] = static_cast<int64_t>(divisor);
  const Tensor y = resample(x, Resample::average, w.shape, w.attrs);
  return divisor_override ? y / static_cast<double>(*divisor_override) : y;
}

Tensor lp_pool(const Tensor& x, int axes, double p, const PoolOptions& options) {
  const std::string op = name_of("lp_pool", axes);
  check_channels_and(op, x, axes);
  if (!(p != 0)) fail_value(op.c_str(), "norm_type must not be 0");
  Windows w = windows_over(op, x, axes, options);
  w.attrs.integer[1] = static_cast<int64_t>(Divisor::one);
  const Tensor sums = resample(pow(x, p), Resample::average, w.shape, w.attrs);
  return pow(sign(sums) * relu(abs(sums)), 1 / p);
}

Tensor adaptive_avg_pool(const Tensor& x, int axes, const Shape& output_size) {
  const Shape sizes = adaptive_sizes(name_of("adaptive_avg_pool", axes), x, axes, output_size);
  if (numel(sizes) == 1) {
    Shape all;
    for (int i = x.dims() - axes; i < x.dims(); ++i) all.push_back(i);
    return mean(x, all, true);
  }
  if (const auto options = even(x, sizes)) return avg_pool(x, axes, *options);
  Attrs attrs;
  attrs.integer[0] = axes;
  Shape shape = x.shape();
  for (int i = 0; i < axes; ++i) shape[x.dims() - axes + i] = sizes[i];
  return resample(x, Resample::adaptive, shape, attrs);
}

Tensor max_unpool(const Tensor& x, const Tensor& indices, int axes, const PoolOptions& options,
                  const Shape& output_size) {
  const std::string op = name_of("max_unpool", axes);
  check_channels_and(op, x, axes);
  if (!indices.defined() || is_float(indices.dtype()) || indices.dtype() == kBool) {
    fail_type(op.c_str(), "indices must be a tensor of integers, as max_pool gives them");
  }
  if (indices.shape() != x.shape()) {
    fail_value(op.c_str(), "indices have shape ", indices.shape(), " but the input has ",
               x.shape());
  }
  const Shape kernel = for_axes(op, "kernel_size", options.kernel_size, axes);
  const Shape stride =
      options.stride.empty() ? kernel : for_axes(op, "stride", options.stride, axes);
  const Shape padding = for_axes(op, "padding", options.padding, axes);
  if (!output_size.empty() && output_size.size() < axes) {
    fail_value(op.c_str(), "output_size ", output_size, " needs ", axes, " numbers");
  }
  Shape shape = x.shape();
  for (int i = 0; i < axes; ++i) {
    int64_t& size = shape[x.dims() - axes + i];
    size = (size - 1) * stride[i] - 2 * padding[i] + kernel[i];
    if (!output_size.empty()) {
      const int64_t wanted = output_size[output_size.size() - axes + i];
      if (wanted <= size - stride[i] || wanted >= size + stride[i]) {
        fail_value(op.c_str(), "output_size ", output_size, " is not within a stride of ",
                   last(shape, axes), ", which the windows give");
      }
      size = wanted;
    }
  }
  checked_numel(op.c_str(), shape);
  const Tensor places =
      checked_index(op.c_str(), indices, numel(last(shape, axes)), x.dims() - axes);
  Attrs attrs;
  attrs.integer[0] = axes;
  attrs.list[0] = Shape::filled(6, 1);
  const Tensor values = contiguous(x);
  return emit(kUnpool, {&values, &places}, shape, x.dtype(), attrs);
}

}  // namespace nnlite
