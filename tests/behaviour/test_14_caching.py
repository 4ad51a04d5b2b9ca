"""§14: cached functions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

import rushlight as st
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


@pytest.fixture(autouse=True)
def clean() -> Any:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def test_14_1a_cache_data_returns_a_fresh_copy_at_each_hit() -> None:
    @st.cache_data
    def made() -> list[int]:
        return [1]

    first = made()
    first.append(2)
    assert made() == [1]
    assert made() is not made()


def test_14_1b_cache_resource_returns_the_same_object_to_all() -> None:
    @st.cache_resource
    def made() -> list[int]:
        return []

    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(made())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(each is made() for each in found)


SESSIONS = """
@st.{cache}{scope}
def made():
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    return [1]
made()
made()
"""


@pytest.mark.parametrize("cache", ["cache_data", "cache_resource"])
@pytest.mark.parametrize(("scope", "second"), [("", 0), ("(scope='global')", 0), ("(scope='session')", 1)])
def test_14_1c_sessions_share_entries_unless_they_are_of_a_session(
    start: Start, cache: str, scope: str, second: int
) -> None:
    app = start(SESSIONS.format(cache=cache, scope=scope))
    one, two = app.open(), app.open()
    assert one["calls"] == 1
    assert (two["calls"] if "calls" in two.state else 0) == second
    one.rerun()
    assert one["calls"] == 1


def counted(decorator: Any = st.cache_data, **options: Any) -> tuple[Any, list[Any]]:
    calls: list[Any] = []

    def f(*args: Any, **kwargs: Any) -> int:
        calls.append((args, kwargs))
        return len(calls)

    return decorator(**options)(f), calls


def test_14_2a_an_entry_is_known_by_function_and_arguments() -> None:
    calls: list[Any] = []

    @st.cache_data
    def f(a: int, b: int = 2) -> int:
        calls.append((a, b))
        return a + b

    @st.cache_data
    def g(a: int, b: int = 2) -> int:
        calls.append("g")
        return 0

    assert [f(1), f(a=1), f(1, 2), f(b=2, a=1)] == [3, 3, 3, 3]  # defaults and order do not matter here: see docs
    assert calls == [(1, 2)]
    f(2)
    g(1)
    assert len(calls) == 3


def test_14_2b_names_that_begin_with_an_underscore_are_not_hashed() -> None:
    calls: list[Any] = []

    @st.cache_data
    def f(a: int, _connection: Any) -> int:
        calls.append(a)
        return a

    f(1, object())
    f(1, lambda: 1)
    assert calls == [1]


def test_14_2c_the_object_of_a_method_is_hashed_unless_it_is_named_so() -> None:
    calls: list[str] = []

    class Plain:
        @st.cache_data
        def unhashed(_self) -> int:  # noqa: N805
            calls.append("unhashed")
            return 1

        @st.cache_data
        def hashed(self) -> int:
            calls.append("hashed")
            return 1

    for each in (Plain(), Plain()):
        each.unhashed()
    assert calls == ["unhashed"]
    with pytest.raises(st.errors.UnhashableParamError):
        Plain().hashed()


UNHASHABLE = ["lambda: 1", "st.cache_data(lambda: 1)", "(x for x in 'a')", "threading.Lock()"]


@pytest.mark.parametrize("value", UNHASHABLE)
def test_14_2d_what_cannot_be_hashed_is_an_error_that_says_how(value: str) -> None:
    f, _ = counted()
    with pytest.raises(st.errors.UnhashableParamError) as raised:
        f(eval(value, {"st": st, "threading": threading}))
    assert "_" in str(raised.value)


def test_14_2e_hash_funcs_by_type_and_by_name() -> None:
    class Thing:
        def __init__(self, n: int) -> None:
            self.n = n
            self.lock = threading.Lock()

    for key in (Thing, f"{Thing.__module__}.{Thing.__qualname__}"):
        calls: list[int] = []

        def f(thing: Thing, calls: list[int] = calls, **_: Any) -> int:
            calls.append(thing.n)
            return thing.n

        cached = st.cache_data(hash_funcs={key: lambda thing: thing.n, list: id})(f)
        assert [cached(Thing(1)), cached(Thing(1)), cached(Thing(2))] == [1, 1, 2]
        assert calls == [1, 2]


@pytest.mark.parametrize("ttl", ["0.05s", 0.05])
def test_14_3a_entries_live_for_a_time(ttl: Any) -> None:
    f, calls = counted(ttl=ttl)
    f()
    f()
    assert len(calls) == 1
    time.sleep(0.08)
    f()
    assert len(calls) == 2


def test_14_3b_the_oldest_entries_go_where_there_are_too_many() -> None:
    f, calls = counted(max_entries=2)
    for n in (1, 2, 3):
        f(n)
    f(3)
    f(2)
    assert len(calls) == 3
    f(1)
    assert len(calls) == 4


def test_14_3c_a_stale_value_is_served_while_one_refresh_runs() -> None:
    begun, go = threading.Event(), threading.Event()
    calls: list[int] = []

    @st.cache_data(ttl=0.05, refresh_mode="background")
    def f() -> int:
        calls.append(1)
        if len(calls) > 1:
            begun.set()
            go.wait(10)
        return len(calls)

    assert f() == 1
    time.sleep(0.08)
    assert f() == 1
    assert begun.wait(10)
    assert f() == 1
    go.set()
    until = time.monotonic() + 10
    while f() == 1 and time.monotonic() < until:
        time.sleep(0.01)
    assert f() == 2


def test_14_3d_a_refresh_needs_a_ttl() -> None:
    with pytest.raises(st.errors.APIError):
        st.cache_data(refresh_mode="background")(lambda: 1)()


def test_14_3e_resources_are_validated_and_released() -> None:
    released: list[int] = []
    good = [True]
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    f = st.cache_resource(validate=lambda value: good[0], on_release=released.append)(make)
    assert f() == f() == 0
    good[0] = False
    assert f() == 1
    assert released == [0]
    f.clear()
    assert released == [0, 1]


def test_14_3f_entries_are_kept_on_disk(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    f, calls = counted(persist="disk")
    f(1)
    f(1)
    assert len(calls) == 1


SPINNER = """
import time
@st.cache_data(show_spinner={show}, show_time=True)
def slow():
    st.session_state.kinds = None
    time.sleep(0.3)
    return 1
