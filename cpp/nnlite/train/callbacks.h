// Callbacks: those of one fit, and who of them sees the step at hand. Not for users.
#pragma once

#include "nnlite/train/callback.h"
#include "nnlite/train/trainer.h"

namespace nnlite {

class Trainer::Callbacks {
 public:
  Callbacks(Trainer& trainer, const std::vector<CallbackPtr>& list)
      : trainer_(trainer), list_(list) {}

  void fit_starts();
  // After an error nothing that a callback throws hides it.
  void fit_ends(bool failed);
  // Counts the step and tells those who see it. True where it has to run eagerly.
  bool step_starts(Batch& batch);
  bool step_ends(double loss);
  bool epoch_ends(const History& history);

 private:
  Trainer& trainer_;
  const std::vector<CallbackPtr>& list_;
  size_t started_ = 0;
  int64_t step_ = 0;                 // of this fit, from 1
  std::vector<Callback*> watching_;  // this step
};

}  // namespace nnlite
