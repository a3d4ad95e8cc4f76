// The losses with options, from their rows: arguments, attributes and words are those of
// nn/loss_family.h and loss_family.def.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/loss_api.h"
#include "nnlite/core/copy.h"
#include "nnlite/nn/ctc_loss.h"
#include "nnlite/nn/loss_family.h"

namespace nnlite::bindings {

namespace {

// What the rows say in words.
struct Row {
  const char *type, *function, *sentence, *formula;
  std::vector<std::pair<const char*, const char*>> inputs;
  const char *source, *example;
};

std::string words_of(bool value) { return text("bool, default ", value ? "True" : "False"); }
std::string words_of(double value) { return text("float, default ", value); }
std::string words_of(int64_t value) { return text("int, default ", value); }
std::string words_of(const Tensor&) { return "Tensor, optional"; }

template <class Options>
constexpr bool kBatchMean = std::is_same_v<Options, KLDivOptions>;

template <class Options>
std::string parameters() {
  std::string out;
  const Options defaults;
  std::apply(
      [&](const auto&... field) {
        ((out +=
          text(field.name, " : ", words_of(defaults.*field.place), "\n    ", field.doc, "\n")),
         ...);
      },
      Options::fields);
  return out + "reduction : {\"mean\", " + (kBatchMean<Options> ? "\"batchmean\", " : "") +
         "\"sum\", \"none\"}, default \"mean\"\n    What becomes of the losses of single "
         "elements.\n";
}

std::string ending(const Row& row, const std::string& call) {
  return text("\nExamples\n--------\n>>> import nnlite\n>>> from nnlite import nn\n>>> ", call,
              ".ndim\n0", *row.source ? "\n\nReferences\n----------\n" : "", row.source);
}

std::string names_of(const Row& row) {
  std::string out;
  for (const auto& [name, doc] : row.inputs) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

std::string layer_doc(const Row& row, const std::string& options) {
  return text(row.sentence, "\n\nCalled as loss(", names_of(row), "):\n", row.formula,
              "\n\nParameters\n----------\n", options,
              "\nRaises\n------\nValueError\n    If an option is out of range, or shapes do not "
              "fit.\n",
              ending(row, text("nn.", row.type, "()(", row.example, ")")));
}

std::string function_doc(const Row& row, const std::string& options) {
  std::string inputs;
  for (const auto& [name, doc] : row.inputs) inputs += text(name, " : Tensor\n    ", doc, "\n");
  return text(row.sentence, "\n\n", row.formula, "\n\nParameters\n----------\n", inputs, options,
              "\nRaises\n------\nValueError\n    If shapes do not fit, or an option is out of "
              "range.\nTypeError\n    If the input is no tensor of floats.\n",
              ending(row, text("nn.functional.", row.function, "(", row.example, ")")));
}

// How an option crosses into Python: a tensor may be None.
template <class T>
using Crossing = std::conditional_t<std::is_same_v<T, Tensor>, OptionalTensor, T>;
template <class Options, class T>
T type_of(const Option<Options, T>&);
template <class Options, size_t i>
using FieldType = decltype(type_of(std::get<i>(Options::fields)));

template <class T>
py::arg_v argument(const char* name, const T& value) {
  if constexpr (std::is_same_v<T, Tensor>)
    return py::arg(name) = py::none();
  else
    return py::arg(name) = value;
}

// Defines a loss: its class, its constructor, what shows its options, and its function.
template <class L, class... Inputs>
struct Binder {
  using Options = typename L::Options;
  static constexpr size_t kCount = std::tuple_size_v<decltype(Options::fields)>;

  template <size_t... i>
  static Options options(const char* op, const std::string& reduction,
                         const Crossing<FieldType<Options, i>>&... values) {
    Options made;
    ((made.*std::get<i>(Options::fields).place = values), ...);
    made.reduction = average_from_name(op, reduction, kBatchMean<Options>);
    return made;
  }

  template <class F, size_t... i>
  static void bind(py::module_& m, py::module_& functional, const Row& row, F f,
                   const Inputs&... inputs, std::index_sequence<i...>) {
    const Options defaults;
    const std::string words = parameters<Options>();
    auto cls = loss_class<L>(m, layer_doc(row, words));
    cls.def(py::init(
                [](const Crossing<FieldType<Options, i>>&... values, const std::string& reduction) {
                  return new PyModule<L>(options<i...>(L::kName, reduction, values...));
                }),
            argument(std::get<i>(Options::fields).name,
                     defaults.*std::get<i>(Options::fields).place)...,
            py::kw_only(), reduction_arg());
    [[maybe_unused]] const auto show = [&](const auto& field) {
      if constexpr (!std::is_same_v<decltype(type_of(field)), Tensor>) {
        cls.def_property_readonly(
            field.name, [place = field.place](const L& l) { return l.options.*place; }, field.doc);
      }
    };
    (show(std::get<i>(Options::fields)), ...);
    cls.def(
        "forward", [](L& loss, const Same<Inputs>&... given) { return loss.forward(given...); },
        inputs..., "The loss of these tensors.");
    const char* name = row.function;
    functional.def(
        name,
        [f, name](const Same<Inputs>&... given, const Crossing<FieldType<Options, i>>&... values,
                  const std::string& reduction) {
          return f(given..., options<i...>(name, reduction, values...));
        },
        inputs...,
        argument(std::get<i>(Options::fields).name,
                 defaults.*std::get<i>(Options::fields).place)...,
        py::kw_only(), reduction_arg(), function_doc(row, words).c_str());
  }

 private:
  template <class>
  using Same = Tensor;
};

template <class L, class F, class... Inputs>
void bind_row(py::module_& m, py::module_& functional, const Row& row, F f,
              const Inputs&... inputs) {
  using Bound = Binder<L, Inputs...>;
  Bound::bind(m, functional, row, f, inputs..., std::make_index_sequence<Bound::kCount>());
}

constexpr const char* kCtc = R"doc(The loss of labels whose places in a sequence are not known.

-log of the probability of the labels, summed over all alignments: rows of one class for each step
which give the labels once repetitions are joined and blanks are left out. "mean" divides each loss
by its number of labels before it takes the mean.

Parameters
----------
%s

Raises
------
ValueError
    If shapes or lengths do not fit.
IndexError
    If a label is not one of the classes, or is the blank.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> x = nnlite.log_softmax(nnlite.zeros((4, 1, 3)), 2)
>>> labels = nnlite.tensor([[1, 2]])
>>> round(%s, 4)
0.8432

References
----------
Graves et al. 2006, Connectionist temporal classification.)doc";

constexpr const char* kCtcInputs = R"doc(log_probs : Tensor
    Logarithms of probabilities, of shape (T, N, C), or (T, C) of one sequence.
targets : Tensor of integers
    Labels, of shape (N, S), padded with anything, or all labels joined; (S,) of one sequence.
input_lengths, target_lengths : Tensor of integers, or sequence of int
    How many steps and labels of each sequence count, of shape (N,).
)doc";

constexpr const char* kCtcOptions = R"doc(blank : int, default 0
    The class that stands for no label.
zero_infinity : bool, default False
    Whether sequences with too few steps count as 0, and their gradients too, instead of infinity
    and NaN.
reduction : {"mean", "sum", "none"}, default "mean")doc";

