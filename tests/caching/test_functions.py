"""`cache_data` and `cache_resource` as scripts use them."""

from __future__ import annotations

import asyncio
import gc
import inspect
import logging
import math
import threading
import warnings
import weakref
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rushlight.caching import CacheData, CacheResource, cache_data, cache_resource, clear_all, release_session
from rushlight.caching.registry import Registry
from rushlight.errors import (
    BadTimeStringError,
    IncompatibleParametersError,
    InvalidParameterTypeError,
    InvalidValueError,
    MissingRequiredParameterError,
    ReturnedAwaitableError,
    UnhashableParamError,
    UnserializableReturnValueError,
)
from rushlight.script.compile import compile_program
from tests.caching.page import Session
from tests.caching.test_store import Clock


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOME", str(tmp_path))
    yield tmp_path
    clear_all()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["cache_data", "cache_resource"])
def cache(request: pytest.FixtureRequest) -> Any:
    """Either decorator."""
    return {"cache_data": cache_data, "cache_resource": cache_resource}[request.param]


class Counted:
    """Counts the calls of a function by argument."""

    def __init__(self, function: Callable[..., Any] = lambda *args: list(args)) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self._function = function

    def __call__(self, *args: Any) -> Any:
        self.calls.append(args)
        return self._function(*args)


# --- hits and misses ----------------------------------------------------------------------------------------------------


def test_each_result_is_computed_once(cache: Any) -> None:
    counted = Counted()

    @cache
    def f(a: int, b: int = 2) -> Any:
        return counted(a, b)

    assert f(1) == f(a=1) == f(1, 2) == f(b=2, a=1) == [1, 2]
    assert f(2) == [2, 2]
    assert counted.calls == [(1, 2), (2, 2)]


def test_data_is_copied_for_each_caller() -> None:
    @cache_data
    def f() -> list[int]:
        return [1]

    f().append(2)
    assert f() == [1] and f() is not f()


def test_resources_are_shared() -> None:
    @cache_resource
    def f() -> threading.Lock:
        return threading.Lock()

    assert f() is f()


def test_frames_share_their_data_from_the_first_call_on() -> None:
    @cache_data
    def f() -> pd.DataFrame:
        return pd.DataFrame({"a": [1.0, 2.0]})

    first, second = f(), f()
    assert first["a"].to_numpy().ctypes.data == second["a"].to_numpy().ctypes.data
    first.loc[0, "a"] = 9
    assert second["a"].tolist() == f()["a"].tolist() == [1, 2]


def test_a_frame_that_was_changed_around_the_copying_is_made_again(caplog: pytest.LogCaptureFixture) -> None:
    @cache_data
    def f() -> pd.DataFrame:
        return pd.DataFrame({"a": [1.0, 2.0]})

    f()["a"].array[:] = 9
    with caplog.at_level(logging.WARNING):
        assert f()["a"].tolist() == [1, 2]
    assert "changed through `.array`" in caplog.text


def test_errors_are_not_kept(cache: Any) -> None:
    outcomes: list[Any] = [ValueError("first"), "second"]

    @cache
    def f() -> Any:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with pytest.raises(ValueError, match="first"):
        f()
    assert f() == f() == "second"


def test_an_error_that_python_treats_specially_comes_out_as_it_is(cache: Any) -> None:
    @cache
    def f() -> Any:
        return next(iter([]))

    with pytest.raises(StopIteration):
        f()


def test_wrong_arguments_are_told_by_python(cache: Any) -> None:
    @cache
    def f(a: int) -> int:
        return a

    for call in (lambda: f(), lambda: f(1, 2), lambda: f(b=1), lambda: f(1, a=1)):
        with pytest.raises(TypeError, match=r"f\(\)"):
            call()


