// The schedule that listens: plateau.
#include <algorithm>
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/optim/schedule_words.h"

namespace nnlite::optim {

namespace {

class PlateauSchedule : public Schedule {
 public:
  PlateauSchedule(double base, const Plateau& options)
      : options_(options), base_(base), value_(base) {}

  double at(int64_t) const override { return value_; }
  double base() const override { return base_; }
  std::string repr() const override {
    return call("plateau", {{"", digits(base_)},
                            {"factor", digits(options_.factor)},
                            {"patience", std::to_string(options_.patience)},
                            {"mode", options_.maximize ? "'max'" : "'min'"},
                            {"threshold", digits(options_.threshold)},
                            {"cooldown", std::to_string(options_.cooldown)},
                            {"low", digits(options_.low)},
                            {"eps", digits(options_.eps)}});
  }

  void observe(double metric, int64_t) override {
    const double value = options_.maximize ? -metric : metric;
    const double needed = best_ - options_.threshold * std::abs(best_);
    if (!std::isnan(value) && (!seen_ || value < needed)) {  // NaN is never better
      best_ = value;
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

}  // namespace

SchedulePtr plateau(double base, const Plateau& o) {
  need_finite("plateau", {{"base", base}, {"threshold", o.threshold}, {"low", o.low}});
  need_steps("plateau", "patience", o.patience, 0);
  need_steps("plateau", "cooldown", o.cooldown, 0);
  if (!(o.factor > 0 && o.factor < 1)) {
    fail_value("plateau", "factor is ", o.factor, "; give a number between 0 and 1");
  }
  return std::make_shared<PlateauSchedule>(base, o);
}

}  // namespace nnlite::optim
