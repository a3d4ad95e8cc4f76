// Connectionist temporal classification: the loss of labels whose places among the steps of a
// sequence are not known.
#pragma once

#include "nnlite/ops/loss.h"

namespace nnlite {

struct CTCOptions {
  int64_t blank = 0;
  Average reduction = Average::mean;  // each loss divided by its number of labels, then the mean
  bool zero_infinity = false;         // what has no alignment counts as 0, and so does its gradient
};

// -log of the probability of the labels, summed over all alignments. log_probs: (T, N, C) or
// (T, C); targets: (N, S) padded, or the labels of all samples joined, never the blank; lengths:
// integers (N,) or, of one sequence, ().
Tensor ctc_loss(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths,
                const Tensor& target_lengths, const CTCOptions& options = {});

}  // namespace nnlite
