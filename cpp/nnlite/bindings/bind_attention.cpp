// Attention as a function; its layers are in bind_transformer.cpp.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/ops/attention.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kAttention = R"doc(Average values by how well their keys fit each query.

softmax(query key^T scale + mask) value over the keys, in one pass over tiles of keys: memory grows
with the lengths, not with their product.

Parameters
----------
query : Tensor
    Of shape (..., L, E).
key, value : Tensor
    Of shapes (..., S, E) and (..., S, F); leading axes broadcast.
attn_mask : Tensor, optional
    Broadcast to (..., L, S). Boolean: True where a key is seen. Floats are added to the scores; if
    they require a gradient, all scores are kept in memory.
dropout_p : float, default 0
    The probability with which a weight becomes 0 (the others are divided by 1 - p), always: pass 0
    in evaluation.
is_causal : bool, default False
    Query i sees the keys 0 .. i; besides a mask if one is given.
scale : float, optional
    1 / sqrt(E) if None.
enable_gqa : bool, default False
    Several heads (axis -3) of queries share one of keys and values: head h takes the one of number
    h // (query heads / key heads).

Returns
-------
Tensor
    Of shape (..., L, F); zeros for a query that sees no key.

Raises
------
ValueError
    If shapes do not fit each other.
TypeError
    If dtypes differ, or the mask is neither bool nor floats.

Examples
--------
>>> import nnlite
>>> x = nnlite.randn(2, 4, 10, 8)
>>> y = nnlite.nn.functional.scaled_dot_product_attention(x, x, x, is_causal=True)
>>> y.shape, bool((y[:, :, 0] - x[:, :, 0]).abs().max() < 1e-6)
((2, 4, 10, 8), True)

References
----------
Vaswani et al. 2017, Attention is all you need; Dao et al. 2022, FlashAttention; Ainslie et al. 2023,
GQA.
)doc";

}  // namespace

void bind_attention(Api& api) {
  api.function(
      "scaled_dot_product_attention",
      [](const Tensor& q, const Tensor& k, const Tensor& v, const OptionalTensor& mask, double p,
         bool causal, std::optional<double> scale,
         bool gqa) { return scaled_dot_product_attention(q, k, v, mask, {p, causal, scale, gqa}); },
      py::arg("query"), py::arg("key"), py::arg("value"), py::arg("attn_mask") = py::none(),
      py::arg("dropout_p") = 0.0, py::arg("is_causal") = false, py::arg("scale") = py::none(),
      py::arg("enable_gqa") = false, kAttention);
}

}  // namespace nnlite::bindings
