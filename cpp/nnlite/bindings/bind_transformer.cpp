// The layers of transformers: multi-head attention, encoder and decoder, positions.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/positions.h"
#include "nnlite/nn/transformer.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kMultihead = R"doc(Several attentions side by side, with learned projections.

Each head attends with head_dim = embed_dim / num_heads features of the projected query, key and
value: softmax(q k^T / sqrt(head_dim) + mask) v. The heads' results side by side go through out_proj.

Parameters
----------
embed_dim : int
    Features of the query and of the result; a multiple of num_heads.
num_heads : int
dropout : float, default 0
    Of the attention weights, in training.
bias : bool, default True
    Of all projections.
kdim, vdim : int, optional
    Features of key and value where they differ from embed_dim; the weights are then q_proj_weight,
    k_proj_weight and v_proj_weight instead of one in_proj_weight (3 embed_dim, embed_dim).
batch_first : bool, default False
    Inputs are (N, L, E) instead of (L, N, E); (L, E) is one without a batch.
num_kv_heads : int, optional
    How many heads keys and values have, each for num_heads / num_kv_heads heads of queries;
    num_heads if None.
add_bias_kv : bool, default False
    One more key and value, learned, bias_k and bias_v, behind every sequence; no mask hides it.
add_zero_attn : bool, default False
    One more key and value of zeros, so that a query may attend to nothing.
dtype : dtype, default float32

Raises
------
ValueError
    If num_heads does not divide embed_dim, or shapes do not fit.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> attention = nn.MultiheadAttention(16, 4, batch_first=True)
>>> x = nnlite.randn(2, 10, 16)
>>> y, weights = attention(x, x, x)
>>> y.shape, weights.shape
((2, 10, 16), (2, 10, 10))

References
----------
Vaswani et al. 2017, Attention is all you need; Ainslie et al. 2023, GQA.)doc";

constexpr const char* kMultiheadForward = R"doc(Attend to `key` with `query`.

Parameters
----------
query, key, value : Tensor
    (L, N, E), (S, N, kdim) and (S, N, vdim), with N first if batch_first, or without N.
key_padding_mask : Tensor, optional
    (N, S): True where a key is not seen, or floats added to the scores.
need_weights : bool, default True
    Whether the weights are returned too; without them no matrix of scores is made, which is faster.
attn_mask : Tensor, optional
    (L, S) or (N num_heads, L, S): True where a key is not seen, or floats added to the scores.
average_attn_weights : bool, default True
    Weights (N, L, S) averaged over the heads; False: (N, num_heads, L, S).
is_causal : bool, default False
    Query i sees the keys 0 .. i, besides what the masks say.

Returns
-------
tuple
    The result, like the query, and the weights or None. A query that sees no key attends to
    nothing: zeros.)doc";

void bind_multihead(py::module_& m) {
  using nn::MultiheadAttention;
  const auto none = py::none();
  layer<MultiheadAttention>(m, kMultihead)
      .def(py::init([](int64_t embed, int64_t heads, double dropout, bool bias,
                       std::optional<int64_t> kdim, std::optional<int64_t> vdim, bool batch_first,
                       std::optional<int64_t> kv_heads, bool bias_kv, bool zero_attn, DType dtype) {
             const nn::MultiheadAttentionOptions o{dropout,  bias,  kdim,    vdim,     batch_first,
                                                   kv_heads, dtype, bias_kv, zero_attn};
             return new PyModule<MultiheadAttention>(embed, heads, o);
           }),
           py::arg("embed_dim"), py::arg("num_heads"), py::arg("dropout") = 0.0,
           py::arg("bias") = true, py::kw_only(), py::arg("kdim") = none, py::arg("vdim") = none,
           py::arg("batch_first") = false, py::arg("num_kv_heads") = none,
           py::arg("add_bias_kv") = false, py::arg("add_zero_attn") = false,
           py::arg("dtype") = kFloat32)
      .def(
          "forward",
          [](MultiheadAttention& l, const Tensor& q, const Tensor& k, const Tensor& v,
             const OptionalTensor& padding, bool need, const OptionalTensor& mask, bool average,
             bool causal) {
            auto [y, weights] = l.forward(q, k, v, {padding, mask, causal}, need, average);
            return std::pair(y, OptionalTensor(weights));
          },
          py::arg("query"), py::arg("key"), py::arg("value"), py::arg("key_padding_mask") = none,
          py::arg("need_weights") = true, py::arg("attn_mask") = none,
          py::arg("average_attn_weights") = true, py::arg("is_causal") = false, kMultiheadForward)
      .def("reset_parameters", &MultiheadAttention::reset_parameters, "Draw all weights again.")
      .def_readonly("embed_dim", &MultiheadAttention::embed_dim, "Features of the query.")
      .def_readonly("num_heads", &MultiheadAttention::num_heads, "Heads of the query.")
      .def_readonly("head_dim", &MultiheadAttention::head_dim, "Features of a head.")
      .def_readonly("num_kv_heads", &MultiheadAttention::num_kv_heads, "Heads of keys and values.")
      .def_readonly("batch_first", &MultiheadAttention::batch_first, "Whether N comes first.")
      .def_readwrite("dropout", &MultiheadAttention::dropout, "Of the weights, in training.");
}

