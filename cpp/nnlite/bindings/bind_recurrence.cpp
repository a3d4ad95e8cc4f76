// Recurrent layers and cells: states as Python has them (h, or the pair of h and c), sequences
// that were packed, and lengths as lists.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/recurrence.h"
#include "nnlite/nn/recurrent_cells.h"

namespace nnlite::bindings {

namespace {

using nn::RecurrentCell;
using nn::RecurrentLayer;

Tensor state_tensor(const std::string& op, py::handle state) {
  if (!exact_tensor(state)) {
    fail_type(op.c_str(), "a first state is ", a_class(state), ", not a tensor");
  }
  return state.cast<Tensor>();
}

// h, or (h, c) of an LSTM; None: zeros.
RecurrentState state_of(const std::string& op, Cell cell, py::handle hx) {
  if (hx.is_none()) return {};
  if (cell != Cell::lstm) return {state_tensor(op, hx), {}};
  if (!py::isinstance<py::sequence>(hx) || exact_tensor(hx) || py::len(hx) != 2) {
    fail_type(op.c_str(), "the first state must be the pair (h, c), not ", a_class(hx));
  }
  const auto pair = py::reinterpret_borrow<py::sequence>(hx);
  return {state_tensor(op, pair[0]), state_tensor(op, pair[1])};
}

py::object state_object(Cell cell, const RecurrentState& state) {
  if (cell != Cell::lstm) return py::cast(state.h);
  return py::make_tuple(state.h, state.c);
}

// A tensor, or a list of whole numbers; None: none.
Tensor sequence_lengths(py::handle lengths) {
  if (lengths.is_none()) return {};
  return exact_tensor(lengths) ? lengths.cast<Tensor>() : tensor_from(lengths, kInt64);
}

// layer(input, hx, lengths) -> output, state. What is no tensor packs and unpacks itself
// (nnlite.nn.utils.rnn.PackedSequence), in the layer's order of batch and steps.
py::tuple run_layer(RecurrentLayer& layer, const py::object& input, const py::object& hx,
                    const py::object& lengths) {
  const std::string name = layer.type_name();
  const RecurrentState first = state_of(name, layer.cell, hx);
  if (exact_tensor(input)) {
    const RecurrenceResult r =
        layer.forward(input.cast<Tensor>(), first, sequence_lengths(lengths));
    return py::make_tuple(r.y, state_object(layer.cell, r.last));
  }
  if (!py::hasattr(input, "_unpacked")) {
    fail_type(name.c_str(), "the input is ", a_class(input), ", not a tensor or PackedSequence");
  }
  if (!lengths.is_none()) fail_type(name.c_str(), "a PackedSequence has its own lengths");
  const py::tuple unpacked = input.attr("_unpacked")(layer.options.batch_first);
  const RecurrenceResult r =
      layer.forward(unpacked[0].cast<Tensor>(), first, unpacked[1].cast<Tensor>());
  return py::make_tuple(input.attr("_packed_like")(r.y, layer.options.batch_first),
                        state_object(layer.cell, r.last));
}

py::object run_cell(RecurrentCell& cell, const Tensor& x, const py::object& hx) {
  return state_object(cell.cell, cell.forward(x, state_of(cell.type_name(), cell.cell, hx)));
}

// ---- words --------------------------------------------------------------------------------------

constexpr const char* kRecurrentParameters = R"doc(
All weights are drawn from U(-1/sqrt(hidden_size), 1/sqrt(hidden_size)); they are called
weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, and so on for l1, ..., with _reverse behind for
the other direction. All steps of a layer are one operation.

Parameters
----------
input_size : int
    I, the numbers of x at a step.
hidden_size : int
    H, the hidden units.
num_layers : int, default 1
    Each layer takes what the one before it gives.
)doc";

constexpr const char* kLayerOptions = R"doc(bias : bool, default True
    Whether the biases are there.
batch_first : bool, default False
    Input and output are (B, T, ...) rather than (T, B, ...); states are (layers, B, H) always.
dropout : float, default 0
    Probability of dropout on what each layer but the last gives, in training.
bidirectional : bool, default False
    A second direction, from the last step to the first; its outputs stand beside those of the first.
)doc";

