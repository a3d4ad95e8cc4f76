// Operations and chain rules of kernels/unary.def.
#include "nnlite/kernels/unary.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite {

namespace {

enum Kind { FLOATS, NUMBERS, TESTS };
enum Reads : uint16_t { NONE = 0, X = In0, Y = Out0, XY = In0 | Out0 };

using T = double;  // what constants of the rows become beside tensors

// What rows call that is no operation.
Tensor normal_cdf(const Tensor& x) { return (erf(x * 0.707106781186547524) + 1.0) * 0.5; }
Tensor normal_density(const Tensor& x) { return exp(x * x * -0.5) * 0.398942280401432678; }

// The rows of the fused chain rules; they only run where nothing is recorded for a gradient.
const Op kFused[] = {
#define UNARY(row, kind, reads, ...)       \
  {.name = #row "_gradient",               \
   .primitive = Primitive::unary_gradient, \
   .code = static_cast<int>(Unary::row)},
#define UNARY1 UNARY
#define UNARY2 UNARY
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
};

// The chain rule in one pass, or as operations where it will be differentiated itself.
template <class Rule>
void chain(Gradient& grad, Unary row, unsigned reads, Rule&& rule) {
  const Tensor g = grad.g();
  const Tensor x = reads & X ? grad.in(0) : g;
  const Tensor y = reads & Y ? grad.out() : g;
  if (grad.create_graph()) return grad.set(0, rule(g, x, y));
  const Op& op = kFused[static_cast<int>(row)];
  const Tensor* operands[3] = {&g};
  size_t count = 1;
  if (reads & X) operands[count++] = &x;
  if (reads & Y) operands[count++] = &y;
  grad.set(0, emit(op, Inputs({operands, count}), g.shape(), g.dtype(), grad.attrs()));
}

#define RULE(row, reads, gradient, ...)                                           \
  [](Gradient& grad) {                                                            \
    chain(grad, Unary::row, reads,                                                \
          [&]([[maybe_unused]] const Tensor& g, [[maybe_unused]] const Tensor& x, \
              [[maybe_unused]] const Tensor& y) -> Tensor {                       \
            __VA_ARGS__;                                                          \
            return gradient;                                                      \
          });                                                                     \
  }
#define ROW(row, kind, reads, doc_, ...)                     \
  OpRow({.name = #row,                                       \
         .primitive = Primitive::unary,                      \
         .code = static_cast<int>(Unary::row),               \
         .saves = {reads},                                   \
         .gradient = kind == TESTS ? nullptr : +__VA_ARGS__, \
         .doc = doc_}),
const OpRow kRows[] = {
#define UNARY(row, kind, reads, value, gradient, doc) \
  ROW(row, kind, reads, doc, RULE(row, reads, gradient, ))
#define UNARY1(row, kind, reads, a, da, value, gradient, doc) \
  ROW(row, kind, reads, doc,                                  \
      RULE(row, reads, gradient, [[maybe_unused]] const double a = grad.attrs().number[0]))
#define UNARY2(row, kind, reads, a, da, b, db, value, gradient, doc)                       \
  ROW(row, kind, reads, doc,                                                               \
      RULE(row, reads, gradient, [[maybe_unused]] const double a = grad.attrs().number[0]; \
           [[maybe_unused]] const double b = grad.attrs().number[1]))
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
};

// A parameter as an integer dtype can hold it: clip(x, -inf, 5) of int32 limits at its ends.
double limited(double number, DType dtype) {
  if (is_float(dtype)) return number;
  return dispatch(dtype, [&](auto zero) {
    using Limits = std::numeric_limits<decltype(zero)>;
    const double top = static_cast<double>(Limits::max());
    const double most = sizeof(zero) == 8 ? top - 1024 : top;  // 2^63 itself does not fit
    return std::clamp(number, static_cast<double>(Limits::lowest()), most);
  });
}

Tensor unary(Unary row, Kind kind, const Tensor& x, std::initializer_list<double> parameters = {}) {
  const OpRow& op = kRows[static_cast<int>(row)];
  if (!x.defined()) fail_type(op.name, "the input is None, not a tensor");
  if (kind == NUMBERS && x.dtype() == kBool) {
    fail_type(op.name, "not defined for bool; cast the tensor to a numeric dtype first");
  }
  // Integers stay so beside whole parameters only: clip(x, 0.5, 2) gives float64, as in NumPy.
  const bool broken = std::any_of(parameters.begin(), parameters.end(),
                                  [](double number) { return number != std::trunc(number); });
  const Tensor in = kind == FLOATS                   ? cast(x, float_of(x.dtype()))
                    : broken && !is_float(x.dtype()) ? cast(x, kFloat64)
                                                     : x;
  Attrs attrs;
  std::transform(parameters.begin(), parameters.end(), attrs.number,
                 [&](double number) { return limited(number, in.dtype()); });
  return emit(op, {&in}, in.shape(), kind == TESTS ? kBool : in.dtype(), attrs);
}

}  // namespace

#define UNARY(name, kind, ...) \
  Tensor name(const Tensor& x) { return unary(Unary::name, kind, x); }
#define UNARY1(name, kind, reads, a, ...) \
  Tensor name(const Tensor& x, double a) { return unary(Unary::name, kind, x, {a}); }
#define UNARY2(name, kind, reads, a, da, b, ...) \
  Tensor name(const Tensor& x, double a, double b) { return unary(Unary::name, kind, x, {a, b}); }
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2

}  // namespace nnlite
