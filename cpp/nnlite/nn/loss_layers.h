// Losses as modules: loss(input, target) measures how far predictions are from what they should be.
#pragma once

#include "nnlite/nn/losses.h"
#include "nnlite/nn/module.h"

namespace nnlite::nn {

// What the losses share: two inputs, and what becomes of the losses of single elements.
class Loss : public Module {
 public:
  explicit Loss(Average reduction) : reduction(reduction) {}

  Tensor forward(const Tensor& input, const Tensor& target) { return measure(input, target); }
  // Says that the target is missing.
  Tensor forward(const Tensor& input) override;
  Tensor operator()(const Tensor& input, const Tensor& target) {
    note();
    return forward(input, target);
  }
  std::string extra_repr() const override;

  Average reduction;

 protected:
  virtual Tensor measure(const Tensor& input, const Tensor& target) = 0;
};

// Losses of classes: a factor for each class, and a label that does not count.
class ClassLossLayer : public Loss {
 public:
  explicit ClassLossLayer(const ClassLossOptions& options);
  std::string extra_repr() const override;

  Tensor weight;  // buffer
  int64_t ignore_index;

 protected:
  ClassLossOptions options() const { return {weight, ignore_index, reduction, 0}; }
};

class CrossEntropyLoss : public Layer<CrossEntropyLoss, ClassLossLayer> {
 public:
  static constexpr const char* kName = "CrossEntropyLoss";
  explicit CrossEntropyLoss(const ClassLossOptions& options = {});
  std::string extra_repr() const override;

  double label_smoothing;

 protected:
  Tensor measure(const Tensor& input, const Tensor& target) override;
};

class NLLLoss : public Layer<NLLLoss, ClassLossLayer> {
 public:
  static constexpr const char* kName = "NLLLoss";
  explicit NLLLoss(const ClassLossOptions& options = {}) : Layer(options) {}

 protected:
  Tensor measure(const Tensor& input, const Tensor& target) override;
};

class MSELoss : public Layer<MSELoss, Loss> {
 public:
  static constexpr const char* kName = "MSELoss";
  explicit MSELoss(Average reduction = Average::mean) : Layer(reduction) {}

 protected:
  Tensor measure(const Tensor& input, const Tensor& target) override;
};

class L1Loss : public Layer<L1Loss, Loss> {
 public:
  static constexpr const char* kName = "L1Loss";
  explicit L1Loss(Average reduction = Average::mean) : Layer(reduction) {}

 protected:
  Tensor measure(const Tensor& input, const Tensor& target) override;
};

class LogCoshLoss : public Layer<LogCoshLoss, Loss> {
 public:
  static constexpr const char* kName = "LogCoshLoss";
  explicit LogCoshLoss(Average reduction = Average::mean) : Layer(reduction) {}

 protected:
  Tensor measure(const Tensor& input, const Tensor& target) override;
};

}  // namespace nnlite::nn
