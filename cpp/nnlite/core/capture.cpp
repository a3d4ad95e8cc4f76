// Capture, while it watches: from the calls of one run to the steps of a plan.
#include "nnlite/core/capture.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "nnlite/base/errors.h"
#include "nnlite/core/row_gradient.h"

namespace nnlite {

namespace {

using Before = PlanLeaf::Before;
using Kind = PlanBuffer::Kind;

thread_local constinit Capture* current_capture = nullptr;
std::atomic<uint32_t> last_id{0};

constexpr size_t kLarge = 4096;  // bytes that are worth giving back early

bool is_random(Primitive primitive) {
  return primitive == Primitive::random || primitive == Primitive::dropout ||
         primitive == Primitive::attention || primitive == Primitive::attention_gradient ||
         primitive == Primitive::permutation;
}

Before state_of(const Variable& v, Capture::Touch touch) {
  if (touch == Capture::Touch::clear) return Before::any;
  if (touch == Capture::Touch::replace) return Before::fresh;
  return !v.grad.defined() ? Before::none : v.spent ? Before::spent : Before::held;
}

bool covers(const Value& value) {
  return value.layout.contiguous() && value.offset == 0 &&
         static_cast<size_t>(value.layout.size * itemsize(value.layout.dtype)) ==
             value.storage->bytes();
}

Ref<Storage> copy_of(const Storage& storage) {
  Ref<Storage> copy(new Storage(storage.bytes()));
  std::memcpy(copy->data(), storage.data(), storage.bytes());
  return copy;
}

void drop_hold(void* hold) { delete static_cast<Ref<Storage>*>(hold); }

// Another storage over the same memory, which it keeps.
Ref<Storage> storage_over(const Ref<Storage>& storage) {
  auto hold = std::make_unique<Ref<Storage>>(storage);
  Ref<Storage> over(new Storage(storage->data(), storage->bytes(), hold.get(), &drop_hold));
  hold.release();
  return over;
}

}  // namespace

Capture* Capture::current() { return current_capture; }

Capture::Capture(std::span<const Tensor> arguments)
    : plan_(new Plan),
      originals_(arguments.begin(), arguments.end()),
      id_(++last_id),
      first_record_(next_record()),
      generator_(generator()),
      watch_(this),
      before_(current_capture),
      era_before_(current_era) {
  plan_->grad_enabled_ = grad_enabled();
  plan_->precision_ = matmul_precision();
  for (const Tensor& t : originals_) add_argument(t);  // may throw
  current_capture = this;
  current_era = id_;
}

Capture::~Capture() {
  current_capture = before_;
  current_era = era_before_;
}

void Capture::add_argument(const Tensor& t) {
  const int index = static_cast<int>(arguments_.size());
  if (t.variable() && !t.is_leaf()) {
    refuse(text("argument ", index,
                " was computed with a graph outside the step; detach() it, or compute it inside"));
  }
  Plan::Argument& a = plan_->arguments_.emplace_back();
  a.layout = t.layout();
  a.requires_grad = t.requires_grad();
  if (t.impl()->is_parameter) {
    a.only = t.impl();
    arguments_.push_back(t);
    return;
  }
  a.sharer = sharer_of(originals_, static_cast<size_t>(index));
  if (a.sharer >= 0) {
    const Tensor& first = originals_[static_cast<size_t>(a.sharer)];
    a.distance = distance_between(first, t);
    a.twin = t.variable() && t.variable() == first.variable();
  }
  arguments_.push_back(inside(t, a.sharer));
  if (a.sharer < 0)
    bind_to(add_buffer(arguments_.back().value().storage), Kind::argument, index, t.value());
}

// The tensor that the function sees for an argument.
Tensor Capture::inside(const Tensor& t, int sharer) const {
  for (size_t i = 0; i < arguments_.size(); ++i) {
    if (originals_[i].impl() == t.impl()) return arguments_[i];
  }
  Value value = t.value();
  value.storage = sharer < 0 ? storage_over(value.storage)
                             : arguments_[static_cast<size_t>(sharer)].value().storage;
  Tensor seen(std::move(value));
  seen.impl()->variable = t.variable();
  seen.impl()->is_view = t.impl()->is_view;
  return seen;
}

int Capture::add_buffer(const Ref<Storage>& storage) {
  const int index = static_cast<int>(watched_.size());
  watched_.push_back({storage, storage->era() == id_, nullptr});
  plan_->buffers_.emplace_back().bytes = static_cast<int64_t>(storage->bytes());
  known_.emplace(storage.get(), index);
  if (watched_.back().own && storage->bytes() >= kLarge) large_.push_back(index);
  return index;
}

// The buffer that holds `value`. Where the step made its memory and the first call does not write
// the `whole` of it, the values come from the host: a run has to begin with them as well.
int Capture::buffer_of(const Value& value, bool whole) {
  if (const auto it = known_.find(value.storage.get()); it != known_.end()) return it->second;
  const int index = add_buffer(value.storage);
  Watched& watched = watched_.back();
  if (watched.own && !whole) watched.image = copy_of(*value.storage);
  return index;
}

Place Capture::place_of(const Value& value, bool writes) {
  const int index = buffer_of(value, writes && covers(value));
  PlanBuffer& buffer = plan_->buffers_[static_cast<size_t>(index)];
  buffer.written |= writes;
  if (writes && buffer.kind == Kind::argument) {
    originals_[static_cast<size_t>(buffer.index)].value().storage->written();
  }
  const int64_t base = buffer.offset;  // only of what is bound at its first element
  return {index, value.offset * itemsize(value.layout.dtype) - base, value.layout};
}

void Capture::call(const Op& op, Values in, Values out, const Attrs& attrs) {
  PlanStep step;
  step.op = &op;
  step.attrs = attrs;
  step.in.reserve(static_cast<int>(in.size()));
  for (const Value* value : in) step.in.emplace_back(place_of(*value, false));
  for (const Value* value : out) step.out.emplace_back(place_of(*value, true));
  const auto stream = static_cast<uint64_t>(attrs.integer[1]);
  if (is_random(op.primitive) && static_cast<uint64_t>(attrs.integer[0]) == generator_.seed() &&
      stream >= generator_.drawn() && stream < generator().drawn()) {
    step.stream = static_cast<int64_t>(stream - generator_.drawn());
  }
  note_origin(step);
  plan_->steps_.push_back(std::move(step));
  give_up_dead();
}

// What a call makes varies with what it reads; numbers beside tensors do not, nor what is made of
// them alone, which the plan may keep.
void Capture::note_origin(const PlanStep& step) {
  bool varies = step.stream >= 0 || step.attrs.block;
  for (const Place& p : step.in) {
    const Watched& from = watched_[static_cast<size_t>(p.buffer)];
    varies |= from.own ? from.varies : from.storage->bytes() > sizeof(double);
  }
  for (const Place& p : step.out) watched_[static_cast<size_t>(p.buffer)].varies |= varies;
}

// Gives back the memory of large values that nobody will read again: while it is watched, a step
// needs no more of it than otherwise.
void Capture::give_up_dead() {
  std::erase_if(large_, [&](int buffer) {
    const Watched& watched = watched_[static_cast<size_t>(buffer)];
    const bool dead = watched.storage->use_count() == 1 && watched.varies && !watched.image;
    if (dead) watched.storage->give_up();
    return dead;
  });
}

void Capture::join(std::shared_ptr<Participant> participant) {
  plan_->participants_.push_back(std::move(participant));
}

void Capture::touch_gradient(const Ref<Variable>& variable, Touch touch) {
  if (variable->producer) return;  // of a value that the step computes
  const auto [it, fresh] = leaves_.emplace(variable.get(), plan_->leaves_.size());
  if (!fresh) return;
  const int index = static_cast<int>(it->second);
  PlanLeaf& leaf = plan_->leaves_.emplace_back();
  leaf.variable = variable;
  leaf.before = state_of(*variable, touch);
  if (touch != Touch::read || !variable->grad.defined()) return;
  const Value& grad = variable->grad.value();
  leaf.layout = grad.layout;
  leaf.found = buffer_of(grad, true);
  if (plan_->buffers_[static_cast<size_t>(leaf.found)].kind != Kind::kept) {
    refuse("two tensors share the memory of one gradient; clone() it for one of them");
  }
  bind_to(leaf.found, Kind::found, index, grad);
}

void Capture::touch_rows(const Ref<Variable>& variable) {
  rows_.try_emplace(variable.get(), holds_rows(*variable) ? variable->rows : Tensor());
  for (size_t i = 0; i < originals_.size(); ++i) {
    if (originals_[i].variable() == variable) plan_->arguments_[i].only = originals_[i].impl();
  }
}

// The memory changes from run to run: the buffer begins at the first element of `value`.
void Capture::bind_to(int buffer, Kind kind, int index, const Value& value) {
  PlanBuffer& b = plan_->buffers_[static_cast<size_t>(buffer)];
  b.kind = kind;
  b.index = index;
  b.offset = value.offset * itemsize(value.layout.dtype);
}

void Capture::pin(const Tensor& t) {
  for (size_t i = 0; i < originals_.size(); ++i) {
    if (originals_[i].impl() == t.impl()) plan_->arguments_[i].only = t.impl();
  }
}

void Capture::note_constant(const Tensor& t) {
  if (t.value().storage->era() == id_) return;
  const auto it = known_.find(t.value().storage.get());
  if (it != known_.end() &&
      plan_->buffers_[static_cast<size_t>(it->second)].kind == Kind::argument) {
    return;
  }
  auto& list = plan_->constants_;
  if (std::find(list.begin(), list.end(), t.ref()) == list.end()) list.push_back(t.ref());
}

void Capture::check_readable(const char* op, const Storage* storage) const {
  if (std::any_of(set_.begin(), set_.end(), [&](const auto& s) { return s.get() == storage; })) {
    check_not_captured(op);
  }
  const auto it = known_.find(storage);
  if (it == known_.end()) return;
  const PlanBuffer& buffer = plan_->buffers_[static_cast<size_t>(it->second)];
  if (buffer.written || buffer.kind == Kind::argument) check_not_captured(op);
}

void Capture::refuse(std::string words) const {
  const auto updates = [](const PlanStep& s) {
    return s.op->primitive == Primitive::optim_step || s.op->primitive == Primitive::optim_rows;
  };
  if (std::any_of(plan_->steps_.begin(), plan_->steps_.end(), updates)) {
    words += " (an optimizer in the step had already changed its parameters)";
  }
  throw CaptureError(words);
}

bool is_sole(const Tensor& t) {
  const Storage* storage = t.value().storage.get();
  const Capture* capture = Capture::current();
  const uint32_t watching = capture && capture->knows(storage) ? 1 : 0;
  return t.ref()->use_count() == 1 && storage->use_count() == 1 + watching;
}

void check_not_captured(const char* op) {
  const Capture* capture = Capture::current();
  if (!capture) return;
  capture->refuse(text(op,
                       ": reads a value inside a compiled step, which runs again without Python; "
                       "return the tensor from the step and read it outside, or compute with "
                       "tensors (nnlite.where instead of if)"));
}

Unseen::Unseen()
    : before_(std::exchange(current_capture, nullptr)),
      era_before_(std::exchange(current_era, 0)),
      watch_(nullptr) {}
Unseen::~Unseen() {
  current_capture = before_;
  current_era = era_before_;
}

}  // namespace nnlite
