// Transformer: both stacks.
#include "nnlite/nn/transformer_model.h"

#include <limits>

#include "nnlite/nn/init.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/join.h"

namespace nnlite::nn {

Transformer::Transformer(int64_t d, int64_t heads, int64_t encoder_layers, int64_t decoder_layers,
                         const TransformerOptions& o)
    : d_model(d), nhead(heads), batch_first(o.batch_first) {
  TransformerEncoderLayer encoding(d, heads, o);
  TransformerDecoderLayer decoding(d, heads, o);
  const auto norm = [&] {
    return std::make_shared<LayerNorm>(Shape{d},
                                       LayerNormOptions{o.layer_norm_eps, true, o.bias, o.dtype});
  };
  encoder = std::make_shared<TransformerEncoder>(encoding, encoder_layers, norm());
  decoder = std::make_shared<TransformerDecoder>(decoding, decoder_layers, norm());
  register_module("encoder", encoder);
  register_module("decoder", decoder);
  reset_parameters();
}

void Transformer::reset_parameters() {
  for (const Tensor& p : parameters()) {
    if (p.dims() > 1) init::xavier_uniform_(p);
  }
}

Tensor Transformer::forward(const Tensor&) {
  fail_type(kName, "forward takes two tensors, (src, tgt), and got one");
}

Tensor Transformer::forward(const Tensor& src, const Tensor& tgt, const AttentionMasks& src_masks,
                            const AttentionMasks& tgt_masks, const AttentionMasks& memory_masks) {
  note();
  const int batch = batch_first ? 0 : 1;
  if (src.dims() != tgt.dims() || (src.dims() == 3 && src.shape()[batch] != tgt.shape()[batch])) {
    fail_value(kName, "src has shape ", src.shape(), " and tgt ", tgt.shape(),
               "; both need the same batch, or none");
  }
  return decoder->forward(tgt, encoder->forward(src, src_masks), tgt_masks, memory_masks);
}

Tensor causal_mask(int64_t size, DType dtype) {
  return triu(full({size, size}, -std::numeric_limits<double>::infinity(), dtype), 1);
}

}  // namespace nnlite::nn
