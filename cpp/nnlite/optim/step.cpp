// The step of an optimizer: gradients are gathered and limited, then one fused pass per group.
#include <algorithm>
#include <tuple>

#include "nnlite/base/errors.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/row_gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/measure.h"
#include "nnlite/optim/taken.h"

namespace nnlite::optim {

namespace {

constexpr double kClosure = 2;  // of Option::nesterov

const OpRow kRules[] = {
#define RULE(rule, states, doc_, ...)          \
  OpRow({.name = #rule "_step",                \
         .primitive = Primitive::optim_step,   \
         .code = static_cast<int>(Rule::rule), \
         .doc = doc_}),
#include "nnlite/kernels/optim.def"
#undef RULE
};

const OpRow kRows({.name = "rows_step",
                   .primitive = Primitive::optim_rows,
                   .doc = "An update rule on the rows of a table that have a gradient."});

// The gradient, its units no longer than `limit` times their weights (Brock et al. 2021, equation
// 3). A unit is one output: a row of a weight; of vectors, the whole.
Tensor clip_units(const Tensor& w, const Tensor& g, const Tensor& limit) {
  Shape axes;
  for (int i = w.dims() < 2 ? 0 : 1; i < w.dims(); ++i) axes.push_back(i);
  const auto lengths = [&](const Tensor& t) {
    return w.dims() ? sqrt(sum(square(t), axes, true)) : abs(t);
  };
  const Tensor most = maximum(lengths(w), 1e-3) * limit;
  const Tensor length = maximum(lengths(g), 1e-6);
  return where(greater(length, most), g * (most / length), g);
}

// Without its mean over all axes but the first (Yong et al. 2020, equation 1).
Tensor centralized(const Tensor& g) {
  if (g.dims() < 2) return g;
  Shape axes;
  for (int i = 1; i < g.dims(); ++i) axes.push_back(i);
  return g - mean(g, axes, true);
}

}  // namespace

// A step of some rows of a table must be one that leaves the others as they are.
void Optimizer::check_rows(size_t group, const Parameter& p) const {
  const Values& values = groups_[group].values;
  const char* reason = "every row moves in its step";
  if (method_->sparse) reason = method_->sparse(values);
  if (!reason && p.decays && at(values, Option::weight_decay).matters()) {
    reason = "weight_decay moves every row";
  }
  if (!reason && number(Option::agc) > 0) reason = "agc knows no gradients of rows";
  if (reason) refuse_rows(p, reason);
}

void Optimizer::refuse_rows(const Parameter& p, const char* reason) const {
  fail_value(method_->name, "the gradient of '", p.name, "' is rows of it (sparse=True), but ",
             reason,
             "; take SGD without momentum, Adagrad or SparseAdam without weight decay for "
             "it, or build the embedding with sparse=False");
}

// The gradient, where rows will not do.
Tensor Optimizer::whole_gradient(const Parameter& p, const char* reason) const {
  if (row_gradient(p.tensor).defined()) refuse_rows(p, reason);
  return p.tensor.grad();
}

// The parameters that have a gradient, and it in memory that a kernel can run over.
Optimizer::Works Optimizer::gather() {
  const bool clips_units = number(Option::agc) > 0, centralizes = number(Option::centralize) != 0;
  Works works;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) {
      if (Capture* capture = Capture::current()) capture->pin(p.tensor);
      const RowGradient rows = row_gradient(p.tensor);
      if (rows.defined()) check_rows(i, p);
      Tensor g = rows.defined() ? rows.values : p.tensor.grad();
      if (!g.defined()) continue;
      if (g.dtype() != p.tensor.dtype()) g = cast(g, p.tensor.dtype());
      if (centralizes) g = rows.defined() ? g - mean(g, {2}, true) : centralized(g);
      if (clips_units) g = clip_units(p.tensor, g, live(Option::agc, 0, g.dtype()));
      works.push_back({i, &p, contiguous(g), rows.rows});
    }
  }
  return works;
}

