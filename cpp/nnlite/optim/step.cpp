// The step of an optimizer: gradients are gathered and limited, then one fused pass per group.
#include <algorithm>
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

namespace {

constexpr double kClosure = 2;  // of Option::nesterov

const OpRow kNorm({.name = "global_norm",
                   .primitive = Primitive::global_norm,
                   .doc = "The norm of all inputs together, in float64."});

const OpRow kRules[] = {
#define RULE(rule, states, doc_, ...)          \
  OpRow({.name = #rule "_step",                \
         .primitive = Primitive::optim_step,   \
         .code = static_cast<int>(Rule::rule), \
         .doc = doc_}),
#include "nnlite/kernels/optim.def"
#undef RULE
};

using Addresses = std::vector<const Tensor*>;

// One call of a rule: out = the parameters, then the states of each; in = gradients [, norm].
void run_rule(Rule rule, RuleNumbers& numbers, const Addresses& targets,
              const Addresses& gradients) {
  Attrs attrs;
  attrs.block = &numbers;
  emit_update(kRules[static_cast<int>(rule)], {targets}, {gradients}, attrs);
}

// target += rate (source - target)
void lerp(Tensor& target, const Tensor& source, double rate) {
  RuleNumbers numbers;
  numbers.lr = rate;
  run_rule(Rule::lerp, numbers, {&target}, {&source});
}

// The gradient, its units no longer than `limit` times their weights (Brock et al. 2021, equation
// 3). A unit is one output: a row of a weight; of vectors, the whole.
Tensor clip_units(const Tensor& w, const Tensor& g, double limit) {
  Shape axes;
  for (int i = w.dims() < 2 ? 0 : 1; i < w.dims(); ++i) axes.push_back(i);
  const auto lengths = [&](const Tensor& t) {
    return w.dims() ? sqrt(sum(square(t), axes, true)) : abs(t);
  };
  const Tensor most = maximum(lengths(w), 1e-3) * limit;
  const Tensor length = maximum(lengths(g), 1e-6);
  return where(greater(length, most), g * (most / length), g);
}

}  // namespace

struct Optimizer::Work {
  Group* group;
  Parameter* parameter;
  Tensor gradient;
};

// The parameters that have a gradient, and it in memory that a kernel can run over.
Optimizer::Works Optimizer::gather() {
  const double agc = number(Option::agc);
  Works works;
  for (Group& group : groups_) {
    for (Parameter& p : group.parameters) {
      Tensor g = p.tensor.variable() ? p.tensor.grad() : Tensor();
      if (!g.defined()) continue;
      if (g.dtype() != p.tensor.dtype()) g = cast(g, p.tensor.dtype());
      if (agc > 0) g = clip_units(p.tensor, g, agc);
      works.push_back({&group, &p, contiguous(g)});
    }
  }
  return works;
}

// All memory that the step needs, before the first weight changes.
void Optimizer::make_states(const Works& works) {
  const bool averaged = number(Option::ema) > 0, slow = number(Option::lookahead) > 0;
  for (const Work& work : works) {
    Parameter& p = *work.parameter;
    const int states = kRuleStates[static_cast<int>(work.group->rule)];
    if (p.states.size() != states) {
      SmallVector<Tensor, 3> fresh;
      for (int i = 0; i < states; ++i) {
        const bool starts = i == 0 && method_->initial != Option::count;
        const double from = starts ? at(work.group->values, method_->initial).at(steps_) : 0;
        fresh.emplace_back(full(p.tensor.shape(), from, p.tensor.dtype()));
      }
      p.states = std::move(fresh);
    }
    if (averaged && !p.average.defined()) p.average = clone(p.tensor).detach();
    if (slow && !p.slow.defined()) p.slow = clone(p.tensor).detach();
  }
}

// The parameters of one group that agree in weight decay and number of steps: one call.
void Optimizer::update(Group& group, std::span<Work> works, const Numbers& o, const Tensor& norm) {
  RuleNumbers& n = group.numbers.emplace_back();
  method_->numbers(n, o, works[0].parameter->steps + 1);
  n.scale = (o.on(Option::maximize) ? -1 : 1) / o(Option::accumulate);
  n.clip = o(Option::clip_value);
  n.max_norm = o(Option::clip_norm);
  if (works[0].parameter->decays) {
    const double decay = o(Option::weight_decay), lr = o(Option::lr);
    const double base = at(group.values, Option::lr).base();
    switch (static_cast<int>(o(Option::decay_mode))) {
      case 0:
        n.decay = decay;
        break;
      case 1:
        n.shrink = 1 - lr * decay;
        break;
      default:
        n.shrink = 1 - (base != 0 ? lr / base : 1) * decay;
    }
  }
  Addresses targets, gradients;
  std::vector<Tensor> copies(works.size());  // of parameters that are not contiguous
  for (size_t i = 0; i < works.size(); ++i) {
    copies[i] = contiguous(works[i].parameter->tensor);
    targets.push_back(&copies[i]);
    gradients.push_back(&works[i].gradient);
  }
  for (const Work& work : works) {
    for (const Tensor& state : work.parameter->states) targets.push_back(&state);
  }
  if (norm.defined()) gradients.push_back(&norm);
  run_rule(group.rule, n, targets, gradients);
  for (size_t i = 0; i < works.size(); ++i) {
    Parameter& p = *works[i].parameter;
    if (copies[i].impl() != p.tensor.impl()) copy_(p.tensor, copies[i]);
    ++p.steps;
  }
}

