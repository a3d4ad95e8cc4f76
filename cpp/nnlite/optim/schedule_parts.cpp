// Schedules made of others, of points, or of a user's function.
#include <algorithm>
#include <functional>

#include "nnlite/base/errors.h"
#include "nnlite/optim/schedule_words.h"

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

// What changes another one, and passes on what that one learns.
class Wrapper : public Schedule {
 public:
  explicit Wrapper(SchedulePtr inner) : inner_(std::move(inner)) {}
  void observe(double metric, int64_t step) override { inner_->observe(metric, step); }
  std::map<std::string, double> state() const override { return inner_->state(); }
  void load_state(const std::map<std::string, double>& s) override { inner_->load_state(s); }

 protected:
  SchedulePtr inner_;
};

class Scaled : public Wrapper {
 public:
  Scaled(SchedulePtr inner, double factor) : Wrapper(std::move(inner)), factor_(factor) {}
  double at(int64_t step) const override { return inner_->at(step) * factor_; }
  double base() const override { return inner_->base() * factor_; }
  std::string repr() const override { return inner_->repr() + " * " + digits(factor_); }

 private:
  double factor_;
};

class WarmUp : public Wrapper {
 public:
  WarmUp(SchedulePtr after, int64_t steps, double start)
      : Wrapper(std::move(after)), steps_(steps), start_(start) {}
  double at(int64_t step) const override {
    if (step >= steps_) return inner_->at(step - steps_);
    return inner_->at(0) * between(Curve::linear, start_, 1, part(step, steps_));
  }
  double base() const override { return inner_->base(); }
  std::string repr() const override {
    return call("warm_up", {{"", inner_->repr()},
                            {"steps", std::to_string(steps_)},
                            {"start_factor", digits(start_)}});
  }
  void observe(double metric, int64_t step) override {
    if (step >= steps_) inner_->observe(metric, step - steps_);
  }

 private:
  int64_t steps_;
  double start_;
};

class Sequential : public Schedule {
 public:
  Sequential(std::vector<SchedulePtr> parts, std::vector<int64_t> milestones)
      : parts_(std::move(parts)), milestones_(std::move(milestones)) {}

  double at(int64_t step) const override {
    const size_t i = index(step);
    return parts_[i]->at(step - begin(i));
  }
  double base() const override {
    double most = parts_[0]->base();
    for (const SchedulePtr& p : parts_) most = std::max(most, p->base());
    return most;
  }
  std::string repr() const override {
    std::string list;
    for (const SchedulePtr& p : parts_) list += (list.empty() ? "" : ", ") + p->repr();
    return call("sequential", {{"", "[" + list + "]"}, {"milestones", digits(milestones_)}});
  }
  void observe(double metric, int64_t step) override {
    const size_t i = index(step);
    parts_[i]->observe(metric, step - begin(i));
  }
  // The states of the parts under their numbers: "1.value".
  std::map<std::string, double> state() const override {
    std::map<std::string, double> out;
    for (size_t i = 0; i < parts_.size(); ++i) {
      for (const auto& [key, value] : parts_[i]->state()) out[prefix(i) + key] = value;
    }
    return out;
  }
  void load_state(const std::map<std::string, double>& state) override {
    for (size_t i = 0; i < parts_.size(); ++i) {
      std::map<std::string, double> own = parts_[i]->state();
      for (auto& [key, value] : own) value = state.at(prefix(i) + key);
      parts_[i]->load_state(own);
    }
  }

 private:
  static std::string prefix(size_t i) { return std::to_string(i) + "."; }
  size_t index(int64_t step) const {
    const auto next = std::upper_bound(milestones_.begin(), milestones_.end(), step);
    return static_cast<size_t>(next - milestones_.begin());
  }
  int64_t begin(size_t i) const { return i == 0 ? 0 : milestones_[i - 1]; }

  std::vector<SchedulePtr> parts_;
  std::vector<int64_t> milestones_;
};

