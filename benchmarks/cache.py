"""What a hit of `cache_data` costs: ours, the peer's, and the least that is possible.

The peer is measured if RUSHLIGHT_PEER_PYTHON names a Python in whose environment Streamlit is installed:

    RUSHLIGHT_PEER_PYTHON=/path/to/venv/bin/python python benchmarks/cache.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

MEASURE = """
import json, logging, statistics, sys, time
import numpy as np, pandas as pd

logging.disable(logging.CRITICAL)
rows = 1_000_000

def make_frame():
    return pd.DataFrame({f"column {i}": np.random.default_rng(i).random(rows) for i in range(10)})

CASES = {
    "frame of 80 MB": make_frame,
    "dict of 10 frames, 80 MB": lambda: {f"frame {i}": pd.DataFrame(make_frame().iloc[:, i]) for i in range(10)},
    "array of 80 MB": lambda: np.random.default_rng(0).random(10 * rows),
    "list of 100,000 numbers": lambda: list(range(100_000)),
    "text": lambda: "text",
}

def median(call, seconds=1.0, least=5):
    times, end = [], time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6

def hits(cache):
    found = {}
    for name, make in CASES.items():
        cached = cache(show_spinner=False)(make)
        cached()
        found[name] = median(cached)
        cached.clear()
    return found

def limits():
    frame, array = make_frame(), np.random.default_rng(0).random(10 * rows)
    numbers = list(range(100_000))
    return {
        "frame of 80 MB": median(lambda: frame.copy(deep=False)),
        "array of 80 MB": median(array.copy),
        "list of 100,000 numbers": median(numbers.copy),
    }
"""

OURS = f"{MEASURE}\nfrom rushlight.caching import cache_data\nprint(json.dumps([hits(cache_data), limits()]))"
PEERS = f"{MEASURE}\nfrom streamlit import cache_data\nprint(json.dumps([hits(cache_data), {{}}]))"


def main() -> None:
    ours, limits = _measured(sys.executable, OURS)
    peer_python = os.environ.get("RUSHLIGHT_PEER_PYTHON")
    peers = _measured(peer_python, PEERS)[0] if peer_python else {}
    print(f"{'median of a hit, µs':28}{'ours':>12}{'peer':>12}{'peer/ours':>12}{'least':>12}{'ours/least':>12}")
    for name, our in ours.items():
        peer, least = peers.get(name), limits.get(name)
        print(f"{name:28}{our:12.1f}{_shown(peer)}{_ratio(peer, our)}{_shown(least)}{_ratio(our, least)}")


def _measured(python: str, code: str) -> tuple[dict[str, float], dict[str, float]]:
    done = subprocess.run([python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    found: Any = json.loads(done.stdout.splitlines()[-1])
    return found[0], found[1]


def _shown(value: float | None) -> str:
    return f"{'-':>12}" if value is None else f"{value:12.1f}"


def _ratio(above: float | None, below: float | None) -> str:
    return f"{'-':>12}" if above is None or below is None else f"{above / below:12.1f}"


if __name__ == "__main__":
    main()
