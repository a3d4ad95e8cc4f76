// Penalties: what is added to a loss so that weights stay small, few, or orthogonal.
#pragma once

#include "nnlite/nn/choice.h"

namespace nnlite::nn {

// loss + penalty(model); a Trainer adds those it is given itself. Which parameters: see Choice.
class Penalty {
 public:
  Penalty(const char* name, double strength, std::optional<std::string> names);
  virtual ~Penalty() = default;

  // The sum over the chosen parameters of a model.
  Tensor operator()(Module& model) const;
  // Of one tensor.
  Tensor operator()(const Tensor& w) const;

  const char* name() const { return name_; }
  const std::optional<std::string>& names() const { return choice_.names; }
  // The arguments besides `names`, as Python writes them.
  virtual std::string arguments() const;

  double strength;

 protected:
  virtual Tensor of(const Tensor& w) const = 0;

 private:
  const char* name_;
  Choice choice_;
};

// strength sum |w|; the gradient is strength sign(w).
class L1Penalty : public Penalty {
 public:
  explicit L1Penalty(double strength, std::optional<std::string> names = {})
      : Penalty("L1Penalty", strength, std::move(names)) {}

 protected:
  Tensor of(const Tensor& w) const override;
};

// strength / 2 sum w^2: with the half, whose gradient is strength w.
class L2Penalty : public Penalty {
 public:
  explicit L2Penalty(double strength, std::optional<std::string> names = {})
      : Penalty("L2Penalty", strength, std::move(names)) {}

 protected:
  Tensor of(const Tensor& w) const override;
};

// strength (l1_ratio sum |w| + (1 - l1_ratio) / 2 sum w^2).
class ElasticNetPenalty : public Penalty {
 public:
  explicit ElasticNetPenalty(double strength, double l1_ratio = 0.5,
                             std::optional<std::string> names = {});
  std::string arguments() const override;

  double l1_ratio;

 protected:
  Tensor of(const Tensor& w) const override;
};

// strength ||W W^T - I||^2 (squares of all elements), without a half; W^T W where W is taller than
// wide. Axes after the first count as one.
class OrthogonalPenalty : public Penalty {
 public:
  explicit OrthogonalPenalty(double strength, std::optional<std::string> names = {})
      : Penalty("OrthogonalPenalty", strength, std::move(names)) {}

 protected:
  Tensor of(const Tensor& w) const override;
};

}  // namespace nnlite::nn
