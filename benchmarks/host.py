"""How long `rushlight host` takes to go back, to wake an app, to restart it, and to recover from what is killed.

Every time is taken through nginx, until the right page is really there. The way back is gone by a command that has no network.

python -m benchmarks.host [ROUNDS]
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

import httpx2
from tests.real.alone import UNSHARE, may_be_alone
from tests.real.hosting import Host, host
from tests.real.visitors import Visitor

from rushlight.hosting.supervisor import STEADY_SECONDS, State

ROUNDS = 5
VISITORS = 100
SETTLE_SECONDS = 3.0
NAME = "sales"
APP = """
import time
begun = time.perf_counter()
import numpy, pandas
import rushlight as st

@st.cache_resource
def seconds():
    return time.perf_counter() - begun

st.text(f"imports {seconds():.3f}")
st.text("release RELEASE")
"""


class Woken(NamedTuple):
    """What those have seen who woke an app."""

    first: float
    last: float
    drawn: float
    imports: float
    starts: int


def main() -> None:
    """Do each several times, and print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with host() as there:
        there.done("add", NAME, _source(there, 1))
        back = [asyncio.run(_went_back(there, n)) for n in range(2, rounds + 2)]
        woken = [asyncio.run(_woken(there)) for _ in range(rounds)]
        restarts = [_restarted(there) for _ in range(rounds)]
        kills = {what: [_killed(there, what) for _ in range(rounds)] for what in ("app", "gate", "keeper", "nginx")}
    alone = "without network" if may_be_alone() else "this machine has no `unshare -n`"
    _print(f"rollback, command to page ({alone})", back, "5 s")
    print(
        f"asleep, then {VISITORS} visitors at once; processes started: {sorted({each.starts for each in woken})} (goal: 1)"
    )
    _print("  first page", [each.first for each in woken], "2 s")
    _print("  last page", [each.last for each in woken])
    _print("  one of them drawn", [each.drawn for each in woken])
    _print("  of that the app's imports", [each.imports for each in woken])
    _print("  drawn, without the imports", [each.drawn - each.imports for each in woken], "2 s")
    _print("host restart, command to page", restarts)
    for what, times in kills.items():
        _print(f"kill -9 of {'the app' if what == 'app' else what}, to page", times)


def _source(there: Host, release: int) -> str:
    return there.source(NAME, APP.replace("RELEASE", str(release)))


async def _went_back(there: Host, release: int) -> float:
    """Update and go back; return how long the way back took until the release before was drawn."""
    _source(there, release)
    await asyncio.to_thread(there.done, "update", NAME)
    await _drawn(there, release)
    await asyncio.sleep(SETTLE_SECONDS)
    words = [sys.executable, "-m", "rushlight", "host", "rollback", NAME]
    environment = {**os.environ, **there.environment()}
    begun = time.perf_counter()
    subprocess.run(
        [*(UNSHARE if may_be_alone() else ()), *words], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    await _drawn(there, release - 1)
    took = time.perf_counter() - begun
    await asyncio.sleep(SETTLE_SECONDS)
    return took


async def _drawn(there: Host, release: int) -> Visitor:
    visitor = Visitor(there.socket(NAME), lambda: httpx2.Client(timeout=60))
    await visitor.connect()
    await visitor.until(f"release {release}")
    await visitor.lose()
    return visitor


async def _woken(there: Host) -> Woken:
    """Let the app sleep, and have all come at once; one of them opens the page's socket, too."""

    def sleeps() -> bool:
        there.forget_visits(NAME)
        return there.state(NAME) is State.DOWN

    await asyncio.to_thread(there.until, sleeps)
    await asyncio.sleep(SETTLE_SECONDS)
    starts, begun = there.starts(NAME), time.perf_counter()

    async def timed(work: Coroutine[Any, Any, Any]) -> tuple[float, Any]:
        result = await work
        return time.perf_counter() - begun, result

    others = [timed(_get(there)) for _ in range(VISITORS - 1)]
    (drawn, visitor), *pages = await asyncio.gather(timed(_drawn(there, int(there.release(NAME) or 0))), *others)
    assert all(page.startswith(b"HTTP/1.1 200") and b"rushlight-settings" in page for _, page in pages)
    imports = float(next(found[1] for text in visitor.texts() if (found := re.match(r"imports (\S+)", text))))
    times = [took for took, _ in pages]
    return Woken(min(times), max(times), drawn, imports, there.starts(NAME) - starts)


async def _get(there: Host) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", there.port)
    address = f"localhost:{there.port}"
    writer.write(f"GET /{NAME}/ HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode())
    page = await reader.read()
    writer.close()
    return page


def _restarted(there: Host) -> float:
    words = [sys.executable, "-m", "rushlight", "host", "restart", NAME]
    environment = {**os.environ, **there.environment()}

    def restart() -> None:
        subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)

    return _until_a_page(there, restart)


def _killed(there: Host, what: str) -> float:
    program = f"app_{NAME}_{there.release(NAME)}" if what == "app" else what
    if what == "app":
        time.sleep(STEADY_SECONDS)  # what ends again soon after its start is given a pause
    pid = there.pid(program)
    return _until_a_page(there, lambda: os.kill(pid, signal.SIGKILL))


def _until_a_page(there: Host, act: Callable[[], None]) -> float:
    """Do something; return how long it took from its begin until there was a page."""
    begun = time.perf_counter()
    act()
    while True:
        try:
            if there.get(f"/{NAME}/").status == 200:
                break
        except OSError:
            pass
        time.sleep(0.005)
    took = time.perf_counter() - begun
    time.sleep(SETTLE_SECONDS)
    there.until(lambda: all(there.supervisor.states()[name] is State.UP for name in ("keeper", "gate", "nginx")))
    return took


def _print(what: str, seconds: list[float], goal: str = "") -> None:
    wanted = f"   (goal: {goal})" if goal else ""
    print(f"{what:60} median {statistics.median(seconds):5.2f} s   max {max(seconds):5.2f} s{wanted}")


if __name__ == "__main__":
    main()