def test_unhashable_arguments_are_told_with_what_to_do(cache: Any) -> None:
    @cache
    def f(items: Any) -> None: ...

    with pytest.raises(UnhashableParamError) as raised:
        f([{"key": threading.Lock()}])
    for part in ("`items`", "`builtins.list`", "`_thread.lock`", "`_items`", "hash_funcs={lock: ...}", "f`"):
        assert part in str(raised.value)
    with pytest.raises(UnhashableParamError):
        f(f)
    with pytest.raises(UnhashableParamError):
        f(lambda: 1)


def test_arguments_with_an_underscore_are_not_looked_at(cache: Any) -> None:
    @cache
    def f(a: Any, _b: Any) -> Any:
        return (a, _b)

    assert f(1, 2) == f(1, lambda: 1) == (1, 2)


def test_hash_funcs_say_how_to_hash(cache: Any) -> None:
    class User:
        def __init__(self, name: str) -> None:
            self.name = name

    @cache(hash_funcs={User: lambda user: user.name})
    def f(user: User) -> Any:
        return object.__repr__(user)

    assert f(User("a")) == f(User("a")) != f(User("b"))


def test_what_cannot_be_pickled_is_refused_as_data() -> None:
    @cache_data
    def f() -> Any:
        return threading.Lock()

    with pytest.raises(UnserializableReturnValueError, match="cache_resource"):
        f()
    with pytest.raises(UnserializableReturnValueError):
        f()


def test_generators_are_refused(cache: Any) -> None:
    @cache
    def f() -> Iterator[int]:
        yield 1

    @cache
    async def g() -> Any:
        return (each async for each in _numbers())

    with pytest.raises(UnserializableReturnValueError, match="generator.*Return a list"):
        f()
    with pytest.raises(UnserializableReturnValueError, match="generator"):
        asyncio.run(g())


async def _numbers() -> Any:
    yield 1


# --- what a decorated function looks like -------------------------------------------------------------------------------


def test_a_decorated_function_looks_like_the_function(cache: Any) -> None:
    @cache(show_spinner=False)
    def f(a: int, b: str = "x") -> int:
        """Say something."""
        return a

    assert (f.__name__, f.__doc__, f.__module__) == ("f", "Say something.", __name__)
    assert list(inspect.signature(f).parameters) == ["a", "b"]
    assert "f" in repr(f)


def test_functions_can_be_wrapped_without_decorator_syntax(cache: Any) -> None:
    counted = Counted()
    for wrapped in (cache(counted), cache()(counted), cache(show_spinner=False)(counted)):
        assert wrapped(1) == [1]
        assert wrapped(1) == [1]
    assert len(counted.calls) == 3, "an object that can be called is known only as itself"
    assert cache(dict)(a=1) == {"a": 1} and cache(len)([1]) == 1


def test_something_that_cannot_be_called_is_refused(cache: Any) -> None:
    with pytest.raises(InvalidParameterTypeError, match="func.*given: 5"):
        cache(5)


class Service:
    def __init__(self, name: str) -> None:
        self.name = name
        self.calls: list[Any] = []

    @cache_data
    def looked_at(self, a: int) -> str:
        return f"{self.name} {a}"

    @cache_data
    def left_out(_self, a: int) -> str:  # pyright: ignore[reportSelfClsParameterName]
        _self.calls.append(a)
        return f"{_self.name} {a}"

    @cache_data(hash_funcs={"tests.caching.test_functions.Service": lambda service: service.name})
    def hashed(self, a: int) -> str:
        self.calls.append(a)
        return f"{self.name} {a}"

    @classmethod
    @cache_data
    def of_class(cls, a: int) -> str:
        return f"{cls.__name__} {a}"

    @staticmethod
    @cache_data
    def static(a: int) -> str:
        return f"static {a}"


