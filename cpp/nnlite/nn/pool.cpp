// Pooling layers: options checked when they are made, and their words.
#include "nnlite/nn/pool.h"

#include "nnlite/nn/describe.h"

namespace nnlite::nn {

namespace {

// The arguments as they were given: one number as a number.
std::string brief(const Shape& shape) { return shape.size() == 1 ? text(shape[0]) : text(shape); }

Words words_of(const PoolOptions& o) {
  Words words;
  words.add("kernel_size", brief(o.kernel_size));
  words.add("stride", brief(o.stride.empty() ? o.kernel_size : o.stride));
  return words.add("padding", brief(o.padding));
}

[[noreturn]] void fail_two(const std::string& name) {
  fail_value(name.c_str(), "return_indices gives two tensors where one is needed; call the layer ",
             "by itself, not within a Sequential");
}

}  // namespace

void PoolLayer::check(const char* name, const PoolOptions& options) const {
  const Shape kernel = for_axes(name, "kernel_size", options.kernel_size, axes);
  for (int64_t k : kernel) {
    if (k < 1) fail_value(name, "kernel_size must be positive, not ", options.kernel_size);
  }
  const Shape stride =
      options.stride.empty() ? kernel : for_axes(name, "stride", options.stride, axes);
  for (int64_t s : stride) {
    if (s < 1) fail_value(name, "stride must be positive, not ", options.stride);
  }
  for_axes(name, "padding", options.padding, axes);
  for_axes(name, "dilation", options.dilation, axes);
}

MaxPool::MaxPool(const char* name, int axes, const PoolOptions& o, bool indices)
    : PoolLayer(axes), options(o), return_indices(indices) {
  check(name, o);
}

Tensor MaxPool::forward(const Tensor& x) {
  if (return_indices) fail_two(type_name());
  return max_pool(x, axes, options);
}

std::pair<Tensor, Tensor> MaxPool::with_indices(const Tensor& x) const {
  return max_pool_with_indices(x, axes, options);
}

std::string MaxPool::extra_repr() const {
  Words words = words_of(options);
  words.add("dilation", brief(options.dilation));
  if (return_indices) words.add("return_indices", true);
  return words.add("ceil_mode", options.ceil_mode).text();
}

AvgPool::AvgPool(const char* name, int axes, const PoolOptions& o, bool include,
                 std::optional<int64_t> divisor)
    : PoolLayer(axes), options(o), count_include_pad(include), divisor_override(divisor) {
  check(name, o);
  if (divisor && *divisor == 0) fail_value(name, "divisor_override must not be 0");
}

Tensor AvgPool::forward(const Tensor& x) {
  return avg_pool(x, axes, options, count_include_pad, divisor_override);
}

std::string AvgPool::extra_repr() const {
  Words words = words_of(options);
  words.add("ceil_mode", options.ceil_mode).add("count_include_pad", count_include_pad);
  if (divisor_override) words.add("divisor_override", *divisor_override);
  return words.text();
}

LPPool::LPPool(const char* name, int axes, double p, const PoolOptions& o)
    : PoolLayer(axes), norm_type(p), options(o) {
  check(name, o);
  if (!(p != 0)) fail_value(name, "norm_type must not be 0");
}

Tensor LPPool::forward(const Tensor& x) { return lp_pool(x, axes, norm_type, options); }

std::string LPPool::extra_repr() const {
  Words words;
  words.add("norm_type", norm_type).add("kernel_size", brief(options.kernel_size));
  words.add("stride", brief(options.stride.empty() ? options.kernel_size : options.stride));
  return words.add("ceil_mode", options.ceil_mode).text();
}

AdaptivePool::AdaptivePool(const char* name, int axes, const Shape& size)
    : PoolLayer(axes), output_size(size) {
  for (int64_t n : for_axes(name, "output_size", size, axes)) {
    if (n < 1 && n != -1) {
      fail_value(name, "output_size must be positive (-1: the input's), not ", size);
    }
  }
}

std::string AdaptivePool::extra_repr() const {
  return Words().add("output_size", brief(output_size)).text();
}

Tensor AdaptiveAvgPool::forward(const Tensor& x) { return adaptive_avg_pool(x, axes, output_size); }

AdaptiveMaxPool::AdaptiveMaxPool(const char* name, int axes, const Shape& size, bool indices)
    : AdaptivePool(name, axes, size), return_indices(indices) {}

Tensor AdaptiveMaxPool::forward(const Tensor& x) {
  if (return_indices) fail_two(type_name());
  return adaptive_max_pool(x, axes, output_size);
}

std::pair<Tensor, Tensor> AdaptiveMaxPool::with_indices(const Tensor& x) const {
  return adaptive_max_pool_with_indices(x, axes, output_size);
}

MaxUnpool::MaxUnpool(const char* name, int axes, const PoolOptions& o)
    : PoolLayer(axes), options(o) {
  check(name, o);
}

Tensor MaxUnpool::forward(const Tensor& x, const Tensor& indices, const Shape& size) const {
  return max_unpool(x, indices, axes, options, size);
}

std::string MaxUnpool::extra_repr() const { return words_of(options).text(); }

}  // namespace nnlite::nn
