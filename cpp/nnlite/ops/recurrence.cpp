// Recurrent layers. Their gradient is one pass over the steps, and products over all of them at
// once; where that is to be differentiated again, the steps are made of operations.
#include "nnlite/ops/recurrence.h"

#include <vector>

#include "nnlite/core/backward.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

// ---- made of operations -------------------------------------------------------------------------

// The inputs of a record by name.
struct Operands {
  Tensor x;
  RecurrentState first;
  RecurrenceWeights weights;
  Tensor lengths;
};

Operands by_name(const Recurrence& kind, const std::vector<Tensor>& in) {
  Operands o{in[0], {in[1], {}}, {in[2], in[3], {}, {}, {}}, {}};
  const auto at = [&](int i) { return in[static_cast<size_t>(i)]; };
  if (kind.bias) o.weights.bias = in[4];
  if (kind.bias && kind.gru()) o.weights.hidden_bias = at(kind.hidden_bias());
  if (kind.lstm()) o.first.c = at(kind.c());
  if (kind.projected) o.weights.projection = at(kind.projection());
  if (kind.has_lengths) o.lengths = at(kind.lengths());
  return o;
}

RecurrentState step_by_operations(const Recurrence& kind, const Tensor& input,
                                  const RecurrentState& before, const RecurrenceWeights& w) {
  const Tensor hidden = linear(before.h, w.hidden, w.hidden_bias);
  const int64_t n = input.shape()[1] / kind.gates();
  const auto gate = [&](const Tensor& of, int64_t i) { return narrow(of, 1, i * n, n); };
  if (kind.gru()) {
    const Tensor r = sigmoid(gate(input, 0) + gate(hidden, 0));
    const Tensor z = sigmoid(gate(input, 1) + gate(hidden, 1));
    const Tensor fresh = tanh(gate(input, 2) + r * gate(hidden, 2));
    return {fresh + z * (before.h - fresh), {}};
  }
  const Tensor sums = input + hidden;
  if (!kind.lstm()) return {kind.cell == Cell::rnn_relu ? relu(sums) : tanh(sums), {}};
  const Tensor c = sigmoid(gate(sums, 1)) * before.c + sigmoid(gate(sums, 0)) * tanh(gate(sums, 2));
  const Tensor h = sigmoid(gate(sums, 3)) * tanh(c);
  return {w.projection.defined() ? linear(h, w.projection) : h, c};
}

// x with zeros behind the end of each row, so that whatever stands there, NaN too, reaches no
// weight.
Tensor without_padding(const Tensor& x, const Tensor& lengths) {
  if (!lengths.defined()) return x;
  const Tensor time = reshape(arange(0, x.shape()[0], 1, kInt64), {-1, 1, 1});
  return where(less(time, reshape(lengths, {1, -1, 1})), x, 0);
}

RecurrenceResult by_operations(const Recurrence& kind, const Operands& o) {
  const Tensor input = linear(without_padding(o.x, o.lengths), o.weights.input, o.weights.bias);
  const int64_t steps = o.x.shape()[0];
  std::vector<Tensor> y(static_cast<size_t>(steps));
  RecurrentState state = o.first;
  for (int64_t s = 0; s < steps; ++s) {
    const int64_t t = kind.backwards ? steps - 1 - s : s;
    const RecurrentState next = step_by_operations(kind, select(input, 0, t), state, o.weights);
    if (!o.lengths.defined()) {
      y[static_cast<size_t>(t)] = next.h;
      state = next;
      continue;
    }
    const Tensor mask = unsqueeze(greater(o.lengths, t), 1);
    y[static_cast<size_t>(t)] = where(mask, next.h, 0);
    state.h = where(mask, next.h, state.h);
    if (kind.lstm()) state.c = where(mask, next.c, state.c);
  }
  return {stack(y), state};
}

// The same tensor as a variable of its own, so that ways to it from outside do not count.
Tensor alias(const Tensor& t) {
  Shape dims;
  for (int i = 0; i < t.dims(); ++i) dims.push_back(i);
  return permute(t, dims);
}

void set_by_operations(Gradient& grad) {
  const Recurrence kind = Recurrence::of(grad.attrs());
  std::vector<Tensor> in, wanted;
  for (int i = 0; i < grad.inputs(); ++i) {
    in.push_back(grad.needs(i) ? alias(grad.in(i)) : grad.in(i));
    if (grad.needs(i)) wanted.push_back(in.back());
  }
  const RecurrenceResult r = by_operations(kind, by_name(kind, in));
  std::vector<Tensor> outputs, gradients;
  const auto arrived = [&](const Tensor& output, int i) {
    if (!grad.has_g(i)) return;
    outputs.push_back(output);
    gradients.push_back(grad.g(i));
  };
  arrived(r.y, 0);
  arrived(r.last.h, 1);
  if (kind.lstm()) arrived(r.last.c, 4);
  std::vector<Tensor> found =
      nnlite::grad(outputs, wanted, gradients, {.create_graph = true, .allow_unused = true});
  for (int i = 0, next = 0; i < grad.inputs(); ++i) {
    if (grad.needs(i)) grad.set(i, found[static_cast<size_t>(next++)]);
  }
}

