// SparseGradient and Tensor.sparse_grad: gradients of tables as rows.
#include "nnlite/bindings/bind.h"
#include "nnlite/core/row_gradient.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kSparseDoc = R"doc(The gradient of a table as the rows of it that have one.

`Tensor.sparse_grad` gives it; its memory is its own.

Examples
--------
>>> import nnlite
>>> table = nnlite.zeros(1000, 2, requires_grad=True)
>>> y = nnlite.nn.functional.embedding(nnlite.tensor([7, 3, 7]), table, sparse=True)
>>> y.sum().backward()
>>> table.sparse_grad
SparseGradient(rows=[3, 7], shape=(1000, 2))
>>> table.sparse_grad.values.tolist()
[[1.0, 1.0], [2.0, 2.0]])doc";

constexpr const char* kSparseGradDoc =
    R"doc(The gradient that `backward` added up as rows of this table, a copy; or None.

Where embeddings with ``sparse=True`` alone use a leaf. Where something else uses it too, the
gradient is an ordinary one, `grad`; so is what `nnlite.grad` returns.)doc";

std::string sparse_repr(const SparseGradient& g) {
  return text("SparseGradient(rows=", py::repr(py::cast(g.rows).attr("tolist")()),
              ", shape=", py::repr(py::cast(g.shape)), ")");
}

}  // namespace

void bind_sparse_grad(Api& api) {
  py::class_<SparseGradient>(api.m, "SparseGradient", kSparseDoc)
      .def_readonly("rows", &SparseGradient::rows, "Which rows, ascending: (k), int64.")
      .def_readonly("values", &SparseGradient::values, "Their gradients: (k, D).")
      .def_readonly("shape", &SparseGradient::shape, "The shape of the table, (V, D).")
      .def("to_dense", &SparseGradient::to_dense, "The gradient as a tensor of the table's shape.")
      .def("__repr__", &sparse_repr);
  api.tensor.def_property_readonly(
      "sparse_grad",
      [](const Tensor& t) -> std::optional<SparseGradient> {
        SparseGradient found = sparse_grad(t);
        if (!found.defined()) return {};
        return found;
      },
      kSparseGradDoc);
}

}  // namespace nnlite::bindings
