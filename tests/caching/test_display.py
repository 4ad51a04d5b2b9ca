"""What cached functions draw, and what a page shows of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import rushlight.elements.status.exception
import rushlight.elements.status.spinner  # noqa: F401
from rushlight.caching import CacheData, cache_data, cache_resource, clear_all
from rushlight.caching.registry import Registry
from rushlight.errors import CacheReplayClosureError
from rushlight.run.container import region
from rushlight.run.signals import Interrupted
from tests.caching.page import Session, box, entry, write
from tests.caching.test_store import Clock


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOME", str(tmp_path))
    yield tmp_path
    clear_all()


@pytest.fixture(params=["cache_data", "cache_resource"])
def cache(request: pytest.FixtureRequest) -> Any:
    return {"cache_data": cache_data, "cache_resource": cache_resource}[request.param]


def shown(act: Callable[[], object], times: int = 2) -> list[list[Any]]:
    """Return what several runs of a script, each in a session of its own, show."""
    pages: list[list[Any]] = []
    for number in range(times):
        session = Session(f"session {number}")
        with session.run():
            act()
        pages.append(session.drawn())
    return pages


def test_what_a_function_draws_is_drawn_again_from_the_cache(cache: Any) -> None:
    calls: list[int] = []

    @cache
    def f() -> int:
        calls.append(1)
        write("one")
        inner = box()
        write("two", inner)
        write("three", box(inner))
        with inner:
            write("four")
        return 5

    def script() -> None:
        write("before")
        assert f() == 5
        write("after")

    assert shown(script, 3) == [["before", "one", ["two", ["three"], "four"], "after"]] * 3
    assert calls == [1]


def test_it_is_drawn_where_the_function_is_called(cache: Any) -> None:
    @cache
    def f() -> None:
        write("drawn")

    def script() -> None:
        f()
        with box():
            f()

    assert shown(script) == [["drawn", ["drawn"]]] * 2


def test_the_sidebar_is_the_same_place_for_everybody(cache: Any) -> None:
    @cache
    def f() -> None:
        write("aside", region("sidebar"))

    for _ in range(2):
        session = Session()
        with session.run():
            f()
        assert (session.drawn(), session.sidebar) == ([], ["aside"])


def test_drawing_to_a_container_made_elsewhere_cannot_be_repeated(cache: Any) -> None:
    session = Session()
    with session.run():
        outside = box()

        @cache
        def load() -> int:
            write("drawn", outside)
            return 1

        assert load() == 1
        with pytest.raises(CacheReplayClosureError, match="`.*load` drew to a container"):
            load()


def test_a_cached_function_in_a_cached_function_is_drawn_again(cache: Any) -> None:
    @cache
    def inner() -> None:
        write("inner")

    @cache
    def outer() -> None:
        write("outer")
        inner()

    def script() -> None:
        inner()
        outer()

    assert shown(script) == [["inner", "outer", "inner"]] * 2


def test_widgets_are_warned_of_on_every_run(cache: Any, caplog: pytest.LogCaptureFixture) -> None:
    @cache
    def f() -> str:
        write("text")
        return entry("name")

    with caplog.at_level(logging.WARNING):
        assert shown(f) == [["text", "entry", "exception"], ["text", "exception"]]
    assert "draws a widget (`entry`)" in caplog.text


def test_the_spinner_is_gone_when_the_function_has_ended_and_is_not_drawn_again(cache: Any) -> None:
    seen: list[Any] = []
    session = Session()

    @cache
    def inner() -> None:
        seen.append(_spinners(session))

    @cache(show_spinner="Loading", show_time=True)
    def outer() -> None:
        seen.append(_spinners(session))
        inner()

    def script() -> None:
        with session.run():
            outer()

    script()
    loading, running = ("Loading", True), (f"Running `{inner.__name__}(...)`.", False)
    assert seen == [[loading], [loading, running]]
    assert session.drawn() == []
    script()
    assert session.drawn() == []
    assert shown(outer) == [[], []]


def _spinners(session: Session) -> list[Any]:
    nodes = session.context.tree.nodes.values()
    props: list[Any] = [node.props for node in nodes if node.props.kind == "spinner"]
    return [(each.text, each.show_time) for each in props]


def test_no_spinner_is_shown_on_a_hit_or_if_it_is_not_wanted(cache: Any) -> None:
    seen: list[Any] = []
    session = Session()

    @cache(show_spinner=False)
    def f() -> None:
        seen.append(_spinners(session))

    with session.run():
        f()
        f()
    assert seen == [[]]


def test_the_spinner_goes_also_if_the_function_fails(cache: Any) -> None:
    session = Session()

    @cache
    def f() -> None:
        write("half")
        raise ValueError("no")

    with session.run(), pytest.raises(ValueError, match="no"):
        f()
    assert session.drawn() == ["half"]
    assert session.context.tapes == []


def test_a_run_that_is_interrupted_in_a_cached_function_keeps_nothing(cache: Any) -> None:
    calls: list[int] = []
    session = Session()

    @cache
    def f() -> int:
        calls.append(1)
        session.context.interrupt = len(calls) == 1
        write("drawn")
        return 1

    with pytest.raises(Interrupted), session.run():
        f()
    session.context.interrupt = False
    with session.run():
        assert f() == 1
    assert calls == [1, 1] and session.drawn() == ["drawn"]


def test_outside_of_a_run_nothing_is_drawn_or_recorded(cache: Any) -> None:
    @cache
    def f() -> int:
        write("drawn")
        return 1

    assert f() == 1
    assert shown(f) == [[], []]


def test_what_was_drawn_outlives_the_process_on_disk() -> None:
    calls: list[int] = []

    def f() -> int:
        calls.append(1)
        write("drawn", box())
        return 1

    pages = [shown(CacheData()(persist=True)(f), 1) for _ in range(2)]
    assert pages == [[[["drawn"]]]] * 2 and calls == [1]


def test_a_function_that_draws_is_not_refreshed_in_the_background(cache: Any) -> None:
    clock, results = Clock(), iter(["old", "new"])

    @type(cache)(Registry(clock))(ttl=10, refresh_mode="background")
    def f() -> str:
        result = next(results)
        write(result)
        return result

    assert shown(f, 1) == [["old"]]
    clock.now = 15
    assert shown(f) == [["new"], ["new"]]
