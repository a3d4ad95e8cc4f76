// EarlyStopping: which epoch was best, and what its weights were.
#include "nnlite/train/early_stopping.h"

#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"
#include "nnlite/core/copy.h"
#include "nnlite/train/trainer.h"

namespace nnlite {

EarlyStopping::EarlyStopping(const FitOptions& options, bool has_validation)
    : monitor_(options.monitor), patience_(options.patience), min_delta_(options.min_delta) {
  if (patience_ < 0) fail_value("fit", "patience is ", patience_, "; give 0 or more epochs");
  if (!(min_delta_ >= 0)) fail_value("fit", "min_delta is ", min_delta_, "; give 0 or more");
  if (monitor_.empty()) monitor_ = has_validation ? "val_loss" : "train_loss";
  larger_is_better_ = find_column(options, has_validation);
  if (options.mode == "min" || options.mode == "max") {
    larger_is_better_ = options.mode == "max";
  } else if (options.mode != "auto") {
    fail_value("fit", "mode is '", options.mode, "'; give auto, min or max");
  }
}

// Whether the monitored column is one of those whose larger values are better.
bool EarlyStopping::find_column(const FitOptions& options, bool has_validation) const {
  std::vector<std::string> columns;
  for (const char* prefix : {"train_", "val_"}) {
    if (prefix[0] == 'v' && !has_validation) continue;
    columns.push_back(std::string(prefix) + "loss");
    if (monitor_ == columns.back()) return false;
    for (const Metric& metric : options.metrics) {
      columns.push_back(prefix + metric.name);
      if (monitor_ == columns.back()) return metric.larger_is_better;
    }
  }
  const std::vector<std::string_view> known(columns.begin(), columns.end());
  fail_value("fit", "nothing called '", monitor_, "' is measured", suggestion(monitor_, known));
}

bool EarlyStopping::seen(int64_t epoch, const std::map<std::string, double>& row,
                         nn::Module& model) {
  const double value = (larger_is_better_ ? -1 : 1) * row.at(monitor_);
  if (best_epoch_ == 0 || value < best_ - min_delta_ || (std::isnan(best_) && !std::isnan(value))) {
    best_ = value;
    best_epoch_ = epoch;
    if (patience_ > 0) {
      const NoGrad no_grad;
      weights_.clear();
      for (const auto& [name, tensor] : model.state_dict()) {
        weights_.emplace_back(name, clone(tensor.detach()));
      }
    }
  }
  return patience_ > 0 && epoch - best_epoch_ >= patience_;
}

void EarlyStopping::restore(nn::Module& model) const {
  if (!weights_.empty()) model.load_state_dict(weights_);
}

}  // namespace nnlite