void Optimizer::move_averages(const Works& works, const Numbers& o) {
  const auto every = static_cast<int64_t>(o(Option::lookahead));
  for (const Work& work : works) {
    Parameter& p = *work.parameter;
    if (every > 0 && p.steps % every == 0) {
      lerp(p.slow, contiguous(p.tensor), o(Option::lookahead_alpha));
      copy_(p.tensor, p.slow);
    }
    if (!o.on(Option::ema)) continue;
    if (p.steps == 1) copy_(p.average, p.tensor);
    lerp(p.average, contiguous(p.tensor), 1 - o(Option::ema));
  }
}

bool Optimizer::needs_closure() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const Group& g) {
    return at(g.values, Option::nesterov).base() == kClosure;
  });
}

void Optimizer::step() {
  if (needs_closure()) {
    fail_value(method_->name, "nesterov='closure' needs step(closure)");
  }
  take_step();
}

// Of every group, at this step.
std::deque<Numbers> Optimizer::current() const {
  std::deque<Numbers> numbers;
  for (const Group& g : groups_) numbers.emplace_back(method_->name, g.values, steps_);
  return numbers;
}

void Optimizer::take_step() {
  const NoGrad no_grad;
  const std::deque<Numbers> numbers = current();
  if (accumulated_ + 1 < numbers[0](Option::accumulate)) {
    ++accumulated_;
    return;
  }
  Works works = gather();
  const bool skip = numbers[0].on(Option::skip_nonfinite), clip = numbers[0].on(Option::clip_norm);
  Tensor norm;
  if (!works.empty() && (skip || clip)) {
    Addresses gradients;
    for (const Work& work : works) gradients.push_back(&work.gradient);
    norm = emit(kNorm, {gradients}, {}, kFloat64);
  }
  accumulated_ = 0;
  if (skip && norm.defined() && !std::isfinite(norm.item())) {
    ++skipped_;
    return;
  }
  make_states(works);
  update_groups(works, numbers, clip ? norm : Tensor());
  ++steps_;
  move_averages(works, numbers[0]);
}

// Calls for the parameters of each group that are alike.
void Optimizer::update_groups(Works& works, const std::deque<Numbers>& numbers,
                              const Tensor& norm) {
  size_t group = 0;
  for (auto begin = works.begin(); begin != works.end();) {
    while (&groups_[group] != begin->group) ++group;
    groups_[group].numbers.clear();
    const auto end =
        std::find_if(begin, works.end(), [&](const Work& w) { return w.group != begin->group; });
    while (begin != end) {
      const bool decays = begin->parameter->decays;
      const int64_t steps = begin->parameter->steps;
      const auto alike = std::stable_partition(begin, end, [=](const Work& w) {
        return w.parameter->decays == decays && w.parameter->steps == steps;
      });
      update(groups_[group], {begin, alike}, numbers[group], norm);
      begin = alike;
    }
  }
}

// To the point that the momentum leads to; returns the weights before.
Optimizer::Weights Optimizer::look_ahead() {
  const NoGrad no_grad;
  const std::deque<Numbers> numbers = current();
  Weights before;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) {
      if (p.states.empty()) continue;
      before.emplace_back(&p, clone(p.tensor));
      sub_(p.tensor, p.states[0] * numbers[i](Option::momentum));
    }
  }
  return before;
}

Tensor Optimizer::step(const std::function<Tensor()>& closure) {
  const Weights before = needs_closure() ? look_ahead() : Weights();
  Tensor loss;
  try {
    loss = closure();
  } catch (...) {
    const NoGrad no_grad;
    for (const auto& [p, weights] : before) copy_(p->tensor, weights);
    throw;
  }
  take_step();
  return loss;
}

bool Optimizer::has_averages() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const Group& g) {
    return std::any_of(g.parameters.begin(), g.parameters.end(),
                       [](const Parameter& p) { return p.average.defined(); });
  });
}

void Optimizer::swap_averages() {
  const NoGrad no_grad;
  for (Group& group : groups_) {
    for (Parameter& p : group.parameters) {
      if (!p.average.defined()) continue;
      const Tensor weights = clone(p.tensor);
      copy_(p.tensor, p.average);
      copy_(p.average, weights);
    }
  }
}

}  // namespace nnlite::optim
