"""Layers that learn statistics of the data, beside NumPy and its eigenvectors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite
from nnlite import nn


def numbers(*shape, seed=0):
    """Correlated along the last axis, far from 0."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=shape)
    return x @ rng.normal(size=(shape[-1], shape[-1])) + rng.uniform(-5, 5, shape[-1])


IMAGES = [((4, 3, 5, 6), 1), ((4, 5, 6, 3), -1), ((3, 7), 0), ((9, 3, 4), 1)]


@pytest.mark.parametrize(("shape", "axis"), IMAGES)
def test_statistics_of_channels(shape, axis):
    x = numbers(*shape)
    rest = tuple(i for i in range(x.ndim) if i != axis % x.ndim)
    standard = nn.Standardize(3, axis=axis, dtype="float64").fit(x)
    np.testing.assert_allclose(standard.mean, x.mean(rest), rtol=1e-12)
    np.testing.assert_allclose(standard.deviation, x.std(rest), rtol=1e-12)
    want = (x - x.mean(rest, keepdims=True)) / x.std(rest, keepdims=True)
    np.testing.assert_allclose(standard(nnlite.tensor(x)), want, atol=1e-12)
    ends = nn.MinMax(3, -1, 2, axis=axis, dtype="float64").fit(x)
    low, high = x.min(rest, keepdims=True), x.max(rest, keepdims=True)
    np.testing.assert_allclose(
        ends(nnlite.tensor(x)), 3 * (x - low) / (high - low) - 1, rtol=1e-12, atol=1e-12
    )


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_min_max_of_any_features(data):
    shape = data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    count = data.draw(st.integers(0, len(shape)))
    features = [data.draw(st.sampled_from([1, n])) for n in shape[len(shape) - count :]]
    x = np.random.default_rng(data.draw(st.integers(0, 9))).normal(size=shape)
    layer = nn.MinMax(tuple(features), dtype="float64").fit(x)
    kept = (1,) * (len(shape) - count) + tuple(features)
    shared = tuple(i for i, n in enumerate(kept) if n == 1)
    low, high = x.min(shared, keepdims=True), x.max(shared, keepdims=True)
    span = np.where(high > low, high - low, 1)
    np.testing.assert_allclose(layer(nnlite.tensor(x)), (x - low) / span, atol=1e-12)
    assert layer.minimum.shape == tuple(features)


def test_min_max_of_bytes_and_what_is_new():
    x = np.array([[0, 7], [255, 7]], dtype=np.uint8)
    layer = nn.MinMax(2).fit(x)
    np.testing.assert_array_equal(layer(nnlite.tensor(x)), [[0, 0], [1, 0]])
    np.testing.assert_allclose(layer(nnlite.tensor([[510.0, 6.0]])), [[2, -1]])
    fresh = nn.MinMax(2, -3, 4)
    np.testing.assert_allclose(fresh(nnlite.tensor([[5.0, -7.0]])), [[5, -7]], rtol=1e-6)


def principal(x):
    """Variances and directions by NumPy, the largest first, signs as documented."""
    values, vectors = np.linalg.eigh(np.cov(x.T, bias=True).reshape(x.shape[1], -1))
    values, vectors = values[::-1], vectors.T[::-1]
    largest = np.take_along_axis(vectors, np.abs(vectors).argmax(1)[:, None], 1)
    return values, vectors * np.sign(largest)


