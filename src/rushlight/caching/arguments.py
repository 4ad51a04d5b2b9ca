"""The arguments of a call by the names of the parameters, however they were given."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from hashlib import blake2b
from types import FunctionType
from typing import Any

import msgspec

from rushlight.caching.hashing import SIZE, CannotHashError, Hasher, HashFuncs

_NONE: Mapping[str, Any] = {}


class Argument(msgspec.Struct, frozen=True, gc=False):
    """What a parameter got in a call."""

    name: str
    value: Any
    is_default: bool = False


class Parameters(msgspec.Struct, frozen=True):
    """The parameters of a function."""

    positional: tuple[str, ...]
    """Those that can be given by position, ..."""
    unnameable: int = 0
    """... the first few of them only so."""
    keyword: tuple[str, ...] = ()
    """Those that can be given only by name."""
    rest: str | None = None
    """Of `*args`."""
    others: str | None = None
    """Of `**kwargs`."""
    defaults: Mapping[str, Any] = _NONE

    @classmethod
    def of(cls, function: Callable[..., Any]) -> Parameters:
        """Return the parameters of anything that can be called."""
        if isinstance(function, FunctionType) and not hasattr(function, "__wrapped__"):
            return _of_function(function)
        try:
            return _of_signature(inspect.signature(function))
        except ValueError:
            return Parameters((), rest="args", others="kwargs")  # a built-in that does not tell

    def bind(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> list[Argument] | None:
        """Return the arguments in the order of the parameters, defaults filled in; None if the call is not allowed."""
        given = dict(zip(self.positional, args, strict=False))
        surplus = args[len(self.positional) :]
        if surplus and self.rest is None:
            return None
        known = {*self.positional[self.unnameable :], *self.keyword}
        for name, value in kwargs.items():
            if name in known and name not in given:
                given[name] = value
            elif name in known or self.others is None:
                return None
        named = self._named(given)
        if named is None:
            return None
        more = [Argument(name, kwargs[name]) for name in sorted(kwargs.keys() - known)]
        return [*named, *(Argument(f"*{self.rest}", value) for value in surplus), *more]

    def _named(self, given: dict[str, Any]) -> list[Argument] | None:
        found: list[Argument] = []
        for name in (*self.positional, *self.keyword):
            if name in given:
                found.append(Argument(name, given[name]))
            elif name in self.defaults:
                found.append(Argument(name, self.defaults[name], is_default=True))
            else:
                return None
        return found


def _of_function(function: FunctionType) -> Parameters:
    code = function.__code__
    names, count, keyword_count = code.co_varnames, code.co_argcount, code.co_kwonlyargcount
    positional, keyword = names[:count], names[count : count + keyword_count]
    following = iter(names[count + keyword_count :])
    rest = next(following) if code.co_flags & inspect.CO_VARARGS else None
    others = next(following) if code.co_flags & inspect.CO_VARKEYWORDS else None
    values = function.__defaults__ or ()
    defaults = dict(zip(positional[count - len(values) :], values, strict=True)) | (function.__kwdefaults__ or {})
    return Parameters(positional, code.co_posonlyargcount, keyword, rest, others, defaults)


def _of_signature(signature: inspect.Signature) -> Parameters:
    by_kind: dict[Any, list[str]] = {}
    for each in signature.parameters.values():
        by_kind.setdefault(each.kind, []).append(each.name)
    only = by_kind.get(inspect.Parameter.POSITIONAL_ONLY, [])
    positional = (*only, *by_kind.get(inspect.Parameter.POSITIONAL_OR_KEYWORD, []))
    defaults = {
        each.name: each.default for each in signature.parameters.values() if each.default is not inspect.Parameter.empty
    }
    return Parameters(
        positional,
        len(only),
        tuple(by_kind.get(inspect.Parameter.KEYWORD_ONLY, [])),
        next(iter(by_kind.get(inspect.Parameter.VAR_POSITIONAL, [])), None),
        next(iter(by_kind.get(inspect.Parameter.VAR_KEYWORD, [])), None),
        defaults,
    )


def call_key(arguments: list[Argument], hash_funcs: HashFuncs | None) -> bytes:
    """Return the key of a call: the same whenever the arguments are, given by position, by name or by default.

    Arguments whose names begin with `_` are not part of it. Raises UnhashableArgumentError.
    """
    hasher = Hasher(hash_funcs)
    parts: list[bytes] = []
    for each in arguments:
        if not each.name.startswith("_"):
            parts += [each.name.encode(), _digest(hasher, each)]
    return blake2b(b"\0".join(parts), digest_size=SIZE).digest()


class UnhashableArgumentError(TypeError):
    """An argument cannot be part of a key."""

    def __init__(self, argument: Argument, cause: CannotHashError) -> None:
        super().__init__(str(cause))
        self.argument = argument
        self.cause = cause


_UNHASHABLE_DEFAULT = bytes(SIZE)


def _digest(hasher: Hasher, argument: Argument) -> bytes:
    try:
        return hasher.digest(argument.value)
    except CannotHashError as error:
        if argument.is_default:
            return _UNHASHABLE_DEFAULT  # the function's own, so it tells calls apart only from those that give another
        raise UnhashableArgumentError(argument, error) from error
    except RecursionError:
        raise UnhashableArgumentError(argument, CannotHashError(argument.value, "it is nested too deeply")) from None
