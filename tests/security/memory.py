"""What a process holds in memory, as the system says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MB = 1 << 20
MOST_OF_MALFORMED = 20 * MB
"""By which a server may grow, at any moment, for malformed input of any kind."""
needs_peak = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="only Linux tells what a process holds"
)


def resident(pid: int) -> int:
    """Return the bytes of memory that a process has (its resident set)."""
    return _status(pid, "VmRSS")


def forget_peak(pid: int) -> int:
    """Have the system measure the most that a process has from now on; return what it has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
    return resident(pid)


def peak(pid: int) -> int:
    """Return the most bytes of memory that a process has had since `forget_peak`, however shortly."""
    return _status(pid, "VmHWM")


def descriptors(pid: int) -> int:
    """Return how many files and sockets a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def threads(pid: int) -> int:
    """Return how many threads a process has."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def _status(pid: int, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return int(found[1]) << 10
