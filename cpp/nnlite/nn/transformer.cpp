// The layers of a transformer.
#include "nnlite/nn/transformer.h"

#include "nnlite/base/suggest.h"
#include "nnlite/nn/describe.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::nn {

namespace {

[[noreturn]] void without_memory(const char* name) {
  fail_type(name, "forward takes two tensors, (tgt, memory), and got one");
}

}  // namespace

TransformerLayer::TransformerLayer(const char* name, int64_t d, int64_t heads,
                                   const TransformerOptions& o)
    : d_model(d), nhead(heads), options(o) {
  if (o.activation != "relu" && o.activation != "gelu") {
    constexpr std::string_view known[] = {"relu", "gelu"};
    fail_value(name, "unknown activation '", o.activation, "'", suggestion(o.activation, known));
  }
  if (d < 1 || heads < 1 || d % heads != 0) {
    fail_value(name, "d_model ", d, " must be a multiple of nhead ", heads);
  }
  if (o.dim_feedforward < 1) {
    fail_value(name, "dim_feedforward must be positive, not ", o.dim_feedforward);
  }
  self_attn = attention();
  linear1 = std::make_shared<Linear>(d, o.dim_feedforward, o.bias, o.dtype);
  linear2 = std::make_shared<Linear>(o.dim_feedforward, d, o.bias, o.dtype);
  norm1 = norm(), norm2 = norm();
  for (auto* drop : {&dropout, &dropout1, &dropout2}) *drop = std::make_shared<Dropout>(o.dropout);
}

std::shared_ptr<MultiheadAttention> TransformerLayer::attention() const {
  MultiheadAttentionOptions o;
  o.dropout = options.dropout;
  o.bias = options.bias;
  o.batch_first = options.batch_first;
  o.dtype = options.dtype;
  return std::make_shared<MultiheadAttention>(d_model, nhead, o);
}

std::shared_ptr<LayerNorm> TransformerLayer::norm() const {
  return std::make_shared<LayerNorm>(
      Shape{d_model}, LayerNormOptions{options.layer_norm_eps, true, options.bias, options.dtype});
}

Tensor TransformerLayer::fed_forward(const Tensor& x) {
  const Tensor h = (*linear1)(x);
  return (*linear2)((*dropout)(options.activation == "relu" ? relu(h) : gelu(h)));
}

std::string TransformerLayer::extra_repr() const {
  Words words;
  words.add("d_model", d_model).add("nhead", nhead);
  words.add("dim_feedforward", options.dim_feedforward).add("dropout", options.dropout);
  words.quoted("activation", options.activation).add("batch_first", options.batch_first);
  return words.add("norm_first", options.norm_first).text();
}

TransformerEncoderLayer::TransformerEncoderLayer(int64_t d, int64_t heads,
                                                 const TransformerOptions& o)
    : Layer(kName, d, heads, o) {
  register_module("self_attn", self_attn);
  register_module("linear1", linear1);
  register_module("dropout", dropout);
  register_module("linear2", linear2);
  register_module("norm1", norm1);
  register_module("norm2", norm2);
  register_module("dropout1", dropout1);
  register_module("dropout2", dropout2);
}

Tensor TransformerEncoderLayer::forward(const Tensor& x, const AttentionMasks& masks) {
  note();
  const Tensor y = residual(x, *norm1, *dropout1, [&](const Tensor& h) {
    return self_attn->forward(h, h, h, masks, false).output;
  });
  return residual(y, *norm2, *dropout2, [&](const Tensor& h) { return fed_forward(h); });
}

TransformerDecoderLayer::TransformerDecoderLayer(int64_t d, int64_t heads,
                                                 const TransformerOptions& o)
    : Layer(kName, d, heads, o),
      multihead_attn(attention()),
      norm3(norm()),
      dropout3(std::make_shared<Dropout>(o.dropout)) {
  register_module("self_attn", self_attn);
  register_module("multihead_attn", multihead_attn);
  register_module("linear1", linear1);
  register_module("dropout", dropout);
  register_module("linear2", linear2);
  register_module("norm1", norm1);
  register_module("norm2", norm2);
  register_module("norm3", norm3);
  register_module("dropout1", dropout1);
  register_module("dropout2", dropout2);
  register_module("dropout3", dropout3);
}

Tensor TransformerDecoderLayer::forward(const Tensor&) { without_memory(kName); }

Tensor TransformerDecoderLayer::forward(const Tensor& x, const Tensor& memory,
                                        const AttentionMasks& masks,
                                        const AttentionMasks& memory_masks) {
  note();
  const Tensor own = residual(x, *norm1, *dropout1, [&](const Tensor& h) {
    return self_attn->forward(h, h, h, masks, false).output;
  });
  const Tensor y = residual(own, *norm2, *dropout2, [&](const Tensor& h) {
    return multihead_attn->forward(h, memory, memory, memory_masks, false).output;
  });
  return residual(y, *norm3, *dropout3, [&](const Tensor& h) { return fed_forward(h); });
}

TransformerStack::TransformerStack(const char* name, Module& layer, int64_t num_layers,
                                   ModulePtr last)
    : layers(std::make_shared<Sequential>()), norm(std::move(last)) {
  if (num_layers < 1) fail_value(name, "num_layers must be positive, not ", num_layers);
  for (int64_t i = 0; i < num_layers; ++i) layers->append(layer.clone());
  register_module("layers", layers);
  if (norm) register_module("norm", norm);
}

Tensor TransformerEncoder::forward(const Tensor& x, const AttentionMasks& masks) {
  note();
  Tensor y = x;
  for (int64_t i = 0; i < layers->size(); ++i) {
    y = dynamic_cast<TransformerEncoderLayer&>(*layers->at(i)).forward(y, masks);
  }
  return finished(y);
}

Tensor TransformerDecoder::forward(const Tensor&) { without_memory(kName); }

Tensor TransformerDecoder::forward(const Tensor& x, const Tensor& memory,
                                   const AttentionMasks& masks,
                                   const AttentionMasks& memory_masks) {
  note();
  Tensor y = x;
  for (int64_t i = 0; i < layers->size(); ++i) {
    y = dynamic_cast<TransformerDecoderLayer&>(*layers->at(i))
            .forward(y, memory, masks, memory_masks);
  }
  return finished(y);
}

}  // namespace nnlite::nn
