// Guard: stops a fit where NaN or infinity appear, and says where they come from. Not for users.
#pragma once

#include <string>
#include <vector>

#include "nnlite/train/trainer.h"

namespace nnlite {

// While it is on, the optimizer leaves out steps whose gradients are not finite, so that compiled
// steps can be looked at when they are over: the weights are still those that went wrong.
class Trainer::Guard {
 public:
  Guard(Trainer& trainer, bool on);
  ~Guard();
  Guard(const Guard&) = delete;

  // Throws ValueError where the inputs are not finite.
  void before(const Batch& batch);
  // Throws ValueError where the loss, or a gradient, was not.
  void after(const Batch& batch, double loss);

 private:
  void take_back();
  std::string ending() const;
  [[noreturn]] void explain_loss(const Batch& batch, double loss);
  [[noreturn]] void explain_gradients();

  Trainer& trainer_;
  bool on_;
  optim::Value skips_;  // what the optimizer's user said
  // Before the step: steps taken and left out, random numbers, buffers.
  int64_t step_ = 0, skipped_ = 0;
  uint64_t seed_ = 0, drawn_ = 0;
  std::vector<std::pair<Tensor, Value>> buffers_;
};

}  // namespace nnlite