constexpr const char* kLayerCall = R"doc(
Called as layer(input, hx=None, lengths=None); it returns the output of every step,
(T, B, directions * H), and the last states, (num_layers * directions, B, H) each. The input is
(T, B, I), or (T, I) without a batch, or a PackedSequence of `nn.utils.rnn`. `lengths` (a list or
Tensor of B whole numbers) are the steps of each row: behind them outputs are 0 and the last state is
that of the row's own last step.

Raises
------
ValueError
    If shapes do not fit, or a length is more than the steps there are.
)doc";

std::string layer_doc(const char* sentence, const char* extra, const char* last,
                      const char* ending) {
  return text(sentence, "\n", kRecurrentParameters, extra, kLayerOptions, last,
              "dtype : dtype, default float32\n", kLayerCall, ending);
}

constexpr const char* kForward = "The outputs of all steps, and the last states.";

template <class T>
LayerClass<T> recurrent_layer(py::module_& m, const std::string& doc) {
  return layer<T>(m, doc.c_str())
      .def(
          "forward",
          [](T& l, const py::object& input, const py::object& hx, const py::object& lengths) {
            return run_layer(l, input, hx, lengths);
          },
          py::arg("input"), py::arg("hx") = py::none(), py::arg("lengths") = py::none(), kForward)
      .def("reset_parameters", &T::reset_parameters, "Draw all weights again.");
}

// The options of all three, which are plain attributes of every class.
void bind_layer_values(py::handle cls) {
  const auto property = py::module_::import("builtins").attr("property");
  const auto add = [&](const char* name, auto get, const char* doc) {
    const py::cpp_function function(
        [get](const nn::Module& m) { return get(dynamic_cast<const RecurrentLayer&>(m)); },
        py::name(name), py::is_method(cls));
    cls.attr(name) = property(function, py::none(), py::none(), doc);
  };
  using L = RecurrentLayer;
  add("input_size", [](const L& l) { return l.input_size; }, "Numbers of x at a step.");
  add("hidden_size", [](const L& l) { return l.hidden_size; }, "Hidden units.");
  add("proj_size", [](const L& l) { return l.proj_size; }, "Numbers of h; 0: hidden_size.");
  add("num_layers", [](const L& l) { return l.options.num_layers; }, "How many layers.");
  add("bias", [](const L& l) { return l.options.bias; }, "Whether there are biases.");
  add("batch_first", [](const L& l) { return l.options.batch_first; }, "(B, T, I) or (T, B, I).");
  add("dropout", [](const L& l) { return l.options.dropout; }, "Between the layers.");
  add("bidirectional", [](const L& l) { return l.options.bidirectional; }, "In both directions.");
}

bool is_relu(const char* op, const std::string& nonlinearity) {
  if (nonlinearity != "tanh" && nonlinearity != "relu") {
    fail_value(op, "unknown nonlinearity '", nonlinearity, "'; known: tanh, relu");
  }
  return nonlinearity == "relu";
}

constexpr const char* kRnnExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> output, h = nn.RNN(3, 8, num_layers=2)(nnlite.zeros((5, 4, 3)))
>>> output.shape, h.shape
((5, 4, 8), (2, 4, 8))

References
----------
Elman 1990, Finding structure in time.)doc";

constexpr const char* kLstmExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.LSTM(3, 8, batch_first=True, bidirectional=True)
>>> output, (h, c) = layer(nnlite.zeros((4, 5, 3)), lengths=[5, 2, 3, 5])
>>> output.shape, h.shape, c.shape
((4, 5, 16), (2, 4, 8), (2, 4, 8))

References
----------
Hochreiter & Schmidhuber 1997, Long short-term memory; Gers, Schmidhuber & Cummins 2000, Learning to
forget; Sak, Senior & Beaufays 2014 (the projection).)doc";

constexpr const char* kGruExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> output, h = nn.GRU(3, 8)(nnlite.zeros((5, 4, 3)), nnlite.ones((1, 4, 8)))
>>> output.shape, h.shape
((5, 4, 8), (1, 4, 8))

