"""A function whose results are kept: how a call becomes a hit, a wait or a computation."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, update_wrapper
from types import AsyncGeneratorType, GeneratorType
from typing import Any, Generic, Literal, ParamSpec, Protocol, TypeAlias, TypeVar, cast, overload

import msgspec

from rushlight import log
from rushlight.caching.arguments import Parameters, UnhashableArgumentError, call_key
from rushlight.caching.display import recorded, replay
from rushlight.caching.hashing import HashFuncs, type_name
from rushlight.caching.identity import Identity, identify
from rushlight.caching.limits import Limits
from rushlight.caching.refresh import Refreshers
from rushlight.caching.registry import Registry
from rushlight.caching.store import Entry, Flight, Store
from rushlight.caching.values import Names, SpoiledError
from rushlight.errors import ReturnedAwaitableError, UnhashableParamError, UnserializableReturnValueError
from rushlight.run.context import current

P = ParamSpec("P")
R = TypeVar("R")
Scope: TypeAlias = Literal["global", "session"]

_logger = log.logger("cache")


class Settings(msgspec.Struct, frozen=True):
    """How a function is cached."""

    command: str
    """Name of the decorator."""
    limits: Limits = Limits()
    spinner: bool | str = True
    show_time: bool = False
    hash_funcs: HashFuncs | None = None
    scope: Scope = "global"
    refreshers: int = 4
    """How many values may be made anew in the background at a time."""
    validate: Callable[[Any], object] | None = None
    on_release: Callable[[Any], object] | None = None


class Results(Protocol):
    """How results of one decorator are kept and handed out."""

    @property
    def registry(self) -> Registry:
        """Where their stores are."""
        ...

    def keep(self, identity: Identity, key: bytes, value: Any, entry: Entry) -> None:
        """Put a result into an entry."""
        ...

    def trim(self) -> None:
        """Drop entries, now that there is one more, if they take too much memory."""
        ...

    def find(self, identity: Identity, key: bytes, names: Names) -> Entry | None:
        """Return the entry of a key from beyond this process."""
        ...

    def forget(self, identity: Identity, key: bytes | None) -> None:
        """Remove the entry of a key, or all of a function, from beyond this process."""
        ...

    def load(self, entry: Entry, names: Names) -> Any:
        """Return an entry's value for a caller. Raises SpoiledError if it has to be made anew."""
        ...

    def own(self, value: Any, entry: Entry, names: Names) -> Any:
        """Return for the caller who made it the value that was put into an entry."""
        ...


class Call(msgspec.Struct, frozen=True):
    """One call of a cached function."""

    key: bytes
    store: Store
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]


class Result(msgspec.Struct):
    """What a call gives."""

    value: Any = None


