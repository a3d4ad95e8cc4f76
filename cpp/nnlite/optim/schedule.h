// Schedule: a hyper-parameter as a pure function of the step (0, 1, 2, ...). Those there are: see
// schedules.h.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <type_traits>

namespace nnlite::optim {

class Schedule {
 public:
  virtual ~Schedule() = default;
  virtual double at(int64_t step) const = 0;
  // What at(step) is a multiple of: the value that a constant would have had.
  virtual double base() const = 0;
  // How to build it again, as Python writes it, in digits that read back to the same bits.
  virtual std::string repr() const = 0;
  // What a value that was measured at a step changes: only plateau has something to learn.
  virtual void observe(double /*metric*/, int64_t /*step*/) {}
  // What observe() has changed, for checkpoints; empty for pure functions.
  virtual std::map<std::string, double> state() const { return {}; }
  virtual void load_state(const std::map<std::string, double>& /*state*/) {}
};
using SchedulePtr = std::shared_ptr<Schedule>;

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
