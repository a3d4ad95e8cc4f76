// EarlyStopping: watches a column of the history and keeps the weights of its best epoch.
#pragma once

#include <map>
#include <string>

#include "nnlite/nn/module.h"

namespace nnlite {

struct FitOptions;

class EarlyStopping {
 public:
  // Throws ValueError where the monitored column will not exist.
  EarlyStopping(const FitOptions& options, bool has_validation);

  // After an epoch: keeps the weights where it is the best one. True when patience has run out.
  bool seen(int64_t epoch, const std::map<std::string, double>& row, nn::Module& model);
  // Puts the best weights back, if early stopping is on.
  void restore(nn::Module& model) const;

  const std::string& monitor() const { return monitor_; }
  int64_t best_epoch() const { return best_epoch_; }

 private:
  bool find_column(const FitOptions& options, bool has_validation) const;

  std::string monitor_;
  bool larger_is_better_ = false;
  int64_t patience_, best_epoch_ = 0;
  double min_delta_, best_ = 0;
  nn::StateDict weights_;  // copies
};

}  // namespace nnlite