template <class Steps>
bool increase(const Steps& steps) {
  return std::adjacent_find(steps.begin(), steps.end(), std::greater_equal<>()) == steps.end();
}

}  // namespace

SchedulePtr function(std::function<double(int64_t)> f, double base, std::string repr) {
  return std::make_shared<Function>(std::move(f), base, std::move(repr));
}

SchedulePtr scaled(SchedulePtr schedule, double factor) {
  need_finite("scaled", {{"factor", factor}});
  return std::make_shared<Scaled>(std::move(schedule), factor);
}

SchedulePtr warm_up(SchedulePtr after, int64_t steps, double start_factor) {
  need_finite("warm_up", {{"start_factor", start_factor}});
  need_steps("warm_up", "steps", steps);
  return std::make_shared<WarmUp>(std::move(after), steps, start_factor);
}

SchedulePtr warm_up_stable_decay(const WarmUpStableDecay& o) {
  constexpr const char* name = "warm_up_stable_decay";
  need_finite(name, {{"base", o.base}, {"low", o.low}});
  need_steps(name, "steps", o.steps);
  need_steps(name, "warm_up", o.warm_up, 0);
  need_steps(name, "decay", o.decay, 0);
  if (o.warm_up + o.decay > o.steps) {
    fail_value(name, "warm_up ", o.warm_up, " and decay ", o.decay, " are more than all ", o.steps,
               " steps");
  }
  const Curve curve = curve_named(name, o.shape, {"linear", "cosine", "sqrt"});
  return function(
      [=](int64_t t) {
        if (t < o.warm_up) return o.base * part(t, o.warm_up);
        const int64_t left = o.steps - std::min(t, o.steps);
        if (left >= o.decay) return o.base;
        return between(curve, o.base, o.low, part(o.decay - left, o.decay));
      },
      o.base,
      call(name, {{"", digits(o.base)},
                  {"steps", std::to_string(o.steps)},
                  {"warm_up", std::to_string(o.warm_up)},
                  {"decay", std::to_string(o.decay)},
                  {"low", digits(o.low)},
                  {"shape", quoted(o.shape)}}));
}

SchedulePtr piecewise(std::vector<std::pair<int64_t, double>> points, const std::string& word) {
  constexpr const char* name = "piecewise";
  if (points.empty()) fail_value(name, "no points; give [(step, value), ...]");
  const Curve curve = curve_named(name, word, {"constant", "linear", "cosine"});
  std::vector<std::pair<double, double>> times;
  std::vector<int64_t> steps;
  std::string list;
  double most = points[0].second;
  for (const auto& [step, value] : points) {
    need_finite(name, {{"a value", value}});
    steps.push_back(step);
    times.emplace_back(static_cast<double>(step), value);
    most = std::max(most, value);
    list += text(list.empty() ? "(" : ", (", step, ", ", digits(value), ")");
  }
  if (!increase(steps)) {
    fail_value(name, "the steps ", digits(steps), " do not increase; sort the points");
  }
  return function([=](int64_t t) { return along(times, curve, static_cast<double>(t)); }, most,
                  call(name, {{"", "[" + list + "]"}, {"shape", quoted(word)}}));
}

SchedulePtr sequential(std::vector<SchedulePtr> schedules, std::vector<int64_t> milestones) {
  constexpr const char* name = "sequential";
  if (schedules.size() != milestones.size() + 1) {
    fail_value(name, schedules.size(), " schedules and ", milestones.size(),
               " milestones; give one milestone fewer than schedules");
  }
  if (!milestones.empty()) need_steps(name, "the first milestone", milestones[0]);
  if (!increase(milestones)) {
    fail_value(name, "the milestones ", digits(milestones), " do not increase; sort them");
  }
  return std::make_shared<Sequential>(std::move(schedules), std::move(milestones));
}

}  // namespace nnlite::optim
