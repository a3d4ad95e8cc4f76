// Recurrent layers: layers above each other, directions beside each other.
#include "nnlite/nn/recurrence.h"

#include <cmath>
#include <vector>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite::nn {

namespace {

std::string weight_name(const char* kind, int64_t layer, int direction) {
  return text(kind, "_l", layer, direction ? "_reverse" : "");
}

}  // namespace

RecurrentLayer::RecurrentLayer(const char* name, Cell cell, int64_t input, int64_t hidden,
                               const RecurrentOptions& o, int64_t proj_size)
    : cell(cell), input_size(input), hidden_size(hidden), proj_size(proj_size), options(o) {
  if (input < 1 || hidden < 1 || o.num_layers < 1) {
    fail_value(name, "input_size, hidden_size and num_layers must be positive, not ", input, ", ",
               hidden, " and ", o.num_layers);
  }
  if (proj_size < 0 || proj_size >= hidden) {
    fail_value(name, "proj_size must be below hidden_size, ", hidden, ", and not negative; it is ",
               proj_size);
  }
  if (!(o.dropout >= 0 && o.dropout <= 1)) {
    fail_value(name, "dropout is a probability, not ", o.dropout);
  }
  if (!is_float(o.dtype)) fail_type(name, "dtype must be float32 or float64, not ", o.dtype);
  make_weights();
  reset_parameters();
}

void RecurrentLayer::make_weights() {
  const int64_t rows = Recurrence{cell}.gates() * hidden_size;
  for (int64_t l = 0; l < options.num_layers; ++l) {
    const int64_t in = l == 0 ? input_size : state_size() * directions();
    for (int d = 0; d < directions(); ++d) {
      const auto add = [&](const char* kind, const Shape& shape) {
        add_parameter(weight_name(kind, l, d), Tensor::empty(shape, options.dtype));
      };
      add("weight_ih", {rows, in});
      add("weight_hh", {rows, state_size()});
      if (options.bias) add("bias_ih", {rows});
      if (options.bias) add("bias_hh", {rows});
      if (proj_size > 0) add("weight_hr", {proj_size, hidden_size});
    }
  }
}

void RecurrentLayer::reset_parameters() {
  const double bound = 1 / std::sqrt(static_cast<double>(hidden_size));
  for (const auto& [name, weight] : named_parameters(false)) init::uniform_(weight, -bound, bound);
}

RecurrenceWeights RecurrentLayer::weights(int64_t layer, int direction) const {
  const auto get = [&](const char* kind) {
    return get_tensor(weight_name(kind, layer, direction));
  };
  RecurrenceWeights w{get("weight_ih"), get("weight_hh"), {}, {}, {}};
  if (proj_size > 0) w.projection = get("weight_hr");
  if (!options.bias) return w;
  if (cell == Cell::gru) {
    w.bias = get("bias_ih");
    w.hidden_bias = get("bias_hh");
  } else {
    w.bias = get("bias_ih") + get("bias_hh");
  }
  return w;
}

void RecurrentLayer::check_input(const Tensor& x) const {
  const std::string name = type_name();
  if (x.dims() != 2 && x.dims() != 3) {
    fail_value(name.c_str(), "the input must be ",
               options.batch_first ? "(batch, steps, " : "(steps, batch, ", input_size,
               "), or (steps, ", input_size, ") without a batch; its shape is ", x.shape());
  }
  if (x.shape().back() != input_size) {
    fail_value(name.c_str(), "the input has ", x.shape().back(),
               " numbers at a step (its shape is ", x.shape(), ") but input_size is ", input_size);
  }
}

void RecurrentLayer::check_state(const char* what, const Tensor& state, int64_t batch,
                                 int64_t size) const {
  if (!state.defined()) return;
  const Shape wanted{options.num_layers * directions(), batch, size};
  if (state.shape() == wanted) return;
  fail_value(type_name().c_str(), "the first state ", what, " has shape ", state.shape(), " where ",
             wanted, " (layers times directions, batch, numbers) is needed");
}

// Of (T, B, I).
RecurrenceResult RecurrentLayer::run(Tensor x, const RecurrentState& first, const Tensor& lengths) {
  const int64_t batch = x.shape()[1];
  check_state("h", first.h, batch, state_size());
  check_state("c", first.c, batch, hidden_size);
  const bool has_c = cell == Cell::lstm;
  const auto state = [&](const Tensor& given, int64_t place, int64_t size) {
    return given.defined() ? select(given, 0, place) : zeros({batch, size}, x.dtype());
  };
  std::vector<Tensor> last_h, last_c;
  for (int64_t l = 0; l < options.num_layers; ++l) {
    if (l > 0) x = dropout(x, options.dropout, training() && options.dropout > 0);
    std::vector<Tensor> found;
    for (int d = 0; d < directions(); ++d) {
      const int64_t place = l * directions() + d;
      const RecurrentState begin{state(first.h, place, state_size()),
                                 has_c ? state(first.c, place, hidden_size) : Tensor()};
      const RecurrenceResult r = recurrence(cell, x, begin, weights(l, d), lengths, d == 1);
      found.push_back(r.y);
      last_h.push_back(r.last.h);
      if (has_c) last_c.push_back(r.last.c);
    }
    x = found.size() > 1 ? concat(found, 2) : found[0];
  }
  return {x, {stack(last_h), has_c ? stack(last_c) : Tensor()}};
}

RecurrenceResult RecurrentLayer::forward(const Tensor& input, const RecurrentState& first,
                                         const Tensor& lengths) {
  check_input(input);
  const bool single = input.dims() == 2, turn = options.batch_first && !single;
  const auto with_batch = [&](const Tensor& t) {
    return single && t.defined() ? unsqueeze(t, 1) : t;
  };
  const Tensor x = turn ? transpose(input, 0, 1) : with_batch(input);
  if (lengths.defined() && lengths.shape() != Shape{x.shape()[1]}) {
    fail_value(type_name().c_str(), "lengths have shape ", lengths.shape(), " but the batch has ",
               x.shape()[1], " rows");
  }
  RecurrenceResult r = run(x, {with_batch(first.h), with_batch(first.c)}, lengths);
  if (turn) r.y = contiguous(transpose(r.y, 0, 1));
  if (!single) return r;
  const auto without_batch = [](const Tensor& t) { return t.defined() ? squeeze(t, {1}) : t; };
  return {without_batch(r.y), {without_batch(r.last.h), without_batch(r.last.c)}};
}

std::string RecurrentLayer::extra_repr() const {
  Words words;
  words.add("input_size", input_size).add("hidden_size", hidden_size);
  if (options.num_layers != 1) words.add("num_layers", options.num_layers);
  if (cell == Cell::rnn_relu) words.quoted("nonlinearity", "relu");
  if (!options.bias) words.add("bias", false);
  if (options.batch_first) words.add("batch_first", true);
  if (options.dropout != 0) words.add("dropout", options.dropout);
  if (options.bidirectional) words.add("bidirectional", true);
  if (proj_size != 0) words.add("proj_size", proj_size);
  return words.text();
}

}  // namespace nnlite::nn
