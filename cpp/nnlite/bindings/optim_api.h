// What the bindings of optimizers share: hyper-parameters as Python writes them.
#pragma once

#include "nnlite/bindings/api.h"
#include "nnlite/optim/optimizer.h"
#include "nnlite/optim/schedules.h"

namespace nnlite::bindings {

void bind_schedules(py::module_& m);

// Options that are one tuple in Python: beta1, beta2, ... are betas.
struct OptionTuple {
  const char* name;
  std::vector<optim::Option> parts;
};
// The tuple that an option is in; null where it stands alone.
const OptionTuple* tuple_of(optim::Option option);
// The options of a method that one argument sets: the parts of a tuple of that name, or the one;
// empty where the method has none of them.
std::vector<optim::Option> options_named(const optim::Method& method, const std::string& name);
std::string python_name(optim::Option option);
// The arguments of a method by their names, each once.
std::vector<std::string> argument_names(const optim::Method& method);
// A number, flag, word, Schedule or function of the step.
optim::Value value_of(const char* method, optim::Option option, py::handle object);
// A Python function of the step; `base` 0: its value at step 0.
optim::SchedulePtr schedule_of(py::handle function, double base = 0);
// The way back.
py::object object_of(optim::Option option, const optim::Value& value);
// Keyword arguments; betas=(b1, b2) are beta1 and beta2, decoupled_weight_decay is a decay_mode.
// Throws ValueError with the nearest name for an unknown one.
optim::Options options_of(const optim::Method& method, const py::dict& keywords);
// Tensors, (name, tensor) pairs, or dicts of "params" and a group's options.
std::vector<optim::ParameterGroup> groups_of(const optim::Method& method, py::handle params);

// "lr: float | ... = 0.001, ..." and the numpydoc section of the same.
std::string signature(const optim::Method& method);
std::string documentation(const optim::Method& method);
// The options that may be given by position, under the names that Python gives them.
std::vector<std::string> positional_names(const optim::Method& method);

}  // namespace nnlite::bindings
