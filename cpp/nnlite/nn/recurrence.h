// Recurrent layers: RNN, LSTM and GRU over whole sequences, in one or several layers.
#pragma once

#include "nnlite/nn/module.h"
#include "nnlite/ops/recurrence.h"

namespace nnlite::nn {

struct RecurrentOptions {
  int64_t num_layers = 1;
  bool bias = true;
  bool batch_first = false;  // (B, T, I) rather than (T, B, I)
  double dropout = 0;        // of what a layer hands to the next one
  bool bidirectional = false;
  DType dtype = kFloat32;
};
struct RNNOptions : RecurrentOptions {
  bool relu = false;  // rather than tanh
};
struct LSTMOptions : RecurrentOptions {
  int64_t proj_size = 0;  // numbers of h after a projection; 0: none
};

// What they share. Parameters weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 [, weight_hr_l0]
// and so on for layers l1, l2, ..., with _reverse behind for the other direction; all drawn from
// U(-1/sqrt(hidden_size), 1/sqrt(hidden_size)).
class RecurrentLayer : public Module {
 public:
  RecurrentLayer(const char* name, Cell cell, int64_t input_size, int64_t hidden_size,
                 const RecurrentOptions& options, int64_t proj_size = 0);

  // y alone.
  Tensor forward(const Tensor& x) override { return forward(x, {}).y; }
  // States are (num_layers * directions, B, numbers), zeros where undefined; lengths (B) are the
  // steps of each row. An input of two axes is one sequence without a batch.
  RecurrenceResult forward(const Tensor& x, const RecurrentState& first,
                           const Tensor& lengths = {});
  using Module::operator();
  RecurrenceResult operator()(const Tensor& x, const RecurrentState& first,
                              const Tensor& lengths = {}) {
    note();
    return forward(x, first, lengths);
  }
  std::string extra_repr() const override;
  void reset_parameters();

  Cell cell;
  int64_t input_size, hidden_size, proj_size;
  RecurrentOptions options;

 private:
  int directions() const { return options.bidirectional ? 2 : 1; }
  int64_t state_size() const { return proj_size > 0 ? proj_size : hidden_size; }
  void make_weights();
  RecurrenceWeights weights(int64_t layer, int direction) const;
  void check_input(const Tensor& x) const;
  void check_state(const char* what, const Tensor& state, int64_t batch, int64_t size) const;
  RecurrenceResult run(Tensor x, const RecurrentState& first, const Tensor& lengths);
};

class RNN : public Layer<RNN, RecurrentLayer> {
 public:
  static constexpr const char* kName = "RNN";
  using Options = RNNOptions;
  RNN(int64_t input_size, int64_t hidden_size, const Options& o = {})
      : Layer(kName, o.relu ? Cell::rnn_relu : Cell::rnn_tanh, input_size, hidden_size, o) {}
};

class LSTM : public Layer<LSTM, RecurrentLayer> {
 public:
  static constexpr const char* kName = "LSTM";
  using Options = LSTMOptions;
  LSTM(int64_t input_size, int64_t hidden_size, const Options& o = {})
      : Layer(kName, Cell::lstm, input_size, hidden_size, o, o.proj_size) {}
};

class GRU : public Layer<GRU, RecurrentLayer> {
 public:
  static constexpr const char* kName = "GRU";
  using Options = RecurrentOptions;
  GRU(int64_t input_size, int64_t hidden_size, const Options& o = {})
      : Layer(kName, Cell::gru, input_size, hidden_size, o) {}
};

}  // namespace nnlite::nn
