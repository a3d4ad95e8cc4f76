// Elementwise activations as layers: ReLU, LeakyReLU(0.2), Softplus(1, 20) and their family, one
// row of activations.def each.
#pragma once

#include <optional>
#include <span>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// What a layer of this kind knows about its function.
struct ActivationRow {
  const char* type = "";
  const char* function = "";
  const char* doc = "";
  int count = 0;  // parameters
  const char* names[2] = {};
  double defaults[2] = {};
  Tensor (*apply)(const Tensor& x, const double* parameters) = nullptr;
};

class Activation : public Module {
 public:
  Activation(const ActivationRow& row, std::optional<double> first, std::optional<double> second);

  Tensor forward(const Tensor& x) override { return row_->apply(x, parameters_); }
  std::string extra_repr() const override;
  const ActivationRow& row() const { return *row_; }
  double value(int i) const { return parameters_[i]; }

 private:
  const ActivationRow* row_;
  double parameters_[2];
};

// The row behind a layer.
enum class ActivationKind {
#define ACTIVATION(Type, function) Type,
#include "nnlite/nn/activations.def"
#undef ACTIVATION
};
const ActivationRow& activation_row(ActivationKind kind);

#define ACTIVATION(Type, function)                                                     \
  class Type : public Layer<Type, Activation> {                                        \
   public:                                                                             \
    static constexpr const char* kName = #Type;                                        \
    explicit Type(std::optional<double> first = {}, std::optional<double> second = {}) \
        : Layer(activation_row(ActivationKind::Type), first, second) {}                \
  };
#include "nnlite/nn/activations.def"
#undef ACTIVATION

}  // namespace nnlite::nn
