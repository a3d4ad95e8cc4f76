// Callback: code that looks into a fit from without, and may stop it.
#pragma once

#include <memory>
#include <vector>

#include "nnlite/train/data_loader.h"

namespace nnlite {

class Trainer;
struct History;

// What a callback throws stops the fit, and leaves the weights of the last whole step. It runs
// between steps, so that these stay compiled; what it does to weights and random numbers counts.
class Callback {
 public:
  virtual ~Callback() = default;

  // Whether it wants to see a step of this fit (from 1).
  virtual bool sees(int64_t /*step*/) const { return false; }
  // Whether the steps that it sees run one operation after the other, to the same bits, so that
  // hooks on the model see what happens.
  virtual bool eager() const { return false; }

  virtual void on_fit_start(Trainer&) {}
  // Before a step that it sees. The batch may be changed.
  virtual void on_step_start(Trainer&, Batch& /*batch*/) {}
  // After it. True to stop.
  virtual bool on_step_end(Trainer&, double /*loss*/) { return false; }
  // True to stop.
  virtual bool on_epoch_end(Trainer&, const History&) { return false; }
  // However the fit ends, and with whatever weights it leaves.
  virtual void on_fit_end(Trainer&) {}
};
using CallbackPtr = std::shared_ptr<Callback>;

}  // namespace nnlite
