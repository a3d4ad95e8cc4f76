// Pass: what a Trainer does with one batch, as a compiled step where it can be one. Not for users.
#pragma once

#include <string>
#include <vector>

#include "nnlite/core/compile.h"
#include "nnlite/train/trainer.h"

namespace nnlite {

struct Trainer::Sums {
  explicit Sums(const std::vector<Metric>& list) : metrics(list), totals(list.size()) {}
  std::map<std::string, double> means(const std::string& prefix) const {
    std::map<std::string, double> out = {{prefix + "loss", loss / rows}};
    for (size_t i = 0; i < metrics.size(); ++i) out[prefix + metrics[i].name] = totals[i] / rows;
    return out;
  }

  const std::vector<Metric>& metrics;
  std::vector<double> totals;
  double loss = 0, rows = 0;
};

struct Trainer::Pass {
  Pass(Trainer& trainer, Kind kind, const std::vector<Metric>& metrics);
  // The loss, the metrics that are made of operations, and the output where another needs it; of a
  // prediction the output alone.
  const std::vector<Tensor>& run(const Batch& batch);
  bool is_for(const std::vector<Metric>& others) const;

  Trainer& trainer;
  Kind kind;
  std::vector<Metric> metrics;
  bool compile = true;
  bool eager = false;     // this step alone
  bool captured = false;  // it was seen that the work can be captured
  bool reads = false;     // it was seen that it cannot
  Compiled compiled;
  std::vector<Tensor> results;

 private:
  void try_capture(const Batch& batch);
};

}  // namespace nnlite
