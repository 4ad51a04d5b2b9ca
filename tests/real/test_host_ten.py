"""Ten apps on one host, three of which do their worst: whoever works with the others does not notice."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from rushlight.hosting.supervisor import State
from tests.real.hosting import Host, host
from tests.real.neighbours import (
    ALL,
    BAD_COMMIT,
    CALM,
    COMMAND,
    CRASHING,
    EATING,
    add_all,
    be_calm,
    be_wild,
    commit_badly,
    keep_looking,
    visitors,
)
from tests.real.visitors import Visitor

ENDS = 3
"""How often the app that eats is ended."""
UPDATES = 2


@pytest.fixture(scope="module")
def there() -> Iterator[Host]:
    with host() as running:
        add_all(running)
        yield running


class Caller:
    """Asks for a page again and again."""

    def __init__(self, there: Host, name: str) -> None:
        self._address = ("127.0.0.1", there.port)
        self._path, self._host = f"/{name}/", f"localhost:{there.port}"
        self.answers: list[tuple[int, bytes]] = []
        self._ends = threading.Event()

    def run(self) -> None:
        while not self._ends.wait(0.05):
            connection = http.client.HTTPConnection(*self._address, timeout=60)
            connection.request("GET", self._path, headers={"host": self._host})
            answer = connection.getresponse()
            self.answers.append((answer.status, answer.read()))
            connection.close()

    @contextmanager
    def calling(self) -> Iterator[None]:
        thread = threading.Thread(target=self.run)
        thread.start()
        try:
            yield
        finally:
            self._ends.set()
            thread.join()


async def click(visitor: Visitor, ends: asyncio.Event) -> int:
    """Click as soon as the click before is answered, and a moment later; return how often."""
    clicks = 0
    while not ends.is_set():
        await visitor.click()
        clicks += 1
        await visitor.until(f"count {clicks}")
        await asyncio.sleep(0.05)
    return clicks


async def until(there: Host, is_so: Callable[[], bool]) -> None:
    await asyncio.to_thread(there.until, is_so, 100)


async def crash(there: Host) -> None:
    """It is started again, after longer and longer pauses, and works once it can."""
    before = there.starts(CRASHING)
    be_wild(there, CRASHING)
    await until(there, lambda: there.state(CRASHING) is State.FAILED)
    await until(there, lambda: "after longer and longer pauses" in there.get(f"/{CRASHING}/").text)
    await until(there, lambda: there.starts(CRASHING) >= before + 4)
    be_calm(there, CRASHING)
    await until(there, lambda: there.get(f"/{CRASHING}/").text == "well")


async def eat(there: Host) -> None:
    """It is ended for what it eats, comes again, and eats again for whoever looks at it."""
    before = there.starts(EATING)
    looking = asyncio.create_task(keep_looking(there, EATING))
    be_wild(there, EATING)
    await until(there, lambda: there.starts(EATING) >= before + ENDS)
    be_calm(there, EATING)
    looking.cancel()
    await until(there, lambda: there.get(f"/{EATING}/").status == 200)


async def update_badly(there: Host) -> None:
    """The commit is refused, however often it is tried."""
    commit_badly(there)
    for _ in range(UPDATES):
        result = await asyncio.to_thread(there.command, "update", "repo")
        assert result.exit_code == 1
        assert BAD_COMMIT.split()[1] in result.output
        assert there.release("repo") == "1"


def test_who_works_with_the_calm_ones_does_not_notice(there: Host) -> None:
    assert len(ALL) == 10
    assert there.place.names() == sorted(ALL)
    programs = [f"app_{name}_1" for name in (*CALM, COMMAND)]
    before = [there.pid(program) for program in programs]

    async def journey() -> dict[str, int]:
        people = await visitors(there)
        assert "dep 1.0" in people["first"].texts()
        assert "dep 2.0" in people["second"].texts()
        ends = asyncio.Event()
        staying = [asyncio.create_task(visitor.stay()) for visitor in people.values()]
        clicking = [asyncio.create_task(click(visitor, ends)) for visitor in people.values()]
        await asyncio.gather(crash(there), eat(there), update_badly(there))
        ends.set()
        clicks = dict(zip(people, await asyncio.gather(*clicking), strict=True))
        for name, visitor in people.items():
            await visitor.settled()
            assert f"count {clicks[name]}" in visitor.texts()
            assert visitor.reconnects == 0, name
        for task in staying:
            task.cancel()
        return clicks

    caller = Caller(there, COMMAND)
    with caller.calling():
        clicks = asyncio.run(asyncio.wait_for(journey(), 250))
    assert min(clicks.values()) > 20
    assert len(caller.answers) > 20
    assert set(caller.answers) == {(200, b"well")}
    assert [there.pid(program) for program in programs] == before
    assert there.release("repo") == "1"
    there.until(lambda: there.programs("repo") == ["app_repo_1"])
