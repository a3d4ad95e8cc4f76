// What the families of reductions share; for ops/ only.
#pragma once

#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/kernels/reduce.h"

namespace nnlite {

// How the axes of a result stand to those of what was reduced: Attrs::integer[0] of a reduction.
enum class Kept : int64_t {
  none,      // reduced axes are gone
  as_ones,   // reduced axes have size 1
  to_right,  // leading reduced axes are gone, the others have size 1
};

// Checks axes at the door: which are reduced, and the attributes and the shape of the result.
struct Reduction {
  Reduction(const char* op, const Tensor& x, const Shape& axes, bool keepdim);

  Attrs attrs;
  Shape shape;        // of the result
  int64_t count = 1;  // elements that meet in one
  // Refuses a result of no elements, which op's name calls for.
  void need_elements(const char* op, const Tensor& x) const;
  void divide_by(double divisor);
  void take_root() { attrs.integer[1] |= kReduceRoot; }
};

// The undoing of a reduction with these attributes: y repeated along the reduced axes, a view.
Tensor spread(const Tensor& y, const Shape& shape, const Attrs& attrs);
// The same reduction's axes, summed.
Tensor sum_like(const Tensor& x, const Shape& shape, const Attrs& attrs);
// How many elements met in one, for the gradient of a reduction.
double reduced_count(const Gradient& grad);

// x where it is a float, else x in float64.
Tensor to_real(const Tensor& x);

}  // namespace nnlite
