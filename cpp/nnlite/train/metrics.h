// Metrics: numbers that say how good a model is, beside the loss it learns from.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct Metric {
  // accuracy: the part of rows whose largest output (or, of one output, its sign) is the label's,
  // or that of the most probable class where all rows of the target sum to 1; mae: the mean
  // absolute error; mse: the mean squared error. Throws ValueError with the nearest name for an
  // unknown one.
  Metric(const char* name);  // NOLINT: .metrics = {"accuracy"}
  Metric(std::string name, std::function<double(const Tensor&, const Tensor&)> measure,
         bool larger_is_better = false)
      : name(std::move(name)), measure(std::move(measure)), larger_is_better(larger_is_better) {}

  std::string name;
  // The mean over the rows of a batch; an epoch's value is the mean over its rows. Those with a
  // name are made of operations, so that a compiled step holds them; those of the user give a
  // number.
  Tensor (*compute)(const Tensor& output, const Tensor& target) = nullptr;
  std::function<double(const Tensor& output, const Tensor& target)> measure;
  bool larger_is_better;
};

}  // namespace nnlite
