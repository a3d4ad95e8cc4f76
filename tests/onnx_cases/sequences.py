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


# ---- attention -----------------------------------------------------------------------------------


def seen_keys(length, keys, past, lengths, attributes):
    """Which keys a query sees by their places, (..., length, keys); None: all of them."""
    left, right = (attributes.get(f"{side}_window_size", -1) for side in ("left", "right"))
    first = past if lengths is None else lengths.reshape(-1, 1, 1, 1) - length
    back = nnlite.arange(length).reshape(length, 1) + first - nnlite.arange(keys)
    rules = [] if lengths is None else [nnlite.arange(keys) < lengths.reshape(-1, 1, 1, 1)]
    if attributes.get("is_causal", 0):
        rules.append(back >= 0)
    if left >= 0:
        rules.append(back <= left)
    if right >= 0:
        rules.append(back >= -right)
    seen = rules[0] if rules else None
    for rule in rules[1:]:
        seen = nnlite.logical_and(seen, rule)
    return seen


def joined(mask, seen, keys):
    """A mask, which may end before the keys do, and what is seen besides."""
    if mask is not None and mask.shape[-1] < keys:
        hidden = 0.0 if mask.dtype == nnlite.bool_ else -np.inf
        rest = nnlite.full((*mask.shape[:-1], keys - mask.shape[-1]), hidden, dtype=mask.dtype)
        mask = nnlite.cat([mask, rest], -1)
    if mask is None or seen is None:
        return seen if mask is None else mask
    if mask.dtype == nnlite.bool_:
        return nnlite.logical_and(mask, seen)
    return nnlite.where(seen, mask, -np.inf)


def by_scores(q, k, v, mask, attributes):
    """From single operations, for those who ask for the scores or bend them; they come second."""
    group = q.shape[1] // k.shape[1]
    k, v = (t.unsqueeze(2).expand(-1, -1, group, -1, -1).flatten(1, 2) for t in (k, v))
    scores = q @ k.transpose(2, 3) * attributes.get("scale", q.shape[-1] ** -0.5)
    limit = attributes.get("softcap", 0.0)
    capped = (scores / limit).tanh() * limit if limit else scores
    biased = capped
    if mask is not None:
        hidden = mask == -np.inf if mask.dtype != nnlite.bool_ else nnlite.logical_not(mask)
        added = capped if mask.dtype == nnlite.bool_ else capped + mask
        biased = nnlite.where(hidden, -np.inf, added)
    blind = biased.amax(-1, keepdim=True) == -np.inf
    weights = nnlite.where(blind, 0.0, nnlite.where(blind, 0.0, biased).softmax(-1))
    mode = attributes.get("qk_matmul_output_mode", 0)
    return weights @ v, (scores, capped, biased, weights)[mode]


@operation("Attention")
def attention(inputs, attributes, outputs):
    q, k, v = inputs[:3]
    given = dict(enumerate(inputs))
    flat = q.ndim == 3
    if flat:
        counts = attributes["q_num_heads"], *[attributes["kv_num_heads"]] * 2
        q, k, v = (
            t.reshape(*t.shape[:2], n, -1).transpose(1, 2)
            for t, n in zip((q, k, v), counts, strict=True)
        )
    past = 0
    if given.get(4) is not None:
        past = given[4].shape[2]
        k, v = nnlite.cat([given[4], k], 2), nnlite.cat([given[5], v], 2)
    keys = k.shape[2]
    seen = seen_keys(q.shape[2], keys, past, given.get(6), attributes)
    mask = joined(given.get(3), seen, keys)
    if outputs > 3 or attributes.get("softcap", 0.0):
        y, scores = by_scores(q, k, v, mask, attributes)
    else:
        scores, scale = None, attributes.get("scale")
        y = F.scaled_dot_product_attention(
            q, k, v, mask, scale=scale, enable_gqa=q.shape[1] != k.shape[1]
        )
    return (y.transpose(1, 2).flatten(2) if flat else y), k, v, scores
