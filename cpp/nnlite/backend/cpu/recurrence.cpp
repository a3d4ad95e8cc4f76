// Recurrent layers: the input's product for all steps at once, then all steps of some rows of the
// batch. Rows know nothing of each other, so threads share them and meet only at the end.
#include "nnlite/backend/recurrence.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/cpu/step_product.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"
#include "nnlite/kernels/recurrence.h"

namespace nnlite::cpu {

namespace {

constexpr double kOperationsPerNanosecond = 50;
constexpr double kGate = 2;  // nanoseconds for a gate of a unit

// A tensor of rows of the same length, addressed by step and row of the batch.
struct Rows {
  Rows() = default;
  Rows(const Operand& operand, int64_t batch)
      : data(operand.as<std::byte>()),
        width(operand.shape().back()),
        bytes(width * itemsize(operand.dtype())),
        batch(batch) {}
  std::byte* at(int64_t row) const { return data + row * bytes; }
  std::byte* at(int64_t step, int64_t row) const { return at(step * batch + row); }
  void clear(std::byte* row) const { std::memset(row, 0, static_cast<size_t>(bytes)); }
  void copy(std::byte* to, const std::byte* from) const {
    std::memcpy(to, from, static_cast<size_t>(bytes));
  }
  std::byte* data = nullptr;
  int64_t width = 0, bytes = 0, batch = 0;
};

// Sizes, and which rows take part in which step.
struct Loop {
  Loop(const Call& call, const Operand& gates)
      : kind(Recurrence::of(call.attrs)),
        steps(gates.shape()[0]),
        batch(gates.shape()[1]),
        hidden(gates.shape()[2] / kind.gates()),
        dtype(gates.dtype()),
        type(dtype == DType::f64),
        lengths(kind.has_lengths ? call.in.back().as<int64_t>() : nullptr) {}

  int64_t time(int64_t step) const { return kind.backwards ? steps - 1 - step : step; }
  bool takes_part(int64_t time, int64_t row) const { return !lengths || time < lengths[row]; }
  // Rows that go through the loop together: whole tiles of the kernels where there are enough.
  int64_t chunk() const { return batch > 16 ? 8 : 4; }
  int64_t chunks() const { return (batch + chunk() - 1) / chunk(); }
  int64_t scratch_bytes(int64_t width) const {
    return chunks() * chunk() * width * itemsize(dtype);
  }

  // body(first row, row after the last) for every chunk of rows; `width` numbers meet the gates.
  template <class Body>
  void each_chunk(int64_t width, Body&& body) const {
    const double gates = static_cast<double>(kind.gates() * hidden);
    const double row = gates * (2 * static_cast<double>(width) / kOperationsPerNanosecond + kGate);
    const double each = static_cast<double>(steps * chunk()) * row;
    parallel_for(chunks(), each, [&](int64_t begin, int64_t end) {
      for (int64_t c = begin; c < end; ++c) {
        body(c * chunk(), std::min((c + 1) * chunk(), batch));
      }
    });
  }

  Recurrence kind;
  int64_t steps, batch, hidden;
  DType dtype;
  int type;
  const int64_t* lengths;
};

void check_lengths(const Loop& loop) {
  for (int64_t b = 0; loop.lengths && b < loop.batch; ++b) {
    if (loop.lengths[b] >= 0 && loop.lengths[b] <= loop.steps) continue;
    fail_value("recurrence", "lengths[", b, "] is ", loop.lengths[b], " but the sequences have ",
               loop.steps, " steps");
  }
}

// The right side of x w^T, and of x w.
StepProduct::Right turned(const Operand& w) {
  const int64_t columns = w.shape()[1];
  return {w.data, columns, w.shape()[0], 1, columns};
}
StepProduct::Right straight(const Operand& w) {
  return {w.data, w.shape()[0], w.shape()[1], w.shape()[1], 1};
}

// ---- forward ------------------------------------------------------------------------------------

struct Forward {
  explicit Forward(const Call& call);
  void run();

  void step(int64_t step, int64_t first, int64_t last);
  void multiply(int64_t time, int64_t first, int64_t last);
  void run_cell(int64_t step, int64_t row);
  void project(int64_t time, int64_t first, int64_t last);
  void hand_on(int64_t step, int64_t row);
  // Where the state before the next step stands; behind the last one, in the result.
  std::byte* next(const Rows& before, const Rows& result, int64_t step, int64_t row) const {
    return step + 1 < loop.steps ? before.at(loop.time(step + 1), row) : result.at(row);
  }

