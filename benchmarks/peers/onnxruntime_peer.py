"""ONNX Runtime: inference of the same network, written as ONNX by hand."""

from __future__ import annotations

import os

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from benchmarks.workloads import Inference, Network


def model(network: Network) -> bytes:
    """Gemm and Relu nodes, for one row."""
    nodes, arrays, last = [], [], len(network.sizes) - 2
    for i, (w, b) in enumerate(network.weights()):
        arrays += [numpy_helper.from_array(w, f"w{i}"), numpy_helper.from_array(b, f"b{i}")]
        nodes.append(helper.make_node("Gemm", [f"h{i}", f"w{i}", f"b{i}"], [f"z{i}"], transB=1))
        if i < last:
            nodes.append(helper.make_node("Relu", [f"z{i}"], [f"h{i + 1}"]))
    row = helper.make_tensor_value_info("h0", TensorProto.FLOAT, [1, network.sizes[0]])
    out = helper.make_tensor_value_info(f"z{last}", TensorProto.FLOAT, [1, network.sizes[-1]])
    graph = helper.make_graph(nodes, "network", [row], [out], arrays)
    opset = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opset, ir_version=9).SerializeToString()


class Predicting:
    """One row forward."""

    unit = 1

    def __init__(self, workload: Inference, form: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ["OMP_NUM_THREADS"])
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            model(workload.network), options, providers=["CPUExecutionProvider"]
        )
        self.inputs = {"h0": workload.row()}

    def losses(self, n: int) -> list[float]:
        z = self.session.run(None, self.inputs)[0]
        return [float(np.abs(z).sum(dtype=np.float64))] * n

    def run(self, n: int) -> None:
        for _ in range(n):
            self.session.run(None, self.inputs)


COMPETITORS = {Inference: Predicting}
