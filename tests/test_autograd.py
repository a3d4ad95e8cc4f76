"""Backpropagation: what adds up, what is refused, what is given back, what a picture shows."""

from __future__ import annotations

import gc

import numpy as np
import pytest

import nnlite


def leaf(values, dtype="float64"):
    return nnlite.tensor(values, dtype=dtype, requires_grad=True)


def test_chain_rule_of_the_lecture():
    x, y, z = leaf(-2.0), leaf(5.0), leaf(-4.0)
    f = (x + y) * z
    f.backward()
    assert [t.grad.item() for t in (x, y, z)] == [-4.0, -4.0, 3.0]


def test_graph_shows_value_and_gradient_of_every_node():
    x, y, z = leaf(-2.0), leaf(5.0), leaf(-4.0)
    for t, name in zip((x, y, z), "xyz", strict=True):
        t.name = name
    f = (x + y) * z
    for graph in (f.graph(), f.graph()):
        shown = {n.name or n.op: (n.value.item(), n.grad.item()) for n in graph.nodes}
        assert shown == {
            "x": (-2, -4),
            "y": (5, -4),
            "z": (-4, 3),
            "add": (3, -4),
            "mul": (-12, 1),
        }
        assert len(graph.edges) == 4
    assert x.grad is None
    f.backward()
    assert f.graph().nodes[-1].value.item() == -12
    text, dot = str(f.graph()), f.graph().dot()
    assert "value -12" in text and "grad -4" in text
    assert dot.startswith("digraph") and dot.count("->") == 4


def test_graph_counts_a_shared_value_once():
    x = leaf(3.0)
    y = x * x
    z = y + y
    graph = z.graph()
    assert [n.op for n in graph.nodes] == ["leaf", "mul", "add"]
    assert graph.nodes[0].grad.item() == 12


def test_several_consumers_sum():
    x = leaf([1.0, 2.0, 3.0])
    (x * x + x * 2 + x).sum().backward()
    np.testing.assert_array_equal(x.grad, [5, 7, 9])


@pytest.mark.parametrize("compiled", [False, True])
def test_slices_add_to_regions_of_one_gradient(compiled):
    rng = np.random.default_rng(5)
    start, a, b, c = (rng.normal(size=s) for s in ((5, 4), (3, 4), (4, 2), (3, 4)))
    want = np.zeros((5, 4))
    want[0:3] += a
    want[1:5, ::2] += b
    want[::-2] += c
    x = nnlite.tensor(start, requires_grad=True)

    def step(a, b, c):
        h = x * 2.0
        loss = (h[0:3] * a).sum() + (h[1:5, ::2] * b).sum() + (h.flip(0)[::2] * c).sum()
        loss.backward()
        return loss

    run = nnlite.compile(step) if compiled else step
    for _ in range(3):
        x.grad = None
        run(*(nnlite.tensor(t) for t in (a, b, c)))
        np.testing.assert_allclose(x.grad.numpy(), 2 * want, 1e-14)


def test_backward_adds_to_grad():
    x = leaf([1.0, 2.0])
    (x * 3).sum().backward()
    (x * 4).sum().backward()
    np.testing.assert_array_equal(x.grad, [7, 7])
    x.grad = None
    assert x.grad is None
    x.grad = nnlite.tensor([1.0, 1.0], dtype="float64")
    np.testing.assert_array_equal(x.grad, [1, 1])
    with pytest.raises(ValueError, match=r"shape \(3,\)"):
        x.grad = nnlite.zeros(3, dtype="float64")


def test_gradient_is_nobody_elses_memory():
    x, y = leaf([1.0, 2.0]), leaf([3.0, 4.0])
    g = nnlite.tensor([1.0, 1.0], dtype="float64")
    (x + y).backward(g)
    with nnlite.no_grad():
        x.grad.fill_(5)
    np.testing.assert_array_equal(y.grad, [1, 1])
    np.testing.assert_array_equal(g, [1, 1])


def test_gradient_needs_a_weight_for_several_elements():
    x = leaf([1.0, 2.0])
    with pytest.raises(ValueError, match=r"\(2,\).*pass one"):
        (x * 2).backward()
    (x * 2).backward(nnlite.tensor([1.0, 10.0], dtype="float64"))
    np.testing.assert_array_equal(x.grad, [2, 20])


