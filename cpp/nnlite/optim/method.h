// Method: one optimizer as a row of data: its options, the update rule they choose, the numbers of
// each step. A row is also the function that builds the optimizer: optim::Adam(parameters, {...}).
#pragma once

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "nnlite/core/tensor.h"
#include "nnlite/kernels/optim.h"
#include "nnlite/optim/options.h"

namespace nnlite::optim {

class Optimizer;
using OptimizerPtr = std::shared_ptr<Optimizer>;

// Parameters that share options; what `options` does not give, the optimizer's own do.
struct ParameterGroup {
  std::vector<Tensor> parameters;
  Options options = {};
};

struct MethodRow {
  const char* name;
  // Its own options with their defaults, in the order of PyTorch's signature; the first
  // `positional` of them may be given by position in Python.
  std::vector<std::pair<Option, double>> options;
  int positional;
  // Which rule of optim.def these options mean.
  Rule (*rule)(const Values&);
  // The numbers of step t = 1, 2, ... of a parameter.
  void (*numbers)(RuleNumbers& numbers, const Numbers& options, int64_t t);
  // Refuses options that do not go together.
  void (*check)(const Values&) = nullptr;
  Option initial = Option::count;  // the option that says what the first state starts from
  // One sentence, the formula, the source.
  const char* doc = "";
};

class Method : public MethodRow {
 public:
  explicit Method(const MethodRow& row);
  Method(const Method&) = delete;

  OptimizerPtr operator()(const std::vector<Tensor>& parameters, const Options& options = {}) const;
  OptimizerPtr operator()(std::vector<ParameterGroup> groups, const Options& options = {}) const;

  // Every option that this method reads: its own, those of weight decay, and the whole ones.
  const std::vector<Option>& known() const { return known_; }
  const Values& defaults() const { return defaults_; }

 private:
  std::vector<Option> known_;
  Values defaults_;
};
// Every method there is; a row at namespace scope lists itself.
std::span<const Method* const> all_methods();

// The methods; their formulas stand with their rows.
extern const Method SGD;
extern const Method Adagrad, Adadelta, RMSprop;
extern const Method Adam, AdamW;

// One group of parameters for each pattern, a regular expression searched for in their names (the
// first that is found decides), and one, the last, for the rest.
std::vector<ParameterGroup> groups_by_name(
    const std::vector<Tensor>& parameters,
    const std::vector<std::pair<std::string, Options>>& patterns);

}  // namespace nnlite::optim
