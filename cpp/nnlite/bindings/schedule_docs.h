// What the bindings of schedules share: their docstrings, whose common words stand once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nnlite/bindings/optim_api.h"

namespace nnlite::bindings {

void bind_schedule_parts(py::module_& m);

// A docstring: a sentence and its parameters, each "name: what it is." or a name that is known
// ("base", "steps", "low", "gamma"), and an example with what it gives, rounded to 9 digits.
std::string schedule_doc(const std::string& what, const std::vector<const char*>& parameters,
                         const std::string& example, const std::string& gives);

}  // namespace nnlite::bindings