class CachedFunction(Generic[P, R]):
    """A function that computes each result once and keeps it."""

    def __init__(self, function: Callable[P, R], settings: Settings, results: Results) -> None:
        update_wrapper(self, function)
        self._function = function
        self._settings = settings
        self._results = results
        self._name = str(getattr(function, "__qualname__", type(function).__qualname__))
        self.is_async = inspect.iscoroutinefunction(function)
        self._names: Names = getattr(inspect.unwrap(function), "__globals__", {})
        self._parameters: Parameters | None = None
        self._identity: Identity | None = None
        self._shared_store: Store | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        key = self._key(args, kwargs)
        if key is None:
            return self._function(*args, **kwargs)  # Python says what is wrong with the arguments
        call = Call(key, self._store(), args, kwargs)
        return cast(R, self._awaited(call) if self.is_async else self._called(call))

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results or, given arguments, the result for these."""
        if not args and not kwargs:
            self._store().clear()
            self._results.forget(self._identified(), None)
            return
        key = self._key(args, kwargs)
        if key is not None:
            self._store().remove(key)
            self._results.forget(self._identified(), key)

    @overload
    def __get__(self, instance: None, owner: type | None = None) -> CachedFunction[P, R]: ...
    @overload
    def __get__(self, instance: object, owner: type | None = None) -> BoundFunction: ...
    def __get__(self, instance: object, owner: type | None = None) -> CachedFunction[P, R] | BoundFunction:
        return self if instance is None else BoundFunction(self, instance)

    def __repr__(self) -> str:
        return f"<{self._settings.command} {self._name}>"

    # --- the ways of a call ------------------------------------------------------------------------------------------

    def _called(self, call: Call) -> Any:
        while True:
            found = self._look_up(call)
            if found is not None:
                return found.value
            flight, is_ours = call.store.begin(call.key)
            if not is_ours:
                if flight in _under_way.get():
                    return self._function(
                        *call.args, **call.kwargs
                    )  # the function calls itself with the same arguments
                found = self._deliver(call, flight.wait())
            else:
                found = self._settle(call, flight)
                if found is None:
                    with self._computing(call, flight) as found:
                        found.value = self._function(*call.args, **call.kwargs)
            if found is not None:
                return found.value

    async def _awaited(self, call: Call) -> Any:
        function = cast(Callable[..., Awaitable[Any]], self._function)
        while True:
            found = self._look_up(call)
            if found is not None:
                return found.value
            flight, is_ours = call.store.begin(call.key)
            if not is_ours:
                if flight in _under_way.get():
                    return await function(*call.args, **call.kwargs)
                found = self._deliver(call, await flight.wait_async())
            else:
                found = self._settle(call, flight)
                if found is None:
                    with self._computing(call, flight) as found:
                        found.value = await function(*call.args, **call.kwargs)
            if found is not None:
                return found.value

    # --- the steps of a call -----------------------------------------------------------------------------------------

    def _look_up(self, call: Call) -> Result | None:
        """Return the result if it is at hand."""
        entry = call.store.find(call.key)
        if entry is None:
            return None
        if self._settings.limits.grace and call.store.is_stale(entry) and not self._refresh(call, entry):
            return None
        if self._settings.validate is not None and not self._settings.validate(entry.value):
            call.store.remove(call.key, entry)
            return None
        return self._deliver(call, entry)

    def _deliver(self, call: Call, entry: Entry | None) -> Result | None:
        """Return an entry's value for the caller and draw what the function drew."""
        if entry is None:
            return None
        try:
            value = self._results.load(entry, self._names)
        except SpoiledError:
            _logger.warning("A cached frame was changed through `.array`; `%s` is run again", self._name)
            call.store.remove(call.key, entry)
            return None
        if entry.tape is not None:
            replay(self._name, entry.tape)
        if (context := current()) is not None:
            context.figures.hits += 1
        return Result(value)

    def _settle(self, call: Call, flight: Flight) -> Result | None:
        """Return the result if it need not be computed after all, which ends the flight."""
        entry = None
        try:
            found = self._look_up(call)
            if found is None:
                entry = self._results.find(self._identified(), call.key, self._names)
                found = self._deliver(call, entry)
        except BaseException:
            call.store.finish(call.key, flight, None)
            raise
        if found is not None:
            call.store.finish(call.key, flight, entry)
        return found

    @contextmanager
    def _computing(self, call: Call, flight: Flight) -> Generator[Result]:
        """Keep the result that the `with` block puts in, and end the flight."""
        result, entry = Result(), None
        if (context := current()) is not None:
            context.figures.misses += 1
        token = _under_way.set(_under_way.get() | {flight})
        try:
            with recorded(self._name, self._spinner(), self._settings.show_time) as tape:
                yield result
                self._refuse(result.value)
            made = Entry(None, tape=tape if tape is not None and tape.drawings else None)
            self._results.keep(self._identified(), call.key, result.value, made)
            result.value = self._results.own(result.value, made, self._names)
            entry = made
        finally:
            _under_way.reset(token)
            call.store.finish(call.key, flight, entry)
        self._results.trim()

    def _refresh(self, call: Call, entry: Entry) -> bool:
        """Have a stale entry made anew; return whether it may be served meanwhile."""
        if entry.tape is not None:
            return False  # there is no page to draw to in the background
        if not call.store.is_under_way(call.key):
            _refreshers.start(partial(self._make_anew, call), self._settings.refreshers)
        return True

    def _make_anew(self, call: Call) -> None:
        flight, is_ours = call.store.begin(call.key)
        if is_ours:
            with self._computing(call, flight) as result:
                result.value = self._function(*call.args, **call.kwargs)  # pyright: ignore[reportCallIssue]

    def _refuse(self, value: Any) -> None:
        if isinstance(value, GeneratorType | AsyncGeneratorType):
            raise UnserializableReturnValueError(
                f"`{self._name}` is decorated with `{self._settings.command}` and returned a generator, which can be read "
                "only once. Return a list of what it yields."
            )
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value):
                value.close()
            raise ReturnedAwaitableError(
                f"`{self._name}` is decorated with `{self._settings.command}` and returned `{type_name(type(value))}`, "
                "which has to be awaited. Define the function by `async def` and await it there."
            )

    # --- facts of the function ---------------------------------------------------------------------------------------

    def _key(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bytes | None:
        if self._parameters is None:
            self._parameters = Parameters.of(self._function)
        arguments = self._parameters.bind(args, kwargs)
        if arguments is None:
            return None
        try:
            return call_key(arguments, self._settings.hash_funcs)
        except UnhashableArgumentError as error:
            raise UnhashableParamError(_unhashable(self._name, error)) from error.cause

    def _store(self) -> Store:
        settings, registry = self._settings, self._results.registry
        context = current() if settings.scope == "session" else None
        if context is not None:
            return registry.of_session(context.cache, self._identified(), settings.limits, settings.on_release)
        if self._shared_store is None:
            self._shared_store = registry.shared(self._identified(), settings.limits, settings.on_release)
        return self._shared_store

    def _identified(self) -> Identity:
        if self._identity is None:
            self._identity = identify(self._function)
        return self._identity

    def _spinner(self) -> str | None:
        text = self._settings.spinner
        if isinstance(text, str):
            return text
        return f"Running `{getattr(self._function, '__name__', self._name)}(...)`." if text else None


class BoundFunction:
    """A cached function as a method of an object."""

    __slots__ = ("_function", "_instance")

    def __init__(self, function: CachedFunction[..., Any], instance: object) -> None:
        self._function = function
        self._instance = instance

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(self._instance, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results (of all objects) or, given arguments, this object's result for these."""
        if args or kwargs:
            self._function.clear(self._instance, *args, **kwargs)
        else:
            self._function.clear()

    def __repr__(self) -> str:
        return f"<bound {self._function!r}>"


_under_way: ContextVar[frozenset[Flight]] = ContextVar("rushlight_computing", default=frozenset())
"""The computations that this code is part of."""
_refreshers = Refreshers()


def _unhashable(function: str, error: UnhashableArgumentError) -> str:
    name, culprit = error.argument.name.lstrip("*"), error.cause.culprit
    given: object = error.argument.value
    inside = "" if culprit is given else f" It holds an object of type `{type_name(type(culprit))}`."
    return (
        f"The argument `{name}` of the cached function `{function}` cannot be part of the cache's key; given: an object "
        f"of type `{type_name(type(given))}` ({error.cause}).{inside} Begin the parameter's name with an underscore "
        f"(`_{name}`) to leave it out of the key, or say by `hash_funcs={{{type(culprit).__name__}: ...}}` how to hash it."
    )
