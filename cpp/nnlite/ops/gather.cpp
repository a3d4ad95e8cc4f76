// Picking by integer tensors and adding back: each is the gradient of the other.
#include "nnlite/ops/gather.h"

#include <algorithm>
#include <vector>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

int dim_of(const Gradient& grad) { return static_cast<int>(grad.attrs().integer[0]); }

const OpRow kGather({.name = "gather",
                     .primitive = Primitive::gather,
                     .saves = {In1},
                     .gradient =
                         [](Gradient& grad) {
                           const Tensor zero = zeros(grad.shape(0), grad.dtype(0));
                           grad.set(0, scatter_add(zero, dim_of(grad), grad.in(1), grad.g()));
                         },
                     .doc = "Elements picked along an axis."});

const OpRow kScatterAdd({.name = "scatter_add",
                         .primitive = Primitive::scatter_add,
                         .saves = {0, 0, In1},
                         .gradient =
                             [](Gradient& grad) {
                               if (grad.needs(0)) grad.set(0, grad.g());
                               if (!grad.needs(2)) return;
                               grad.set(2, gather(grad.g(), dim_of(grad), grad.in(1)));
                             },
                         .doc = "Elements added where an index says, along an axis."});

std::vector<Tensor> saved_indices(const Gradient& grad, int first) {
  std::vector<Tensor> indices;
  for (int i = first; i < grad.inputs(); ++i) indices.push_back(grad.in(i));
  return indices;
}

const OpRow kCheckIndex({.name = "check_index",
                         .primitive = Primitive::check_index,
                         .doc = "An index as int64, from the start; throws where it is outside."});

constexpr int kClasses = -1;  // the axis of labels, which do not count from the end
constexpr int kTable = -2;    // that of rows of a table, which do neither

// `op` is who asks.
Tensor check_index(const char* op, const Tensor& index, int64_t size, int axis) {
  Attrs attrs;
  attrs.integer[0] = size;
  attrs.integer[1] = axis;
  attrs.block = const_cast<char*>(op);
  return emit(kCheckIndex, {&index}, index.shape(), kInt64, attrs);
}

constexpr uint16_t kAllIndices = 0xFE;  // every input but the first; at most 7 axes are indexed

const OpRow kIndexRead({.name = "index",
                        .primitive = Primitive::index_read,
                        .saves = {kAllIndices},
                        .gradient =
                            [](Gradient& grad) {
                              grad.set(0, index_add(grad.g(), grad.attrs().list[0],
                                                    saved_indices(grad, 1), grad.shape(0)));
                            },
                        .doc = "Elements picked by integer tensors."});

const OpRow kIndexAdd({.name = "index_add",
                       .primitive = Primitive::index_add,
                       .saves = {kAllIndices},
                       .gradient =
                           [](Gradient& grad) {
                             grad.set(0, index_read(grad.g(), grad.attrs().list[0],
                                                    saved_indices(grad, 1)));
                           },
                       .doc = "Zeros, and elements added where integer tensors say."});

const OpRow kIndexWrite({.name = "index_write",
                         .primitive = Primitive::index_write,
                         .saves = {kAllIndices ^ In1, kAllIndices ^ In1},
                         .gradient =
                             [](Gradient& grad) {
                               const Shape& axes = grad.attrs().list[0];
                               const std::vector<Tensor> indices = saved_indices(grad, 2);
                               if (grad.needs(0)) {
                                 Tensor rest = clone(grad.g());
                                 index_write(rest, axes, indices, zeros({}, grad.dtype(0)));
                                 grad.set(0, rest);
                               }
                               if (grad.needs(1)) grad.set(1, index_read(grad.g(), axes, indices));
                             },
                         .doc = "Writes a tensor where integer tensors say."});

// The shape of what the indices pick.
Shape picked_shape(const Shape& shape, const Shape& axes, const Shape& index) {
  Shape out = index;
  for (int i = 0; i < shape.size(); ++i) {
    if (!axes.contains(i)) out.push_back(shape[i]);
  }
  return out;
}

Attrs with_axes(const Shape& axes) {
  Attrs attrs;
  attrs.list[0] = axes;
  return attrs;
}

// Axes of an index along which gather and scatter_add walk x as well must not be longer than x's.
void check_fits(const char* op, const Tensor& index, const Shape& shape, int axis) {
  if (index.dims() != shape.size()) {
    fail_value(op, "the index has ", index.dims(), " dimensions, not ", shape.size());
  }
  for (int i = 0; i < shape.size(); ++i) {
    if (i == axis || index.shape()[i] <= shape[i]) continue;
    fail_value(op, "the index of shape ", index.shape(), " is larger than ", shape, " along axis ",
               i);
  }
}

}  // namespace

