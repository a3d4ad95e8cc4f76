"""TensorFlow: the networks for images as `tf.function`, in its layout (n, h, w, c)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from benchmarks.workloads import Deep

tf.config.threading.set_intra_op_parallelism_threads(int(os.environ["OMP_NUM_THREADS"]))
tf.config.threading.set_inter_op_parallelism_threads(1)
tf.keras.backend.set_floatx("float32")

Weights = dict[str, Any]


def shapes(work: Deep) -> dict[str, tuple[int, ...]]:
    """Parameters by the names of the model's layers, as nnlite and PyTorch have them."""
    if work.name == "cnn":
        found = {"0": (32, 1, 3, 3), "2": (64, 32, 3, 3), "7": (128, 9216), "9": (10, 128)}
        return {
            f"{name}.{kind}": shape if kind == "weight" else shape[:1]
            for name, shape in found.items()
            for kind in ("weight", "bias")
        }
    parts: dict[str, tuple[int, ...]] = {}

    def convolution(name: str, place: int, inputs: int, outputs: int, size: int) -> None:
        parts[f"{name}{place}.weight"] = (outputs, inputs, size, size)
        parts[f"{name}{place + 1}.weight"] = parts[f"{name}{place + 1}.bias"] = (outputs,)

    convolution("", 0, 3, 16, 3)
    inputs = 16
    for block, outputs in enumerate([16] * 3 + [32] * 3 + [64] * 3):
        convolution(f"{block + 3}.body.", 0, inputs, outputs, 3)
        convolution(f"{block + 3}.body.", 3, outputs, outputs, 3)
        if inputs != outputs:
            convolution(f"{block + 3}.shortcut.", 0, inputs, outputs, 1)
        inputs = outputs
    return {**parts, "14.weight": (10, 64), "14.bias": (10,)}


def cnn(p: Weights, x: Any, dropout: float) -> Any:
    for name in ("0", "2"):
        x = tf.nn.conv2d(x, p[f"{name}.weight"], 1, "VALID")
        x = tf.nn.relu(tf.nn.bias_add(x, p[f"{name}.bias"]))
    x = tf.nn.max_pool2d(x, 2, 2, "VALID")
    x = tf.nn.dropout(x, dropout) if dropout else x
    # The rows of the first linear layer follow channels last as well (see `weights`).
    x = tf.reshape(x, (x.shape[0], -1))
    x = tf.nn.relu(tf.matmul(x, p["7.weight"]) + p["7.bias"])
    return tf.matmul(x, p["9.weight"]) + p["9.bias"]


def resnet20(p: Weights, x: Any, dropout: float) -> Any:
    def convolution(name: str, place: int, x: Any, stride: int) -> Any:
        w, norm = p[f"{name}{place}.weight"], f"{name}{place + 1}."
        border = w.shape[0] // 2
        pads = [[0, 0], [border, border], [border, border], [0, 0]]
        x = tf.nn.conv2d(x, w, stride, "SAME" if stride == 1 else pads)
        scale, offset = p[norm + "weight"], p[norm + "bias"]
        return tf.compat.v1.nn.fused_batch_norm(x, scale, offset, epsilon=1e-5)[0]

    x = tf.nn.relu(convolution("", 0, x, 1))
    for block in range(3, 12):
        short = f"{block}.shortcut."
        wider = f"{short}0.weight" in p
        stride = 2 if wider else 1
        y = tf.nn.relu(convolution(f"{block}.body.", 0, x, stride))
        y = convolution(f"{block}.body.", 3, y, 1)
        x = tf.nn.relu(y + (convolution(short, 0, x, stride) if wider else x))
    return tf.matmul(tf.reduce_mean(x, (1, 2)), p["14.weight"]) + p["14.bias"]


def weights(work: Deep) -> Weights:
    """Convolutions (h, w, in, out), linear layers (in, out)."""
    found = {}
    for name, shape in shapes(work).items():
        a = work.initial(name, shape)
        if a.ndim == 4:
            a = a.transpose(2, 3, 1, 0)
        elif a.shape == (128, 9216):  # its columns: (c, h, w) there, (h, w, c) here
            a = a.reshape(128, 64, 12, 12).transpose(2, 3, 1, 0).reshape(9216, 128)
        elif a.ndim == 2:
            a = a.T
        found[name] = tf.Variable(np.ascontiguousarray(a))
    return found


class Deepening:
    """Steps over batches in turns; losses are compared without dropout."""

    unit = 1

    def __init__(self, work: Deep, form: str) -> None:
        self.work = work
        self.batches = [
            (tf.constant(np.ascontiguousarray(x.transpose(0, 2, 3, 1))), tf.constant(y))
            for x, y in work.batches()
        ]
        self.step = self.step_of(work.dropout)

    def step_of(self, dropout: float) -> Callable[[Any, Any], Any]:
        p, o = weights(self.work), self.work.rule.options
        forward = cnn if self.work.name == "cnn" else resnet20
        variables = list(p.values())
        if "momentum" in o:
            updater: Any = tf.keras.optimizers.SGD(o["lr"], momentum=o["momentum"])
        else:
            # Keras adds epsilon before the correction of v, which is sqrt(0.001) at the first step.
            updater = tf.keras.optimizers.Adam(o["lr"], epsilon=1e-8 * 0.001**0.5)
        updater.build(variables)
        decay = o.get("weight_decay", 0.0)

        @tf.function  # type: ignore[untyped-decorator]
        def step(x: Any, y: Any) -> Any:
            with tf.GradientTape() as tape:
                logits = forward(p, x, dropout)
                losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
                loss = tf.reduce_mean(losses)
            gradients = tape.gradient(loss, variables)
            if decay:
                gradients = [g + decay * v for g, v in zip(gradients, variables, strict=True)]
            updater.apply(gradients, variables)
            return loss

        return step

    def losses(self, n: int) -> list[float]:
        step = self.step_of(0.0)
        return [float(step(*self.batches[i % len(self.batches)])) for i in range(n)]

    def run(self, n: int) -> None:
        for i in range(n):
            loss = self.step(*self.batches[i % len(self.batches)])
        float(loss)


COMPETITORS = {Deep: Deepening}