constexpr const char* kEncoderLayer =
    R"doc(Attention of a sequence to itself, and two linear layers.

With norm_first x + attention(norm1(x)), then x + linear2(activation(linear1(norm2(x)))); without,
norm1(x + attention(x)), then norm2(x + ...). Dropout follows the attention, the activation and
linear2. With is_causal it is the layer of a language model.

Parameters
----------
d_model : int
    Features of input and result; a multiple of nhead.
nhead : int
    Heads of the attention.
dim_feedforward : int, default 2048
    Features between the linear layers.
dropout : float, default 0.1
activation : {"relu", "gelu"}, default "relu"
layer_norm_eps : float, default 1e-5
batch_first : bool, default False
    Inputs are (N, L, d_model) instead of (L, N, d_model).
norm_first : bool, default False
    Normalize before each part rather than after it.
bias : bool, default True
    Of linear layers and norms.
dtype : dtype, default float32

Raises
------
ValueError
    If nhead does not divide d_model, or the activation is unknown.

Examples
--------
A causal language model, in which a position knows those before it:

>>> import nnlite
>>> from nnlite import nn
>>> class LanguageModel(nn.Module):
...     def __init__(self, vocabulary, width, layers):
...         super().__init__()
...         self.vocabulary = vocabulary
...         self.embed = nn.Linear(vocabulary, width, bias=False)
...         self.position = nn.SinusoidalEncoding(width, batch_first=True)
...         block = nn.TransformerEncoderLayer(width, 4, 4 * width, batch_first=True,
...                                            activation="gelu", norm_first=True)
...         self.blocks = nn.TransformerEncoder(block, layers, nn.LayerNorm(width))
...         self.head = nn.Linear(width, vocabulary)
...     def forward(self, tokens):
...         x = nn.functional.one_hot(tokens, self.vocabulary).to("float32")
...         x = self.position(self.embed(x))
...         return self.head(self.blocks(x, is_causal=True))
>>> model = LanguageModel(vocabulary=20, width=16, layers=2)
>>> model(nnlite.zeros((3, 12), dtype="int64")).shape
(3, 12, 20)

References
----------
Vaswani et al. 2017, Attention is all you need; Xiong et al. 2020, On layer normalization in the
transformer architecture.)doc";

constexpr const char* kDecoderLayer =
    R"doc(Attention to oneself, to a memory, and two linear layers.

As in TransformerEncoderLayer, with multihead_attn between the two, whose keys and values are the
memory: the result of an encoder.

Parameters
----------
d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias
    As in TransformerEncoderLayer.
dtype : dtype, default float32

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.TransformerDecoderLayer(16, 4, 32, batch_first=True)
>>> tgt, memory = nnlite.randn(2, 5, 16), nnlite.randn(2, 9, 16)
>>> layer(tgt, memory, tgt_is_causal=True).shape
(2, 5, 16)

References
----------
Vaswani et al. 2017, Attention is all you need.)doc";