References
----------
Cho et al. 2014, Learning phrase representations using RNN encoder-decoder for statistical machine
translation.)doc";

constexpr const char* kRnnSentence =
    "Recurrent layers: h' = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu of it.";
constexpr const char* kLstmSentence =
    R"doc(Layers of long short-term memory.

(i, f, g, o) = W_ih x + b_ih + W_hh h + b_hh; c' = sigmoid(f) c + sigmoid(i) tanh(g),
h' = sigmoid(o) tanh(c'); with a projection h' = W_hr (sigmoid(o) tanh(c')).
)doc";
constexpr const char* kGruSentence = R"doc(Layers of gated recurrent units.

r = sigmoid(W_ir x + b_ir + W_hr h + b_hr), z = sigmoid(W_iz x + b_iz + W_hz h + b_hz),
n = tanh(W_in x + b_in + r (W_hn h + b_hn)); h' = (1 - z) n + z h.
)doc";
constexpr const char* kNonlinearity = "nonlinearity : {\"tanh\", \"relu\"}, default \"tanh\"\n";
constexpr const char* kProjection =
    "proj_size : int, default 0\n    Numbers of h after a projection of the H units; 0: none.\n";

#define LAYER_ARGS                                                                  \
  py::arg("bias") = true, py::arg("batch_first") = false, py::arg("dropout") = 0.0, \
  py::arg("bidirectional") = false

void bind_recurrent_layers(py::module_& m) {
  const auto input = py::arg("input_size"), hidden = py::arg("hidden_size");
  const auto layers = py::arg("num_layers") = 1;
  const auto dtype = py::arg("dtype") = kFloat32;
  auto rnn = recurrent_layer<nn::RNN>(m, layer_doc(kRnnSentence, kNonlinearity, "", kRnnExample));
  rnn.def(py::init([](int64_t in, int64_t n, int64_t count, const std::string& nonlinearity,
                      bool bias, bool first, double p, bool both, DType type) {
            const bool relu = is_relu("RNN", nonlinearity);
            return new PyModule<nn::RNN>(in, n,
                                         nn::RNNOptions{{count, bias, first, p, both, type}, relu});
          }),
          input, hidden, layers, py::arg("nonlinearity") = "tanh", LAYER_ARGS, py::kw_only(), dtype)
      .def_property_readonly(
          "nonlinearity",
          [](const nn::RNN& l) { return l.cell == Cell::rnn_relu ? "relu" : "tanh"; },
          "\"tanh\" or \"relu\".");
  bind_layer_values(rnn);
  auto lstm = recurrent_layer<nn::LSTM>(m, layer_doc(kLstmSentence, "", kProjection, kLstmExample));
  lstm.def(py::init([](int64_t in, int64_t n, int64_t count, bool bias, bool first, double p,
                       bool both, int64_t projection, DType type) {
             return new PyModule<nn::LSTM>(
                 in, n, nn::LSTMOptions{{count, bias, first, p, both, type}, projection});
           }),
           input, hidden, layers, LAYER_ARGS, py::arg("proj_size") = 0, py::kw_only(), dtype);
  bind_layer_values(lstm);
  auto gru = recurrent_layer<nn::GRU>(m, layer_doc(kGruSentence, "", "", kGruExample));
  gru.def(py::init([](int64_t in, int64_t n, int64_t count, bool bias, bool first, double p,
                      bool both, DType type) {
            return new PyModule<nn::GRU>(in, n,
                                         nn::RecurrentOptions{count, bias, first, p, both, type});
          }),
          input, hidden, layers, LAYER_ARGS, py::kw_only(), dtype);
  bind_layer_values(gru);
}
#undef LAYER_ARGS

// ---- cells --------------------------------------------------------------------------------------

