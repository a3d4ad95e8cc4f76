// isclose: equality up to rounding, made of comparisons.
#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite {

Tensor isclose(const Tensor& x, const TensorLike& y, double rtol, double atol, bool equal_nan) {
  if (!(rtol >= 0) || !(atol >= 0)) {
    fail_value("isclose", "rtol is ", rtol, " and atol is ", atol, "; give numbers from 0 upwards");
  }
  const NoGrad no_grad;
  const Tensor a = cast(x, kFloat64);  // differences of integers may not wrap around
  const Tensor b = y.is_number() ? y.scalar.tensor(kFloat64) : cast(y.tensor, kFloat64);
  // Every number is near infinity by the formula, so infinities are left to equality.
  const Tensor near = logical_and(abs(a - b) <= atol + rtol * abs(b), isfinite(b));
  const Tensor close = logical_or(near, a == b);
  return equal_nan ? logical_or(close, logical_and(isnan(a), isnan(b))) : close;
}

}  // namespace nnlite
