// Runs operations and makes their records; refuses writes that would make a gradient wrong.
#include "nnlite/core/emit.h"

#include <algorithm>
#include <atomic>

#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/execute.h"

namespace nnlite {

namespace {

std::atomic<uint64_t> next_sequence{1};

using ValueList = SmallVector<const Value*, 4>;

ValueList values(Inputs tensors) {
  ValueList list;
  list.reserve(static_cast<int>(tensors.size()));
  for (const Tensor* t : tensors) list.emplace_back(&t->value());
  return list;
}

void run_op(const Op& op, Inputs inputs, Inputs outputs, const Attrs& attrs) {
  const ValueList in = values(inputs), out = values(outputs);
  execute(op, {in.data(), inputs.size()}, {out.data(), outputs.size()}, attrs);
}

// Refuses a computed tensor whose memory was changed behind its history.
void check_history(const Op& op, const Tensor& t) {
  const Ref<Variable>& v = t.variable();
  if (!v || !v->producer || v->storage != t.value().storage.get()) return;
  if (v->version == v->storage->version()) return;
  fail_runtime(op.name, "an operand of shape ", t.shape(), ", the output of ",
               v->producer->op->name,
               ", was changed in place through another tensor or under no_grad(), so its gradient "
               "is unknown; detach() it, or change it with an operation that returns a new tensor");
}

// What the gradients of the tracked inputs read.
unsigned needed_values(const Op& op, Inputs inputs) {
  unsigned mask = 0;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].variable()) mask |= op.saves[std::min<size_t>(i, 3)];
  }
  return mask;
}

Slot slot_of(const Value& value, bool keep) {
  Slot slot;
  slot.value.layout = value.layout;
  slot.value.offset = value.offset;
  // (An input of a write in place may show its new value.)
  if (keep || value.storage->bytes() <= kShownBytes) slot.value.storage = value.storage;
  slot.version = value.storage->version();
  return slot;
}

Ref<Record> make_record(const Op& op, Inputs inputs, const Attrs& attrs) {
  Ref<Record> record(new Record);
  record->op = &op;
  record->sequence = next_sequence.fetch_add(1, std::memory_order_relaxed);
  record->attrs = attrs;
  const unsigned mask = needed_values(op, inputs);
  record->inputs.reserve(static_cast<int>(inputs.size()));
  for (size_t i = 0; i < inputs.size(); ++i) {
    Slot& slot = record->inputs.emplace_back(slot_of(inputs[i].value(), i < 8 && (mask >> i & 1)));
    slot.variable = inputs[i].variable();
  }
  return record;
}

// Gives `output` its place as the next output of `record`.
void add_output(const Ref<Record>& record, TensorImpl& output, unsigned mask) {
  const int index = record->outputs.size();
  record->outputs.emplace_back(slot_of(output.value, mask >> (8 + index) & 1));
  Variable*& weak = record->variables.emplace_back(nullptr);
  if (!is_float(output.value.layout.dtype)) return;
  Ref<Variable> variable(new Variable);
  variable->producer = record;
  variable->index = index;
  variable->storage = output.value.storage.get();
  variable->version = output.value.storage->version();
  weak = variable.get();
  output.variable = std::move(variable);
}

void record_outputs(const Op& op, Inputs inputs, std::span<Tensor> outputs, const Attrs& attrs,
                    bool tracked, std::shared_ptr<void> payload = nullptr) {
  if (!tracked) return;
  const Ref<Record> record = make_record(op, inputs, attrs);
  record->payload = std::move(payload);
  const unsigned mask = needed_values(op, inputs);
  for (Tensor& output : outputs) add_output(record, *output.impl(), mask);
}

// ---- in place ---------------------------------------------------------------------------------

void check_writable(const Op& op, const Layout& target) {
  for (int i = 0; i < target.dims(); ++i) {
    if (target.strides[i] != 0 || target.shape[i] <= 1) continue;
    fail_value(op.name, "cannot write in place into a tensor of shape ", target.shape,
               " whose elements share memory (it was expanded); clone() it first");
  }
}

void check_graph(const Op& op, const Tensor& target, bool tracked) {
  if (!grad_enabled()) return;
  if (target.variable() && target.is_leaf()) {
    fail_runtime(op.name,
                 "a leaf that requires a gradient cannot be changed in place; do it under "
                 "no_grad(), or make a new tensor");
  }
  if (target.impl()->is_view && (tracked || target.variable())) {
    fail_runtime(op.name,
                 "a view that takes part in a graph cannot be changed in place; assign "
                 "through its base instead: x[i] = x[i] + y");
  }
}

