// Callbacks: who is told what, and when.
#include "nnlite/train/callbacks.h"

#include <exception>

namespace nnlite {

void Trainer::Callbacks::fit_starts() {
  for (const CallbackPtr& callback : list_) {
    ++started_;
    callback->on_fit_start(trainer_);
  }
}

void Trainer::Callbacks::fit_ends(bool failed) {
  std::exception_ptr first;
  for (size_t i = 0; i < started_; ++i) {
    try {
      list_[i]->on_fit_end(trainer_);
    } catch (...) {
      if (!first) first = std::current_exception();
    }
  }
  if (first && !failed) std::rethrow_exception(first);
}

bool Trainer::Callbacks::step_starts(Batch& batch) {
  watching_.clear();
  ++step_;
  bool eager = false;
  for (const CallbackPtr& callback : list_) {
    if (!callback->sees(step_)) continue;
    watching_.push_back(callback.get());
    eager |= callback->eager();
    callback->on_step_start(trainer_, batch);
  }
  return eager;
}

bool Trainer::Callbacks::step_ends(double loss) {
  bool stop = false;
  for (Callback* callback : watching_) stop |= callback->on_step_end(trainer_, loss);
  return stop;
}

bool Trainer::Callbacks::epoch_ends(const History& history) {
  bool stop = false;
  for (const CallbackPtr& callback : list_) stop |= callback->on_epoch_end(trainer_, history);
  return stop;
}

}  // namespace nnlite
