// Dropout and its family, noise on inputs and on weights: the layers and the functions.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/disturbed.h"
#include "nnlite/nn/drop.h"
#include "nnlite/nn/dropout.h"

namespace nnlite::bindings {

namespace {

using nn::ModulePtr;

// One law of the family: what it does while training, and who found it.
struct Law {
  const char* name;  // of the function
  Tensor (*apply)(const Tensor& x, double p, bool training);
  double initial;
  const char* what;  // of the function and of the layer
  const char* p;
  const char* source;
};
constexpr const char* kTompson =
    "Tompson et al. 2015, Efficient object localization using convolutional networks.";
constexpr const char* kKlambauer = "Klambauer et al. 2017, Self-normalizing neural networks.";
const Law kLaws[] = {
    {"dropout1d", [](const Tensor& x, double p, bool t) { return channel_dropout(x, 1, p, t); },
     0.5, "Zero whole channels of (N, C, L) or (C, L) with probability p, the rest / (1 - p).",
     "The probability of a zero; with 1, all are.", kTompson},
    {"dropout2d", [](const Tensor& x, double p, bool t) { return channel_dropout(x, 2, p, t); },
     0.5, "Zero whole channels of (N, C, H, W) with probability p, the rest / (1 - p).",
     "The probability of a zero; with 1, all are.", kTompson},
    {"dropout3d", [](const Tensor& x, double p, bool t) { return channel_dropout(x, 3, p, t); },
     0.5,
     "Zero whole channels of (N, C, D, H, W) or (C, D, H, W) with probability p, the rest / (1 - "
     "p).",
     "The probability of a zero; with 1, all are.", kTompson},
    {"alpha_dropout", &alpha_dropout, 0.5,
     "Put elements to where SELU saturates with probability p, so that mean 0 and variance 1 stay."
     "\n\ny = a (x m + (1 - m) s) + b with m 0 with probability p, s = -1.7581,\n"
     "a = ((1 - p) (1 + p s^2))^(-1/2) and b = -a p s.",
     "The probability of being put there; with 1, all becomes 0.", kKlambauer},
    {"feature_alpha_dropout", &feature_alpha_dropout, 0.5,
     "Put whole channels (axis 1) to where SELU saturates: `alpha_dropout` with one m for each.",
     "The probability of being put there; with 1, all becomes 0.", kKlambauer},
    {"gaussian_dropout", &gaussian_dropout, 0.5,
     "Multiply by noise N(1, p / (1 - p)), which has the mean and deviation of dropout's mask.",
     "The strength, from 0 to below 1.",
     "Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting, "
     "section 10."},
    {"drop_path", &drop_path, 0.1,
     "Zero whole examples (axis 0) with probability p, the rest / (1 - p).\n\nApplied to the "
     "branch "
     "that a residual connection adds, x + drop_path(f(x)), it is stochastic depth.",
     "The probability of a zero; with 1, all are.",
     "Huang et al. 2016, Deep networks with stochastic depth."},
};

constexpr const char* kTail =
    " In evaluation\nnothing changes. What is random comes from the generator of "
    "`nnlite.manual_seed`, every call anew.\n\nParameters\n----------\n";

const Law& law(const std::string& name) {
  for (const Law& one : kLaws) {
    if (one.name == name) return one;
  }
  fail_runtime("bind_drop", "no law ", name);
}

void bind_drop_functions(Api& api) {
  for (const Law& one : kLaws) {
    const std::string doc =
        text(one.what, "\n\nParameters\n----------\np : float, default ", one.initial, "\n    ",
             one.p, "\ntraining : bool, default True\n    The input itself where this is False.",
             "\n\nRaises\n------\nValueError\n    If p is out of range or the input lacks axes.",
             "\n\nReferences\n----------\n", one.source);
    api.function(one.name, one.apply, py::arg("input"), py::arg("p") = one.initial,
                 py::arg("training") = true, doc.c_str());
  }
  api.function("gaussian_noise", &gaussian_noise, py::arg("input"), py::arg("std") = 0.1,
               py::arg("training") = true,
               "Add noise N(0, std^2).\n\nParameters\n----------\nstd : float, default 0.1\n"
               "    The deviation.\ntraining : bool, default True\n"
               "    The input itself where this is False.");
}

template <class T>
void bind_layer(py::module_& m, const std::string& what, const std::string& p,
                const std::string& source) {
  const std::string doc =
      text(what, "\n\nWhile training.", kTail, "p : float, default ", T::kInitial, "\n    ", p,
           "\ninplace : bool, default False\n    Accepted and changes nothing.\n\n",
           "References\n----------\n", source);
  layer<T>(m, doc.c_str())
      .def(py::init([](double probability, bool) { return new PyModule<T>(probability); }),
           py::arg("p") = T::kInitial, py::arg("inplace") = false)
      .def_readonly("p", &T::p, "As given.");
}

template <class T>
void bind_layer_of(py::module_& m, const char* name) {
  const Law& one = law(name);
  bind_layer<T>(m, one.what, one.p, one.source);
}

constexpr const char* kNoise = R"doc(Add noise N(0, std^2) while training; nothing in evaluation.

At the input of a model it is the classic noise on inputs, for small std a penalty on the gradient
of the output with respect to them.

Parameters
----------
std : float, default 0.1
    The deviation, in units of the input.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nnlite.manual_seed(0)
>>> noise = nn.GaussianNoise(0.5)
>>> 0.4 < noise(nnlite.zeros(1000)).std().item() < 0.6
True
>>> noise.eval()(nnlite.zeros(2)).tolist()
[0.0, 0.0]

References
----------
Bishop 1995, Training with noise is equivalent to Tikhonov regularization.)doc";

constexpr const char* kWeightNoise = R"doc(A module with noise on its weights while training.

y = module(x) at w + N(0, std^2), drawn anew at every call; the gradient there is the gradient of w.
In evaluation the weights are as they are.

Parameters
----------
module : Module
    What is computed.
std : float, default 0.01
    The deviation.
names : str, optional
    A regular expression over the module's parameter names, such as "weight"; "" is all of them. Not
    given: parameters of two or more axes, so no biases.

Raises
------
ValueError
    If no parameter is found, or std is negative.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.WeightNoise(nn.Linear(2, 1), std=0.1)
>>> x = nnlite.ones(1, 2)
>>> layer(x).item() != layer(x).item()
True
>>> layer.eval()(x).item() == layer(x).item()
True

References
----------
Graves 2011, Practical variational inference for neural networks.)doc";

