"""Usage statistics, which Rushlight does not gather: packages' functions are left as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, overload

F = TypeVar("F", bound=Callable[..., Any])


@overload
def gather_metrics(name: str, func: F) -> F: ...
@overload
def gather_metrics(name: str, func: None = None) -> Callable[[F], F]: ...
def gather_metrics(name: str, func: Any = None) -> Any:
    """Return a function unchanged, or a decorator that does."""
    return func if func is not None else lambda function: function
