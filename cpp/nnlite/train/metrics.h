// Metrics: numbers that say how good a model is, beside the loss it learns from.
#pragma once

#include <functional>
#include <string>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct Metric {
  std::string name;
  // The mean over the rows of a batch; an epoch's value is the mean over its rows.
  std::function<double(const Tensor& output, const Tensor& target)> measure;
  bool larger_is_better = false;
};

// accuracy: the part of rows whose largest output (or, of one output, its sign) is the label's;
// mae: the mean absolute error; mse: the mean squared error. Throws ValueError with the nearest
// name for an unknown one.
Metric metric_named(const std::string& name);

}  // namespace nnlite
