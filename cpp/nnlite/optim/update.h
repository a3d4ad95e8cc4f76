// Update: a parameter in a step, as an update written with operations on tensors sees it.
//
// Such an update reads p(), g(), its states and its hyper-parameters, says what the states become
// (keep) and what the parameter does (move or become), or leaves both to one pass (run). Nothing is
// written before every parameter has been through: an error leaves the model as it was. What
// changes from step to step comes as tensors without axes, so that a compiled step follows
// schedules; branches that depend on the step are asked for by when(), and make a plan each.
#pragma once

#include <functional>
#include <optional>

#include "nnlite/optim/measure.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

// The end of an update as one pass over memory, by a rule of optim.def that reads factors.
struct Pass {
  Rule rule;
  std::vector<const char*> states;  // in the rule's order
  Numbering numbering;              // null: none
  std::vector<Tensor> factors;      // h.x0, h.x1, ...: float64 without axes
};

class Update {
 public:
  using Function = std::function<double(const Numbers& options, int64_t t)>;

  const Tensor& p() const { return parameter_->tensor; }
  // The gradient: averaged, clipped, of the loss to minimize, with coupled weight decay. It may be
  // the parameter's own: to be read alone.
  const Tensor& g() const { return g_; }
  const std::string& name() const { return parameter_->name; }
  // A matrix (or more axes) that is neither called an embedding nor the last, which computes the
  // outputs, where there are several.
  bool hidden() const { return parameter_->hidden; }

  // A state, and what it becomes; both of the parameter, or of all together.
  const Tensor& operator[](const char* name) const;
  Tensor keep(const char* name, const Tensor& value);
  Tensor next(const char* name) const;  // what it was said to become, else what it is
  const Tensor& shared(const char* name) const;
  Tensor share(const char* name, const Tensor& value);
  const StateList& states() const { return parameter_->kept; }
  const StateList& shared_states() const { return optimizer_->shared_; }

  // A hyper-parameter, or any function of all and of the step t = 1, 2, ..., of p's dtype.
  Tensor operator()(Option option);
  Tensor number(const Function& f) const;
  // A choice, a number that the shape of the computation depends on, and whether one can be
  // anything but 0. Changes of them make new plans.
  bool on(Option option) const;
  double choice(Option option) const;
  bool matters(Option option) const;
  // What f says of this step; steps of which it says otherwise are captured apart.
  bool when(const Function& f) const;
  // The factor of decoupled weight decay where Method::decays_itself: p shrinks by lr decay() p.
  bool decays() const;
  Tensor decay() const;

  // p after decoupled weight decay, in memory of its own.
  Tensor weights() const;
  // p becomes p - d after decoupled weight decay, or `next` as it is.
  void move(const Tensor& d);
  void become(const Tensor& next);
  // Instead of move() and of keep() for these states.
  void run(Pass pass);
  // What run() would add to p.
  Tensor moved(const Pass& pass) const;

 private:
  friend class Optimizer;
  Update(Optimizer& optimizer, Optimizer::Taken& taken, const Optimizer::Work& work);
  const Numbers& numbers() const;
  Optimizer::RuleCall& call_of(const Pass& pass) const;
  const Tensor& found(const StateList& list, const char* name) const;
  Tensor keep_in(const StateList& list, const char* name, const Tensor& value);
  Tensor cautious(const Tensor& d) const;
  Tensor checked(const char* what, const Tensor& value, const Tensor& like) const;

  Optimizer* optimizer_;
  Optimizer::Taken* taken_;
  Optimizer::Parameter* parameter_;
  size_t group_;
  Tensor g_;
  std::vector<std::pair<Tensor, Tensor>> changes_;  // a state, and what it becomes
  Tensor next_;                                     // what p becomes
  std::optional<Pass> pass_;
  std::vector<std::pair<Option, Tensor>> asked_;
};

}  // namespace nnlite::optim
