// Choice: which parameters of a model something is about.
#pragma once

#include <optional>
#include <regex>
#include <string>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Those whose dotted name a regular expression is found in (""  is found in all); without one the
// weights: parameters of two or more axes, so neither biases nor what norms learn.
class Choice {
 public:
  // Throws ValueError naming `what` where it is no regular expression.
  Choice(const char* what, std::optional<std::string> names);

  bool operator()(const std::string& name, const Tensor& parameter) const;
  // Of a model, those that learn; throws ValueError where there are none. Compiled steps watch the
  // modules they belong to.
  NamedTensors of(const char* what, Module& model) const;

  std::optional<std::string> names;

 private:
  std::regex pattern_;
};

}  // namespace nnlite::nn
