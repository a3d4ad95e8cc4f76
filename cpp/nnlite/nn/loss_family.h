// The losses that have options: what the options are, the functions, and the modules made of both.
// An options' `fields` are its only list: what repr() shows, Python's arguments and their words.
#pragma once

#include <tuple>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/loss_layers.h"

namespace nnlite {

// One option: its name, where it lies, and what it is for.
template <class Options, class T>
struct Option {
  const char* name;
  T Options::* place;
  const char* doc;
};
template <class Options, class T>
Option(const char*, T Options::*, const char*) -> Option<Options, T>;

struct HuberOptions {
  double delta = 1;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields =
      std::tuple(Option{"delta", &HuberOptions::delta, "Where squares turn into absolute values."});
};
struct SmoothL1Options {
  double beta = 1;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(Option{
      "beta", &SmoothL1Options::beta, "Where squares turn into absolute values; 0: everywhere."});
};
struct BCEWithLogitsOptions {
  Tensor weight = {}, pos_weight = {};
  Average reduction = Average::mean;
  static constexpr auto fields = std::tuple(
      Option{"weight", &BCEWithLogitsOptions::weight, "A factor for each element; broadcast."},
      Option{"pos_weight", &BCEWithLogitsOptions::pos_weight,
             "A factor for the positive part; broadcast."});
};
struct BCEOptions {
  Tensor weight;
  Average reduction = Average::mean;
  static constexpr auto fields =
      std::tuple(Option{"weight", &BCEOptions::weight, "A factor for each element; broadcast."});
};
struct KLDivOptions {
  bool log_target = false;
  Average reduction = Average::mean;
  static constexpr auto fields = std::tuple(
      Option{"log_target", &KLDivOptions::log_target, "Whether the target is a logarithm too."});
};
struct GaussianNLLOptions {
  bool full = false;
  double eps = 1e-6;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"full", &GaussianNLLOptions::full, "Whether to add the constant log(2 pi) / 2."},
      Option{"eps", &GaussianNLLOptions::eps,
             "The least variance; the gradient passes as if there were none."});
};
struct PoissonNLLOptions {
  bool log_input = true, full = false;
  double eps = 1e-8;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"log_input", &PoissonNLLOptions::log_input, "Whether the input is log(rate)."},
      Option{"full", &PoissonNLLOptions::full,
             "Whether to add Stirling's y log y - y + log(2 pi y) / 2 of targets above 1."},
      Option{"eps", &PoissonNLLOptions::eps, "Added to a rate before its logarithm."});
};
struct MarginOptions {
  double margin = 0;
  Average reduction = Average::mean;
  static constexpr auto fields =
      std::tuple(Option{"margin", &MarginOptions::margin, "What is asked for beyond a tie."});
};
struct HingeOptions {
  double margin = 1;
  Average reduction = Average::mean;
  static constexpr auto fields =
      std::tuple(Option{"margin", &HingeOptions::margin, "From where on nothing is lost."});
};
struct PlainOptions {
  Average reduction = Average::mean;
  static constexpr auto fields = std::tuple();
};
struct TripletOptions {
  double margin = 1, p = 2, eps = 1e-6;
  bool swap = false;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"margin", &TripletOptions::margin, "How much farther the negative has to be."},
      Option{"p", &TripletOptions::p, "The norm of the distances."},
      Option{"eps", &TripletOptions::eps, "Added to differences, so that no distance is 0."},
      Option{"swap", &TripletOptions::swap,
             "Whether the distance of positive and negative counts where it is smaller."});
};
struct ClassWeightOptions {
  Tensor weight;
  Average reduction = Average::mean;
  static constexpr auto fields = std::tuple(
      Option{"weight", &ClassWeightOptions::weight, "A factor for each class, of shape (C,)."});
};
struct MultiMarginOptions {
  int64_t p = 1;
  double margin = 1;
  Tensor weight;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"p", &MultiMarginOptions::p, "The power of what is missing: 1 or 2."},
      Option{"margin", &MultiMarginOptions::margin, "How far the right class has to lead."},
      Option{"weight", &MultiMarginOptions::weight, "A factor for each class, of shape (C,)."});
};
struct SigmoidFocalOptions {
  double alpha = 0.25, gamma = 2;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"alpha", &SigmoidFocalOptions::alpha,
             "The factor of ones, 1 - alpha that of zeros; below 0: no factors."},
      Option{"gamma", &SigmoidFocalOptions::gamma, "How much less easy examples count."});
};
struct FocalOptions {
  double gamma = 2;
  Tensor weight;
  int64_t ignore_index = -100;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"gamma", &FocalOptions::gamma, "How much less easy examples count."},
      Option{"weight", &FocalOptions::weight, "A factor for each class, of shape (C,)."},
      Option{"ignore_index", &FocalOptions::ignore_index, "Rows with this label do not count."});
};
struct DiceOptions {
  double smooth = 1;
  int64_t p = 1;
  Average reduction = Average::mean;
  void check(const char* op) const;
  static constexpr auto fields = std::tuple(
      Option{"smooth", &DiceOptions::smooth, "Added above and below, for masks that are empty."},
      Option{"p", &DiceOptions::p, "The power within the sums below: 1, or 2 as in V-Net."});
};