def test_methods_look_at_self_unless_it_is_called_otherwise() -> None:
    one, other = Service("one"), Service("other")
    with pytest.raises(UnhashableParamError, match="`self`"):
        one.looked_at(1)
    assert one.left_out(1) == other.left_out(1) == "one 1" and other.calls == []
    assert (one.hashed(1), other.hashed(1), Service("one").hashed(1)) == ("one 1", "other 1", "one 1")
    assert Service.of_class(1) == one.of_class(1) == "Service 1"
    assert Service.static(1) == one.static(1) == "static 1"
    assert one.left_out.__name__ == "left_out"


def test_results_of_methods_can_be_forgotten() -> None:
    one = Service("one")
    for _ in range(2):
        one.hashed(1)
        one.hashed(2)
    one.hashed.clear(1)
    one.hashed(1)
    assert one.calls == [1, 2, 1]
    one.hashed.clear()
    one.hashed(2)
    assert one.calls == [1, 2, 1, 2]


# --- how long ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ttl", [60, 60.0, timedelta(minutes=1), "1m", "1 minute"])
def test_results_end_with_their_lifetime(clock: Clock, ttl: Any) -> None:
    counted = Counted()
    f = CacheData(Registry(clock))(ttl=ttl)(_calling(counted))
    f(1)
    clock.now = 59
    f(1)
    assert len(counted.calls) == 1
    clock.now = 60
    f(1)
    assert len(counted.calls) == 2


def _calling(counted: Counted) -> Callable[..., Any]:
    def f(a: int = 0) -> Any:
        return counted(a)

    return f


def test_only_so_many_results_are_kept(cache: Any) -> None:
    counted = Counted()
    f = cache(max_entries=2)(_calling(counted))
    for a in (1, 2, 1, 3, 1, 2):
        f(a)
    assert counted.calls == [(1,), (2,), (3,), (2,)]


def test_only_so_many_bytes_are_kept() -> None:
    counted = Counted(lambda a: bytes(1000))
    f = cache_data(max_size="2.5kb")(_calling(counted))
    for a in (1, 2, 1, 3, 2):
        f(a)
    assert counted.calls == [(1,), (2,), (3,), (2,)]


def test_all_functions_together_take_only_so_many_bytes() -> None:
    calls: list[Any] = []
    one, other = (
        cache_data(lambda a: calls.append(("one", a)) or bytes(1_000_000)),
        cache_data(lambda b: calls.append(("other", b)) or bytes(1_000_000)),
    )
    with Session(server__maxCacheDataSize="2.5mb").run():
        one(1), other(1), one(1), other(2), one(1), other(1)
    assert calls == [("one", 1), ("other", 1), ("other", 2), ("other", 1)]


def test_stale_results_are_served_while_they_are_made_anew(clock: Clock, cache: Any) -> None:
    results = iter(["old", "new"])
    made = threading.Event()

    def f() -> str:
        try:
            return next(results)
        finally:
            made.set()

    cached = type(cache)(Registry(clock))(ttl=10, refresh_mode="background")(f)
    assert cached() == "old"
    clock.now = 15
    made.clear()
    assert cached() == "old"
    assert made.wait(10)
    _until(lambda: cached() == "new")


