// Elementwise operations. The functions of one and of two tensors are rows of kernels/unary.def and
// kernels/binary.def; formula, derivative and doc are to be found there.
#pragma once

#include "nnlite/core/scalar.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

// Tensor exp(const Tensor& x); Tensor leaky_relu(const Tensor& x, double negative_slope = 0.01);
// ...
#define UNARY(name, ...) Tensor name(const Tensor& x);
#define UNARY1(name, kind, reads, a, da, ...) Tensor name(const Tensor& x, double a = da);
#define UNARY2(name, kind, reads, a, da, b, db, ...) \
  Tensor name(const Tensor& x, double a = da, double b = db);
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2

// Tensor add(const TensorLike& a, const TensorLike& b); ... Numbers are weak beside a tensor.
#define BINARY(name, ...) Tensor name(const TensorLike& a, const TensorLike& b);
#include "nnlite/kernels/binary.def"
#undef BINARY

// Element by element a where `condition` is true, else b.
Tensor where(const Tensor& condition, const TensorLike& a, const TensorLike& b);
inline Tensor masked_fill(const Tensor& x, const Tensor& mask, const TensorLike& value) {
  return where(mask, value, x);
}
// Whether |a - b| <= atol + rtol |b|; equal infinities are close.
Tensor isclose(const Tensor& a, const TensorLike& b, double rtol = 1e-5, double atol = 1e-8,
               bool equal_nan = false);

#define OPERATOR(symbol, name)                                                               \
  inline Tensor operator symbol(const Tensor& a, const TensorLike& b) { return name(a, b); } \
  inline Tensor operator symbol(const Scalar& a, const Tensor& b) { return name(a, b); }
OPERATOR(+, add)
OPERATOR(-, sub)
OPERATOR(*, mul)
OPERATOR(/, div)
OPERATOR(==, equal)
OPERATOR(!=, not_equal)
OPERATOR(<, less)
OPERATOR(<=, less_equal)
OPERATOR(>, greater)
OPERATOR(>=, greater_equal)
#undef OPERATOR
inline Tensor operator-(const Tensor& x) { return neg(x); }

// ---- in place: x becomes x + y, and so on; x keeps its dtype and shape -----------------------
void add_(Tensor& x, const TensorLike& y);
void sub_(Tensor& x, const TensorLike& y);
void mul_(Tensor& x, const TensorLike& y);
void div_(Tensor& x, const TensorLike& y);
#define OPERATOR(symbol, name)                                     \
  inline Tensor& operator symbol(Tensor& x, const TensorLike& y) { \
    name(x, y);                                                    \
    return x;                                                      \
  }
OPERATOR(+=, add_)
OPERATOR(-=, sub_)
OPERATOR(*=, mul_)
OPERATOR(/=, div_)
#undef OPERATOR
void fill_(Tensor& x, double number);
// Copies y, broadcast and converted, into x.
void copy_(Tensor& x, const Tensor& y);

}  // namespace nnlite