  const Call& call;
  const RecurrenceKernels& k;
  Loop loop;
  Rows y, last_h, gates, before, last_c, cells, tanh_c, kept;
  StepProduct hidden_product, projection;
  Scratch parts;   // the hidden product, where it stays apart (GRU)
  Scratch values;  // h before its projection
  Rows part, value;
};

StepProduct projection_of(const Call& call, const Loop& loop) {
  if (!loop.kind.projected) return {{nullptr, 0, 0, 0, 0}, loop.dtype, 0};
  const Operand& w = call.in[static_cast<size_t>(loop.kind.projection())];
  return {turned(w), loop.dtype, loop.steps * loop.chunks()};
}

Forward::Forward(const Call& call)
    : call(call),
      k(*kernels().recurrence),
      loop(call, call.out[2]),
      y(call.out[0], loop.batch),
      last_h(call.out[1], loop.batch),
      gates(call.out[2], loop.batch),
      before(call.out[3], loop.batch),
      hidden_product(turned(call.in[3]), loop.dtype, loop.steps * loop.chunks()),
      projection(projection_of(call, loop)),
      parts(loop.kind.gru() ? loop.scratch_bytes(gates.width) : 0),
      values(loop.kind.projected ? loop.scratch_bytes(loop.hidden) : 0) {
  if (loop.kind.lstm()) {
    last_c = Rows(call.out[4], loop.batch);
    cells = Rows(call.out[5], loop.batch);
    tanh_c = Rows(call.out[6], loop.batch);
    value = tanh_c;
    value.data = values.data();
  }
  if (loop.kind.gru()) kept = Rows(call.out[4], loop.batch);
  part = gates;
  part.data = parts.data();
}

// The input's part of all gates: x w^T + bias.
void multiply_input(const Call& call, bool bias) {
  const size_t count = bias ? 3 : 2;
  const Operand in[] = {call.in[0], call.in[2], bias ? call.in[4] : Operand{}};
  Attrs attrs;
  attrs.integer[1] = 1;
  rows_matmul({Primitive::rows_matmul, 0, std::span(in, count), call.out.subspan(2, 1), attrs});
}

void Forward::run() {
  multiply_input(call, loop.kind.bias);
  const Rows h(call.in[1], loop.batch);
  loop.each_chunk(y.width, [&](int64_t first, int64_t last) {
    for (int64_t b = first; b < last; ++b) {
      before.copy(before.at(loop.time(0), b), h.at(b));
      if (!loop.kind.lstm()) continue;
      const Rows c(call.in[static_cast<size_t>(loop.kind.c())], loop.batch);
      cells.copy(cells.at(loop.time(0), b), c.at(b));
    }
    for (int64_t s = 0; s < loop.steps; ++s) step(s, first, last);
  });
}

void Forward::step(int64_t step, int64_t first, int64_t last) {
  multiply(loop.time(step), first, last);
  for (int64_t b = first; b < last; ++b) run_cell(step, b);
  if (loop.kind.projected) project(loop.time(step), first, last);
  for (int64_t b = first; b < last; ++b) hand_on(step, b);
}

void Forward::multiply(int64_t time, int64_t first, int64_t last) {
  const std::byte* h = before.at(time, first);
  if (!loop.kind.gru()) {
    return hidden_product.add(last - first, h, before.width, gates.at(time, first), gates.width);
  }
  for (int64_t b = first; b < last; ++b) {
    if (loop.kind.bias) {
      part.copy(part.at(b), call.in[static_cast<size_t>(loop.kind.hidden_bias())].as<std::byte>());
    } else {
      part.clear(part.at(b));
    }
  }
  hidden_product.add(last - first, h, before.width, part.at(first), part.width);
}

void Forward::run_cell(int64_t step, int64_t row) {
  const int64_t t = loop.time(step), n = loop.hidden;
  std::byte* gate = gates.at(t, row);
  if (!loop.takes_part(t, row)) {
    gates.clear(gate);
    if (loop.kind.lstm()) tanh_c.clear(tanh_c.at(t, row));
    if (loop.kind.gru()) kept.clear(kept.at(t, row));
    if (loop.kind.projected) value.clear(value.at(row));
    if (loop.kind.lstm()) cells.copy(next(cells, last_c, step, row), cells.at(t, row));
    return y.clear(y.at(t, row));
  }
  if (loop.kind.lstm()) {
    void* h = loop.kind.projected ? value.at(row) : y.at(t, row);
    k.lstm[loop.type](n, gate, cells.at(t, row), next(cells, last_c, step, row), tanh_c.at(t, row),
                      h);
  } else if (loop.kind.gru()) {
    k.gru[loop.type](n, gate, part.at(row), before.at(t, row), kept.at(t, row), y.at(t, row));
  } else {
    k.plain[loop.kind.cell == Cell::rnn_relu][loop.type](n, gate);
    y.copy(y.at(t, row), gate);
  }
}

void Forward::project(int64_t time, int64_t first, int64_t last) {
  for (int64_t b = first; b < last; ++b) y.clear(y.at(time, b));
  projection.add(last - first, value.at(first), value.width, y.at(time, first), y.width);
}

void Forward::hand_on(int64_t step, int64_t row) {
  const int64_t t = loop.time(step);
  const Rows& from = loop.takes_part(t, row) ? y : before;
  y.copy(next(before, last_h, step, row), from.at(t, row));
}

// ---- backward -----------------------------------------------------------------------------------

struct Backward {
  explicit Backward(const Call& call);
  void run();

