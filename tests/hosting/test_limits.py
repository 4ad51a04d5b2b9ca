"""What a process may use, without cgroups."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rushlight.hosting import limits

LIMITED = """
import sys
from pathlib import Path
from rushlight.hosting import limits
limits.CGROUPS = Path("/nowhere")
print(limits.limit("app", int(sys.argv[1]), 1.0))
"""


def run(code: str, megabytes: int) -> str:
    words = [sys.executable, "-c", LIMITED + code, str(megabytes)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_libraries_that_reserve_much_work_within_the_usual_limit() -> None:
    code = """
import threading, time
import numpy, pandas, pyarrow
threads = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(30)]
[thread.start() for thread in threads]
print(pandas.DataFrame({"a": range(1_000_000)})["a"].sum(), len(pyarrow.table({"a": range(1000)})))
print((numpy.ones((300, 300)) @ numpy.ones((300, 300))).sum())
"""
    assert run(code, 800).split() == ["rlimit", "499999500000", "1000", "27000000.0"]


def test_an_allocation_beyond_the_limit_fails_where_it_was_asked_for() -> None:
    code = """
try:
    print(len(bytearray(4 << 30)))
except MemoryError:
    print("refused", len(bytearray(50 << 20)) >> 20)
"""
    assert run(code, 200).split() == ["rlimit", "refused", "50"]


def test_a_cgroup_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cgroup.controllers").write_text("cpu io memory pids\n")
    monkeypatch.setattr(limits, "CGROUPS", tmp_path)
    assert limits.limit("app_a_1", 800, 0.5) == "cgroup"
    group = tmp_path / "rushlight" / "app_a_1"
    written = {path.name: path.read_text() for path in group.iterdir()}
    assert written["memory.max"] == str(800 << 20)
    assert written["cpu.max"] == "50000 100000"
    assert written["cgroup.procs"]
    assert written["cpu.idle"] == "1"


@pytest.mark.parametrize(("file", "forward", "written"), [
    ("cpu.idle", True, "0"), ("cpu.idle", False, "1"), ("cpu.weight", True, "100"), ("cpu.weight", False, "10"),
])  # fmt: skip
def test_a_group_comes_forward_by_what_its_kernel_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, forward: bool, written: str
) -> None:
    monkeypatch.setattr(limits, "CGROUPS", tmp_path)
    assert not limits.weigh("app_a_1", forward=forward)
    group = tmp_path / "rushlight" / "app_a_1"
    group.mkdir(parents=True)
    if file != "cpu.idle":
        (group / "cpu.idle").mkdir()  # so it cannot be written
    assert limits.weigh("app_a_1", forward=forward)
    assert (group / file).read_text() == written
