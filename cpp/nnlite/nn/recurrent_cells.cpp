// Recurrent cells: the layers' operation over a sequence of one step.
#include "nnlite/nn/recurrent_cells.h"

#include <cmath>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite::nn {

RecurrentCell::RecurrentCell(const char* name, Cell cell, int64_t input, int64_t hidden,
                             const CellOptions& options)
    : cell(cell), input_size(input), hidden_size(hidden) {
  if (input < 1 || hidden < 1) {
    fail_value(name, "input_size and hidden_size must be positive, not ", input, " and ", hidden);
  }
  if (!is_float(options.dtype)) {
    fail_type(name, "dtype must be float32 or float64, not ", options.dtype);
  }
  const int64_t rows = Recurrence{cell}.gates() * hidden;
  weight_ih = Tensor::empty({rows, input}, options.dtype);
  weight_hh = Tensor::empty({rows, hidden}, options.dtype);
  if (options.bias) {
    bias_ih = Tensor::empty({rows}, options.dtype);
    bias_hh = Tensor::empty({rows}, options.dtype);
  }
  register_parameter("weight_ih", weight_ih);
  register_parameter("weight_hh", weight_hh);
  register_parameter("bias_ih", bias_ih);
  register_parameter("bias_hh", bias_hh);
  reset_parameters();
}

void RecurrentCell::reset_parameters() {
  const double bound = 1 / std::sqrt(static_cast<double>(hidden_size));
  for (const auto& [name, weight] : named_parameters(false)) init::uniform_(weight, -bound, bound);
}

void RecurrentCell::check(const Tensor& x, const RecurrentState& before) const {
  const std::string name = type_name();
  if ((x.dims() != 1 && x.dims() != 2) || x.shape().back() != input_size) {
    fail_value(name.c_str(), "the input must be (batch, ", input_size, ") or (", input_size,
               "), not of shape ", x.shape());
  }
  Shape wanted = x.shape();
  wanted[wanted.size() - 1] = hidden_size;
  for (const Tensor& t : {before.h, before.c}) {
    if (!t.defined() || t.shape() == wanted) continue;
    fail_value(name.c_str(), "a state has shape ", t.shape(), " where ", wanted, " is needed");
  }
}

RecurrentState RecurrentCell::forward(const Tensor& x, const RecurrentState& before) {
  check(x, before);
  const bool single = x.dims() == 1;
  const auto rows = [&](const Tensor& t) { return single ? unsqueeze(t, 0) : t; };
  const int64_t batch = single ? 1 : x.shape()[0];
  const auto state = [&](const Tensor& t) {
    return t.defined() ? rows(t) : zeros({batch, hidden_size}, x.dtype());
  };
  RecurrenceWeights w{weight_ih, weight_hh, bias_ih, {}, {}};
  if (cell == Cell::gru) {
    w.hidden_bias = bias_hh;
  } else if (bias_ih.defined()) {
    w.bias = bias_ih + bias_hh;
  }
  const bool has_c = cell == Cell::lstm;
  const RecurrentState first{state(before.h), has_c ? state(before.c) : Tensor()};
  RecurrentState after = recurrence(cell, unsqueeze(rows(x), 0), first, w).last;
  if (!single) return after;
  return {select(after.h, 0, 0), has_c ? select(after.c, 0, 0) : Tensor()};
}

std::string RecurrentCell::extra_repr() const {
  Words words;
  words.add("input_size", input_size).add("hidden_size", hidden_size);
  if (cell == Cell::rnn_relu) words.quoted("nonlinearity", "relu");
  if (!bias_ih.defined()) words.add("bias", false);
  return words.text();
}

}  // namespace nnlite::nn
