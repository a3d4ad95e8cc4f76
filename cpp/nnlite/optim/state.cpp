// Checkpoints of an optimizer: a flat list by name, and the way back, strict and all at once.
#include <algorithm>
#include <iterator>
#include <map>
#include <sstream>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// A tensor of a parameter: where it stands, and one of its shape and dtype. An undefined one may be
// absent.
struct Spot {
  std::string name;
  Tensor* place;
  Tensor like;
  bool state;          // of the method, not of an option
  bool grows = false;  // a list: any number of rows
};
using Spots = std::vector<Spot>;

Spots spots(const Method& method, Rule rule, Optimizer::Parameter& p) {
  Spots found;
  if (rule != Rule::count) {
    const std::vector<std::string> names = words(kRuleStateNames[static_cast<int>(rule)]);
    p.states.reserve(static_cast<int>(names.size()));
    while (p.states.size() < static_cast<int>(names.size())) p.states.emplace_back();
    for (size_t i = 0; i < names.size(); ++i) {
      found.push_back({p.name + "." + names[i], &p.states[static_cast<int>(i)], p.tensor, true});
    }
  }
  for (auto& [name, value] : p.kept) {
    const bool grows = value.dims() == p.tensor.dims() + 1 && method.search;
    found.push_back({p.name + "." + name, &value, value, true, grows});
  }
  found.push_back({p.name + ".ema", &p.average, p.tensor, false});
  found.push_back({p.name + ".slow", &p.slow, p.tensor, false});
  return found;
}

bool fits(const Shape& found, Shape wanted, bool grows) {
  if (grows && found.size() == wanted.size()) wanted[0] = found[0];
  return found == wanted;
}

// What is read, with a note of what was asked for.
class Reader {
 public:
  explicit Reader(const OptimizerState& state) {
    for (const auto& [name, value] : state) entries_[name] = &value;
  }

  double number(const std::string& name) {
    const StateValue* value = find(name);
    if (value && std::holds_alternative<double>(*value)) return std::get<double>(*value);
    wrong_.push_back(name + (value ? " (not a number)" : " (missing)"));
    return 0;
  }
  Tensor tensor(const std::string& name, const Tensor& like, bool optional, bool grows = false) {
    const StateValue* value = find(name);
    if (!value && optional) return {};
    const Tensor* found = value ? std::get_if<Tensor>(value) : nullptr;
    if (found && found->defined() && fits(found->shape(), like.shape(), grows) &&
        found->dtype() == like.dtype()) {
      return *found;
    }
    wrong_.push_back(!found ? name + (value ? " (not a tensor)" : " (missing)")
                            : text(name, " (", found->dtype(), " ", found->shape(), ", not ",
                                   like.dtype(), " ", like.shape(), ")"));
    return {};
  }
  bool has(const std::string& name) const { return entries_.count(name) != 0; }

  // Throws one error that lists everything missing, misshapen or unknown.
  void finish(const char* method) {
    for (const auto& [name, value] : entries_) wrong_.push_back(name + " (unknown)");
    if (wrong_.empty()) return;
    std::string list;
    for (const std::string& entry : wrong_) list += "\n  " + entry;
    fail_value(method,
               "the state belongs to another optimizer or model; nothing was loaded:", list);
  }

 private:
  const StateValue* find(const std::string& name) {
    const auto found = entries_.find(name);
    if (found == entries_.end()) return nullptr;
    const StateValue* value = found->second;
    entries_.erase(found);
    return value;
  }
  std::map<std::string, const StateValue*> entries_;
  std::vector<std::string> wrong_;
};

// They may stand there before the first step: curvature, a step that was left out.
bool has_all_states(const Optimizer::Parameter& p) {
  return std::all_of(p.states.begin(), p.states.end(),
                     [](const Tensor& t) { return t.defined(); }) &&
         std::all_of(p.kept.begin(), p.kept.end(),
                     [](const auto& entry) { return entry.second.defined(); });
}

std::string key(size_t group, Option option) {
  return "group." + std::to_string(group) + "." + row(option).name;
}

}  // namespace

OptimizerState Optimizer::state() const {
  OptimizerState out = {{"step", static_cast<double>(steps_)},
                        {"skipped", static_cast<double>(skipped_)},
                        {"accumulated", static_cast<double>(accumulated_)}};
  for (const auto& [name, value] : shared_) out.emplace_back("shared." + name, value);
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Option option : method_->known()) {
      const Value& value = at(groups_[i].values, option);
      if (!value.schedule()) out.emplace_back(key(i, option), value.at(0));
      if (!value.schedule()) continue;
      for (const auto& [name, number] : value.schedule()->state()) {
        out.emplace_back(key(i, option) + "." + name, number);
      }
    }
    for (Parameter p : groups_[i].parameters) {
      out.emplace_back(p.name + ".step", static_cast<double>(p.steps));
      for (const Spot& spot : spots(*method_, groups_[i].rule, p)) {
        if (spot.place->defined()) out.emplace_back(spot.name, *spot.place);
      }
    }
  }
  return out;
}

void Optimizer::load_state(const OptimizerState& state) {
  Reader reader(state);
  std::vector<std::function<void()>> changes;
  const auto count = [&](const std::string& name, int64_t& target) {
    const auto n = static_cast<int64_t>(reader.number(name));
    changes.push_back([&target, n] { target = n; });
    return n;
  };
  const bool begun = count("step", steps_) > 0;
  count("skipped", skipped_);
  count("accumulated", accumulated_);
  StateList shared = first_shared();
  for (auto& [name, value] : shared) {
    const Tensor found = reader.tensor("shared." + name, value, !begun);
    value = found.defined() ? clone(found).detach() : Tensor();
  }
  changes.push_back([this, shared, begun] { shared_ = begun ? shared : StateList(); });
  for (size_t i = 0; i < groups_.size(); ++i) {
    Group& group = groups_[i];
    Values values = group.values;
    for (Option option : method_->known()) {
      Value& value = at(values, option);
      if (!value.schedule()) {
        value = reader.number(key(i, option));
        continue;
      }
      std::map<std::string, double> parts = value.schedule()->state();
      for (auto& [name, number] : parts) number = reader.number(key(i, option) + "." + name);
      changes.push_back([schedule = value.schedule(), parts] { schedule->load_state(parts); });
    }
    const Rule rule = method_->on_tensors() ? Rule::count : method_->rule(values);
    for (Parameter& p : group.parameters) {
      Parameter next = p;
      next.states = {};
      next.average = next.slow = next.trained = {};
      next.steps = static_cast<int64_t>(reader.number(p.name + ".step"));
      next.kept = first_states({p.tensor, values, p.hidden});
      for (const Spot& spot : spots(*method_, rule, next)) {
        const Tensor found =
            reader.tensor(spot.name, spot.like, !spot.state || next.steps == 0, spot.grows);
        *spot.place = found.defined() ? clone(found).detach() : Tensor();
      }
      if (next.steps == 0 && !has_all_states(next)) {
        next.states = {};
        next.kept.clear();
      }
      changes.push_back([&p, next = std::move(next)]() mutable { p = std::move(next); });
    }
    changes.push_back([&group, values, rule] {
      group.values = values;
      group.rule = rule;
    });
  }
  reader.finish(method_->name);
  for (const auto& change : changes) change();
  ++structure_;
}

}  // namespace nnlite::optim
