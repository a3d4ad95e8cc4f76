// Elements of images in other places.
#include "nnlite/ops/pixels.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

extern const OpRow kFold;

const OpRow kUnfold({.name = "unfold",
                     .primitive = Primitive::unfold,
                     .gradient =
                         [](Gradient& grad) {
                           const Tensor g = contiguous(grad.g());
                           grad.set(0, emit(kFold, {&g}, grad.shape(0), g.dtype(), grad.attrs()));
                         },
                     .doc = "Windows of images as columns."});

const OpRow kFold({.name = "fold",
                   .primitive = Primitive::fold,
                   .gradient =
                       [](Gradient& grad) {
                         const Tensor g = contiguous(grad.g());
                         grad.set(0, emit(kUnfold, {&g}, grad.shape(0), g.dtype(), grad.attrs()));
                       },
                   .doc = "Columns of windows added up to images."});

// The last three axes (c, h, w) of x behind those before.
struct Image {
  Image(const char* op, const Tensor& x, int64_t factor) {
    if (x.dims() < 3) {
      fail_value(op, "the input must be (..., C, H, W), not of shape ", x.shape());
    }
    if (factor < 1) fail_value(op, "the factor must be positive, not ", factor);
    for (int i = 0; i < x.dims() - 3; ++i) lead *= x.shape()[i];
    c = x.shape()[x.dims() - 3];
    h = x.shape()[x.dims() - 2];
    w = x.shape()[x.dims() - 1];
  }
  int64_t lead = 1, c = 0, h = 0, w = 0;
};

Shape with_image(const Tensor& x, int64_t c, int64_t h, int64_t w) {
  Shape shape(x.shape().span().first(x.dims() - 3));
  for (int64_t n : {c, h, w}) shape.push_back(n);
  return shape;
}

}  // namespace

Tensor pixel_shuffle(const Tensor& x, int64_t r) {
  const Image i("pixel_shuffle", x, r);
  if (i.c % (r * r) != 0) {
    fail_value("pixel_shuffle", i.c, " channels do not divide by upscale_factor^2 = ", r * r);
  }
  const int64_t c = i.c / (r * r);
  const Tensor parts = permute(reshape(x, {i.lead, c, r, r, i.h, i.w}), {0, 1, 4, 2, 5, 3});
  return reshape(parts, with_image(x, c, i.h * r, i.w * r));
}

Tensor pixel_unshuffle(const Tensor& x, int64_t r) {
  const Image i("pixel_unshuffle", x, r);
  if (i.h % r != 0 || i.w % r != 0) {
    fail_value("pixel_unshuffle", "height ", i.h, " and width ", i.w,
               " do not divide by downscale_factor ", r);
  }
  const Tensor parts =
      permute(reshape(x, {i.lead, i.c, i.h / r, r, i.w / r, r}), {0, 1, 3, 5, 2, 4});
  return reshape(parts, with_image(x, i.c * r * r, i.h / r, i.w / r));
}

Tensor channel_shuffle(const Tensor& x, int64_t groups) {
  if (x.dims() < 2) {
    fail_value("channel_shuffle", "the input must be (N, C, ...), not of shape ", x.shape());
  }
  const int64_t c = x.shape()[1];
  if (groups < 1 || c % groups != 0) {
    fail_value("channel_shuffle", c, " channels (axis 1 of ", x.shape(),
               ") do not divide into groups = ", groups);
  }
  Shape shape{x.shape()[0], groups, c / groups};
  int64_t inner = 1;
  for (int i = 2; i < x.dims(); ++i) inner *= x.shape()[i];
  shape.push_back(inner);
  return reshape(transpose(reshape(x, shape), 1, 2), x.shape());
}

Tensor unfold(const Tensor& x, const PoolOptions& options) {
  check_channels_and("unfold", x, 2);
  Windows w = windows_over("unfold", x, 2, options, false);
  const bool batched = x.dims() == 4;
  const Tensor images = contiguous(batched ? x : unsqueeze(x, 0));
  const int64_t n = images.shape()[0], c = images.shape()[1];
  const int64_t kh = w.attrs.list[0][1], kw = w.attrs.list[0][2];
  const Tensor columns =
      emit(kUnfold, {&images}, {n, c, kh, kw, w.out[0], w.out[1]}, x.dtype(), w.attrs);
  const int64_t rows = c * kh * kw, l = w.out[0] * w.out[1];
  return reshape(columns, batched ? Shape{n, rows, l} : Shape{rows, l});
}

Tensor fold(const Tensor& x, const Shape& output_size, const PoolOptions& options) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type("fold", "the input must be a float32 or float64 tensor");
  }
  if (x.dims() != 2 && x.dims() != 3) {
    fail_value("fold", "the input must be (N, C kh kw, L) or (C kh kw, L), not of shape ",
               x.shape());
  }
  const Shape size = for_axes("fold", "output_size", output_size, 2);
  const bool batched = x.dims() == 3;
  const int64_t n = batched ? x.shape()[0] : 1, rows = x.shape()[x.dims() - 2];
  const int64_t l = x.shape()[x.dims() - 1];
  // The windows of an image of that size, which needs no memory.
  const Tensor image = broadcast_to(Tensor::empty({1, 1, 1}, x.dtype()), {1, size[0], size[1]});
  const Windows w = windows_over("fold", image, 2, options, false);
  const int64_t kh = w.attrs.list[0][1], kw = w.attrs.list[0][2];
  if (rows % (kh * kw) != 0) {
    fail_value("fold", rows, " rows do not divide by the ", kh * kw, " elements of a window");
  }
  if (w.out[0] * w.out[1] != l) {
    fail_value("fold", "an image of ", size, " has ", w.out[0], " * ", w.out[1],
               " windows, but the input has ", l, " columns");
  }
  const Tensor columns = contiguous(reshape(x, {n, rows / (kh * kw), kh, kw, w.out[0], w.out[1]}));
  const Tensor images =
      emit(kFold, {&columns}, {n, rows / (kh * kw), size[0], size[1]}, x.dtype(), w.attrs);
  return batched ? images : reshape(images, {rows / (kh * kw), size[0], size[1]});
}

}  // namespace nnlite