// All memory that the steps need, before the first weight changes; no part of a compiled step.
void Optimizer::make_states(const Works& works) {
  const Unseen once;
  if (method_->on_tensors()) make_kept(works);
  const bool averaged = phase().averages, slow = number(Option::lookahead) > 0;
  for (const Work& work : works) {
    Parameter& p = *work.parameter;
    const Group& group = groups_[work.group];
    const int states = method_->on_tensors() ? 0 : kRuleStates[static_cast<int>(group.rule)];
    if (p.states.size() != states) {
      SmallVector<Tensor, 3> fresh;
      for (int i = 0; i < states; ++i) {
        const bool starts = i == 0 && method_->initial != Option::count;
        const double from = starts ? at(group.values, method_->initial).at(steps_) : 0;
        fresh.emplace_back(full(p.tensor.shape(), from, p.tensor.dtype()));
      }
      p.states = std::move(fresh);
    }
    if (averaged && !p.average.defined()) p.average = clone(p.tensor).detach();
    if (slow && !p.slow.defined()) p.slow = clone(p.tensor).detach();
  }
}

// One call of a rule: out = the targets, then the states of each; in = sources [, norm], factors.
// Of rows, the sources are their values and which they are.
void Optimizer::run_rule(Taken& taken, RuleCall& call, Rule rule, std::span<const Tensor> targets,
                         std::span<const Tensor> sources, std::span<const Tensor> states,
                         std::span<const Tensor> factors) {
  set_numbers(call);
  std::vector<Tensor> whole;  // copies of those that are not contiguous
  std::vector<const Tensor*> out, in;
  whole.reserve(targets.size() + sources.size());
  for (const Tensor& t : targets) out.push_back(&whole.emplace_back(contiguous(t)));
  for (const Tensor& t : states) out.push_back(&t);
  for (const Tensor& t : sources) in.push_back(&whole.emplace_back(contiguous(t)));
  if (taken.norm.defined()) in.push_back(&taken.norm);
  for (const Tensor& t : factors) in.push_back(&t);
  Attrs attrs;
  attrs.block = &call.numbers;
  attrs.integer[0] = static_cast<int64_t>(rule);
  const bool rows = sources.size() > targets.size();
  emit_update(rows ? kRows : kRules[static_cast<int>(rule)], {out}, {in}, attrs);
  for (size_t i = 0; i < targets.size(); ++i) {
    if (whole[i].impl() == targets[i].impl()) continue;
    Tensor target = targets[i];
    copy_(target, whole[i]);
  }
}

// The parameters of one group that agree in weight decay and number of steps: one call.
void Optimizer::update(Taken& taken, size_t group, std::span<Work> works) {
  RuleCall& call = taken.add(RuleCall::Task::update);
  call.group = group;
  call.decays = works[0].parameter->decays;
  std::vector<Tensor> targets, gradients, states;
  for (const Work& work : works) {
    call.parameters.push_back(work.parameter);
    targets.push_back(work.parameter->tensor);
    gradients.push_back(work.gradient);
    for (const Tensor& state : work.parameter->states) states.push_back(state);
  }
  run_rule(taken, call, groups_[group].rule, targets, gradients, states);
}

// A table, the gradient of which is rows, by itself.
void Optimizer::update_rows(Taken& taken, const Work& work) {
  Parameter& p = *work.parameter;
  RuleCall& call = taken.add(RuleCall::Task::update);
  call.group = work.group;
  call.decays = p.decays;
  call.parameters.push_back(&p);
  const Tensor target[] = {p.tensor}, sources[] = {work.gradient, work.rows};
  run_rule(taken, call, groups_[work.group].rule, target, sources,
           {p.states.data(), static_cast<size_t>(p.states.size())});
}

