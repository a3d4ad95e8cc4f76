"""What single rules have of their own: options in tuples, averages, words of PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

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
