// Softmax and its relatives.
#include "nnlite/bindings/bind.h"
#include "nnlite/ops/softmax.h"

namespace nnlite::bindings {

namespace {

std::string softmax_document(const char* sentence, const char* formula, const char* example) {
  return text(
      sentence, "\n\n", formula,
      "\n\nParameters\n----------\ninput : Tensor\n    Integers become float64.\ndim : int\n"
      "    The axis along which the result sums to 1 (or its exponential does).\n\nRaises\n"
      "------\nIndexError\n    If `dim` is out of range.\n\nExamples\n--------\n"
      ">>> import nnlite\n",
      example);
}

}  // namespace

void bind_softmax(Api& api) {
  api.op("softmax", &softmax, py::arg("dim"),
         softmax_document(
             "Turns numbers into probabilities along an axis.",
             "y_i = exp(x_i) / sum_j exp(x_j), computed from x - max(x) and so stable for "
             "numbers of any size.",
             ">>> nnlite.softmax(nnlite.tensor([1000.0, 1000.0]), dim=0).numpy()\n"
             "array([0.5, 0.5], dtype=float32)\n")
             .c_str());
  api.op("log_softmax", &log_softmax, py::arg("dim"),
         softmax_document("The logarithm of softmax, stable where probabilities vanish.",
                          "y_i = x_i - log(sum_j exp(x_j)).",
                          ">>> nnlite.log_softmax(nnlite.tensor([0.0, -1000.0]), dim=0).numpy()\n"
                          "array([    0., -1000.], dtype=float32)\n")
             .c_str());
  api.op("softmin", &softmin, py::arg("dim"),
         softmax_document("Turns numbers into probabilities, the smallest into the largest.",
                          "softmax(-x).",
                          ">>> nnlite.softmin(nnlite.tensor([3.0, 3.0]), dim=0).numpy()\n"
                          "array([0.5, 0.5], dtype=float32)\n")
             .c_str());
  api.op("sparsemax", &sparsemax, py::arg("dim") = -1,
         softmax_document(
             "The nearest point of the probability simplex: like softmax, but with zeros.",
             "y = max(x - t, 0) with t such that y sums to 1 (Martins & Astudillo 2016, From "
             "Softmax to Sparsemax).",
             ">>> nnlite.sparsemax(nnlite.tensor([1.0, 0.5, -1.0])).numpy()\n"
             "array([0.75, 0.25, 0.  ], dtype=float32)\n")
             .c_str());
  api.op("glu", &glu, py::arg("dim") = -1, R"doc(The first half along an axis, gated by the second.

y = a sigmoid(b), where x is a and b side by side (Dauphin et al. 2017).

Parameters
----------
input : Tensor
dim : int, default -1
    Its size must be even.

Raises
------
ValueError
    If the axis does not split into halves.
IndexError
    If `dim` is out of range.

Examples
--------
>>> import nnlite
>>> nnlite.glu(nnlite.tensor([3.0, 0.0])).numpy()
array([1.5], dtype=float32)

References
----------
Dauphin et al. 2017, Language Modeling with Gated Convolutional Networks.
)doc");
}

}  // namespace nnlite::bindings
