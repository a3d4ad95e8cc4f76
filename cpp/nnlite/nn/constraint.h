// Constraints: what weights are put back to after every step.
#pragma once

#include "nnlite/nn/choice.h"

namespace nnlite::nn {

// constraint(model) after optimizer.step(), in a compiled step too; a Trainer applies those it is
// given itself. Norms are of what one output weighs its inputs with: of the rows of a weight (out,
// in, ...), all axes after the first together; of a vector, of the whole. Which parameters: see
// Choice.
class Constraint {
 public:
  Constraint(const char* name, std::optional<std::string> names);
  virtual ~Constraint() = default;

  // Changes the chosen parameters of a model.
  void operator()(Module& model) const;
  // The nearest tensor that the constraint allows.
  Tensor operator()(const Tensor& w) const;

  const char* name() const { return name_; }
  const std::optional<std::string>& names() const { return choice_.names; }
  virtual std::string arguments() const { return {}; }

 protected:
  // A factor for every row, from their norms.
  virtual Tensor factors(const Tensor& norms) const = 0;

 private:
  const char* name_;
  Choice choice_;
};

// Rows longer than `limit` are shortened to it (Srebro & Shraibman 2005; Srivastava et al. 2014).
class MaxNorm : public Constraint {
 public:
  explicit MaxNorm(double limit = 3, std::optional<std::string> names = {});
  std::string arguments() const override;

  double limit;

 protected:
  Tensor factors(const Tensor& norms) const override;
};

// Rows have norm 1; zeros stay.
class UnitNorm : public Constraint {
 public:
  explicit UnitNorm(std::optional<std::string> names = {})
      : Constraint("UnitNorm", std::move(names)) {}

 protected:
  Tensor factors(const Tensor& norms) const override;
};

}  // namespace nnlite::nn
