// Activation layers that look along an axis or learn: softmax and its relatives, GELU, PReLU.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
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

}  // namespace

void bind_gates(Api& api, py::module_& m) {
  api.function("prelu", &prelu, py::arg("input"), py::arg("weight"),
               "x where x > 0, else weight x; one weight, or one for each channel (axis 1).");
  bind_along<nn::Softmax>(m, "Numbers into probabilities along an axis.", "softmax");
  bind_along<nn::LogSoftmax>(m, "The logarithm of softmax along an axis.", "log_softmax");
  bind_along<nn::Softmin>(m, "Numbers into probabilities, the smallest into the largest.",
                          "softmin");
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

}  // namespace nnlite::bindings
