"""Random numbers: repeatable to the bit, distributed as they say, refused where they cannot be."""

import numpy as np
import pytest
from scipy import stats

import nnlite

DRAWS = {
    "uniform": lambda n: nnlite.uniform((n,), -1.0, 3.0),
    "normal": lambda n: nnlite.normal((n,), 2.0, 0.5),
    "uniform64": lambda n: nnlite.uniform((n,), dtype="float64"),
    "normal64": lambda n: nnlite.normal((n,), dtype="float64"),
    "integers": lambda n: nnlite.integers(-3, 11, (n,)),
    "bernoulli": lambda n: nnlite.bernoulli((n,), 0.3),
    "permutation": lambda n: nnlite.permutation(n),
    "dropout": lambda n: nnlite.dropout(nnlite.ones(n), 0.25),
}
LAWS = {
    "uniform": stats.uniform(-1, 4),
    "normal": stats.norm(2, 0.5),
    "uniform64": stats.uniform(),
    "normal64": stats.norm(),
}
every = pytest.mark.parametrize("name", DRAWS)


@pytest.fixture(autouse=True)
def threads():
    before = nnlite.get_num_threads()
    nnlite.manual_seed(11)
    yield
    nnlite.set_num_threads(before)


@every
def test_the_same_bits_on_any_number_of_threads(name):
    found = []
    for count in (1, 2, 3, 4, 8):
        nnlite.set_num_threads(count)
        nnlite.manual_seed(5)
        found.append(DRAWS[name](100_003).numpy())
    for other in found[1:]:
        np.testing.assert_array_equal(found[0], other)


@every
def test_seeds(name):
    a, b = DRAWS[name](1000).numpy(), DRAWS[name](1000).numpy()
    assert (a != b).any()
    nnlite.manual_seed(11)
    np.testing.assert_array_equal(DRAWS[name](1000).numpy(), a)
    nnlite.manual_seed(12)
    assert (DRAWS[name](1000).numpy() != a).any()


@every
def test_state_goes_on(name):
    DRAWS[name](10)
    state = nnlite.get_rng_state()
    a = DRAWS[name](100).numpy()
    nnlite.set_rng_state(state)
    np.testing.assert_array_equal(DRAWS[name](100).numpy(), a)


def test_a_longer_draw_begins_like_a_shorter_one():
    a = nnlite.randn(1000).numpy()
    nnlite.manual_seed(11)
    np.testing.assert_array_equal(nnlite.randn(37).numpy(), a[:37])


@pytest.mark.parametrize("name", LAWS)
def test_continuous_laws(name):
    x = DRAWS[name](200_000).numpy().astype("f8")
    assert stats.kstest(x, LAWS[name].cdf).pvalue > 1e-4
    again = DRAWS[name](200_000).numpy().astype("f8")
    assert abs(np.corrcoef(x, again)[0, 1]) < 0.01
    assert abs(np.corrcoef(x[1:], x[:-1])[0, 1]) < 0.01


def test_uniform_stays_within():
    x = nnlite.uniform((1_000_000,)).numpy()
    assert x.min() >= 0
    assert x.max() < 1


def test_integers_are_equally_likely():
    x = nnlite.integers(-3, 11, (140_000,)).numpy()
    values, counts = np.unique(x, return_counts=True)
    assert values.tolist() == list(range(-3, 11))
    assert stats.chisquare(counts).pvalue > 1e-4
    wide = nnlite.integers(-(2**62), 2**62, (100,)).numpy()
    assert len(set(wide.tolist())) == 100


@pytest.mark.parametrize("p", [0.0, 0.3, 1.0])
def test_bernoulli_and_dropout_count(p):
    n = 100_000
    slack = 5 * (n * p * (1 - p)) ** 0.5
    assert abs(nnlite.bernoulli((n,), p).sum().item() - n * p) <= slack
    dropped = nnlite.dropout(nnlite.ones(n), p).numpy()
    assert abs((dropped == 0).sum() - n * p) <= slack
    if p < 1:
        np.testing.assert_allclose(dropped[dropped != 0], 1 / (1 - p), rtol=1e-6)


def test_permutations():
    counts = np.zeros((4, 4))
    for _ in range(4000):
        order = nnlite.permutation(4).numpy()
        assert sorted(order) == [0, 1, 2, 3]
        counts[np.arange(4), order] += 1
    assert stats.chisquare(counts.ravel()).pvalue > 1e-4
    assert nnlite.permutation(0).shape == (0,)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: nnlite.uniform((2,), 3.0, 1.0), "uniform"),
        (lambda: nnlite.uniform((2,), float("nan"), 1.0), "uniform"),
        (lambda: nnlite.normal((2,), 0.0, -1.0), "normal"),
        (lambda: nnlite.integers(3, 3, (2,)), "integers"),
        (lambda: nnlite.bernoulli((2,), 1.5), "bernoulli"),
        (lambda: nnlite.bernoulli((2,), float("nan")), "bernoulli"),
        (lambda: nnlite.permutation(-1), "permutation"),
        (lambda: nnlite.dropout(nnlite.ones(2), -0.1), "dropout"),
        (lambda: nnlite.rand(-1), "-1"),
        (lambda: nnlite.uniform((2,), dtype="int64"), "uniform"),
    ],
)
def test_what_cannot_be_drawn(call, words):
    with pytest.raises((ValueError, TypeError), match=words):
        call()