def test_second_backward_is_refused_unless_retained():
    x = leaf(np.arange(100.0))
    y = (x * x).sum()
    y.backward(retain_graph=True)
    y.backward()
    np.testing.assert_array_equal(x.grad, 4 * np.arange(100.0))
    with pytest.raises(RuntimeError, match="retain_graph"):
        y.backward()
    np.testing.assert_array_equal(x.grad, 4 * np.arange(100.0))


def test_graphs_built_apart_meet_in_one_loss():
    a, b = leaf(2.0), leaf(3.0)
    left, right = a * a, b * b
    (left * right).backward()
    assert (a.grad.item(), b.grad.item()) == (36, 24)


def test_no_grad_records_nothing():
    x = leaf(2.0)
    with nnlite.no_grad():
        y = x * 3
        with nnlite.enable_grad():
            z = x * 3
    assert not y.requires_grad
    assert z.requires_grad
    assert (x * 1).requires_grad

    @nnlite.no_grad()
    def forward():
        return x * 3

    assert not forward().requires_grad
    with pytest.raises(RuntimeError, match="does not require a gradient"):
        y.backward()


def test_detach_shares_memory_outside_the_graph():
    x = leaf([1.0, 2.0])
    d = x.detach()
    assert not d.requires_grad
    assert d.data_ptr() == x.data_ptr()
    (x * d).sum().backward()
    np.testing.assert_array_equal(x.grad, [1, 2])


def test_only_floats_have_gradients():
    with pytest.raises(RuntimeError, match="int64"):
        nnlite.tensor([1, 2], requires_grad=True)


def test_grad_returns_and_leaves_grad_alone():
    x, y, unused = leaf(2.0), leaf(3.0), leaf(4.0)
    z = x * x * y
    dx, dy = nnlite.grad(z, [x, y], retain_graph=True)
    assert (dx.item(), dy.item()) == (12, 4)
    assert x.grad is None
    with pytest.raises(RuntimeError, match="allow_unused"):
        nnlite.grad(z, [unused], retain_graph=True)
    assert nnlite.grad(z, [x, unused], allow_unused=True)[1] is None


def test_grad_of_an_intermediate():
    x = leaf(2.0)
    y = x * x
    z = y * y
    (dy,) = nnlite.grad(z, y, retain_graph=True)
    assert dy.item() == 8
    assert nnlite.grad(z, z)[0].item() == 1


def test_gradients_of_gradients():
    x = leaf(3.0)
    y = x * x * x * x
    for want in (108, 108, 72, 24):
        (y,) = nnlite.grad(y, x, create_graph=True)
        assert y.item() == want


def test_create_graph_through_backward():
    x = leaf(3.0)
    (x * x * x).backward(create_graph=True)
    first = x.grad
    x.grad = None
    first.backward()
    assert x.grad.item() == 18


def test_retain_grad_keeps_the_gradient_of_a_computed_tensor():
    x = leaf(3.0)
    y = x * 2
    y.retain_grad()
    (y * y).backward()
    assert y.grad.item() == 12


def test_value_changed_in_place_after_use_is_refused():
    x = leaf([1.0, 2.0, 3.0] * 10)
    w = x * 1
    y = (w * w).sum()
    w += 1
    with pytest.raises(RuntimeError, match="changed in place"):
        y.backward()
    assert x.grad is None


def test_in_place_arithmetic_is_differentiated():
    x = leaf([1.0, 2.0])
    y = x * 3
    y += x
    y *= x
    y.sum().backward()
    np.testing.assert_array_equal(x.grad, [8, 16])


def test_in_place_on_a_leaf_is_refused():
    x = leaf([1.0, 2.0])
    with pytest.raises(RuntimeError, match="no_grad"):
        x += 1
    np.testing.assert_array_equal(x.detach(), [1, 2])
    with nnlite.no_grad():
        x += 1
    np.testing.assert_array_equal(x.detach(), [2, 3])
    (x * x).sum().backward()
    np.testing.assert_array_equal(x.grad, [4, 6])


def test_in_place_on_a_view_in_a_graph_is_refused():
    x = leaf([1.0, 2.0])
    y = x * 2
    view = y[0:1]
    with pytest.raises(RuntimeError, match=r"x\[i\] = "):
        view += 1


