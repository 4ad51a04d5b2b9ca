"""How long a visitor's click takes while others attack the server: 95th percentiles, alone and beside them, and their ratio.

Attackers run in a process of their own and keep to a rate, which is printed: what is measured is what an attack costs those
who are served beside it, not that the cores of a machine are used up by whoever sends most.

python -m benchmarks.attacks
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import websockets
from tests.real.visitors import Visitor
from tests.security import mutants, slowloris
from tests.security.requests import ask
from tests.security.sockets import code_of, frame, socket
from tests.server.running import Tab

from benchmarks.__main__ import Contender, served
from benchmarks.clicking import clicks, p95
from benchmarks.protocol import COUNTER
from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from rushlight.server.socket import BAD_MESSAGES

ROUNDS = 5
CLICKS = 200
SETTLE_SECONDS = 1.0
SOCKETS = 2000
"""Slow connections; each brings a drop a second, where its way has drops."""
RATE = 200
"""Messages, handshakes or announcements a second."""
AT_ONCE = 16
"""Of those that are under way; one more is left out."""
_numbers = count()


async def slow(port: int) -> None:
    """Keep so many connections open that bring next to nothing; open another for each that is ended."""
    drips: dict[int, slowloris.Drip] = {}
    ways = (*slowloris.WAYS, *slowloris.SOCKET_WAYS)
    places = asyncio.Semaphore(100)

    async def keep(n: int) -> None:
        while True:
            async with places:
                (drips[n],) = await slowloris.open_all(port, 1, [ways[n % len(ways)]], [f"127.0.0.{2 + n % 20}"])
            await drips[n].ended

    async with asyncio.TaskGroup() as keeping:
        for n in range(SOCKETS):
            keeping.create_task(keep(n))
        while len(drips) < SOCKETS:
            await asyncio.sleep(0.05)
        print("begun", flush=True)
        begun = time.monotonic()
        for n in count():
            await asyncio.sleep(max(0.0, begun + n / SOCKETS - time.monotonic()))
            drips[n % SOCKETS].drop()


async def visit(port: int) -> int:
    """Come and go, as people do: what those who send malformed messages do as well."""
    tab = await _open(port)
    await tab.socket.close()
    return 1


async def messages(port: int) -> int:
    """Send malformed messages in a session that is closed for them; return how many."""
    tab = await _open(port)
    sent = mutants.messages(_numbers, BAD_MESSAGES)
    for message in sent:
        await tab.socket.send(message)
    with suppress(websockets.ConnectionClosed):
        while True:
            await tab.socket.recv()
    return len(sent)


async def _open(port: int) -> Tab:
    return await Tab.open(f"ws://127.0.0.1:{port}/_rushlight/socket", httpx2.Client(verify=False))


async def handshake(port: int) -> int:
    """Send a spoilt handshake."""
    await ask(port, mutants.handshake(next(_numbers)), patience=0.2)
    return 1


async def announcement(port: int) -> int:
    """Announce a gigabyte."""
    async with socket(port) as (reader, writer, _):
        writer.write(frame(0x82, b"x" * 1000, announced=1 << 30))
        await code_of(reader)
    return 1


async def steady(port: int, one: Callable[[int], Awaitable[int]], rate: float) -> None:
    """Begin so many attacks a second; say at the end how much was sent a second."""
    sent = 0

    async def counted() -> None:
        nonlocal sent
        more = await one(port)
        sent += more

    under_way: set[asyncio.Task[None]] = set()
    print("begun", flush=True)
    begun = time.monotonic()
    try:
        for n in count():
            await asyncio.sleep(max(0.0, begun + n / rate - time.monotonic()))
            if len(under_way) < AT_ONCE:
                task = asyncio.create_task(counted())
                under_way.add(task)
                task.add_done_callback(under_way.discard)
    finally:
        print(f"{sent / (time.monotonic() - begun):.0f}", flush=True)


ATTACKS: dict[str, Callable[[int], Coroutine[Any, Any, None]]] = {
    f"{SOCKETS:,} slow connections": slow,
    "visits, for comparison": partial(steady, one=visit, rate=RATE / BAD_MESSAGES),
    "malformed messages": partial(steady, one=messages, rate=RATE / BAD_MESSAGES),
    "spoilt handshakes": partial(steady, one=handshake, rate=RATE),
    "announcements of a gigabyte": partial(steady, one=announcement, rate=RATE),
}


async def attack(name: str, port: int) -> None:
    """Attack until nobody is there any more who has it done."""
    attacking = asyncio.create_task(ATTACKS[name](port))
    ended = asyncio.create_task(asyncio.to_thread(sys.stdin.read))
    await asyncio.wait([attacking, ended], return_when=asyncio.FIRST_COMPLETED)
    attacking.cancel()
    with suppress(asyncio.CancelledError):
        await attacking


@contextmanager
def attacked(name: str, port: int) -> Generator[list[float]]:
    """Have a process of its own attack; yield a list that has the rate at the end."""
    rates: list[float] = []
    command = [sys.executable, "-m", "benchmarks.attacks", name, str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        yield rates
        process.stdin.close()
        rates += map(float, process.stdout.read().split())


def main() -> None:
    """Measure in turns, alone and beside each attack, and print the figures."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if len(sys.argv) == 3:
        asyncio.run(attack(sys.argv[1], int(sys.argv[2])))
        return
    us = Contender("rushlight", sys.executable, "/_rushlight/health")
    with tempfile.TemporaryDirectory() as folder:
        users = Path(folder, "users.json")  # so that there is a form to be slow with
        write_users(users, Users(users={"ada": User(hashed("a long password"))}))
        with served(us, COUNTER, "--login.users", str(users), "--login.required", "false") as (url, _):
            asyncio.run(measure(url))


async def measure(url: str) -> None:
    """Measure all attacks."""
    visitor = Visitor(f"{url.replace('http', 'ws')}/_rushlight/socket")
    await visitor.connect()
    await visitor.until("count 0")
    await clicks([visitor], CLICKS)  # what is loaded or made at the first use of something is there then
    for name in ATTACKS:
        alone: list[list[float]] = []
        beside: list[list[float]] = []
        rates: list[float] = []
        for _ in range(ROUNDS):
            await asyncio.sleep(SETTLE_SECONDS)
            alone.append(await clicks([visitor], CLICKS))
            with attacked(name, int(url.rpartition(":")[2])) as of_round:
                await asyncio.sleep(SETTLE_SECONDS)
                beside.append(await clicks([visitor], CLICKS))
            rates += of_round
        tell(name, alone, beside, rates)
    await visitor.lose()


def tell(name: str, alone: list[list[float]], beside: list[list[float]], rates: list[float]) -> None:
    """Print the medians over the rounds."""
    a, b = (statistics.median(map(p95, times)) for times in (alone, beside))
    c, d = (statistics.median(map(statistics.median, times)) for times in (alone, beside))
    rate = f"  {statistics.median(rates):.0f} a second" if rates else ""
    print(f"{name:28} median {c:5.2f} {d:6.2f} ms   p95 {a:6.2f} {b:6.2f} ms   ratio {b / a:4.2f}{rate}", flush=True)


if __name__ == "__main__":
    main()
