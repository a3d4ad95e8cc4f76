// Multi-head attention (Vaswani et al. 2017), with heads of keys that several heads of queries may
// share (Ainslie et al. 2023).
#pragma once

#include <optional>

#include "nnlite/nn/linear.h"

namespace nnlite::nn {

struct MultiheadAttentionOptions {
  double dropout = 0;
  bool bias = true;
  std::optional<int64_t> kdim = {}, vdim = {};  // features of keys and values; embed_dim
  bool batch_first = false;                     // (n, l, e) instead of (l, n, e)
  std::optional<int64_t> num_kv_heads = {};
  DType dtype = kFloat32;
  bool add_bias_kv = false;    // one more key and value, learned
  bool add_zero_attn = false;  // and one of zeros: attention to nothing
};

// What is not seen. Boolean masks are true where it is not (in scaled_dot_product_attention they
// are true where it is); others are added to the scores.
struct AttentionMasks {
  Tensor key_padding_mask = {};  // (n, s)
  Tensor attn_mask = {};         // (l, s) or (n heads, l, s)
  bool is_causal = false;        // query i sees the keys 0 .. i
};

class MultiheadAttention : public Layer<MultiheadAttention> {
 public:
  static constexpr const char* kName = "MultiheadAttention";
  using Options = MultiheadAttentionOptions;
  MultiheadAttention(int64_t embed_dim, int64_t num_heads, const Options& options = {});

  // The weights (n, l, s), or (n, heads, l, s) where they are not averaged, are undefined unless
  // they are needed; all scores stand in memory where they are.
  struct Result {
    Tensor output, weights;
  };
  Result forward(const Tensor& query, const Tensor& key, const Tensor& value,
                 const AttentionMasks& masks = {}, bool need_weights = true,
                 bool average_attn_weights = true);
  // Of x with itself.
  Tensor forward(const Tensor& x) override { return forward(x, x, x, {}, false).output; }
  std::string extra_repr() const override;
  void reset_parameters();

  int64_t embed_dim, num_heads, head_dim, num_kv_heads;
  double dropout;
  bool batch_first, add_zero_attn;
  // One matrix for all three where keys and values have embed_dim features, else three.
  Tensor in_proj_weight, q_proj_weight, k_proj_weight, v_proj_weight, in_proj_bias;
  Tensor bias_k, bias_v;  // (1, 1, features of the keys), of add_bias_kv
  std::shared_ptr<Linear> out_proj;

 private:
  void check(const Tensor& query, const Tensor& key, const Tensor& value) const;
  Tensor mask_of(const AttentionMasks& masks, int64_t n, int64_t length, int64_t keys,
                 DType dtype) const;
  Tensor projected(const Tensor& x, int which) const;
  int64_t added() const { return bias_k.defined() + int64_t{add_zero_attn}; }
  Tensor lengthened(const Tensor& x, const Tensor& bias) const;
  Tensor mask_with_added(const Tensor& mask, bool causal, int64_t length, int64_t keys) const;
  Result attend(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& mask, bool causal,
                bool need_weights);

  int64_t kdim_, vdim_;
};

}  // namespace nnlite::nn
