"""`cache_data` and `cache_resource`."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal, ParamSpec, TypeAlias, TypeVar, overload

from rushlight import log
from rushlight.caching.cached import CachedFunction, Scope, Settings
from rushlight.caching.disk import Disk, default_folder
from rushlight.caching.hashing import HashFuncs
from rushlight.caching.identity import Identity
from rushlight.caching.limits import Limits, byte_count, count, lifetime
from rushlight.caching.registry import Registry
from rushlight.caching.store import Entry
from rushlight.caching.values import Names, dump, keep, load_bytes
from rushlight.errors import (
    IncompatibleParametersError,
    InvalidParameterTypeError,
    InvalidValueError,
    MissingRequiredParameterError,
)
from rushlight.run.settings import setting

P = ParamSpec("P")
R = TypeVar("R")
RefreshMode: TypeAlias = Literal["foreground", "background"]

_logger = log.logger("cache")


class CacheData:
    """Decorator of functions that return data: each result is computed once, and each caller gets a copy of it."""

    def __init__(self, registry: Registry | None = None) -> None:
        self._registry = registry if registry is not None else Registry()

    @overload
    def __call__(self, func: Callable[P, R], /) -> CachedFunction[P, R]: ...
    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...
    def __call__(
        self,
        func: Callable[..., Any] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Any:
        """Compute each result of a function once, and give every caller a copy of it.

        A result is found again by the function's source and its arguments, however they are given: `f(1)`, `f(a=1)`
        and `f(1, b=<the default>)` are the same call. Arguments whose names begin with `_` are not looked at. All
        sessions share results. While one caller computes, all others who want the same result wait for it; errors
        are not kept. What the function draws is drawn again when its result comes from the cache.

        Frames of pandas are handed out as copies that copy only what is written to, at no cost; so do not write to
        `series.array`, around which pandas does not copy. Tables of Arrow are handed out themselves. All else is pickled.

        Args:
            func: the function; `async def` is allowed.
            ttl: how long a result is fresh: seconds, a timedelta, or text such as "1d2h". None: without end.
            max_entries: how many results are kept; the one that was not used for longest goes first.
            max_size: how many bytes results may take: a number, or text such as "500MB".
            show_spinner: whether to show that the function runs, or the text for it.
            show_time: show the seconds that it has run.
            persist: "disk" or True keeps results in files too, which outlive the server. `ttl` has then no effect.
            hash_funcs: functions that turn arguments of types that cannot be hashed, or their qualified names, into
                something that can.
            scope: "global", or "session" to keep results for each session by itself.
            refresh_mode: "background" serves a result that is older than `ttl` while a new one is made.

        Raises:
            UnhashableParamError: on a call, if an argument cannot be hashed.
            UnserializableReturnValueError: on a call, if the result cannot be pickled.

        Example:
            >>> @st.cache_data(ttl="1h")
            ... def load(path: str) -> pd.DataFrame:
            ...     return pd.read_csv(path)
        """
        if persist not in (None, False, True, "disk"):
            raise InvalidValueError.choice("persist", persist, ("disk", True, None))
        on_disk = bool(persist) and scope != "session"
        _check_refresh(refresh_mode, ttl, on_disk)
        most = count(max_entries), byte_count(max_size)
        limits = _limits(None if on_disk else lifetime(ttl), refresh_mode, *most)
        if on_disk and ttl is not None:
            _logger.warning("cache_data: `ttl` has no effect together with `persist`, which keeps results for good.")
        settings = Settings(
            "cache_data", limits, show_spinner, bool(show_time), hash_funcs, _scope(scope), _most_refreshers()
        )
        results = _Data(self._registry, on_disk)
        return _decorator(func, settings, results, refresh_mode)

    def size(self) -> int:
        """Return the number of bytes of all results in memory."""
        return self._registry.size()

    def clear(self) -> None:
        """Forget all results of all functions and sessions, those on disk too."""
        self._registry.clear()
        Disk(default_folder()).clear()


class CacheResource:
    """Decorator of functions that return something to be shared: each result is computed once, and all callers get it."""

    def __init__(self, registry: Registry | None = None) -> None:
        self._registry = registry if registry is not None else Registry()

    @overload
    def __call__(self, func: Callable[P, R], /) -> CachedFunction[P, R]: ...
    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], None] | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...
    def __call__(
        self,
        func: Callable[..., Any] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], None] | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Any:
        """Compute each result of a function once, and give it to every caller: for connections, models and the like.

        The object itself is shared by all sessions and threads, so it must stand being used by several at a time.
        Results are found again as with `cache_data`.

        Args:
            func: the function; `async def` is allowed.
            ttl: how long a result is fresh: seconds, a timedelta, or text such as "1d2h". None: without end.
            max_entries: how many results are kept; the one that was not used for longest goes first.
            show_spinner: whether to show that the function runs, or the text for it.
            show_time: show the seconds that it has run.
            validate: called with a kept result before it is handed out; if it returns False, a new one is made.
            hash_funcs: functions that turn arguments of types that cannot be hashed, or their qualified names, into
                something that can.
            on_release: called with each result that is no longer kept, to close it.
            scope: "global", or "session" to keep results for each session by itself.
            refresh_mode: "background" serves a result that is older than `ttl` while a new one is made.

        Raises:
            UnhashableParamError: on a call, if an argument cannot be hashed.

        Example:
            >>> @st.cache_resource(on_release=lambda connection: connection.close())
            ... def database(url: str) -> Connection:
            ...     return connect(url)
        """
        _check_refresh(refresh_mode, ttl, False)
        settings = Settings(
            "cache_resource",
            _limits(lifetime(ttl), refresh_mode, count(max_entries), None),
            show_spinner,
            bool(show_time),
            hash_funcs,
            _scope(scope),
            _most_refreshers(),
            validate,
            on_release,
        )
        return _decorator(func, settings, _Resources(self._registry), refresh_mode)

    def clear(self) -> None:
        """Forget all results of all functions and sessions."""
        self._registry.clear()


cache_data = CacheData()
cache_resource = CacheResource()


def held_bytes() -> int:
    """Return the number of bytes of all that `cache_data` holds in memory."""
    return cache_data.size()


def clear_all() -> None:
    """Forget everything that is cached."""
    cache_data.clear()
    cache_resource.clear()


class _Data:
    """Results of which each caller gets a copy."""

    def __init__(self, registry: Registry, on_disk: bool) -> None:
        self.registry = registry
        self._disk = Disk(default_folder()) if on_disk else None

    def keep(self, identity: Identity, key: bytes, value: Any, entry: Entry) -> None:
        entry.value = keep(value, identity.name)
        entry.size = entry.value.size
        if self._disk is not None:
            self._disk.put(_file_name(identity, key), dump((value, entry.tape), identity.name))

    def trim(self) -> None:
        most = setting("server.maxCacheDataSize")
        if most not in (None, "", "0"):
            self.registry.shrink(byte_count(most, "server.maxCacheDataSize") or 0)

    def find(self, identity: Identity, key: bytes, names: Names) -> Entry | None:
        content = self._disk.get(_file_name(identity, key)) if self._disk is not None else None
        if content is None:
            return None
        try:
            value, tape = load_bytes(content, names)
            kept = keep(value, identity.name)
        except Exception as error:
            _logger.warning("A result of `%s` on disk is of no use any more: %s", identity.name, error)
            return None
        return Entry(kept, kept.size, tape)

    def forget(self, identity: Identity, key: bytes | None) -> None:
        if self._disk is not None and key is None:
            self._disk.clear(_file_name(identity, b""))
        elif self._disk is not None and key is not None:
            self._disk.remove(_file_name(identity, key))

    def load(self, entry: Entry, names: Names) -> Any:
        return entry.value.load(names)

    def own(self, value: Any, entry: Entry, names: Names) -> Any:
        return value if entry.value.is_original else entry.value.load(names)


class _Resources:
    """Results that all callers share."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def keep(self, identity: Identity, key: bytes, value: Any, entry: Entry) -> None:
        entry.value = value

    def trim(self) -> None:
        pass

    def find(self, identity: Identity, key: bytes, names: Names) -> Entry | None:
        return None

    def forget(self, identity: Identity, key: bytes | None) -> None:
        pass

    def load(self, entry: Entry, names: Names) -> Any:
        return entry.value

    def own(self, value: Any, entry: Entry, names: Names) -> Any:
        return value


