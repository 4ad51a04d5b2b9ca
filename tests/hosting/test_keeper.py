"""What the keeper starts, stops and leaves alone."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from rushlight.errors import HostError
from rushlight.hosting import keeper as keeping
from rushlight.hosting.entry import Entry, read_entry, write_entry
from rushlight.hosting.keeper import Asked, Keeper, Told, Trouble, ask
from rushlight.hosting.place import Host, Place, write_toml
from rushlight.hosting.probe import Probe
from rushlight.hosting.release import Releases
from rushlight.hosting.supervisor import Activity, Program, State


class Pretended:
    """A supervisor whose programs are up as soon as they are started, or fail."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.known: dict[str, State] = {}
        self.seconds: dict[str, float] = {}
        self.calls: Counter[str] = Counter()

    def define(self, program: Program) -> None:
        self.known.setdefault(program.name, State.DOWN)

    def forget(self, name: str) -> None:
        del self.known[name]

    def start(self, name: str) -> None:
        self.calls[f"start {name}"] += 1
        self.known[name] = State.UP if self.works else State.FAILED

    def stop(self, name: str) -> None:
        self.calls[f"stop {name}"] += 1
        self.known[name] = State.DOWN

    def states(self) -> dict[str, State]:
        return dict(self.known)

    def activities(self) -> dict[str, Activity]:
        return {name: Activity(state, self.seconds.get(name)) for name, state in self.known.items()}

    def place(self, name: str, *, forward: bool) -> None:
        self.calls[f"{'forward' if forward else 'back'} {name}"] += 1


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    found = Pretended()
    monkeypatch.setattr(Probe, "serves", lambda probe: found.known.get(f"app_sales_{probe._socket.stem}") is State.UP)
    monkeypatch.setattr(Probe, "connections", lambda _: 0)
    monkeypatch.setattr(keeping, "GRACE_SECONDS", 0)
    return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    write_toml(tmp_path / "host.toml", Host())
    place.visits.mkdir(parents=True)
    write_entry(place, "sales", Entry(str(tmp_path), number=1, idle=30))
    releases = Releases(place, "sales")
    for _ in range(2):
        releases.complete(releases.begin(), "", "app.py", "")
    releases.switch("1")
    return place


def forget_visits(place: Place) -> None:
    place.visited("sales")
    os.utime(place.visit("sales"), (0, 0))


async def settled(keeper: Keeper) -> None:
    await keeper.look()
    while keeper._tasks:
        await asyncio.sleep(0.01)


def test_a_hundred_who_ask_start_one_process(place: Place, supervisor: Pretended) -> None:
    async def visit() -> list[State]:
        keeper = Keeper(place, supervisor)
        return await asyncio.gather(*(keeper.wake("sales") for _ in range(100)))

    assert set(asyncio.run(visit())) == {State.UP}
    assert supervisor.calls == {"start app_sales_1": 1}