// Constructor and attributes, the same for both layers.
template <class T>
LayerClass<T> transformer_layer(py::module_& m, const char* doc) {
  return layer<T>(m, doc).def(
      py::init([](int64_t d, int64_t heads, int64_t wide, double dropout,
                  const std::string& activation, double eps, bool batch_first, bool norm_first,
                  bool bias, DType dtype) {
        return new PyModule<T>(d, heads,
                               nn::TransformerOptions{wide, dropout, activation, eps, batch_first,
                                                      norm_first, bias, dtype});
      }),
      py::arg("d_model"), py::arg("nhead"), py::arg("dim_feedforward") = 2048,
      py::arg("dropout") = 0.1, py::arg("activation") = "relu", py::arg("layer_norm_eps") = 1e-5,
      py::arg("batch_first") = false, py::arg("norm_first") = false, py::arg("bias") = true,
      py::kw_only(), py::arg("dtype") = kFloat32);
}

// forward(tgt, memory, ...) of the decoder and of its layer.
template <class T, class Class>
void bind_decoding(Class cls) {
  const auto none = py::none();
  cls.def(
      "forward",
      [](T& l, const Tensor& x, const Tensor& memory, const OptionalTensor& mask,
         const OptionalTensor& memory_mask, const OptionalTensor& padding,
         const OptionalTensor& memory_padding, bool causal, bool memory_causal) {
        return l.forward(x, memory, {padding, mask, causal},
                         {memory_padding, memory_mask, memory_causal});
      },
      py::arg("tgt"), py::arg("memory"), py::arg("tgt_mask") = none, py::arg("memory_mask") = none,
      py::arg("tgt_key_padding_mask") = none, py::arg("memory_key_padding_mask") = none,
      py::arg("tgt_is_causal") = false, py::arg("memory_is_causal") = false,
      "Masks are those of MultiheadAttention: for tgt, and for the memory.");
}

void bind_transformer_layers(py::module_& m) {
  const auto none = py::none();
  transformer_layer<nn::TransformerEncoderLayer>(m, kEncoderLayer)
      .def(
          "forward",
          [](nn::TransformerEncoderLayer& l, const Tensor& x, const OptionalTensor& mask,
             const OptionalTensor& padding,
             bool causal) { return l.forward(x, {padding, mask, causal}); },
          py::arg("src"), py::arg("src_mask") = none, py::arg("src_key_padding_mask") = none,
          py::arg("is_causal") = false, "Masks are those of MultiheadAttention.");
  bind_decoding<nn::TransformerDecoderLayer>(
      transformer_layer<nn::TransformerDecoderLayer>(m, kDecoderLayer));
  layer<nn::TransformerEncoder>(m, R"doc(Copies of an encoder layer one after the other.

Parameters
----------
encoder_layer : TransformerEncoderLayer
    It is copied with its weights.
num_layers : int
norm : Module, optional
    What follows the last layer; LayerNorm(d_model) where norm_first.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32), 2)
>>> encoder(nnlite.randn(10, 3, 16)).shape
(10, 3, 16))doc")
      .def(py::init([](nn::TransformerEncoderLayer& l, int64_t count, const nn::ModulePtr& norm) {
             return new PyModule<nn::TransformerEncoder>(l, count, norm);
           }),
           py::arg("encoder_layer"), py::arg("num_layers"), py::arg("norm") = none)
      .def(
          "forward",
          [](nn::TransformerEncoder& l, const Tensor& x, const OptionalTensor& mask,
             const OptionalTensor& padding,
             bool causal) { return l.forward(x, {padding, mask, causal}); },
          py::arg("src"), py::arg("mask") = none, py::arg("src_key_padding_mask") = none,
          py::arg("is_causal") = false, "Masks are those of MultiheadAttention.");
  auto decoder =
      layer<nn::TransformerDecoder>(m, R"doc(Copies of a decoder layer, one after the other.

Parameters
----------
decoder_layer : TransformerDecoderLayer
    It is copied with its weights.
num_layers : int
norm : Module, optional
    What follows the last layer.)doc");
  decoder.def(
      py::init([](nn::TransformerDecoderLayer& l, int64_t count, const nn::ModulePtr& norm) {
        return new PyModule<nn::TransformerDecoder>(l, count, norm);
      }),
      py::arg("decoder_layer"), py::arg("num_layers"), py::arg("norm") = none);
  bind_decoding<nn::TransformerDecoder>(decoder);
}

