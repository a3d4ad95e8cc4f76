// Losses: the modules, and the functions of predictions and targets of one shape.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/loss_api.h"

namespace nnlite::bindings {

namespace {

std::string document(const char* sentence, const char* formula) {
  return text(sentence, "\n\n", formula,
              "\n\nParameters\n----------\ninput : Tensor\n    Predictions.\ntarget : Tensor\n"
              "    Of the input's shape; it takes the input's dtype.\n",
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

void bind_number_losses(py::module_& m) {
  bind_plain<nn::MSELoss>(m, "Squared differences.", "mse_loss");
  bind_plain<nn::L1Loss>(m, "Absolute differences.", "l1_loss");
  bind_plain<nn::LogCoshLoss>(
      m, "Squares of small differences, absolute values of large ones, smooth.", "log_cosh_loss");
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

void bind_functions(Api& api) {
  bind_pair<mse_loss>(api, "mse_loss", document("Squared differences.", "(x - y)^2."));
  bind_pair<l1_loss>(api, "l1_loss", document("Absolute differences.", "|x - y|."));
  bind_pair<log_cosh_loss>(
      api, "log_cosh_loss",
      document("Squares of small differences, absolute values of large ones, smooth.",
               "log(cosh(x - y))."));
}

}  // namespace

void bind_losses(Api& api, py::module_& m) {
  bind_class_losses(m);
  bind_number_losses(m);
  bind_functions(api);
}

}  // namespace nnlite::bindings
