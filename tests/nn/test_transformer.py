"""Multi-head attention, transformer layers and positions against NumPy in float64."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import nnlite
from nnlite import nn
from ops.rows_attention import softmax

F = nn.functional


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def values(module):
    return {name: t.detach().numpy() for name, t in module.state_dict().items()}


def stirred(module):
    """Every parameter drawn again, biases and norms too."""
    rng = np.random.default_rng(5)
    with nnlite.no_grad():
        for p in module.parameters():
            p.copy_(nnlite.tensor(rng.normal(0, 0.5, p.shape)))
    return module


def split(x, heads):
    """(n, l, e) as (n, heads, l, e / heads)."""
    return x.reshape(*x.shape[:2], heads, -1).swapaxes(1, 2)


def multihead(w, q, k, v, heads, blocked=None, kv_heads=None, prefix=""):
    """(n, l, e): the result and the weights, from the definition."""
    e, kv_heads = q.shape[-1], kv_heads or heads
    shared = e // heads * kv_heads
    if prefix + "in_proj_weight" in w:
        matrices = np.split(w[prefix + "in_proj_weight"], [e, e + shared])
    else:
        matrices = [w[prefix + f"{part}_proj_weight"] for part in "qkv"]
    biases = np.split(w.get(prefix + "in_proj_bias", np.zeros(e + 2 * shared)), [e, e + shared])
    q, k, v = (x @ m.T + b for x, m, b in zip((q, k, v), matrices, biases, strict=True))
    q, k, v = split(q, heads), split(k, kv_heads), split(v, kv_heads)
    k, v = (np.repeat(x, heads // kv_heads, 1) for x in (k, v))
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(e / heads)
    if blocked is not None:
        scores = np.where(blocked, -np.inf, scores) if blocked.dtype == bool else scores + blocked
    p = softmax(scores)
    y = (p @ v).swapaxes(1, 2).reshape(*q.shape[:1], -1, e)
    return y @ w[prefix + "out_proj.weight"].T + w.get(prefix + "out_proj.bias", 0), p


def later(length, keys=None):
    return ~np.tri(length, keys or length, dtype=bool)


@pytest.mark.parametrize("need_weights", [False, True])
@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("kv_heads", [None, 2, 1])
def test_self_attention(need_weights, batch_first, kv_heads):
    options = {"num_kv_heads": kv_heads, "batch_first": batch_first, "dtype": "float64"}
    layer = stirred(nn.MultiheadAttention(8, 4, **options))
    x = numbers(2, 5, 8)
    given = nnlite.tensor(x if batch_first else x.swapaxes(0, 1).copy())
    y, p = layer(given, given, given, need_weights=need_weights, is_causal=True)
    want, weights = multihead(values(layer), x, x, x, 4, later(5), kv_heads)
    y = y.detach().numpy()
    np.testing.assert_allclose(y if batch_first else y.swapaxes(0, 1), want, 1e-10, 1e-11)
    assert (p is None) == (not need_weights)
    if need_weights:
        np.testing.assert_allclose(p.detach(), weights.mean(1), 1e-10, 1e-12)
        each = layer(given, given, given, is_causal=True, average_attn_weights=False)[1]
        np.testing.assert_allclose(each.detach(), weights, 1e-10, 1e-12)


@pytest.mark.parametrize("bias", [True, False])
def test_cross_attention_with_other_sizes(bias):
    layer = nn.MultiheadAttention(
        6, 2, bias=bias, kdim=5, vdim=4, batch_first=True, dtype="float64"
    )
    assert {"q_proj_weight", "k_proj_weight", "v_proj_weight"} <= set(layer.state_dict())
    stirred(layer)
    arrays = numbers(3, 4, 6), numbers(3, 7, 5, seed=1), numbers(3, 7, 4, seed=2)
    want, _ = multihead(values(layer), *arrays, 2)
    for need in (True, False):
        y, _ = layer(*map(nnlite.tensor, arrays), need_weights=need)
        np.testing.assert_allclose(y.detach(), want, 1e-10, 1e-11)
    single, p = layer(*(nnlite.tensor(a[0]) for a in arrays))
    assert p.shape == (4, 7)
    np.testing.assert_allclose(single.detach(), want[0], 1e-10, 1e-11)


@pytest.mark.parametrize("need_weights", [False, True])
@pytest.mark.parametrize(("learned", "zero"), [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("masked", [None, "padding", "attn"])
def test_keys_that_are_added(need_weights, learned, zero, masked):
    """As if the projected sequence went on by one or two; no mask hides what is added."""
    layer = stirred(
        nn.MultiheadAttention(
            8, 4, batch_first=True, num_kv_heads=2, add_bias_kv=learned, add_zero_attn=zero,
            dtype="float64",
        )
    )  # fmt: skip
    x, w = numbers(2, 5, 8), values(layer)
    parts = np.split(w["in_proj_weight"], [8, 12]), np.split(w["in_proj_bias"], [8, 12])
    q, k, v = (x @ m.T + b for m, b in zip(*parts, strict=True))
    if learned:
        k, v = (np.concatenate([t, np.repeat(w[n], 2, 0)], 1)
                for t, n in ((k, "bias_k"), (v, "bias_v")))  # fmt: skip
    if zero:
        k, v = (np.concatenate([t, np.zeros((2, 1, 4))], 1) for t in (k, v))
    scores = split(q, 4) @ np.repeat(split(k, 2), 2, 1).swapaxes(-1, -2) / np.sqrt(2)
    added = np.zeros((5, scores.shape[-1] - 5), bool)
    scores = np.where(np.concatenate([later(5), added], 1), -np.inf, scores)
    masks = {"attn_mask": nnlite.tensor(later(5))} if masked else {}
    if masked == "padding":
        masks = {"key_padding_mask": nnlite.tensor(PADDING)}
        hidden = np.pad(PADDING, ((0, 0), (0, added.shape[1])))
        scores = np.where(hidden[:, None, None], -np.inf, scores)
    p = softmax(scores)
    y = (p @ np.repeat(split(v, 2), 2, 1)).swapaxes(1, 2).reshape(2, 5, 8)
    given = nnlite.tensor(x)
    found, weights = layer(given, given, given, need_weights=need_weights, is_causal=True, **masks)
    want = y @ w["out_proj.weight"].T + w["out_proj.bias"]
    np.testing.assert_allclose(found.detach(), want, 1e-10, 1e-11)
    if need_weights:
        np.testing.assert_allclose(weights.detach(), p.mean(1), 1e-10, 1e-12)


PADDING = np.array([[False] * 4 + [True], [False] * 3 + [True] * 2])
MASKS = {
    "attn": {"attn_mask": later(5)},
    "attn of floats": {"attn_mask": numbers(5, 5, seed=3)},
    "attn of each head": {"attn_mask": numbers(4, 5, 5, seed=3) > 0.9},
    "padding": {"key_padding_mask": PADDING},
    "padding of floats": {"key_padding_mask": numbers(2, 5, seed=4)},
    "both": {"attn_mask": later(5), "key_padding_mask": PADDING},
    "mixed": {"attn_mask": numbers(5, 5, seed=3), "key_padding_mask": PADDING},
}


@pytest.mark.parametrize("masks", MASKS.values(), ids=MASKS)
@pytest.mark.parametrize("need_weights", [False, True])
def test_masks(masks, need_weights):
    """Boolean ones are true where nothing is seen."""
    layer = stirred(nn.MultiheadAttention(4, 2, batch_first=True, dtype="float64"))
    x = numbers(2, 5, 4)
    added = np.zeros((2, 2, 5, 5))
    for name, mask in masks.items():
        m = np.where(mask, -np.inf, 0) if mask.dtype == bool else mask
        added = added + (
            m[:, None, None] if "padding" in name else m.reshape(2, 2, 5, 5) if m.ndim == 3 else m
        )
    t = nnlite.tensor(x)
    given = {name: nnlite.tensor(mask) for name, mask in masks.items()}
    y, _ = layer(t, t, t, need_weights=need_weights, **given)
    want, _ = multihead(values(layer), x, x, x, 2, added)
    np.testing.assert_allclose(y.detach(), want, 1e-10, 1e-11)


def gradients_hold(layer, f, *arrays):
    leaves = [nnlite.tensor(a, requires_grad=True) for a in arrays]
    assert nnlite.gradcheck(lambda *t: f(*t[: len(arrays)]), [*leaves, *layer.parameters()])
    assert nnlite.gradgradcheck(f, leaves)


@pytest.mark.parametrize("need_weights", [False, True])
def test_attention_gradients(need_weights):
    layer = stirred(nn.MultiheadAttention(4, 2, num_kv_heads=1, dtype="float64"))
    gradients_hold(
        layer,
        lambda x: layer(x, x, x, need_weights=need_weights, is_causal=True)[0],
        numbers(3, 2, 4),
    )
    gradients_hold(
        layer,
        lambda x, y: layer(x, y, y, need_weights=need_weights)[0],
        numbers(3, 2, 4),
        numbers(4, 2, 4, seed=1),
    )


def norm(x, w, prefix):
    y = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
    return y * w[prefix + ".weight"] + w[prefix + ".bias"]


def fed_forward(x, w):
    h = x @ w["linear1.weight"].T + w["linear1.bias"]
    return np.maximum(h, 0) @ w["linear2.weight"].T + w["linear2.bias"]


def residuals(x, w, parts, first):
    for i, part in enumerate(parts, 1):
        name = f"norm{i}"
        x = x + part(norm(x, w, name)) if first else norm(x + part(x), w, name)
    return x


@pytest.mark.parametrize("norm_first", [False, True])
def test_encoder_layer(norm_first):
    layer = stirred(
        nn.TransformerEncoderLayer(
            8, 2, 16, batch_first=True, norm_first=norm_first, dtype="float64"
        )
    ).eval()
    w, x = values(layer), numbers(2, 5, 8)
    attend = lambda h: multihead(w, h, h, h, 2, later(5), prefix="self_attn.")[0]  # noqa: E731
    want = residuals(x, w, [attend, lambda h: fed_forward(h, w)], norm_first)
    np.testing.assert_allclose(layer(nnlite.tensor(x), is_causal=True).detach(), want, 1e-9, 1e-10)
    mask = nnlite.tensor(later(5))
    np.testing.assert_allclose(layer(nnlite.tensor(x), mask).detach(), want, 1e-9, 1e-10)


@pytest.mark.parametrize("norm_first", [False, True])
def test_decoder_layer(norm_first):
    layer = stirred(
        nn.TransformerDecoderLayer(
            8, 2, 16, batch_first=True, norm_first=norm_first, dtype="float64"
        )
    ).eval()
    w, x, m = values(layer), numbers(2, 5, 8), numbers(2, 7, 8, seed=1)
    own = lambda h: multihead(w, h, h, h, 2, later(5), prefix="self_attn.")[0]  # noqa: E731
    other = lambda h: multihead(w, h, m, m, 2, prefix="multihead_attn.")[0]  # noqa: E731
    want = residuals(x, w, [own, other, lambda h: fed_forward(h, w)], norm_first)
    y = layer(nnlite.tensor(x), nnlite.tensor(m), tgt_is_causal=True)
    np.testing.assert_allclose(y.detach(), want, 1e-9, 1e-10)


def test_stacks_are_their_layers_in_a_row():
    layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0)
    encoder = nn.TransformerEncoder(layer, 3, nn.LayerNorm(4))
    assert len(encoder.layers) == 3
    assert encoder.layers[0].linear1.weight is not layer.linear1.weight
    x = nnlite.randn(5, 2, 4)
    with nnlite.no_grad():
        encoder.layers[1].linear1.weight.mul_(2)
    want = x
    for i in range(3):
        want = encoder.layers[i](want, is_causal=True)
    np.testing.assert_array_equal(encoder(x, is_causal=True).detach(), encoder.norm(want).detach())
    decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 8, dropout=0.0), 2)
    y = x
    for i in range(2):
        y = decoder.layers[i](y, want, tgt_is_causal=True)
    np.testing.assert_array_equal(decoder(x, want, tgt_is_causal=True).detach(), y.detach())
    names = list(decoder.state_dict())
    assert names[0] == "layers.0.self_attn.in_proj_weight" and len(names) == 2 * 18


def test_a_layer_within_sequential_and_its_copies():
    model = nn.Sequential(nn.TransformerEncoderLayer(4, 2, 8), nn.Linear(4, 1)).eval()
    x = nnlite.randn(3, 2, 4)
    other = copy.deepcopy(model)
    np.testing.assert_array_equal(model(x).detach(), other(x).detach())
    with nnlite.no_grad():
        other[0].self_attn.out_proj.weight.zero_()
    assert not np.array_equal(model(x).detach().numpy(), other(x).detach().numpy())


@pytest.mark.parametrize("batch_first", [False, True])
def test_captured_and_threads(batch_first):
    """Training with dropout has the bits of eager steps, for any number of threads."""

    def trained(compiled, threads):
        before = nnlite.get_num_threads()
        nnlite.set_num_threads(threads)
        nnlite.manual_seed(0)
        layer = nn.TransformerEncoderLayer(16, 4, 32, activation="gelu", batch_first=batch_first)
        model = nn.TransformerEncoder(layer, 2)
        optimizer = nnlite.optim.AdamW(model.parameters(), lr=1e-2)

        def step(x):
            loss = model(x, is_causal=True).square().mean()
            loss.backward()
            optimizer.step()
            return loss

        take = nnlite.compile(step) if compiled else step
        losses = [take(nnlite.randn(9, 3, 16)).item() for _ in range(4)]
        nnlite.set_num_threads(before)
        return losses, [p.detach().numpy().tobytes() for p in model.parameters()]

    want = trained(False, 1)
    assert want == trained(True, 1) == trained(True, 3) == trained(False, 4)
    assert len(set(want[0])) == 4


def test_attention_dropout_is_for_training():
    layer = nn.MultiheadAttention(4, 2, dropout=0.5)
    x = nnlite.randn(5, 2, 4)
    a, b = (layer(x, x, x, need_weights=False)[0].detach().numpy() for _ in range(2))
    assert not np.array_equal(a, b)
    layer.eval()
    a, b = (layer(x, x, x, need_weights=need)[0].detach().numpy() for need in (False, True))
    np.testing.assert_allclose(a, b, 1e-5, 1e-6)


# ---- positions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("interleaved", [False, True])
@pytest.mark.parametrize("offset", [0, 3])
def test_rotary(interleaved, offset):
    x = numbers(2, 3, 5, 6)
    pairs = x[..., 0::2] + 1j * x[..., 1::2] if interleaved else x[..., :3] + 1j * x[..., 3:]
    turns = np.arange(5)[:, None] + offset
    turned = pairs * np.exp(1j * turns / 100.0 ** (np.arange(3) / 3))
    want = np.empty_like(x)
    a, b = (np.s_[..., 0::2], np.s_[..., 1::2]) if interleaved else (np.s_[..., :3], np.s_[..., 3:])
    want[a], want[b] = turned.real, turned.imag
    layer = nn.RotaryEmbedding(6, base=100.0, interleaved=interleaved)
    np.testing.assert_allclose(layer(nnlite.tensor(x), offset), want, 1e-12, 1e-12)
    leaf = nnlite.tensor(x[:1, :1], requires_grad=True)
    f = lambda t: F.rotary(t, 100.0, offset=offset, interleaved=interleaved)  # noqa: E731
    assert nnlite.gradcheck(f, [leaf])
    single = layer(nnlite.tensor(x.astype("f4")), 100_000)
    assert single.dtype == nnlite.float32  # angles are made in float64
    far = np.exp(1j * ((np.arange(5)[:, None] + 100_000) / 100.0 ** (np.arange(3) / 3)))
    np.testing.assert_allclose(single.numpy()[a], (pairs * far).real, 1e-5, 1e-5)


def test_sinusoidal_encoding():
    want = np.empty((7, 6))
    for t in range(7):
        for i in range(3):
            want[t, 2 * i] = np.sin(t / 10000 ** (2 * i / 6))
            want[t, 2 * i + 1] = np.cos(t / 10000 ** (2 * i / 6))
    x = numbers(7, 2, 6)
    layer = nn.SinusoidalEncoding(6).eval()
    np.testing.assert_allclose(layer(nnlite.tensor(x)), x + want[:, None], 1e-12, 1e-12)
    first = nn.SinusoidalEncoding(6, 0.0, batch_first=True)
    x = numbers(2, 7, 6)
    np.testing.assert_allclose(first(nnlite.tensor(x)), x + want, 1e-12, 1e-12)
    assert (nn.SinusoidalEncoding(6, 0.5)(nnlite.ones((7, 2, 6))) == 0).any().item()


def ones(*shape):
    return nnlite.ones(shape)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.MultiheadAttention(6, 4), ValueError, "embed_dim 6 must be a multiple of"),
        (lambda: nn.MultiheadAttention(8, 4, num_kv_heads=3), ValueError, "num_kv_heads 3 must"),
        (lambda: nn.MultiheadAttention(8, 4, 1.5), ValueError, "from 0 to 1, not 1.5"),
        (lambda: nn.MultiheadAttention(8, 4, kdim=0), ValueError, "not 0 and 8"),
        (lambda: nn.MultiheadAttention(8, 4, dtype="int64"), TypeError, "float32 or float64"),
        (
            lambda: nn.MultiheadAttention(8, 4)(ones(2, 3, 8), ones(2, 3, 7), ones(2, 3, 8)),
            ValueError,
            r"key has shape \(2, 3, 7\); it must be \(length, batch, 8\)",
        ),
        (
            lambda: nn.MultiheadAttention(8, 4)(ones(2, 3, 8), ones(2, 4, 8), ones(2, 4, 8)),
            ValueError,
            "batches of 3, 4 and 4",
        ),
        (
            lambda: nn.MultiheadAttention(8, 4)(ones(2, 8), ones(3, 8), ones(4, 8)),
            ValueError,
            "key has length 3 and value 4",
        ),
        (
            lambda: nn.MultiheadAttention(8, 4)(*[ones(2, 3, 8)] * 3, attn_mask=ones(3, 3)),
            ValueError,
            r"attn_mask has shape \(3, 3\); it must be \(2, 2\) or \(12, 2, 2\)",
        ),
        (
            lambda: nn.MultiheadAttention(8, 4)(*[ones(2, 3, 8)] * 3, key_padding_mask=ones(2, 3)),
            ValueError,
            r"key_padding_mask has shape \(2, 3\); it must be \(3, 2\)",
        ),
        (lambda: nn.TransformerEncoderLayer(8, 3), ValueError, "d_model 8 must be a multiple"),
        (lambda: nn.TransformerEncoderLayer(8, 2, activation="gelo"), ValueError, "'gelo'.*gelu"),
        (
            lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2), 0),
            ValueError,
            "num_layers must be positive, not 0",
        ),
        (lambda: nn.RotaryEmbedding(5), ValueError, "even and positive, not 5"),
        (lambda: nn.RotaryEmbedding(4)(ones(3, 6)), ValueError, r"must be \(..., length, 4\)"),
        (lambda: F.rotary(ones(3, 5)), ValueError, "even number of features"),
        (lambda: nn.SinusoidalEncoding(3), ValueError, "even and positive, not 3"),
        (lambda: nn.SinusoidalEncoding(4)(ones(3, 5)), ValueError, r"of shape \(3, 5\)"),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