if st.checkbox("go"):
    slow()
"""


@pytest.mark.parametrize(
    ("show_spinner", "text"), [("True", "slow"), ("'Please wait'", "Please wait"), ("False", None)]
)
def test_14_4a_a_spinner_shows_while_a_value_is_computed(show: Show, show_spinner: str, text: str | None) -> None:
    tab = show(SPINNER.format(show=show_spinner))
    tab.set(go=True, settle=False)
    seen: list[str] = []
    while not tab.browser._is_quiet():
        tab.pause(0.02)
        seen += [str(node.props) for node in tab.nodes("spinner")]
    if text is None:
        assert seen == []
    else:
        assert text in seen[0]
    assert tab.nodes("spinner") == []


@pytest.mark.parametrize("cache", [st.cache_data, st.cache_resource])
def test_14_4b_clearing_all_one_and_everything(cache: Any) -> None:
    f, calls = counted(cache)
    f(1)
    f(2)
    f.clear(1)
    f(2)
    assert len(calls) == 2
    f(1)
    assert len(calls) == 3
    f.clear()
    f(1)
    f(2)
    assert len(calls) == 5
    cache.clear()
    f(1)
    assert len(calls) == 6


def test_14_5a_elements_drawn_in_a_cached_function_are_drawn_again_at_a_hit(show: Show) -> None:
    source = """
    @st.cache_data
    def f():
        st.session_state.calls = st.session_state.get("calls", 0) + 1
        st.text("inside")
        with st.container():
            st.text("deeper")
        st.sidebar.text("beside")
    f()
    f()
    """
    tab = show(source)
    assert tab["calls"] == 1
    assert [text for text in tab.texts if text != "beside"] == ["inside", "deeper"] * 2
    tab.rerun()
    assert tab["calls"] == 1
    assert tab.texts.count("beside") == 2


def test_14_5b_widgets_inside_give_a_warning(show: Show) -> None:
    tab = show("@st.cache_data\ndef f():\n    st.slider('x', 0, 9)\nf()")
    assert [node.kind for node in tab.nodes() if node.kind in ("exception", "alert", "warning")] != []


def test_14_5c_writing_elsewhere_cannot_be_repeated(show: Show) -> None:
    source = """
    outside = st.container()
    @st.cache_data
    def f():
        outside.text("x")
    f()
    f()
    """
    assert show(source).errors == ["CacheReplayClosureError"]


def test_14_5d_to_what_was_made_inside_it_can(show: Show) -> None:
    source = """
    @st.cache_data
    def f():
        place, slot = st.container(), st.empty()
        place.text("x")
        slot.text("y")
        slot.text("z")
        with st.expander("e"):
            place.text("later")
    f()
    f()
    """
    tab = show(source)
    assert tab.errors == []
    assert tab.texts == ["x", "later", "z"] * 2


def test_14_6a_one_computation_at_a_time_for_each_key() -> None:
    calls: list[int] = []
    barrier = threading.Barrier(4, timeout=10)

    @st.cache_data
    def f() -> int:
        calls.append(1)
        time.sleep(0.05)
        return 5

    results: list[int] = []

    def work() -> None:
        barrier.wait()
        results.append(f())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (calls, results) == ([1], [5] * 4)


def test_14_6b_errors_are_not_kept() -> None:
    calls: list[int] = []

    @st.cache_data
    def f() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("no")
        return 7

    with pytest.raises(ValueError, match="no"):
        f()
    assert f() == 7


def test_14_6c_coroutine_functions(show: Show) -> None:
    source = """
    @st.cache_data
    async def f(n):
        st.session_state.calls = st.session_state.get("calls", 0) + 1
        return n
    st.text(str([await f(1), await f(1), await f(2)]))
    """
    tab = show(source)
    assert tab.texts == ["[1, 1, 2]"]
    assert tab["calls"] == 2


def test_14_6d_returning_a_coroutine_is_an_error() -> None:
    async def later() -> int:
        return 1

    f = st.cache_data(lambda: later())
    with pytest.raises(st.errors.CacheError):
        f()


def test_14_7_cached_functions_work_outside_of_runs() -> None:
    f, calls = counted()
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(f()))
    thread.start()
    thread.join()
    assert (f(), found, len(calls)) == (1, [1], 1)