def test_an_app_that_nobody_visits_sleeps_unless_somebody_is_connected(
    place: Place, supervisor: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def pass_time() -> None:
        keeper = Keeper(place, supervisor)
        await keeper.wake("sales")
        await settled(keeper)
        assert not supervisor.calls["stop app_sales_1"]
        forget_visits(place)
        monkeypatch.setattr(Probe, "connections", lambda _: 1)
        await settled(keeper)
        assert not supervisor.calls["stop app_sales_1"]
        forget_visits(place)
        monkeypatch.setattr(Probe, "connections", lambda _: 0)
        await settled(keeper)
        assert supervisor.calls["stop app_sales_1"] == 1

    asyncio.run(pass_time())


def test_an_app_that_never_sleeps_is_started_by_itself(place: Place, supervisor: Pretended, tmp_path: Path) -> None:
    write_entry(place, "sales", Entry(str(tmp_path), number=1, idle=0))

    async def pass_time() -> None:
        keeper = Keeper(place, supervisor)
        for _ in range(3):
            forget_visits(place)
            await settled(keeper)

    asyncio.run(pass_time())
    assert supervisor.calls == {"start app_sales_1": 1}


def test_what_does_not_serve_any_more_ends_but_not_while_somebody_changes_the_app(
    place: Place, supervisor: Pretended
) -> None:
    supervisor.known = {"app_sales_1": State.UP, "app_sales_2": State.UP, "app_gone_1": State.UP, "gate": State.UP}

    async def pass_time() -> None:
        keeper = Keeper(place, supervisor)
        with place.lock("sales"):
            await settled(keeper)
        assert supervisor.known == {"app_sales_1": State.UP, "app_sales_2": State.UP, "gate": State.UP}
        await settled(keeper)
        assert supervisor.known == {"app_sales_1": State.UP, "gate": State.UP}

    asyncio.run(pass_time())


def test_what_fails_is_tried_again_after_longer_and_longer_pauses(place: Place, supervisor: Pretended) -> None:
    supervisor.works = False

    async def visit() -> None:
        keeper = Keeper(place, supervisor)
        for _ in range(5):
            assert await keeper.wake("sales") is State.FAILED
        assert supervisor.calls["start app_sales_1"] == 1
        keeper._troubles["sales"].until = 0
        supervisor.works = True
        assert await keeper.wake("sales") is State.UP

    asyncio.run(visit())
    trouble = Trouble()
    pauses: list[float] = []
    for _ in range(9):
        trouble.grow(0)
        pauses.append(trouble.pause)
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_what_fails_after_it_has_served_is_paused_as_well_and_counted_once(
    place: Place, supervisor: Pretended, tmp_path: Path
) -> None:
    write_entry(place, "sales", Entry(str(tmp_path), number=1, idle=0))

    async def pass_time() -> None:
        keeper = Keeper(place, supervisor)
        await settled(keeper)
        for pause in (5, 10):
            supervisor.known["app_sales_1"] = State.FAILED
            for _ in range(3):
                await settled(keeper)
                assert await keeper.wake("sales") is State.FAILED
            trouble = keeper._troubles["sales"]
            assert trouble.pause == pause
            trouble.until = time.monotonic()
            await settled(keeper)
            assert await keeper.wake("sales") is State.UP

    asyncio.run(pass_time())
    assert supervisor.calls == {"start app_sales_1": 3}


def test_apps_come_forward_and_stand_back_and_nothing_else_does(place: Place, supervisor: Pretended) -> None:
    async def pass_time() -> None:
        keeper = Keeper(place, supervisor)
        await keeper.wake("sales")
        for seconds in (0.0, 0.0, 1000.0):
            supervisor.seconds = {"app_sales_1": seconds, "gate": seconds}
            await settled(keeper)

    asyncio.run(pass_time())
    assert supervisor.calls == {"start app_sales_1": 1, "forward app_sales_1": 1, "back app_sales_1": 1}


@pytest.mark.parametrize(("cpu", "measured"), [(0.5, 0.8), (1, 0.4), (4, 0.4)])
def test_an_app_is_measured_by_what_it_may_use(
    place: Place, supervisor: Pretended, cpu: float, measured: float
) -> None:
    write_entry(place, "sales", msgspec.structs.replace(read_entry(place, "sales"), cpu=cpu))
    supervisor.known = dict.fromkeys(("app_sales_1", "app_sales_2", "app_removed_1", "gate"), State.UP)
    supervisor.seconds = {"app_sales_1": 0.4, "app_removed_1": 1.0, "gate": 1.0}
    entries = {"sales": read_entry(place, "sales")}
    assert keeping._used(supervisor.activities(), entries) == {"app_sales_1": measured}


def test_failures_of_long_ago_are_forgotten() -> None:
    trouble = Trouble()
    trouble.grow(0)
    trouble.grow(5)
    assert trouble.pause == 10
    trouble.grow(500)
    assert trouble.pause == 5


def test_its_socket_takes_names_of_apps_and_nothing_else(place: Place, supervisor: Pretended) -> None:
    place.keeper_socket.parent.mkdir(parents=True)

    async def send(data: bytes) -> bytes:
        reader, writer = await asyncio.open_unix_connection(place.keeper_socket)
        writer.write(data)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        return answer

    async def ask_it() -> None:
        served = asyncio.create_task(Keeper(place, supervisor).serve())
        while not place.keeper_socket.exists():
            await asyncio.sleep(0.01)
        assert await ask(place, "sales") == Told(State.UP)
        assert (await ask(place)).states == {"app_sales_1": State.UP}
        nothing = await send(b"\n")
        for spoilt in (
            b"",
            b"{",
            b'{"app": "../x"}\n',
            b'{"app": 1}\n',
            b'{"stop": "sales"}\n',
            b"x" * 10_000,
            b"\xff\n",
        ):
            assert await send(spoilt) == nothing, spoilt
        assert await ask(place, "nobody") == Told()
        served.cancel()

    asyncio.run(ask_it())
    assert Asked().app == ""


def test_a_supervisor_that_does_not_answer_is_lived_with(
    place: Place, supervisor: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> dict[str, State]:
        raise HostError("supervisord does not answer")

    monkeypatch.setattr(supervisor, "states", silent)
    assert asyncio.run(Keeper(place, supervisor).wake("sales")) is State.FAILED


def test_what_is_ending_is_started_once_it_has_ended(place: Place, supervisor: Pretended) -> None:
    supervisor.known["app_sales_1"] = State.ENDING

    async def visit() -> State:
        woken = asyncio.create_task(Keeper(place, supervisor).wake("sales"))
        await asyncio.sleep(0.2)
        assert supervisor.calls == {}
        supervisor.known["app_sales_1"] = State.DOWN
        return await woken

    assert asyncio.run(visit()) is State.UP
    assert supervisor.calls == {"start app_sales_1": 1}
