"""What a commit costs in memory and in SQLite, by what a session holds: medians.

python -m benchmarks.store
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from rushlight.store.memory import MemoryStore, Store
from rushlight.store.record import Changes
from rushlight.store.sqlite import SqliteStore

COMMITS = 300


def main() -> None:
    """Commit again and again, and print the medians."""
    frame = pd.DataFrame(np.random.default_rng(1).random((1_000_000, 10)))
    plain = {f"k{n}": n for n in range(1000)}
    lists = {f"k{n}": [n] for n in range(100)}
    cases: dict[str, Callable[[int], tuple[dict[str, Any], dict[str, Any]]]] = {
        "a counter": lambda n: ({"n": n}, {"n": n}),
        "a counter beside 1,000 numbers that no run reads": lambda n: ({"n": n}, {**plain, "n": n}),
        "a counter beside 100 lists that no run reads": lambda n: ({"n": n}, {**lists, "n": n}),
        "100 lists that each run reads": lambda n: ({**lists}, {**lists}),
        "a frame of 80 MB that each run reads": lambda n: ({"frame": frame}, {"frame": frame}),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, made in cases.items():
            memory = _median(MemoryStore(), made)
            sqlite = _median(SqliteStore(Path(folder) / "sessions.sqlite"), made)
            print(f"{name:50} memory {memory * 1e6:7.0f} us   sqlite {sqlite * 1e6:7.0f} us")


def _median(store: Store, made: Callable[[int], tuple[dict[str, Any], dict[str, Any]]]) -> float:
    session, version, times = str(id(made)), 0, list[float]()
    store.create(session, "owner")
    _, everything = made(0)
    version = store.commit(session, version, 1, Changes(0, "", {}, entries=everything, others=everything))
    for n in range(COMMITS):
        entries, everything = made(n)
        begun = time.perf_counter()
        version = store.commit(session, version, 1, Changes(n, "", {}, entries=entries, others=everything))
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()
