// Multi-head attention: projections around the operation.
#include "nnlite/nn/multihead_attention.h"

#include <cmath>
#include <limits>
#include <utility>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/attention.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"
#include "nnlite/ops/softmax.h"

namespace nnlite::nn {

namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

// A mask as what is added to the scores.
Tensor as_added(const Tensor& mask, DType dtype) {
  if (mask.dtype() != kBool) return cast(mask, dtype);
  return where(mask, kNothing, zeros({}, dtype));
}

void check_mask(const char* name, const Tensor& mask, std::initializer_list<Shape> fitting) {
  if (mask.dtype() != kBool && !is_float(mask.dtype())) {
    fail_type("MultiheadAttention", name, " is ", mask.dtype(),
              "; give bool (true: not seen) or floats to be added to the scores");
  }
  for (const Shape& shape : fitting) {
    if (mask.shape() == shape) return;
  }
  const bool two = fitting.size() > 1;
  fail_value("MultiheadAttention", name, " has shape ", mask.shape(), "; it must be ",
             *fitting.begin(), two ? " or " : "", two ? text(fitting.begin()[1]) : std::string());
}

}  // namespace

MultiheadAttention::MultiheadAttention(int64_t embed, int64_t heads, const Options& o)
    : embed_dim(embed),
      num_heads(heads),
      head_dim(heads > 0 ? embed / heads : 0),
      num_kv_heads(o.num_kv_heads.value_or(heads)),
      dropout(o.dropout),
      batch_first(o.batch_first),
      add_zero_attn(o.add_zero_attn),
      kdim_(o.kdim.value_or(embed)),
      vdim_(o.vdim.value_or(embed)) {
  if (embed < 1 || heads < 1 || embed % heads != 0) {
    fail_value(kName, "embed_dim ", embed, " must be a multiple of num_heads ", heads);
  }
  if (num_kv_heads < 1 || heads % num_kv_heads != 0) {
    fail_value(kName, "num_kv_heads ", num_kv_heads, " must divide num_heads ", heads);
  }
  if (kdim_ < 1 || vdim_ < 1) {
    fail_value(kName, "kdim and vdim are counts of features, not ", kdim_, " and ", vdim_);
  }
  if (!(dropout >= 0 && dropout <= 1)) {
    fail_value(kName, "dropout is a probability from 0 to 1, not ", dropout);
  }
  if (!is_float(o.dtype)) fail_type(kName, "dtype must be float32 or float64, not ", o.dtype);
  const int64_t shared = num_kv_heads * head_dim;
  if (kdim_ == embed && vdim_ == embed) {
    in_proj_weight = Tensor::empty({embed + 2 * shared, embed}, o.dtype);
  } else {
    q_proj_weight = Tensor::empty({embed, embed}, o.dtype);
    k_proj_weight = Tensor::empty({shared, kdim_}, o.dtype);
    v_proj_weight = Tensor::empty({shared, vdim_}, o.dtype);
  }
  if (o.bias) in_proj_bias = Tensor::empty({embed + 2 * shared}, o.dtype);
  if (o.add_bias_kv) {
    bias_k = Tensor::empty({1, 1, shared}, o.dtype);
    bias_v = Tensor::empty({1, 1, shared}, o.dtype);
  }
  out_proj = std::make_shared<Linear>(embed, embed, o.bias, o.dtype);
  register_parameter("in_proj_weight", in_proj_weight);
  register_parameter("q_proj_weight", q_proj_weight);
  register_parameter("k_proj_weight", k_proj_weight);
  register_parameter("v_proj_weight", v_proj_weight);
  register_parameter("in_proj_bias", in_proj_bias);
  register_parameter("bias_k", bias_k);
  register_parameter("bias_v", bias_v);
  register_module("out_proj", out_proj);
  reset_parameters();
}

void MultiheadAttention::reset_parameters() {
  out_proj->reset_parameters();
  for (const Tensor& w : {in_proj_weight, q_proj_weight, k_proj_weight, v_proj_weight}) {
    if (w.defined()) init::xavier_uniform_(w);
  }
  if (bias_k.defined()) {
    init::xavier_normal_(bias_k);
    init::xavier_normal_(bias_v);
  }
  if (!in_proj_bias.defined()) return;
  init::zeros_(in_proj_bias);
  init::zeros_(out_proj->bias);
}

