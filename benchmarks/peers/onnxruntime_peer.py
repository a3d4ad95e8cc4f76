"""ONNX Runtime: inference of the same networks, written as ONNX by hand."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from benchmarks.workloads import Deep, Inference, Network


def finished(nodes: list[Any], arrays: list[Any], row: list[int], last: str) -> bytes:
    """A model of nodes from h0 to `last`, which has a row of numbers."""
    given = helper.make_tensor_value_info("h0", TensorProto.FLOAT, row)
    out = helper.make_tensor_value_info(last, TensorProto.FLOAT, [1, 10])
    graph = helper.make_graph(nodes, "network", [given], [out], arrays)
    opset = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opset, ir_version=9).SerializeToString()


def rows(network: Network) -> bytes:
    """Gemm and Relu nodes, for one row."""
    nodes, arrays, last = [], [], len(network.sizes) - 2
    for i, (w, b) in enumerate(network.weights()):
        arrays += [numpy_helper.from_array(w, f"w{i}"), numpy_helper.from_array(b, f"b{i}")]
        nodes.append(helper.make_node("Gemm", [f"h{i}", f"w{i}", f"b{i}"], [f"z{i}"], transB=1))
        if i < last:
            nodes.append(helper.make_node("Relu", [f"z{i}"], [f"h{i + 1}"]))
    return finished(nodes, arrays, [1, network.sizes[0]], f"z{last}")


def images(work: Deep) -> bytes:
    """The CNN of models.py, for one image; its layers are numbered as there."""
    shapes = {0: (32, 1, 3, 3), 2: (64, 32, 3, 3), 7: (128, 9216), 9: (10, 128)}
    arrays = [
        numpy_helper.from_array(work.initial(f"{i}.{kind}", s), f"{i}.{kind}")
        for i, shape in shapes.items()
        for kind, s in (("weight", shape), ("bias", shape[:1]))
    ]
    layers: list[tuple[int, str, dict[str, Any]]] = [
        (0, "Conv", {"kernel_shape": [3, 3]}),
        (1, "Relu", {}),
        (2, "Conv", {"kernel_shape": [3, 3]}),
        (3, "Relu", {}),
        (4, "MaxPool", {"kernel_shape": [2, 2], "strides": [2, 2]}),
        (6, "Flatten", {}),
        (7, "Gemm", {"transB": 1}),
        (8, "Relu", {}),
        (9, "Gemm", {"transB": 1}),
    ]
    nodes, last = [], "h0"
    for i, kind, options in layers:
        own = [f"{i}.weight", f"{i}.bias"] if i in shapes else []
        nodes.append(helper.make_node(kind, [last, *own], [f"z{i}"], **options))
        last = f"z{i}"
    return finished(nodes, arrays, [1, *work.input], last)


class Predicting:
    """One row forward."""

    unit = 1

    def __init__(self, workload: Inference, form: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ["OMP_NUM_THREADS"])
        options.inter_op_num_threads = 1
        network = workload.network
        written = images(network) if isinstance(network, Deep) else rows(network)
        self.session = onnxruntime.InferenceSession(
            written, options, providers=["CPUExecutionProvider"]
        )
        self.inputs = {"h0": workload.row()}

    def losses(self, n: int) -> list[float]:
        z = self.session.run(None, self.inputs)[0]
        return [float(np.abs(z).sum(dtype=np.float64))] * n

    def run(self, n: int) -> None:
        for _ in range(n):
            self.session.run(None, self.inputs)


COMPETITORS = {Inference: Predicting}
