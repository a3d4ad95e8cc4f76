// Which plan a call runs, and when a new one is made.
#include "nnlite/core/compile.h"

#include <algorithm>

#include "nnlite/core/capture.h"

namespace nnlite {

namespace {
constexpr size_t kMostPlans = 16;  // the one that was not used for longest goes
}  // namespace

Plan* Compiled::find(std::span<const Tensor> arguments) {
  for (size_t i = 0; i < plans_.size(); ++i) {
    const char* reason = plans_[i]->misfit(arguments);
    if (!reason) {
      if (i > 0)
        std::rotate(plans_.begin(), plans_.begin() + static_cast<int64_t>(i),
                    plans_.begin() + static_cast<int64_t>(i) + 1);
      return plans_.front().get();
    }
    if (i == 0) reason_ = reason;
  }
  return nullptr;
}

void Compiled::capture(std::span<const Tensor> arguments, std::vector<Tensor>& results) {
  Capture capture(arguments);
  results = function_(capture.arguments());
  for (Tensor& t : results) {
    if (!t.defined() || !t.variable() || t.is_leaf()) continue;
    if (t.ref()->use_count() == 1) {
      t.impl()->variable = nullptr;  // the graph goes
    } else {
      t = t.detach();
    }
  }
  std::shared_ptr<Plan> plan;
  try {
    plan = capture.finish(results);
    plans_.reserve(plans_.size() + 1);
  } catch (const std::bad_alloc&) {
    return;  // the step is taken; the next call captures it again
  }
  plan->set_profile(profile_);
  if (plans_.size() == kMostPlans) plans_.pop_back();
  plans_.insert(plans_.begin(), std::move(plan));
}

void Compiled::run(std::span<const Tensor> arguments, std::vector<Tensor>& results) {
  if (Capture::current()) {  // a step inside a step is part of it
    results = function_(arguments);
  } else if (Plan* plan = find(arguments)) {
    plan->run(arguments, results);
  } else {
    capture(arguments, results);
  }
}

std::vector<Tensor> Compiled::operator()(std::span<const Tensor> arguments) {
  if (Capture::current()) return function_(arguments);  // part of the step around it
  std::vector<Tensor> results;
  const std::lock_guard lock(mutex_);
  run(arguments, results);
  return results;
}

void Compiled::set_profile(bool on) {
  profile_ = on;
  for (const auto& plan : plans_) plan->set_profile(on);
}

std::string Compiled::explain() const {
  if (plans_.empty()) return "Nothing is captured yet: the first call runs the function.\n";
  std::string words = text(plans_.size(), plans_.size() == 1 ? " plan" : " plans", ".\n");
  if (plans_.size() > 1 && reason_) words += text("The last was made because ", reason_, ".\n");
  return words + plans_.front()->explain();
}

}  // namespace nnlite
