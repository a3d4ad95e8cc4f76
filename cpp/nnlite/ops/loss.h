// Losses of classification from labels: one pass forward, one pass back.
#pragma once

#include <string_view>

#include "nnlite/core/tensor.h"

namespace nnlite {

// How the losses of a batch become a result. batchmean, the sum divided by the size of the first
// axis, is for kl_div alone.
enum class Average : int64_t { none, mean, sum, batchmean };
// From PyTorch's words "none", "mean", "sum" (and "batchmean", where asked); throws ValueError
// naming them.
Average average_from_name(const char* op, std::string_view name, bool batchmean = false);
const char* average_name(Average reduction);

struct ClassLossOptions {
  Tensor weight;  // (C,): a factor for each class; undefined: 1
  int64_t ignore_index = -100;
  Average reduction = Average::mean;
  double label_smoothing = 0;  // cross_entropy only
};

// Logits (C,), (N, C) or (N, C, d1, ...) against labels of the shape without C, or against
// probabilities of the logits' shape. Of labels y:
//   l = (1 - e) w_y (lse(x) - x_y) + e / C sum_k w_k (lse(x) - x_k);  mean = sum(l) / sum(w_y).
Tensor cross_entropy(const Tensor& x, const Tensor& target, const ClassLossOptions& options = {});

// The same from log-probabilities: l = -w_y x_y.
Tensor nll_loss(const Tensor& x, const Tensor& target, const ClassLossOptions& options = {});

}  // namespace nnlite