std::string cell_doc(const char* layer, const char* extra, const char* state, const char* example) {
  return text("One step of `nn.", layer, "`, for loops of one's own.\n\nCalled as cell(input, hx=",
              "None); it returns the next ", state,
              ". The input is (B, input_size), states are\n(B, hidden_size), zeros where none is "
              "given; or all of them without B.\n\nParameters\n----------\ninput_size, hidden_size "
              ": int\nbias : bool, default True\n",
              extra,
              "dtype : dtype, default float32\n\nRaises\n------\nValueError\n    If shapes "
              "do not fit.\n\nExamples\n--------\n>>> import nnlite\n>>> from nnlite import nn\n",
              example);
}

template <class T>
LayerClass<T> recurrent_cell(py::module_& m, const std::string& doc) {
  return layer<T>(m, doc.c_str())
      .def(
          "forward",
          [](T& cell, const Tensor& x, const py::object& hx) { return run_cell(cell, x, hx); },
          py::arg("input"), py::arg("hx") = py::none(), "The next state.")
      .def("reset_parameters", &T::reset_parameters, "Draw all weights again.")
      .def_readonly("input_size", &T::input_size, "Numbers of x.")
      .def_readonly("hidden_size", &T::hidden_size, "Hidden units.");
}

template <class T>
void bind_gated_cell(py::module_& m, const std::string& doc) {
  recurrent_cell<T>(m, doc).def(py::init([](int64_t in, int64_t n, bool bias, DType type) {
                                  return new PyModule<T>(in, n, nn::CellOptions{bias, false, type});
                                }),
                                py::arg("input_size"), py::arg("hidden_size"),
                                py::arg("bias") = true, py::kw_only(), py::arg("dtype") = kFloat32);
}

void bind_cells(py::module_& m) {
  recurrent_cell<nn::RNNCell>(m, cell_doc("RNN", kNonlinearity, "h",
                                          ">>> nn.RNNCell(3, 8)(nnlite.zeros((4, 3))).shape\n"
                                          "(4, 8)"))
      .def(py::init([](int64_t in, int64_t n, bool bias, const std::string& f, DType type) {
             return new PyModule<nn::RNNCell>(in, n,
                                              nn::CellOptions{bias, is_relu("RNNCell", f), type});
           }),
           py::arg("input_size"), py::arg("hidden_size"), py::arg("bias") = true,
           py::arg("nonlinearity") = "tanh", py::kw_only(), py::arg("dtype") = kFloat32);
  bind_gated_cell<nn::LSTMCell>(
      m, cell_doc("LSTM", "", "pair (h, c)",
                  ">>> h, c = nn.LSTMCell(3, 8)(nnlite.zeros((4, 3)))\n>>> h.shape, c.shape\n"
                  "((4, 8), (4, 8))"));
  bind_gated_cell<nn::GRUCell>(
      m, cell_doc("GRU", "", "h",
                  ">>> nn.GRUCell(3, 8)(nnlite.zeros((4, 3)), nnlite.ones((4, 8))).shape\n(4, 8)"));
}

// The operation itself, for tests: the states and weights that the cell has, in order.
py::list recurrence_of(const std::string& name, const Tensor& x, const Tensor& h,
                       const OptionalTensor& c, const std::vector<OptionalTensor>& w,
                       const py::object& lengths, bool backwards) {
  constexpr const char* kNames[] = {"rnn_tanh", "rnn_relu", "lstm", "gru"};
  size_t cell = 0;
  while (cell < 3 && name != kNames[cell]) ++cell;
  const RecurrenceResult r =
      recurrence(static_cast<Cell>(cell), x, {h, c}, {w.at(0), w.at(1), w.at(2), w.at(3), w.at(4)},
                 sequence_lengths(lengths), backwards);
  py::list out;
  for (const Tensor& t : {r.y, r.last.h, r.last.c}) {
    if (t.defined()) out.append(t);
  }
  return out;
}

}  // namespace

void bind_recurrence(py::module_& m) {
  bind_recurrent_layers(m);
  bind_cells(m);
  m.def("_recurrence", &recurrence_of, py::arg("cell"), py::arg("x"), py::arg("h"), py::arg("c"),
        py::arg("weights"), py::arg("lengths") = py::none(), py::arg("backwards") = false,
        "One direction of one layer over all steps.");
}

}  // namespace nnlite::bindings