// ---- two tensors ------------------------------------------------------------------------------
// The formulas stand in loss_family.def beside their names.
#define LOSS(Type, function, Options, ...) \
  Tensor function(const Tensor& input, const Tensor& target, const Options& options = {});
#define LOSS3(Type, function, Options, first, second, third, ...)                 \
  Tensor function(const Tensor& first, const Tensor& second, const Tensor& third, \
                  const Options& options = {});
#include "nnlite/nn/loss_family.def"
#undef LOSS
#undef LOSS3

namespace nn {

// What all losses with options do with them: check, keep, show.
template <class Self, class O>
class OptionLoss : public Layer<Self, Loss> {
 public:
  using Options = O;
  explicit OptionLoss(const Options& given = {})
      : Layer<Self, Loss>(given.reduction), options(given) {
    if constexpr (requires { given.check(Self::kName); }) given.check(Self::kName);
    each([&](const auto& field) {
      if constexpr (std::is_same_v<decltype(options.*field.place), Tensor&>) {
        this->register_buffer(field.name, options.*field.place);
      }
    });
  }
  std::string extra_repr() const override {
    Words words;
    each([&](const auto& field) {
      if constexpr (!std::is_same_v<decltype(options.*field.place), const Tensor&>) {
        words.add(field.name, options.*field.place);
      }
    });
    const std::string own = words.text();
    return own.empty() ? Loss::extra_repr() : own + ", " + Loss::extra_repr();
  }

  Options options;

 private:
  template <class F>
  static void each(F&& f) {
    std::apply([&](const auto&... field) { (f(field), ...); }, Options::fields);
  }
};

#define LOSS(Type, function, Options, ...)                               \
  class Type : public OptionLoss<Type, Options> {                        \
   public:                                                               \
    static constexpr const char* kName = #Type;                          \
    using OptionLoss::OptionLoss;                                        \
                                                                         \
   protected:                                                            \
    Tensor measure(const Tensor& input, const Tensor& target) override { \
      return nnlite::function(input, target, options);                   \
    }                                                                    \
  };
// Called with three tensors.
#define LOSS3(Type, function, Options, first, second, third, ...)                       \
  class Type : public OptionLoss<Type, Options> {                                       \
   public:                                                                              \
    static constexpr const char* kName = #Type;                                         \
    using OptionLoss::OptionLoss;                                                       \
    using Loss::forward;                                                                \
    Tensor forward(const Tensor& first, const Tensor& second, const Tensor& third) {    \
      return nnlite::function(first, second, third, options);                           \
    }                                                                                   \
    Tensor operator()(const Tensor& first, const Tensor& second, const Tensor& third) { \
      note();                                                                           \
      return forward(first, second, third);                                             \
    }                                                                                   \
                                                                                        \
   protected:                                                                           \
    Tensor measure(const Tensor&, const Tensor&) override {                             \
      fail_type(kName, "takes three tensors: " #first ", " #second ", " #third);        \
    }                                                                                   \
  };
#include "nnlite/nn/loss_family.def"
#undef LOSS
#undef LOSS3

}  // namespace nn

}  // namespace nnlite
