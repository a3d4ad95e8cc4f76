// Transformer: an encoder, and a decoder that attends to it (Vaswani et al. 2017).
#pragma once

#include "nnlite/nn/transformer.h"

namespace nnlite::nn {

// Both stacks end with a norm; every matrix starts Xavier uniform.
class Transformer : public Layer<Transformer> {
 public:
  static constexpr const char* kName = "Transformer";
  explicit Transformer(int64_t d_model = 512, int64_t nhead = 8, int64_t num_encoder_layers = 6,
                       int64_t num_decoder_layers = 6, const TransformerOptions& o = {});

  // Says that the target is missing.
  Tensor forward(const Tensor& src) override;
  Tensor forward(const Tensor& src, const Tensor& tgt, const AttentionMasks& src_masks = {},
                 const AttentionMasks& tgt_masks = {}, const AttentionMasks& memory_masks = {});
  using Module::operator();
  Tensor operator()(const Tensor& src, const Tensor& tgt) { return forward(src, tgt); }
  void reset_parameters();

  int64_t d_model, nhead;
  bool batch_first;
  std::shared_ptr<TransformerEncoder> encoder;
  std::shared_ptr<TransformerDecoder> decoder;
};

// The mask of a causal sequence, (size, size): 0 where a query sees a key, else -infinity.
Tensor causal_mask(int64_t size, DType dtype = kFloat32);

}  // namespace nnlite::nn
