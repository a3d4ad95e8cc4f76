// Factors of matrices, for preconditioned optimizers. No gradient flows through them.
#pragma once

#include <utility>

#include "nnlite/core/tensor.h"

namespace nnlite {

// Of symmetric matrices (..., n, n): the eigenvalues in descending order (..., n), and the unit
// eigenvectors in columns. Computed in float64.
std::pair<Tensor, Tensor> eigh(const Tensor& x);

// Q of the QR factors of square matrices (..., n, n).
Tensor orthonormal(const Tensor& x);

}  // namespace nnlite