// Calls for the parameters of each group that are alike.
void Optimizer::update_groups(Taken& taken, Works& works) {
  const auto tables = std::stable_partition(works.begin(), works.end(),
                                            [](const Work& w) { return !w.rows.defined(); });
  for (auto begin = works.begin(); begin != tables;) {
    const auto end =
        std::find_if(begin, tables, [&](const Work& w) { return w.group != begin->group; });
    while (begin != end) {
      const bool decays = begin->parameter->decays;
      const int64_t steps = begin->parameter->steps;
      const auto alike = std::stable_partition(begin, end, [=](const Work& w) {
        return w.parameter->decays == decays && w.parameter->steps == steps;
      });
      update(taken, begin->group, {begin, alike});
      begin = alike;
    }
  }
  std::for_each(tables, works.end(), [&](const Work& w) { update_rows(taken, w); });
}

// After the update: the slow weights, and the averages.
void Optimizer::move_averages(Taken& taken, const Works& works) {
  const auto move = [&](RuleCall::Task task, Rule rule, auto&& wanted, auto&& target,
                        auto&& source) {
    std::vector<Tensor> targets, sources;
    for (const Work& work : works) {
      if (!wanted(*work.parameter)) continue;
      targets.push_back(target(*work.parameter));
      sources.push_back(source(*work.parameter));
    }
    if (!targets.empty()) run_rule(taken, taken.add(task), rule, targets, sources, {});
  };
  const auto weights = [](const Parameter& p) { return p.tensor; };
  const auto slow = [](const Parameter& p) { return p.slow; };
  const auto average = [](const Parameter& p) { return p.average; };
  const auto looks = [&](const Parameter& p) { return looks_after(p); };
  move(RuleCall::Task::look, Rule::lerp, looks, slow, weights);
  move(RuleCall::Task::assign, Rule::assign, looks, weights, slow);
  if (!phase().averages) return;
  const bool first = phase().begins, follows = numbers_[0].on(Option::ema);
  const auto begins = [=](const Parameter& p) { return first || (follows && p.steps == 0); };
  const auto goes_on = [=](const Parameter& p) { return !begins(p); };
  move(RuleCall::Task::assign, Rule::assign, begins, average, weights);
  move(RuleCall::Task::follow, Rule::lerp, goes_on, average, weights);
}

bool Optimizer::needs_closure() const {
  if (method_->search || number(Option::sam) > 0) return true;
  return looks_ahead();
}

bool Optimizer::looks_ahead() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const Group& g) {
    return at(g.values, Option::nesterov).base() == kClosure;
  });
}

void Optimizer::step() {
  if (method_->search) {
    fail_value(method_->name,
               "a step needs the loss several times; give step(closure) a function that computes "
               "the loss, calls backward() and returns the loss");
  }
  if (looks_ahead()) fail_value(method_->name, "nesterov='closure' needs step(closure)");
  if (number(Option::sam) > 0) fail_value(method_->name, "sam needs step(closure)");
  take_step();
}

void Optimizer::take_step() {
  const NoGrad no_grad;
  Capture* const capture = Capture::current();
  if (capture && std::exchange(captured_, capture->id()) == capture->id()) {
    capture->refuse(text(method_->name,
                         ": takes two steps in one compiled step; let the compiled step take one, "
                         "and call it twice"));
  }
  check_trained();
  const auto taken = std::make_shared<Taken>(*this);
  read_numbers();
  if (!phase().waits) {
    Works works = gather();
    if (!works.empty() && (phase().skips || phase().clips)) {
      std::vector<const Tensor*> gradients;
      for (const Work& work : works) gradients.push_back(&work.gradient);
      taken->norm = norm_of(gradients);
    }
    make_states(works);
    for (const Work& work : works) taken->take_part(*work.parameter);
    if (method_->on_tensors()) {
      update_tensors(*taken, works);
    } else {
      update_groups(*taken, works);
    }
    if (after_update) after_update();
    move_averages(*taken, works);
  }
  count(*taken);
  if (capture) capture->join(taken);
}

