"""Compiled steps: when plans are made, what they guard, how they fail."""

import threading

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

F = nn.functional


class Run:
    """A small classifier with its step, compiled or not."""

    def __init__(self, compiled=True, make=optim.Adam, layers=(), **options):
        nnlite.manual_seed(3)
        self.model = nn.Sequential(nn.Linear(6, 8), *layers, nn.Tanh(), nn.Linear(8, 3))
        self.optimizer = make(self.model.parameters(), **{"lr": 0.05, **options})
        self.calls = 0
        self.clears = False
        self.step = nnlite.compile(self.take) if compiled else self.take

    def take(self, x, y):
        self.calls += 1
        if self.clears:
            self.model.zero_grad()
        loss = F.cross_entropy(self.model(x), y)
        loss.backward()
        self.optimizer.step()
        return loss

    def weights(self):
        return [p.detach().numpy().tobytes() for p in self.model.parameters()]


@pytest.fixture
def batch():
    return batches(1)[0]


def batches(count, rows=5):
    rng = np.random.default_rng(0)
    return [
        (
            nnlite.tensor(rng.normal(size=(rows, 6)).astype("float32")),
            nnlite.tensor(rng.integers(0, 3, rows)),
        )
        for _ in range(count)
    ]


LAYERS = {
    "plain": lambda: (),
    "dropout": lambda: (nn.Dropout(0.3),),
    "dropout's family": lambda: (nn.AlphaDropout(0.2), nn.GaussianDropout(0.2), nn.DropPath(0.2)),
    "noise": lambda: (nn.GaussianNoise(0.1), nn.DropConnect(nn.LayerNorm(8), 0.1, names="")),
    "batch norm": lambda: (nn.BatchNorm1d(8),),
    "cumulative batch norm": lambda: (nn.BatchNorm1d(8, momentum=None),),
    "layer norm": lambda: (nn.LayerNorm(8), nn.RReLU()),
}


