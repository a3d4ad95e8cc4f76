// How a plan decides that it fits, binds what changes from run to run, and runs.
#include "nnlite/core/plan.h"

#include <chrono>
#include <utility>

#include "nnlite/backend/threads.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/random.h"

namespace nnlite {

namespace {

using Before = PlanLeaf::Before;
using Clock = std::chrono::steady_clock;

constexpr double kLongRun = 20e-6;  // seconds that let a host's other threads run meanwhile

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

bool same(const Layout& a, const Layout& b) {
  return a.dtype == b.dtype && a.shape == b.shape && a.strides == b.strides;
}

Variable* variable_of(const PlanLeaf& leaf, std::span<const Tensor> arguments) {
  return leaf.argument < 0 ? leaf.variable.get()
                           : arguments[static_cast<size_t>(leaf.argument)].variable().get();
}

bool fits(const PlanLeaf& leaf, const Variable& v) {
  const bool defined = v.grad.defined();
  switch (leaf.before) {
    case Before::any:
      return true;
    case Before::fresh:
      return !defined || v.spent;
    case Before::none:
      return !defined;
    default:
      return defined && v.spent == (leaf.before == Before::spent) &&
             (leaf.buffer < 0 || same(v.grad.layout(), leaf.layout));
  }
}

}  // namespace

const char* Plan::misfit(std::span<const Tensor> arguments) const {
  if (arguments.size() != arguments_.size()) return "there is another number of arguments";
  if (grad_enabled() != grad_enabled_) return "gradients are switched the other way";
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Tensor& t = arguments[i];
    const Argument& a = arguments_[i];
    if (a.parameter && t.impl() != a.parameter) return "another parameter is an argument";
    if (!same(t.layout(), a.layout)) return "an argument has another shape, dtype or strides";
    if (t.requires_grad() != a.requires_grad) return "an argument asks otherwise for a gradient";
  }
  for (const auto& participant : participants_) {
    if (const char* change = participant->changed()) return change;
  }
  for (const PlanLeaf& leaf : leaves_) {
    if (leaf.variable && leaf.variable->use_count() == 1) return "a tensor is gone or was frozen";
    if (!fits(leaf, *variable_of(leaf, arguments))) return "gradients stand there that did not";
  }
  for (const Ref<TensorImpl>& t : constants_) {
    if (t->variable) return "a tensor asks for a gradient that did not";
  }
  return nullptr;
}

void Plan::set_address(int buffer, void* address) {
  for (const auto& [operand, offset] : uses_[static_cast<size_t>(buffer)]) {
    operands_[static_cast<size_t>(operand)].data = static_cast<std::byte*>(address) + offset;
  }
}

// What the backend will be handed, except for the memory that changes from run to run.
void Plan::prepare() {
  uses_.assign(buffers_.size(), {});
  for (const PlanStep& step : steps_) {
    begin_.push_back(operands_.size());
    const auto add = [&](const Place& place) {
      uses_[static_cast<size_t>(place.buffer)].emplace_back(operands_.size(), place.offset);
      operands_.push_back({nullptr, &place.layout});
    };
    for (const Place& place : step.in) add(place);
    for (const Place& place : step.out) add(place);
  }
  begin_.push_back(operands_.size());
  for (size_t i = 0; i < buffers_.size(); ++i) {
    const PlanBuffer& buffer = buffers_[i];
    std::byte* address = nullptr;
    if (buffer.kind == PlanBuffer::Kind::arena) {
      address = static_cast<std::byte*>(arena_->data()) + buffer.offset;
    } else if (buffer.kind == PlanBuffer::Kind::kept) {
      address = static_cast<std::byte*>(buffer.storage->data());
    }
    if (address) set_address(static_cast<int>(i), address);
  }
}

void Plan::bind_gradient(PlanLeaf& leaf, const Tensor& grad) {
  const bool held = leaf.before == Before::held || leaf.before == Before::spent;
  const bool reuse = grad.defined() && is_sole(grad) && same(grad.layout(), leaf.layout);
  leaf.grad = held || reuse ? grad : Tensor::empty(leaf.layout.shape, leaf.layout.dtype);
  set_address(leaf.buffer, leaf.grad.value().data());
}

