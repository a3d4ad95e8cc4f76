// Tensors from nothing but numbers.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>

#include "nnlite/core/scalar.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

Tensor empty(const Shape& shape, DType dtype = kFloat32);
Tensor zeros(const Shape& shape, DType dtype = kFloat32);
Tensor ones(const Shape& shape, DType dtype = kFloat32);
// Without a dtype, the number decides: bool, int64 or float32.
Tensor full(const Shape& shape, const Scalar& value, std::optional<DType> dtype = {});
Tensor empty_like(const Tensor& x, std::optional<DType> dtype = {});
Tensor zeros_like(const Tensor& x, std::optional<DType> dtype = {});
Tensor ones_like(const Tensor& x, std::optional<DType> dtype = {});
Tensor full_like(const Tensor& x, const Scalar& value, std::optional<DType> dtype = {});

// start, start + step, ... up to but not including stop.
Tensor arange(const Scalar& start, const Scalar& stop, const Scalar& step = 1,
              std::optional<DType> dtype = {});
// `steps` numbers from start to stop, both included.
Tensor linspace(double start, double stop, int64_t steps, DType dtype = kFloat32);
// Ones on the diagonal of an (n, m) matrix of zeros; m defaults to n.
Tensor eye(int64_t n, std::optional<int64_t> m = {}, DType dtype = kFloat32);

// A tensor of one dimension with these values: tensor({1.0f, 2.0f}).
template <class T>
Tensor tensor(std::span<const T> values) {
  Tensor out = empty({static_cast<int64_t>(values.size())}, dtype_of<T>());
  std::copy(values.begin(), values.end(), out.template data<T>());
  return out;
}
template <class T>
Tensor tensor(std::initializer_list<T> values) {
  return tensor(std::span<const T>(values.begin(), values.size()));
}

}  // namespace nnlite
