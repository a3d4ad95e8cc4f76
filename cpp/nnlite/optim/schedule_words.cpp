// The doors, words and curves of schedules.
#include "nnlite/optim/schedule_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <numbers>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"

namespace nnlite::optim {

namespace {

constexpr int64_t kMostSteps = int64_t{1} << 53;  // sums of two are whole numbers of double
constexpr std::string_view kShapes[] = {"constant", "linear", "cosine", "sqrt"};

}  // namespace

std::string digits(double value) {
  std::array<char, 32> out;
  return {out.data(), std::to_chars(out.data(), out.data() + out.size(), value).ptr};
}

std::string digits(const std::vector<int64_t>& list) {
  std::string out;
  for (int64_t n : list) out += (out.empty() ? "" : ", ") + std::to_string(n);
  return "[" + out + "]";
}

std::string quoted(const std::string& word) { return "'" + word + "'"; }

std::string call(const char* name,
                 std::initializer_list<std::pair<const char*, std::string>> arguments) {
  std::string out;
  for (const auto& [key, value] : arguments) {
    out += (out.empty() ? "" : ", ") + std::string(key) + (*key ? "=" : "") + value;
  }
  return std::string(name) + "(" + out + ")";
}

void need_finite(const char* name, std::initializer_list<std::pair<const char*, double>> numbers) {
  for (const auto& [what, number] : numbers) {
    if (!std::isfinite(number)) fail_value(name, what, " is ", number, "; give a finite number");
  }
}

void need_steps(const char* name, const char* what, int64_t steps, int64_t least) {
  if (steps < least) fail_value(name, what, " is ", steps, "; give at least ", least);
  if (steps > kMostSteps) fail_value(name, what, " is ", steps, "; give at most 2^53");
}

Curve curve_named(const char* name, const std::string& word,
                  std::initializer_list<std::string_view> known) {
  const std::vector<std::string_view> words(known);
  if (std::find(words.begin(), words.end(), word) == words.end()) {
    fail_value(name, "unknown shape '", word, "'", suggestion(word, words));
  }
  const auto* found = std::find(std::begin(kShapes), std::end(kShapes), word);
  return static_cast<Curve>(found - std::begin(kShapes));
}

double between(Curve curve, double a, double b, double t) {
  switch (curve) {
    case Curve::constant:
      return t < 1 ? a : b;
    case Curve::linear:
      return a + (b - a) * t;
    case Curve::cosine:
      return b + (a - b) / 2 * (1 + std::cos(std::numbers::pi * t));
    case Curve::sqrt:
      return b + (a - b) * (1 - std::sqrt(t));
  }
  return b;
}

double along(const std::vector<std::pair<double, double>>& points, Curve curve, double t) {
  const auto next = std::upper_bound(points.begin(), points.end(), t,
                                     [](double time, const auto& p) { return time < p.first; });
  if (next == points.begin()) return points.front().second;
  if (next == points.end()) return points.back().second;
  const auto& [begin, from] = *std::prev(next);
  return between(curve, from, next->second, (t - begin) / (next->first - begin));
}

double part(int64_t t, int64_t steps) {
  return static_cast<double>(std::min(t, steps)) / static_cast<double>(steps);
}

}  // namespace nnlite::optim
