// Transformer: the class with both stacks, for Python.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/transformer_model.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kTransformer = R"doc(An encoder, and a decoder that attends to what it makes.

decoder(tgt, encoder(src)), each a stack of layers and a LayerNorm. Embeddings and positions come
before it, a linear layer behind. Matrices start Xavier uniform.

Parameters
----------
d_model : int, default 512
    Features; a multiple of nhead.
nhead : int, default 8
num_encoder_layers, num_decoder_layers : int, default 6
dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias
    As in TransformerEncoderLayer.
dtype : dtype, default float32

Raises
------
ValueError
    If nhead does not divide d_model, or batches differ.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> model = nn.Transformer(16, 4, 2, 2, 32, batch_first=True)
>>> src, tgt = nnlite.randn(3, 9, 16), nnlite.randn(3, 5, 16)
>>> model(src, tgt, tgt_is_causal=True).shape
(3, 5, 16)

References
----------
Vaswani et al. 2017, Attention is all you need.)doc";

void bind_transformer_forward(LayerClass<nn::Transformer>& cls) {
  const auto none = py::none();
  cls.def(
      "forward",
      [](nn::Transformer& l, const Tensor& src, const Tensor& tgt, const OptionalTensor& src_mask,
         const OptionalTensor& tgt_mask, const OptionalTensor& memory_mask,
         const OptionalTensor& src_padding, const OptionalTensor& tgt_padding,
         const OptionalTensor& memory_padding, bool src_causal, bool tgt_causal,
         bool memory_causal) {
        return l.forward(src, tgt, {src_padding, src_mask, src_causal},
                         {tgt_padding, tgt_mask, tgt_causal},
                         {memory_padding, memory_mask, memory_causal});
      },
      py::arg("src"), py::arg("tgt"), py::arg("src_mask") = none, py::arg("tgt_mask") = none,
      py::arg("memory_mask") = none, py::arg("src_key_padding_mask") = none,
      py::arg("tgt_key_padding_mask") = none, py::arg("memory_key_padding_mask") = none,
      py::arg("src_is_causal") = false, py::arg("tgt_is_causal") = false,
      py::arg("memory_is_causal") = false, "Masks are those of MultiheadAttention.");
}

}  // namespace

void bind_transformer_model(py::module_& m) {
  auto cls = layer<nn::Transformer>(m, kTransformer);
  cls.def(py::init([](int64_t d, int64_t heads, int64_t encoder, int64_t decoder,
                      int64_t feedforward, double dropout, const std::string& activation,
                      double eps, bool batch_first, bool norm_first, bool bias, DType dtype) {
            const nn::TransformerOptions o{feedforward, dropout,    activation, eps,
                                           batch_first, norm_first, bias,       dtype};
            return new PyModule<nn::Transformer>(d, heads, encoder, decoder, o);
          }),
          py::arg("d_model") = 512, py::arg("nhead") = 8, py::arg("num_encoder_layers") = 6,
          py::arg("num_decoder_layers") = 6, py::arg("dim_feedforward") = 2048,
          py::arg("dropout") = 0.1, py::arg("activation") = "relu", py::kw_only(),
          py::arg("layer_norm_eps") = 1e-5, py::arg("batch_first") = false,
          py::arg("norm_first") = false, py::arg("bias") = true, py::arg("dtype") = kFloat32)
      .def_readonly("d_model", &nn::Transformer::d_model, "Features.")
      .def_readonly("nhead", &nn::Transformer::nhead, "Heads of the attention.")
      .def_readonly("batch_first", &nn::Transformer::batch_first, "Whether N comes first.")
      .def("reset_parameters", &nn::Transformer::reset_parameters, "Draw all matrices again.")
      .def_static("generate_square_subsequent_mask", &nn::causal_mask, py::arg("sz"),
                  py::arg("dtype") = kFloat32,
                  "The mask (sz, sz) of a causal sequence: 0 where a key is seen, else -inf.");
  bind_transformer_forward(cls);
}

}  // namespace nnlite::bindings
