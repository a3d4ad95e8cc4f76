// Schedules: hyper-parameters as pure functions of the step (0, 1, 2, ...).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace nnlite::optim {

class Schedule {
 public:
  virtual ~Schedule() = default;
  virtual double at(int64_t step) const = 0;
  // What at(step) is a multiple of: the value that a constant would have had.
  virtual double base() const = 0;
  // How to build it again, as Python writes it.
  virtual std::string repr() const = 0;
  // What a measured value changes: only Plateau has something to learn.
  virtual void observe(double /*metric*/) {}
  // What observe() has changed, for checkpoints; empty for pure functions.
  virtual std::map<std::string, double> state() const { return {}; }
  virtual void load_state(const std::map<std::string, double>& /*state*/) {}
};
using SchedulePtr = std::shared_ptr<Schedule>;

// Each function below throws ValueError for arguments that make no schedule.

SchedulePtr constant(double value);
// base gamma^floor(t / every)
SchedulePtr step(double base, int64_t every, double gamma = 0.1);
// base gamma^(number of milestones that t has reached)
SchedulePtr multi_step(double base, std::vector<int64_t> milestones, double gamma = 0.1);
// base gamma^t
SchedulePtr exponential(double base, double gamma);
// base / (1 + k t)
SchedulePtr inverse_time(double base, double k);
// base (start + (end - start) min(t, steps) / steps)
SchedulePtr linear(double base, int64_t steps, double start = 1.0 / 3, double end = 1);
// base (1 - min(t, steps) / steps)^power
SchedulePtr polynomial(double base, int64_t steps, double power = 1);
// low + (base - low) (1 + cos(pi min(t, steps) / steps)) / 2
SchedulePtr cosine(double base, int64_t steps, double low = 0);

struct OneCycle {
  double max = 0;
  int64_t steps = 0;
  double pct_start = 0.3, div_factor = 25, final_div_factor = 1e4;
};
// max / div -> max -> max / div / final_div along cosines; the phases meet at pct steps - 1
// (Smith & Topin 2018, as PyTorch).
SchedulePtr one_cycle(const OneCycle& options);
// The momentum that goes with it: high -> low -> high.
SchedulePtr one_cycle_momentum(const OneCycle& options, double high = 0.95, double low = 0.85);

struct Plateau {
  double factor = 0.1;
  int64_t patience = 10, cooldown = 0;
  double threshold = 1e-4;  // relative
  double low = 0, eps = 1e-8;
  bool maximize = false;
};
// base, multiplied by `factor` whenever observe() has seen no improvement for `patience` calls.
SchedulePtr plateau(double base, const Plateau& options = {});

// From start_factor after(0) to after(0) along a line for `steps` steps, then `after`.
SchedulePtr warm_up(SchedulePtr after, int64_t steps, double start_factor = 0);
// Any function of the step; `base` 0: its value at step 0.
SchedulePtr function(std::function<double(int64_t)> f, double base = 0,
                     std::string repr = "function(...)");

// A hyper-parameter: a number, or a schedule.
class Value {
 public:
  Value() = default;
  template <class T>
    requires std::is_arithmetic_v<T>
  Value(T number) : number_(static_cast<double>(number)) {}
  Value(SchedulePtr schedule) : schedule_(std::move(schedule)) {}

  double at(int64_t step) const { return schedule_ ? schedule_->at(step) : number_; }
  double base() const { return schedule_ ? schedule_->base() : number_; }
  const SchedulePtr& schedule() const { return schedule_; }
  // Whether it can be anything but 0.
  bool matters() const { return schedule_ || number_ != 0; }

 private:
  double number_ = 0;
  SchedulePtr schedule_;  // null: the number
};

}  // namespace nnlite::optim
