// Reductions whose gradient is a few operations: mean, extremes, deviations, norms, questions.
#include "nnlite/ops/reduce.h"

#include <cmath>

#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce_core.h"

namespace nnlite {

namespace {

// The gradient where elements that reach the result share it: `hits` is 1 there and 0 elsewhere.
Tensor shared(const Gradient& grad, const Tensor& hits) {
  const Tensor count = sum_like(hits, grad.out_shape(), grad.attrs());
  return spread(grad.g() / count, grad.shape(0), grad.attrs()) * hits;
}

Tensor spread_out(const Gradient& grad) { return spread(grad.out(), grad.shape(0), grad.attrs()); }

void extreme_gradient(Gradient& grad) {
  const Tensor x = grad.in(0);
  grad.set(0, shared(grad, cast(equal(x, spread_out(grad)), x.dtype())));
}

// x minus its mean over the reduced axes.
Tensor centered(const Gradient& grad) {
  const Tensor x = grad.in(0);
  const Tensor m = sum_like(x, grad.out_shape(), grad.attrs()) / reduced_count(grad);
  return x - spread(m, grad.shape(0), grad.attrs());
}

// a / b, and 0 where b is 0.
Tensor ratio_or_zero(const Tensor& a, const Tensor& b) {
  return where(equal(b, 0), 0, a / where(equal(b, 0), 1, b));
}

#define REDUCTION(row, NAME, CODE, SAVES, GRADIENT, DOC)   \
  const OpRow row({.name = NAME,                           \
                   .primitive = Primitive::reduce,         \
                   .code = static_cast<int>(Reduce::CODE), \
                   .saves = {SAVES},                       \
                   .gradient = GRADIENT,                   \
                   .doc = DOC})

REDUCTION(
    kMean, "mean", sum, 0,
    [](Gradient& grad) {
      grad.set(0, spread(grad.g() * (1.0 / reduced_count(grad)), grad.shape(0), grad.attrs()));
    },
    "Mean over axes.");
REDUCTION(kMax, "max", max, In0 | Out0, extreme_gradient, "Largest element over axes.");
REDUCTION(kMin, "min", min, In0 | Out0, extreme_gradient, "Smallest element over axes.");
REDUCTION(
    kVar, "var", deviation, In0,
    [](Gradient& grad) {
      const Tensor scaled = grad.g() * (2.0 / grad.attrs().number[0]);
      grad.set(0, spread(scaled, grad.shape(0), grad.attrs()) * centered(grad));
    },
    "Variance over axes, divided by n - correction.");
REDUCTION(
    kStd, "std", deviation, In0 | Out0,
    [](Gradient& grad) {
      const Tensor scaled = ratio_or_zero(grad.g(), grad.out() * grad.attrs().number[0]);
      grad.set(0, spread(scaled, grad.shape(0), grad.attrs()) * centered(grad));
    },
    "Standard deviation over axes: the root of var; the gradient is 0 where it is 0.");
REDUCTION(
    kLogsumexp, "logsumexp", exp_sum, In0 | Out0,
    [](Gradient& grad) {
      const Tensor weights = exp(grad.in(0) - spread_out(grad));
      grad.set(0, spread(grad.g(), grad.shape(0), grad.attrs()) * weights);
    },
    "log(sum(exp(x))) over axes.");
REDUCTION(kAny, "any", any, 0, nullptr, "Whether any element over axes is not 0.");
REDUCTION(kAll, "all", all, 0, nullptr, "Whether all elements over axes are not 0.");
REDUCTION(kCount, "count_nonzero", count, 0, nullptr, "How many elements over axes are not 0.");
REDUCTION(
    kNorm1, "norm_1", sum_abs, In0,
    [](Gradient& grad) {
      grad.set(0, spread(grad.g(), grad.shape(0), grad.attrs()) * sign(grad.in(0)));
    },
    "Sum of |x| over axes.");
REDUCTION(
    kNorm2, "norm_2", sum_squares, In0 | Out0,
    [](Gradient& grad) {
      const Tensor scaled = ratio_or_zero(grad.g(), grad.out());
      grad.set(0, spread(scaled, grad.shape(0), grad.attrs()) * grad.in(0));
    },
    "Root of the sum of x^2 over axes; the gradient is 0 where it is 0.");
REDUCTION(
    kNormInf, "norm_inf", max_abs, In0 | Out0,
    [](Gradient& grad) {
      const Tensor x = grad.in(0);
      const Tensor hits = cast(equal(abs(x), spread_out(grad)), x.dtype());
      grad.set(0, shared(grad, hits) * sign(x));
    },
    "Largest |x| over axes.");

Tensor run_reduction(const Op& op, const Tensor& x, const Reduction& r, DType dtype) {
  return emit(op, {&x}, r.shape, dtype, r.attrs);
}

Tensor extreme(const Op& op, const Tensor& x, const Shape& axes, bool keepdim) {
  const Reduction r(op.name, x, axes, keepdim);
  r.need_elements(op.name, x);
  return run_reduction(op, x, r, x.dtype());
}

Tensor deviation(const Op& op, const Tensor& values, const Shape& axes, double correction,
                 bool keepdim) {
  const Tensor x = to_real(values);
  Reduction r(op.name, x, axes, keepdim);
  const double divisor = static_cast<double>(r.count) - correction;
  r.divide_by(divisor > 0 ? divisor : std::nan(""));  // undefined, as in NumPy
  if (&op == &kStd) r.take_root();
  return run_reduction(op, x, r, x.dtype());
}

}  // namespace

Tensor mean(const Tensor& values, const Shape& axes, bool keepdim) {
  const Tensor x = to_real(values);
  Reduction r("mean", x, axes, keepdim);
  r.divide_by(static_cast<double>(r.count));
  return run_reduction(kMean, x, r, x.dtype());
}

Tensor max(const Tensor& x, const Shape& axes, bool keepdim) {
  return extreme(kMax, x, axes, keepdim);
}
Tensor min(const Tensor& x, const Shape& axes, bool keepdim) {
  return extreme(kMin, x, axes, keepdim);
}
Tensor var(const Tensor& x, const Shape& axes, double correction, bool keepdim) {
  return deviation(kVar, x, axes, correction, keepdim);
}
Tensor std(const Tensor& x, const Shape& axes, double correction, bool keepdim) {
  return deviation(kStd, x, axes, correction, keepdim);
}

Tensor any(const Tensor& x, const Shape& axes, bool keepdim) {
  return run_reduction(kAny, x, Reduction("any", x, axes, keepdim), kBool);
}
Tensor all(const Tensor& x, const Shape& axes, bool keepdim) {
  return run_reduction(kAll, x, Reduction("all", x, axes, keepdim), kBool);
}
Tensor count_nonzero(const Tensor& x, const Shape& axes, bool keepdim) {
  return run_reduction(kCount, x, Reduction("count_nonzero", x, axes, keepdim), kInt64);
}

Tensor logsumexp(const Tensor& values, const Shape& axes, bool keepdim) {
  const Tensor x = to_real(values);
  return run_reduction(kLogsumexp, x, Reduction("logsumexp", x, axes, keepdim), x.dtype());
}

Tensor norm(const Tensor& values, double p, const Shape& axes, bool keepdim) {
  const Tensor x = to_real(values);
  Reduction r("norm", x, axes, keepdim);
  if (std::isnan(p)) fail_value("norm", "p is NaN; give a number, infinity included");
  if (p == 1) return run_reduction(kNorm1, x, r, x.dtype());
  if (p == 2) {
    r.take_root();
    return run_reduction(kNorm2, x, r, x.dtype());
  }
  if (std::isinf(p)) {
    if (p < 0) return min(abs(x), axes, keepdim);
    r.need_elements("norm", x);
    return run_reduction(kNormInf, x, r, x.dtype());
  }
  if (p == 0) return cast(count_nonzero(x, axes, keepdim), x.dtype());
  const Tensor total = sum(pow(abs(x), p), axes, keepdim);
  if (p < 0) return pow(total, 1 / p);
  const Tensor none = equal(total, 0);  // the root's slope there is infinite, the norm's is 0
  return where(none, 0, pow(where(none, 1, total), 1 / p));
}

}  // namespace nnlite
