// Schedules that begin high and end low, each one formula.
#include <algorithm>
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/optim/schedule_words.h"

namespace nnlite::optim {

namespace {

double power(double gamma, int64_t times) { return std::pow(gamma, static_cast<double>(times)); }

}  // namespace

SchedulePtr constant(double base, int64_t steps, double factor) {
  need_finite("constant", {{"base", base}, {"factor", factor}});
  need_steps("constant", "steps", steps, 0);
  const auto f = [=](int64_t t) { return t < steps ? base * factor : base; };
  if (steps == 0) return function(f, base, call("constant", {{"", digits(base)}}));
  return function(
      f, base,
      call("constant",
           {{"", digits(base)}, {"steps", std::to_string(steps)}, {"factor", digits(factor)}}));
}

SchedulePtr step(double base, int64_t every, double gamma) {
  need_finite("step", {{"base", base}, {"gamma", gamma}});
  need_steps("step", "every", every);
  return function(
      [=](int64_t t) { return base * power(gamma, t / every); }, base,
      call("step",
           {{"", digits(base)}, {"every", std::to_string(every)}, {"gamma", digits(gamma)}}));
}

SchedulePtr multi_step(double base, std::vector<int64_t> milestones, double gamma) {
  need_finite("multi_step", {{"base", base}, {"gamma", gamma}});
  std::sort(milestones.begin(), milestones.end());
  const std::string repr =
      call("multi_step",
           {{"", digits(base)}, {"milestones", digits(milestones)}, {"gamma", digits(gamma)}});
  return function(
      [=](int64_t t) {
        const auto passed = std::upper_bound(milestones.begin(), milestones.end(), t);
        return base * power(gamma, passed - milestones.begin());
      },
      base, repr);
}

SchedulePtr exponential(double base, double gamma) {
  need_finite("exponential", {{"base", base}, {"gamma", gamma}});
  return function([=](int64_t t) { return base * power(gamma, t); }, base,
                  call("exponential", {{"", digits(base)}, {"gamma", digits(gamma)}}));
}

SchedulePtr inverse_time(double base, double k) {
  need_finite("inverse_time", {{"base", base}, {"k", k}});
  if (!(k >= 0)) fail_value("inverse_time", "k is ", k, "; give 0 or more");
  return function([=](int64_t t) { return base / (1 + k * static_cast<double>(t)); }, base,
                  call("inverse_time", {{"", digits(base)}, {"k", digits(k)}}));
}

SchedulePtr inverse_sqrt(double base, int64_t warm_up) {
  need_finite("inverse_sqrt", {{"base", base}});
  need_steps("inverse_sqrt", "warm_up", warm_up);
  return function(
      [=, w = static_cast<double>(warm_up)](int64_t t) {
        const double n = static_cast<double>(t) + 1;
        return base * std::min(n / w, std::sqrt(w / n));
      },
      base, call("inverse_sqrt", {{"", digits(base)}, {"warm_up", std::to_string(warm_up)}}));
}

SchedulePtr noam(int64_t dim, int64_t warm_up, double factor) {
  need_finite("noam", {{"factor", factor}});
  need_steps("noam", "dim", dim);
  need_steps("noam", "warm_up", warm_up);
  const double peak = factor / std::sqrt(static_cast<double>(dim));
  const auto w = static_cast<double>(warm_up);
  return function(
      [=](int64_t t) {
        const double n = static_cast<double>(t) + 1;
        return peak * std::min(1 / std::sqrt(n), n / (w * std::sqrt(w)));
      },
      peak / std::sqrt(w),
      call("noam", {{"", std::to_string(dim)},
                    {"warm_up", std::to_string(warm_up)},
                    {"factor", digits(factor)}}));
}

SchedulePtr linear(double base, int64_t steps, double start, double end) {
  need_finite("linear", {{"base", base}, {"start", start}, {"end", end}});
  need_steps("linear", "steps", steps);
  return function([=](int64_t t) { return base * (start + (end - start) * part(t, steps)); }, base,
                  call("linear", {{"", digits(base)},
                                  {"steps", std::to_string(steps)},
                                  {"start", digits(start)},
                                  {"end", digits(end)}}));
}

SchedulePtr polynomial(double base, int64_t steps, double exponent, double low) {
  need_finite("polynomial", {{"base", base}, {"power", exponent}, {"low", low}});
  need_steps("polynomial", "steps", steps);
  if (!(exponent > 0)) fail_value("polynomial", "power is ", exponent, "; give more than 0");
  return function(
      [=](int64_t t) { return low + (base - low) * std::pow(1 - part(t, steps), exponent); }, base,
      call("polynomial", {{"", digits(base)},
                          {"steps", std::to_string(steps)},
                          {"power", digits(exponent)},
                          {"low", digits(low)}}));
}

SchedulePtr cosine(double base, int64_t steps, double low) {
  need_finite("cosine", {{"base", base}, {"low", low}});
  need_steps("cosine", "steps", steps);
  return function(
      [=](int64_t t) { return between(Curve::cosine, base, low, part(t, steps)); }, base,
      call("cosine", {{"", digits(base)}, {"steps", std::to_string(steps)}, {"low", digits(low)}}));
}

}  // namespace nnlite::optim