constexpr const char* kRotaryFunction =
    R"doc(Rotate pairs of features by angles that grow with the position.

Pair i of position t is rotated by t / base^(2 i / d): (a, b) becomes (a cos - b sin, b cos + a sin).
Products of rotated queries and keys depend on how far apart they are.

Parameters
----------
input : Tensor
    Of shape (..., L, d), d even: queries or keys, after they were split into heads.
base : float, default 10000
offset : int, default 0
    The first position.
interleaved : bool, default False
    Pairs are the features 2 i and 2 i + 1, as in the paper; otherwise i and i + d / 2, as in GPT-NeoX
    and LLaMA.

Examples
--------
>>> import nnlite
>>> nnlite.nn.functional.rotary(nnlite.tensor([[1.0, 0.0], [1.0, 0.0]])).numpy().round(2)
array([[1.  , 0.  ],
       [0.54, 0.84]], dtype=float32)

References
----------
Su et al. 2021, RoFormer: Enhanced transformer with rotary position embedding.)doc";

void bind_position_layers(Api& api, py::module_& m) {
  api.function("rotary", &rotary, py::arg("input"), py::arg("base") = 10000.0, py::kw_only(),
               py::arg("offset") = 0, py::arg("interleaved") = false, kRotaryFunction);
  layer<nn::RotaryEmbedding>(m, R"doc(Rotary positions for queries and keys; see `nnlite.rotary`.

Parameters
----------
dim : int
    Features of a head, an even number.
base : float, default 10000
interleaved : bool, default False
    Whether pairs are neighbours.

References
----------
Su et al. 2021, RoFormer: Enhanced transformer with rotary position embedding.)doc")
      .def(py::init([](int64_t dim, double base, bool interleaved) {
             return new PyModule<nn::RotaryEmbedding>(dim, base, interleaved);
           }),
           py::arg("dim"), py::arg("base") = 10000.0, py::kw_only(), py::arg("interleaved") = false)
      .def(
          "forward",
          [](nn::RotaryEmbedding& l, const Tensor& x, int64_t offset) {
            return l.forward(x, offset);
          },
          py::arg("input"), py::arg("offset") = 0,
          "Rotate (..., L, dim) from position `offset` on.")
      .def_readonly("dim", &nn::RotaryEmbedding::dim, "Features of a head.");
  layer<nn::SinusoidalEncoding>(m, R"doc(Add fixed waves that tell the position, then drop elements.

y = dropout(x + p), p(t, 2 i) = sin(t / base^(2 i / d)), p(t, 2 i + 1) = cos of the same. There is
nothing to learn, and no longest length.

Parameters
----------
d_model : int
    Features, an even number.
dropout : float, default 0.1
batch_first : bool, default False
    Inputs are (N, L, d_model) instead of (L, N, d_model); (L, d_model) is one without a batch.
base : float, default 10000

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.SinusoidalEncoding(4).eval()(nnlite.zeros((2, 4))).numpy().round(2)
array([[0.  , 1.  , 0.  , 1.  ],
       [0.84, 0.54, 0.01, 1.  ]], dtype=float32)

References
----------
Vaswani et al. 2017, Attention is all you need.)doc")
      .def(py::init([](int64_t d, double dropout, bool batch_first, double base) {
             return new PyModule<nn::SinusoidalEncoding>(d, dropout, batch_first, base);
           }),
           py::arg("d_model"), py::arg("dropout") = 0.1, py::kw_only(),
           py::arg("batch_first") = false, py::arg("base") = 10000.0)
      .def_readonly("d_model", &nn::SinusoidalEncoding::d_model, "Features.");
}

}  // namespace

void bind_transformer(Api& api, py::module_& m) {
  bind_multihead(m);
  bind_position_layers(api, m);
  bind_transformer_layers(m);
}

}  // namespace nnlite::bindings
