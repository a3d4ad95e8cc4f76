// Optimizer: parameters in groups, their states by name, and the step that changes them.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "nnlite/base/name_pattern.h"
#include "nnlite/base/small_vector.h"
#include "nnlite/optim/method.h"

namespace nnlite::optim {

// What a checkpoint keeps: flat, by dotted names such as "0.weight.exp_avg", "group.0.lr", "step".
using StateValue = std::variant<Tensor, double>;
using OptimizerState = std::vector<std::pair<std::string, StateValue>>;

class Optimizer {
 public:
  struct Parameter {
    std::string name;
    Tensor tensor;
    bool decays = true;             // weight decay applies to it
    int64_t steps = 0;              // it took part in
    SmallVector<Tensor, 3> states;  // of the group's rule, empty before the first step
    StateList kept;                 // of an update on tensors, the same
    Tensor average, slow;           // of `ema` or `swa`, and of `lookahead`
    Tensor trained;                 // while the weights hold what Method::evaluated() gives
    bool hidden = false;            // see Update::hidden()
  };
  struct Group {
    std::vector<Parameter> parameters;
    Values values;
    std::string no_decay;
    Rule rule;
  };

  // Throws ValueError for no parameters, one that occurs twice, that is no leaf or asks for no
  // gradient, and for options that the method does not have or cannot take.
  Optimizer(const Method& method, std::vector<ParameterGroup> groups, const Options& options);
  Optimizer(const Optimizer&) = delete;
  virtual ~Optimizer() = default;

  const Method& method() const { return *method_; }
  const std::deque<Group>& groups() const { return groups_; }
  void add_group(const ParameterGroup& group);

  // Clears the gradients, but not in the middle of an accumulation.
  void zero_grad(bool set_to_none = true);
  // One update of every parameter that has a gradient, from its gradient. Everything that can be
  // wrong is found before the first weight changes.
  void step();
  // Computes the loss and the gradients by `closure`, then steps; returns the loss.
  Tensor step(const std::function<Tensor()>& closure);
  // Whether step() alone is not enough.
  bool needs_closure() const;
  // Called in every step between the update and the averages that follow it: constraints.
  std::function<void()> after_update;

  // For methods that keep a diagonal of the Hessian (Sophia). Whether the coming step wants a new
  // estimate, every `hessian_every` steps; a compiled step captures those apart.
  bool hessian_due() const;
  // The estimates, which join the average with decay beta2. u * (H u) for a normal u (Hutchinson),
  // by two walks through the graph of the loss, which stays for backward().
  void update_hessian(const Tensor& loss);
  // batch_size g^2 (Gauss-Newton-Bartlett), of a mean loss over so many rows whose labels were
  // drawn from the model's own outputs; its graph stays, too.
  void update_gauss_newton(const Tensor& loss, int64_t batch_size);
  // Updates so far: what schedules are asked for.
  int64_t steps() const { return steps_; }
  // Steps left out by skip_nonfinite.
  int64_t skipped() const { return skipped_; }
  // A measured value for the schedules that wait for one (plateau).
  void observe(double metric);

  // An option of a group, and as a number at the coming step.
  const Value& get(Option option, size_t group = 0) const;
  double number(Option option, size_t group = 0) const;
  // Takes effect at the next step. Whole options are set in every group.
  void set(Option option, const Value& value, size_t group = 0);

  // Exchanges the weights and their averages (of `ema` or `swa`, or the method's own); twice
  // restores them.
  void swap_averages();
  bool has_averages() const;

  // Sharing the states' memory.
  OptimizerState state() const;
  // Copies the values in, after checking every name, shape and dtype; all that is wrong is one
  // error. Schedules stay: they are functions of the step.
  void load_state(const OptimizerState& state);

 protected:
  // The update on tensors of all parameters that take part in a step, and what each keeps before
  // its first: the method's, unless they are written elsewhere (in Python).
  virtual void run_update(std::span<Update> updates);
  virtual StateList first_states(const Subject& subject);
  virtual StateList first_shared();

 private:
  friend class Update;
  friend class Search;
  struct Work;  // a parameter of a step, with its gradient
  using Works = std::vector<Work>;
  using Weights = std::vector<std::pair<Parameter*, Tensor>>;
  struct RuleCall;
  struct Phase;
  class Taken;
  class Live;
  class Accumulation;
  class Due;

  void fill_group(Group& group, const ParameterGroup& given);
  void find_hidden(const std::vector<ParameterGroup>& given);
  std::string unique_name(const Tensor& t) const;
  void check_values(const Values& values) const;
  void forget_other_states(Group& group, const Values& next);
  bool branches_differ(const Values& a, const Values& b) const;
  Tensor average(const Parameter& p) const;
  void check_no_decay(const std::string& pattern, const std::vector<const Group*>& groups) const;

  Phase phase() const;
  bool looks_after(const Parameter& p) const;
  int64_t averaged_before() const;
  void read_numbers();
  void set_numbers(RuleCall& call) const;
  void note_accumulation();
  Tensor live(Option option, size_t group, DType dtype);
  Works gather();
  void check_rows(size_t group, const Parameter& p) const;
  [[noreturn]] void refuse_rows(const Parameter& p, const char* reason) const;
  Tensor whole_gradient(const Parameter& p, const char* reason) const;
  void make_states(const Works& works);
  void run_rule(Taken& taken, RuleCall& call, Rule rule, std::span<const Tensor> targets,
                std::span<const Tensor> sources, std::span<const Tensor> states,
                std::span<const Tensor> factors = {});
  void update(Taken& taken, size_t group, std::span<Work> works);
  void update_rows(Taken& taken, const Work& work);
  void update_groups(Taken& taken, Works& works);
  void make_kept(const Works& works);
  void update_tensors(Taken& taken, Works& works);
  void limit_gradients(Taken& taken, Works& works);
  void run_passes(Taken& taken, std::span<Update> updates);
  void write_updates(Taken& taken, std::span<Update> updates);
  void move_averages(Taken& taken, const Works& works);
  void check_trained() const;
  void take_step();
  void count(const Taken& taken);
  bool looks_ahead() const;
  Tensor search(const std::function<Tensor()>& closure);
  void check_search() const;
  Tensor* hessian_of(Parameter& p);
  Works subjects(const char* what);
  void average_hessian(const Works& works, const std::vector<Tensor>& estimates);
  Weights look_ahead();
  Weights climb();

  const Method* method_;
  Values values_;  // what a new group begins with
  std::string no_decay_;
  std::deque<Group> groups_;
  StateList shared_;  // of an update on tensors, for all parameters together
  int64_t steps_ = 0, skipped_ = 0;
  int64_t accumulated_ = 0;       // backward() calls towards the next step
  std::vector<Numbers> numbers_;  // of every group at the coming step
  uint64_t structure_ = 0;        // changes with every tensor that is exchanged
  uint32_t captured_ = 0;         // the capture that saw the last step
  std::shared_ptr<char> alive_ = std::make_shared<char>();
};

// Labels (N) drawn from the softmax of logits (N, C): what update_gauss_newton wants the loss of.
Tensor sample_labels(const Tensor& logits);

}  // namespace nnlite::optim
