// The formulas of schedule.h.
#include "nnlite/optim/schedule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "nnlite/base/errors.h"

namespace nnlite::optim {

namespace {

class Function : public Schedule {
 public:
  Function(std::function<double(int64_t)> f, double base, std::string repr)
      : f_(std::move(f)), base_(base), repr_(std::move(repr)) {}
  double at(int64_t step) const override { return f_(step); }
  double base() const override { return base_ != 0 ? base_ : f_(0); }
  std::string repr() const override { return repr_; }

 private:
  std::function<double(int64_t)> f_;
  double base_;
  std::string repr_;
};

class PlateauSchedule : public Schedule {
 public:
  PlateauSchedule(double base, const Plateau& options)
      : options_(options), base_(base), value_(base) {}

  double at(int64_t) const override { return value_; }
  double base() const override { return base_; }
  std::string repr() const override {
    return text("plateau(", base_, ", factor=", options_.factor, ", patience=", options_.patience,
                ", mode='", options_.maximize ? "max" : "min", "', threshold=", options_.threshold,
                ", cooldown=", options_.cooldown, ", low=", options_.low, ")");
  }

  void observe(double metric) override {
    const double sign = options_.maximize ? -1 : 1;
    const double needed = best_ - options_.threshold * std::abs(best_);
    if (!seen_ || sign * metric < needed) {
      best_ = sign * metric;
      seen_ = true;
      bad_ = 0;
    } else {
      ++bad_;
    }
    if (waiting_ > 0) {
      --waiting_;
      bad_ = 0;
    }
    if (bad_ <= options_.patience) return;
    const double next = std::max(value_ * options_.factor, options_.low);
    if (value_ - next > options_.eps) value_ = next;
    waiting_ = options_.cooldown;
    bad_ = 0;
  }

  std::map<std::string, double> state() const override {
    return {{"value", value_},
            {"best", best_},
            {"seen", seen_},
            {"bad", static_cast<double>(bad_)},
            {"waiting", static_cast<double>(waiting_)}};
  }
  void load_state(const std::map<std::string, double>& state) override {
    value_ = state.at("value");
    best_ = state.at("best");
    seen_ = state.at("seen") != 0;
    bad_ = static_cast<int64_t>(state.at("bad"));
    waiting_ = static_cast<int64_t>(state.at("waiting"));
  }

 private:
  Plateau options_;
  double base_, value_, best_ = 0;
  bool seen_ = false;
  int64_t bad_ = 0, waiting_ = 0;
};

class WarmUp : public Schedule {
 public:
  WarmUp(SchedulePtr after, int64_t steps, double start)
      : after_(std::move(after)), steps_(steps), start_(start) {}
  double at(int64_t step) const override {
    if (step >= steps_) return after_->at(step - steps_);
    const double t = static_cast<double>(step) / static_cast<double>(steps_);
    return after_->at(0) * (start_ + (1 - start_) * t);
  }
  double base() const override { return after_->base(); }
  std::string repr() const override {
    return text("warm_up(", after_->repr(), ", steps=", steps_, ", start_factor=", start_, ")");
  }
  void observe(double metric) override { after_->observe(metric); }
  std::map<std::string, double> state() const override { return after_->state(); }
  void load_state(const std::map<std::string, double>& s) override { after_->load_state(s); }