// kCtc with its two places filled.
std::string ctc_doc(const std::string& words, const char* call) {
  std::string doc = kCtc;
  doc.replace(doc.find("%s"), 2, words);
  return doc.replace(doc.find("%s"), 2, call);
}

Tensor lengths_of(py::handle given) {
  if (exact_tensor(given)) return given.cast<Tensor>();
  const Tensor t = tensor_from(given);
  return t.numel() ? t : cast(t, kInt64);  // an empty list has no dtype
}

void bind_ctc(py::module_& m, py::module_& functional) {
  const auto blank = py::arg("blank") = 0;
  const auto zero = py::arg("zero_infinity") = false;
  loss_class<nn::CTCLoss>(m, ctc_doc(kCtcOptions, "nn.CTCLoss()(x, labels, [4], [2]).item()"))
      .def(py::init([](int64_t b, const std::string& reduction, bool z) {
             return new PyModule<nn::CTCLoss>(
                 CTCOptions{b, average_from_name("CTCLoss", reduction), z});
           }),
           blank, reduction_arg(), zero)
      .def(
          "forward",
          [](nn::CTCLoss& loss, const Tensor& x, const Tensor& targets, py::object steps,
             py::object labels) {
            return loss.forward(x, targets, lengths_of(steps), lengths_of(labels));
          },
          py::arg("log_probs"), py::arg("targets"), py::arg("input_lengths"),
          py::arg("target_lengths"), "The loss of sequences against labels.")
      .def_property_readonly(
          "blank", [](const nn::CTCLoss& l) { return l.options.blank; }, "No label.")
      .def_property_readonly(
          "zero_infinity", [](const nn::CTCLoss& l) { return l.options.zero_infinity; },
          "Whether infinite losses count as 0.");
  functional.def(
      "ctc_loss",
      [](const Tensor& x, const Tensor& targets, py::object steps, py::object labels, int64_t b,
         const std::string& reduction, bool z) {
        return ctc_loss(x, targets, lengths_of(steps), lengths_of(labels),
                        {b, average_from_name("ctc_loss", reduction), z});
      },
      py::arg("log_probs"), py::arg("targets"), py::arg("input_lengths"), py::arg("target_lengths"),
      blank, reduction_arg(), zero,
      ctc_doc(text(kCtcInputs, kCtcOptions), "nn.functional.ctc_loss(x, labels, [4], [2]).item()")
          .c_str());
}

}  // namespace

void bind_loss_family(py::module_& m, py::module_& functional) {
#define LOSS(Type, function, Options, sentence, formula, first, second, source, example)    \
  bind_row<nn::Type>(                                                                       \
      m, functional,                                                                        \
      Row{#Type,                                                                            \
          #function,                                                                        \
          sentence,                                                                         \
          formula,                                                                          \
          {{"input", first}, {"target", second}},                                           \
          source,                                                                           \
          example},                                                                         \
      [](const Tensor& a, const Tensor& b, const Options& o) { return function(a, b, o); }, \
      py::arg("input"), py::arg("target"));
#define LOSS3(Type, function, Options, a_, b_, c_, sentence, formula, first, second, third, \
              source, example)                                                              \
  bind_row<nn::Type>(                                                                       \
      m, functional,                                                                        \
      Row{#Type,                                                                            \
          #function,                                                                        \
          sentence,                                                                         \
          formula,                                                                          \
          {{#a_, first}, {#b_, second}, {#c_, third}},                                      \
          source,                                                                           \
          example},                                                                         \
      [](const Tensor& a, const Tensor& b, const Tensor& c, const Options& o) {             \
        return function(a, b, c, o);                                                        \
      },                                                                                    \
      py::arg(#a_), py::arg(#b_), py::arg(#c_));
#include "nnlite/nn/loss_family.def"
#undef LOSS
#undef LOSS3
  bind_ctc(m, functional);
}

}  // namespace nnlite::bindings
