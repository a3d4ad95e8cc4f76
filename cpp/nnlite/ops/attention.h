// Attention as one operation, whose scores are never all in memory.
#pragma once

#include <optional>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct AttentionOptions {
  double dropout_p = 0;              // of the probabilities
  bool is_causal = false;            // query i sees the keys 0 .. i
  std::optional<double> scale = {};  // 1 / sqrt(e) where it is not given
  bool enable_gqa = false;           // several heads of queries share one of keys
};

// softmax(q k^T scale + mask) v: query (..., l, e), key (..., s, e), value (..., s, f), mask
// broadcast to (..., l, s): boolean, true where a key is seen, or added to the scores. A query that
// sees no key gets zeros.
Tensor scaled_dot_product_attention(const Tensor& query, const Tensor& key, const Tensor& value,
                                    const Tensor& mask = {}, const AttentionOptions& options = {});

// The same of heads side by side, as one matrix product gives them: x (n, l, (heads + 2 key_heads)
// e), queries first, then keys and values; gives (n, l, heads e). Nothing is copied.
Tensor packed_attention(const Tensor& x, int64_t heads, int64_t key_heads, const Tensor& mask = {},
                        const AttentionOptions& options = {});

}  // namespace nnlite