void Plan::bind(std::span<const Tensor> arguments) {
  for (size_t i = 0; i < buffers_.size(); ++i) {
    PlanBuffer& buffer = buffers_[i];
    if (buffer.kind == PlanBuffer::Kind::argument) {
      set_address(static_cast<int>(i), arguments[static_cast<size_t>(buffer.index)].value().data());
    } else if (buffer.kind == PlanBuffer::Kind::result) {
      buffer.storage = Ref<Storage>(new Storage(static_cast<size_t>(buffer.bytes)));
      set_address(static_cast<int>(i), buffer.storage->data());
    }
  }
  for (PlanLeaf& leaf : leaves_) {
    if (leaf.buffer >= 0) bind_gradient(leaf, variable_of(leaf, arguments)->grad);
  }
}

void Plan::run_step(size_t i) {
  const PlanStep& step = steps_[i];
  const Operand* first = operands_.data() + begin_[i];
  const auto in = static_cast<size_t>(step.in.size());
  nnlite::run({step.op->primitive,
               step.op->code,
               {first, in},
               {first + in, static_cast<size_t>(step.out.size())},
               step.attrs});
}

void Plan::run_group(const PlanGroup& group) {
  if (group.end - group.begin > 1)
    run_fused(group);
  else
    run_step(group.begin);
}

void Plan::run_steps() {
  size_t i = 0;
  try {
    for (const PlanGroup& group : groups_) {
      i = group.begin;
      if (!profile_) {
        run_group(group);
        continue;
      }
      const auto begin = Clock::now();
      widest_loop() = 1;
      run_group(group);
      steps_[i].seconds += seconds_since(begin);
      steps_[i].threads = widest_loop();
    }
  } catch (...) {
    for (PlanLeaf& leaf : leaves_) {
      if (leaf.buffer >= 0) leaf.grad = {};
    }
    const bool updated = [&] {
      for (size_t k = 0; k < i; ++k) {
        if (steps_[k].op->primitive == Primitive::optim_step) return true;
      }
      return false;
    }();
    if (!updated) throw;
    explain_failure(i);
  }
}

void Plan::run(std::span<const Tensor> arguments, std::vector<Tensor>& results) {
  Generator& random = generator();
  for (const auto& participant : participants_) participant->before();
  for (PlanStep& step : steps_) {
    if (step.stream < 0) continue;
    step.attrs.integer[0] = static_cast<int64_t>(random.seed());
    step.attrs.integer[1] = static_cast<int64_t>(random.drawn()) + step.stream;
  }
  bind(arguments);
  {
    const auto begin = Clock::now();
    const Waiting waiting(seconds_ > kLongRun);
    run_steps();
    seconds_ = seconds_since(begin);
  }
  finish(arguments, results);
  random.set(random.seed(), random.drawn() + streams_);
  for (const auto& participant : participants_) participant->after();
  ++runs_;
}

void Plan::finish(std::span<const Tensor> arguments, std::vector<Tensor>& results) {
  for (PlanBuffer& buffer : buffers_) {
    if (buffer.written && buffer.kind == PlanBuffer::Kind::kept) buffer.storage->written();
  }
  results.clear();
  for (const Result& result : results_) results.push_back(result_of(result, arguments));
  for (PlanLeaf& leaf : leaves_) {
    Variable& v = *variable_of(leaf, arguments);
    v.spent = leaf.spent;
    if (leaf.buffer >= 0) {
      leaf.grad.value().storage->written();
      v.grad = std::exchange(leaf.grad, {});
    } else {
      v.grad = leaf.grad;
    }
  }
  for (PlanBuffer& buffer : buffers_) {
    if (buffer.kind == PlanBuffer::Kind::result) buffer.storage = nullptr;
  }
}

// A result as a tensor of its own.
Tensor Plan::result_of(const Result& result, std::span<const Tensor> arguments) const {
  if (result.buffer < 0) return result.value;
  const PlanBuffer& buffer = buffers_[static_cast<size_t>(result.buffer)];
  const auto index = static_cast<size_t>(buffer.index);
  const Layout& layout = result.place.layout;
  const int64_t offset = result.place.offset / itemsize(layout.dtype);
  if (buffer.kind == PlanBuffer::Kind::result) return Tensor({buffer.storage, offset, layout});
  const Value& from = buffer.kind == PlanBuffer::Kind::argument ? arguments[index].value()
                                                                : leaves_[index].grad.value();
  return Tensor({from.storage, from.offset + offset, layout});
}

void Plan::explain_failure(size_t step) const {
  try {
    throw;
  } catch (const std::exception& e) {
    fail_runtime(steps_[step].op->name, e.what(),
                 " (in a compiled step, after an optimizer had changed its parameters)");
  }
}

}  // namespace nnlite
