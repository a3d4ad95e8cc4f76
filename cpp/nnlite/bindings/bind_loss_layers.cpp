// Losses: the modules, and the functions of predictions and targets of one shape.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/loss_api.h"

namespace nnlite::bindings {

namespace {

std::string document(const char* sentence, const char* formula, const char* parameters) {
  return text(sentence, "\n\n", formula,
              "\n\nParameters\n----------\ninput : Tensor\n    Predictions.\ntarget : Tensor\n"
              "    Of the input's shape; it takes the input's dtype.\n",
              parameters,
              "reduction : {\"mean\", \"sum\", \"none\"}, default \"mean\"\n\nRaises\n------\n"
              "ValueError\n    If the shapes differ: they are not broadcast.");
}

std::string layer_document(const char* sentence, const char* function, const char* parameters) {
  return text(sentence, "\n\nCalled as loss(input, target); the formula is that of `nnlite.",
              function, "`.\n\nParameters\n----------\n", parameters,
              "reduction : {\"mean\", \"sum\", \"none\"}, default \"mean\"\n"
              "    What becomes of the losses of single elements.");
}

constexpr const char* kClassParameters = R"doc(weight : Tensor, optional
    A factor for each class, of shape (C,).
ignore_index : int, default -100
    Rows with this label do not count.
)doc";

void bind_class_losses(py::module_& m) {
  const auto weight = py::arg("weight") = py::none();
  const auto ignore = py::arg("ignore_index") = -100;
  loss_layer<nn::CrossEntropyLoss>(
      m, layer_document("Cross entropy of logits against labels or probabilities.", "cross_entropy",
                        text(kClassParameters,
                             "label_smoothing : float, default 0\n"
                             "    How much of each target is spread over all "
                             "classes, in 0 .. 1.\n")
                            .c_str()))
      .def(py::init([](const OptionalTensor& w, int64_t i, const std::string& reduction,
                       double smoothing) {
             return new PyModule<nn::CrossEntropyLoss>(ClassLossOptions{
                 w, i, average_from_name("CrossEntropyLoss", reduction), smoothing});
           }),
           weight, py::kw_only(), ignore, reduction_arg(), py::arg("label_smoothing") = 0.0)
      .def_readonly("ignore_index", &nn::CrossEntropyLoss::ignore_index, "The label left out.")
      .def_readonly("label_smoothing", &nn::CrossEntropyLoss::label_smoothing,
                    "How much of a target is spread.");
  loss_layer<nn::NLLLoss>(
      m, layer_document("Negative log-likelihood of labels under log-probabilities.", "nll_loss",
                        kClassParameters))
      .def(py::init([](const OptionalTensor& w, int64_t i, const std::string& reduction) {
             return new PyModule<nn::NLLLoss>(
                 ClassLossOptions{w, i, average_from_name("NLLLoss", reduction), 0});
           }),
           weight, py::kw_only(), ignore, reduction_arg())
      .def_readonly("ignore_index", &nn::NLLLoss::ignore_index, "The label left out.");
}

// A loss of nothing but a reduction.
template <class T>
void bind_plain(py::module_& m, const char* sentence, const char* function) {
  loss_layer<T>(m, layer_document(sentence, function, ""))
      .def(py::init([](const std::string& reduction) {
             return new PyModule<T>(average_from_name(T::kName, reduction));
           }),
           reduction_arg());
}

// A loss with a width besides.
template <class T>
void bind_wide(py::module_& m, const char* sentence, const char* function, const char* name,
               double T::* width, const char* parameters) {
  loss_layer<T>(m, layer_document(sentence, function, parameters))
      .def(py::init([](const std::string& reduction, double value) {
             return new PyModule<T>(average_from_name(T::kName, reduction), value);
           }),
           reduction_arg(), py::arg(name) = 1.0)
      .def_readonly(name, width, "Where squares turn into absolute values.");
}

constexpr const char* kDelta =
    "delta : float, default 1\n    Where squares turn into absolute values.\n";
constexpr const char* kBeta =
    "beta : float, default 1\n    Where squares turn into absolute values; 0: everywhere.\n";
constexpr const char* kWeights =
    "weight : Tensor, optional\n    A factor for each element; broadcast.\n"
    "pos_weight : Tensor, optional\n    A factor for the positive part; broadcast.\n";

void bind_number_losses(py::module_& m) {
  bind_plain<nn::MSELoss>(m, "Squared differences.", "mse_loss");
  bind_plain<nn::L1Loss>(m, "Absolute differences.", "l1_loss");
  bind_plain<nn::LogCoshLoss>(
      m, "Squares of small differences, absolute values of large ones, smooth.", "log_cosh_loss");
  bind_wide<nn::HuberLoss>(m, "Squares of small differences, absolute values of large ones.",
                           "huber_loss", "delta", &nn::HuberLoss::delta, kDelta);
  bind_wide<nn::SmoothL1Loss>(m, "Huber's loss divided by its width.", "smooth_l1_loss", "beta",
                              &nn::SmoothL1Loss::beta, kBeta);
  loss_layer<nn::BCEWithLogitsLoss>(m, layer_document("Binary cross entropy of logits.",
                                                      "binary_cross_entropy_with_logits", kWeights))
      .def(py::init([](const OptionalTensor& weight, const std::string& reduction,
                       const OptionalTensor& positive) {
             return new PyModule<nn::BCEWithLogitsLoss>(
                 weight, positive, average_from_name("BCEWithLogitsLoss", reduction));
           }),
           py::arg("weight") = py::none(), py::kw_only(), reduction_arg(),
           py::arg("pos_weight") = py::none());
}

// f(input, target, reduction) under its name.
template <auto f>
void bind_pair(Api& api, const char* name, const std::string& doc) {
  api.function(
      name,
      [name](const Tensor& input, const Tensor& target, const std::string& reduction) {
        return f(input, target, average_from_name(name, reduction));
      },
      py::arg("input"), py::arg("target"), reduction_arg(), doc.c_str());
}
template <auto f>
void bind_wide_pair(Api& api, const char* name, const char* width, const std::string& doc) {
  api.function(
      name,
      [name](const Tensor& input, const Tensor& target, const std::string& reduction, double w) {
        return f(input, target, average_from_name(name, reduction), w);
      },
      py::arg("input"), py::arg("target"), reduction_arg(), py::arg(width) = 1.0, doc.c_str());
}

void bind_functions(Api& api) {
  bind_pair<mse_loss>(api, "mse_loss", document("Squared differences.", "(x - y)^2.", ""));
  bind_pair<l1_loss>(api, "l1_loss", document("Absolute differences.", "|x - y|.", ""));
  bind_pair<log_cosh_loss>(
      api, "log_cosh_loss",
      document("Squares of small differences, absolute values of large ones, smooth.",
               "log(cosh(x - y)).", ""));
  bind_wide_pair<huber_loss>(
      api, "huber_loss", "delta",
      document("Squares of small differences, absolute values of large ones.",
               "r^2 / 2 where |r| <= delta, else delta (|r| - delta / 2); r = x - y.", kDelta));
  bind_wide_pair<smooth_l1_loss>(
      api, "smooth_l1_loss", "beta",
      document("Huber's loss divided by its width.", "huber_loss(delta=beta) / beta.", kBeta));
  const char* name = "binary_cross_entropy_with_logits";
  api.function(
      name,
      [name](const Tensor& input, const Tensor& target, const OptionalTensor& weight,
             const std::string& reduction, const OptionalTensor& pos_weight) {
        return binary_cross_entropy_with_logits(input, target, weight, pos_weight,
                                                average_from_name(name, reduction));
      },
      py::arg("input"), py::arg("target"), py::arg("weight") = py::none(), py::kw_only(),
      reduction_arg(), py::arg("pos_weight") = py::none(),
      document("Binary cross entropy of logits, stable for logits of any size.",
               "-w (p y log s(x) + (1 - y) log(1 - s(x))), s the sigmoid, p the positive weight.",
               kWeights)
          .c_str());
}

}  // namespace

void bind_losses(Api& api, py::module_& m) {
  bind_class_losses(m);
  bind_number_losses(m);
  bind_functions(api);
}

}  // namespace nnlite::bindings