  void step(int64_t time, int64_t first, int64_t last);
  void collect(int64_t time, int64_t first, int64_t last);
  void run_cell(int64_t time, int64_t row);

  const Call& call;
  const RecurrenceKernels& k;
  Loop loop;
  Rows g, gates, before, cells, tanh_c, kept;
  Rows d, carry, dc, d_hidden, d_projected;
  StepProduct hidden_product, projection;
  Scratch values, zeros;  // gradients of h before its projection; what is carried to it: nothing
  Rows value, zero;
};

StepProduct projection_back(const Call& call, const Loop& loop) {
  if (!loop.kind.projected) return {{nullptr, 0, 0, 0, 0}, loop.dtype, 0};
  return {straight(call.in[8]), loop.dtype, loop.steps * loop.chunks()};
}

Backward::Backward(const Call& call)
    : call(call),
      k(*kernels().recurrence),
      loop(call, call.in[2]),
      g(call.in[0], loop.batch),
      gates(call.in[2], loop.batch),
      before(call.in[3], loop.batch),
      d(call.out[0], loop.batch),
      carry(call.out[1], loop.batch),
      hidden_product(straight(call.in[4]), loop.dtype, loop.steps * loop.chunks()),
      projection(projection_back(call, loop)),
      values(loop.kind.projected ? loop.scratch_bytes(loop.hidden) : 0),
      zeros(loop.kind.projected ? loop.scratch_bytes(loop.hidden) : 0) {
  if (loop.kind.lstm()) {
    cells = Rows(call.in[6], loop.batch);
    tanh_c = Rows(call.in[7], loop.batch);
    dc = Rows(call.out[2], loop.batch);
    value = zero = tanh_c;
    value.data = values.data();
    zero.data = zeros.data();
  }
  if (loop.kind.gru()) {
    kept = Rows(call.in[5], loop.batch);
    d_hidden = Rows(call.out[2], loop.batch);
  }
  if (loop.kind.projected) d_projected = Rows(call.out[3], loop.batch);
}

void Backward::run() {
  const Rows h(call.in[1], loop.batch);
  loop.each_chunk(g.width, [&](int64_t first, int64_t last) {
    for (int64_t b = first; b < last; ++b) {
      carry.copy(carry.at(b), h.at(b));
      if (loop.kind.lstm()) dc.copy(dc.at(b), Rows(call.in[5], loop.batch).at(b));
      if (loop.kind.projected) zero.clear(zero.at(b));
    }
    for (int64_t s = loop.steps - 1; s >= 0; --s) step(loop.time(s), first, last);
  });
}

void Backward::step(int64_t time, int64_t first, int64_t last) {
  if (loop.kind.projected) collect(time, first, last);
  for (int64_t b = first; b < last; ++b) run_cell(time, b);
  const Rows& from = loop.kind.gru() ? d_hidden : d;
  hidden_product.add(last - first, from.at(time, first), from.width, carry.at(first), carry.width);
}

// All that reaches the projection's result, and through it.
void Backward::collect(int64_t time, int64_t first, int64_t last) {
  for (int64_t b = first; b < last; ++b) {
    std::byte* whole = d_projected.at(time, b);
    value.clear(value.at(b));
    if (!loop.takes_part(time, b)) {
      d_projected.clear(whole);
      continue;
    }
    d_projected.copy(whole, g.at(time, b));
    k.add[loop.type](d_projected.width, carry.at(b), whole);
    carry.clear(carry.at(b));
  }
  projection.add(last - first, d_projected.at(time, first), d_projected.width, value.at(first),
                 value.width);
}

void Backward::run_cell(int64_t time, int64_t row) {
  const int64_t n = loop.hidden;
  if (!loop.takes_part(time, row)) {
    if (loop.kind.gru()) d_hidden.clear(d_hidden.at(time, row));
    return d.clear(d.at(time, row));
  }
  const void* arrived = g.at(time, row);
  if (loop.kind.lstm()) {
    const bool projected = loop.kind.projected;
    k.lstm_gradient[loop.type](n, gates.at(time, row), cells.at(time, row), tanh_c.at(time, row),
                               projected ? value.at(row) : arrived,
                               projected ? zero.at(row) : carry.at(row), dc.at(row),
                               d.at(time, row));
  } else if (loop.kind.gru()) {
    k.gru_gradient[loop.type](n, gates.at(time, row), kept.at(time, row), before.at(time, row),
                              arrived, carry.at(row), d.at(time, row), d_hidden.at(time, row));
  } else {
    const bool relu = loop.kind.cell == Cell::rnn_relu;
    k.plain_gradient[relu][loop.type](n, gates.at(time, row), arrived, carry.at(row),
                                      d.at(time, row));
  }
}

}  // namespace

void recurrence(const Call& call) {
  check_lengths(Loop(call, call.out[2]));
  Forward(call).run();
}

void recurrence_gradient(const Call& call) { Backward(call).run(); }

}  // namespace nnlite::cpu