constexpr const char* kDropConnect = R"doc(A module whose weights are dropped while training.

y = module(x) at w m / (1 - p), where m is 0 with probability p, drawn anew at every call for the
whole batch. In evaluation the weights are as they are.

Parameters
----------
module : Module
    What is computed.
p : float, default 0.5
    The probability of a zero.
names : str, optional
    Of the parameters, as in `WeightNoise`.

Raises
------
ValueError
    If no parameter is found, or p is no probability.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.DropConnect(nn.Linear(2, 1, bias=False), p=1.0)
>>> layer(nnlite.ones(1, 2)).item()
0.0

References
----------
Wan et al. 2013, Regularization of neural networks using DropConnect.)doc";

using OptionalNames = std::optional<std::string>;

void bind_disturbed(py::module_& m) {
  const auto module = py::arg("module"), names = py::arg("names");
  layer<nn::WeightNoise>(m, kWeightNoise)
      .def(py::init([](const ModulePtr& child, double std, const OptionalNames& chosen) {
             return new PyModule<nn::WeightNoise>(child, std, chosen);
           }),
           module, py::arg("std") = 0.01, py::kw_only(), names = py::none())
      .def_readonly("std", &nn::WeightNoise::std, "The deviation.");
  layer<nn::DropConnect>(m, kDropConnect)
      .def(py::init([](const ModulePtr& child, double p, const OptionalNames& chosen) {
             return new PyModule<nn::DropConnect>(child, p, chosen);
           }),
           module, py::arg("p") = 0.5, py::kw_only(), names = py::none())
      .def_readonly("p", &nn::DropConnect::p, "The probability of a zero.");
}

}  // namespace

void bind_drop(Api& api, py::module_& m) {
  bind_drop_functions(api);
  bind_layer<nn::Dropout>(
      m, "Zeros with probability p while training, the rest / (1 - p).",
      "The probability of a zero; with 1, all are.",
      "Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting.");
  bind_layer_of<nn::Dropout1d>(m, "dropout1d");
  bind_layer_of<nn::Dropout2d>(m, "dropout2d");
  bind_layer_of<nn::Dropout3d>(m, "dropout3d");
  bind_layer_of<nn::AlphaDropout>(m, "alpha_dropout");
  bind_layer_of<nn::FeatureAlphaDropout>(m, "feature_alpha_dropout");
  bind_layer_of<nn::GaussianDropout>(m, "gaussian_dropout");
  bind_layer_of<nn::DropPath>(m, "drop_path");
  layer<nn::GaussianNoise>(m, kNoise)
      .def(py::init([](double std) { return new PyModule<nn::GaussianNoise>(std); }),
           py::arg("std") = 0.1)
      .def_readonly("std", &nn::GaussianNoise::std, "The deviation.");
  bind_disturbed(m);
}

}  // namespace nnlite::bindings
