// Trainer: a model, a loss and an optimizer, and the loop that brings them to data.
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nnlite/core/precision.h"
#include "nnlite/nn/loss_layers.h"
#include "nnlite/nn/module.h"
#include "nnlite/optim/optimizer.h"
#include "nnlite/train/callback.h"
#include "nnlite/train/data_loader.h"
#include "nnlite/train/metrics.h"

namespace nnlite {

// Where a fit stands; told a few times a second and at the end of every epoch.
struct Progress {
  int64_t epoch = 0, epochs = 0;  // from 1
  int64_t step = 0, steps = 0;    // of this epoch, from 1
  double loss = 0;                // mean so far in this epoch
  bool epoch_ends = false;
};

// One list per column ("train_loss", "val_loss", "val_accuracy", "lr", "seconds"), one value per
// epoch.
struct History {
  std::map<std::string, std::vector<double>> columns;
  int64_t best_epoch = 0;  // by the monitored column, from 1
  bool stopped_early = false;
};

struct FitOptions {
  int64_t epochs = 10;
  std::vector<Metric> metrics = {};
  // Early stopping: after this many epochs without improvement of `monitor` by more than
  // `min_delta`; 0: never. The weights of the best epoch are then put back.
  int64_t patience = 0;
  double min_delta = 0;
  std::string monitor = "";   // a column; empty: val_loss, or train_loss without validation
  std::string mode = "auto";  // "min" or "max" is better; auto: as the metric says
  // Stops with ValueError, naming tensor and step, before NaN or infinity reach the weights; the
  // optimizer's skip_nonfinite is on for so long.
  bool check_finite = false;
  // Captures steps and replays them (nnlite::Compiled): the same bits in less time. Steps run one
  // operation after the other where this is off, for models that have hooks, and for those whose
  // forward reads values.
  bool compile = true;
  std::function<void(const Progress&)> progress = {};
  // Called after every epoch; may throw, or return true to stop.
  std::function<bool(const History&)> after_epoch = {};
  std::vector<CallbackPtr> callbacks = {};
};

// Throws ValueError where a fit could not begin.
void check_fit(const DataLoader& train, const FitOptions& options, const DataLoader* validation);

class Trainer {
 public:
  using Loss = std::function<Tensor(const Tensor& output, const Tensor& target)>;
  using Penalty = std::function<Tensor(nn::Module& model)>;
  using Constraint = std::function<void(nn::Module& model)>;

  Trainer(nn::ModulePtr model, Loss loss, optim::OptimizerPtr optimizer);
  ~Trainer();
  Trainer(const Trainer&) = delete;
  // A loss by value: nn::CrossEntropyLoss().
  template <std::derived_from<nn::Loss> L>
  Trainer(nn::ModulePtr model, L loss, optim::OptimizerPtr optimizer)
      : Trainer(std::move(model),
                Loss([loss = std::make_shared<L>(std::move(loss))](
                         const Tensor& output, const Tensor& t) { return (*loss)(output, t); }),
                std::move(optimizer)) {}
  // A model that lives elsewhere, and longer.
  template <class L>
  Trainer(nn::Module& model, L loss, optim::OptimizerPtr optimizer)
      : Trainer(nn::ModulePtr(nn::ModulePtr(), &model), std::move(loss), std::move(optimizer)) {}

  // Trains on batches of (input, target). What a callback throws leaves a usable model: the weights
  // of the last whole step.
  const History& fit(DataLoader& train, const FitOptions& options = {},
                     const DataLoader* validation = nullptr);
  const History& fit(DataLoader&& train, const FitOptions& options = {},
                     const DataLoader* validation = nullptr) {
    return fit(train, options, validation);
  }
  // The loss and the metrics over data, in evaluation mode.
  std::map<std::string, double> evaluate(const DataLoader& data,
                                         const std::vector<Metric>& metrics = {},
                                         bool compile = true);
  // The outputs for all rows, in evaluation mode.
  Tensor predict(const Tensor& x, int64_t batch_size = 1024);

  // Added to the loss of every step (see nn/penalty.h); what is measured stays the loss alone.
  void add_penalty(Penalty penalty);
  // Applied to the weights after every step (see nn/constraint.h).
  void add_constraint(Constraint constraint);

  // Of the products of float32 matrices in all of the above; null: as the thread has it.
  void set_precision(std::optional<Precision> precision) { precision_ = precision; }

  // Called a few times a second, between batches, by all of the above; may throw to stop them.
  void set_poll(std::function<void()> poll) { poll_ = std::move(poll); }

  // Of the last fit, as far as it came.
  const History& history() const { return history_; }
  nn::Module& model() { return *model_; }
  optim::Optimizer& optimizer() { return *optimizer_; }

 private:
  struct Sums;        // of losses and metrics over rows
  struct Pass;        // the work on one batch, and its plans
  class Callbacks;    // of one fit
  class Constrained;  // around a step
  class Guard;        // against NaN and infinity, in one fit
  struct Fit;         // what the pieces of one fit have in common
  enum class Kind { trains, judges, predicts };
  Pass& pass(std::unique_ptr<Pass>& place, Kind kind, const std::vector<Metric>& metrics,
             bool compile);
  double work(Pass& pass, const Batch& batch, Sums& sums);
  std::vector<Tensor> take(const Pass& pass, std::span<const Tensor> batch);
  bool train_epoch(Fit& fit, DataLoader& data, Sums& sums);
  void train(Fit& fit, DataLoader& data, const DataLoader* validation);
  Tensor as_input(const Tensor& x) const;
  std::pair<Tensor, Tensor> train_on(const Tensor& x, const Tensor& target);
  Tensor penalized(const Tensor& loss);

  nn::ModulePtr model_;
  Loss loss_;
  std::vector<Penalty> penalties_;
  std::vector<Constraint> constraints_;
  optim::OptimizerPtr optimizer_;
  std::function<void()> poll_;
  std::optional<Precision> precision_;
  History history_;
  std::unique_ptr<Pass> training_, evaluation_, prediction_;
};

}  // namespace nnlite