// To the point that the momentum leads to; returns the weights before.
Optimizer::Weights Optimizer::look_ahead() {
  const NoGrad no_grad;
  read_numbers();
  Weights before;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) {
      if (p.states.empty()) continue;
      before.emplace_back(&p, clone(p.tensor));
      sub_(p.tensor, p.states[0] * live(Option::momentum, i, p.tensor.dtype()));
    }
  }
  return before;
}

// To where the loss is worst within a ball around the weights, by the gradients there are, which
// are used up (Foret et al. 2021, equation 2); returns the weights before.
Optimizer::Weights Optimizer::climb() {
  const NoGrad no_grad;
  std::vector<std::tuple<Parameter*, Tensor, double>> ways;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) {
      if (Capture* capture = Capture::current()) capture->pin(p.tensor);
      const Tensor g = whole_gradient(p, "sam moves every row");
      if (g.defined()) ways.emplace_back(&p, contiguous(g), number(Option::maximize, i) ? -1 : 1);
    }
  }
  Weights before;
  if (ways.empty()) return before;
  std::vector<const Tensor*> gradients;
  for (const auto& [p, g, sign] : ways) gradients.push_back(&g);
  const Tensor norm = norm_of(gradients);
  const Tensor share = live(Option::sam, 0, kFloat64) / (norm + 1e-12);
  for (const auto& [p, g, sign] : ways) {
    before.emplace_back(p, clone(p->tensor));
    add_(p->tensor, g * cast(sign * share, g.dtype()));
    p->tensor.set_grad({});
  }
  return before;
}

Tensor Optimizer::step(const std::function<Tensor()>& closure) {
  if (method_->search) return search(closure);
  Weights before = looks_ahead() ? look_ahead() : Weights();
  const auto go_back = [&] {
    const NoGrad no_grad;
    for (auto& [p, weights] : before) copy_(p->tensor, weights);
  };
  Tensor loss;
  try {
    loss = closure();
    if (number(Option::sam) > 0) {
      before = climb();
      closure();
      go_back();
    }
  } catch (...) {
    go_back();
    throw;
  }
  take_step();
  return loss;
}

bool Optimizer::has_averages() const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const Group& g) {
    return std::any_of(g.parameters.begin(), g.parameters.end(), [&](const Parameter& p) {
      return average(p).defined() || (method_->evaluated && !p.kept.empty());
    });
  });
}

// Of the options `ema` and `swa`, or else the state that the method says is one.
Tensor Optimizer::average(const Parameter& p) const {
  if (p.average.defined() || method_->average < 0 || p.states.empty()) return p.average;
  return p.states[method_->average];
}

void Optimizer::swap_averages() {
  const NoGrad no_grad;
  const auto exchange = [](Tensor& a, Tensor& b) {
    const Tensor before = clone(a);
    copy_(a, b);
    copy_(b, before);
  };
  read_numbers();
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) {
      if (Tensor averaged = average(p); averaged.defined()) {
        exchange(p.tensor, averaged);
      } else if (p.trained.defined()) {
        copy_(p.tensor, std::exchange(p.trained, {}));
      } else if (method_->evaluated && !p.kept.empty()) {
        const Tensor weights = method_->evaluated(p.tensor, p.kept, numbers_[i]);
        p.trained = clone(p.tensor).detach();
        copy_(p.tensor, weights);
      }
    }
  }
}

// A step from the weights of an evaluation would be no step of the method.
void Optimizer::check_trained() const {
  for (const Group& g : groups_) {
    for (const Parameter& p : g.parameters) {
      if (!p.trained.defined()) continue;
      fail_runtime(method_->name, "parameter '", p.name,
                   "' holds the weights for evaluation; leave averaged() before you step");
    }
  }
}

}  // namespace nnlite::optim
