// Recurrent cells: one step, for loops of one's own.
#pragma once

#include "nnlite/nn/module.h"
#include "nnlite/ops/recurrence.h"

namespace nnlite::nn {

struct CellOptions {
  bool bias = true;
  bool relu = false;  // RNNCell: rather than tanh
  DType dtype = kFloat32;
};

// What they share: weight_ih, weight_hh, bias_ih and bias_hh, drawn from
// U(-1/sqrt(hidden_size), 1/sqrt(hidden_size)).
class RecurrentCell : public Module {
 public:
  RecurrentCell(const char* name, Cell cell, int64_t input_size, int64_t hidden_size,
                const CellOptions& options);

  // h alone, from a state of zeros.
  Tensor forward(const Tensor& x) override { return forward(x, {}).h; }
  // x (B, input_size), states (B, hidden_size), zeros where undefined; or all without B.
  RecurrentState forward(const Tensor& x, const RecurrentState& before);
  using Module::operator();
  RecurrentState operator()(const Tensor& x, const RecurrentState& before) {
    note();
    return forward(x, before);
  }
  std::string extra_repr() const override;
  void reset_parameters();

  Cell cell;
  int64_t input_size, hidden_size;
  Tensor weight_ih, weight_hh, bias_ih, bias_hh;

 private:
  void check(const Tensor& x, const RecurrentState& before) const;
};

#define RECURRENT_CELL(Type, kind)                                             \
  class Type : public Layer<Type, RecurrentCell> {                             \
   public:                                                                     \
    static constexpr const char* kName = #Type;                                \
    using Options = CellOptions;                                               \
    Type(int64_t input_size, int64_t hidden_size, const Options& options = {}) \
        : Layer(kName, kind, input_size, hidden_size, options) {}              \
  }
RECURRENT_CELL(RNNCell, options.relu ? Cell::rnn_relu : Cell::rnn_tanh);
RECURRENT_CELL(LSTMCell, Cell::lstm);
RECURRENT_CELL(GRUCell, Cell::gru);
#undef RECURRENT_CELL

}  // namespace nnlite::nn
