// Reductions: sums, means, extremes, deviations, norms, positions, running sums.
#include <optional>
#include <variant>

#include "nnlite/bindings/bind.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::bindings {

namespace {

using Axes = std::optional<Shape>;

Shape axes_of(const char* op, const Axes& dim) {
  if (!dim) return {};
  if (dim->empty()) fail_value(op, "dim is an empty tuple; leave it out to reduce all axes");
  return *dim;
}

// sentence, the parameters that all reductions share, and an example.
std::string document(const char* sentence, const char* formula, const char* more,
                     const char* raises, const char* example) {
  return text(sentence, "\n\n", formula,
              "\n\nParameters\n----------\ninput : Tensor\n    Of any shape and dtype.\n"
              "dim : int or tuple of ints, optional\n    The axes to reduce; negative ones count "
              "from the end. Default: all.\n",
              more,
              "keepdim : bool, default False\n    Keep the reduced axes, with size 1.\n\n"
              "Raises\n------\nIndexError\n    If an axis is out of range.\nValueError\n    If an "
              "axis is given twice",
              raises, ".\n\nExamples\n--------\n", example);
}

using Plain = Tensor (*)(const Tensor&, const Shape&, bool);

void bind_plain(Api& api, const char* name, Plain f, const std::string& doc) {
  api.op(
      name,
      [name, f](const Tensor& input, const Axes& dim, bool keepdim) {
        return f(input, axes_of(name, dim), keepdim);
      },
      py::arg("dim") = py::none(), py::arg("keepdim") = false, doc.c_str());
}

void bind_sums(Api& api) {
  bind_plain(api, "sum", &sum,
             document("The sum over axes.",
                      "Of nothing it is 0; of integers and bools it is int64. Float sums run in "
                      "double precision.",
                      "", "",
                      ">>> import nnlite\n>>> x = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])\n"
                      ">>> x.sum().item()\n10.0\n>>> x.sum(dim=0).numpy()\n"
                      "array([4., 6.], dtype=float32)\n"));
  bind_plain(api, "mean", &mean,
             document("The mean over axes: sum(x) / n.",
                      "Of nothing it is NaN; of integers and bools it is float64.", "", "",
                      ">>> import nnlite\n>>> nnlite.tensor([1.0, 2.0, 6.0]).mean().item()\n"
                      "3.0\n"));
  bind_plain(api, "prod", &prod,
             document("The product over axes.",
                      "Of nothing it is 1; of integers and bools it is int64. The gradient of an "
                      "element is the product of the others, zeros included.",
                      "", "",
                      ">>> import nnlite\n>>> nnlite.tensor([2.0, 3.0, 4.0]).prod().item()\n"
                      "24.0\n"));
  bind_plain(api, "count_nonzero", &count_nonzero,
             document("How many elements over axes are not 0, as int64.", "NaN counts.", "", "",
                      ">>> import nnlite\n"
                      ">>> nnlite.count_nonzero(nnlite.tensor([0.0, 2.0, 3.0])).item()\n2\n"));
  bind_plain(api, "logsumexp", &logsumexp,
             document("log(sum(exp(x))) over axes, without overflow.",
                      "m + log(sum(exp(x - m))) with m = max(x); -inf of nothing.", "", "",
                      ">>> import nnlite\n>>> x = nnlite.tensor([1000.0, 1000.0])\n"
                      ">>> round(x.logsumexp().item(), 3)\n1000.693\n"));
}

void bind_extremes(Api& api) {
  const char* empty = ", or there is no element to choose from";
  const char* shared =
      "Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that "
      "tie share the gradient equally.";
  const std::string largest =
      document("The largest element over axes.", shared, "", empty,
               ">>> import nnlite\n>>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])\n"
               ">>> x.max(dim=1).numpy()\narray([5., 7.], dtype=float32)\n");
  const std::string smallest =
      document("The smallest element over axes.", shared, "", empty,
               ">>> import nnlite\n>>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])\n"
               ">>> x.min(dim=1).numpy()\narray([1., 2.], dtype=float32)\n");
  const auto other = py::arg("other");
  const char* pairs = "The larger of two tensors, element by element: `maximum`.";
  api.op("max", [](const Tensor& a, const Tensor& b) { return maximum(a, b); }, other, pairs);
  pairs = "The smaller of two tensors, element by element: `minimum`.";
  api.op("min", [](const Tensor& a, const Tensor& b) { return minimum(a, b); }, other, pairs);
  bind_plain(api, "max", &max, largest);
  bind_plain(api, "amax", &max, largest);
  bind_plain(api, "min", &min, smallest);
  bind_plain(api, "amin", &min, smallest);
  bind_plain(api, "any", &any,
             document("Whether any element over axes is not 0 or False.", "False of nothing.", "",
                      "", ">>> import nnlite\n>>> nnlite.tensor([0.0, 2.0]).any().item()\nTrue\n"));
  bind_plain(
      api, "all", &all,
      document("Whether all elements over axes are not 0 or False.", "True of nothing.", "", "",
               ">>> import nnlite\n>>> nnlite.tensor([0.0, 2.0]).all().item()\nFalse\n"));
}

void bind_deviations(Api& api) {
  const char* parameter =
      "correction : float, default 1\n    What is taken off n; 1 makes the variance unbiased, 0 "
      "divides by n.\n";
  const auto bind = [&](const char* name, auto f, const std::string& doc) {
    api.op(
        name,
        [name, f](const Tensor& input, const Axes& dim, double correction, bool keepdim) {
          return f(input, axes_of(name, dim), correction, keepdim);
        },
        py::arg("dim") = py::none(), py::kw_only(), py::arg("correction") = 1.0,
        py::arg("keepdim") = false, doc.c_str());
  };
  bind("var", &var,
       document("The variance over axes.",
                "sum((x - mean(x))^2) / (n - correction); NaN where that is not above 0.",
                parameter, "",
                ">>> import nnlite\n>>> x = nnlite.tensor([1.0, 2.0, 3.0])\n>>> x.var().item()\n"
                "1.0\n"));
  bind("std", &nnlite::std,
       document("The standard deviation over axes: the root of the variance.",
                "sqrt(sum((x - mean(x))^2) / (n - correction)); the gradient is 0 where it is 0.",
                parameter, "",
                ">>> import nnlite\n>>> x = nnlite.tensor([1.0, 3.0])\n"
                ">>> x.std(correction=0).item()\n1.0\n"));
}

void bind_norm(Api& api) {
  const std::string doc = document(
      "The p-norm over axes.", "(sum(|x|^p))^(1/p); the gradient is 0 where the norm is 0.",
      "p : float or 'fro', default 2\n    The order; inf is the largest |x|, 0 counts what is not "
      "0; "
      "'fro' is 2.\n",
      ", or p is NaN", ">>> import nnlite\n>>> nnlite.tensor([3.0, 4.0]).norm().item()\n5.0\n");
  api.op(
      "norm",
      [](const Tensor& input, const std::variant<double, std::string>& order, const Axes& dim,
         bool keepdim) {
        const auto* word = std::get_if<std::string>(&order);
        if (word && *word != "fro")
          fail_value("norm", "p is '", *word, "'; give a number or 'fro'");
        return norm(input, word ? 2 : std::get<double>(order), axes_of("norm", dim), keepdim);
      },
      py::arg("p") = 2.0, py::arg("dim") = py::none(), py::arg("keepdim") = false, doc.c_str());
}

void bind_positions(Api& api) {
  const auto doc = [](const char* word, const char* example) {
    return text("Where the first ", word,
                " element stands, as int64.\n\nNaN wins. Without `dim` it is the position in the "
                "flattened tensor.\n\nParameters\n----------\ninput : Tensor\ndim : int, optional\n"
                "keepdim : bool, default False\n\nRaises\n------\nIndexError\n    If `dim` is out "
                "of range.\nValueError\n    If there is no element to choose from.\n\nExamples\n"
                "--------\n>>> import nnlite\n",
                example);
  };
  api.op("argmax", &argmax, py::arg("dim") = py::none(), py::arg("keepdim") = false,
         doc("largest", ">>> nnlite.tensor([1.0, 5.0, 2.0]).argmax().item()\n1\n").c_str());
  api.op("argmin", &argmin, py::arg("dim") = py::none(), py::arg("keepdim") = false,
         doc("smallest", ">>> nnlite.tensor([1.0, 5.0, 2.0]).argmin().item()\n0\n").c_str());
  api.op("cumsum", &cumsum, py::arg("dim"),
         R"doc(Sums of the elements up to each one, along an axis.

y[i] = x[0] + ... + x[i]; integers and bools give int64.

Parameters
----------
input : Tensor
dim : int

Raises
------
IndexError
    If `dim` is out of range.

Examples
--------
>>> import nnlite
>>> nnlite.tensor([1.0, 2.0, 3.0]).cumsum(0).numpy()
array([1., 3., 6.], dtype=float32)
)doc");
}

}  // namespace

void bind_reduce(Api& api) {
  bind_sums(api);
  bind_extremes(api);
  bind_deviations(api);
  bind_norm(api);
  bind_positions(api);
}

}  // namespace nnlite::bindings
