// Views of tensors: shapes and orders of axes.
#include "nnlite/ops/shape.h"

#include <optional>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

const OpRow kReshape({.name = "reshape",
                      .primitive = Primitive::view,
                      .gradient =
                          [](Gradient& grad) { grad.set(0, reshape(grad.g(), grad.shape(0))); },
                      .doc = "The same elements in another shape."});

const OpRow kPermute({.name = "permute",
                      .primitive = Primitive::view,
                      .gradient =
                          [](Gradient& grad) {
                            const Shape& dims = grad.attrs().list[0];
                            Shape inverse = dims;
                            for (int i = 0; i < dims.size(); ++i) {
                              inverse[static_cast<int>(dims[i])] = i;
                            }
                            grad.set(0, permute(grad.g(), inverse));
                          },
                      .doc = "The axes in another order."});

// The shape with its -1 filled in.
Shape resolved(const Tensor& x, Shape shape) {
  int unknown = -1;
  int64_t known = 1;
  for (int i = 0; i < shape.size(); ++i) {
    if (shape[i] == -1 && unknown < 0)
      unknown = i;
    else if (shape[i] < 0)
      fail_value("reshape", "shape ", shape, " has more than one unknown size");
    else if (__builtin_mul_overflow(known, shape[i], &known))
      known = -1;
  }
  if (unknown >= 0 && known > 0 && x.numel() % known == 0)
    shape[unknown] = x.numel() / known;
  else if (unknown >= 0 || known != x.numel()) {
    fail_value("reshape", "a tensor of shape ", x.shape(), " has ", x.numel(),
               " elements and cannot take shape ", shape);
  }
  return shape;
}

// Strides that show the memory of `from` in `shape` (of as many elements), if there are any.
std::optional<Shape> strides_for(const Layout& from, const Shape& shape) {
  Shape strides = Shape::filled(shape.size(), 1);
  int axis = from.dims() - 1, i = shape.size() - 1;
  while (axis >= 0) {
    // A stretch of axes whose elements follow one another with one step ...
    const int64_t step = from.strides[axis];
    int64_t run = from.shape[axis--];
    while (axis >= 0 && (from.shape[axis] == 1 || from.strides[axis] == step * run)) {
      run *= from.shape[axis--];
    }
    // ... is cut into new axes.
    int64_t filled = 1;
    while (i >= 0 && (filled < run || shape[i] == 1)) {
      strides[i] = step * filled;
      filled *= shape[i--];
    }
    if (filled != run) return {};
  }
  return strides;
}

Tensor view(const Tensor& x, const Shape& shape, const Shape& strides) {
  return emit_view(kReshape, x, Layout(shape, strides, x.dtype()), x.value().offset);
}

}  // namespace

Tensor reshape(const Tensor& x, const Shape& wish) {
  const Shape shape = resolved(x, wish);
  if (shape == x.shape()) return x;
  if (x.numel() == 0 || x.is_contiguous()) return view(x, shape, contiguous_strides(shape));
  if (const auto strides = strides_for(x.layout(), shape)) return view(x, shape, *strides);
  return view(clone(x), shape, contiguous_strides(shape));
}

Tensor flatten(const Tensor& x, int64_t start_dim, int64_t end_dim) {
  if (x.dims() == 0) return reshape(x, {1});
  const int first = normal_axis("flatten", start_dim, x.dims());
  const int last = normal_axis("flatten", end_dim, x.dims());
  if (first > last) fail_value("flatten", "start_dim ", start_dim, " lies after end_dim ", end_dim);
  Shape shape;
  for (int i = 0; i < x.dims(); ++i) {
    if (i > first && i <= last)
      shape[shape.size() - 1] *= x.shape()[i];
    else
      shape.push_back(x.shape()[i]);
  }
  return reshape(x, shape);
}

Tensor permute(const Tensor& x, const Shape& dims) {
  if (dims.size() != x.dims()) {
    fail_value("permute", dims, " does not name each of the ", x.dims(), " axes once");
  }
  Attrs attrs;
  Layout layout = x.layout();
  for (int i = 0; i < dims.size(); ++i) {
    const int axis = normal_axis("permute", dims[i], x.dims());
    if (attrs.list[0].contains(axis)) fail_value("permute", "axis ", dims[i], " appears twice");
    attrs.list[0].push_back(axis);
    layout.shape[i] = x.shape()[axis];
    layout.strides[i] = x.strides()[axis];
  }
  return emit_view(kPermute, x, layout, x.value().offset, attrs);
}

Tensor transpose(const Tensor& x, int64_t dim0, int64_t dim1) {
  Shape dims;
  for (int i = 0; i < x.dims(); ++i) dims.push_back(i);
  std::swap(dims[normal_axis("transpose", dim0, x.dims())],
            dims[normal_axis("transpose", dim1, x.dims())]);
  return permute(x, dims);
}

Tensor squeeze(const Tensor& x, const Shape& dims) {
  const Shape axes = normal_axes("squeeze", dims, x.dims());
  Shape shape, strides;
  for (int i = 0; i < x.dims(); ++i) {
    if (x.shape()[i] == 1 && axes.contains(i)) continue;
    shape.push_back(x.shape()[i]);
    strides.push_back(x.strides()[i]);
  }
  return view(x, shape, strides);
}

Tensor unsqueeze(const Tensor& x, int64_t dim) {
  const int axis = normal_axis("unsqueeze", dim, x.dims() + 1);
  Shape shape = x.shape(), strides = x.strides();
  shape.insert(axis, 1);
  strides.insert(axis, 1);
  return view(x, shape, strides);
}

Tensor broadcast_to(const Tensor& x, const Shape& shape) {
  checked_numel("broadcast_to", shape);
  if (!can_broadcast(x.shape(), shape)) {
    fail_value("broadcast_to", "shape ", x.shape(), " cannot be broadcast to ", shape);
  }
  return x.shape() == shape ? x : stretch_to(x, shape);
}

Tensor expand(const Tensor& x, const Shape& wish) {
  Shape shape = wish;
  const int lead = shape.size() - x.dims();
  for (int i = 0; i < shape.size(); ++i) {
    if (shape[i] == -1 && i >= lead) shape[i] = x.shape()[i - lead];
  }
  return broadcast_to(x, shape);
}

}  // namespace nnlite
