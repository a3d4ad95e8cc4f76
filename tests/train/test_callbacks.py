"""Callbacks: who is called when, that steps stay what they are, and the guard against NaN."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

RNG = np.random.default_rng(7)
X = RNG.normal(size=(50, 4)).astype("f4")
LABELS = (X[:, 0] * X[:, 1] > 0).astype("i8")


def trainer(**options):
    nnlite.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(4, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 2)
    )
    optimizer = optim.Adam(model.parameters(), lr=0.01, **options)
    return nnlite.Trainer(model, nn.CrossEntropyLoss(), optimizer)


def weights(model):
    return {name: t.numpy().copy() for name, t in model.state_dict().items()}


def same(a, b):
    return a.keys() == b.keys() and all(np.array_equal(a[name], b[name]) for name in a)


class Diary(nnlite.Callback):
    def __init__(self, every=1, eager=False):
        self.every, self.eager, self.lines = every, eager, []

    def on_fit_start(self, trainer):
        self.lines.append(("start", trainer.optimizer.steps))

    def on_step_start(self, trainer, batch):
        self.lines.append(("before", trainer.optimizer.steps, len(batch[0])))

    def on_step_end(self, trainer, loss):
        self.lines.append(("after", trainer.optimizer.steps, np.isfinite(loss)))

    def on_epoch_end(self, trainer, history):
        self.lines.append(("epoch", len(history["train_loss"])))

    def on_fit_end(self, trainer):
        self.lines.append(("end", trainer.optimizer.steps))


def test_the_order_of_calls():
    diary = Diary(every=3)
    trainer().fit((X, LABELS), epochs=2, batch_size=25, callbacks=[diary])
    assert diary.lines == [
        ("start", 0),
        ("before", 0, 25),
        ("after", 1, True),
        ("epoch", 1),
        ("before", 3, 25),
        ("after", 4, True),
        ("epoch", 2),
        ("end", 4),
    ]


@pytest.mark.parametrize("every", [1, 2, 7])
@pytest.mark.parametrize("eager", [False, True])
def test_a_callback_changes_no_bit(every, eager):
    found = []
    for callbacks in ([], [Diary(every, eager)]):
        t = trainer()
        nnlite.manual_seed(3)
        history = t.fit((X, LABELS), epochs=3, batch_size=16, seed=9, callbacks=callbacks)
        found.append((history["train_loss"], weights(t.model)))
    assert found[0][0] == found[1][0]
    assert same(found[0][1], found[1][1])


def test_eager_steps_show_their_activations_to_hooks():
    class Looks(nnlite.Callback):
        every, eager, seen = 4, True, 0

        def on_step_start(self, trainer, batch):
            def hook(module, args, output):
                self.seen += 1

            self.hook = trainer.model[2].register_forward_hook(hook)

        def on_step_end(self, trainer, loss):
            self.hook.remove()

    looks = Looks()
    trainer().fit((X, LABELS), epochs=2, batch_size=10, callbacks=[looks])
    assert looks.seen == 3  # steps 1, 5, 9


def test_a_batch_may_be_replaced():
    class Nothing(nnlite.Callback):
        def on_step_start(self, trainer, batch):
            x, y = batch
            return x * 0, y

    model = nn.Linear(4, 2)
    before = weights(model)
    t = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), lr=0.1))
    t.fit((X, LABELS), epochs=2, callbacks=[Nothing()])
    after = weights(model)
    assert np.array_equal(before["weight"], after["weight"])
    assert not np.array_equal(before["bias"], after["bias"])

    class Wrong(nnlite.Callback):
        def on_step_start(self, trainer, batch):
            return batch[0]

    with pytest.raises(TypeError, match=r"on_step_start returned Tensor; .*as \(x, y\)"):
        t.fit((X, LABELS), callbacks=[Wrong()])


def test_stopping_at_a_step_and_after_an_epoch():
    class Stops(nnlite.Callback):
        def __init__(self, step=None, epoch=None):
            self.step, self.epoch = step, epoch

        def on_step_end(self, trainer, loss):
            return trainer.optimizer.steps == self.step

        def on_epoch_end(self, trainer, history):
            return len(history["train_loss"]) == self.epoch

    t = trainer()
    history = t.fit((X, LABELS), epochs=9, batch_size=10, callbacks=[Stops(step=7)])
    assert t.optimizer.steps == 7
    assert len(history["train_loss"]) == 2
    t = trainer()
    assert len(t.fit((X, LABELS), epochs=9, callbacks=[Stops(epoch=3)])["train_loss"]) == 3


def test_what_one_throws_ends_the_fit_and_all_are_told():
    class Fails(nnlite.Callback):
        def on_step_end(self, trainer, loss):
            if trainer.optimizer.steps == 3:
                raise RuntimeError("enough")

        def on_fit_end(self, trainer):
            raise RuntimeError("too late")

    t, diary = trainer(), Diary(every=100)
    with pytest.raises(RuntimeError, match="enough"):
        t.fit((X, LABELS), epochs=9, batch_size=10, callbacks=[Fails(), diary])
    assert diary.lines[-1] == ("end", 3)
    assert all(np.isfinite(w).all() for w in weights(t.model).values())
    with pytest.raises(RuntimeError, match="too late"):
        t.fit((X, LABELS), epochs=1, batch_size=10, callbacks=[Fails(), diary])
    assert diary.lines[-1] == ("end", 8)


def test_what_is_no_callback_is_refused():
    t = trainer()
    for wrong, error, words in [
        (Diary, TypeError, r"no nnlite.Callback; make one: Diary\(\)"),
        (print, TypeError, "no nnlite.Callback"),
        (Diary(every=0), ValueError, "every = 0; give 1 or more"),
    ]:
        with pytest.raises(error, match=words):
            t.fit((X, LABELS), callbacks=[wrong])
    assert t.optimizer.steps == 0


# ---- check_finite -------------------------------------------------------------------------------


class Poisons(nnlite.Callback):
    """Changes a weight before a step, so that this step goes wrong."""

    check_finite = True

    def __init__(self, name, value, step):
        self.name, self.value, self.step = name, value, step

    def on_step_start(self, trainer, batch):
        if trainer.optimizer.steps + 1 == self.step:
            with nnlite.no_grad():
                dict(trainer.model.named_parameters())[self.name].fill_(self.value)
        self.before = weights(trainer.model)


def test_the_guard_names_layer_and_step_and_saves_weights_and_buffers():
    t = trainer()
    poison = Poisons("4.weight", 3e38, step=8)
    words = (
        r"the loss of step 8 is (nan|infinite); .*that of 4 \(Linear\): .* No weight has changed"
    )
    with pytest.raises(ValueError, match=words):
        t.fit((X, LABELS), epochs=5, batch_size=10, callbacks=[poison])
    assert same(weights(t.model), poison.before)
    assert (t.optimizer.steps, t.optimizer.skipped_steps) == (7, 1)


def test_the_guard_names_the_gradient_behind_a_clip():
    class Root(nn.Module):
        def __init__(self):
            super().__init__()
            self.fine = nn.Parameter(np.ones(1, "f4"))
            self.w = nn.Parameter(np.ones(1, "f4"))

        def forward(self, x):
            return (x * self.w).abs().sqrt().sum().reshape(1) + self.fine

    model = Root()
    optimizer = optim.SGD(model.parameters(), lr=0.01, clip_norm=1.0)
    t = nnlite.Trainer(model, lambda output, target: output.sum(), optimizer)
    poison = Poisons("w", 0.0, step=3)
    with pytest.raises(ValueError, match="gradient of 'w' in step 3 holds nan"):
        t.fit((X, LABELS), callbacks=[poison], batch_size=10)
    assert same(weights(model), poison.before)


def test_the_guard_names_the_layer_where_gradients_go_wrong_first():
    """Behind a root at 0 all gradients are nan; those between it and the loss are not."""

    class Root(nn.Module):
        def forward(self, x):
            return (x * 0).abs().sqrt()

    model = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 3), Root(), nn.Linear(3, 2))
    t = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), lr=0.1))
    before = weights(model)
    with pytest.raises(ValueError, match=r"gradient of '1.bias' in step 1 holds nan"):
        t.fit((X, LABELS), check_finite=True)
    assert same(weights(model), before)


def test_the_guard_changes_no_bit_and_leaves_the_option_as_it_was():
    for option in (False, True):
        found = []
        for check in (False, True):
            t = trainer(skip_nonfinite=option)
            nnlite.manual_seed(3)
            t.fit((X, LABELS), epochs=3, batch_size=16, seed=9, check_finite=check)
            assert t.optimizer.state_dict()["group.0.skip_nonfinite"] == option
            found.append(weights(t.model))
        assert same(*found)
