// The training loop.
#include "nnlite/train/trainer.h"

#include <chrono>

#include "nnlite/base/errors.h"
#include "nnlite/nn/scopes.h"
#include "nnlite/ops/join.h"
#include "nnlite/train/beat.h"
#include "nnlite/train/early_stopping.h"
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

void Trainer::train_epoch(DataLoader& data, const FitOptions& options, Progress& at, Sums& sums) {
  Batch batch;
  Beat beat;
  Pass& step =
      pass(training_, Kind::trains, options.metrics, options.compile && !options.check_finite);
  step.check_finite = options.check_finite;
  data.start();
  for (at.step = 1; data.next(batch); ++at.step) {
    check_stopped();
    work(step, batch, sums);
    at.loss = sums.loss / sums.rows;
    at.epoch_ends = at.step == at.steps;
    if (!beat.due() && !at.epoch_ends) continue;
    if (poll_) poll_();
    if (options.progress) options.progress(at);
  }
}

const History& Trainer::fit(DataLoader& train, const FitOptions& options,
                            const DataLoader* validation) {
  check_fit(train, options, validation);
  EarlyStopping stopping(options, validation != nullptr);
  const nn::Mode mode(*model_, true);
  history_ = {};
  try {
    train_epochs(train, options, validation, stopping);
  } catch (...) {  // Ctrl-C too leaves the best weights, where they are kept
    stopping.restore(*model_);
    throw;
  }
  stopping.restore(*model_);
  return history_;
}

void Trainer::train_epochs(DataLoader& train, const FitOptions& options,
                           const DataLoader* validation, EarlyStopping& stopping) {
  Progress at{.epochs = options.epochs, .steps = train.size()};
  for (at.epoch = 1; at.epoch <= options.epochs; ++at.epoch) {
    const auto begin = Clock::now();
    Sums sums(options.metrics);
    const double lr = optimizer_->number(optim::Option::lr);
    train_epoch(train, options, at, sums);
    std::map<std::string, double> row = sums.means("train_");
    if (validation) {
      for (const auto& [name, value] : evaluate(*validation, options.metrics, options.compile)) {
        row["val_" + name] = value;
      }
    }
    row["lr"] = lr;
    row["seconds"] = seconds_since(begin);
    for (const auto& [name, value] : row) history_.columns[name].push_back(value);
    const bool enough = stopping.seen(at.epoch, row, *model_);
    optimizer_->observe(row.at(stopping.monitor()));
    history_.best_epoch = stopping.best_epoch();
    history_.stopped_early = enough && at.epoch < options.epochs;
    if ((options.after_epoch && options.after_epoch(history_)) || enough) break;
  }
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