void MultiheadAttention::check(const Tensor& q, const Tensor& k, const Tensor& v) const {
  const auto shape = [&](const char* name, const Tensor& x, int64_t features) {
    if (x.dims() != q.dims() || (x.dims() != 2 && x.dims() != 3) || x.shape().back() != features) {
      fail_value(kName, name, " has shape ", x.shape(), "; it must be ",
                 batch_first ? "(batch, length, " : "(length, batch, ", features,
                 "), or all three (length, features)");
    }
  };
  shape("query", q, embed_dim);
  shape("key", k, kdim_);
  shape("value", v, vdim_);
  const int batch = batch_first ? 0 : 1, length = 1 - batch;
  if (q.dims() == 3 &&
      (k.shape()[batch] != q.shape()[batch] || v.shape()[batch] != q.shape()[batch])) {
    fail_value(kName, "query, key and value have batches of ", q.shape()[batch], ", ",
               k.shape()[batch], " and ", v.shape()[batch]);
  }
  const int at = q.dims() == 3 ? length : 0;
  if (k.shape()[at] != v.shape()[at]) {
    fail_value(kName, "key has length ", k.shape()[at], " and value ", v.shape()[at],
               "; every key needs one value");
  }
}

// The mask of the operation, (n or 1, heads or 1, l or 1, s); undefined where everything is seen.
Tensor MultiheadAttention::mask_of(const AttentionMasks& masks, int64_t n, int64_t length,
                                   int64_t keys, DType dtype) const {
  Tensor mask, padding;
  if (masks.attn_mask.defined()) {
    mask = masks.attn_mask;
    check_mask("attn_mask", mask, {{length, keys}, {n * num_heads, length, keys}});
    if (mask.dims() == 3) mask = reshape(mask, {n, num_heads, length, keys});
  }
  if (masks.key_padding_mask.defined()) {
    padding = masks.key_padding_mask;
    if (padding.dims() == 1) padding = unsqueeze(padding, 0);
    check_mask("key_padding_mask", padding, {{n, keys}});
    padding = reshape(padding, {n, 1, 1, keys});
  }
  if (!mask.defined() && !padding.defined()) return {};
  const auto boolean = [](const Tensor& t) { return !t.defined() || t.dtype() == kBool; };
  if (boolean(mask) && boolean(padding)) {
    if (!padding.defined()) return logical_not(mask);
    return logical_not(mask.defined() ? logical_or(mask, padding) : padding);
  }
  if (!padding.defined()) return as_added(mask, dtype);
  if (!mask.defined()) return as_added(padding, dtype);
  return as_added(mask, dtype) + as_added(padding, dtype);
}

// Query, key or value (0, 1, 2), as (n, l, heads, head_dim).
Tensor MultiheadAttention::projected(const Tensor& x, int which) const {
  const int64_t shared = num_kv_heads * head_dim;
  const int64_t first = which == 0 ? 0 : embed_dim + (which - 1) * shared;
  const int64_t count = which == 0 ? embed_dim : shared;
  const Tensor own[] = {q_proj_weight, k_proj_weight, v_proj_weight};
  const Tensor weight =
      in_proj_weight.defined() ? narrow(in_proj_weight, 0, first, count) : own[which];
  const Tensor bias = in_proj_bias.defined() ? narrow(in_proj_bias, 0, first, count) : Tensor();
  const Tensor y = linear(x, weight, bias);
  return reshape(y, {y.shape()[0], y.shape()[1], count / head_dim, head_dim});
}

// Keys or values, (n, heads, s, head_dim), with those that stand behind every sequence.
Tensor MultiheadAttention::lengthened(const Tensor& x, const Tensor& bias) const {
  const Shape one{x.shape()[0], num_kv_heads, 1, head_dim};
  std::vector<Tensor> parts = {x};
  if (bias.defined()) {
    parts.push_back(broadcast_to(reshape(bias, {1, num_kv_heads, 1, head_dim}), one));
  }
  if (add_zero_attn) parts.push_back(zeros(one, x.dtype()));
  return parts.size() == 1 ? x : concat(parts, 2);
}

// What is added is seen from everywhere, also where a query sees no later key.
Tensor MultiheadAttention::mask_with_added(const Tensor& mask, bool causal, int64_t length,
                                           int64_t keys) const {
  Tensor seen = mask;
  if (causal) {
    const Tensor before = reshape(arange(0, length), {length, 1}) >= arange(0, keys);
    seen = reshape(before, {1, 1, length, keys});
    if (mask.defined()) {
      seen = mask.dtype() == kBool ? logical_and(mask, seen) : where(seen, mask, kNothing);
    }
  }
  if (!seen.defined()) return seen;
  Shape more = seen.shape();
  more[more.size() - 1] = added();
  return concat({seen, full(more, seen.dtype() == kBool ? 1 : 0, seen.dtype())}, -1);
}

