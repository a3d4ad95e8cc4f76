// What an operation's chain rule reads from its record.
#include "nnlite/core/gradient.h"

#include <utility>

#include "nnlite/core/copy.h"

namespace nnlite {

namespace {

// The memory of a slot that the operation asked to keep.
const Value& saved(const Record& record, const Slot& slot) {
  if (!slot.value.storage) {
    fail_runtime(record.op->name, "a value that its gradient reads was not kept");
  }
  if (slot.version != slot.value.storage->version()) {
    fail_runtime(record.op->name, "a value of shape ", slot.value.layout.shape,
                 " that its gradient needs was changed in place after it was used; clone() it "
                 "before the change, or use an operation that returns a new tensor");
  }
  return slot.value;
}

}  // namespace

Tensor Gradient::g(int i) const {
  if (has_g(i)) return outputs_[i];
  const Layout& layout = record_.outputs[i].value.layout;
  Tensor zeros = Tensor::empty(layout.shape, layout.dtype);
  Value value = zeros.value();
  fill_into(value, 0);
  return outputs_[i] = zeros;
}

Tensor Gradient::in(int i) const {
  const Slot& slot = record_.inputs[i];
  Tensor t(saved(record_, slot));
  if (create_graph_) t.impl()->variable = slot.variable;
  return t;
}

Tensor output_of(Record& record, int i) {
  Tensor t(record.outputs[i].value);
  if (record.variables[i]) {
    t.impl()->variable = Ref<Variable>(record.variables[i]);
    return t;
  }
  Ref<Variable> variable(new Variable);  // its tensor is gone: the value takes the place again
  variable->producer = Ref<Record>(&record);
  variable->index = i;
  variable->storage = record.outputs[i].value.storage.get();
  variable->version = record.outputs[i].version;
  record.variables[i] = variable.get();
  t.impl()->variable = std::move(variable);
  return t;
}

Tensor Gradient::out(int i) const {
  const Value& value = saved(record_, record_.outputs[i]);
  return create_graph_ ? output_of(record_, i) : Tensor(value);
}

Tensor* Gradient::total(int i) const {
  return needs(i) ? totals_.of(*record_.inputs[i].variable) : nullptr;
}

void Gradient::set(int i, Tensor gradient) {
  if (!gradient.defined() || !needs(i)) return;
  if (gradient.shape() != shape(i)) {
    fail_runtime(record_.op->name, "the gradient of input ", i, " has shape ", gradient.shape(),
                 " but the input has shape ", shape(i));
  }
  inputs_[i] = cast(gradient, dtype(i));
}

bool Gradient::takes_rows(int i) const {
  return to_leaves_ && !create_graph_ && needs(i) && !record_.inputs[i].variable->producer;
}

void Gradient::set_rows(int i, RowGradient gradient) {
  rows_of_ = i;
  rows_ = std::move(gradient);
}

}  // namespace nnlite
