"""What is computed from runs: medians, the best rate, the width of the good range, JSON."""

import json
import math

import pytest

from app.synthetic import SETTINGS, comparison, run
from nnlite.app.result import SLACK, TOLERANCE, Comparison, good_range


def test_good_range_ends_where_the_line_crosses_the_limit():
    r = good_range([0.01, 0.1, 1.0], [0.9, 0.1, 0.9])
    limit = TOLERANCE * 0.1 + SLACK
    share = (limit - 0.1) / 0.8
    assert r.low == pytest.approx(10 ** (-1 - share))
    assert r.high == pytest.approx(10 ** (-1 + share))
    assert r.decades == pytest.approx(2 * share)
    assert not r.open_low
    assert not r.open_high


def test_good_range_stops_at_the_last_good_rate_before_divergence():
    r = good_range([0.1, 1.0, 10.0], [0.1, 0.1, math.inf])
    assert (r.low, r.high) == (0.1, 1.0)
    assert r.open_low
    assert not r.open_high


def test_good_range_does_not_jump_over_a_bad_rate():
    r = good_range([0.1, 1.0, 10.0], [0.1, 5.0, 0.1])
    assert r.high < 1.0


def test_good_range_of_nothing():
    assert good_range([0.1, 1.0], [math.inf, math.inf]) is None


def test_best_is_the_lowest_median_loss():
    runs = [run("sgd", lr, s, loss=v) for lr, vs in {0.1: (1, 9, 2), 1.0: (3, 3, 0)}.items()
            for s, v in enumerate(vs)]  # fmt: skip
    best = Comparison(tuple(runs), SETTINGS).best["sgd"]
    assert best.lr == 0.1
    assert best.val_loss == 2
    assert best.val_loss_spread == 4
    assert best.seconds_per_step == pytest.approx(0.1 / 2000)


def test_a_minority_of_diverged_seeds_is_reported_and_left_out_of_the_spread():
    runs = [run("sgd", 0.1, s, loss=0.1, diverged=s == 0) for s in range(3)]
    best = Comparison(tuple(runs), SETTINGS).best["sgd"]
    assert best.lr == 0.1
    assert best.val_loss == pytest.approx(0.1)
    assert (best.diverged, best.runs) == (1, 3)


def test_everything_diverged():
    found = comparison(["sgd", "adam"], everything_diverges=True)
    assert found.best["sgd"].lr is None
    assert found.best["sgd"].val_accuracy is None
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))


def test_json_has_the_promised_names():
    found = comparison(["sgd", "adam"])
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    names = {"optimizer", "lr", "seed", "train_loss", "val_loss", "val_accuracy", "seconds"}
    assert names <= set(data["results"][0])
    assert len(data["results"]) == 2 * 7 * 3
    assert set(data["best"]) == {"sgd", "adam"}
    assert data["best"]["adam"]["lr"] == 0.003
    assert data["best"]["adam"]["good"]["decades"] > 0
    lost = [r for r in data["results"] if r["diverged"]]
    assert lost
    assert all(r["val_loss"] is None for r in lost)


def test_ranking():
    order = [b.optimizer for b in comparison(["adam", "sgd", "rmsprop"]).ranked()]
    assert order == ["adam", "sgd", "rmsprop"]
