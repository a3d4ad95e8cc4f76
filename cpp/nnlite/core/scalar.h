// Scalar: a plain number beside a tensor. It is weak: the tensor decides the dtype (NEP 50).
#pragma once

#include <concepts>

#include "nnlite/core/tensor.h"

namespace nnlite {

class Scalar {
 public:
  Scalar(bool value) : kind_(kBool), integer_(value), real_(value) {}
  template <std::integral T>
  Scalar(T value)
      : kind_(kInt64), integer_(static_cast<int64_t>(value)), real_(static_cast<double>(value)) {}
  template <std::floating_point T>
  Scalar(T value) : kind_(kFloat64), real_(static_cast<double>(value)) {}

  double real() const { return real_; }
  bool is_bool() const { return kind_ == kBool; }
  bool is_real() const { return kind_ == kFloat64; }
  // The dtype of an operation between this number and a tensor: the tensor's, where its kind can
  // hold the number; int64 for an integer beside bool; float64 for a real beside integers.
  DType beside(DType dtype) const;
  // Whether `dtype` holds this integer (always true of bool and of reals in floats).
  bool fits(DType dtype) const;
  // A tensor of no dimensions.
  Tensor tensor(DType dtype) const;

 private:
  DType kind_;
  int64_t integer_ = 0;
  double real_;
};

std::ostream& operator<<(std::ostream& out, const Scalar& scalar);

// An argument that is a tensor, or a number beside one.
struct TensorLike {
  TensorLike() = default;
  TensorLike(Tensor t) : tensor(std::move(t)) {}
  TensorLike(Scalar s) : scalar(s) {}
  template <class T>
    requires std::is_arithmetic_v<T>
  TensorLike(T number) : scalar(number) {}

  bool is_number() const { return !tensor.defined(); }

  Tensor tensor;  // undefined where it is a number
  Scalar scalar = 0;
};

}  // namespace nnlite
