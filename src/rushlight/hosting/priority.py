"""Who goes first where processors are short: apps that answer people, before those that compute for long.

A process of an app begins behind the others, and comes forward when it turns out to use little. So neither a start, nor one that
is started again and again, nor one that computes without end delays who only has to answer a click. One that stands back gets what the
others leave; when that is next to nothing, it uses little, and so comes forward again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Generator, Iterator, Mapping
from pathlib import Path

BACK = 10
"""Niceness of what is made for later: it gets a tenth of what one at zero gets, and all of what nobody else wants."""
BACK_WEIGHT, FORWARD_WEIGHT = 10, 100
"""The same, as weights of cgroups: of programs where the kernel or systemd knows nothing lower (`SCHED_IDLE`, sched(7))."""
_CALM, _BUSY = 0.25, 0.5
"""Parts of one processor, or of what it may use of one: below the one it comes forward, above the other it stands back."""
_CAP_SYS_NICE = 23


class Balance:
    """Says which programs come forward or stand back, from what they have used of the processors."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, float]] = {}
        self._forward: dict[str, bool] = {}
        """Who is where; nothing of those that have just been started, or that another keeper has placed."""

    def changes(self, used: Mapping[str, float], now: float) -> dict[str, bool]:
        """Return who changes places, and whether it comes forward: `used` has the seconds of each program until now."""
        before, self._seen = self._seen, {name: (seconds, now) for name, seconds in used.items()}
        changed: dict[str, bool] = {}
        for name, seconds in used.items():
            begun, since = before.get(name, (0.0, now))
            if seconds < begun or name not in before:
                self._forward.pop(name, None)
            elif now > since:
                forward = self._belongs_forward(name, (seconds - begun) / (now - since))
                if forward is not self._forward.get(name):
                    changed[name] = forward
        self._forward |= changed
        return changed

    def _belongs_forward(self, name: str, part: float) -> bool:
        return part <= _BUSY if self._forward.get(name) else part < _CALM


def behind(words: list[str]) -> list[str]:
    """Return a command that does the same behind all others: what is made for later may take longer."""
    nice, more = shutil.which("nice"), BACK - os.getpriority(os.PRIO_PROCESS, 0)
    return [nice, "-n", str(more), *words] if nice and more > 0 else words


@contextlib.contextmanager
def standing_back() -> Generator[None]:
    """Have this thread stand back meanwhile, and what it starts, if it can be brought forward again."""
    before = os.getpriority(os.PRIO_PROCESS, 0)
    if before >= BACK or not may_come_forward():
        yield
        return
    os.setpriority(os.PRIO_PROCESS, 0, BACK)
    try:
        yield
    finally:
        os.setpriority(os.PRIO_PROCESS, 0, before)


def may_come_forward() -> bool:
    """Tell whether who stands back can be brought forward again: that is a right of its own."""
    with contextlib.suppress(OSError, StopIteration, ValueError):
        lines = Path("/proc/self/status").read_text().splitlines()
        rights = next(line for line in lines if line.startswith("CapEff:"))
        return bool(int(rights.split()[1], 16) >> _CAP_SYS_NICE & 1)
    return False


def place(leader: int, cores: Collection[int], *, forward: bool) -> None:
    """Bring all threads of a group of processes forward, or have them stand back, on these cores; what they start follows."""
    done: set[int] = set()
    while fresh := set(_threads(leader)) - done:
        for thread in fresh:
            with contextlib.suppress(ProcessLookupError):
                # Whoever wakes need not wait for one of these to end its slice, as for one that is only nicer.
                os.sched_setscheduler(thread, os.SCHED_OTHER if forward else os.SCHED_IDLE, os.sched_param(0))
                os.sched_setaffinity(thread, cores)
        done |= fresh


def seconds_used(leaders: Mapping[str, int]) -> dict[str, float]:
    """Return the seconds that the processes of each group have used, by the names of their leaders."""
    names = {leader: name for name, leader in leaders.items()}
    ticks = dict.fromkeys(leaders, 0)
    for _, group, used in _processes():
        if group in names:
            ticks[names[group]] += used
    return {name: used / os.sysconf("SC_CLK_TCK") for name, used in ticks.items()}


def _threads(leader: int) -> Iterator[int]:
    for process, group, _ in _processes():
        if group == leader:
            with contextlib.suppress(OSError):
                yield from map(int, os.listdir(f"/proc/{process}/task"))


def _processes() -> Iterator[tuple[int, int, int]]:
    """Yield number, group and used ticks of all processes, of children that have ended too."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = Path("/proc", name, "stat").read_text(errors="replace").rpartition(")")[2].split()
                yield int(name), int(fields[2]), sum(map(int, fields[11:15]))
