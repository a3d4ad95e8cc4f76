// Sorting: the functions and methods of ops/sort.h.
#include "nnlite/bindings/bind.h"
#include "nnlite/ops/sort.h"

namespace nnlite::bindings {

namespace {

// What sort and topk return: a pair whose members have PyTorch's names.
struct Sorted {
  Sorted(std::pair<Tensor, Tensor> found)
      : values(std::move(found.first)), indices(std::move(found.second)) {}
  py::tuple pair() const { return py::make_tuple(values, indices); }

  Tensor values, indices;
};

void bind_sorted(py::module_& m) {
  py::class_<Sorted>(m, "Sorted", "Values and where they come from: a pair that can be unpacked.")
      .def_readonly("values", &Sorted::values, "The values in order.")
      .def_readonly("indices", &Sorted::indices, "Their positions, as int64.")
      .def("__len__", [](const Sorted&) { return 2; })
      .def("__getitem__",
           [](const Sorted& s, int i) -> Tensor { return s.pair()[py::int_(i)].cast<Tensor>(); })
      .def("__iter__", [](const Sorted& s) { return py::iter(s.pair()); })
      .def("__repr__", [](const Sorted& s) {
        return text("Sorted(values=", py::repr(py::cast(s.values)).cast<std::string>(),
                    ", indices=", py::repr(py::cast(s.indices)).cast<std::string>(), ")");
      });
}

}  // namespace

void bind_sort(Api& api) {
  bind_sorted(api.m);
  const auto sorted = [](const Tensor& input, int64_t dim, bool descending, bool) -> Sorted {
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
pair of Tensor
    The sorted `values`, and `indices`: the positions (int64) they come from.

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
  const auto first = [](const Tensor& input, int64_t k, int64_t dim, bool largest, bool) -> Sorted {
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
pair of Tensor
    The `values` in order, and `indices`: their positions (int64).

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
