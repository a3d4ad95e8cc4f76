// The work on one batch: as it stands, captured, or one operation after the other.
#include "nnlite/train/trainer_pass.h"

#include <algorithm>
#include <tuple>

#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/random.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite {

Trainer::Pass::Pass(Trainer& trainer, Kind kind, const std::vector<Metric>& metrics)
    : trainer(trainer),
      kind(kind),
      metrics(metrics),
      compiled([this](std::span<const Tensor> b) { return this->trainer.take(*this, b); }) {}

bool Trainer::Pass::is_for(const std::vector<Metric>& others) const {
  return std::equal(
      metrics.begin(), metrics.end(), others.begin(), others.end(),
      [](const Metric& a, const Metric& b) { return a.compute == b.compute && a.name == b.name; });
}

const std::vector<Tensor>& Trainer::Pass::run(const Batch& batch) {
  const WithPrecision chosen(trainer.precision_.value_or(matmul_precision()));
  if (!compile || eager || reads) {
    results = trainer.take(*this, batch);
  } else if (captured) {
    compiled.run(batch, results);
  } else {
    try_capture(batch);
  }
  return results;
}

// What runs before something proves to read a value is taken back, and the batch begins again.
void Trainer::Pass::try_capture(const Batch& batch) {
  Generator& random = generator();
  const uint64_t seed = random.seed(), drawn = random.drawn();
  std::vector<std::pair<Tensor, Value>> before;
  for (const auto& [name, buffer] : trainer.model_->named_buffers()) {
    before.emplace_back(buffer, copy_of(buffer.value()));
  }
  const int64_t steps = trainer.optimizer_->steps();
  try {
    compiled.run(batch, results);
    captured = true;
  } catch (const CaptureError&) {
    if (trainer.optimizer_->steps() != steps) throw;
    reads = true;
    random.set(seed, drawn);
    for (const auto& [buffer, value] : before) copy_into(buffer.value(), value);
    results = trainer.take(*this, batch);
  }
}

// Floats in the precision of the model: NumPy's default is not nnlite's.
Tensor Trainer::as_input(const Tensor& x) const {
  if (!is_float(x.dtype())) return x;
  for (const Tensor& p : model_->parameters()) {
    if (is_float(p.dtype())) return cast(x, p.dtype());
  }
  return x;
}

// While it lives, the optimizer's update is followed by the trainer's constraints.
class Trainer::Constrained {
 public:
  explicit Constrained(Trainer& trainer) : optimizer_(*trainer.optimizer_) {
    if (trainer.constraints_.empty()) return;
    before_ = optimizer_.after_update;
    set_ = true;
    optimizer_.after_update = [&trainer, before = before_] {
      if (before) before();
      for (const Constraint& constraint : trainer.constraints_) constraint(*trainer.model_);
    };
  }
  ~Constrained() {
    if (set_) optimizer_.after_update = before_;
  }
  Constrained(const Constrained&) = delete;

 private:
  optim::Optimizer& optimizer_;
  std::function<void()> before_;
  bool set_ = false;
};

Tensor Trainer::penalized(const Tensor& loss) {
  Tensor total = loss;
  for (const Penalty& penalty : penalties_) total = total + penalty(*model_);
  return total;
}

// A step of the optimizer: the output and the loss that it starts from. Constraints come between
// the update and the averages that follow it.
std::pair<Tensor, Tensor> Trainer::train_on(const Tensor& x, const Tensor& target) {
  std::pair<Tensor, Tensor> found;
  const auto forward = [&] {
    const Tensor output = (*model_)(x);
    const Tensor loss = loss_(output, target);
    if (!found.first.defined()) found = {output, loss};
    return penalized(loss);
  };
  const Constrained constrained(*this);
  optimizer_->zero_grad();
  if (optimizer_->needs_closure()) {
    optimizer_->step([&] {
      const Tensor loss = forward();
      loss.backward();
      return loss;
    });
    return found;
  }
  const Tensor loss = forward();
  if (optimizer_->hessian_due()) optimizer_->update_hessian(loss);
  loss.backward();
  optimizer_->step();
  return found;
}

std::vector<Tensor> Trainer::take(const Pass& pass, std::span<const Tensor> batch) {
  const Tensor x = as_input(batch[0]);
  if (pass.kind == Kind::predicts) return {(*model_)(x)};
  const Tensor& target = batch[1];
  Tensor output, loss;
  if (pass.kind == Kind::trains) {
    std::tie(output, loss) = train_on(x, target);
  } else {
    output = (*model_)(x);
    loss = loss_(output, target);
  }
  std::vector<Tensor> results{loss.detach()};
  const NoGrad no_grad;
  bool needs_output = false;
  for (const Metric& metric : pass.metrics) {
    needs_output |= !metric.compute;
    if (metric.compute) results.push_back(metric.compute(output.detach(), target));
  }
  if (needs_output) results.push_back(output.detach());
  return results;
}

Trainer::Pass& Trainer::pass(std::unique_ptr<Pass>& place, Kind kind,
                             const std::vector<Metric>& metrics, bool compile) {
  if (!place || !place->is_for(metrics)) place = std::make_unique<Pass>(*this, kind, metrics);
  place->metrics = metrics;
  bool hooks = false;
  model_->visit([&](const std::string&, nn::Module& m) { hooks |= !m.hooks().empty(); });
  place->compile = compile && !hooks;
  return *place;
}

// One batch: its loss, which is returned, and its metrics join the sums.
double Trainer::work(Pass& pass, const Batch& batch, Sums& sums) {
  const std::vector<Tensor>& results = pass.run(batch);
  const auto weight = static_cast<double>(batch[0].shape()[0]);
  const double loss = results[0].item();
  sums.loss += loss * weight;
  sums.rows += weight;
  size_t next = 1;
  for (size_t i = 0; i < sums.metrics.size(); ++i) {
    const Metric& metric = sums.metrics[i];
    const double value =
        metric.compute ? results[next++].item() : metric.measure(results.back(), batch[1]);
    sums.totals[i] += value * weight;
  }
  return loss;
}

}  // namespace nnlite
