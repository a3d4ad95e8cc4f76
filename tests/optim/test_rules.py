"""What single rules have of their own: options in tuples, averages, words of PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim
from optim.test_options import give, leaf, values


def test_tuples_are_set_whole():
    group = optim.Rprop([leaf([1.0])], etas=(0.4, 1.3)).param_groups[0]
    assert (group["etas"], group["step_sizes"]) == ((0.4, 1.3), (1e-6, 50.0))
    group["etas"] = (0.1, 2)
    with pytest.raises(ValueError, match="eta_plus is 0.5; give a number from 1 on"):
        group["etas"] = (0.2, 0.5)
    assert group["etas"] == (0.1, 2.0)
    assert "eta_minus" not in group
    with pytest.raises(ValueError, match=r"betas is \(0.9, 0.99\); give three numbers"):
        optim.Adan([leaf([1.0])], betas=(0.9, 0.99))
    with pytest.raises(ValueError, match=r"step_sizes is \(1, 0.5\)"):
        optim.Rprop([leaf([1.0])], step_sizes=(1, 0.5))


def test_pytorchs_word_for_decoupled_decay():
    for word, mode in ((True, "decoupled"), (False, "coupled")):
        optimizer = optim.RAdam([leaf([1.0])], decoupled_weight_decay=word)
        assert optimizer.param_groups[0]["decay_mode"] == mode


def test_averages_of_averaged_sgd():
    w, visited = leaf([1.0, -1.0]), []
    optimizer = optim.ASGD([w], lr=0.1, t0=2)
    with pytest.raises(ValueError, match="averaged"):
        optimizer.averaged()
    for t in range(8):
        give(w, [t, 1.0])
        optimizer.step()
        visited.append(values(w))
    ax = visited[0]
    for t, now in enumerate(visited[1:], 2):
        ax = ax + (now - ax) / max(1, t - 1 - 2)
    np.testing.assert_allclose(optimizer.state_dict()["0.ax"].numpy(), ax, rtol=1e-12)
    with optimizer.averaged():
        np.testing.assert_allclose(values(w), ax, rtol=1e-12)
    assert np.array_equal(values(w), visited[-1])


# ---- sharpness-aware minimization ----------------------------------------------------------------


def bowl(p):
    return (p[0] ** 2 + 3 * p[1] ** 2 + p[0] * p[1]) * 0.5


def bowl_gradient(w):
    return np.array([w[0] + 0.5 * w[1], 3 * w[1] + 0.5 * w[0]])


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("maximize", [False, True])
def test_sam_takes_the_gradient_at_the_worst_point_near(compiled, maximize):
    w = leaf([1.0, -2.0])
    optimizer = optim.SGD([w], lr=0.1, momentum=0.5, sam=0.2, maximize=maximize)
    sign = -1 if maximize else 1

    def closure():
        loss = sign * bowl(w)
        loss.backward()
        return loss

    def step():
        return optimizer.step(closure)

    run = nnlite.compile(step) if compiled else step
    expected, buffer = np.array([1.0, -2.0]), 0.0
    for _ in range(10):
        before = expected
        g = bowl_gradient(expected)
        buffer = 0.5 * buffer + bowl_gradient(expected + 0.2 * g / np.linalg.norm(g))
        expected = expected - 0.1 * buffer
        assert run().item() == pytest.approx(sign * float(bowl(before)))
        np.testing.assert_allclose(values(w), expected, rtol=1e-9)


def test_sam_goes_back_where_the_loss_fails():
    w = leaf([1.0, -2.0])
    optimizer = optim.Adam([w], sam=0.5)
    calls = []

    def closure():
        calls.append(1)
        if len(calls) == 2:
            raise KeyError("second")
        loss = bowl(w)
        loss.backward()
        return loss

    with pytest.raises(KeyError):
        optimizer.step(closure)
    assert values(w).tolist() == [1.0, -2.0] and optimizer.steps == 0


def test_sam_needs_a_closure_of_its_own():
    w = leaf([1.0])
    with pytest.raises(ValueError, match=r"sam needs step\(closure\)"):
        optim.SGD([w], sam=0.1).step()
    with pytest.raises(ValueError, match="leave out accumulate"):
        optim.SGD([w], sam=0.1, accumulate=2)
    with pytest.raises(ValueError, match="leave out nesterov"):
        optim.SGD([w], sam=0.1, momentum=0.9, nesterov="closure")
