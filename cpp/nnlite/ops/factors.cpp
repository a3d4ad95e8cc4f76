// Factors of matrices: their checks.
#include "nnlite/ops/factors.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"

namespace nnlite {

namespace {

const OpRow kEigh({.name = "eigh",
                   .primitive = Primitive::eigh,
                   .doc = "Eigenvalues of symmetric matrices, descending, and eigenvectors."});
const OpRow kOrthonormal({.name = "orthonormal",
                          .primitive = Primitive::orthonormal,
                          .doc = "Q of the QR factors of square matrices."});

Tensor square_matrices(const char* op, const Tensor& x) {
  const int d = x.dims();
  if (!is_float(x.dtype())) fail_type(op, "the matrix is ", x.dtype(), "; cast it to floats");
  if (d < 2 || x.shape()[d - 1] != x.shape()[d - 2]) {
    fail_value(op, "shape ", x.shape(), " is no square matrix");
  }
  return contiguous(x.detach());
}

}  // namespace

std::pair<Tensor, Tensor> eigh(const Tensor& x) {
  const Tensor matrices = square_matrices("eigh", x);
  Shape values;
  for (int i = 0; i + 1 < x.dims(); ++i) values.push_back(x.shape()[i]);
  const Layout outputs[] = {Layout(values, x.dtype()), Layout(x.shape(), x.dtype())};
  Outputs out = emit_many(kEigh, {&matrices}, outputs);
  return {out[0], out[1]};
}

Tensor orthonormal(const Tensor& x) {
  const Tensor matrices = square_matrices("orthonormal", x);
  return emit(kOrthonormal, {&matrices}, x.shape(), x.dtype());
}

}  // namespace nnlite
