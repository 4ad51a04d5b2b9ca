"""Who goes first where processors are short."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from rushlight.hosting import limits, priority
from rushlight.hosting.priority import Balance, behind

BUSY = "import threading\nprint('here', flush=True)\nwhile True: pass\n"


def test_who_uses_little_comes_forward_and_who_computes_for_long_stands_back() -> None:
    balance = Balance()
    assert balance.changes({"calm": 9.0, "busy": 1.0}, 0) == {}
    assert balance.changes({"calm": 9.1, "busy": 1.9}, 1) == {"calm": True, "busy": False}
    assert balance.changes({"calm": 9.5, "busy": 2.3}, 2) == {}, "in between nobody changes places"
    assert balance.changes({"calm": 10.2, "busy": 2.3}, 3) == {"calm": False, "busy": True}


def test_who_is_started_anew_begins_behind_and_is_judged_by_what_it_does_then() -> None:
    balance = Balance()
    balance.changes({"app": 0.1}, 0)
    assert balance.changes({"app": 0.1}, 1) == {"app": True}
    assert balance.changes({"app": 0.05}, 2) == {}
    assert balance.changes({"app": 0.05}, 3) == {"app": True}
    balance.changes({}, 4)
    assert balance.changes({"app": 5.0}, 5) == {}


@pytest.fixture
def group() -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, process_group=0)
    assert process.stdout is not None
    process.stdout.readline()
    yield process.pid
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_what_a_group_uses_is_counted(group: int) -> None:
    end = time.monotonic() + 60
    while priority.seconds_used({"busy": group})["busy"] < 0.05:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert priority.seconds_used({"nobody": 2**22 + 1}) == {"nobody": 0}


@pytest.mark.skipif(not priority.may_come_forward(), reason="needs the right to bring processes forward")
def test_a_group_stands_back_and_comes_forward(group: int) -> None:
    cores = {min(os.sched_getaffinity(0))}
    for forward, policy in ((False, os.SCHED_IDLE), (True, os.SCHED_OTHER)):
        priority.place(group, cores, forward=forward)
        assert os.sched_getscheduler(group) == policy
        assert os.sched_getaffinity(group) == cores
    assert os.sched_getscheduler(0) == os.SCHED_OTHER


def test_a_command_is_run_behind_others() -> None:
    words = behind([sys.executable, "-c", "import os; print(os.getpriority(os.PRIO_PROCESS, 0))"])
    assert int(subprocess.run(words, capture_output=True, text=True, check=True).stdout) >= priority.BACK


@pytest.mark.skipif(not priority.may_come_forward(), reason="needs the right to bring processes forward")
def test_what_is_made_for_later_stands_back_meanwhile() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with priority.standing_back():
        assert os.getpriority(os.PRIO_PROCESS, 0) == max(before, priority.BACK)
        assert behind(["true"]) == ["true"]
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


def test_an_app_keeps_to_as_many_cores_as_it_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 4})
    assert limits.cores(1, 1) == {2}
    assert limits.cores(0.5, 2) == {4}
    assert limits.cores(2, 2) == {4, 0}
    assert limits.cores(8, 1) == {0, 2, 4}
