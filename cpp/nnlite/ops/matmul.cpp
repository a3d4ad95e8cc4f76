// Matrix products and their gradients, which are matrix products of the operands as they lie.
#include "nnlite/ops/matmul.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/core/precision.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

Attrs turns(bool a, bool b, DType dtype) {
  Attrs attrs;
  attrs.integer[0] = a;
  attrs.integer[1] = b;
  attrs.integer[2] = dtype == kFloat32 && matmul_precision() == Precision::medium;
  return attrs;
}

// x of any leading axes times a matrix, turned where asked, plus a row.
Tensor rows_times(const Tensor& x, const Tensor& w, const Tensor& bias, bool turn_w);
// x^T y over all leading axes.
Tensor rows_product(const Tensor& x, const Tensor& y);

Shape batch_shape(const Tensor& x) {
  return Shape(x.shape().span().first(static_cast<size_t>(x.dims() - 2)));
}

const OpRow kProduct(
    {.name = "matmul",
     .primitive = Primitive::matmul,
     .saves = {In1, In0},
     .gradient =
         [](Gradient& grad) {
           const Tensor g = grad.g();
           const bool ta = grad.attrs().integer[0] != 0, tb = grad.attrs().integer[1] != 0;
           if (grad.needs(0)) {
             const Tensor b = grad.in(1);
             grad.set(0, sum_to(ta ? product(b, g, tb, true) : product(g, b, false, !tb),
                                grad.shape(0)));
           }
           if (grad.needs(1)) {
             const Tensor a = grad.in(0);
             grad.set(1, sum_to(tb ? product(g, a, true, ta) : product(a, g, !ta, false),
                                grad.shape(1)));
           }
         },
     .doc = "Matrix product of the last two axes."});

const OpRow kLinear({.name = "linear",
                     .primitive = Primitive::rows_matmul,
                     .saves = {In1, In0, 0},
                     .gradient =
                         [](Gradient& grad) {
                           const Tensor g = grad.g();
                           const bool turned = grad.attrs().integer[1] != 0;
                           if (grad.needs(0)) {
                             grad.set(0, rows_times(g, grad.in(1), {}, !turned));
                           }
                           if (grad.needs(1)) {
                             const Tensor x = grad.in(0);
                             grad.set(1, turned ? rows_product(g, x) : rows_product(x, g));
                           }
                           if (grad.inputs() > 2 && grad.needs(2)) {
                             grad.set(2, sum_to(g, grad.shape(2)));
                           }
                         },
                     .doc = "x weight^T + bias."});

const OpRow kRowsProduct({.name = "rows_product",
                          .primitive = Primitive::rows_matmul,
                          .saves = {In1, In0},
                          .gradient =
                              [](Gradient& grad) {
                                const Tensor g = grad.g();
                                if (grad.needs(0)) grad.set(0, rows_times(grad.in(1), g, {}, true));
                                if (grad.needs(1)) {
                                  grad.set(1, rows_times(grad.in(0), g, {}, false));
                                }
                              },
                          .doc = "x^T y over all leading axes: the gradient of a weight."});

Tensor rows_times(const Tensor& x, const Tensor& w, const Tensor& bias, bool turn_w) {
  Shape shape = x.shape();
  shape[shape.size() - 1] = w.shape()[turn_w ? 0 : 1];
  const Attrs attrs = turns(false, turn_w, x.dtype());
  if (bias.defined()) return emit(kLinear, {&x, &w, &bias}, shape, x.dtype(), attrs);
  return emit(kLinear, {&x, &w}, shape, x.dtype(), attrs);
}

Tensor rows_product(const Tensor& x, const Tensor& y) {
  return emit(kRowsProduct, {&x, &y}, {x.shape().back(), y.shape().back()}, x.dtype(),
              turns(true, false, x.dtype()));
}

}  // namespace

