"""ONNX's own tests of single operations, for those that the tables of this folder map.

Another table is a module beside images.py, named in `TABLES`. Skipped without onnx.
"""

from __future__ import annotations

import importlib
import warnings
from collections import Counter

import numpy as np
import pytest

from onnx_cases.adapter import OPERATIONS, UnsupportedError, run

pytest.importorskip("onnx")

TABLES = ("images", "convolutions", "sequences")
for table in TABLES:
    importlib.import_module(f"onnx_cases.{table}")


def cases():
    """Every case with one node of an operation in the tables."""
    from onnx.backend.test.case.node import collect_testcases

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        every = collect_testcases()
    return [
        case
        for case in every
        if len(case.model.graph.node) == 1 and case.model.graph.node[0].op_type in OPERATIONS
    ]


CASES = cases()
SEEN: Counter[tuple[str, str]] = Counter()


@pytest.fixture(scope="module", autouse=True)
def count(request):
    """Prints how many cases ran, passed and are unsupported, for each operation and in all."""
    yield
    lines = []
    for name in [*sorted({op for op, _ in SEEN}), None]:
        of = {k: sum(n for (op, kind), n in SEEN.items() if kind == k and name in (op, None))
              for k in ("run", "passed", "unsupported")}  # fmt: skip
        words = ", ".join(f"{n} {k}" for k, n in of.items())
        lines.append(f"onnx {name or 'in all'}: {words}")
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        print("\n" + "\n".join(lines))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_node(case):
    graph = case.model.graph
    node = graph.node[0]
    for inputs, outputs in case.data_sets:
        names = [i.name for i in graph.input]
        values = dict(zip(names, map(np.asarray, inputs), strict=True))
        try:
            found = run(node, values)
        except UnsupportedError as reason:
            SEEN[node.op_type, "unsupported"] += 1
            pytest.skip(str(reason))
        SEEN[node.op_type, "run"] += 1
        assert len(found) == len(outputs)
        for got, want in zip(found, outputs, strict=True):
            assert got.shape == want.shape and got.dtype == want.dtype
            np.testing.assert_allclose(got, want, max(case.rtol, 1e-5), max(case.atol, 1e-6))
        SEEN[node.op_type, "passed"] += 1


def test_every_row_has_a_case():
    assert {case.model.graph.node[0].op_type for case in CASES} == set(OPERATIONS)