@pytest.mark.parametrize("layers", LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("threads", [1, 2, 3, 4, 8])
def test_replay_equals_eager(layers, threads):
    before = nnlite.get_num_threads()
    nnlite.set_num_threads(threads)
    try:
        runs, losses = [], []
        for compiled in (True, False):
            runs.append(Run(compiled, layers=layers()))
            losses.append([runs[-1].step(x, y).item() for x, y in batches(6)])
    finally:
        nnlite.set_num_threads(before)
    assert losses[0] == losses[1]
    assert runs[0].weights() == runs[1].weights()
    assert runs[0].calls == 1


def test_one_plan_for_each_shape(batch):
    run = Run()
    for rows in (5, 5, 3, 5, 3):
        run.step(*batches(1, rows)[0])
    assert run.calls == 2


def test_hyper_parameters_and_schedules_make_no_plan(batch):
    compiled, eager = (
        Run(c, lr=optim.exponential(0.1, 0.9), weight_decay=0.1) for c in (True, False)
    )
    for i, (x, y) in enumerate(batches(5)):
        for r in (compiled, eager):
            r.optimizer.param_groups[0]["weight_decay"] = 0.1 * i
            r.step(x, y)
    assert compiled.calls == 1
    assert compiled.weights() == eager.weights()


def test_changes_that_make_a_plan(batch):
    run = Run(layers=(nn.Dropout(0.5),))
    run.clears = (
        True  # the optimizer does not know a new parameter, so nothing uses its gradient up
    )
    run.step(*batch)
    changes = [
        lambda: run.model.eval(),
        lambda: run.model[0].requires_grad_(False),
        lambda: setattr(run.model[0], "weight", nn.Parameter(nnlite.ones(8, 6))),
        lambda: run.optimizer.load_state_dict(run.optimizer.state_dict()),
    ]
    for i, change in enumerate(changes):
        change()
        run.step(*batch)
        run.step(*batch)
        assert run.calls == 2 + i, run.step.explain()


def test_switching_back_finds_the_old_plan(batch):
    run = Run(layers=(nn.Dropout(0.5),))
    for _ in range(3):
        run.model.train()
        run.step(*batch)
        run.model.eval()
        run.step(*batch)
    assert run.calls == 2


def test_other_values_have_plans_of_their_own():
    calls = []

    @nnlite.compile
    def power(x, *, exponent):
        calls.append(exponent)
        return x**exponent

    x = nnlite.tensor([2.0, 3.0])
    assert [power(x, exponent=e).tolist() for e in (2, 3, 2)] == [[4, 9], [8, 27], [4, 9]]
    assert calls == [2, 3]


def test_results_are_fresh_and_keep_their_form(batch):
    @nnlite.compile
    def forms(x):
        return {"double": x * 2, "same": x, "none": None}

    first, second = forms(nnlite.tensor([1.0])), forms(nnlite.tensor([5.0]))
    assert first["double"].tolist() == [2] and second["double"].tolist() == [10]
    assert second["same"].tolist() == [5] and second["none"] is None


def test_gradients_are_readable_and_belong_to_the_user(batch):
    run, eager = Run(), Run(False)
    held = []
    for x, y in batches(3):
        run.step(x, y)
        eager.step(x, y)
        held.append((run.model[0].weight.grad, eager.model[0].weight.grad))
    for mine, theirs in held:
        assert mine.tolist() == theirs.tolist()


def test_gradients_from_outside_are_added_to(batch):
    run, eager = Run(), Run(False)
    for r in (run, eager):
        for x, y in batches(4):
            F.cross_entropy(r.model(x), y).backward()
            r.step(x, y)
    assert run.weights() == eager.weights()


def test_an_optimizer_uses_gradients_up(batch):
    """After a step the next backward() begins anew; before it, it adds."""
    w = nn.Parameter(nnlite.tensor([1.0]))
    optimizer = optim.SGD([w], lr=0.0)
    (w * 2).sum().backward()
    (w * 3).sum().backward()
    assert w.grad.tolist() == [5]
    optimizer.step()
    assert w.grad.tolist() == [5]
    (w * 2).sum().backward()
    assert w.grad.tolist() == [2]


READS = {
    "item": lambda t: t.sum().item(),
    "bool": lambda t: bool((t > 0).all()),
    "numpy": lambda t: t.detach().numpy(),
    "tolist": lambda t: t.tolist(),
    "dlpack": lambda t: np.from_dlpack(t.detach()),
    "mask": lambda t: t[t > 0],
    "one_hot": lambda t: F.one_hot(t.argmax(1)),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_reading_a_value_is_refused(read, batch):
    model = nn.Linear(6, 3)

    @nnlite.compile
    def step(x):
        y = model(x)
        read(y)
        return y

    with pytest.raises(nnlite.CaptureError, match="compiled step"):
        step(batch[0])


def test_what_a_plan_cannot_hold_is_refused(batch):
    x = nnlite.ones(2, requires_grad=True)
    outside = x * 2
    cases = [
        (lambda: nnlite.compile(lambda a: a.sum())(outside), "detach"),
        (lambda: nnlite.compile(lambda: outside.sum().backward())(), "before the compiled step"),
        (lambda: nnlite.compile(lambda a: nnlite.manual_seed(1))(nnlite.ones(1)), "manual_seed"),
        (lambda: nnlite.compile(lambda a: 3.0)(nnlite.ones(1)), "return"),
    ]
    for call, words in cases:
        with pytest.raises(nnlite.CaptureError, match=words):
            call()
    with pytest.raises(TypeError, match="function"):
        nnlite.compile(3)


def test_bad_labels_leave_everything_as_it_was(batch):
    run = Run()
    run.step(*batch)
    before, steps = run.weights(), run.optimizer.steps
    for _ in range(2):
        with pytest.raises(IndexError, match="label 9"):
            run.step(batch[0], nnlite.full((5,), 9))
    assert run.weights() == before and run.optimizer.steps == steps
    run.step(*batch)
    assert run.weights() != before


def test_bad_indices_are_found_when_the_plan_runs():
    pick = nnlite.compile(lambda x, i: x[i])
    x = nnlite.arange(4.0)
    assert pick(x, nnlite.tensor([0, -1])).tolist() == [0, 3]
    assert pick(x, nnlite.tensor([-2, 1])).tolist() == [2, 1]
    with pytest.raises(IndexError, match="7"):
        pick(x, nnlite.tensor([7, 1]))


def test_run_takes_many_steps():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(23, 6)).astype("float32"), rng.integers(0, 3, 23)
    runs, losses = [Run() for _ in range(2)], []
    loader = nnlite.DataLoader(x, y, batch_size=5, shuffle=True, seed=1)
    losses.append(runs[0].step.run(loader, steps=12).tolist())
    loader = nnlite.DataLoader(x, y, batch_size=5, shuffle=True, seed=1)
    taken = [runs[1].take(*b).item() for _ in range(3) for b in loader]
    losses.append(taken[:12])
    assert losses[0] == losses[1]


def test_words():
    run = Run(layers=(nn.Dropout(0.1),))
    assert run.step.plan is None
    assert "first call" in run.step.explain()
    for b in batches(3):
        run.step(*b)
    assert "linear" in str(run.step.plan) and "adam_step" in str(run.step.plan)
    assert "Adam" in run.step.explain() and "random" in run.step.explain()
    assert 0 < run.step.plan.memory["planned"] < run.step.plan.memory["naive"]


def test_profile():
    timed = nnlite.compile(lambda x: x.exp().sum(), profile=True)
    for _ in range(3):
        timed(nnlite.ones(10))
    assert "us" in str(timed.plan)


def test_two_threads_share_a_step():
    square = nnlite.compile(lambda x: (x * x).sum())
    found = {}

    def work(k):
        found[k] = [square(nnlite.full((50,), float(k))).item() for _ in range(200)]

    threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == {k: [50.0 * k * k] * 200 for k in range(3)}


def test_steady_steps_ask_for_no_memory(batch):
    run = Run(layers=(nn.BatchNorm1d(8), nn.Dropout(0.2)))
    for _ in range(3):
        run.step(*batch)
    before = nnlite.memory_stats()["system_calls"]
    for _ in range(50):
        run.step(*batch)
    assert nnlite.memory_stats()["system_calls"] == before


@pytest.mark.parametrize("size", [2**18 - 1, 2**18, 300_001])
@pytest.mark.parametrize("threads", [1, 3])
def test_long_chains_run_in_pieces(size, threads):
    def chain(x, y):
        z = (x * 2 + y).tanh() * y - x.exp().clip(0, 5)
        z = nnlite.where(z > 0, z, x * 0.5)
        z += y
        return z, F.binary_cross_entropy_with_logits(z, (y > 0).to("float32")), z[::2] * 3

    rng = np.random.default_rng(0)
    x, y = (nnlite.tensor(rng.normal(size=size).astype("float32")) for _ in range(2))
    before = nnlite.get_num_threads()
    nnlite.set_num_threads(threads)
    try:
        compiled = nnlite.compile(chain)
        compiled(y, x)
        found, want = compiled(x, y), chain(x, y)
    finally:
        nnlite.set_num_threads(before)
    assert [t.numpy().tobytes() for t in found] == [t.numpy().tobytes() for t in want]
    assert ("0 fused" in str(compiled.plan)) == (size < 2**18)
    if size >= 2**18:
        assert compiled.plan.memory["planned"] < 3 * 4 * size


def test_a_tensor_that_is_frozen_is_noticed_by_every_plan():
    """Also one that no module holds, and that several plans do."""
    w, v = nnlite.normal((4, 4)).requires_grad_(), nnlite.normal((4, 4)).requires_grad_()
    optimizer = optim.SGD([w, v], lr=0.1)

    @nnlite.compile
    def step(x):
        loss = (x @ w @ v).square().mean()
        loss.backward()
        optimizer.step()
        return loss

    batches = nnlite.normal((3, 4)), nnlite.normal((5, 4))
    for _ in range(2):
        for x in batches:
            step(x)
    w.grad = None
    before = w.requires_grad_(False).numpy().copy()
    for _ in range(2):
        for x in batches:
            step(x)
    np.testing.assert_array_equal(w.numpy(), before)
    assert w.grad is None
    w.requires_grad_()
    step(batches[0])
    assert (w.detach().numpy() != before).any()