@pytest.mark.parametrize(("rows", "d"), [(50, 1), (40, 2), (60, 7), (300, 33), (10, 20)])
@pytest.mark.parametrize("whiten", [False, True])
def test_principal_components(rows, d, whiten):
    x = numbers(rows, d)
    k = min(rows - 1, d, 9)
    layer = nn.PCA(d, k, whiten, eps=0.25, dtype="float64").fit(x)
    values, vectors = principal(x)
    np.testing.assert_allclose(layer.variances, values[:k], rtol=1e-9)
    want = (x - x.mean(0)) @ vectors[:k].T
    if whiten:
        want /= np.sqrt(values[:k] + 0.25)
    np.testing.assert_allclose(layer(nnlite.tensor(x)), want, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("shape", [(200, 6), (300, 2, 3), (300, 3, 2, 2)])
def test_whitened_images_are_images(shape):
    x = numbers(*shape)
    layer = nn.ZCA(shape[1:], eps=0, dtype="float64").fit(x)
    y = layer(nnlite.tensor(x)).numpy()
    assert y.shape == x.shape
    flat, white = x.reshape(shape[0], -1), y.reshape(shape[0], -1)
    np.testing.assert_allclose(np.cov(white.T, bias=True), np.eye(flat.shape[1]), atol=1e-8)
    values, vectors = principal(flat)
    matrix = vectors.T / np.sqrt(values) @ vectors
    np.testing.assert_allclose(layer.matrix, matrix, rtol=1e-7, atol=1e-8)


def test_many_components():
    """The eigenvectors of a larger matrix are orthogonal, and make it up."""
    x = numbers(400, 130)
    layer = nn.PCA(130, dtype="float64").fit(x)
    axes = layer.matrix.numpy()
    np.testing.assert_allclose(axes @ axes.T, np.eye(130), atol=1e-12)
    covariance = np.cov(x.T, bias=True)
    np.testing.assert_allclose(axes.T * layer.variances.numpy() @ axes, covariance, atol=1e-9)


MAKERS = {
    "Standardize": lambda: nn.Standardize(4, axis=1),
    "MinMax": lambda: nn.MinMax(4, -1, 1, axis=1),
    "PCA": lambda: nn.PCA(4, 3, True),
    "ZCA": lambda: nn.ZCA(4),
}
every = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@every
def test_travels_with_the_model(make, tmp_path):
    x = numbers(30, 4)
    layer = make().fit(x)
    model = nn.Sequential(layer, nn.Linear(layer(nnlite.tensor(x)).shape[1], 2))
    assert [name for name, _ in model.named_parameters()] == ["1.weight", "1.bias"]
    nnlite.save_file(model.state_dict(), tmp_path / "model.safetensors")
    other = nn.Sequential(make(), nn.Linear(model[1].in_features, 2))
    other.load_state_dict(nnlite.load_file(tmp_path / "model.safetensors"))
    inputs = nnlite.tensor(x.astype("float32"))
    np.testing.assert_array_equal(model(inputs).detach(), other(inputs).detach())


@every
def test_the_same_bits_on_any_number_of_threads(make):
    x, found = numbers(3000, 4), []
    before = nnlite.get_num_threads()
    try:
        for count in (1, 2, 3, 4):
            nnlite.set_num_threads(count)
            layer = make().fit(x)
            found.append(layer(nnlite.tensor(x.astype("float32"))).numpy().tobytes())
    finally:
        nnlite.set_num_threads(before)
    assert len(set(found)) == 1


@every
def test_captured_equals_eager_and_gradients_flow(make):
    layer = make().fit(numbers(30, 4)).to("float64")
    assert nnlite.gradcheck(layer, [nnlite.tensor(numbers(3, 4)).requires_grad_()])
    step = nnlite.compile(lambda x: layer(x))
    for seed in range(3):
        x = nnlite.tensor(numbers(5, 4, seed=seed))
        np.testing.assert_array_equal(step(x), layer(x))


@every
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_refuses_what_is_not_finite(make, bad):
    layer = make().fit(numbers(10, 4))
    before = {name: t.numpy().copy() for name, t in layer.state_dict().items()}
    x = numbers(10, 4)
    x[3, 1] = bad
    with pytest.raises(ValueError, match="NaN or infinite"):
        layer.fit(x)
    for name, t in layer.state_dict().items():
        np.testing.assert_array_equal(t, before[name])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nn.Standardize(3, axis=1)(nnlite.ones(4, 2)), "features (3,) are to stand at"),
        (lambda: nn.Standardize((), axis=0), "no features"),
        (lambda: nn.MinMax(2, 1, 1), "low is 1 and high is 1"),
        (lambda: nn.PCA(3, 4), "components is 4; give 1 to 3"),
        (lambda: nn.PCA(3, 0), "components is 0"),
        (lambda: nn.ZCA(3, eps=-1), "eps is -1"),
        (lambda: nn.ZCA(3)(nnlite.ones(4, 2)), "statistics have shape (3,)"),
        (lambda: nn.ZCA(2, eps=0).fit(np.ones((5, 2))), "does not vary"),
        (lambda: nn.MinMax(2).fit(np.ones((0, 2))), "nothing to fit"),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(").replace(")", r"\)")):
        call()
