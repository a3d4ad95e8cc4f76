// Optimizer: how it is made, and its options. The step is in step.cpp, checkpoints in state.cpp.
#include "nnlite/optim/optimizer.h"

#include <algorithm>

#include "nnlite/base/errors.h"
#include "nnlite/core/row_gradient.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::optim {

namespace {

// Takes over what is given; throws for an option that `method` does not have.
void overlay(const Method& method, Values& values, const Options& given, bool whole_allowed) {
  const std::vector<Option>& known = method.known();
  for (int i = 0; i < kOptions; ++i) {
    const auto option = static_cast<Option>(i);
    if (!given[option]) continue;
    option_named(method.name, row(option).name, known);
    if (row(option).whole && !whole_allowed) {
      fail_value(method.name, row(option).name,
                 " belongs to the whole optimizer; give it beside the groups, not in one");
    }
    at(values, option) = *given[option];
  }
}

}  // namespace

Optimizer::Optimizer(const Method& method, std::vector<ParameterGroup> groups,
                     const Options& options)
    : method_(&method), values_(method.defaults()), no_decay_(options.no_decay.value_or("")) {
  overlay(method, values_, options, true);
  for (const ParameterGroup& group : groups) add_group(group);
  if (groups_.empty()) {
    fail_value(method.name, "no parameters; give model.parameters() or a list of tensors");
  }
  find_hidden(groups);
  std::vector<const Group*> heirs;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].options.no_decay) heirs.push_back(&groups_[i]);
  }
  check_no_decay(no_decay_, heirs);
}

// A pattern that exempts nothing was meant to exempt something.
void Optimizer::check_no_decay(const std::string& pattern,
                               const std::vector<const Group*>& groups) const {
  if (pattern.empty() || pattern == "auto") return;
  std::vector<std::string> names;
  for (const Group* group : groups) {
    for (const Parameter& p : group->parameters) {
      if (!p.decays) return;
      names.push_back(p.name);
    }
  }
  fail_unmatched(text(method_->name, ": no_decay").c_str(), pattern, names);
}

// Matrices are hidden, but for the last one given, where there are several: it computes the
// outputs.
void Optimizer::find_hidden(const std::vector<ParameterGroup>& given) {
  Parameter* last = nullptr;
  size_t place = 0, last_place = 0;
  int matrices = 0;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (size_t j = 0; j < groups_[i].parameters.size(); ++j, ++place) {
      Parameter& p = groups_[i].parameters[j];
      const size_t at = given[i].places.empty() ? place : given[i].places[j];
      if (!p.hidden || (++matrices > 1 && at < last_place)) continue;
      last = &p;
      last_place = at;
    }
  }
  if (matrices > 1) last->hidden = false;
}

void Optimizer::add_group(const ParameterGroup& given) {
  ++structure_;
  Group& group = groups_.emplace_back();
  try {
    fill_group(group, given);
  } catch (...) {
    groups_.pop_back();
    throw;
  }
}

void Optimizer::fill_group(Group& group, const ParameterGroup& given) {
  const char* name = method_->name;
  group.values = values_;
  overlay(*method_, group.values, given.options, false);
  check_values(group.values);
  group.no_decay = given.options.no_decay.value_or(no_decay_);
  group.rule = method_->on_tensors() ? Rule::count : method_->rule(group.values);
  const bool automatic = group.no_decay == "auto", none = group.no_decay.empty();
  const std::regex pattern = name_pattern(name, automatic || none ? "" : group.no_decay);
  if (given.parameters.empty()) {
    fail_value(name, "no parameters in group ", groups_.size() - 1,
               "; give model.parameters() or a list of tensors");
  }
  for (const Tensor& t : given.parameters) {
    if (!t.defined()) fail_type(name, "a parameter is None, not a tensor");
    if (!is_float(t.dtype())) fail_type(name, "a parameter is ", t.dtype(), "; give floats");
    for (const Group& other : groups_) {
      for (const Parameter& p : other.parameters) {
        if (p.tensor.impl() == t.impl())
          fail_value(name, "parameter '", p.name, "' is given twice");
      }
    }
    if (t.variable() && !t.is_leaf()) {
      fail_value(name, "a parameter of shape ", t.shape(),
                 " is computed from other tensors; give the leaves it was computed from");
    }
    Parameter& p = group.parameters.emplace_back();
    p.name = unique_name(t);
    p.tensor = t;
    p.hidden = t.dims() >= 2 && p.name.find("embed") == std::string::npos;
    p.decays = none || !(automatic ? t.dims() < 2 : std::regex_search(p.name, pattern));
  }
  if (given.options.no_decay) check_no_decay(group.no_decay, {&group});
}

