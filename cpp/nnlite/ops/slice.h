// Regions of a tensor: reading, placing and assigning them. A region takes, along every axis,
// counts[i] elements from starts[i] in steps of steps[i] (which may be negative).
#pragma once

#include "nnlite/core/scalar.h"

namespace nnlite {

struct Region {
  Shape starts, counts, steps;
  // All of a shape.
  static Region all(const Shape& shape);
};

// A view of the region.
Tensor slice(const Tensor& x, const Region& region);
// A tensor of `shape` filled with `fill` outside the region, and with y inside it.
Tensor place(const Tensor& y, const Region& region, const Shape& shape, double fill = 0);
// Writes y, broadcast and converted, into the region of x.
void assign(Tensor& x, const Region& region, const Tensor& y);

// `length` elements from `start` along an axis; a view.
Tensor narrow(const Tensor& x, int64_t dim, int64_t start, int64_t length);
// One index along an axis, which goes; a view.
Tensor select(const Tensor& x, int64_t dim, int64_t index);
// A view from the last element to the first along axes.
Tensor flip(const Tensor& x, const Shape& dims);
// Pairs (before, after) from the last axis to the first, PyTorch's order; negative ones crop.
Tensor pad(const Tensor& x, const Shape& pads, double value = 0);

}  // namespace nnlite
