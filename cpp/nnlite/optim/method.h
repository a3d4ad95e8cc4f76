// Method: one optimizer as a row of data: its options, and either the update rule they choose with
// the numbers of each step, or an update written with operations on tensors (update.h). A row is
// also the function that builds the optimizer: optim::Adam(parameters, {...}).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nnlite/core/tensor.h"
#include "nnlite/kernels/optim.h"
#include "nnlite/optim/options.h"

namespace nnlite::optim {

class Optimizer;
using OptimizerPtr = std::shared_ptr<Optimizer>;
class Update;
class Search;

// What an update on tensors keeps from step to step: names, and the values before the first.
using StateList = std::vector<std::pair<std::string, Tensor>>;
// A parameter as `states` sees it.
struct Subject {
  const Tensor& tensor;
  const Values& options;
  bool hidden;  // a matrix between others: see Update::hidden()
};

// Parameters that share options; what `options` does not give, the optimizer's own do.
struct ParameterGroup {
  std::vector<Tensor> parameters;
  Options options = {};
  std::vector<size_t> places = {};  // of each in the list that groups were made of, if one was
};

// What an option means in one method, where options.def says it of all: its words, its limits.
struct Refined {
  Option option;
  const char* doc;
  double low, below;
};

// The numbers of step t = 1, 2, ... of a parameter.
using Numbering = void (*)(RuleNumbers& numbers, const Numbers& options, int64_t t);

struct MethodRow {
  const char* name;
  // Its own options with their defaults, in the order of PyTorch's signature; the first
  // `positional` of them may be given by position in Python.
  std::vector<std::pair<Option, double>> options;
  int positional;
  // Which rule of optim.def these options mean.
  Rule (*rule)(const Values&) = nullptr;
  Numbering numbers = nullptr;
  // Instead of these two: the step of a parameter, or of all at once where it is one for all ...
  void (*update)(Update&) = nullptr;
  void (*update_all)(std::span<Update>) = nullptr;
  // ... or one that asks the closure of step(closure) as often as it needs to (search.h), ...
  void (*search)(Search&) = nullptr;
  // ... what it keeps of each, and of all together ...
  StateList (*states)(const Subject&) = nullptr;
  StateList (*shared)(std::span<const Tensor> parameters, const Values& options) = nullptr;
  // ... and whether decoupled weight decay is its own affair: Update::decay().
  bool decays_itself = false;
  // The weights that evaluation wants instead of those that training holds.
  Tensor (*evaluated)(const Tensor& p, const StateList& states, const Numbers& options) = nullptr;
  // Refuses options that do not go together.
  void (*check)(const Values&) = nullptr;
  Option initial = Option::count;  // the option that says what the first state starts from
  int average = -1;                // the state that holds averaged weights, for averaged()
  // Of a table whose gradient is rows (core/row_gradient.h): null, or what keeps these options from
  // stepping those rows alone. Without it the method takes none.
  const char* (*sparse)(const Values&) = nullptr;
  std::vector<Refined> refined = {};
  // One sentence, the formula, the source.
  const char* doc = "";
};

class Method : public MethodRow {
 public:
  // A `listed` one is among all_methods().
  explicit Method(const MethodRow& row, bool listed = true);
  Method(const Method&) = delete;

  OptimizerPtr operator()(const std::vector<Tensor>& parameters, const Options& options = {}) const;
  OptimizerPtr operator()(std::vector<ParameterGroup> groups, const Options& options = {}) const;

  bool on_tensors() const { return rule == nullptr; }
  // Every option that this method reads: its own, those of weight decay, and the whole ones.
  const std::vector<Option>& known() const { return known_; }
  const Values& defaults() const { return defaults_; }
  // What is known of its options: options.def, refined.
  const OptionRows& rows() const { return rows_; }
  const OptionRow& row(Option option) const { return rows_[static_cast<size_t>(option)]; }
  // From doc: its first sentence, and what it cites.
  std::string summary() const;
  std::string source() const;

 private:
  std::vector<Option> known_;
  Values defaults_;
  OptionRows rows_;
};
// Every method there is, by name; a row at namespace scope lists itself.
std::vector<const Method*> all_methods();
// The method of that name, in upper or lower case; throws ValueError, with the nearest, for none.
const Method& method_named(const std::string& name);
// create("adamw", model->parameters(), {.lr = 0.01}).
OptimizerPtr create(const std::string& name, const std::vector<Tensor>& parameters,
                    const Options& options = {});
OptimizerPtr create(const std::string& name, std::vector<ParameterGroup> groups,
                    const Options& options = {});

// The methods; their formulas stand with their rows.
extern const Method SGD;
extern const Method Adagrad, Adadelta, RMSprop;
extern const Method Adam, AdamW, SparseAdam;
extern const Method Adamax, NAdam, RAdam, AdaBelief, Yogi;
extern const Method Adan, AdEMAMix, ADOPT;
extern const Method SignSGD, Signum, Lion, Rprop;
extern const Method ASGD;
extern const Method LARS, LAMB, NovoGrad;
extern const Method LBFGS, Sophia;
extern const Method Adafactor, SM3, Muon, Shampoo, SOAP;
extern const Method Prodigy, DAdaptAdam, DAdaptSGD, DoG, DoWG;
extern const Method SGDScheduleFree, AdamWScheduleFree, SGDHD, AdamHD;

// One group of parameters for each pattern, a regular expression searched for in their names (the
// first that is found decides), and one, the last, for the rest.
std::vector<ParameterGroup> groups_by_name(
    const std::vector<Tensor>& parameters,
    const std::vector<std::pair<std::string, Options>>& patterns);

}  // namespace nnlite::optim
