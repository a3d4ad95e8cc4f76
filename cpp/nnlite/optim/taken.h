// Taken: one step of an optimizer as a compiled step repeats it. Not for users.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "nnlite/core/plan.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

// One call of an update rule; its numbers are set anew before every run.
struct Optimizer::RuleCall {
  enum class Task : uint8_t { update, assign, follow, look } task = Task::update;
  size_t group = 0;  // update: of which ...
  bool decays = false;
  std::vector<Parameter*> parameters;  // ... these, which have taken equally many steps
  RuleNumbers numbers;
};

// The branches that a step takes, besides those that its parameters' counts decide.
struct Optimizer::Phase {
  bool waits = false, skips = false, clips = false, clips_units = false, centralizes = false,
       averages = false, looks = false;
  bool operator==(const Phase&) const = default;
};

class Optimizer::Taken : public Participant {
 public:
  explicit Taken(Optimizer& optimizer);
  std::string words() const override;
  const char* changed() const override;
  void before() override;
  void after() override;

  // What step() adds while it runs.
  RuleCall& add(RuleCall::Task task) {
    calls_.emplace_back().task = task;
    return calls_.back();
  }
  void take_part(Parameter& p);
  Tensor norm;  // of all gradients, where the step needs it

 private:
  friend class Optimizer;
  struct Part {
    Parameter* parameter;
    bool first, looks;
  };
  Optimizer& optimizer_;
  std::weak_ptr<char> alive_;  // whether the reference above still stands
  uint64_t structure_;
  Phase phase_;
  std::deque<RuleCall> calls_;  // records point at their numbers
  std::vector<Part> parts_;
};

}  // namespace nnlite::optim
