// Sorting: the functions and methods of ops/sort.h.
#include "nnlite/bindings/bind.h"
#include "nnlite/ops/sort.h"

namespace nnlite::bindings {

void bind_sort(Api& api) {
  const auto sorted = [](const Tensor& input, int64_t dim, bool descending, bool) {
    return sort(input, dim, descending);
  };
  api.op("sort", sorted, py::arg("dim") = -1, py::arg("descending") = false, py::kw_only(),
         py::arg("stable") = true, R"doc(Sorts along an axis.

Equal elements keep their order, whether asked for or not. NaN counts as the largest number.

Parameters
----------
input : Tensor
dim : int, default -1
descending : bool, default False
stable : bool, default True
    Always so; accepted for PyTorch's sake.

Returns
-------
tuple of Tensor
    The sorted values, and the positions (int64) they come from.

Raises
------
IndexError
    If `dim` is out of range.

Examples
--------
>>> import nnlite
>>> values, positions = nnlite.sort(nnlite.tensor([3.0, 1.0, 2.0]))
>>> values.numpy(), positions.numpy()
(array([1., 2., 3.], dtype=float32), array([1, 2, 0]))
)doc");
  const auto order = [](const Tensor& input, int64_t dim, bool descending, bool) {
    return argsort(input, dim, descending);
  };
  api.op("argsort", order, py::arg("dim") = -1, py::arg("descending") = false, py::kw_only(),
         py::arg("stable") = true, R"doc(The positions (int64) that sort a tensor along an axis.

Equal elements keep their order. NaN counts as the largest number.

Parameters
----------
input : Tensor
dim : int, default -1
descending : bool, default False
stable : bool, default True
    Always so; accepted for PyTorch's sake.

Raises
------
IndexError
    If `dim` is out of range.

Examples
--------
>>> import nnlite
>>> nnlite.argsort(nnlite.tensor([3.0, 1.0, 2.0])).numpy()
array([1, 2, 0])
)doc");
  const auto first = [](const Tensor& input, int64_t k, int64_t dim, bool largest, bool) {
    return topk(input, k, dim, largest);
  };
  api.op("topk", first, py::arg("k"), py::arg("dim") = -1, py::arg("largest") = true,
         py::arg("sorted") = true, R"doc(The k largest or smallest elements along an axis.

NaN counts as the largest number; of equal elements the first ones are taken.

Parameters
----------
input : Tensor
k : int
    0 .. the size of the axis.
dim : int, default -1
largest : bool, default True
    False: the smallest.
sorted : bool, default True
    Always so; accepted for PyTorch's sake.

Returns
-------
tuple of Tensor
    The values in order, and their positions (int64).

Raises
------
ValueError
    If the axis has fewer than k elements.
IndexError
    If `dim` is out of range.

Examples
--------
>>> import nnlite
>>> nnlite.topk(nnlite.tensor([3.0, 1.0, 2.0]), 2)[0].numpy()
array([3., 2.], dtype=float32)
)doc");
  api.op("unique", &unique, R"doc(Every value once, in ascending order.

Parameters
----------
input : Tensor
    Of any shape; read flattened.

Examples
--------
>>> import nnlite
>>> nnlite.unique(nnlite.tensor([2, 1, 2])).numpy()
array([1, 2])
)doc");
}

}  // namespace nnlite::bindings
