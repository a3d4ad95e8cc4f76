// Rows of a table, picked by whole numbers: words and other things that have no order.
#pragma once

#include <optional>
#include <string>

#include "nnlite/backend/bag.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

struct EmbeddingOptions {
  std::optional<int64_t> padding_idx = {};  // this row gets no gradient; negative: from the end
  std::optional<double> max_norm = {};      // rows that are used are shortened to it, in place
  double norm_type = 2;                     // p of that norm
  bool scale_grad_by_freq = false;          // gradients divided by how often the batch has the row
  // backward() leaves the gradient of a leaf as the rows that the batch has (core/row_gradient.h):
  // neither it nor the optimizer's step costs a pass over the table.
  bool sparse = false;
};

// weight (V, D) at indices of any shape: (..., D). `op` is who asks, for errors.
Tensor embedding(const Tensor& indices, const Tensor& weight, const EmbeddingOptions& options = {},
                 const char* op = "embedding");

struct EmbeddingBagOptions : EmbeddingOptions {
  Bag mode = Bag::mean;
  bool include_last_offset = false;  // offsets have one more number: where the last bag ends
};

// Sums, means or largest over bags of rows: indices (B, N), or (N) with offsets (B), where each bag
// starts. Factors of each row (sums only) have the shape of indices. Empty bags give 0.
Tensor embedding_bag(const Tensor& indices, const Tensor& weight, const Tensor& offsets = {},
                     const Tensor& per_sample_weights = {}, const EmbeddingBagOptions& options = {},
                     const char* op = "embedding_bag");

Bag bag_from_name(const char* op, const std::string& name);
const char* bag_name(Bag bag);

}  // namespace nnlite
