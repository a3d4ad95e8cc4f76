// Modules and functions of two inputs that are no losses: distances, angles, Bilinear.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/bilinear.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kCosine = R"doc(The cosine of the angle between vectors along an axis.

x1 x2 / (max(|x1|, eps) max(|x2|, eps)); a vector of zeros has cosine 0 and a gradient.

Parameters
----------
%sdim : int, default 1
    The axis of the vectors; it goes.
eps : float, default 1e-8
    The least length.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> a, b = nnlite.tensor([[1.0, 0.0]]), nnlite.tensor([[0.0, 2.0]])
>>> %s(a, b).tolist()
[0.0])doc";

constexpr const char* kDistance = R"doc(The distance of vectors along the last axis.

The p-norm of x1 - x2 + eps.

Parameters
----------
%sp : float, default 2
    The norm.
eps : float, default 1e-6
    Added to the differences, so that no distance is 0.
keepdim : bool, default False
    Whether the last axis stays, with size 1.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> round(%s(nnlite.zeros((1, 2)), nnlite.tensor([[3.0, 4.0]])).item(), 4)
5.0)doc";

constexpr const char* kBilinear = R"doc(A form of two inputs: y_k = x1^T W_k x2 + b_k.

Parameters
----------
%s

Raises
------
ValueError
    If the inputs differ in more than their last axis, or do not fit the weight.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> %s.shape
(4, 5))doc";

constexpr const char* kTwo = "x1, x2 : Tensor\n    Vectors; shapes broadcast.\n";
constexpr const char* kBilinearInputs = R"doc(input1 : Tensor
    Of shape (..., in1).
input2 : Tensor
    Of shape (..., in2).
weight : Tensor
    Of shape (out, in1, in2).
bias : Tensor, optional
    Of shape (out,).)doc";
constexpr const char* kBilinearOptions = R"doc(in1_features, in2_features, out_features : int
    Sizes of the last axes.
bias : bool, default True
dtype : dtype, default float32

Weight (out, in1, in2) and bias are drawn from U(-1/sqrt(in1), 1/sqrt(in1)).)doc";

std::string filled(std::string doc, const char* parameters, const char* call) {
  doc.replace(doc.find("%s"), 2, parameters);
  return doc.replace(doc.find("%s"), 2, call);
}

// A class with forward(first, second).
template <class T>
LayerClass<T> comparison(py::module_& m, const std::string& doc, const char* first,
                         const char* second) {
  return layer<T>(m, doc.c_str())
      .def(
          "forward", [](T& t, const Tensor& a, const Tensor& b) { return t.forward(a, b); },
          py::arg(first), py::arg(second), "What it makes of two tensors.");
}

void bind_distances(py::module_& m, py::module_& functional) {
  const auto eps8 = py::arg("eps") = 1e-8, eps6 = py::arg("eps") = 1e-6;
  const auto dim = py::arg("dim") = 1, p = py::arg("p") = 2.0, keep = py::arg("keepdim") = false;
  comparison<nn::CosineSimilarity>(m, filled(kCosine, "", "nn.CosineSimilarity()"), "x1", "x2")
      .def(py::init([](int64_t d, double e) { return new PyModule<nn::CosineSimilarity>(d, e); }),
           dim, eps8)
      .def_readonly("dim", &nn::CosineSimilarity::dim, "The axis of the vectors.")
      .def_readonly("eps", &nn::CosineSimilarity::eps, "The least length.");
  comparison<nn::PairwiseDistance>(m, filled(kDistance, "", "nn.PairwiseDistance()"), "x1", "x2")
      .def(py::init([](double n, double e, bool k) {
             return new PyModule<nn::PairwiseDistance>(n, e, k);
           }),
           p, eps6, keep)
      .def_readonly("p", &nn::PairwiseDistance::p, "The norm.")
      .def_readonly("eps", &nn::PairwiseDistance::eps, "Added to the differences.")
      .def_readonly("keepdim", &nn::PairwiseDistance::keepdim, "Whether the last axis stays.");
  functional.def("cosine_similarity", &cosine_similarity, py::arg("x1"), py::arg("x2"), dim, eps8,
                 filled(kCosine, kTwo, "nn.functional.cosine_similarity").c_str());
  functional.def("pairwise_distance", &pairwise_distance, py::arg("x1"), py::arg("x2"), p, eps6,
                 keep, filled(kDistance, kTwo, "nn.functional.pairwise_distance").c_str());
}

void bind_bilinear(py::module_& m, py::module_& functional) {
  comparison<nn::Bilinear>(
      m,
      filled(kBilinear, kBilinearOptions,
             "nn.Bilinear(2, 3, 5)(nnlite.zeros((4, 2)), nnlite.zeros((4, 3)))"),
      "input1", "input2")
      .def(py::init([](int64_t in1, int64_t in2, int64_t out, bool bias, DType dtype) {
             return new PyModule<nn::Bilinear>(in1, in2, out, bias, dtype);
           }),
           py::arg("in1_features"), py::arg("in2_features"), py::arg("out_features"),
           py::arg("bias") = true, py::kw_only(), py::arg("dtype") = kFloat32)
      .def("reset_parameters", &nn::Bilinear::reset_parameters, "Draw weight and bias again.")
      .def_readonly("in1_features", &nn::Bilinear::in1_features, "Size of the first's last axis.")
      .def_readonly("in2_features", &nn::Bilinear::in2_features, "Size of the second's last axis.")
      .def_readonly("out_features", &nn::Bilinear::out_features, "Size of the output's last axis.");
  functional.def(
      "bilinear",
      [](const Tensor& a, const Tensor& b, const Tensor& weight, const OptionalTensor& bias) {
        return bilinear(a, b, weight, bias);
      },
      py::arg("input1"), py::arg("input2"), py::arg("weight"), py::arg("bias") = py::none(),
      filled(kBilinear, kBilinearInputs,
             "nn.functional.bilinear(nnlite.ones((4, 2)), nnlite.ones((4, 3)), "
             "nnlite.ones((5, 2, 3)))")
          .c_str());
}

}  // namespace

void bind_pairs(py::module_& m, py::module_& functional) {
  bind_distances(m, functional);
  bind_bilinear(m, functional);
}

}  // namespace nnlite::bindings