def test_history_changed_behind_its_back_is_refused():
    x = leaf([1.0, 2.0])
    y = x * 2
    with nnlite.no_grad():
        y += 1
    with pytest.raises(RuntimeError, match="detach"):
        y * 2


def test_assignment_is_differentiated():
    x, v = leaf([1.0, 2.0, 3.0]), leaf(10.0)
    y = x * 2
    y[1] = v * v
    (y * y).sum().backward()
    np.testing.assert_array_equal(x.grad, [8, 0, 24])
    assert v.grad.item() == 4000


def test_deep_chains_neither_recurse_nor_leak():
    x = leaf(1.0)
    y = x
    for _ in range(200_000):
        y = y + 1
    y.backward()
    assert x.grad.item() == 1
    del y
    gc.collect()


def test_forward_passes_without_backward_do_not_grow_memory():
    x = leaf(np.ones(64))
    for _ in range(1000):
        (x * x).sum()
    before = nnlite.memory_stats()["in_use"]
    for _ in range(1_000_000):
        x * x
    assert nnlite.memory_stats()["in_use"] == before


def test_a_steady_step_asks_the_system_for_nothing():
    x = leaf(np.ones((32, 32)))

    def step():
        x.grad = None
        ((x * x + x) * 0.5).sum().backward()

    for _ in range(10):
        step()
    before = nnlite.memory_stats()["system_calls"]
    for _ in range(100):
        step()
    assert nnlite.memory_stats()["system_calls"] == before


def test_gradcheck_sees_a_lost_gradient():
    """A function that drops its graph has the gradient 0, which is wrong; it used to pass."""
    x = nnlite.tensor([0.5, -2.0], dtype="float64", requires_grad=True)
    with pytest.raises(AssertionError, match="the gradient is 0"):
        nnlite.gradcheck(lambda t: t.detach() * 2, x)
    assert not nnlite.gradcheck(lambda t: t.detach() * 2, x, raise_exception=False)
    assert nnlite.gradcheck(lambda t: t * 2, x, raise_exception=False)
    assert nnlite.gradcheck(nnlite.isnan, x)  # constant, and without a gradient: right
    with pytest.raises(ValueError, match="no input requires a gradient"):
        nnlite.gradcheck(lambda t: t * 2, x.detach())


def test_assigned_gradient_is_a_tensor():
    x = nnlite.tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(TypeError, match=r"grad: .* not ndarray; use nnlite.from_numpy"):
        x.grad = np.ones(2, "f4")  # type: ignore[assignment]
    assert x.grad is None


def test_set_grad_enabled():
    nnlite.set_grad_enabled(False)
    assert not nnlite.is_grad_enabled()
    with nnlite.set_grad_enabled(True):
        assert nnlite.is_grad_enabled()
    assert not nnlite.is_grad_enabled()
    nnlite.set_grad_enabled(True)

    @nnlite.set_grad_enabled(False)
    def deeper(n):
        return [nnlite.is_grad_enabled(), *(deeper(n - 1) if n else [])]

    assert nnlite.is_grad_enabled()
    assert deeper(2) == [False] * 3
    assert nnlite.is_grad_enabled()


def test_slices_of_a_permuted_tensor_leave_a_gradient_in_the_order_it_had():
    rng = np.random.default_rng(0)
    x = nnlite.tensor(rng.normal(size=(4, 6, 5)), requires_grad=True)
    a, b, c = (rng.normal(size=s) for s in ((4, 5), (4, 5), (3, 4, 5)))

    @nnlite.compile
    def step(x):
        h = (x * 1).reshape(4, 5, 6).permute(2, 0, 1)
        y = (h[1] * a).sum() + (h[4] * b).sum() + (h[1::2] * c).sum() + (h[1] * b).sum()
        y.backward()
        return y

    expected = np.zeros((6, 4, 5))
    expected[1] += a + b
    expected[4] += b
    expected[1::2] += c
    expected = expected.transpose(1, 2, 0).reshape(4, 6, 5)
    for _ in range(3):
        x.grad = None
        step(x)
        np.testing.assert_allclose(x.grad, expected, rtol=1e-12)
    assert "clone" not in str(step.plan)
