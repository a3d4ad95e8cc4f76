// Sliding windows: checks, and how many there are.
#include "nnlite/ops/windows.h"

namespace nnlite {

namespace {

constexpr int64_t kMost = int64_t{1} << 40;  // sums and products below stay in range

void check_range(const std::string& op, const char* what, const Shape& values, int64_t least) {
  for (int64_t v : values) {
    if (v < least || v > kMost) {
      fail_value(op.c_str(), what, " must be ", least, " or more, not ", values);
    }
  }
}

int64_t count_windows(const std::string& op, int64_t in, const int64_t* k, const int64_t* p,
                      bool ceil_mode) {
  const int64_t kernel = k[0], stride = k[3], padding = p[0], dilation = p[3];
  const int64_t reach = dilation * (kernel - 1) + 1, padded = in + 2 * padding;
  if (reach > padded) {
    fail_value(op.c_str(), "a window of ", reach, " (kernel_size ", kernel, ", dilation ", dilation,
               ") is larger than the padded input of ", padded, " (", in, " + 2 * ", padding,
               "); use a smaller kernel_size or more padding");
  }
  const int64_t rest = padded - reach;
  int64_t count = (ceil_mode ? (rest + stride - 1) / stride : rest / stride) + 1;
  if (ceil_mode && (count - 1) * stride >= in + padding) --count;  // it would begin in the padding
  return count;
}

}  // namespace

Shape for_axes(const std::string& op, const char* what, const Shape& values, int axes) {
  if (values.size() == axes) return values;
  if (values.size() == 1) return Shape::filled(axes, values[0]);
  fail_value(op.c_str(), what, " is ", values, "; give one number, or ", axes,
             axes == 1 ? "" : " of them");
}

void check_channels_and(const std::string& op, const Tensor& x, int axes) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type(op.c_str(), "the input must be a float32 or float64 tensor");
  }
  constexpr const char* kAxes[] = {"", "L", "H, W", "D, H, W"};
  if (x.dims() != axes + 1 && x.dims() != axes + 2) {
    fail_value(op.c_str(), "the input must be (N, C, ", kAxes[axes], ") or (C, ", kAxes[axes],
               "), not of shape ", x.shape());
  }
  for (int i = x.dims() - axes; i < x.dims(); ++i) {
    if (x.shape()[i] == 0) {
      fail_value(op.c_str(), "axis ", i, " of the input's shape ", x.shape(), " is empty");
    }
  }
}

Windows windows_over(const std::string& op, const Tensor& x, int axes, const PoolOptions& options,
                     bool limited) {
  const Shape kernel = for_axes(op, "kernel_size", options.kernel_size, axes);
  const Shape stride =
      options.stride.empty() ? kernel : for_axes(op, "stride", options.stride, axes);
  const Shape padding = for_axes(op, "padding", options.padding, axes);
  const Shape dilation = for_axes(op, "dilation", options.dilation, axes);
  check_range(op, "kernel_size", kernel, 1);
  check_range(op, "stride", stride, 1);
  check_range(op, "padding", padding, 0);
  check_range(op, "dilation", dilation, 1);
  Windows w;
  w.shape = x.shape();
  w.attrs.integer[0] = axes;
  w.attrs.list[0] = Shape::filled(6, 1);
  w.attrs.list[1] = {0, 0, 0, 1, 1, 1};
  for (int i = 0; i < axes; ++i) {
    const int a = 3 - axes + i, place = x.dims() - axes + i;
    const int64_t reach = dilation[i] * (kernel[i] - 1) + 1;
    if (limited && padding[i] > reach / 2) {
      fail_value(op.c_str(), "padding ", padding[i], " is more than half of the window of ", reach,
                 "; some windows would see nothing else");
    }
    w.attrs.list[0][a] = kernel[i];
    w.attrs.list[0][3 + a] = stride[i];
    w.attrs.list[1][a] = padding[i];
    w.attrs.list[1][3 + a] = dilation[i];
    w.shape[place] = count_windows(op, x.shape()[place], &w.attrs.list[0][a], &w.attrs.list[1][a],
                                   options.ceil_mode);
    w.out.push_back(w.shape[place]);
  }
  return w;
}

}  // namespace nnlite
