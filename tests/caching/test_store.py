"""Entries of one cached function, and the computations that make them."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from rushlight.caching.limits import Limits
from rushlight.caching.store import Entry, Store


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def released() -> list[Any]:
    return []


def store(clock: Clock, released: list[Any], **limits: Any) -> Store:
    return Store(Limits(**limits), released.append, clock)


def fill(held: Store, *values: int, size: int = 0) -> None:
    for value in values:
        held.put(bytes([value]), Entry(value, size))


def values(held: Store, *keys: int) -> list[Any]:
    entries = [held.find(bytes([key])) for key in keys]
    return [None if entry is None else entry.value for entry in entries]


def test_an_entry_is_found_until_it_is_removed(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released)
    fill(held, 1, 2)
    held.remove(b"\1")
    held.remove(b"\1")
    assert values(held, 1, 2) == [None, 2] and released == [1]


def test_an_entry_is_removed_only_if_it_is_the_one_meant(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released)
    fill(held, 1)
    old = held.find(b"\1")
    held.put(b"\1", Entry(11))
    held.remove(b"\1", old)
    assert values(held, 1) == [11] and released == [1]


def test_entries_end_with_their_lifetime(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released, ttl=10)
    fill(held, 1)
    clock.now = 9.9
    assert values(held, 1) == [1]
    clock.now = 10
    assert values(held, 1) == [None] and released == [1] and len(held) == 0


def test_a_lifetime_of_zero_keeps_nothing(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released, ttl=0)
    fill(held, 1)
    assert values(held, 1) == [None]


def test_outdated_entries_that_nobody_asks_for_go_too(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released, ttl=10)
    fill(held, 1, 2)
    clock.now = 11
    fill(held, 3)
    assert sorted(released) == [1, 2] and len(held) == 1


def test_stale_entries_are_served_for_a_while(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released, ttl=10, grace=10)
    fill(held, 1)
    entry = held.find(b"\1")
    assert entry is not None and not held.is_stale(entry)
    clock.now = 15
    assert held.find(b"\1") is entry and held.is_stale(entry)
    clock.now = 20
    assert held.find(b"\1") is None


def test_the_least_recently_used_entry_goes_first(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released, max_entries=2)
    fill(held, 1, 2)
    values(held, 1)
    fill(held, 3)
    assert values(held, 1, 2, 3) == [1, None, 3] and released == [2]


def test_entries_go_when_they_take_too_many_bytes(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released, max_size=100)
    fill(held, 1, 2, 3, size=40)
    assert values(held, 1, 2, 3) == [None, 2, 3] and held.size == 80
    fill(held, 4, size=1000)
    assert values(held, 2, 3, 4) == [None, None, 4] and held.size == 1000, "one entry is always kept"


def test_clearing_releases_everything(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released)
    fill(held, 1, 2, size=5)
    held.clear()
    assert sorted(released) == [1, 2] and (len(held), held.size) == (0, 0)


def test_a_failing_release_does_not_hold_up_others(clock: Clock) -> None:
    seen: list[Any] = []

    def release(value: Any) -> None:
        seen.append(value)
        raise RuntimeError("cannot be closed")

    held = Store(Limits(), release, clock)
    fill(held, 1, 2)
    held.clear()
    assert seen == [1, 2]


def test_one_computes_and_others_wait(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released)
    flight, ours = held.begin(b"k")
    assert ours and held.is_under_way(b"k")
    same, theirs = held.begin(b"k")
    assert same is flight and not theirs
    got: list[Any] = []
    waiting = [threading.Thread(target=lambda: got.append(flight.wait())) for _ in range(5)]
    for thread in waiting:
        thread.start()
    entry = Entry("value")
    held.finish(b"k", flight, entry)
    for thread in waiting:
        thread.join(10)
    assert got == [entry] * 5 and held.find(b"k") is entry and not held.is_under_way(b"k")


def test_a_failed_computation_wakes_those_who_wait_and_keeps_nothing(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released)
    flight, _ = held.begin(b"k")
    held.finish(b"k", flight, None)
    assert flight.wait() is None and held.find(b"k") is None
    assert held.begin(b"k")[1], "the next one computes"


def test_what_was_begun_before_a_clear_is_not_kept(clock: Clock, released: list[Any]) -> None:
    held = store(clock, released)
    for clear in (held.clear, lambda: held.remove(b"k")):
        before, _ = held.begin(b"k")
        clear()
        after, ours = held.begin(b"k")
        assert ours and after is not before
        held.finish(b"k", before, Entry("old"))
        assert held.find(b"k") is None and held.is_under_way(b"k")
        held.finish(b"k", after, None)


def test_waiting_on_event_loops() -> None:
    held = Store(Limits())

    async def main() -> list[Any]:
        flight, _ = held.begin(b"k")
        entry = Entry("value")
        first = asyncio.ensure_future(flight.wait_async())
        await asyncio.sleep(0)
        given_up = asyncio.ensure_future(flight.wait_async())
        await asyncio.sleep(0)
        given_up.cancel()
        other_thread = asyncio.to_thread(held.finish, b"k", flight, entry)
        await asyncio.gather(first, other_thread)
        return [first.result(), await flight.wait_async(), entry]

    first, late, entry = asyncio.run(main())
    assert first is late is entry


def test_a_loop_that_was_closed_meanwhile_does_not_matter() -> None:
    held = Store(Limits())
    flight, _ = held.begin(b"k")

    async def give_up() -> None:
        waiting = asyncio.ensure_future(flight.wait_async())
        await asyncio.sleep(0)
        waiting.cancel()

    asyncio.run(give_up())
    held.finish(b"k", flight, None)


def test_many_threads_at_once_leave_the_store_in_order(clock: Clock) -> None:
    held = Store(Limits(max_entries=10, ttl=100), None, clock)

    def work(seed: int) -> None:
        for step in range(300):
            key = (seed * 7 + step) % 20
            if held.find(bytes([key])) is None:
                fill(held, key, size=3)
            if step % 50 == 0:
                held.remove(bytes([key]))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held) <= 10 and held.size == 3 * len(held)