 private:
  SchedulePtr after_;
  int64_t steps_;
  double start_;
};

void need_steps(const char* name, int64_t steps) {
  if (steps < 1) fail_value(name, steps, " steps; give at least 1");
}

double part(int64_t t, int64_t steps) {
  return static_cast<double>(std::min(t, steps)) / static_cast<double>(steps);
}

// From a to b along half a cosine.
double along_cosine(double a, double b, double t) {
  return b + (a - b) / 2 * (1 + std::cos(std::numbers::pi * t));
}

double power(double gamma, int64_t times) { return std::pow(gamma, static_cast<double>(times)); }

// From the first to the second to the third, as the one-cycle policy walks them.
SchedulePtr cycle(const OneCycle& o, double base, std::array<double, 3> stations,
                  std::string repr) {
  need_steps("one_cycle", o.steps);
  if (!(o.pct_start > 0 && o.pct_start < 1)) {
    fail_value("one_cycle", "pct_start is a part of the steps between 0 and 1, not ", o.pct_start);
  }
  const auto steps = static_cast<double>(o.steps);
  const double turn = o.pct_start * steps - 1, end = steps - 1;
  return function(
      [=](int64_t step) {
        const auto [first, middle, last] = stations;
        const double t = std::min(static_cast<double>(step), end);
        if (t <= turn) return along_cosine(first, middle, turn > 0 ? t / turn : 1);
        return along_cosine(middle, last, end > turn ? (t - turn) / (end - turn) : 1);
      },
      base, std::move(repr));
}

}  // namespace

SchedulePtr function(std::function<double(int64_t)> f, double base, std::string repr) {
  return std::make_shared<Function>(std::move(f), base, std::move(repr));
}

SchedulePtr constant(double value) {
  return function([=](int64_t) { return value; }, value, text("constant(", value, ")"));
}

SchedulePtr step(double base, int64_t every, double gamma) {
  need_steps("step", every);
  return function([=](int64_t t) { return base * power(gamma, t / every); }, base,
                  text("step(", base, ", every=", every, ", gamma=", gamma, ")"));
}

SchedulePtr multi_step(double base, std::vector<int64_t> milestones, double gamma) {
  std::sort(milestones.begin(), milestones.end());
  std::string list;
  for (int64_t m : milestones) list += (list.empty() ? "" : ", ") + std::to_string(m);
  return function(
      [=](int64_t t) {
        const auto passed = std::upper_bound(milestones.begin(), milestones.end(), t);
        return base * power(gamma, passed - milestones.begin());
      },
      base, text("multi_step(", base, ", milestones=[", list, "], gamma=", gamma, ")"));
}

SchedulePtr exponential(double base, double gamma) {
  return function([=](int64_t t) { return base * power(gamma, t); }, base,
                  text("exponential(", base, ", gamma=", gamma, ")"));
}

SchedulePtr inverse_time(double base, double k) {
  if (!(k >= 0)) fail_value("inverse_time", "k is ", k, "; give 0 or more");
  return function([=](int64_t t) { return base / (1 + k * static_cast<double>(t)); }, base,
                  text("inverse_time(", base, ", k=", k, ")"));
}

SchedulePtr linear(double base, int64_t steps, double start, double end) {
  need_steps("linear", steps);
  return function([=](int64_t t) { return base * (start + (end - start) * part(t, steps)); }, base,
                  text("linear(", base, ", steps=", steps, ", start=", start, ", end=", end, ")"));
}

SchedulePtr polynomial(double base, int64_t steps, double exponent) {
  need_steps("polynomial", steps);
  return function([=](int64_t t) { return base * std::pow(1 - part(t, steps), exponent); }, base,
                  text("polynomial(", base, ", steps=", steps, ", power=", exponent, ")"));
}

SchedulePtr cosine(double base, int64_t steps, double low) {
  need_steps("cosine", steps);
  return function([=](int64_t t) { return along_cosine(base, low, part(t, steps)); }, base,
                  text("cosine(", base, ", steps=", steps, ", low=", low, ")"));
}

SchedulePtr one_cycle(const OneCycle& o) {
  const double first = o.max / o.div_factor;
  return cycle(o, o.max, {first, o.max, first / o.final_div_factor},
               text("one_cycle(", o.max, ", steps=", o.steps, ", pct_start=", o.pct_start,
                    ", div_factor=", o.div_factor, ", final_div_factor=", o.final_div_factor, ")"));
}

SchedulePtr one_cycle_momentum(const OneCycle& o, double high, double low) {
  return cycle(o, high, {high, low, high},
               text("one_cycle_momentum(steps=", o.steps, ", high=", high, ", low=", low,
                    ", pct_start=", o.pct_start, ")"));
}

SchedulePtr plateau(double base, const Plateau& options) {
  if (!(options.factor > 0 && options.factor < 1)) {
    fail_value("plateau", "factor is ", options.factor, "; give a number between 0 and 1");
  }
  return std::make_shared<PlateauSchedule>(base, options);
}

SchedulePtr warm_up(SchedulePtr after, int64_t steps, double start_factor) {
  need_steps("warm_up", steps);
  return std::make_shared<WarmUp>(std::move(after), steps, start_factor);
}

}  // namespace nnlite::optim