bool same_elements(const Value& a, const Value& b) {
  return a.offset == b.offset && a.layout.shape == b.layout.shape &&
         a.layout.strides == b.layout.strides && a.layout.dtype == b.layout.dtype;
}

// `input` as a call that writes `target` may read it, and a record may keep it: copied where it
// shares the target's memory in another layout, or where the gradient needs its old value.
Tensor readable(const Tensor& input, const Tensor& target, bool keep) {
  if (input.value().storage != target.value().storage) return input;
  if (same_elements(input.value(), target.value()) && !keep) return input;
  Tensor copy(copy_of(input.value()));
  copy.impl()->variable = input.variable();
  return copy;
}

bool track(const Op& op, Inputs inputs) {
  if (Capture* capture = Capture::current()) {
    for (const Tensor* t : inputs) {
      if (!t->variable() && is_float(t->dtype())) capture->note_constant(*t);
    }
  }
  if (!op.gradient || !is_tracked(inputs)) return false;
  for (const Tensor* t : inputs) check_history(op, *t);
  return true;
}

}  // namespace

uint64_t next_record() { return next_sequence.load(std::memory_order_relaxed); }

bool is_tracked(Inputs inputs) {
  if (!grad_enabled()) return false;
  return std::any_of(inputs.begin(), inputs.end(), [](const Tensor* t) { return t->variable(); });
}

Tensor emit(const Op& op, Inputs inputs, const Shape& shape, DType dtype, const Attrs& attrs) {
  const bool tracked = track(op, inputs);
  Tensor out = Tensor::empty(shape, dtype);
  run_op(op, inputs, {&out}, attrs);
  record_outputs(op, inputs, {&out, 1}, attrs, tracked);
  return out;
}

Outputs emit_many(const Op& op, Inputs inputs, std::span<const Layout> layouts,
                  const Attrs& attrs) {
  const bool tracked = track(op, inputs);
  Outputs outputs;
  SmallVector<const Tensor*, 2> addresses;
  outputs.reserve(static_cast<int>(layouts.size()));
  for (const Layout& layout : layouts) {
    addresses.emplace_back(&outputs.emplace_back(Tensor::empty(layout.shape, layout.dtype)));
  }
  run_op(op, inputs, Inputs({addresses.data(), layouts.size()}), attrs);
  record_outputs(op, inputs, {outputs.data(), layouts.size()}, attrs, tracked);
  return outputs;
}

Tensor emit_view(const Op& op, const Tensor& base, const Layout& layout, int64_t offset,
                 const Attrs& attrs) {
  const bool tracked = track(op, {&base});
  Tensor out(Value{base.value().storage, offset, layout});
  out.impl()->is_view = true;
  record_outputs(op, {&base}, {&out, 1}, attrs, tracked);
  return out;
}

void emit_into(const Op& op, Tensor& target, Inputs inputs, const Attrs& attrs) {
  check_writable(op, target.layout());
  const bool tracked = track(op, inputs);
  check_graph(op, target, tracked);
  const unsigned mask = tracked ? needed_values(op, inputs) : 0;
  SmallVector<Tensor, 4> safe;
  SmallVector<const Tensor*, 4> addresses;
  safe.reserve(static_cast<int>(inputs.size()));
  for (size_t i = 0; i < inputs.size(); ++i) {
    addresses.emplace_back(
        &safe.emplace_back(readable(inputs[i], target, i < 8 && (mask >> i & 1))));
  }
  const Inputs operands({addresses.data(), inputs.size()});
  run_op(op, operands, {&target}, attrs);
  target.value().storage->written();
  if (grad_enabled() && !tracked) target.impl()->variable = nullptr;  // its history ends here
  record_outputs(op, operands, {&target, 1}, attrs, tracked);
}

void emit_update(const Op& op, Inputs targets, Inputs inputs, const Attrs& attrs) {
  for (const Tensor* target : targets) check_writable(op, target->layout());
  run_op(op, inputs, targets, attrs);
  for (const Tensor* target : targets) target->value().storage->written();
}

void attach(const Op& op, Inputs inputs, std::span<Tensor> outputs, const Attrs& attrs,
            std::shared_ptr<void> payload) {
  const bool tracked = track(op, inputs);
  record_outputs(op, inputs, outputs, attrs, tracked, std::move(payload));
}

}  // namespace nnlite
