// Joining is one operation; cutting, rolling and repeating are made of it and of views.
#include "nnlite/ops/join.h"

#include <span>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

const OpRow kConcat({.name = "concat",
                     .primitive = Primitive::concat,
                     .gradient =
                         [](Gradient& grad) {
                           const auto axis = grad.attrs().integer[0];
                           int64_t start = 0;
                           for (int i = 0; i < grad.inputs(); ++i) {
                             const int64_t size = grad.shape(i)[static_cast<int>(axis)];
                             if (grad.needs(i)) grad.set(i, narrow(grad.g(), axis, start, size));
                             start += size;
                           }
                         },
                     .doc = "Tensors joined along an axis."});

Tensor triangle(const char* op, const Tensor& x, int64_t diagonal, bool lower) {
  if (x.dims() < 2) fail_value(op, "needs at least 2 dimensions, not shape ", x.shape());
  const Tensor row = unsqueeze(arange(0, x.size(-2)), 1) + diagonal;
  const Tensor column = arange(0, x.size(-1));
  return where(lower ? column <= row : column >= row, x, 0);
}

}  // namespace

Tensor concat(const std::vector<Tensor>& tensors, int64_t dim) {
  if (tensors.empty()) fail_value("concat", "the list of tensors is empty");
  const Tensor& first = tensors[0];
  const int axis = normal_axis("concat", dim, first.dims());
  Shape shape = first.shape();
  DType dtype = first.dtype();
  for (const Tensor& t : std::span(tensors).subspan(1)) {
    Shape expected = t.shape();
    if (t.dims() == first.dims()) expected[axis] = first.shape()[axis];
    if (expected != first.shape()) {
      fail_value("concat", "shapes ", first.shape(), " and ", t.shape(), " differ outside axis ",
                 dim);
    }
    shape[axis] += t.shape()[axis];
    dtype = promote(dtype, t.dtype());
  }
  std::vector<Tensor> parts;
  std::vector<const Tensor*> addresses;
  parts.reserve(tensors.size());
  for (const Tensor& t : tensors) addresses.push_back(&parts.emplace_back(cast(t, dtype)));
  Attrs attrs;
  attrs.integer[0] = axis;
  return emit(kConcat, Inputs(std::span<const Tensor* const>(addresses)), shape, dtype, attrs);
}

Tensor stack(const std::vector<Tensor>& tensors, int64_t dim) {
  if (tensors.empty()) fail_value("stack", "the list of tensors is empty");
  std::vector<Tensor> slabs;
  for (const Tensor& t : tensors) {
    if (t.shape() != tensors[0].shape()) {
      fail_value("stack", "shapes ", tensors[0].shape(), " and ", t.shape(), " differ");
    }
    slabs.push_back(unsqueeze(t, dim));
  }
  return concat(slabs, dim);
}

std::vector<Tensor> split(const Tensor& x, int64_t size, int64_t dim) {
  const int axis = normal_axis("split", dim, x.dims());
  if (size < 1) fail_value("split", "parts of ", size, " elements; give at least 1");
  std::vector<Tensor> parts;
  for (int64_t at = 0; at < x.shape()[axis]; at += size) {
    parts.push_back(narrow(x, axis, at, std::min(size, x.shape()[axis] - at)));
  }
  if (parts.empty()) parts.push_back(narrow(x, axis, 0, 0));
  return parts;
}

std::vector<Tensor> split(const Tensor& x, const Shape& sizes, int64_t dim) {
  const int axis = normal_axis("split", dim, x.dims());
  int64_t total = 0;
  for (int64_t size : sizes) total += size;
  if (total != x.shape()[axis]) {
    fail_value("split", "sizes ", sizes, " add up to ", total, ", not to the ", x.shape()[axis],
               " of axis ", dim);
  }
  std::vector<Tensor> parts;
  int64_t at = 0;
  for (int64_t size : sizes) {
    parts.push_back(narrow(x, axis, at, size));
    at += size;
  }
  return parts;
}

std::vector<Tensor> chunk(const Tensor& x, int64_t chunks, int64_t dim) {
  if (chunks < 1) fail_value("chunk", chunks, " chunks; give at least 1");
  const int64_t size = x.size(normal_axis("chunk", dim, x.dims()));
  return split(x, std::max<int64_t>((size + chunks - 1) / chunks, 1), dim);
}

Tensor roll(const Tensor& x, const Shape& shifts, const Shape& dims) {
  if (dims.empty()) {
    if (shifts.size() != 1) fail_value("roll", "several shifts need as many dims");
    return reshape(roll(reshape(x, {-1}), shifts, {0}), x.shape());
  }
  if (shifts.size() != dims.size()) {
    fail_value("roll", shifts.size(), " shifts for ", dims.size(), " dims");
  }
  Tensor out = x;
  for (int i = 0; i < dims.size(); ++i) {
    const int axis = normal_axis("roll", dims[i], x.dims());
    const int64_t size = x.shape()[axis];
    const int64_t by = size ? ((shifts[i] % size) + size) % size : 0;
    if (by == 0) continue;
    out = concat({narrow(out, axis, size - by, by), narrow(out, axis, 0, size - by)}, axis);
  }
  return out;
}

Tensor tile(const Tensor& x, const Shape& repeats) {
  Shape full = x.shape(), times = repeats;
  while (full.size() < times.size()) full.insert(0, 1);
  while (times.size() < full.size()) times.insert(0, 1);
  Tensor out = reshape(x, full);
  for (int i = 0; i < full.size(); ++i) {
    if (times[i] < 0) fail_value("tile", "a negative number of repeats in ", repeats);
    if (times[i] == 1) continue;
    if (times[i] == 0) {
      out = narrow(out, i, 0, 0);
      continue;
    }
    out = concat(std::vector<Tensor>(static_cast<size_t>(times[i]), out), i);
  }
  return out;
}

Tensor tril(const Tensor& x, int64_t diagonal) { return triangle("tril", x, diagonal, true); }
Tensor triu(const Tensor& x, int64_t diagonal) { return triangle("triu", x, diagonal, false); }

}  // namespace nnlite
