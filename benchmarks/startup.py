"""Fresh processes: how long an import takes, a first training step, and what memory it all needs.

``python -m benchmarks.startup WORKLOAD PEER FORM`` is such a process; it prints JSON.
"""

from __future__ import annotations

import importlib
import sys
import time

STEPS = 100


def main() -> None:
    """Imports the peer as a user's first line would, before NumPy is there; then trains."""
    from benchmarks.modules import MODULES

    workload, peer, form = sys.argv[1:4]
    start = time.perf_counter()
    module = importlib.import_module(MODULES[peer])
    imported = time.perf_counter()

    import json

    from benchmarks.peers import Unavailable
    from benchmarks.worker import build, peak_memory
    from benchmarks.workloads import WORKLOADS, Startup

    importlib.import_module(f"benchmarks.peers.{peer}_peer")
    work = WORKLOADS[workload]
    assert isinstance(work, Startup)
    work.network.weights()  # imports NumPy's generators, which are ours to pay for
    begin = time.perf_counter()
    try:
        competitor = build(work, peer, form)
    except Unavailable as reason:
        print(json.dumps({"unavailable": str(reason)}))
        return
    losses = competitor.losses(1)
    first = time.perf_counter()
    competitor.run(-(-STEPS // competitor.unit) * competitor.unit)
    fields = {
        "import": imported - start,
        "first step": first - begin,
        "memory": peak_memory(),
        "losses": [float(loss) for loss in losses],
        "version": getattr(module, "__version__", ""),
    }
    print(json.dumps(fields))


if __name__ == "__main__":
    main()
