// Schedules that go up and down: restarts, cycles, one cycle.
#include <algorithm>
#include <cmath>
#include <limits>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"
#include "nnlite/optim/schedule_words.h"

namespace nnlite::optim {

namespace {

using Points = std::vector<std::pair<double, double>>;

constexpr std::string_view kModes[] = {"triangular", "triangular2", "exp_range"};

// How far the cycle has gone from its beginning towards its turn: 0 -> 1 -> 0 along lines.
double towards_turn(int64_t t, int64_t up, int64_t down) {
  const int64_t place = t % (up + down);
  return place <= up ? part(place, up) : part(up + down - place, down);
}

// The height of the cycle that t is in.
double height(const Cyclic& o, int64_t t) {
  const double cycle = static_cast<double>(t / (o.up + o.down));
  if (o.mode == kModes[1]) return std::pow(0.5, cycle);
  if (o.mode == kModes[2]) return std::pow(o.gamma, static_cast<double>(t));
  return 1;
}

Cyclic checked(const char* name, Cyclic o) {
  need_finite(name, {{"low", o.low}, {"high", o.high}, {"gamma", o.gamma}});
  need_steps(name, "up", o.up);
  if (o.down == 0) o.down = o.up;
  need_steps(name, "down", o.down);
  if (!(o.low <= o.high)) fail_value(name, "low ", o.low, " is above high ", o.high);
  if (std::find(std::begin(kModes), std::end(kModes), o.mode) == std::end(kModes)) {
    fail_value(name, "unknown mode '", o.mode, "'", suggestion(o.mode, kModes));
  }
  return o;
}

std::string written(const char* name, const Cyclic& o) {
  return call(name, {{"", digits(o.low)},
                     {"", digits(o.high)},
                     {"up", std::to_string(o.up)},
                     {"down", std::to_string(o.down)},
                     {"mode", quoted(o.mode)},
                     {"gamma", digits(o.gamma)}});
}

// From the first to the second to the third, as the one-cycle policy walks them.
SchedulePtr cycle(const char* name, const OneCycle& o, double base, double first, double middle,
                  double last, const std::string& repr) {
  need_finite(name, {{"max", o.max}, {"first value", first}, {"last value", last}});
  need_steps(name, "steps", o.steps);
  const double most = o.three_phase ? 0.5 : 1;
  if (!(o.pct_start > 0 && o.pct_start < most)) {
    fail_value(name, "pct_start is a part of the steps between 0 and ", most, ", not ",
               o.pct_start);
  }
  const Curve curve = curve_named(name, o.shape, {"cosine", "linear"});
  const auto steps = static_cast<double>(o.steps);
  const double turn = o.pct_start * steps - 1, end = steps - 1;
  Points points = {{std::min(0.0, turn), first}, {turn, middle}};
  if (o.three_phase) points.emplace_back(2 * o.pct_start * steps - 2, first);
  points.emplace_back(end, last);
  if (points[points.size() - 2].first > end || points[1].first > points[2].first) {
    fail_value(name, o.steps, " steps are too few for its phases; give more");
  }
  return function(
      [=](int64_t t) { return along(points, curve, std::min(static_cast<double>(t), end)); }, base,
      repr);
}

}  // namespace

SchedulePtr cosine_restarts(double base, int64_t period, int64_t mult, double low, double gamma) {
  constexpr const char* name = "cosine_restarts";
  need_finite(name, {{"base", base}, {"low", low}, {"gamma", gamma}});
  need_steps(name, "period", period);
  need_steps(name, "mult", mult);
  return function(
      [=](int64_t t) {
        int64_t length = period, restarts = mult == 1 ? t / period : 0;
        if (mult == 1) t %= period;
        for (; t >= length; ++restarts) {
          t -= length;
          length = length > std::numeric_limits<int64_t>::max() / mult
                       ? std::numeric_limits<int64_t>::max()
                       : length * mult;
        }
        const double high = low + (base - low) * std::pow(gamma, static_cast<double>(restarts));
        return between(Curve::cosine, high, low, part(t, length));
      },
      base,
      call(name, {{"", digits(base)},
                  {"period", std::to_string(period)},
                  {"mult", std::to_string(mult)},
                  {"low", digits(low)},
                  {"gamma", digits(gamma)}}));
}

SchedulePtr cyclic(const Cyclic& options) {
  const Cyclic o = checked("cyclic", options);
  return function(
      [=](int64_t t) {
        return o.low + (o.high - o.low) * towards_turn(t, o.up, o.down) * height(o, t);
      },
      o.high, written("cyclic", o));
}

SchedulePtr cyclic_momentum(const Cyclic& options) {
  const Cyclic o = checked("cyclic_momentum", options);
  return function(
      [=](int64_t t) {
        return o.high - (o.high - o.low) * towards_turn(t, o.up, o.down) * height(o, t);
      },
      o.high, written("cyclic_momentum", o));
}

SchedulePtr one_cycle(const OneCycle& o) {
  if (!(o.div_factor > 0 && o.final_div_factor > 0)) {
    fail_value("one_cycle", "div_factor ", o.div_factor, " and final_div_factor ",
               o.final_div_factor, " have to be positive");
  }
  const double first = o.max / o.div_factor;
  return cycle("one_cycle", o, o.max, first, o.max, first / o.final_div_factor,
               call("one_cycle", {{"", digits(o.max)},
                                  {"steps", std::to_string(o.steps)},
                                  {"pct_start", digits(o.pct_start)},
                                  {"div_factor", digits(o.div_factor)},
                                  {"final_div_factor", digits(o.final_div_factor)},
                                  {"shape", quoted(o.shape)},
                                  {"three_phase", o.three_phase ? "True" : "False"}}));
}

SchedulePtr one_cycle_momentum(const OneCycle& o, double high, double low) {
  need_finite("one_cycle_momentum", {{"high", high}, {"low", low}});
  return cycle("one_cycle_momentum", o, high, high, low, high,
               call("one_cycle_momentum", {{"", std::to_string(o.steps)},
                                           {"high", digits(high)},
                                           {"low", digits(low)},
                                           {"pct_start", digits(o.pct_start)},
                                           {"shape", quoted(o.shape)},
                                           {"three_phase", o.three_phase ? "True" : "False"}}));
}

}  // namespace nnlite::optim
