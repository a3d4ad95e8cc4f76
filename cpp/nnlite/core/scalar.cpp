// What a plain number becomes beside a tensor.
#include "nnlite/core/scalar.h"

#include <limits>
#include <ostream>

namespace nnlite {

DType Scalar::beside(DType dtype) const {
  if (is_bool() || is_float(dtype)) return dtype;
  if (is_real()) return kFloat64;
  return dtype == kBool ? kInt64 : dtype;
}

bool Scalar::fits(DType dtype) const {
  if (!is_integer(dtype) || is_real()) return true;
  return dispatch(dtype, [&](auto zero) {
    using Limits = std::numeric_limits<decltype(zero)>;
    if constexpr (std::is_integral_v<decltype(zero)>) {
      return integer_ >= static_cast<int64_t>(Limits::min()) &&
             integer_ <= static_cast<int64_t>(Limits::max());
    } else {
      return true;
    }
  });
}

Tensor Scalar::tensor(DType dtype) const {
  Tensor out = Tensor::empty({}, dtype);
  dispatch(dtype, [&](auto zero) {
    using T = decltype(zero);
    *static_cast<T*>(out.data()) = is_real() ? static_cast<T>(real_) : static_cast<T>(integer_);
  });
  return out;
}

std::ostream& operator<<(std::ostream& out, const Scalar& scalar) { return out << scalar.real(); }

}  // namespace nnlite
