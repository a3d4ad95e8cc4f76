// Losses of classification.
#include "nnlite/bindings/bind.h"
#include "nnlite/ops/loss.h"

namespace nnlite::bindings {

namespace {

ClassLossOptions options(const char* op, const OptionalTensor& weight, int64_t ignore_index,
                         const std::string& reduction, double label_smoothing) {
  return {weight, ignore_index, average_from_name(op, reduction), label_smoothing};
}

constexpr const char* kCrossEntropy = R"doc(Cross entropy of logits against labels or probabilities.

Of a label y, with e the label smoothing and w the class weights:
l = (1 - e) w_y (lse(x) - x_y) + e / C sum_k w_k (lse(x) - x_k), lse(x) = log(sum(exp(x))).
The mean divides by the sum of w_y over the rows that count.
Of probabilities q: l = -sum_k w_k ((1 - e) q_k + e / C) log softmax(x)_k; the mean divides by the
number of rows.

Parameters
----------
input : Tensor
    Logits, of shape (C,), (N, C) or (N, C, d1, ...).
target : Tensor
    Labels 0 .. C-1 (any integer dtype) of the shape without C, or probabilities of the input's
    shape.
weight : Tensor, optional
    A factor for each class, of shape (C,).
ignore_index : int, default -100
    Rows with this label do not count.
reduction : {"mean", "sum", "none"}, default "mean"
label_smoothing : float, default 0
    In 0 .. 1: how much of each target is spread over all classes (Szegedy et al. 2016).

Raises
------
IndexError
    If a label is not one of the classes.
ValueError
    If the shapes do not fit, the batch is empty (mean), or an option is out of range.
TypeError
    If the target is neither labels nor probabilities.

Examples
--------
>>> import nnlite
>>> x = nnlite.tensor([[2.0, 0.0], [0.0, 2.0]])
>>> round(nnlite.cross_entropy(x, nnlite.tensor([0, 1])).item(), 4)
0.1269

References
----------
Szegedy et al. 2016, Rethinking the Inception Architecture for Computer Vision.
)doc";

constexpr const char* kNll = R"doc(Negative log-likelihood of labels under log-probabilities.

l = -w_y x_y; the mean divides by the sum of w_y over the rows that count.

Parameters
----------
input : Tensor
    Log-probabilities, of shape (C,), (N, C) or (N, C, d1, ...).
target : Tensor
    Labels 0 .. C-1 of the shape without C.
weight : Tensor, optional
    A factor for each class, of shape (C,).
ignore_index : int, default -100
    Rows with this label do not count.
reduction : {"mean", "sum", "none"}, default "mean"

Raises
------
IndexError
    If a label is not one of the classes.
ValueError
    If the shapes do not fit, or the batch is empty (mean).

Examples
--------
>>> import nnlite
>>> x = nnlite.tensor([[-0.5, -1.0], [-2.0, -0.25]])
>>> nnlite.nll_loss(x, nnlite.tensor([0, 1])).item()
0.375
)doc";

}  // namespace

void bind_loss(Api& api) {
  api.function(
      "cross_entropy",
      [](const Tensor& input, const Tensor& target, const OptionalTensor& weight,
         int64_t ignore_index, const std::string& reduction, double label_smoothing) {
        return cross_entropy(
            input, target,
            options("cross_entropy", weight, ignore_index, reduction, label_smoothing));
      },
      py::arg("input"), py::arg("target"), py::arg("weight") = py::none(), py::kw_only(),
      py::arg("ignore_index") = -100, py::arg("reduction") = "mean",
      py::arg("label_smoothing") = 0.0, kCrossEntropy);
  api.function(
      "nll_loss",
      [](const Tensor& input, const Tensor& target, const OptionalTensor& weight,
         int64_t ignore_index, const std::string& reduction) {
        return nll_loss(input, target, options("nll_loss", weight, ignore_index, reduction, 0));
      },
      py::arg("input"), py::arg("target"), py::arg("weight") = py::none(), py::kw_only(),
      py::arg("ignore_index") = -100, py::arg("reduction") = "mean", kNll);
}

}  // namespace nnlite::bindings
