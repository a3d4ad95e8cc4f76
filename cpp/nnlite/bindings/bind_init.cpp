// Initializers: nnlite.nn.init is a selection of these.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/init.h"

namespace nnlite::bindings {

namespace {

namespace init = nn::init;

constexpr const char* kCommon =
    "\n\nRaises\n------\nTypeError\n    If the tensor is not float32 or float64.\n"
    "ValueError\n    If it was computed from others, or its shape or an option does not fit.";

// How to call it: what has no default, and a shape that fits.
std::string example_of(const std::string& name) {
  const char* more = name == "constant_" ? ", 0.5" : name == "sparse_" ? ", 0.4" : "";
  const char* shape = name == "dirac_" ? "(4, 4, 3, 3)" : "(4, 5)";
  return text("\n\nExamples\n--------\n>>> import nnlite\n>>> from nnlite import nn\n>>> nn.init.",
              name, "(nnlite.empty(", shape, ")", more, ").shape\n", shape);
}

// Overwrites `tensor` and returns it.
template <class F, class... Extras>
void fill(py::module_& m, const char* name, F f, const std::string& doc, const Extras&... extras) {
  m.def(name, f, py::arg("tensor"), extras...,
        text(doc, "\n\nThe tensor is overwritten, outside any graph, and returned.", kCommon,
             example_of(name))
            .c_str());
}

void bind_simple(py::module_& m) {
  fill(m, "zeros_", &init::zeros_,
       "0 everywhere: for biases. Units of a layer that start equal stay equal.");
  fill(m, "ones_", &init::ones_, "1 everywhere.");
  fill(m, "constant_", &init::constant_, "One number everywhere.", py::arg("val"));
  fill(m, "uniform_", &init::uniform_, "U(a, b).", py::arg("a") = 0.0, py::arg("b") = 1.0);
  fill(m, "normal_", &init::normal_, "N(mean, std^2).", py::arg("mean") = 0.0,
       py::arg("std") = 1.0);
  fill(m, "trunc_normal_", &init::trunc_normal_,
       "N(mean, std^2), drawn again until it lies in [a, b].\n\nThe bounds are absolute, not "
       "multiples of std, and the deviation that the cut takes away\nis not given back: with a "
       "cut at 2 std the result has 0.88 std.",
       py::arg("mean") = 0.0, py::arg("std") = 1.0, py::arg("a") = -2.0, py::arg("b") = 2.0);
}

void bind_scaled(py::module_& m) {
  const auto gain = py::arg("gain") = 1.0;
  fill(m, "lecun_uniform_", &init::lecun_uniform_,
       "U(-b, b) of variance 1 / fan_in: b = sqrt(3 / fan_in) (LeCun et al. 1998).");
  fill(m, "lecun_normal_", &init::lecun_normal_,
       "N(0, 1 / fan_in): outputs vary as much as zero-mean inputs (LeCun et al. 1998).");
  fill(m, "xavier_uniform_", &init::xavier_uniform_,
       "U(-b, b) of deviation gain sqrt(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).", gain);
  fill(m, "xavier_normal_", &init::xavier_normal_,
       "A normal of deviation gain sqrt(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).", gain);
  const auto a = py::arg("a") = 0.0;
  const auto mode = py::arg("mode") = "fan_in";
  const auto nonlinearity = py::arg("nonlinearity") = "leaky_relu";
  const std::string parameters =
      "\n\nParameters\n----------\na : float, default 0\n    The negative slope, for leaky_relu."
      "\nmode : {\"fan_in\", \"fan_out\"}, default \"fan_in\"\n    What keeps its variance: values"
      " forward, or gradients backward.\nnonlinearity : str, default \"leaky_relu\"\n    What "
      "follows the layer; see `calculate_gain`.";
  fill(m, "kaiming_uniform_", &init::kaiming_uniform_,
       "U(-b, b) of deviation gain / sqrt(fan) (He et al. 2015)." + parameters, a, mode,
       nonlinearity);
  fill(m, "kaiming_normal_", &init::kaiming_normal_,
       "A normal of deviation gain / sqrt(fan) (He et al. 2015)." + parameters, a, mode,
       nonlinearity);
  fill(m, "variance_scaling_", &init::variance_scaling_,
       "Deviation sqrt(scale / fan), from a distribution of choice.\n\n"
       "scale 1 and fan_in is LeCun's, 1 and fan_avg Xavier's, 2 and fan_in He's rule. "
       "\"truncated_normal\" is a normal\nof deviation sqrt(scale / fan) / 0.87962566 cut at twice "
       "that, so that the deviation after the cut is\nright: the correction that `trunc_normal_` "
       "does not make. Keras's names and defaults; its Glorot and\nHe normals are these.\n\n"
       "Parameters\n----------\nscale : float, default 1\n    Of the variance.\n"
       "mode : {\"fan_in\", \"fan_out\", \"fan_avg\"}\n    What the variance is divided by.\n"
       "distribution : {\"truncated_normal\", \"normal\", \"uniform\"}\n    Its shape.",
       py::arg("scale") = 1.0, py::arg("mode") = "fan_in",
       py::arg("distribution") = "truncated_normal");
}

void bind_matrices(py::module_& m) {
  fill(m, "orthogonal_", &init::orthogonal_,
       "gain Q with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).\n\n"
       "Q is that of the QR factors of normal numbers, R's diagonal positive; axes after the "
       "first count as one.",
       py::arg("gain") = 1.0);
  fill(m, "sparse_", &init::sparse_,
       "N(0, std^2) with ceil(sparsity rows) zeros in every column (Martens 2010).",
       py::arg("sparsity"), py::arg("std") = 0.01);
  fill(m, "eye_", &init::eye_, "The identity matrix.");
  fill(m, "dirac_", &init::dirac_,
       "The identity at the centre of a kernel: a convolution that changes nothing.",
       py::arg("groups") = 1);
}

void bind_rules(py::module_& m) {
  m.def(
      "calculate_gain",
      [](const std::string& nonlinearity, std::optional<double> param) {
        return init::calculate_gain(nonlinearity, param.value_or(0.01));
      },
      py::arg("nonlinearity"), py::arg("param") = py::none(),
      R"doc(The factor that makes up for the deviation a nonlinearity takes away.

1 for linear, sigmoid and convolutions, 5/3 for tanh, sqrt(2) for relu, sqrt(2 / (1 + param^2)) for
leaky_relu of slope param (0.01 by default), 3/4 for selu.

Raises
------
ValueError
    If the nonlinearity is unknown.

Examples
--------
>>> from nnlite import nn
>>> round(nn.init.calculate_gain("relu"), 4)
1.4142)doc");
}

void bind_models(py::module_& m) {
  m.def(
      "fans",
      [](const Tensor& weight) {
        const init::Fans fans = init::fans(weight);
        return py::make_tuple(fans.in, fans.out);
      },
      py::arg("tensor"),
      "(fan_in, fan_out) of a weight (out, in, kernel...): in and out times the kernel's size.");
  m.def(
      "apply",
      [](nn::Module& model, const py::object& rule) {
        if (!PyCallable_Check(rule.ptr())) return init::apply(model, rule.cast<std::string>());
        init::apply(model, [&](const Tensor& weight) { rule(weight); });
      },
      py::arg("model"), py::arg("rule"), "See nnlite.nn.init.apply.");
  m.def("lsuv_", &init::lsuv_, py::arg("model"), py::arg("x"), py::arg("tolerance") = 0.1,
        py::arg("max_steps") = 10, R"doc(Layer-sequential unit variance, from a batch of data.

Orthogonal weights and biases 0; then, layer by layer, the weight is divided by the deviation of the
layer's output on the batch until the variance is 1. A layer is a module with a weight of two or more
axes; buffers, such as running statistics, stay as they are.

Parameters
----------
model : Module
x : Tensor
    A batch of inputs.
tolerance : float, default 0.1
    How far from 1 a variance may stay.
max_steps : int, default 10
    Divisions per layer at most.

Raises
------
ValueError
    If a layer's output on the batch does not vary or is not finite; nothing has changed then.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nnlite.manual_seed(0)
>>> model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 4))
>>> x = nnlite.randn(64, 8)
>>> nn.init.lsuv_(model, x, tolerance=0.01)
>>> round(model(x).var().item(), 1)
1.0

References
----------
Mishkin & Matas 2016, All you need is a good init.)doc");
}

}  // namespace

void bind_init(py::module_& m) {
  py::module_ part = m.def_submodule("_init", "The functions of nnlite.nn.init.");
  bind_simple(part);
  bind_scaled(part);
  bind_matrices(part);
  bind_rules(part);
  bind_models(part);
}

}  // namespace nnlite::bindings