def _file_name(identity: Identity, key: bytes) -> str:
    return f"{identity.digest[:16].hex()}-{key.hex()}"


def _decorator(
    func: Callable[..., Any] | None, settings: Settings, results: _Data | _Resources, refresh_mode: RefreshMode
) -> Any:
    def decorate(function: Callable[..., Any]) -> CachedFunction[..., Any]:
        if not callable(function):
            raise InvalidParameterTypeError.of("func", function, f"a function to be decorated by {settings.command}")
        cached = CachedFunction(function, settings, results)
        if refresh_mode == "background" and cached.is_async:
            raise InvalidValueError.of(
                "refresh_mode", refresh_mode, "'foreground' for functions defined by `async def`"
            )
        return cached

    return decorate if func is None else decorate(func)


def _check_refresh(mode: object, ttl: object, on_disk: bool) -> None:
    if mode not in ("foreground", "background"):
        raise InvalidValueError.choice("refresh_mode", mode, ("foreground", "background"))
    if mode == "background" and ttl is None:
        raise MissingRequiredParameterError(
            '`refresh_mode="background"` needs a `ttl`, after which results are made anew. Give one, such as `ttl="1h"`.'
        )
    if mode == "background" and on_disk:
        raise IncompatibleParametersError(
            '`refresh_mode="background"` and `persist` exclude each other: results on disk are kept for good. Give one.'
        )


def _limits(ttl: float | None, mode: str, max_entries: int | None, max_size: int | None) -> Limits:
    grace = ttl * (_refresh_factor() - 1) if ttl is not None and mode == "background" else 0.0
    return Limits(ttl, grace, max_entries, max_size)


def _refresh_factor() -> float:
    factor = float(setting("runner.cacheBackgroundRefreshTTLMultiplier"))
    if 1 < factor < math.inf:
        return factor
    _logger.warning("runner.cacheBackgroundRefreshTTLMultiplier must be above 1; given: %s. 2 is used.", factor)
    return 2.0


def _most_refreshers() -> int:
    return max(int(setting("runner.cacheBackgroundRefreshMaxWorkers")), 1)


def _scope(scope: Scope) -> Scope:
    if scope not in ("global", "session"):
        raise InvalidValueError.choice("scope", scope, ("global", "session"))
    return scope
