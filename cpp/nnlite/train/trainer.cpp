// The training loop.
#include "nnlite/train/trainer.h"

#include <chrono>
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/nn/scopes.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/train/beat.h"
#include "nnlite/train/early_stopping.h"

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

struct Trainer::Sums {
  explicit Sums(const std::vector<Metric>& list) : metrics(list), totals(list.size()) {}

  void add(double batch_loss, const Tensor& output, const Tensor& target, int64_t count) {
    const NoGrad no_grad;
    const auto weight = static_cast<double>(count);
    loss += batch_loss * weight;
    rows += weight;
    for (size_t i = 0; i < metrics.size(); ++i) {
      totals[i] += metrics[i].measure(output.detach(), target) * weight;
    }
  }
  std::map<std::string, double> means(const std::string& prefix) const {
    std::map<std::string, double> out = {{prefix + "loss", loss / rows}};
    for (size_t i = 0; i < metrics.size(); ++i) out[prefix + metrics[i].name] = totals[i] / rows;
    return out;
  }

  const std::vector<Metric>& metrics;
  std::vector<double> totals;
  double loss = 0, rows = 0;
};

Trainer::Trainer(nn::ModulePtr model, Loss loss, optim::OptimizerPtr optimizer)
    : model_(std::move(model)), loss_(std::move(loss)), optimizer_(std::move(optimizer)) {
  if (!model_ || !loss_ || !optimizer_) fail_type("Trainer", "needs a model, a loss, an optimizer");
}

// Floats in the precision of the model: NumPy's default is not nnlite's.
Tensor Trainer::as_input(const Tensor& x) const {
  if (!is_float(x.dtype())) return x;
  for (const Tensor& p : model_->parameters()) {
    if (is_float(p.dtype())) return cast(x, p.dtype());
  }
  return x;
}

double Trainer::step(const Batch& batch, const FitOptions& options, Sums& sums) {
  const Tensor x = as_input(batch[0]);
  if (options.check_finite) check_input(x);
  optimizer_->zero_grad();
  const Tensor output = (*model_)(x);
  const Tensor loss = loss_(output, batch[1]);
  const double value = loss.item();
  if (options.check_finite && !std::isfinite(value)) explain_loss(x, value);
  loss.backward();
  if (options.check_finite) check_gradients();
  optimizer_->step();
  sums.add(value, output, batch[1], x.shape()[0]);
  return value;
}

void Trainer::train_epoch(DataLoader& data, const FitOptions& options, Progress& at, Sums& sums) {
  Batch batch;
  Beat beat;
  data.start();
  for (at.step = 1; data.next(batch); ++at.step) {
    step(batch, options, sums);
    at.loss = sums.loss / sums.rows;
    at.epoch_ends = at.step == at.steps;
    if (!beat.due() && !at.epoch_ends) continue;
    if (poll_) poll_();
    if (options.progress) options.progress(at);
  }
}

const History& Trainer::fit(DataLoader& train, const FitOptions& options,
                            const DataLoader* validation) {
  check_pairs("fit", train);
  if (validation) check_pairs("fit", *validation);
  if (options.epochs < 1) fail_value("fit", options.epochs, " epochs; give at least 1");
  EarlyStopping stopping(options, validation != nullptr);
  const nn::Mode mode(*model_, true);
  history_ = {};
  Progress at{.epochs = options.epochs, .steps = train.size()};
  for (at.epoch = 1; at.epoch <= options.epochs; ++at.epoch) {
    const auto begin = Clock::now();
    Sums sums(options.metrics);
    const double lr = optimizer_->number(optim::Option::lr);
    train_epoch(train, options, at, sums);
    std::map<std::string, double> row = sums.means("train_");
    if (validation) {
      for (const auto& [name, value] : evaluate(*validation, options.metrics)) {
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
  stopping.restore(*model_);
  return history_;
}

std::map<std::string, double> Trainer::evaluate(const DataLoader& data,
                                                const std::vector<Metric>& metrics) {
  check_pairs("evaluate", data);
  const NoGrad no_grad;
  const nn::Mode mode(*model_, false);
  Sums sums(metrics);
  Beat beat;
  for (int64_t begin = 0, size = data.options().batch_size; begin < data.rows(); begin += size) {
    const Batch batch = data.slice(begin, std::min(begin + size, data.rows()));
    const Tensor x = as_input(batch[0]), output = (*model_)(x);
    sums.add(loss_(output, batch[1]).item(), output, batch[1], x.shape()[0]);
    if (poll_ && beat.due()) poll_();
  }
  return sums.means("");
}

Tensor Trainer::predict(const Tensor& x, int64_t batch_size) {
  DataLoader rows({x}, {.batch_size = batch_size});
  const NoGrad no_grad;
  const nn::Mode mode(*model_, false);
  std::vector<Tensor> outputs;
  Beat beat;
  for (int64_t begin = 0; begin < rows.rows(); begin += batch_size) {
    const int64_t end = std::min(begin + batch_size, rows.rows());
    outputs.push_back((*model_)(as_input(rows.slice(begin, end)[0])));
    if (poll_ && beat.due()) poll_();
  }
  return concat(outputs, 0);
}

}  // namespace nnlite
