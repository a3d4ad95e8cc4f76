// From the calls of one run to a plan: which memory belongs to the step, and which to the world.
#include "nnlite/core/capture.h"

#include <algorithm>

#include "nnlite/base/errors.h"

namespace nnlite {

namespace {

using Before = PlanLeaf::Before;
using Kind = PlanBuffer::Kind;

thread_local constinit Capture* current_capture = nullptr;

bool is_random(Primitive primitive) {
  return primitive == Primitive::random || primitive == Primitive::dropout ||
         primitive == Primitive::permutation;
}

Before state_of(const Variable& v, Capture::Touch touch) {
  if (touch == Capture::Touch::clear) return Before::any;
  if (touch == Capture::Touch::replace) return Before::fresh;
  return !v.grad.defined() ? Before::none : v.spent ? Before::spent : Before::held;
}

}  // namespace

Capture* Capture::current() { return current_capture; }

Capture::Capture(std::span<const Tensor> arguments)
    : plan_(new Plan),
      first_record_(next_record()),
      generator_(generator()),
      watch_(this),
      before_(current_capture) {
  plan_->grad_enabled_ = grad_enabled();
  for (const Tensor& t : arguments) add_argument(t);  // may throw
  current_capture = this;
}

Capture::~Capture() { current_capture = before_; }

void Capture::add_argument(const Tensor& t) {
  const bool parameter = t.impl()->is_parameter;
  plan_->arguments_.push_back({t.layout(), t.requires_grad(), parameter ? t.impl() : nullptr});
  if (parameter) return;
  const int index = static_cast<int>(plan_->arguments_.size()) - 1;
  const auto [it, fresh] =
      known_.emplace(t.value().storage.get(), static_cast<int>(plan_->buffers_.size()));
  if (!fresh) {
    throw CaptureError(
        text("argument ", index, " shares its memory with another argument; clone() one of them"));
  }
  PlanBuffer& buffer = plan_->buffers_.emplace_back();
  buffer.kind = Kind::argument;
  buffer.index = index;
  buffer.offset = t.value().offset * itemsize(t.dtype());
  buffer.bytes = t.numel() * itemsize(t.dtype());
  storages_.push_back(t.value().storage);
  read_first_.push_back(true);
  if (!t.variable()) return;
  if (!t.is_leaf()) {
    throw CaptureError(text("argument ", index,
                            " was computed with a graph outside the step; detach() it, or compute "
                            "it inside"));
  }
  argument_leaves_.emplace(t.variable().get(), index);
}

int Capture::buffer_of(const Value& value, bool reads) {
  const auto [it, fresh] =
      known_.emplace(value.storage.get(), static_cast<int>(plan_->buffers_.size()));
  if (fresh) {
    plan_->buffers_.emplace_back().bytes = static_cast<int64_t>(value.storage->bytes());
    storages_.push_back(value.storage);
    read_first_.push_back(reads);
  }
  return it->second;
}

void Capture::call(const Op& op, Values in, Values out, const Attrs& attrs) {
  PlanStep step;
  step.op = &op;
  step.attrs = attrs;
  const auto place = [&](const Value& value, bool reads) {
    const int index = buffer_of(value, reads);
    PlanBuffer& buffer = plan_->buffers_[static_cast<size_t>(index)];
    buffer.written |= !reads;
    const int64_t base = buffer.offset;  // only of what is bound at its first element
    return Place{index, value.offset * itemsize(value.layout.dtype) - base, value.layout};
  };
  for (const Value* value : in) step.in.emplace_back(place(*value, true));
  for (const Value* value : out) step.out.emplace_back(place(*value, false));
  const auto stream = static_cast<uint64_t>(attrs.integer[1]);
  if (is_random(op.primitive) && static_cast<uint64_t>(attrs.integer[0]) == generator_.seed() &&
      stream >= generator_.drawn() && stream < generator().drawn()) {
    step.stream = static_cast<int64_t>(stream - generator_.drawn());
  }
  plan_->steps_.push_back(std::move(step));
}

void Capture::join(std::shared_ptr<Participant> participant) {
  plan_->participants_.push_back(std::move(participant));
}

void Capture::touch_gradient(const Ref<Variable>& variable, Touch touch) {
  const auto [it, fresh] = leaves_.emplace(variable.get(), plan_->leaves_.size());
  if (!fresh) return;
  const int index = static_cast<int>(it->second);
  PlanLeaf& leaf = plan_->leaves_.emplace_back();
  leaf.variable = variable;
  if (auto found = argument_leaves_.find(variable.get()); found != argument_leaves_.end()) {
    leaf.argument = found->second;
  }
  leaf.before = state_of(*variable, touch);
  if (touch != Touch::read || !variable->grad.defined()) return;
  const Value& grad = variable->grad.value();
  leaf.layout = grad.layout;
  leaf.buffer = buffer_of(grad, true);
  bind_to(leaf.buffer, Kind::gradient, index, grad);
}

// The memory changes from run to run: the buffer begins at the first element of `value`.
void Capture::bind_to(int buffer, Kind kind, int index, const Value& value) {
  PlanBuffer& b = plan_->buffers_[static_cast<size_t>(buffer)];
  b.kind = kind;
  b.index = index;
  b.offset = value.offset * itemsize(value.layout.dtype);
}

void Capture::note_constant(const Tensor& t) {
  const auto it = known_.find(t.value().storage.get());
  if (it != known_.end()) {
    const auto index = static_cast<size_t>(it->second);
    if (!read_first_[index] || plan_->buffers_[index].kind == Kind::argument) return;
  }
  auto& list = plan_->constants_;
  if (std::find(list.begin(), list.end(), t.ref()) == list.end()) list.push_back(t.ref());
}

void Capture::check_readable(const char* op, const Storage* storage) const {
  const auto it = known_.find(storage);
  if (it == known_.end()) return;
  const PlanBuffer& buffer = plan_->buffers_[static_cast<size_t>(it->second)];
  if (buffer.written || buffer.kind == Kind::argument) check_not_captured(op);
}

// Which gradients the step leaves behind, and where they were written.
void Capture::close_leaves() {
  std::erase_if(plan_->leaves_, [](const PlanLeaf& leaf) {  // made and gone within the step
    return leaf.argument < 0 && leaf.variable->use_count() == 1;
  });
  for (size_t i = 0; i < plan_->leaves_.size(); ++i) {
    PlanLeaf& leaf = plan_->leaves_[i];
    const Tensor grad = leaf.variable->grad;
    leaf.spent = leaf.variable->spent;
    if (leaf.argument >= 0) leaf.variable = nullptr;
    if (leaf.buffer >= 0) {
      plan_->buffers_[static_cast<size_t>(leaf.buffer)].index = static_cast<int>(i);
      const bool same_memory = grad.defined() && known_at(grad) == leaf.buffer;
      if (same_memory) continue;
      plan_->buffers_[static_cast<size_t>(leaf.buffer)].kind = Kind::kept;
    }
    leaf.buffer = -1;
    const int buffer = grad.defined() ? known_at(grad) : -1;
    const bool own =
        buffer >= 0 && is_own(buffer) && grad.is_contiguous() && grad.value().offset == 0;
    if (own) {
      leaf.buffer = buffer;
      leaf.layout = grad.layout();
      bind_to(buffer, Kind::gradient, static_cast<int>(i), grad.value());
    } else {
      leaf.grad = grad;
    }
  }
}

int Capture::known_at(const Tensor& t) const {
  const auto it = known_.find(t.value().storage.get());
  return it == known_.end() ? -1 : it->second;
}

// Whether the step itself made the memory, and it is bound to nothing yet.
bool Capture::is_own(int buffer) const {
  const auto index = static_cast<size_t>(buffer);
  return plan_->buffers_[index].kind == Kind::kept && !read_first_[index];
}

void Capture::close_result(const Tensor& t) {
  Plan::Result& result = plan_->results_.emplace_back();
  const int buffer = t.defined() ? known_at(t) : -1;
  if (buffer >= 0 && is_own(buffer)) {
    plan_->buffers_[static_cast<size_t>(buffer)].kind = Kind::result;
  }
  if (buffer < 0 || plan_->buffers_[static_cast<size_t>(buffer)].kind == Kind::kept) {
    if (t.defined()) result.value = t.detach();
    return;
  }
  const PlanBuffer& b = plan_->buffers_[static_cast<size_t>(buffer)];
  const int64_t base = b.kind == Kind::result ? 0 : b.offset;
  result.buffer = buffer;
  result.place = {buffer, t.value().offset * itemsize(t.dtype()) - base, t.layout()};
}

std::unique_ptr<Plan> Capture::finish(std::span<const Tensor> results) {
  if (generator().seed() != generator_.seed() || generator().drawn() < generator_.drawn()) {
    throw CaptureError(
        "manual_seed() in a step would start the same numbers at every run; call it "
        "before the step");
  }
  plan_->streams_ = generator().drawn() - generator_.drawn();
  close_leaves();
  for (const Tensor& t : results) close_result(t);
  for (size_t i = 0; i < plan_->buffers_.size(); ++i) {
    PlanBuffer& buffer = plan_->buffers_[i];
    if (buffer.kind != Kind::kept) continue;
    buffer.offset = 0;
    const bool gone = storages_[i]->use_count() == 1 && !read_first_[i];
    if (gone) {
      buffer.kind = Kind::arena;
    } else {
      buffer.storage = storages_[i];
    }
  }
  std::erase_if(plan_->constants_, [](const Ref<TensorImpl>& t) { return t->use_count() == 1; });
  plan_->fold(storages_);
  storages_.clear();
  plan_->group();
  plan_->lay_out();
  plan_->prepare();
  return std::move(plan_);
}

bool is_sole(const Tensor& t) {
  const Storage* storage = t.value().storage.get();
  const Capture* capture = Capture::current();
  const uint32_t watching = capture && capture->knows(storage) ? 1 : 0;
  return t.ref()->use_count() == 1 && storage->use_count() == 1 + watching;
}

void check_not_captured(const char* op) {
  if (!Capture::current()) return;
  throw CaptureError(
      text(op,
           ": reads a value inside a compiled step, which runs again without Python; "
           "return the tensor from the step and read it outside, or compute with "
           "tensors (nnlite.where instead of if)"));
}

Unseen::Unseen() : before_(std::exchange(current_capture, nullptr)), watch_(nullptr) {}
Unseen::~Unseen() { current_capture = before_; }

}  // namespace nnlite
