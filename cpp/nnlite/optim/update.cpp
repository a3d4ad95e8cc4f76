// Updates on tensors: what they are given, and how what they say is written, all at the end.
#include "nnlite/optim/update.h"

#include <algorithm>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/taken.h"

namespace nnlite::optim {

namespace {

const OpRow kLimit({.name = "optimizer_gradient",
                    .primitive = Primitive::optim_gradient,
                    .doc = "Gradients as an update on tensors sees them: scaled, clipped, with "
                           "coupled weight decay."});

const OpRow kMoves[] = {
#define RULE(rule, states, doc_, ...)          \
  OpRow({.name = #rule "_move_step",           \
         .primitive = Primitive::optim_move,   \
         .code = static_cast<int>(Rule::rule), \
         .doc = "What " #rule "_step adds."}),
#include "nnlite/kernels/optim.def"
#undef RULE
};

bool shares_memory(const Tensor& a, const Tensor& b) {
  return a.value().storage == b.value().storage;
}

}  // namespace

Update::Update(Optimizer& optimizer, Optimizer::Taken& taken, const Optimizer::Work& work)
    : optimizer_(&optimizer),
      taken_(&taken),
      parameter_(work.parameter),
      group_(work.group),
      g_(work.gradient) {}

const Numbers& Update::numbers() const { return optimizer_->numbers_[group_]; }

const Tensor& Update::found(const StateList& list, const char* name) const {
  for (const auto& [known, value] : list) {
    if (known == name) return value;
  }
  fail_value(optimizer_->method_->name, "'", name, "' is no state of parameter '", parameter_->name,
             "'; say with what it begins where the states are made");
}

const Tensor& Update::operator[](const char* name) const { return found(parameter_->kept, name); }
Tensor Update::next(const char* name) const {
  const Tensor& state = (*this)[name];
  for (const auto& [target, value] : changes_) {
    if (target.impl() == state.impl()) return value;
  }
  return state;
}
const Tensor& Update::shared(const char* name) const { return found(optimizer_->shared_, name); }

// `value` in memory that no write of the step reaches first.
Tensor Update::checked(const char* what, const Tensor& value, const Tensor& like) const {
  if (value.shape() != like.shape() || value.dtype() != like.dtype()) {
    fail_value(optimizer_->method_->name, what, " of parameter '", parameter_->name,
               "' would become ", value.dtype(), " ", value.shape(), ", but is ", like.dtype(), " ",
               like.shape());
  }
  const auto reaches = [&](const auto& entry) { return shares_memory(entry.second, value); };
  const StateList &own = parameter_->kept, &all = optimizer_->shared_;
  const bool reached = std::any_of(own.begin(), own.end(), reaches) ||
                       std::any_of(all.begin(), all.end(), reaches) ||
                       shares_memory(parameter_->tensor, value);
  return reached ? clone(value) : contiguous(value);
}

Tensor Update::keep_in(const StateList& list, const char* name, const Tensor& value) {
  const Tensor& state = found(list, name);
  const Tensor next = checked(name, value, state);
  for (auto& [target, old] : changes_) {
    if (target.impl() == state.impl()) return old = next;
  }
  changes_.emplace_back(state, next);
  return next;
}
Tensor Update::keep(const char* name, const Tensor& value) {
  return keep_in(parameter_->kept, name, value);
}
Tensor Update::share(const char* name, const Tensor& value) {
  return keep_in(optimizer_->shared_, name, value);
}

Tensor Update::operator()(Option option) {
  for (const auto& [known, value] : asked_) {
    if (known == option) return value;
  }
  const auto read = [option](const Numbers& o, int64_t) { return o(option); };
  return asked_.emplace_back(option, number(read)).second;
}
Tensor Update::number(const Function& f) const { return taken_->number(*parameter_, group_, f); }
bool Update::when(const Function& f) const { return taken_->branch(*parameter_, group_, f) != 0; }
bool Update::on(Option option) const { return numbers().on(option); }
double Update::choice(Option option) const {
  return taken_->branch(*parameter_, group_,
                        [option](const Numbers& o, int64_t) { return o(option); });
}
bool Update::matters(Option option) const {
  return at(optimizer_->groups_[group_].values, option).matters();
}

bool Update::decays() const {
  return parameter_->decays && on(Option::decay_mode) && matters(Option::weight_decay);
}
Tensor Update::decay() const {
  const double base = at(optimizer_->groups_[group_].values, Option::lr).base();
  return number([base](const Numbers& o, int64_t) {
    const bool over_base = o(Option::decay_mode) == 2 && base != 0;
    return o(Option::weight_decay) / (over_base ? base : 1);
  });
}

Tensor Update::weights() const {
  if (!decays()) return clone(p()).detach();
  const Value lr = optimizer_->get(Option::lr, group_);
  return p() * number([lr](const Numbers& o, int64_t) { return shrink_factor(o, lr); });
}

// Elements that go against their gradient, farther in place of the others (Liang et al. 2024).
Tensor Update::cautious(const Tensor& d) const {
  const Tensor go = cast(greater(d * g_, 0), d.dtype());
  return d * (go * (static_cast<double>(d.numel()) / maximum(sum(go), 1)));
}
void Update::move(const Tensor& d) {
  const Tensor step = on(Option::cautious) ? cautious(d) : d;
  const bool shrinks = decays() && !optimizer_->method_->decays_itself;
  next_ = checked("the step", (shrinks ? weights() : p()) - step, p());
}
void Update::become(const Tensor& next) {
  next_ = checked("the value", next, p());
  if (on(Option::cautious)) next_ = weights() - cautious(weights() - next_);
}

void Update::run(Pass pass) { pass_ = std::move(pass); }

Optimizer::RuleCall& Update::call_of(const Pass& pass) const {
  Optimizer::RuleCall& call = taken_->add(Optimizer::RuleCall::Task::pass);
  call.group = group_;
  call.decays = parameter_->decays;
  call.parameters = {parameter_};
  call.numbering = pass.numbering;
  call.factors = static_cast<int>(pass.factors.size());
  optimizer_->set_numbers(call);
  return call;
}

Tensor Update::moved(const Pass& pass) const {
  Optimizer::RuleCall& call = call_of(pass);
  const Tensor p = contiguous(parameter_->tensor).detach();
  std::vector<const Tensor*> in = {&g_, &p};
  for (const char* name : pass.states) in.push_back(&(*this)[name]);
  for (const Tensor& factor : pass.factors) in.push_back(&factor);
  Attrs attrs;
  attrs.block = &call.numbers;
  return emit(kMoves[static_cast<int>(pass.rule)], {in}, p.shape(), p.dtype(), attrs);
}

// ---- the step of an optimizer -------------------------------------------------------------------

void Optimizer::run_update(std::span<Update> updates) {
  if (method_->update_all) return method_->update_all(updates);
  for (Update& update : updates) method_->update(update);
}

StateList Optimizer::first_states(const Subject& subject) {
  return method_->states ? method_->states(subject) : StateList();
}

StateList Optimizer::first_shared() {
  if (!method_->shared) return {};
  std::vector<Tensor> parameters;
  for (const Group& group : groups_) {
    for (const Parameter& p : group.parameters) parameters.push_back(p.tensor);
  }
  return method_->shared(parameters, groups_[0].values);
}

// The states of parameters that take their first step.
void Optimizer::make_kept(const Works& works) {
  if (shared_.empty()) shared_ = first_shared();
  for (const Work& work : works) {
    Parameter& p = *work.parameter;
    if (!p.kept.empty()) continue;
    p.kept = first_states({p.tensor, groups_[work.group].values, p.hidden});
    for (auto& [name, value] : p.kept) value = contiguous(value).detach();
  }
}

// Every gradient becomes what the update sees.
void Optimizer::limit_gradients(Taken& taken, Works& works) {
  for (auto begin = works.begin(); begin != works.end();) {
    const auto alike = [&](const Work& w) {
      return w.group == begin->group && w.parameter->decays == begin->parameter->decays;
    };
    const auto end = std::find_if_not(begin, works.end(), alike);
    RuleCall& call = taken.add(RuleCall::Task::gradient);
    call.group = begin->group;
    call.decays = begin->parameter->decays;
    set_numbers(call);
    std::vector<Tensor> weights, limited;
    std::vector<const Tensor*> in, out;
    weights.reserve(works.size());
    limited.reserve(works.size());
    for (auto w = begin; w != end; ++w) {
      in.push_back(&w->gradient);
      out.push_back(&limited.emplace_back(Tensor::empty(w->gradient.shape(), w->gradient.dtype())));
      weights.push_back(contiguous(w->parameter->tensor));
    }
    for (const Tensor& w : weights) in.push_back(&w);
    if (taken.norm.defined()) in.push_back(&taken.norm);
    Attrs attrs;
    attrs.block = &call.numbers;
    emit_update(kLimit, {out}, {in}, attrs);
    for (size_t i = 0; begin != end; ++begin, ++i) begin->gradient = limited[i];
  }
}

void Optimizer::run_passes(Taken& taken, std::span<Update> updates) {
  for (const Update& u : updates) {
    if (!u.pass_) continue;
    RuleCall& call = u.call_of(*u.pass_);
    std::vector<Tensor> states;
    for (const char* name : u.pass_->states) states.push_back(u[name]);
    run_rule(taken, call, u.pass_->rule, {&u.p(), 1}, {&u.g_, 1}, states, u.pass_->factors);
  }
}

// Everything that a step writes, in the end: all of it or nothing.
void Optimizer::write_updates(Taken& taken, std::span<Update> updates) {
  run_passes(taken, updates);
  std::vector<Tensor> targets, sources;
  for (const Update& u : updates) {
    for (const auto& [state, value] : u.changes_) {
      targets.push_back(state);
      sources.push_back(value);
    }
    if (!u.next_.defined()) continue;
    targets.push_back(u.p());
    sources.push_back(u.next_);
  }
  if (targets.empty()) return;
  run_rule(taken, taken.add(RuleCall::Task::assign), Rule::assign, targets, sources, {});
}

void Optimizer::update_tensors(Taken& taken, Works& works) {
  if (works.empty()) return;
  const bool written_here = method_->update || method_->update_all;  // it leaves gradients alone
  if (!written_here || phase().limits) limit_gradients(taken, works);
  std::vector<Update> updates;
  updates.reserve(works.size());
  for (const Work& work : works) updates.push_back(Update(*this, taken, work));
  run_update(updates);
  write_updates(taken, updates);
}

}  // namespace nnlite::optim
