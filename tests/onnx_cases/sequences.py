"""Rows of ONNX's recurrent layers and attention."""

from __future__ import annotations

import numpy as np

import nnlite
import nnlite.nn.functional as F
from nnlite import nn
from onnx_cases.adapter import UnsupportedError, operation


def reordered(a, order, hidden):
    """The blocks of gates in nnlite's order, for ONNX's."""
    return np.concatenate([a[i * hidden : (i + 1) * hidden] for i in order])


def recurrent(make, order, inputs, attributes):
    """Outputs (steps, directions, batch, hidden), and the layer's last states."""
    x, w, r = inputs[:3]
    given = dict(enumerate(inputs))
    hidden, direction = attributes["hidden_size"], attributes.get("direction", "forward")
    refused = {"activations", "clip", "input_forget", "activation_alpha"} & set(attributes)
    if refused or given.get(7) is not None:
        raise UnsupportedError(f"{refused or 'peepholes'}")
    if attributes.get("layout", 0):
        x = x.transpose(0, 1)
    if direction == "reverse":
        x = x.flip(0)
    layer = make(x.shape[2], hidden, bidirectional=direction == "bidirectional")
    state = {}
    for d, end in enumerate(["", "_reverse"][: w.shape[0]]):
        bias = given[3].numpy()[d] if given.get(3) is not None else np.zeros(2 * w.shape[1], "f4")
        parts = {"weight_ih": w.numpy()[d], "weight_hh": r.numpy()[d]}
        parts |= {"bias_ih": bias[: w.shape[1]], "bias_hh": bias[w.shape[1] :]}
        for name, a in parts.items():
            state[f"{name}_l0{end}"] = nnlite.tensor(reordered(a, order, hidden))
    layer.load_state_dict(state)
    initial = [given[i] for i in (5, 6) if given.get(i) is not None]
    states = tuple(initial) if len(initial) > 1 else initial[0] if initial else None
    y, last = layer(x, states)
    y = y.reshape(x.shape[0], x.shape[1], w.shape[0], hidden)
    y = (y.flip(0) if direction == "reverse" else y).permute(0, 2, 1, 3)
    last = last if isinstance(last, tuple) else (last,)
    if attributes.get("layout", 0):
        return y.permute(2, 0, 1, 3), *[h.transpose(0, 1) for h in last]
    return y, *last


@operation("RNN")
def rnn(inputs, attributes, outputs):
    return recurrent(nn.RNN, [0], inputs, attributes)


@operation("LSTM")
def lstm(inputs, attributes, outputs):
    return recurrent(nn.LSTM, [0, 2, 3, 1], inputs, attributes)


@operation("GRU")
def gru(inputs, attributes, outputs):
    if not attributes.get("linear_before_reset", 0):
        raise UnsupportedError("the reset gate before the product")
    return recurrent(nn.GRU, [1, 0, 2], inputs, attributes)


@operation("Attention")
def attention(inputs, attributes, outputs):
    q, k, v = inputs[:3]
    given = dict(enumerate(inputs))
    windows = [attributes.get(f"{side}_window_size", -1) for side in ("left", "right")]
    if attributes.get("softcap", 0.0) or outputs > 3 or given.get(6) is not None:
        raise UnsupportedError("soft caps, scores as an output, lengths of keys")
    if max(windows) >= 0:
        raise UnsupportedError("windows")
    mask, causal = given.get(3), bool(attributes.get("is_causal", 0))
    flat = q.ndim == 3
    if flat:
        counts = attributes["q_num_heads"], *[attributes["kv_num_heads"]] * 2
        q, k, v = (
            t.reshape(*t.shape[:2], n, -1).transpose(1, 2)
            for t, n in zip((q, k, v), counts, strict=True)
        )
    if given.get(4) is not None:
        if causal:
            raise UnsupportedError("causal after a past")
        k, v = nnlite.cat([given[4], k], 2), nnlite.cat([given[5], v], 2)
    scale = attributes.get("scale")
    y = F.scaled_dot_product_attention(
        q, k, v, mask, is_causal=causal, scale=scale, enable_gqa=q.shape[1] != k.shape[1]
    )
    return (y.transpose(1, 2).flatten(2) if flat else y), k, v
