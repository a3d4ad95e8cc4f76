// Matrix products. Numbers of several dtypes promote as in NumPy; products of integers are exact.
#pragma once

#include <string>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite {

// The product over the last axis of a and the last but one of b; leading axes broadcast. A vector
// on the left is a row, one on the right a column, and that axis is gone in the result.
Tensor matmul(const Tensor& a, const Tensor& b);

// x weight^T + bias: x (..., in), weight (out, in), bias (out,) or undefined; gives (..., out).
Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias = {});

// Sums of products over named axes, "ij,jk->ik"; operands meet from left to right. "..." stands for
// axes that broadcast, a name that stands twice in a term for its diagonal.
Tensor einsum(const std::string& equation, const std::vector<Tensor>& operands);

// input * beta + alpha * a b.
Tensor addmm(const Tensor& input, const Tensor& a, const Tensor& b, double beta = 1,
             double alpha = 1);
// Of two vectors.
Tensor dot(const Tensor& a, const Tensor& b);
Tensor outer(const Tensor& a, const Tensor& b);

// a b of the last two axes, each turned first where asked: what the gradients are made of.
Tensor product(const Tensor& a, const Tensor& b, bool turn_a, bool turn_b);

}  // namespace nnlite
