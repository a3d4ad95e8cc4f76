// Tensors from numbers. They are made at once and belong to no graph.
#include "nnlite/ops/create.h"

#include <cmath>

#include "nnlite/ops/elementwise.h"

namespace nnlite {

namespace {

DType own_dtype(const Scalar& value) {
  return value.is_bool() ? kBool : value.is_real() ? kFloat32 : kInt64;
}

Tensor filled(const char* op, const Shape& shape, const Scalar& value, DType dtype) {
  checked_numel(op, shape);
  const bool whole = !value.is_real() || (std::abs(value.real()) < 0x1p63);  // false of NaN
  if (!value.fits(dtype) || (is_integer(dtype) && !whole)) {
    fail_value(op, value, " does not fit ", dtype);
  }
  Tensor out = Tensor::empty(shape, dtype);
  copy_(out, value.tensor(dtype));
  return out;
}

}  // namespace

Tensor empty(const Shape& shape, DType dtype) { return Tensor::empty(shape, dtype); }
Tensor zeros(const Shape& shape, DType dtype) { return filled("zeros", shape, 0, dtype); }
Tensor ones(const Shape& shape, DType dtype) { return filled("ones", shape, 1, dtype); }
Tensor full(const Shape& shape, const Scalar& value, std::optional<DType> dtype) {
  return filled("full", shape, value, dtype.value_or(own_dtype(value)));
}

Tensor empty_like(const Tensor& x, std::optional<DType> dtype) {
  return empty(x.shape(), dtype.value_or(x.dtype()));
}
Tensor zeros_like(const Tensor& x, std::optional<DType> dtype) {
  return zeros(x.shape(), dtype.value_or(x.dtype()));
}
Tensor ones_like(const Tensor& x, std::optional<DType> dtype) {
  return ones(x.shape(), dtype.value_or(x.dtype()));
}
Tensor full_like(const Tensor& x, const Scalar& value, std::optional<DType> dtype) {
  return full(x.shape(), value, dtype.value_or(x.dtype()));
}

Tensor arange(const Scalar& start, const Scalar& stop, const Scalar& step,
              std::optional<DType> dtype) {
  if (step.real() == 0) fail_value("arange", "the step is 0");
  const double count = std::ceil((stop.real() - start.real()) / step.real());
  if (!(count < 1e15))
    fail_value("arange", "from ", start, " to ", stop, " by ", step, " is endless");
  const bool real = start.is_real() || stop.is_real() || step.is_real();
  Tensor out = Tensor::empty({static_cast<int64_t>(std::max(count, 0.0))},
                             dtype.value_or(real ? kFloat32 : kInt64));
  dispatch(out.dtype(), [&](auto zero) {
    using T = decltype(zero);
    for (int64_t i = 0; i < out.numel(); ++i) {
      const auto steps = static_cast<double>(i);
      static_cast<T*>(out.data())[i] = static_cast<T>(start.real() + steps * step.real());
    }
  });
  return out;
}

Tensor linspace(double start, double stop, int64_t steps, DType dtype) {
  if (steps < 0) fail_value("linspace", steps, " steps; give 0 or more");
  if (!is_float(dtype)) fail_type("linspace", "gives float32 or float64, not ", dtype);
  Tensor out = Tensor::empty({steps}, dtype);
  const double last = static_cast<double>(steps - 1);
  for (int64_t i = 0; i < steps; ++i) {
    const double t = steps > 1 ? static_cast<double>(i) / last : 0;
    const double value = i == steps - 1 && i > 0 ? stop : start + t * (stop - start);
    if (dtype == kFloat64)
      out.data<double>()[i] = value;
    else
      out.data<float>()[i] = static_cast<float>(value);
  }
  return out;
}

Tensor eye(int64_t n, std::optional<int64_t> m, DType dtype) {
  const int64_t columns = m.value_or(n);
  checked_numel("eye", {n, columns});
  Tensor out = Tensor::empty({n, columns}, dtype);
  dispatch(dtype, [&](auto zero) {
    using T = decltype(zero);
    T* const data = static_cast<T*>(out.data());
    std::fill(data, data + out.numel(), T(0));
    for (int64_t i = 0; i < std::min(n, columns); ++i) data[i * columns + i] = T(1);
  });
  return out;
}

}  // namespace nnlite
