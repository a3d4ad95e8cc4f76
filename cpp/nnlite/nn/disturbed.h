// Modules whose weights are disturbed while training.
#pragma once

#include "nnlite/nn/choice.h"

namespace nnlite::nn {

// Computes what `module` does, in training with other weights at every call; the gradient at these
// is that of the weights themselves. Which parameters: see Choice.
class Disturbed : public Module {
 public:
  Disturbed(const char* name, ModulePtr module, std::optional<std::string> names);

  Tensor forward(const Tensor& x) override;

  ModulePtr module;  // a child
  const std::optional<std::string>& names() const { return choice_.names; }

 protected:
  virtual Tensor disturb(const Tensor& w) const = 0;

 private:
  Choice choice_;
};

// w + N(0, std^2) (Graves 2011).
class WeightNoise : public Layer<WeightNoise, Disturbed> {
 public:
  static constexpr const char* kName = "WeightNoise";
  explicit WeightNoise(ModulePtr module, double std = 0.01, std::optional<std::string> names = {});
  std::string extra_repr() const override;

  double std;

 protected:
  Tensor disturb(const Tensor& w) const override;
};

// Weights are 0 with probability p, else divided by 1 - p (Wan et al. 2013).
class DropConnect : public Layer<DropConnect, Disturbed> {
 public:
  static constexpr const char* kName = "DropConnect";
  explicit DropConnect(ModulePtr module, double p = 0.5, std::optional<std::string> names = {});
  std::string extra_repr() const override;

  double p;

 protected:
  Tensor disturb(const Tensor& w) const override;
};

}  // namespace nnlite::nn