def _until(condition: Callable[[], bool]) -> None:
    """Wait for something that a background thread does."""
    for _ in range(1000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came to be")


def test_results_that_are_much_too_old_are_not_served(clock: Clock) -> None:
    results = iter(["old", "new"])
    f = CacheData(Registry(clock))(ttl=10, refresh_mode="background")(lambda: next(results))
    assert f() == "old"
    clock.now = 20
    assert f() == "new"


def test_a_failing_refresh_leaves_the_old_result(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    failed = threading.Event()
    outcomes: list[Any] = ["old", ValueError("no"), "new"]

    def f() -> str:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            failed.set()
            raise outcome
        return outcome

    cached = CacheData(Registry(clock))(ttl=10, refresh_mode="background")(f)
    cached()
    clock.now = 15
    assert cached() == "old"
    assert failed.wait(10)
    _until(lambda: cached() == "new")
    assert "could not be made anew" in caplog.text


def test_only_one_refresh_runs_at_a_time(clock: Clock) -> None:
    go_on, started = threading.Event(), threading.Event()
    calls: list[int] = []

    def f() -> int:
        calls.append(1)
        if len(calls) > 1:
            started.set()
            assert go_on.wait(10)
        return len(calls)

    cached = CacheData(Registry(clock))(ttl=10, refresh_mode="background")(f)
    cached()
    clock.now = 15
    assert [cached() for _ in range(5)] == [1] * 5
    assert started.wait(10)
    assert [cached() for _ in range(5)] == [1] * 5
    go_on.set()
    _until(lambda: cached() == 2)
    assert len(calls) == 2


def test_a_resource_is_checked_before_it_is_handed_out() -> None:
    made: list[list[str]] = []

    @cache_resource(validate=lambda value: value[-1] != "broken")
    def f() -> list[str]:
        made.append(["fresh"])
        return made[-1]

    first = f()
    assert f() is first
    first.append("broken")
    assert f() is not first and len(made) == 2


def test_resources_are_released_when_they_go() -> None:
    released: list[Any] = []

    @cache_resource(max_entries=1, on_release=released.append, validate=lambda value: value != "bad")
    def f(a: str) -> str:
        return a

    f("one")
    f("bad")
    assert released == ["one"]
    f("bad")
    assert released == ["one", "bad"]
    f.clear()
    assert released == ["one", "bad", "bad"]


# --- forgetting ----------------------------------------------------------------------------------------------------------


def test_one_result_or_all_can_be_forgotten(cache: Any) -> None:
    counted = Counted()
    f = cache(_calling(counted))
    f(1), f(2)
    f.clear(a=1)
    f(1), f(2)
    assert counted.calls == [(1,), (2,), (1,)]
    f.clear()
    f(1), f(2)
    assert counted.calls == [(1,), (2,), (1,), (1,), (2,)]
    f.clear(1, 2, 3)


def test_all_results_of_a_decorator_can_be_forgotten() -> None:
    counted, shared = Counted(), Counted()
    f, g = cache_data(_calling(counted)), cache_resource(_calling(shared))
    f(), g()
    cache_data.clear()
    f(), g()
    assert (len(counted.calls), len(shared.calls)) == (2, 1)
    clear_all()
    f(), g()
    assert (len(counted.calls), len(shared.calls)) == (3, 2)


def test_a_result_that_was_begun_before_a_clear_is_not_kept(cache: Any) -> None:
    begun, go_on = threading.Event(), threading.Event()
    results = iter(["old", "new"])

    @cache
    def f() -> str:
        result = next(results)
        if result == "old":
            begun.set()
            assert go_on.wait(10)
        return result

    got: list[str] = []
    slow = threading.Thread(target=lambda: got.append(f()))
    slow.start()
    assert begun.wait(10)
    f.clear()
    assert f() == "new"
    go_on.set()
    slow.join(10)
    assert got == ["old"] and f() == "new"


# --- several at a time ---------------------------------------------------------------------------------------------------


def in_threads(count: int, act: Callable[[], Any]) -> list[Any]:
    """Do something in several threads at once; return results and errors."""
    barrier, found = threading.Barrier(count), list[Any]()

    def run() -> None:
        barrier.wait()
        try:
            found.append(act())
        except BaseException as error:
            found.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_a_herd_computes_once(cache: Any) -> None:
    calls: list[int] = []

    @cache
    def f() -> list[int]:
        calls.append(1)
        threading.Event().wait(0.2)
        return [len(calls)]

    assert in_threads(50, f) == [[1]] * 50
    assert calls == [1]


def test_a_herd_gets_a_result_of_no_lifetime_together() -> None:
    calls: list[int] = []

    @cache_data(ttl=0)
    def f() -> int:
        calls.append(1)
        threading.Event().wait(0.2)
        return 1

    assert in_threads(20, f) == [1] * 20
    assert len(calls) < 20


def test_after_an_error_the_next_in_the_herd_computes(cache: Any) -> None:
    outcomes: list[Any] = [ValueError("first"), KeyboardInterrupt("second"), "third"]

    @cache
    def f() -> Any:
        threading.Event().wait(0.05)
        outcome = outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    found = in_threads(20, f)
    assert sorted(type(each).__name__ for each in found) == ["KeyboardInterrupt", "ValueError"] + ["str"] * 18
    assert outcomes == []


def test_different_results_are_computed_at_the_same_time(cache: Any) -> None:
    both = threading.Barrier(2)
    numbers = iter(range(10))

    @cache
    def f(a: int) -> int:
        both.wait(10)
        return a

    assert sorted(in_threads(2, lambda: f(next(numbers)))) == [0, 1]


def test_a_function_that_calls_itself_does_not_wait_for_itself(cache: Any) -> None:
    depth: list[int] = []

    @cache
    def f(a: int) -> int:
        depth.append(a)
        return f(a) + 1 if len(depth) < 4 else 0

    assert f(1) == 3 and f(1) == 3

    @cache
    def fibonacci(n: int) -> int:
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    assert fibonacci(60) == 1548008755920


# --- async ---------------------------------------------------------------------------------------------------------------


def test_coroutine_functions_keep_what_they_return(cache: Any) -> None:
    calls: list[int] = []

    @cache
    async def f(a: int) -> list[int]:
        calls.append(a)
        await asyncio.sleep(0)
        return [a]

    async def main() -> None:
        assert await asyncio.gather(*(f(1) for _ in range(10))) == [[1]] * 10
        assert await f(a=1) == [1]

    asyncio.run(main())
    assert asyncio.run(f(1)) == [1] and calls == [1], "another event loop"


def test_coroutine_functions_that_fail_are_called_again(cache: Any) -> None:
    outcomes: list[Any] = [ValueError("first"), "second"]

    @cache
    async def f() -> Any:
        await asyncio.sleep(0)
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def main() -> list[Any]:
        return await asyncio.gather(f(), f(), f(), return_exceptions=True)

    found = asyncio.run(main())
    assert [type(each).__name__ for each in found] == ["ValueError", "str", "str"]


def test_a_cancelled_computation_wakes_those_who_wait(cache: Any) -> None:
    starts: list[int] = []

    @cache
    async def f() -> str:
        starts.append(1)
        if len(starts) == 1:
            await asyncio.sleep(60)
        return "done"

    async def main() -> str:
        first = asyncio.ensure_future(f())
        await asyncio.sleep(0)
        second = asyncio.ensure_future(f())
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(main()) == "done"


def test_threads_with_event_loops_of_their_own_compute_once(cache: Any) -> None:
    calls: list[int] = []

    @cache
    async def f() -> int:
        calls.append(1)
        await asyncio.sleep(0.1)
        return 1

    assert in_threads(10, lambda: asyncio.run(f())) == [1] * 10
    assert calls == [1]


def test_an_awaitable_that_is_not_awaited_is_refused(cache: Any) -> None:
    async def work() -> int:
        return 1

    @cache
    def f() -> Any:
        return work()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ReturnedAwaitableError, match=r"builtins.coroutine.*async def"):
            f()
        gc.collect()


# --- sessions ------------------------------------------------------------------------------------------------------------


def test_sessions_share_results_unless_told_otherwise(cache: Any) -> None:
    counted, own = Counted(), Counted()
    f, g = cache(_calling(counted)), cache(scope="session")(_calling(own))
    one, other = Session("one"), Session("other")
    for session in (one, other, one):
        with session.run():
            assert f() == g() == [0]
    assert (len(counted.calls), len(own.calls)) == (1, 2)
    with one.run():
        g.clear()
        g()
    with other.run():
        g()
    assert len(own.calls) == 3, "only the one session's results were forgotten"


def test_outside_of_sessions_their_results_are_shared(cache: Any) -> None:
    counted = Counted()
    f = cache(scope="session")(_calling(counted))
    f(), f()
    assert len(counted.calls) == 1


def test_resources_of_a_session_are_released_with_it() -> None:
    released: list[Any] = []

    @cache_resource(scope="session", on_release=released.append)
    def f() -> str:
        return "connection"

    session = Session()
    with session.run() as context:
        f()
    release_session(context.cache)
    assert released == ["connection"]


def test_a_session_that_is_gone_leaves_nothing() -> None:
    class Big:
        pass

    @cache_resource(scope="session")
    def f() -> Big:
        return Big()

    session = Session()
    with session.run():
        seen = weakref.ref(f())
    del session
    gc.collect()
    assert seen() is None


def test_all_sessions_can_be_made_to_forget() -> None:
    counted = Counted()
    f = cache_data(scope="session")(_calling(counted))
    session = Session()
    with session.run():
        f()
    cache_data.clear()
    with session.run():
        f()
    assert len(counted.calls) == 2


# --- scripts -------------------------------------------------------------------------------------------------------------


def run_script(source: str, path: str = "/apps/app.py", **names: Any) -> dict[str, Any]:
    namespace = {"__name__": "__main__", "cache_data": cache_data, "cache_resource": cache_resource, **names}
    for statement in compile_program(source, Path(path), None).statements:
        eval(statement.code, namespace)
    return namespace


SCRIPT = """
import dataclasses

@dataclasses.dataclass
class Place:
    name: str

@cache_data
def f(a):
    calls.append(a)
    return Place(a)

result = f('x')
"""


def test_results_outlast_runs_and_are_of_the_classes_of_the_run() -> None:
    calls: list[Any] = []
    first, second = run_script(SCRIPT, calls=calls), run_script(SCRIPT, calls=calls)
    assert calls == ["x"] and first["Place"] is not second["Place"]
    assert type(second["result"]) is second["Place"] and second["result"].name == "x"


def test_a_function_whose_code_changes_computes_anew() -> None:
    calls: list[Any] = []
    run_script(SCRIPT, calls=calls)
    run_script(SCRIPT.replace("Place(a)", "Place(a + '!')"), calls=calls)
    run_script(f"# a comment\n{SCRIPT}", calls=calls)
    assert calls == ["x", "x"]


def test_the_same_code_in_another_script_computes_anew() -> None:
    calls: list[Any] = []
    run_script(SCRIPT, calls=calls)
    run_script(SCRIPT, "/apps/other.py", calls=calls)
    assert calls == ["x", "x"]


def test_other_limits_make_another_cache() -> None:
    calls: list[Any] = []
    for decorator in ("cache_data", "cache_data(ttl=5)", "cache_data(ttl=5)"):
        run_script(f"f = {decorator}(lambda a: calls.append(a))\nf(1)", calls=calls)
    assert calls == [1, 1]


def test_an_author_at_work_does_not_fill_the_memory() -> None:
    released: list[Any] = []
    decorate = cache_resource(on_release=released.append)
    for version in range(20):
        run_script(f"@decorate\ndef f(): return {version}\nf()", decorate=decorate)
    assert released == list(range(12))


# --- on disk -------------------------------------------------------------------------------------------------------------


def forget_memory() -> CacheData:
    """Return a decorator such as another process would have."""
    return CacheData()


@pytest.mark.parametrize("persist", ["disk", True])
def test_results_on_disk_outlive_the_process(persist: Any, home: Path) -> None:
    calls: list[Any] = []
    for _ in range(2):
        run_script(SCRIPT.replace("@cache_data", "@decorate"), decorate=forget_memory()(persist=persist), calls=calls)
    assert calls == ["x"]
    assert len(list((home / ".rushlight" / "cache").glob("*.cache"))) == 1


def test_results_on_disk_can_be_forgotten(home: Path) -> None:
    counted = Counted()
    f = cache_data(persist="disk")(_calling(counted))
    folder = home / ".rushlight" / "cache"
    f(1), f(2)
    f.clear(1)
    assert len(list(folder.glob("*.cache"))) == 1
    f.clear()
    assert list(folder.glob("*.cache")) == []
    f(1)
    cache_data.clear()
    assert list(folder.glob("*.cache")) == []


def test_a_file_on_disk_that_was_tampered_with_is_computed_again(home: Path) -> None:
    calls: list[Any] = []
    for _ in range(2):
        run_script(SCRIPT.replace("@cache_data", "@decorate"), decorate=forget_memory()(persist="disk"), calls=calls)
        for path in (home / ".rushlight" / "cache").glob("*.cache"):
            path.write_bytes(b"x" * 100)
    assert calls == ["x", "x"]


def test_a_result_on_disk_whose_class_is_gone_is_computed_again(home: Path) -> None:
    calls: list[Any] = []
    script = SCRIPT.replace("@cache_data", "@decorate")
    run_script(script, decorate=forget_memory()(persist="disk"), calls=calls)
    other = script.replace("@dataclasses.dataclass\nclass Place:\n    name: str", "def Place(name): return [name]")
    assert run_script(other, decorate=forget_memory()(persist="disk"), calls=calls)["result"] == ["x"]
    assert calls == ["x", "x"]


def test_a_lifetime_has_no_effect_on_disk(caplog: pytest.LogCaptureFixture) -> None:
    counted = Counted()
    with caplog.at_level(logging.WARNING):
        f = cache_data(persist=True, ttl=0)(_calling(counted))
    f(), f()
    assert len(counted.calls) == 1 and "`ttl` has no effect" in caplog.text


def test_results_of_a_session_are_not_on_disk(home: Path) -> None:
    f = cache_data(persist=True, scope="session")(_calling(Counted()))
    with Session().run():
        f()
    assert not (home / ".rushlight").exists()


# --- parameters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"ttl": "soon"}, BadTimeStringError, "soon"),
        ({"max_entries": 0}, InvalidValueError, "max_entries"),
        ({"max_size": "much"}, InvalidValueError, "max_size"),
        ({"persist": "tape"}, InvalidValueError, "persist"),
        ({"scope": "galaxy"}, InvalidValueError, "scope"),
        ({"refresh_mode": "sometimes"}, InvalidValueError, "refresh_mode"),
        ({"refresh_mode": "background"}, MissingRequiredParameterError, "ttl"),
        ({"refresh_mode": "background", "ttl": 5, "persist": True}, IncompatibleParametersError, "persist"),
    ],
)
def test_parameters_that_cannot_be_are_refused(parameters: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        cache_data(**parameters)(_calling(Counted()))


def test_coroutine_functions_are_not_refreshed_in_the_background(cache: Any) -> None:
    async def f() -> None: ...

    with pytest.raises(InvalidValueError, match="async def"):
        cache(refresh_mode="background", ttl=5)(f)


def test_a_lifetime_without_end_is_allowed() -> None:
    counted = Counted()
    f = cache_data(ttl=math.inf, max_entries=None)(_calling(counted))
    f(), f()
    assert len(counted.calls) == 1


def test_a_refresh_factor_that_makes_no_sense_is_not_used(caplog: pytest.LogCaptureFixture) -> None:
    with Session(runner__cacheBackgroundRefreshTTLMultiplier=0.5).run(), caplog.at_level(logging.WARNING):
        cache_resource(refresh_mode="background", ttl=5)(_calling(Counted()))
    assert "cacheBackgroundRefreshTTLMultiplier must be above 1" in caplog.text


def test_resources_have_no_parameters_of_data() -> None:
    assert set(inspect.signature(CacheData.__call__).parameters) - set(
        inspect.signature(CacheResource.__call__).parameters
    ) == {"max_size", "persist"}