// ---- in one pass --------------------------------------------------------------------------------

const OpRow kGradient({.name = "recurrence_gradient",
                       .primitive = Primitive::recurrence_gradient,
                       .doc = "The gradients of a recurrent layer's gates, at all its steps."});

Tensor flat(const Tensor& steps) { return flatten(steps, 0, 1); }

// What kGradient found: see backend/recurrence.h.
Outputs run_backwards(Gradient& grad, const Recurrence& kind) {
  const Tensor g = contiguous(grad.g(0)), g_h = contiguous(grad.g(1));
  std::vector<Tensor> in{g, g_h, grad.out(2), grad.out(3), grad.in(3)};
  const DType dtype = g.dtype();
  const Shape &gates = in[2].shape(), &states = g_h.shape();
  SmallVector<Layout, 4> out;
  out.emplace_back(gates, dtype);
  out.emplace_back(states, dtype);
  if (kind.lstm()) {
    in.insert(in.end(), {contiguous(grad.g(4)), grad.out(5), grad.out(6)});
    out.emplace_back(Shape{gates[1], gates[2] / 4}, dtype);
  }
  if (kind.gru()) {
    in.push_back(grad.out(4));
    out.emplace_back(gates, dtype);
  }
  if (kind.projected) {
    in.push_back(grad.in(kind.projection()));
    out.emplace_back(g.shape(), dtype);
  }
  if (kind.has_lengths) in.push_back(grad.in(kind.lengths()));
  std::vector<const Tensor*> addresses;
  for (const Tensor& t : in) addresses.push_back(&t);
  return emit_many(kGradient, Inputs(std::span<const Tensor* const>(addresses)),
                   {out.data(), static_cast<size_t>(out.size())}, grad.attrs());
}

void set_at_once(Gradient& grad) {
  const Recurrence kind = Recurrence::of(grad.attrs());
  const Outputs found = run_backwards(grad, kind);
  const Tensor d = flat(found[0]), d_hidden = kind.gru() ? flat(found[2]) : d;
  if (grad.needs(0)) grad.set(0, reshape(product(d, grad.in(2), false, false), grad.shape(0)));
  grad.set(1, found[1]);
  if (grad.needs(2)) {
    const Tensor lengths = kind.has_lengths ? grad.in(kind.lengths()) : Tensor();
    grad.set(2, product(d, flat(without_padding(grad.in(0), lengths)), true, false));
  }
  if (grad.needs(3)) grad.set(3, product(d_hidden, flat(grad.out(3)), true, false));
  if (kind.bias && grad.needs(4)) grad.set(4, sum(d, {0}));
  if (kind.bias && kind.gru() && grad.needs(kind.hidden_bias())) {
    grad.set(kind.hidden_bias(), sum(d_hidden, {0}));
  }
  if (kind.lstm()) grad.set(kind.c(), found[2]);
  if (kind.projected && grad.needs(kind.projection())) {
    const int64_t n = grad.shape(kind.projection())[1];
    const Tensor h = narrow(grad.out(2), 2, 3 * n, n) * grad.out(6);
    grad.set(kind.projection(), product(flat(found[3]), flat(h), true, false));
  }
}

constexpr uint16_t kKept = 0xff | 0x7c00;  // all inputs; of the outputs, those that users don't see

Op row_of(const char* name, const char* doc) {
  return {
      .name = name,
      .primitive = Primitive::recurrence,
      .saves = {kKept, kKept, kKept, kKept},
      .gradient =
          [](Gradient& grad) { grad.create_graph() ? set_by_operations(grad) : set_at_once(grad); },
      .doc = doc};
}

const OpRow kRows[] = {// by Cell
                       OpRow(row_of("rnn_tanh", "h = tanh(W x + U h + b) at every step.")),
                       OpRow(row_of("rnn_relu", "h = relu(W x + U h + b) at every step.")),
                       OpRow(row_of("lstm", "Long short-term memory over all steps.")),
                       OpRow(row_of("gru", "Gated recurrent units over all steps."))};

// ---- the door -----------------------------------------------------------------------------------

