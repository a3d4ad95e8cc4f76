// The layers of a transformer (Vaswani et al. 2017), with norms after each part or before it (Xiong
// et al. 2020).
#pragma once

#include <string>
#include <vector>

#include "nnlite/nn/dropout.h"
#include "nnlite/nn/layer_norm.h"
#include "nnlite/nn/linear.h"
#include "nnlite/nn/multihead_attention.h"
#include "nnlite/nn/sequential.h"

namespace nnlite::nn {

struct TransformerOptions {
  int64_t dim_feedforward = 2048;
  double dropout = 0.1;
  std::string activation = "relu";  // or "gelu"
  double layer_norm_eps = 1e-5;
  bool batch_first = false;
  bool norm_first = false;
  bool bias = true;
  DType dtype = kFloat32;
};

// What both layers share: attention to oneself and two linear layers; x is (l, n, d), (n, l, d)
// where batch_first, or (l, d).
class TransformerLayer : public Module {
 public:
  TransformerLayer(const char* name, int64_t d_model, int64_t nhead, const TransformerOptions& o);
  std::string extra_repr() const override;

  int64_t d_model, nhead;
  TransformerOptions options;
  std::shared_ptr<MultiheadAttention> self_attn;
  std::shared_ptr<Linear> linear1, linear2;
  std::shared_ptr<LayerNorm> norm1, norm2;
  std::shared_ptr<Dropout> dropout, dropout1, dropout2;

 protected:
  std::shared_ptr<MultiheadAttention> attention() const;
  std::shared_ptr<LayerNorm> norm() const;
  Tensor fed_forward(const Tensor& x);
  // x plus part(x), normalized before or after.
  template <class Part>
  Tensor residual(const Tensor& x, LayerNorm& norm, Dropout& drop, Part part) {
    if (options.norm_first) return x + drop(part(norm(x)));
    return norm(x + drop(part(x)));
  }
};

class TransformerEncoderLayer : public Layer<TransformerEncoderLayer, TransformerLayer> {
 public:
  static constexpr const char* kName = "TransformerEncoderLayer";
  TransformerEncoderLayer(int64_t d_model, int64_t nhead, const TransformerOptions& o = {});
  Tensor forward(const Tensor& x) override { return forward(x, {}); }
  Tensor forward(const Tensor& x, const AttentionMasks& masks);
};

class TransformerDecoderLayer : public Layer<TransformerDecoderLayer, TransformerLayer> {
 public:
  static constexpr const char* kName = "TransformerDecoderLayer";
  TransformerDecoderLayer(int64_t d_model, int64_t nhead, const TransformerOptions& o = {});
  // Says that the memory is missing.
  Tensor forward(const Tensor& x) override;
  Tensor forward(const Tensor& x, const Tensor& memory, const AttentionMasks& masks = {},
                 const AttentionMasks& memory_masks = {});

  std::shared_ptr<MultiheadAttention> multihead_attn;
  std::shared_ptr<LayerNorm> norm3;
  std::shared_ptr<Dropout> dropout3;
};

// Copies of a layer one after the other, and a norm behind them if there is one.
class TransformerStack : public Module {
 public:
  TransformerStack(const char* name, Module& layer, int64_t num_layers, ModulePtr norm);

  std::shared_ptr<Sequential> layers;
  ModulePtr norm;

 protected:
  Tensor finished(const Tensor& x) { return norm ? (*norm)(x) : x; }
};

class TransformerEncoder : public Layer<TransformerEncoder, TransformerStack> {
 public:
  static constexpr const char* kName = "TransformerEncoder";
  TransformerEncoder(TransformerEncoderLayer& layer, int64_t num_layers, ModulePtr norm = {})
      : Layer(kName, layer, num_layers, std::move(norm)) {}
  Tensor forward(const Tensor& x) override { return forward(x, {}); }
  Tensor forward(const Tensor& x, const AttentionMasks& masks);
};

class TransformerDecoder : public Layer<TransformerDecoder, TransformerStack> {
 public:
  static constexpr const char* kName = "TransformerDecoder";
  TransformerDecoder(TransformerDecoderLayer& layer, int64_t num_layers, ModulePtr norm = {})
      : Layer(kName, layer, num_layers, std::move(norm)) {}
  Tensor forward(const Tensor& x) override;
  Tensor forward(const Tensor& x, const Tensor& memory, const AttentionMasks& masks = {},
                 const AttentionMasks& memory_masks = {});
};

}  // namespace nnlite::nn
