// What changes from run to run of a plan: the memory of arguments, results and gradients. Whatever
// can fail is done before the first step, so that nothing fails after the last.
#include <utility>

#include "nnlite/core/capture.h"
#include "nnlite/core/plan.h"

namespace nnlite {

namespace {
using Kind = PlanBuffer::Kind;
}  // namespace

Variable* PlanLeaf::of(std::span<const Tensor> arguments) const {
  return argument < 0 ? variable.get() : arguments[static_cast<size_t>(argument)].variable().get();
}

// A new gradient goes where the old one was, if that is nobody else's and nothing reads it.
void Plan::bind_gradient(PlanLeaf& leaf, const Variable& v) {
  const Tensor& old = v.grad;
  leaf.reuses = leaf.found < 0 && old.defined() && is_sole(old) &&
                old.shape() == leaf.layout.shape && old.dtype() == leaf.layout.dtype &&
                old.is_contiguous() && !old.variable();
  leaf.grad = leaf.reuses ? old : Tensor::empty(leaf.layout.shape, leaf.layout.dtype);
  set_address(leaf.made, leaf.grad.value().data());
}

// Memory that is written counts it at once: a step that fails half-way has written, too.
void Plan::bind(std::span<const Tensor> arguments) {
  const auto bind_to = [&](size_t buffer, const Value& value) {
    if (buffers_[buffer].written) value.storage->written();
    set_address(static_cast<int>(buffer), value.data());
  };
  for (size_t i = 0; i < buffers_.size(); ++i) {
    PlanBuffer& buffer = buffers_[i];
    const auto index = static_cast<size_t>(buffer.index);
    if (buffer.kind == Kind::argument) {
      bind_to(i, arguments[index].value());
    } else if (buffer.kind == Kind::found) {
      bind_to(i, leaves_[index].of(arguments)->grad.value());
    } else if (buffer.kind == Kind::result) {
      buffer.storage = Ref<Storage>(new Storage(static_cast<size_t>(buffer.bytes)));
      set_address(static_cast<int>(i), buffer.storage->data());
    } else if (buffer.kind == Kind::kept && buffer.written) {
      buffer.storage->written();
    }
  }
  for (PlanLeaf& leaf : leaves_) {
    if (leaf.made >= 0) bind_gradient(leaf, *leaf.of(arguments));
  }
}

// A tensor of its own, except for leaves and arguments, which are what they are.
Tensor Plan::tensor_of(const PlanTensor& t, std::span<const Tensor> arguments) const {
  if (t.argument >= 0) return arguments[static_cast<size_t>(t.argument)];
  if (t.buffer < 0) return t.value.defined() && !t.value.variable() ? t.value.detach() : t.value;
  const PlanBuffer& buffer = buffers_[static_cast<size_t>(t.buffer)];
  const auto index = static_cast<size_t>(buffer.index);
  const Layout& layout = t.place.layout;
  const int64_t offset = t.place.offset / itemsize(layout.dtype);
  if (buffer.kind == Kind::result) return Tensor({buffer.storage, offset, layout});
  const Value& from = buffer.kind == Kind::argument ? arguments[index].value()
                      : buffer.kind == Kind::found  ? leaves_[index].of(arguments)->grad.value()
                                                    : leaves_[index].grad.value();
  return Tensor({from.storage, from.offset + offset, layout});
}

void Plan::prepare_results(std::span<const Tensor> arguments, std::vector<Tensor>& results) {
  results.clear();
  bind(arguments);
  for (const PlanTensor& t : results_) results.push_back(tensor_of(t, arguments));
  for (PlanLeaf& leaf : leaves_) {
    if (leaf.stays) continue;
    const bool whole = leaf.made >= 0 && leaf.made == leaf.after.buffer;
    leaf.next = whole ? leaf.grad : tensor_of(leaf.after, arguments);
  }
}

void Plan::finish(std::span<const Tensor> arguments) {
  for (PlanLeaf& leaf : leaves_) {
    Variable& v = *leaf.of(arguments);
    v.spent = leaf.spent;
    if (!leaf.stays) v.grad = std::move(leaf.next);
  }
  let_go();
}

// Forgets the run in progress.
void Plan::let_go() {
  for (PlanLeaf& leaf : leaves_) leaf.grad = leaf.next = {};
  for (PlanBuffer& buffer : buffers_) {
    if (buffer.kind == Kind::result) buffer.storage = nullptr;
  }
}

// After group `group` failed: gradients that new ones had begun to replace are gone.
void Plan::drop_half_written(std::span<const Tensor> arguments, size_t group) {
  for (const PlanLeaf& leaf : leaves_) {
    if (leaf.made < 0 || !leaf.grad.defined() || !leaf.reuses) continue;
    if (buffers_[static_cast<size_t>(leaf.made)].first > static_cast<int>(group)) continue;
    Variable& v = *leaf.of(arguments);
    v.grad = {};
    v.spent = false;
  }
}

}  // namespace nnlite