void check_operand(const char* op, const char* what, const Tensor& t, const Shape& shape,
                   DType dtype) {
  if (t.shape() != shape) {
    fail_value(op, what, " has shape ", t.shape(), " where ", shape, " is needed");
  }
  if (t.dtype() != dtype) {
    fail_type(op, what, " is ", t.dtype(), " but the input is ", dtype, "; convert one of them");
  }
}

void check_input(const char* op, const Tensor& x, const Tensor& weight) {
  if (!is_float(x.dtype())) {
    fail_type(op, "the input must be float32 or float64, not ", x.dtype());
  }
  if (x.dims() != 3) {
    fail_value(op, "the input must have three axes (steps, batch, numbers), not shape ", x.shape());
  }
  if (x.shape()[0] == 0) {
    fail_value(op, "the sequence has no steps: the input's shape is ", x.shape());
  }
  if (x.shape()[2] != weight.shape()[1]) {
    fail_value(op, "the input has ", x.shape()[2], " numbers at a step (its shape is ", x.shape(),
               ") but the layer takes ", weight.shape()[1]);
  }
}

void check(const char* op, const Recurrence& kind, const Operands& o) {
  check_input(op, o.x, o.weights.input);
  const DType dtype = o.x.dtype();
  const int64_t batch = o.x.shape()[1], gates = o.weights.input.shape()[0];
  const int64_t units = gates / kind.gates();
  const int64_t states = kind.projected ? o.weights.projection.shape()[0] : units;
  check_operand(op, "the input's weight", o.weights.input, {gates, o.x.shape()[2]}, dtype);
  check_operand(op, "the state's weight", o.weights.hidden, {units * kind.gates(), states}, dtype);
  if (kind.bias) check_operand(op, "the bias", o.weights.bias, {gates}, dtype);
  if (o.weights.hidden_bias.defined()) {
    check_operand(op, "the state's bias", o.weights.hidden_bias, {gates}, dtype);
  }
  if (kind.projected) {
    check_operand(op, "the projection", o.weights.projection, {states, units}, dtype);
  }
  check_operand(op, "the first state h", o.first.h, {batch, states}, dtype);
  if (kind.lstm()) check_operand(op, "the first state c", o.first.c, {batch, units}, dtype);
  if (kind.has_lengths) check_operand(op, "lengths", o.lengths, {batch}, o.lengths.dtype());
  if (kind.has_lengths && (is_float(o.lengths.dtype()) || o.lengths.dtype() == kBool)) {
    fail_type(op, "lengths must be whole numbers, not ", o.lengths.dtype());
  }
}

// In the order of backend/recurrence.h.
std::vector<Tensor> in_order(const Operands& o) {
  std::vector<Tensor> in;
  const auto& w = o.weights;
  for (const Tensor& t : {o.x, o.first.h, w.input, w.hidden, w.bias, w.hidden_bias, o.first.c,
                          w.projection, o.lengths}) {
    if (t.defined()) in.push_back(contiguous(t));
  }
  return in;
}

Outputs run(const Recurrence& kind, const std::vector<Tensor>& in) {
  const DType dtype = in[0].dtype();
  const int64_t steps = in[0].shape()[0], batch = in[0].shape()[1], gates = in[2].shape()[0];
  const int64_t units = gates / kind.gates(), states = in[1].shape()[1];
  SmallVector<Layout, 7> out;
  out.emplace_back(Shape{steps, batch, states}, dtype);
  out.emplace_back(Shape{batch, states}, dtype);
  out.emplace_back(Shape{steps, batch, gates}, dtype);
  out.emplace_back(Shape{steps, batch, states}, dtype);
  if (kind.lstm()) out.emplace_back(Shape{batch, units}, dtype);
  for (int i = 0; i < (kind.lstm() ? 2 : kind.gru()); ++i) {
    out.emplace_back(Shape{steps, batch, units}, dtype);
  }
  std::vector<const Tensor*> addresses;
  for (const Tensor& t : in) addresses.push_back(&t);
  return emit_many(kRows[static_cast<int>(kind.cell)],
                   Inputs(std::span<const Tensor* const>(addresses)),
                   {out.data(), static_cast<size_t>(out.size())}, kind.attrs());
}

}  // namespace

RecurrenceResult recurrence(Cell cell, const Tensor& x, const RecurrentState& first,
                            const RecurrenceWeights& weights, const Tensor& lengths,
                            bool backwards) {
  const Recurrence kind{cell, backwards, weights.bias.defined(), weights.projection.defined(),
                        lengths.defined()};
  Operands o{x, first, weights, lengths};
  check(kRows[static_cast<int>(cell)].name, kind, o);
  if (lengths.defined()) o.lengths = cast(lengths, kInt64);
  const Outputs out = run(kind, in_order(o));
  return {out[0], {out[1], kind.lstm() ? out[4] : Tensor()}};
}

}  // namespace nnlite
