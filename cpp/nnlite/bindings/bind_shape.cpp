// Shapes: views, joins and cuts, and elements picked by integer tensors.
#include "nnlite/bindings/bind.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/index.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite::bindings {

namespace {

// A function of (input, shape) and a method that also takes the sizes one by one.
void bind_reshaping(Api& api, const char* name, Tensor (*f)(const Tensor&, const Shape&),
                    const char* argument, const char* doc) {
  api.function(name, f, py::arg("input"), py::arg(argument), doc);
  api.method(
      name,
      [f, name](const Tensor& x, const py::args& args, const std::optional<Shape>& keyword) {
        return f(x, shape_of(name, args, keyword));
      },
      py::kw_only(), py::arg(argument) = py::none(), doc);
}

void bind_views(Api& api) {
  bind_reshaping(api, "reshape", &reshape, "shape", R"doc(The same elements in another shape.

A view where the memory allows, else a copy.

Parameters
----------
shape : ints
    The sizes; one may be -1: what is left.

Raises
------
ValueError
    If the number of elements is another one.)doc");
  bind_reshaping(api, "permute", &permute, "dims", "The axes in another order; a view.");
  bind_reshaping(api, "expand", &expand, "size",
                 "Axes of size 1 stretched to these sizes; -1 keeps a size. A view.");
  bind_reshaping(api, "tile", &tile, "dims", "The whole repeated along every axis.");
  api.op("broadcast_to", &broadcast_to, py::arg("shape"),
         "The tensor stretched to a shape by NumPy's rules; a view.");
  api.op("flatten", &flatten, py::arg("start_dim") = 0, py::arg("end_dim") = -1,
         "The axes from start_dim to end_dim joined into one.");
  api.op("transpose", &transpose, py::arg("dim0"), py::arg("dim1"), "Two axes exchanged; a view.");
  api.op("squeeze", &squeeze, py::arg("dim") = Shape{},
         "Without axes of size 1: all of them, or those named. A view.");
  api.op("unsqueeze", &unsqueeze, py::arg("dim"), "With a new axis of size 1; a view.");
  bind_reshaping(api, "flip", &flip, "dims",
                 "From the last element to the first along axes; a view.");
  api.op("narrow", &narrow, py::arg("dim"), py::arg("start"), py::arg("length"),
         "`length` elements from `start` along an axis; a view.");
  api.op("select", &select, py::arg("dim"), py::arg("index"),
         "One index along an axis, which goes; a view.");
  const auto turned = [](const Tensor& x) {
    Shape order;
    for (int i = x.dims() - 1; i >= 0; --i) order.push_back(i);
    return permute(x, order);
  };
  api.tensor.def("t", turned, "The axes in reverse order; a view.")
      .def_property_readonly("T", turned, "The axes in reverse order; a view.")
      .def_property_readonly(
          "mT", [](const Tensor& x) { return transpose(x, -2, -1); },
          "The last two axes exchanged; a view.");
}

void bind_joins(Api& api) {
  const auto tensors = py::arg("tensors");
  const auto dim = py::arg("dim") = 0;
  auto concat_of = [](const std::vector<Tensor>& list, int64_t axis) { return concat(list, axis); };
  api.function("concat", concat_of, tensors, dim, "Tensors joined along an axis that they have.");
  api.function(
      "stack", [](const std::vector<Tensor>& list, int64_t axis) { return stack(list, axis); },
      tensors, dim, "Tensors of one shape joined along a new axis.");
  auto split_of = [](const Tensor& x, const Shape& sizes, int64_t axis) {
    return split(x, sizes, axis);
  };
  auto split_by = [](const Tensor& x, int64_t size, int64_t axis) { return split(x, size, axis); };
  constexpr const char* doc =
      "Views along an axis, of a size (the last may be shorter) or of these "
      "sizes.";
  api.op("split", split_by, py::arg("split_size_or_sections"), dim, doc);
  api.op("split", split_of, py::arg("split_size_or_sections"), dim, doc);
  api.op("chunk", &chunk, py::arg("chunks"), dim, "At most `chunks` views of equal size.");
  api.op("roll", &roll, py::arg("shifts"), py::arg("dims") = Shape{},
         "Elements moved along axes; those that leave at the end come back at the start.");
  api.op("pad", &pad, py::arg("pad"), py::arg("value") = 0.0,
         R"doc(A larger tensor with `value` around this one.

Parameters
----------
pad : ints
    Pairs (before, after), the last axis first; negative ones crop.
value : float, default 0
    What stands outside.)doc");
  const auto diagonal = py::arg("diagonal") = 0;
  api.op("tril", &tril, diagonal, "The part below a diagonal of the last two axes; 0 above it.");
  api.op("triu", &triu, diagonal, "The part above a diagonal of the last two axes; 0 below it.");
}

void bind_picks(Api& api) {
  const auto dim = py::arg("dim");
  const auto index = py::arg("index");
  api.op("gather", &gather, dim, index, R"doc(Elements picked along an axis.

out[i][j] = input[index[i][j]][j] for dim = 0, and so on for other axes.

Parameters
----------
dim : int
    The axis along which the index counts.
index : Tensor of integers
    As many axes as the input; the result has its shape.

Raises
------
IndexError
    If an index lies outside the axis.)doc");
  api.op("scatter_add", &scatter_add, dim, index, py::arg("src"),
         R"doc(The input with elements of `src` added along an axis; the gradient of `gather`.

out = input; out[index[i][j]][j] += src[i][j] for dim = 0, in the order of the index.

Raises
------
IndexError
    If an index lies outside the axis.)doc");
  api.op("take", &take, index,
         "Elements of the flattened tensor; the result has the index's shape.");
  api.op("index_select", &index_select, dim, index, "Whole slices picked along an axis.");
  api.function("one_hot", &one_hot, py::arg("input"), py::arg("num_classes") = py::none(),
               R"doc(int64: 1 at each label along a new last axis, 0 elsewhere.

Parameters
----------
input : Tensor of integers
    Labels 0 .. num_classes - 1.
num_classes : int, optional
    The size of the new axis; the largest label + 1 where it is left out.

Raises
------
IndexError
    If a label lies outside.)doc");
  const auto positions = [](const Tensor& x) -> py::tuple { return py::cast(nonzero(x)); };
  constexpr const char* found =
      "Where elements are not 0: a tuple of one int64 tensor per axis, as in NumPy, so that "
      "x[x.nonzero()] are those elements.";
  api.op("nonzero", positions, found);
  api.function("where", positions, py::arg("condition"), found);
}

}  // namespace

void bind_shape(Api& api) {
  bind_views(api);
  bind_joins(api);
  bind_picks(api);
}

}  // namespace nnlite::bindings
