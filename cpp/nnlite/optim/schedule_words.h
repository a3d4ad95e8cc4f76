// What the files of schedules share: their doors, their words, and pieces of curves. Not for users.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nnlite/optim/schedules.h"

namespace nnlite::optim {

// The fewest digits that read back to the same bits.
std::string digits(double value);
std::string digits(const std::vector<int64_t>& list);
// "name(first, key=value)": arguments under an empty key stand without one.
std::string call(const char* name,
                 std::initializer_list<std::pair<const char*, std::string>> arguments);
std::string quoted(const std::string& word);

// Each throws ValueError naming the schedule and the argument.
void need_finite(const char* name, std::initializer_list<std::pair<const char*, double>> numbers);
void need_steps(const char* name, const char* what, int64_t steps, int64_t least = 1);

// How a curve goes from one value to the next.
enum class Curve { constant, linear, cosine, sqrt };
// Throws ValueError for a word that is none of `known`.
Curve curve_named(const char* name, const std::string& word,
                  std::initializer_list<std::string_view> known);
// From a at t = 0 to b at t = 1.
double between(Curve curve, double a, double b, double t);
// Along points whose times do not fall; before the first and after the last: their values.
double along(const std::vector<std::pair<double, double>>& points, Curve curve, double t);

// min(t, steps) / steps
double part(int64_t t, int64_t steps);

}  // namespace nnlite::optim
