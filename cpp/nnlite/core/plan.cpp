// How a plan decides that it fits, binds what changes from run to run, and runs.
#include "nnlite/core/plan.h"

#include <algorithm>
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

// `v` is null for an argument that asks for a gradient only within the step.
bool fits(const PlanLeaf& leaf, const Variable* v) {
  const bool defined = v && v->grad.defined(), spent = v && v->spent;
  switch (leaf.before) {
    case Before::any:
      return true;
    case Before::fresh:
      return !defined || spent;
    case Before::none:
      return !defined;
    default:
      return defined && spent == (leaf.before == Before::spent) &&
             (leaf.found < 0 || same(v->grad.layout(), leaf.layout));
  }
}

}  // namespace

int sharer_of(std::span<const Tensor> arguments, size_t i) {
  const Tensor& t = arguments[i];
  if (t.impl()->is_parameter) return -1;
  for (size_t k = 0; k < i; ++k) {
    const Tensor& other = arguments[k];
    const bool shares = other.value().storage == t.value().storage;
    if (shares && !other.impl()->is_parameter) return static_cast<int>(k);
  }
  return -1;
}

int64_t distance_between(const Tensor& from, const Tensor& to) {
  return static_cast<std::byte*>(to.value().data()) - static_cast<std::byte*>(from.value().data());
}

bool Plan::shares_alike(std::span<const Tensor> arguments, size_t i) const {
  const Argument& a = arguments_[i];
  if (sharer_of(arguments, i) != a.sharer) return false;
  if (a.sharer < 0) return true;
  const Tensor &first = arguments[static_cast<size_t>(a.sharer)], &t = arguments[i];
  const bool twin = t.variable() && t.variable() == first.variable();
  return distance_between(first, t) == a.distance && twin == a.twin;
}

Plan::~Plan() {
  for (const PlanLeaf& leaf : leaves_) {
    if (leaf.counted) --leaf.variable->plans;
  }
}

const char* Plan::misfit(std::span<const Tensor> arguments) const {
  if (arguments.size() != arguments_.size()) return "there is another number of arguments";
  if (grad_enabled() != grad_enabled_) return "gradients are switched the other way";
  if (matmul_precision() != precision_) return "products have another precision";
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Tensor& t = arguments[i];
    const Argument& a = arguments_[i];
    if (a.only && t.impl() != a.only) return "another parameter is an argument";
    if (!same(t.layout(), a.layout)) return "an argument has another shape, dtype or strides";
    if (t.requires_grad() != a.requires_grad || !t.is_leaf()) {
      return "an argument asks otherwise for a gradient";
    }
    if (!shares_alike(arguments, i)) return "arguments share memory that did not";
  }
  for (const auto& participant : participants_) {
    if (const char* change = participant->changed()) return change;
  }
  for (const PlanLeaf& leaf : leaves_) {
    if (leaf.variable && leaf.variable->use_count() == leaf.variable->plans) {
      return "a tensor is gone or was frozen";
    }
    if (!fits(leaf, leaf.of(arguments))) return "gradients stand there that did not";
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

// `at` is the group at work.
void Plan::run_groups(size_t& at) {
  for (; at < groups_.size(); ++at) {
    const PlanGroup& group = groups_[at];
    if (!profile_) {
      run_group(group);
      continue;
    }
    const auto begin = Clock::now();
    widest_loop() = 1;
    run_group(group);
    steps_[group.begin].seconds += seconds_since(begin);
    steps_[group.begin].threads = widest_loop();
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
  for (size_t i = 0; i < arguments_.size(); ++i) {
    if (arguments_[i].asks) Tensor(arguments[i]).requires_grad_();
  }
  size_t group = 0;
  try {
    prepare_results(arguments, results);
    const auto begin = Clock::now();
    const Waiting waiting(seconds_ > kLongRun);
    run_groups(group);
    seconds_ = seconds_since(begin);
  } catch (...) {
    drop_half_written(arguments, group);
    let_go();
    results.clear();
    explain_failure(group);
  }
  finish(arguments);
  random.set(random.seed(), random.drawn() + streams_);
  for (const auto& participant : participants_) participant->after();
  ++runs_;
}

// Throws again what a step threw; where an optimizer's call had run, with words about it.
void Plan::explain_failure(size_t group) const {
  const size_t step = groups_.empty() ? 0 : groups_[group].begin;
  const auto updates = [](const PlanStep& s) {
    return s.op->primitive == Primitive::optim_step || s.op->primitive == Primitive::optim_rows;
  };
  const auto failed = steps_.begin() + static_cast<int64_t>(step);
  if (std::none_of(steps_.begin(), failed, updates)) throw;
  try {
    throw;
  } catch (const std::exception& e) {
    fail_runtime(steps_[step].op->name, e.what(),
                 " (in a compiled step, after an optimizer had changed its parameters)");
  }
}

}  // namespace nnlite
