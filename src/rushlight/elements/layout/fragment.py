"""A function whose part of the page runs on its own."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar, overload

from rushlight.elements.status.exception import report_error
from rushlight.errors import APIError, DuplicateElementKeyError
from rushlight.run.container import active, page_of
from rushlight.run.context import RunContext, current
from rushlight.run.fragment import RESERVED_KEYS, running
from rushlight.run.fragment import Fragment as Part
from rushlight.state.identity import user_key
from rushlight.times import seconds
from rushlight.tree.node import Block

F = TypeVar("F", bound=Callable[..., Any])


class Fragment(Block, frozen=True):
    every: float | None = None
    """Seconds between runs that the browser asks for."""


@overload
def fragment(
    func: F,
    *,
    run_every: float | dt.timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> F: ...
@overload
def fragment(
    func: None = None,
    *,
    run_every: float | dt.timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Callable[[F], F]: ...
def fragment(
    func: Callable[..., Any] | None = None,
    *,
    run_every: float | dt.timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Any:
    """Turn a function into a part of the page that runs on its own when one of its widgets changes.

    When the whole script runs, a call draws in place and returns what the function returns. A change of a widget inside
    runs only the function again, with the same arguments.

    Args:
        func: the function, plain or async.
        run_every: run it at intervals as well: seconds, a `timedelta`, or a text such as "10s" or "1m30s".
        parallel: start the function on a thread of its own when the whole script runs, which goes on meanwhile and
            waits at its end; the call returns None then, and the function writes only inside itself.
        key: a name for `rerun(scope=...)` in callbacks.

    Returns:
        The function, as a fragment.

    Raises:
        APIError: for a key that is empty or "app" or "fragment".
        DuplicateElementKeyError: at the call, where another function has the key.
        InvalidLayoutContextError: at a write to a container outside of it that it did not write to before.

    Example:
        >>> @st.fragment(run_every="2s")
        ... def clock():
        ...     st.text(datetime.now().strftime("%H:%M:%S"))
        >>> clock()
    """
    name = user_key(key)
    if name is not None and (not name or name in RESERVED_KEYS):
        raise APIError(f"A fragment's `key` must not be empty, 'app' or 'fragment'; given: {key!r}. Choose another.")
    every = None if run_every is None else seconds(run_every)
    if func is None:
        return partial(_decorated, every=every, parallel=parallel, key=name)
    return _decorated(func, every=every, parallel=parallel, key=name)


def _decorated(function: Callable[..., Any], *, every: float | None, parallel: bool, key: str | None) -> Any:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        context = current()
        body = partial(function, *args, **kwargs)
        if context is None:
            return body()
        part = _place(context, function, body, Fragment(every), key, parallel=parallel and running() is None)
        if part.is_parallel:
            context.parallel.start(partial(_draw, part))
            return None
        return _draw_async(part) if inspect.iscoroutinefunction(function) else _draw(part)

    return call


def _place(
    context: RunContext,
    function: Callable[..., Any],
    body: Callable[[], Any],
    props: Fragment,
    key: str | None,
    *,
    parallel: bool,
) -> Part:
    name = f"{function.__module__}.{function.__qualname__}"
    _check_key(context, key, name)
    place = active().part(props, f"fragment:{name}")
    guarded_body = partial(guarded, context, body)
    part = Part(place, guarded_body, name=name, key=key, page=page_of(context), is_parallel=parallel)
    context.fragments.add(part)
    return part


def _check_key(context: RunContext, key: str | None, name: str) -> None:
    """One key may name many calls of a function, but not two functions."""
    for other in context.fragments if key is not None else ():
        if other.key == key and other.name != name and other.place.node.run == context.tree.run:
            raise DuplicateElementKeyError(key or "")


def _draw(part: Part) -> Any:
    with part.entered():
        return part.body()


async def _draw_async(part: Part) -> Any:
    with part.entered():
        return await part.body()


def guarded(context: RunContext, body: Callable[[], Any]) -> Any:
    """Call a function of the user; an error is shown where it draws, and the rest of the page goes on."""
    try:
        result = body()
    except Exception as error:
        _fail(context, error)
        return None
    return _guarded_async(context, result) if inspect.iscoroutine(result) else result


async def _guarded_async(context: RunContext, result: Any) -> Any:
    try:
        return await result
    except Exception as error:
        _fail(context, error)
        return None


def _fail(context: RunContext, error: Exception) -> None:
    report_error(context, error, "A fragment failed", active())
    part = running()
    if part is not None:
        context.failed.add(part.id)