// The tensor's own name or its position, and "#2" where another has it already.
std::string Optimizer::unique_name(const Tensor& t) const {
  size_t position = 0;
  for (const Group& group : groups_) position += group.parameters.size();
  const std::string base =
      t.variable() && !t.name().empty() ? t.name() : std::to_string(position - 1);
  std::string name = base;
  const auto taken = [&](const Parameter& p) { return p.name == name; };
  const auto in_group = [&](const Group& g) {
    return std::any_of(g.parameters.begin(), g.parameters.end(), taken);
  };
  for (int i = 2; std::any_of(groups_.begin(), groups_.end(), in_group); ++i) {
    name = base + "#" + std::to_string(i);
  }
  return name;
}

void Optimizer::check_values(const Values& values) const {
  Numbers(method_->name, method_->rows(), values, steps_);
  if (method_->check) method_->check(values);
  const bool closure = at(values, Option::nesterov).base() == 2;
  if (at(values, Option::sam).matters() && (closure || at(values, Option::accumulate).base() > 1)) {
    fail_value(method_->name, "sam takes a step of two gradients at a time; leave out ",
               closure ? "nesterov='closure'" : "accumulate");
  }
  if (at(values, Option::ema).matters() && at(values, Option::swa).matters()) {
    fail_value(method_->name, "ema and swa are two averages of the same weights; give one");
  }
  if (at(values, Option::cautious).matters() && method_->rule &&
      !kRuleRemembers[static_cast<int>(method_->rule(values))]) {
    fail_value(method_->name,
               "cautious means nothing without momentum, as every step follows its "
               "gradient; give momentum above 0");
  }
}

void Optimizer::zero_grad(bool set_to_none) {
  note_accumulation();
  if (accumulated_ != 0) return;
  for (Group& group : groups_) {
    for (Parameter& p : group.parameters) {
      const bool rows = row_gradient(p.tensor).defined();
      Tensor gradient = rows ? Tensor() : p.tensor.grad();
      if (!rows && !gradient.defined()) continue;
      if (set_to_none || rows) {
        p.tensor.set_grad({});
      } else {
        fill_(gradient, 0);
      }
    }
  }
}

void Optimizer::observe(double metric) {
  std::vector<Schedule*> seen;  // groups may share one
  for (Group& group : groups_) {
    for (const Value& value : group.values) {
      Schedule* schedule = value.schedule().get();
      if (!schedule || std::find(seen.begin(), seen.end(), schedule) != seen.end()) continue;
      seen.push_back(schedule);
      schedule->observe(metric, steps_);
    }
  }
}

const Value& Optimizer::get(Option option, size_t group) const {
  return at(groups_.at(group).values, option);
}

double Optimizer::number(Option option, size_t group) const {
  return get(option, group).at(steps_);
}

// Whether an update on tensors may compute something else or keep other states: other choices,
// numbers that begin or cease to count, sizes of states.
bool Optimizer::branches_differ(const Values& a, const Values& b) const {
  return std::any_of(method_->known().begin(), method_->known().end(), [&](Option option) {
    const Value &before = at(a, option), &after = at(b, option);
    return before.matters() != after.matters() ||
           ((row(option).words || option == Option::max_precondition_size) &&
            before.at(steps_) != after.at(steps_));
  });
}

// Parameters for which an update on tensors keeps other states under `next` start over.
void Optimizer::forget_other_states(Group& group, const Values& next) {
  for (Parameter& p : group.parameters) {
    const StateList wanted = first_states({p.tensor, next, p.hidden});
    const bool same =
        std::equal(wanted.begin(), wanted.end(), p.kept.begin(), p.kept.end(),
                   [](const auto& a, const auto& b) {
                     return a.first == b.first && a.second.shape() == b.second.shape();
                   });
    if (same || p.kept.empty()) continue;
    p.kept.clear();
    p.steps = 0;
  }
}

void Optimizer::set(Option option, const Value& value, size_t group) {
  option_named(method_->name, row(option).name, method_->known());
  const auto change = [&](Group& g) {
    Values next = g.values;
    at(next, option) = value;
    check_values(next);
    if (method_->on_tensors() && branches_differ(g.values, next)) {
      forget_other_states(g, next);
      ++structure_;
    }
    const Rule rule = method_->on_tensors() ? Rule::count : method_->rule(next);
    if (rule != g.rule) {
      ++structure_;
      for (Parameter& p : g.parameters) {  // another rule keeps other states: it starts over
        p.states = {};
        p.steps = 0;
      }
    }
    g.values = next;
    g.rule = rule;
  };
  if (!row(option).whole) return change(groups_.at(group));
  for (Group& g : groups_) change(g);
  at(values_, option) = value;
}

}  // namespace nnlite::optim
