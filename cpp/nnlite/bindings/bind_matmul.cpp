// Matrix products.
#include <string>
#include <vector>

#include "nnlite/bindings/bind.h"
#include "nnlite/core/precision.h"
#include "nnlite/ops/matmul.h"

namespace nnlite::bindings {

namespace {

const Tensor& operand(const TensorLike& x) {
  if (!x.tensor.defined()) fail_type("matmul", "a number has no axes to sum over; write * for it");
  return x.tensor;
}

// With NumPy's arrays on either side.
Tensor product(const TensorLike& a, const TensorLike& b) { return matmul(operand(a), operand(b)); }

void bind_products(Api& api) {
  api.op("matmul", &product, py::arg("other"), R"doc(Matrix product.

y[..., i, j] = sum_k a[..., i, k] b[..., k, j]. Leading axes broadcast. A vector on the left is a
row, one on the right a column, and that axis is gone in the result. Integer products are exact.

Parameters
----------
input : Tensor
    Of shape (..., n, k) or (k,).
other : Tensor
    Of shape (..., k, m) or (k,).

Raises
------
ValueError
    If an operand has no axes, the inner sizes differ or the leading axes do not broadcast.

Examples
--------
>>> import nnlite
>>> a = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
>>> (a @ nnlite.tensor([1.0, 1.0])).numpy()
array([3., 7.], dtype=float32)
)doc");
  api.method("__matmul__", &product, py::is_operator());
  api.method(
      "__rmatmul__", [](const TensorLike& b, const TensorLike& a) { return product(a, b); },
      py::is_operator());
  api.op("mm", &product, py::arg("other"), "Matrix product; see `matmul`.");
  api.op("dot", &dot, py::arg("other"), R"doc(The sum of the products of two vectors.

Parameters
----------
input, other : Tensor
    Of shape (n,).

Raises
------
ValueError
    If one is not a vector, or their lengths differ.

Examples
--------
>>> import nnlite
>>> nnlite.dot(nnlite.tensor([1.0, 2.0]), nnlite.tensor([3.0, 4.0])).item()
11.0
)doc");
  api.op("outer", &outer, py::arg("other"), R"doc(All products of two vectors: y[i, j] = a[i] b[j].

Parameters
----------
input : Tensor
    Of shape (n,).
other : Tensor
    Of shape (m,).

Raises
------
ValueError
    If one is not a vector.

Examples
--------
>>> import nnlite
>>> nnlite.outer(nnlite.tensor([1.0, 2.0]), nnlite.tensor([3.0, 4.0])).numpy()
array([[3., 4.],
       [6., 8.]], dtype=float32)
)doc");
}

void bind_sums_of_products(Api& api) {
  api.function(
      "linear",
      [](const Tensor& x, const Tensor& weight, const OptionalTensor& bias) {
        return linear(x, weight, bias);
      },
      py::arg("input"), py::arg("weight"), py::arg("bias") = py::none(),
      R"doc(x weight^T + bias.

Parameters
----------
input : Tensor
    x, of shape (..., in).
weight : Tensor
    Of shape (out, in).
bias : Tensor, optional
    Of shape (out,).

Returns
-------
Tensor
    Of shape (..., out).

Raises
------
ValueError
    If the last axis of the input, the weight and the bias do not fit together.

Examples
--------
>>> import nnlite
>>> x, w = nnlite.tensor([[1.0, 2.0]]), nnlite.tensor([[3.0, 4.0], [5.0, 6.0]])
>>> nnlite.linear(x, w, nnlite.tensor([0.5, -0.5])).numpy()
array([[11.5, 16.5]], dtype=float32)
)doc");
  api.function(
      "einsum",
      [](const std::string& equation, const py::args& operands) {
        std::vector<Tensor> tensors;
        const bool listed = operands.size() == 1 && (py::isinstance<py::list>(operands[0]) ||
                                                     py::isinstance<py::tuple>(operands[0]));
        const py::object all = listed ? py::object(operands[0]) : py::object(operands);
        for (py::handle t : all) {
          tensors.push_back(t.cast<Tensor>());
        }
        return einsum(equation, tensors);
      },
      py::arg("equation"), R"doc(Sums of products over named axes.

"ij,jk->ik" is y[i, k] = sum_j a[i, j] b[j, k]. Axes that the result does not name are summed. A
name that stands twice in a term means the diagonal; "..." stands for axes that broadcast. Without
"->", the result has the names that appear once, in alphabetical order. Operands meet from left to
right, each pair in one batched matrix product.

Parameters
----------
equation : str
    One term of axis names for each operand, and the result's.
*operands : Tensor

Raises
------
ValueError
    If a term does not fit its operand, sizes of a name differ, or the result names unknown axes.

Examples
--------
>>> import nnlite
>>> a = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
>>> nnlite.einsum("ii->i", a).numpy()
array([1., 4.], dtype=float32)
>>> nnlite.einsum("ij,kj->ik", a, a).numpy()
array([[ 5., 11.],
       [11., 25.]], dtype=float32)
)doc");
  api.op("addmm", &addmm, py::arg("mat1"), py::arg("mat2"), py::kw_only(), py::arg("beta") = 1.0,
         py::arg("alpha") = 1.0, R"doc(beta input + alpha mat1 mat2.

Parameters
----------
input : Tensor
    Broadcasts to (n, m).
mat1 : Tensor
    Of shape (n, k).
mat2 : Tensor
    Of shape (k, m).
beta, alpha : float, default 1
    With beta = 0 the input does not matter.

Raises
------
ValueError
    If the shapes do not fit together.

Examples
--------
>>> import nnlite
>>> a = nnlite.tensor([[2.0]])
>>> nnlite.addmm(nnlite.tensor([1.0]), a, a, alpha=0.5).numpy()
array([[3.]], dtype=float32)
)doc");
}

void bind_precision(Api& api) {
  api.function(
      "_matmul_rounds", [] { return matmul_precision() == Precision::medium; },
      "Whether products of float32 round their factors to bfloat16.");
  api.function(
      "_set_matmul_rounds",
      [](bool on) { set_matmul_precision(on ? Precision::medium : Precision::highest); },
      py::arg("on"), "Makes products of float32 round their factors, on this thread.");
}

}  // namespace

void bind_matmul(Api& api) {
  bind_products(api);
  bind_sums_of_products(api);
  bind_precision(api);
}

}  // namespace nnlite::bindings
