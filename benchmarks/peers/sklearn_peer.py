"""scikit-learn's multilayer perceptron, from the same weights; it has Adam and momentum only."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from benchmarks.peers import Unavailable
from benchmarks.workloads import Network

PASS = 8  # times the batches that one call goes over


def estimator(network: Network) -> Any:
    """An estimator that stands before its first step.

    A first `partial_fit` makes its arrays; then weights and optimizer are put in place.
    """
    options = network.rule.options
    lr, momentum = options["lr"], options.get("momentum", 0.0)
    if network.rule_name not in ("sgd", "momentum", "adam"):
        raise Unavailable(f"scikit-learn has no {network.rule_name}")
    model = (MLPClassifier if network.classes else MLPRegressor)(
        hidden_layer_sizes=network.sizes[1:-1],
        activation=network.activation,
        solver="adam" if network.rule_name == "adam" else "sgd",
        alpha=0.0,
        batch_size=network.batch,
        learning_rate_init=lr,
        momentum=momentum,
        nesterovs_momentum=False,
        shuffle=False,
    )
    x, y = network.batches()[0]
    if network.classes:
        model.partial_fit(x, y, classes=np.arange(network.sizes[-1]))
    else:
        model.partial_fit(x, targets(network, y))
    for i, (w, b) in enumerate(network.weights()):
        model.coefs_[i][...], model.intercepts_[i][...] = w.T, b
    parameters = model.coefs_ + model.intercepts_
    if network.rule_name == "adam":
        model._optimizer = AdamOptimizer(parameters, lr)
    else:
        model._optimizer = SGDOptimizer(parameters, lr, momentum=momentum, nesterov=False)
    return model


def targets(network: Network, y: Any) -> Any:
    """A single output wants a vector."""
    return y.ravel() if network.classes or network.sizes[-1] == 1 else y


class Training:
    """Steps over batches in turns; a call goes over all of them several times."""

    def __init__(self, network: Network, form: str) -> None:
        self.model, self.network, self.batches = estimator(network), network, network.batches()
        self.unit = PASS * len(self.batches)
        self.x = np.concatenate([x for x, _ in self.batches] * PASS)
        self.y = targets(network, np.concatenate([y for _, y in self.batches] * PASS))

    def losses(self, n: int) -> list[float]:
        found = []
        for i in range(n):
            x, y = self.batches[i % len(self.batches)]
            self.model.partial_fit(x, targets(self.network, y))
            found.append(self.model.loss_ * (1 if self.network.classes else 2))
        return found

    def run(self, n: int) -> None:
        for _ in range(n // self.unit):
            self.model.partial_fit(self.x, self.y)


COMPETITORS = {Network: Training}