// (n, heads, l, head_dim) each.
MultiheadAttention::Result MultiheadAttention::attend(const Tensor& q, const Tensor& k,
                                                      const Tensor& v, const Tensor& mask,
                                                      bool causal, bool need_weights) {
  const double p = training() ? dropout : 0;
  if (!need_weights) {
    return {scaled_dot_product_attention(q, k, v, mask, {p, causal, {}, true}), {}};
  }
  const int64_t group = num_heads / num_kv_heads, n = k.shape()[0], keys = k.shape()[2];
  const auto repeated = [&](const Tensor& x) {
    const Shape shape{n, num_kv_heads, group, keys, head_dim};
    return reshape(broadcast_to(unsqueeze(x, 2), shape), {n, num_heads, keys, head_dim});
  };
  Tensor scores = product(q, repeated(k), false, true) / std::sqrt(static_cast<double>(head_dim));
  if (mask.defined()) {
    scores = mask.dtype() == kBool ? where(mask, scores, kNothing) : scores + mask;
  }
  const int64_t length = q.shape()[2];
  if (causal) {
    scores = where(reshape(arange(0, length), {length, 1}) >= arange(0, keys), scores, kNothing);
  }
  const Tensor blind = max(scores.detach(), {3}, true) == kNothing;
  Tensor weights = where(blind, 0, softmax(where(blind, 0, scores), 3));
  if (p > 0) weights = nnlite::dropout(weights, p);
  return {product(weights, repeated(v), false, false), weights};
}

MultiheadAttention::Result MultiheadAttention::forward(const Tensor& query, const Tensor& key,
                                                       const Tensor& value,
                                                       const AttentionMasks& masks,
                                                       bool need_weights,
                                                       bool average_attn_weights) {
  check(query, key, value);
  note();
  const bool batched = query.dims() == 3;
  const auto first = [&](const Tensor& x) {  // (n, l, e)
    return !batched ? unsqueeze(x, 0) : batch_first ? x : transpose(x, 0, 1);
  };
  const Tensor q = first(query), k = first(key), v = first(value);
  const int64_t n = q.shape()[0], length = q.shape()[1];
  Tensor mask = mask_of(masks, n, length, k.shape()[1], q.dtype());
  Result found;
  const bool self = query.impl() == key.impl() && key.impl() == value.impl();
  if (self && in_proj_weight.defined() && !need_weights && added() == 0) {
    const AttentionOptions options{training() ? dropout : 0, masks.is_causal, {}, false};
    found.output = packed_attention(linear(q, in_proj_weight, in_proj_bias), num_heads,
                                    num_kv_heads, mask, options);
  } else {
    bool causal = masks.is_causal;
    if (added() > 0) {
      mask = mask_with_added(mask, std::exchange(causal, false), length, k.shape()[1]);
    }
    found = attend(
        transpose(projected(q, 0), 1, 2), lengthened(transpose(projected(k, 1), 1, 2), bias_k),
        lengthened(transpose(projected(v, 2), 1, 2), bias_v), mask, causal, need_weights);
    found.output = reshape(transpose(found.output, 1, 2), {n, length, embed_dim});
  }
  found.output = (*out_proj)(found.output);
  if (!batched) {
    found.output = squeeze(found.output, {0});
  } else if (!batch_first) {
    found.output = transpose(found.output, 0, 1);
  }
  if (!need_weights) return found;
  if (average_attn_weights) found.weights = mean(found.weights, {1});
  if (!batched) found.weights = squeeze(found.weights, {0});
  return found;
}

std::string MultiheadAttention::extra_repr() const {
  Words words;
  words.add("embed_dim", embed_dim).add("num_heads", num_heads).add("dropout", dropout);
  words.add("bias", in_proj_bias.defined());
  if (!in_proj_weight.defined()) words.add("kdim", kdim_).add("vdim", vdim_);
  words.add("batch_first", batch_first);
  if (num_kv_heads != num_heads) words.add("num_kv_heads", num_kv_heads);
  if (bias_k.defined()) words.add("add_bias_kv", true);
  if (add_zero_attn) words.add("add_zero_attn", true);
  return words.text();
}

}  // namespace nnlite::nn
