"""Ensemble: averages beside NumPy, state, prediction."""

import numpy as np
import pytest

import nnlite
from nnlite import nn

F = nn.functional


def members(count=3):
    nnlite.manual_seed(0)
    layers = [(nn.Linear(4, 6), nn.Tanh(), nn.Dropout(0.5), nn.Linear(6, 3)) for _ in range(count)]
    return [nn.Sequential(*parts) for parts in layers]


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


X = np.random.default_rng(0).normal(size=(50, 4)).astype("float32")


def test_averages():
    models = members()
    outputs = [m.eval()(nnlite.tensor(X)).detach().numpy().astype("float64") for m in models]
    plain = nn.Ensemble(models).eval()
    np.testing.assert_allclose(plain(nnlite.tensor(X)).detach(), np.mean(outputs, 0), atol=1e-6)
    likely = nn.Ensemble(models, average="probabilities").eval()
    want = np.mean([softmax(o) for o in outputs], 0)
    logits = likely(nnlite.tensor(X))
    np.testing.assert_allclose(softmax(logits.detach().numpy()), want, atol=1e-6)
    np.testing.assert_allclose(logits.detach(), np.log(want), atol=1e-5)
    labels = np.arange(50) % 3
    loss = F.cross_entropy(logits, nnlite.tensor(labels)).item()
    np.testing.assert_allclose(loss, -np.log(want[np.arange(50), labels]).mean(), rtol=1e-5)


@pytest.mark.parametrize("average", ["outputs", "probabilities"])
def test_predict_is_evaluation_in_batches(average):
    ensemble = nn.Ensemble(members(), average)
    want = ensemble.eval()(nnlite.tensor(X)).detach()
    ensemble.train()
    for batch_size in (7, 50, 1024):
        found = ensemble.predict(X.astype("float64"), batch_size)
        assert not found.requires_grad and found.dtype == nnlite.float32
        np.testing.assert_allclose(found, want, atol=1e-6)
    assert all(m.training for m in ensemble.modules())


def test_it_is_one_model(tmp_path):
    ensemble = nn.Ensemble(members(2))
    assert len(ensemble) == 2
    assert "1.0.weight" in ensemble.state_dict()
    nnlite.save_file(ensemble.state_dict(), tmp_path / "a.safetensors")
    other = nn.Ensemble(members(2))
    other.load_state_dict(nnlite.load_file(tmp_path / "a.safetensors"))
    np.testing.assert_array_equal(other.predict(X), ensemble.predict(X))


def test_captured_equals_eager():
    ensemble = nn.Ensemble(members(), "probabilities")
    step = nnlite.compile(lambda x: ensemble(x))
    found = []
    for f in (step, ensemble):
        nnlite.manual_seed(9)
        found.append([f(nnlite.tensor(X)).detach().numpy().tobytes() for _ in range(3)])
    assert found[0] == found[1]


def test_runs_of_train_many():
    labels = np.arange(50) % 3

    def build():
        model = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 3))
        return nnlite.Trainer(model, nn.CrossEntropyLoss(), nnlite.optim.Adam(model.parameters()))

    runs = nnlite.train_many(build, (X, labels), epochs=2, seeds=range(3), progress=False)
    ensemble = nn.Ensemble([run.trainer.model for run in runs])
    want = np.mean([run.trainer.predict(X).numpy() for run in runs], 0)
    np.testing.assert_allclose(ensemble.predict(X), want, atol=1e-6)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.Ensemble([]), ValueError, "no models"),
        (lambda: nn.Ensemble([1]), TypeError, "member 0 is an int"),
        (lambda: nn.Ensemble(members(1), "median"), ValueError, "average is 'median'"),
        (lambda: nn.Ensemble(members(1)).predict(X, 0), ValueError, "batch_size is 0"),
        (lambda: nn.Ensemble(members(1)).predict(X[:0]), ValueError, "no rows"),
        (
            lambda: nn.Ensemble([nn.Linear(4, 2), nn.Linear(4, 3)])(nnlite.tensor(X)),
            ValueError,
            "member 1 returned shape",
        ),
    ],
)
def test_errors(call, error, message):
    with pytest.raises(error, match=message):
        call()