Tensor checked_index(const char* op, const Tensor& index, int64_t size, int axis) {
  if (is_float(index.dtype()) || index.dtype() == kBool) {
    fail_type(op, "an index must hold integers, not ", index.dtype());
  }
  return check_index(op, index, size, axis);
}

Tensor checked_rows(const char* op, const Tensor& index, int64_t size) {
  return checked_index(op, index, size, kTable);
}

Tensor gather(const Tensor& x, int64_t dim, const Tensor& index) {
  const int axis = normal_axis("gather", dim, x.dims());
  check_fits("gather", index, x.shape(), axis);
  const Tensor at = checked_index("gather", index, x.shape()[axis], axis);
  Attrs attrs;
  attrs.integer[0] = axis;
  return emit(kGather, {&x, &at}, at.shape(), x.dtype(), attrs);
}

Tensor scatter_add(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source) {
  const int axis = normal_axis("scatter_add", dim, x.dims());
  check_fits("scatter_add", index, x.shape(), axis);
  check_fits("scatter_add", index, source.shape(), -1);
  if (source.dtype() != x.dtype()) {
    fail_type("scatter_add", "the source is ", source.dtype(), " but the tensor is ", x.dtype());
  }
  const Tensor at = checked_index("scatter_add", index, x.shape()[axis], axis);
  Attrs attrs;
  attrs.integer[0] = axis;
  if (source.shape() == at.shape()) {
    return emit(kScatterAdd, {&x, &at, &source}, x.shape(), x.dtype(), attrs);
  }
  fail_value("scatter_add", "the source has shape ", source.shape(), " but the index ", at.shape(),
             "; slice the source");
}

Tensor take(const Tensor& x, const Tensor& index) {
  const Tensor indices[] = {checked_index("take", index, x.numel(), 0)};
  return index_read(reshape(x, {-1}), {0}, indices);
}

Tensor index_select(const Tensor& x, int64_t dim, const Tensor& index) {
  const int axis = normal_axis("index_select", dim, x.dims());
  if (index.dims() != 1) {
    fail_value("index_select", "the index has shape ", index.shape(), ", not one dimension");
  }
  const Tensor indices[] = {checked_index("index_select", index, x.shape()[axis], axis)};
  const Tensor picked = index_read(x, {axis}, indices);
  Shape order;  // the index's axis stands first; it belongs where the indexed one was
  for (int i = 1; i <= axis; ++i) order.push_back(i);
  order.push_back(0);
  for (int i = axis + 1; i < x.dims(); ++i) order.push_back(i);
  return permute(picked, order);
}

Tensor one_hot(const Tensor& labels, std::optional<int64_t> num_classes) {
  if (is_float(labels.dtype())) {
    fail_type("one_hot", "labels must be integers, not ", labels.dtype());
  }
  int64_t classes = num_classes.value_or(0);
  if (!num_classes && labels.numel() > 0) {
    classes = static_cast<int64_t>(max(cast(labels, kInt64)).item()) + 1;
  }
  const Tensor whole = check_index("one_hot", labels, classes, kClasses);
  return cast(equal(unsqueeze(whole, -1), arange(0, classes)), kInt64);
}

Tensor index_read(const Tensor& x, const Shape& axes, std::span<const Tensor> indices) {
  std::vector<const Tensor*> inputs{&x};
  for (const Tensor& index : indices) inputs.push_back(&index);
  return emit(kIndexRead, Inputs(std::span<const Tensor* const>(inputs)),
              picked_shape(x.shape(), axes, indices[0].shape()), x.dtype(), with_axes(axes));
}

Tensor index_add(const Tensor& y, const Shape& axes, std::span<const Tensor> indices,
                 const Shape& shape) {
  std::vector<const Tensor*> inputs{&y};
  for (const Tensor& index : indices) inputs.push_back(&index);
  return emit(kIndexAdd, Inputs(std::span<const Tensor* const>(inputs)), shape, y.dtype(),
              with_axes(axes));
}

void index_write(Tensor& x, const Shape& axes, std::span<const Tensor> indices,
                 const Tensor& value) {
  const Shape shape = picked_shape(x.shape(), axes, indices[0].shape());
  if (!can_broadcast(value.shape(), shape)) {
    fail_value("index", "a value of shape ", value.shape(), " does not broadcast to the ", shape,
               " elements that are assigned");
  }
  const Tensor wide = broadcast_to(cast(value, x.dtype()), shape);
  std::vector<const Tensor*> inputs{&x, &wide};
  for (const Tensor& index : indices) inputs.push_back(&index);
  emit_into(kIndexWrite, x, Inputs(std::span<const Tensor* const>(inputs)), with_axes(axes));
}

}  // namespace nnlite