Tensor product(const Tensor& a, const Tensor& b, bool turn_a, bool turn_b) {
  Shape shape = broadcast("matmul", batch_shape(a), batch_shape(b));
  shape.push_back(a.shape()[a.dims() - (turn_a ? 1 : 2)]);
  shape.push_back(b.shape()[b.dims() - (turn_b ? 2 : 1)]);
  return emit(kProduct, {&a, &b}, shape, a.dtype(), turns(turn_a, turn_b, a.dtype()));
}

Tensor matmul(const Tensor& left, const Tensor& right) {
  if (left.dims() == 0 || right.dims() == 0) {
    fail_value("matmul", "shapes ", left.shape(), " and ", right.shape(),
               ": an operand has no axes; multiply by a number with *");
  }
  const DType dtype = promote(left.dtype(), right.dtype());
  Tensor a = cast(left, dtype), b = cast(right, dtype);
  const int64_t meet = b.shape()[b.dims() == 1 ? 0 : b.dims() - 2];
  if (a.shape().back() != meet) {
    fail_value("matmul", "shapes ", a.shape(), " and ", b.shape(), ": the last axis of the first (",
               a.shape().back(), ") must be as long as the ",
               b.dims() == 1 ? "vector" : "last but one of the second", " (", meet,
               "); transpose one of them?");
  }
  const bool row = a.dims() == 1, column = b.dims() == 1;
  if (column) b = unsqueeze(b, 1);
  if (b.dims() == 2) {  // one matrix for all rows of a
    const Tensor out = rows_times(a, b, {}, false);
    return column ? squeeze(out, {-1}) : out;
  }
  if (row) a = unsqueeze(a, 0);
  const Tensor out = product(a, b, false, false);
  return row ? squeeze(out, {-2}) : out;
}

Tensor linear(const Tensor& input, const Tensor& weights, const Tensor& biases) {
  if (weights.dims() != 2) {
    fail_value("linear", "weight has shape ", weights.shape(), "; it must be (out, in)");
  }
  const Shape& s = input.shape();
  const int64_t out = weights.shape()[0], in = weights.shape()[1];
  if (s.empty() || s.back() != in) {
    const bool image = s.size() > 2 && in > 0 && s[0] > 0 && numel(s) / s[0] == in;
    fail_value("linear", "input has ", s.empty() ? 0 : s.back(), " columns but weight is ",
               weights.shape(),
               image || s.size() > 2 ? "; did you forget flatten()?"
                                     : "; the last axis of the input must match");
  }
  if (biases.defined() && biases.shape() != Shape{out}) {
    fail_value("linear", "bias has shape ", biases.shape(), " but weight ", weights.shape(),
               " needs (", out, ",)");
  }
  DType dtype = promote(input.dtype(), weights.dtype());
  if (biases.defined()) dtype = promote(dtype, biases.dtype());
  return rows_times(cast(input, dtype), cast(weights, dtype),
                    biases.defined() ? cast(biases, dtype) : biases, true);
}

Tensor addmm(const Tensor& input, const Tensor& a, const Tensor& b, double beta, double alpha) {
  if (a.dims() != 2 || b.dims() != 2) {
    fail_value("addmm", "shapes ", a.shape(), " and ", b.shape(), ": both must be matrices");
  }
  Tensor out = matmul(a, b);
  if (alpha != 1) out = out * alpha;
  if (beta == 0) return out;
  return (beta == 1 ? input : input * beta) + out;
}

Tensor dot(const Tensor& a, const Tensor& b) {
  if (a.dims() != 1 || b.dims() != 1) {
    fail_value("dot", "shapes ", a.shape(), " and ", b.shape(),
               ": both must be vectors; use matmul for matrices");
  }
  return matmul(a, b);
}

Tensor outer(const Tensor& a, const Tensor& b) {
  if (a.dims() != 1 || b.dims() != 1) {
    fail_value("outer", "shapes ", a.shape(), " and ", b.shape(),
               ": both must be vectors; flatten them first");
  }
  return unsqueeze(a, 1) * unsqueeze(b, 0);
}

}  // namespace nnlite
