// Taken: one step of an optimizer as a compiled step repeats it. Not for users.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "nnlite/core/plan.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

struct Optimizer::Work {
  size_t group;
  Parameter* parameter;
  Tensor gradient;
  Tensor rows = {};  // where the gradient is of these rows of a table alone
};

// One call of an update rule; its numbers are set anew before every run.
struct Optimizer::RuleCall {
  // gradient: before an update on tensors; pass: its end.
  enum class Task : uint8_t { update, gradient, pass, assign, follow, look } task = Task::update;
  size_t group = 0;  // the first three: of which ...
  bool decays = false;
  std::vector<Parameter*> parameters;  // ... these, which have taken equally many steps
  Numbering numbering = nullptr;       // of a pass
  int factors = 0;
  RuleNumbers numbers;
};

// The branches that a step takes, besides those that its parameters' counts decide. begins: it is
// the first whose weights join the mean of `swa`. limits: gradients are not taken as they are.
struct Optimizer::Phase {
  bool waits = false, skips = false, clips = false, clips_units = false, centralizes = false,
       averages = false, begins = false, limits = false, looks = false, climbs = false;
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
  // A number of step t of p that an update on tensors reads: a tensor that is set before every run.
  using Function = std::function<double(const Numbers& options, int64_t t)>;
  Tensor number(const Parameter& p, size_t group, const Function& f);
  // What f says of the coming step; a step of which it says otherwise is another one.
  double branch(const Parameter& p, size_t group, const Function& f);
  Tensor norm;  // of all gradients, where the step needs it

 private:
  friend class Optimizer;
  struct Part {
    Parameter* parameter;
    bool first, looks;
  };
  struct Asked {
    const Parameter* parameter;
    size_t group;
    Function f;
    Tensor value;      // of a number
    double found = 0;  // of a branch
  };
  double now(const Asked& asked) const;
  Optimizer& optimizer_;
  std::weak_ptr<char> alive_;  // whether the reference above still stands
  uint64_t structure_;
  Phase phase_;
  std::deque<RuleCall> calls_;  // records point at their numbers
  std::vector<Part> parts_;
  std::vector<Asked> numbers_, branches_;
};

}  // namespace nnlite::optim
