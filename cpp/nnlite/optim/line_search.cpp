// The strong Wolfe conditions: first an interval that holds such a step, then smaller ones.
#include "nnlite/optim/line_search.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nnlite::optim {

namespace {

constexpr double kDecrease = 1e-4, kCurvature = 0.9;

// Where the cubic through two points and their slopes is least, within low .. high; the middle
// where it has no minimum.
double cubic_minimum(const Trial& a, const Trial& b, double low, double high) {
  const double middle = (low + high) / 2;
  if (!std::isfinite(a.f) || !std::isfinite(b.f)) return middle;
  const bool ordered = a.t <= b.t;
  const Trial &l = ordered ? a : b, &r = ordered ? b : a;
  const double mean = a.slope + b.slope - 3 * (a.f - b.f) / (a.t - b.t);
  const double square = mean * mean - a.slope * b.slope;
  if (!(square >= 0)) return middle;
  const double root = std::sqrt(square);
  const double t = r.t - (r.t - l.t) * ((r.slope + root - mean) / (r.slope - l.slope + 2 * root));
  return std::isfinite(t) ? std::clamp(t, low, high) : middle;
}

class Wolfe {
 public:
  explicit Wolfe(const Line& line) : line_(line) {}
  Trial find() {
    bracket();
    while (!found_ && trials_ < line_.most && width() * line_.longest >= line_.least_change) zoom();
    return ends_[low_];
  }
  int asked() const { return trials_ + 1; }

 private:
  bool decreases(const Trial& x) const {
    return x.f <= line_.start.f + kDecrease * x.t * line_.start.slope;
  }
  bool is_flat(const Trial& x) const {
    return std::abs(x.slope) <= -kCurvature * line_.start.slope;
  }
  double width() const { return std::abs(ends_[1].t - ends_[0].t); }
  Trial next(double t) {
    ++trials_;
    return line_.at(t);
  }
  void close(const Trial& a, const Trial& b) {
    ends_ = {a, b};
    low_ = b.f < a.f || !std::isfinite(a.f) ? 1 : 0;
  }
  void take(const Trial& x) {
    found_ = true;
    ends_ = {x, x};
  }
  void bracket();
  void zoom();
  double kept_off_ends(double t, double low, double high);

  const Line& line_;
  std::array<Trial, 2> ends_;
  int low_ = 0, trials_ = 0;
  bool found_ = false, stuck_ = false;
};

// Ever farther, until the function rises or is flat.
void Wolfe::bracket() {
  Trial before = line_.start, now = line_.at(line_.first);
  while (trials_ < line_.most) {
    if (!decreases(now) || (trials_ > 1 && now.f >= before.f)) return close(before, now);
    if (is_flat(now)) return take(now);
    if (now.slope >= 0) return close(before, now);
    const double near = now.t + 0.01 * (now.t - before.t), far = now.t * 10;
    const double t = cubic_minimum(before, now, near, far);
    before = std::move(now);
    now = next(t);
  }
  close(line_.start, now);
}

// Steps that come close to an end for a second time, or reach it, go a tenth into the interval.
double Wolfe::kept_off_ends(double t, double low, double high) {
  const double margin = 0.1 * (high - low);
  if (std::min(high - t, t - low) >= margin) {
    stuck_ = false;
    return t;
  }
  if (!stuck_ && t < high && t > low) {
    stuck_ = true;
    return t;
  }
  stuck_ = false;
  return std::abs(t - high) < std::abs(t - low) ? high - margin : low + margin;
}

void Wolfe::zoom() {
  const double low = std::min(ends_[0].t, ends_[1].t), high = std::max(ends_[0].t, ends_[1].t);
  const double t = cubic_minimum(ends_[0], ends_[1], low, high);
  const Trial now = next(kept_off_ends(t, low, high));
  Trial &best = ends_[low_], &other = ends_[1 - low_];
  if (!decreases(now) || now.f >= best.f) {
    other = now;
    low_ = ends_[1].f < ends_[0].f ? 1 : 0;
    return;
  }
  if (is_flat(now)) {
    found_ = true;
  } else if (now.slope * (other.t - best.t) >= 0) {
    other = best;
  }
  best = now;
}

}  // namespace

Trial strong_wolfe(const Line& line, int& trials) {
  Wolfe wolfe(line);
  Trial best = wolfe.find();
  trials = wolfe.asked();
  return best;
}

}  // namespace nnlite::optim
