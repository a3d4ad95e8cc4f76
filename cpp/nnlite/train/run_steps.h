// run_steps: many compiled steps in one call.
#pragma once

#include <functional>
#include <optional>

#include "nnlite/core/compile.h"
#include "nnlite/train/data_loader.h"

namespace nnlite {

// Calls `step` with one batch of `data` after the other, pass after pass, and returns what it
// returned first, stacked along a new first axis. `steps` not given: to the end of one pass. `poll`
// is called a few times a second, between steps, and may throw to stop.
Tensor run_steps(Compiled& step, DataLoader& data, std::optional<int64_t> steps = {},
                 const std::function<void()>& poll = {});

}  // namespace nnlite
