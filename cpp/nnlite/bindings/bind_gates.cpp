// Activation layers that look along an axis or learn: softmax and its relatives, GELU, PReLU.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/gates.h"
#include "nnlite/nn/softmax.h"

namespace nnlite::bindings {

namespace {

template <class T>
void bind_along(py::module_& m, const char* sentence, const char* function) {
  const std::string doc =
      text(sentence, "\n\nThe layer of `nnlite.", function,
           "`.\n\nParameters\n----------\ndim : int, default -1\n    The axis.");
  layer<T>(m, doc.c_str())
      .def(py::init([](int64_t dim) { return new PyModule<T>(dim); }), py::arg("dim") = -1)
      .def_property_readonly("dim", [](const T& t) { return t.dim; }, "The axis.");
}

constexpr const char* kGelu = R"doc(x times the normal distribution function of x.

Parameters
----------
approximate : {"none", "tanh"}, default "none"
    "tanh": 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).

References
----------
Hendrycks & Gimpel 2016, Gaussian Error Linear Units.)doc";

constexpr const char* kPrelu = R"doc(x where x > 0, else weight x, with a learned weight.

Parameters
----------
num_parameters : int, default 1
    One slope for everything, or one for each channel (axis 1).
init : float, default 0.25
    The first slope.
dtype : dtype, default float32

References
----------
He et al. 2015, Delving Deep into Rectifiers.)doc";

void bind_learned(py::module_& m) {
  layer<nn::GELU>(m, kGelu)
      .def(py::init([](const std::string& form) { return new PyModule<nn::GELU>(form); }),
           py::arg("approximate") = "none")
      .def_readonly("approximate", &nn::GELU::approximate, "\"none\" or \"tanh\".");
  layer<nn::PReLU>(m, kPrelu)
      .def(py::init([](int64_t count, double init, DType dtype) {
             return new PyModule<nn::PReLU>(count, init, dtype);
           }),
           py::arg("num_parameters") = 1, py::arg("init") = 0.25, py::kw_only(),
           py::arg("dtype") = kFloat32)
      .def_property_readonly(
          "num_parameters", [](const nn::PReLU& l) { return l.weight.numel(); },
          "How many slopes there are.");
}

}  // namespace

void bind_gates(Api& api, py::module_& m) {
  const auto dim = py::arg("dim") = -1;
  api.op("swiglu", &swiglu, dim,
         "a silu(b), with a and b the halves of the input along an axis (Shazeer 2020).");
  api.op("geglu", &geglu, dim,
         "a gelu(b), with a and b the halves of the input along an axis (Shazeer 2020).");
  api.op("maxout", &maxout, py::arg("pieces"), dim,
         "The largest of every `pieces` neighbours along an axis (Goodfellow et al. 2013).");
  api.function("rrelu", &rrelu, py::arg("input"), py::arg("lower") = 1.0 / 8,
               py::arg("upper") = 1.0 / 3, py::arg("training") = false,
               "x where x >= 0, else a x: a from U(lower, upper) for every element in training, "
               "their middle otherwise (Xu et al. 2015).");
  m.def("_gelu_of", &gelu_of, py::arg("input"), py::arg("approximate"), "gelu in either form.");
  api.function("prelu", &prelu, py::arg("input"), py::arg("weight"),
               "x where x > 0, else weight x; one weight, or one for each channel (axis 1).");
  bind_along<nn::Softmax>(m, "Numbers into probabilities along an axis.", "softmax");
  layer<nn::Softmax2d>(m, "Softmax over the channels of images, (N, C, H, W) or (C, H, W).")
      .def(py::init([] { return new PyModule<nn::Softmax2d>(); }));
  bind_along<nn::LogSoftmax>(m, "The logarithm of softmax along an axis.", "log_softmax");
  bind_along<nn::Softmin>(m, "Numbers into probabilities, the smallest into the largest.",
                          "softmin");
  bind_along<nn::Sparsemax>(m, "The nearest point of the probability simplex.", "sparsemax");
  bind_along<nn::GLU>(m, "The first half along an axis, gated by the second.", "glu");
  bind_along<nn::SwiGLU>(m, "The first half along an axis times silu of the second.", "swiglu");
  bind_along<nn::GeGLU>(m, "The first half along an axis times gelu of the second.", "geglu");
  bind_learned(m);
  layer<nn::Maxout>(m, "The largest of every `pieces` neighbours along an axis; see maxout.")
      .def(py::init(
               [](int64_t pieces, int64_t axis) { return new PyModule<nn::Maxout>(pieces, axis); }),
           py::arg("pieces"), dim)
      .def_readonly("pieces", &nn::Maxout::pieces, "The size of a group.");
  layer<nn::RReLU>(m, "x where x >= 0, else a x with a drawn while training; see rrelu.")
      .def(py::init([](double lower, double upper, bool) {
             return new PyModule<nn::RReLU>(lower, upper);
           }),
           py::arg("lower") = 1.0 / 8, py::arg("upper") = 1.0 / 3, py::arg("inplace") = false)
      .def_readonly("lower", &nn::RReLU::lower, "The smallest slope.")
      .def_readonly("upper", &nn::RReLU::upper, "The largest slope.");
}

}  // namespace nnlite::bindings
