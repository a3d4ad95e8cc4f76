"""Recurrent layers and cells: layers, directions, lengths, packing, threads, and bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite
from nnlite import nn
from nnlite.nn.utils import rnn
from ops.rows_recurrence import layer as one_direction

LAYERS = {
    "rnn_tanh": (nn.RNN, {}),
    "rnn_relu": (nn.RNN, {"nonlinearity": "relu"}),
    "lstm": (nn.LSTM, {}),
    "gru": (nn.GRU, {}),
}
CELLS = {"rnn_tanh": nn.RNNCell, "lstm": nn.LSTMCell, "gru": nn.GRUCell}


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def reference(cell, model, x, h, c, lengths):
    """All layers and directions by loops over rows and steps; x is (T, B, I)."""
    state = {name: np.asarray(t.detach()) for name, t in model.state_dict().items()}
    last_h, last_c = [], []
    directions = 2 if model.bidirectional else 1
    for index in range(model.num_layers):
        found = []
        for d in range(directions):
            end = f"_l{index}" + "_reverse" * d
            weights = [state["weight_ih" + end], state["weight_hh" + end]]
            weights += [state.get(f"bias_{k}{end}", 0.0) for k in ("ih", "hh")]
            weights.append(state.get("weight_hr" + end))
            place = index * directions + d
            first_c = None if c is None else c[place]
            y, *last = one_direction(cell, x, h[place], first_c, weights, lengths, d == 1)
            found.append(y)
            last_h.append(last[0])
            last_c += last[1:]
        x = np.concatenate(found, -1)
    return [x, np.stack(last_h), *([np.stack(last_c)] if last_c else [])]


def flat(result):
    y, state = result
    return [np.asarray(t.detach()) for t in (y, *(state if isinstance(state, tuple) else [state]))]


@settings(max_examples=40, deadline=None)
@given(
    cell=st.sampled_from(sorted(LAYERS)),
    num_layers=st.integers(1, 3),
    bias=st.booleans(),
    batch_first=st.booleans(),
    bidirectional=st.booleans(),
    project=st.booleans(),
    sizes=st.tuples(*[st.integers(1, 5)] * 4),
    states=st.booleans(),
    data=st.data(),
)
def test_against_loops(
    cell, num_layers, bias, batch_first, bidirectional, project, sizes, states, data
):
    steps, batch, inputs, units = sizes
    cls, options = LAYERS[cell]
    if project and cell == "lstm" and units > 1:
        options = {"proj_size": units - 1}
    model = cls(
        inputs,
        units,
        num_layers,
        bias=bias,
        batch_first=batch_first,
        bidirectional=bidirectional,
        dtype="float64",
        **options,
    )
    lengths = data.draw(st.lists(st.integers(0, steps), min_size=batch, max_size=batch))
    places = num_layers * (1 + bidirectional)
    x = numbers(steps, batch, inputs)
    h = numbers(places, batch, model.proj_size or units, seed=1) * states
    c = numbers(places, batch, units, seed=2) * states if cell == "lstm" else None
    given_x = nnlite.tensor(np.ascontiguousarray(x.transpose(1, 0, 2)) if batch_first else x)
    hx = nnlite.tensor(h) if c is None else (nnlite.tensor(h), nnlite.tensor(c))
    found = flat(model(given_x, hx if states else None, lengths))
    if batch_first:
        found[0] = found[0].transpose(1, 0, 2)
    for got, want in zip(found, reference(cell, model, x, h, c, lengths), strict=True):
        np.testing.assert_allclose(got, want, 1e-11, 1e-12)


@pytest.mark.parametrize("cell", LAYERS)
@pytest.mark.parametrize("batch", [1, 3, 5, 17, 40])
def test_rows_know_nothing_of_each_other(cell, batch):
    """A row alone gives the bits that it gives in a batch, cut into chunks in whatever way."""
    cls, options = LAYERS[cell]
    model = cls(33, 70, **options)
    x = nnlite.tensor(numbers(6, batch, 33).astype("f4"))
    whole = flat(model(x))[0]
    for b in {0, batch // 2, batch - 1}:
        np.testing.assert_allclose(flat(model(x[:, b : b + 1]))[0][:, 0], whole[:, b], 1e-5, 1e-5)


@pytest.mark.parametrize("cell", LAYERS)
def test_parameters(cell):
    cls, options = LAYERS[cell]
    gates = {"lstm": 4, "gru": 3}.get(cell, 1)
    model = cls(3, 5, 2, bidirectional=True, **options)
    shapes = {name: p.shape for name, p in model.named_parameters()}
    kinds = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
    ends = ["_l0", "_l0_reverse", "_l1", "_l1_reverse"]
    assert list(shapes) == [kind + end for end in ends for kind in kinds]
    assert shapes["weight_ih_l0"] == (5 * gates, 3)
    assert shapes["weight_ih_l1_reverse"] == (5 * gates, 10)
    assert shapes["weight_hh_l1"] == (5 * gates, 5)
    assert all(abs(p.detach().numpy()).max() <= 5**-0.5 for p in model.parameters())
    plain = cls(3, 5, bias=False, **options)
    assert list(plain.state_dict()) == ["weight_ih_l0", "weight_hh_l0"]


def test_projected_parameters():
    model = nn.LSTM(3, 5, 2, proj_size=2)
    rest = [(20, 2), (20,), (20,), (2, 5)]
    assert [p.shape for p in model.parameters()] == [(20, 3), *rest, (20, 2), *rest]


def test_repr():
    model = nn.LSTM(3, 5, 2, batch_first=True, dropout=0.5)
    assert repr(model) == (
        "LSTM(input_size=3, hidden_size=5, num_layers=2, batch_first=True, dropout=0.5)"
    )
    assert (model.num_layers, model.dropout, model.bias) == (2, 0.5, True)
    assert "nonlinearity='relu'" in repr(nn.RNNCell(2, 3, nonlinearity="relu"))


@pytest.mark.parametrize("cell", LAYERS)
def test_without_a_batch(cell):
    cls, options = LAYERS[cell]
    model = cls(3, 4, 2, dtype="float64", **options)
    x = nnlite.tensor(numbers(5, 3))
    whole = flat(model(x.unsqueeze(1)))
    for single, batched in zip(flat(model(x)), whole, strict=True):
        np.testing.assert_array_equal(single, batched[:, 0])


@pytest.mark.parametrize("cell", LAYERS)
def test_gradients_of_layers(cell):
    cls, options = LAYERS[cell]
    model = cls(2, 3, 2, bidirectional=True, batch_first=True, dtype="float64", **options)
    x = nnlite.tensor(numbers(3, 4, 2), requires_grad=True)

    def by_input(x):
        y, state = model(x, lengths=[4, 1, 3])
        return (y, *state) if isinstance(state, tuple) else (y, state)

    assert nnlite.gradcheck(by_input, [x])
    assert nnlite.gradgradcheck(by_input, [x])


@pytest.mark.parametrize("cell", CELLS)
def test_cells_are_one_step(cell):
    layer_class, _ = LAYERS[cell]
    model, one = layer_class(3, 4, dtype="float64"), CELLS[cell](3, 4, dtype="float64")
    one.load_state_dict({k.removesuffix("_l0"): v for k, v in model.state_dict().items()})
    x, state = nnlite.tensor(numbers(5, 2, 3)), None
    for t in range(5):
        state = one(x[t], state)
    h = state[0] if isinstance(state, tuple) else state
    np.testing.assert_allclose(h.detach(), flat(model(x))[1][0], 1e-12)
    single = one(x[0, 0])
    single = single[0] if isinstance(single, tuple) else single
    assert single.shape == (4,)


def test_dropout_between_layers():
    nnlite.manual_seed(0)
    model = nn.GRU(3, 4, 2, dropout=1.0)
    x = nnlite.tensor(numbers(5, 2, 3).astype("f4"))
    dropped = flat(model(x))[1]
    whole = flat(model.eval()(x))[1]
    np.testing.assert_array_equal(dropped[0], whole[0])
    assert not np.allclose(dropped[1], whole[1])
    last = nn.GRU(3, 4, 1, dropout=1.0)  # nothing comes behind the only layer
    np.testing.assert_array_equal(flat(last(x))[0], flat(last.eval()(x))[0])


def trained(cell, threads=None, compiled=False):
    """Losses and weights after some steps over sequences of different lengths."""
    before = nnlite.get_num_threads()
    nnlite.set_num_threads(threads or before)
    nnlite.manual_seed(0)
    cls, options = LAYERS[cell]
    model = cls(9, 40, 2, bidirectional=True, dropout=0.3, **options)
    optimizer = nnlite.optim.Adam(model.parameters(), lr=0.01)

    def step(x, lengths):
        loss = model(x, lengths=lengths)[0].square().mean()
        loss.backward()
        optimizer.step()
        return loss

    take = nnlite.compile(step) if compiled else step
    rng = np.random.default_rng(0)
    losses = [
        take(nnlite.tensor(rng.normal(size=(12, 37, 9)).astype("f4")),
             nnlite.tensor(rng.integers(0, 13, 37)))
        for _ in range(4)
    ]  # fmt: skip
    nnlite.set_num_threads(before)
    return [t.detach().numpy().tobytes() for t in (*losses, *model.parameters())]


@pytest.mark.parametrize("cell", LAYERS)
def test_same_bits_on_any_number_of_threads(cell):
    results = [trained(cell, threads) for threads in (1, 2, 3, 4)]
    assert results.count(results[0]) == 4


@pytest.mark.parametrize("cell", LAYERS)
def test_captured_equals_eager(cell):
    assert trained(cell, compiled=True) == trained(cell)


# ---- packing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("cell", LAYERS)
def test_packed_equals_lengths(cell, ordered, batch_first):
    cls, options = LAYERS[cell]
    model = cls(3, 4, batch_first=batch_first, bidirectional=True, dtype="float64", **options)
    lengths = [5, 4, 4, 1] if ordered else [2, 5, 1, 4]
    x = numbers(4, 5, 3) if batch_first else numbers(5, 4, 3)
    x = nnlite.tensor(x, requires_grad=True)
    packed = rnn.pack_padded_sequence(x, lengths, batch_first, enforce_sorted=ordered)
    assert packed.data.shape == (sum(lengths), 3)
    out, state = model(packed)
    y, found = rnn.pad_packed_sequence(out, batch_first)
    assert found.tolist() == lengths
    other = x.detach().clone().requires_grad_()
    want = model(other, lengths=lengths)
    for a, b in zip(flat((y, state)), flat(want), strict=True):
        np.testing.assert_array_equal(a, b)
    y.square().sum().backward()
    want[0].square().sum().backward()
    np.testing.assert_allclose(x.grad, other.grad, 1e-12, 1e-12)
    gradient = x.grad.numpy() if batch_first else x.grad.numpy().transpose(1, 0, 2)
    assert all((gradient[b, length:] == 0).all() for b, length in enumerate(lengths))


@pytest.mark.parametrize("create_graph", [False, True])
@pytest.mark.parametrize("cell", LAYERS)
def test_padding_reaches_nothing(cell, create_graph):
    """Not even where it is NaN."""
    cls, options = LAYERS[cell]
    model = cls(3, 4, bidirectional=True, dtype="float64", **options)
    x, lengths = numbers(5, 2, 3), [5, 2]
    found = []
    for padding in (0.0, np.nan):
        x[2:, 1] = padding
        y, _ = model(nnlite.tensor(x), lengths=lengths)
        total = y.square().sum()
        grads = nnlite.grad(total, list(model.parameters()), create_graph=create_graph)
        found.append([np.asarray(t.detach()) for t in (y, *grads)])
    for a, b in zip(*found, strict=True):
        np.testing.assert_array_equal(a, b)


def test_sequences_and_back():
    sequences = [nnlite.tensor(numbers(n, 2, seed=n)) for n in (2, 4, 1)]
    padded = rnn.pad_sequence(sequences, batch_first=True, padding_value=-1.0)
    assert padded.shape == (3, 4, 2) and padded[0, 2:].tolist() == [[-1, -1], [-1, -1]]
    for a, b in zip(rnn.unpad_sequence(padded, [2, 4, 1], True), sequences, strict=True):
        np.testing.assert_array_equal(a, b)
    packed = rnn.pack_sequence(sequences, enforce_sorted=False)
    assert packed.batch_sizes.tolist() == [3, 2, 1, 1]
    assert packed.sorted_indices.tolist() == [1, 0, 2]
    back, lengths = rnn.pad_packed_sequence(packed, True, -1.0, total_length=6)
    assert back.shape == (3, 6, 2) and lengths.tolist() == [2, 4, 1]
    np.testing.assert_array_equal(back[:, :4], padded)


# ---- bad input ----------------------------------------------------------------------------------

X = nnlite.ones((5, 2, 3))


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: nn.LSTM(0, 4), ValueError, "LSTM: input_size, hidden_size and num_layers must be"),
        (lambda: nn.GRU(3, 4, dropout=2.0), ValueError, "GRU: dropout is a probability, not 2"),
        (lambda: nn.LSTM(3, 4, proj_size=4), ValueError, "proj_size must be below hidden_size, 4"),
        (lambda: nn.RNN(3, 4, nonlinearity="sin"), ValueError, "known: tanh, relu"),
        (lambda: nn.RNN(3, 4, dtype="int64"), TypeError, "float32 or float64"),
        (lambda: nn.LSTM(2, 4)(X), ValueError, r"LSTM: the input has 3 numbers .* input_size is 2"),
        (lambda: nn.LSTM(3, 4)(X[0, 0]), ValueError, r"\(steps, batch, 3\), or \(steps, 3\)"),
        (lambda: nn.LSTM(3, 4)(X[:0]), ValueError, "the sequence has no steps"),
        (lambda: nn.LSTM(3, 4)(X.double()), TypeError, "is float32 but the input is float64"),
        (lambda: nn.LSTM(3, 4)(X, nnlite.ones((1, 2, 4))), TypeError, r"the pair \(h, c\)"),
        (
            lambda: nn.GRU(3, 4)(X, nnlite.ones((2, 2, 4))),
            ValueError,
            r"GRU: the first state h has shape \(2, 2, 4\) where \(1, 2, 4\)",
        ),
        (
            lambda: nn.LSTM(3, 4)(X, lengths=[5, 6]),
            ValueError,
            r"lengths\[1\] is 6 but the sequences have 5 steps",
        ),
        (lambda: nn.LSTM(3, 4)(X, lengths=[5]), ValueError, r"lengths have shape \(1,\) but the"),
        (lambda: nn.LSTM(3, 4)("text"), TypeError, "the input is a str, not a tensor or Packed"),
        (lambda: nn.GRUCell(3, 4)(X), ValueError, r"GRUCell: the input must be \(batch, 3\)"),
        (
            lambda: nn.GRUCell(3, 4)(X[0], nnlite.ones((2, 3))),
            ValueError,
            r"a state has shape \(2, 3\) where \(2, 4\)",
        ),
        (
            lambda: rnn.pack_padded_sequence(X, [3, 4]),
            ValueError,
            r"lengths \[3, 4\] do not fall",
        ),
        (lambda: rnn.pack_padded_sequence(X, [6, 4]), ValueError, "from 1 to the 5 steps"),
        (lambda: rnn.pack_padded_sequence(X, [4]), ValueError, "must be 2 whole numbers"),
        (lambda: rnn.pad_sequence([]), ValueError, "there are no sequences"),
        (
            lambda: rnn.pad_packed_sequence(rnn.pack_padded_sequence(X, [5, 2]), total_length=3),
            ValueError,
            "total_length is 3 but the longest sequence has 5",
        ),
    ],
)
def test_wrong_arguments(make, error, message):
    with pytest.raises(error, match=message):
        make()
