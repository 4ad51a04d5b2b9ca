"""What a process may use of the machine, where it is not systemd that sees to it."""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path

from rushlight.hosting import priority

CGROUPS = Path("/sys/fs/cgroup")
RESERVED_MEGABYTES = 2048
"""What libraries and threads reserve without using it, and the limit counts nevertheless. Measured with pandas, Arrow, BLAS
and 30 threads: 1.5 GB reserved, of which 0.1 GB were used."""


def limit(group: str, megabytes: int, cpus: float, number: int = 0) -> str:
    """Limit this process and all that it starts; return how: "cgroup", or "rlimit".

    A cgroup limits what is used. Where none can be made, the data that the process reserves are limited, so that an
    allocation that is too large fails in the script that has asked for it, and the cores that it may run on. (Not its
    address space: Arrow maps so much of that for nothing that a limit would have to be far above what is used.) Processes
    of numbers that follow each other get different cores first.
    """
    if _by_cgroup(group, megabytes, cpus):
        return "cgroup"
    most = (megabytes + RESERVED_MEGABYTES) << 20
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    kept = cores(cpus, number)
    os.sched_setaffinity(0, kept)
    if priority.may_come_forward():
        priority.place(os.getpid(), kept, forward=False)
    return "rlimit"


def weigh(group: str, *, forward: bool) -> bool:
    """Bring a group of `limit` forward, or have it stand back; return whether there is such a group."""
    weight = priority.FORWARD_WEIGHT if forward else priority.BACK_WEIGHT
    for file, wanted in (("cpu.idle", int(not forward)), ("cpu.weight", weight)):  # the first is there since Linux 5.15
        with contextlib.suppress(OSError):
            (CGROUPS / "rushlight" / group / file).write_text(str(wanted))
            return True
    return False


def _by_cgroup(group: str, megabytes: int, cpus: float) -> bool:
    """Move this process to a group of its own of cgroup v2, if there can be one."""
    controllers = CGROUPS / "cgroup.controllers"
    folder = CGROUPS / "rushlight" / group
    try:
        if not {"memory", "cpu"} <= set(controllers.read_text().split()):
            return False
        folder.mkdir(parents=True, exist_ok=True)
        for above in (CGROUPS, folder.parent):
            (above / "cgroup.subtree_control").write_text("+memory +cpu")
        (folder / "memory.max").write_text(str(megabytes << 20))
        (folder / "cpu.max").write_text(f"{max(1000, int(cpus * 100_000))} 100000")
        if not weigh(group, forward=False):
            return False
        with contextlib.suppress(OSError):  # where there is no swap
            (folder / "memory.swap.max").write_text("0")
        (folder / "cgroup.procs").write_text(str(os.getpid()))
    except OSError:
        return False
    return True


def cores(cpus: float, number: int) -> set[int]:
    """Return the cores that the app of a number keeps to: as many as it may use."""
    there = sorted(os.sched_getaffinity(0))
    return {there[(number + n) % len(there)] for n in range(min(len(there), max(1, round(cpus))))}
