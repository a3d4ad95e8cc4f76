// The training loop.
#include "nnlite/train/trainer.h"

#include <chrono>

#include "nnlite/base/errors.h"
#include "nnlite/nn/scopes.h"
#include "nnlite/ops/join.h"
#include "nnlite/train/beat.h"
#include "nnlite/train/callbacks.h"
#include "nnlite/train/early_stopping.h"
#include "nnlite/train/guard.h"
#include "nnlite/train/side_by_side.h"
#include "nnlite/train/trainer_pass.h"

namespace nnlite {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void check_pairs(const char* op, const DataLoader& data) {
  if (data.arrays().size() != 2) {
    fail_value(op, "the data has ", data.arrays().size(), " arrays; give inputs and targets");
  }
}

}  // namespace

void check_fit(const DataLoader& train, const FitOptions& options, const DataLoader* validation) {
  check_pairs("fit", train);
  if (validation) check_pairs("fit", *validation);
  if (options.epochs < 1) fail_value("fit", options.epochs, " epochs; give at least 1");
  EarlyStopping(options, validation != nullptr);
}

Trainer::Trainer(nn::ModulePtr model, Loss loss, optim::OptimizerPtr optimizer)
    : model_(std::move(model)), loss_(std::move(loss)), optimizer_(std::move(optimizer)) {
  if (!model_ || !loss_ || !optimizer_) fail_type("Trainer", "needs a model, a loss, an optimizer");
}

Trainer::~Trainer() = default;

void Trainer::add_penalty(Penalty penalty) {
  if (!penalty) fail_type("Trainer", "there is no penalty to add");
  penalties_.push_back(std::move(penalty));
  training_.reset();
}

void Trainer::add_constraint(Constraint constraint) {
  if (!constraint) fail_type("Trainer", "there is no constraint to add");
  constraints_.push_back(std::move(constraint));
  training_.reset();
}

struct Trainer::Fit {
  const FitOptions& options;
  EarlyStopping stopping;
  Callbacks callbacks;
  Guard guard;
  Progress at;
};

// True where a callback asks to stop.
bool Trainer::train_epoch(Fit& fit, DataLoader& data, Sums& sums) {
  Batch batch;
  Beat beat;
  Progress& at = fit.at;
  Pass& step = pass(training_, Kind::trains, fit.options.metrics, fit.options.compile);
  data.start();
  for (at.step = 1; data.next(batch); ++at.step) {
    check_stopped();
    step.eager = fit.callbacks.step_starts(batch);
    fit.guard.before(batch);
    const double loss = work(step, batch, sums);
    fit.guard.after(batch, loss);
    if (fit.callbacks.step_ends(loss)) return true;
    at.loss = sums.loss / sums.rows;
    at.epoch_ends = at.step == at.steps;
    if (!beat.due() && !at.epoch_ends) continue;
    if (poll_) poll_();
    if (fit.options.progress) fit.options.progress(at);
  }
  return false;
}

void Trainer::train(Fit& fit, DataLoader& data, const DataLoader* validation) {
  const FitOptions& options = fit.options;
  Progress& at = fit.at;
  for (at.epoch = 1; at.epoch <= options.epochs; ++at.epoch) {
    const auto begin = Clock::now();
    Sums sums(options.metrics);
    const double lr = optimizer_->number(optim::Option::lr);
    const bool stop = train_epoch(fit, data, sums);
    std::map<std::string, double> row = sums.means("train_");
    if (validation) {
      for (const auto& [name, value] : evaluate(*validation, options.metrics, options.compile)) {
        row["val_" + name] = value;
      }
    }
    row["lr"] = lr;
    row["seconds"] = seconds_since(begin);
    for (const auto& [name, value] : row) history_.columns[name].push_back(value);
    const bool enough = fit.stopping.seen(at.epoch, row, *model_);
    optimizer_->observe(row.at(fit.stopping.monitor()));
    history_.best_epoch = fit.stopping.best_epoch();
    history_.stopped_early = enough && at.epoch < options.epochs;
    const bool asked = options.after_epoch && options.after_epoch(history_);
    if (fit.callbacks.epoch_ends(history_) || asked || stop || enough) break;
  }
}

const History& Trainer::fit(DataLoader& data, const FitOptions& options,
                            const DataLoader* validation) {
  check_fit(data, options, validation);
  const nn::Mode mode(*model_, true);
  history_ = {};
  Fit fit{.options = options,
          .stopping = EarlyStopping(options, validation != nullptr),
          .callbacks = Callbacks(*this, options.callbacks),
          .guard = Guard(*this, options.check_finite),
          .at = {.epochs = options.epochs, .steps = data.size()}};
  try {
    fit.callbacks.fit_starts();
    train(fit, data, validation);
  } catch (...) {  // Ctrl-C too leaves the best weights, where they are kept
    fit.stopping.restore(*model_);
    fit.callbacks.fit_ends(true);
    throw;
  }
  fit.stopping.restore(*model_);
  fit.callbacks.fit_ends(false);
  return history_;
}

std::map<std::string, double> Trainer::evaluate(const DataLoader& data,
                                                const std::vector<Metric>& metrics, bool compile) {
  check_pairs("evaluate", data);
  const NoGrad no_grad;
  const nn::Mode mode(*model_, false);
  Sums sums(metrics);
  Pass& judge = pass(evaluation_, Kind::judges, metrics, compile);
  Beat beat;
  Batch batch;
  for (int64_t begin = 0, size = data.options().batch_size; begin < data.rows(); begin += size) {
    check_stopped();
    data.slice(batch, begin, std::min(begin + size, data.rows()));
    work(judge, batch, sums);
    if (poll_ && beat.due()) poll_();
  }
  return sums.means("");
}

Tensor Trainer::predict(const Tensor& x, int64_t batch_size) {
  const DataLoader rows({x}, {.batch_size = batch_size});
  const NoGrad no_grad;
  const nn::Mode mode(*model_, false);
  Pass& look = pass(prediction_, Kind::predicts, {}, true);
  std::vector<Tensor> outputs;
  Beat beat;
  Batch batch;
  for (int64_t begin = 0; begin < rows.rows(); begin += batch_size) {
    check_stopped();
    rows.slice(batch, begin, std::min(begin + batch_size, rows.rows()));
    outputs.push_back(look.run(batch)[0]);
    if (poll_ && beat.due()) poll_();
  }
  return outputs.size() == 1 ? outputs[0] : concat(outputs, 0);
}

}  // namespace nnlite
