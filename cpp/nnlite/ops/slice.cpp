// Regions of a tensor; reading one is undone by placing it, and the other way round.
#include "nnlite/ops/slice.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

// A region in the attributes of a record: the counts are the shape of what is read or written.
Attrs packed(const Region& region) {
  Attrs attrs;
  attrs.list[0] = region.starts;
  attrs.list[1] = region.steps;
  return attrs;
}
Region unpacked(const Attrs& attrs, const Shape& counts) {
  return {attrs.list[0], counts, attrs.list[1]};
}

// `y` in zeros that lie in memory as x does: whoever permuted x finds them in the order it had.
Tensor place_like(const Tensor& y, const Region& region, const Layout& x) {
  if (x.contiguous() || !x.dense()) return place(y, region, x.shape);
  const Shape order = x.order();
  Region turned = region;
  Shape back = order;
  for (int i = 0; i < order.size(); ++i) {
    const auto axis = static_cast<int>(order[i]);
    turned.starts[i] = region.starts[axis];
    turned.counts[i] = region.counts[axis];
    turned.steps[i] = region.steps[axis];
    back[axis] = i;
  }
  return permute(place(permute(y, order), turned, x.permuted(order).shape), back);
}

const OpRow kSlice({.name = "slice",
                    .primitive = Primitive::view,
                    .gradient =
                        [](Gradient& grad) {
                          const Region region = unpacked(grad.attrs(), grad.out_shape());
                          if (const Tensor* total = grad.total(0)) {
                            add_into(slice(*total, region).value(), grad.g().value());
                          } else {
                            grad.set(0, place_like(grad.g(), region, grad.layout(0)));
                          }
                        },
                    .doc = "A region of a tensor."});

const OpRow kPlace({.name = "place",
                    .primitive = Primitive::place,
                    .gradient =
                        [](Gradient& grad) {
                          grad.set(0, slice(grad.g(), unpacked(grad.attrs(), grad.shape(0))));
                        },
                    .doc = "A tensor placed in a region of a larger one."});

const OpRow kAssign({.name = "assign",
                     .primitive = Primitive::assign,
                     .gradient =
                         [](Gradient& grad) {
                           const Region region = unpacked(grad.attrs(), grad.shape(1));
                           if (grad.needs(0)) {
                             Tensor rest = clone(grad.g());
                             assign(rest, region, zeros({}, grad.dtype(0)));
                             grad.set(0, rest);
                           }
                           if (grad.needs(1)) grad.set(1, slice(grad.g(), region));
                         },
                     .doc = "Writes a tensor into a region of another."});

}  // namespace

Region Region::all(const Shape& shape) {
  return {Shape::filled(shape.size(), 0), shape, Shape::filled(shape.size(), 1)};
}

Tensor slice(const Tensor& x, const Region& region) {
  Layout layout(region.counts, x.strides(), x.dtype());
  int64_t offset = x.value().offset;
  for (int i = 0; i < x.dims(); ++i) {
    if (layout.size) offset += region.starts[i] * x.strides()[i];
    layout.strides[i] *= region.steps[i];
  }
  return emit_view(kSlice, x, layout, offset, packed(region));
}

Tensor place(const Tensor& y, const Region& region, const Shape& shape, double fill) {
  Attrs attrs = packed(region);
  attrs.number[0] = fill;
  return emit(kPlace, {&y}, shape, y.dtype(), attrs);
}

void assign(Tensor& x, const Region& region, const Tensor& y) {
  Tensor value = y;
  while (value.dims() > region.counts.size() && value.shape()[0] == 1) value = select(value, 0, 0);
  if (!can_broadcast(value.shape(), region.counts)) {
    fail_value("assign", "a value of shape ", y.shape(), " does not broadcast to the region ",
               region.counts);
  }
  const Tensor wide = broadcast_to(value, region.counts);
  emit_into(kAssign, x, {&x, &wide}, packed(region));
}

Tensor narrow(const Tensor& x, int64_t dim, int64_t start, int64_t length) {
  const int axis = normal_axis("narrow", dim, x.dims());
  const int64_t size = x.shape()[axis], first = start < 0 ? start + size : start;
  if (first < 0 || length < 0 || first > size - length) {
    fail_index("narrow", length, " elements from ", start, " do not lie in axis ", dim, " of size ",
               size);
  }
  Region region = Region::all(x.shape());
  region.starts[axis] = first;
  region.counts[axis] = length;
  return slice(x, region);
}

Tensor select(const Tensor& x, int64_t dim, int64_t index) {
  const int axis = normal_axis("select", dim, x.dims());
  const int64_t size = x.shape()[axis];
  if (index < -size || index >= size) {
    fail_index("index", index, " is out of range for axis ", axis, " of size ", size);
  }
  return squeeze(narrow(x, axis, index < 0 ? index + size : index, 1), {axis});
}

Tensor flip(const Tensor& x, const Shape& dims) {
  Region region = Region::all(x.shape());
  for (int64_t axis : normal_axes("flip", dims, x.dims())) {
    const int i = static_cast<int>(axis);
    region.starts[i] = x.shape()[i] - 1;
    region.steps[i] = -1;
  }
  return slice(x, region);
}

Tensor pad(const Tensor& x, const Shape& pads, double value) {
  if (pads.size() % 2 || pads.size() / 2 > x.dims()) {
    fail_value("pad", pads, " must be pairs (before, after) for at most the ", x.dims(),
               " axes, the last axis first");
  }
  Shape shape = x.shape();
  Region inside = Region::all(shape), kept = inside;
  for (int k = 0; k < pads.size() / 2; ++k) {
    const int axis = x.dims() - 1 - k;
    const int64_t before = pads[2 * k], after = pads[2 * k + 1];
    constexpr int64_t kMost = int64_t{1} << 60;  // the sums below stay in range
    if (std::max(before, after) > kMost || std::min(before, after) < -kMost) {
      fail_value("pad", pads, " are more elements than any memory holds");
    }
    shape[axis] += before + after;
    if (shape[axis] < 0) {
      fail_value("pad", pads, " crops more than axis ", axis, " of shape ", x.shape(), " has");
    }
    const int64_t cut = std::max<int64_t>(-before, 0);
    kept.starts[axis] = cut;
    kept.counts[axis] = x.shape()[axis] - cut - std::max<int64_t>(-after, 0);
    if (kept.counts[axis] < 0) kept.counts[axis] = 0;
    inside.starts[axis] = std::max<int64_t>(before, 0);
  }
  checked_numel("pad", shape);
  inside.counts = kept.counts;
  return place(slice(x, kept), inside, shape, value);
}

}  // namespace nnlite
