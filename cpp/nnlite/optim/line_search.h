// Line search: a step along a direction that meets the strong Wolfe conditions. Not for users.
#pragma once

#include <functional>

#include "nnlite/core/tensor.h"

namespace nnlite::optim {

// A point of the line: the function, its slope along the line, its gradient.
struct Trial {
  double t = 0, f = 0, slope = 0;
  Tensor gradient;
};

// What is known before: the point at t = 0, the first t to try, the largest element of the
// direction, and the change below which there is nothing to find.
struct Line {
  std::function<Trial(double t)> at;
  Trial start;
  double first, longest, least_change;
  int most = 25;  // trials after the first
};

// The best point it found (Nocedal & Wright 2006, algorithms 3.5 and 3.6, by cubic interpolation),
// and in `trials` how often it asked. Points where the function is not finite count as too far.
Trial strong_wolfe(const Line& line, int& trials);

}  // namespace nnlite::optim
