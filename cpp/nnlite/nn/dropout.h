// Dropout (Srivastava et al. 2014), inverted: nothing to scale at evaluation.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// In training every element is 0 with probability p, else divided by 1 - p; p = 1 gives zeros.
class Dropout : public Layer<Dropout> {
 public:
  static constexpr const char* kName = "Dropout";
  explicit Dropout(double p = 0.5);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  double p;
};

}  // namespace nnlite::nn
