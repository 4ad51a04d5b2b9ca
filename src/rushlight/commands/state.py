"""The proxies `session_state` and `query_params`: the same objects for all, each run sees its own session through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from rushlight.errors import APIError, QueryParamDictValueError
from rushlight.run.context import current
from rushlight.state.binding import RESERVED
from rushlight.state.session_state import SessionState

_bare = SessionState()
_bare_query: dict[str, list[str]] = {}


class SessionStateProxy(MutableMapping[str, Any]):
    """Values that live as long as the user's session, by key; keyed widgets' values are among them.

    Keys are texts (integers are turned into texts). Entries can be read and written as attributes too.

    Raises:
        KeyError: for a key that has no value (AttributeError for an attribute).
        WidgetAlreadyInstantiatedError: when the key's widget was already drawn in this run.
        ValueAssignmentNotAllowedError: when the key's widget cannot be set (a button, an uploader, ...).

    Example:
        >>> st.session_state.setdefault("count", 0)
        >>> st.session_state.count += 1
    """

    def __getitem__(self, key: str | int) -> Any:
        try:
            return _state()[str(key)]
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __setitem__(self, key: str | int, value: Any) -> None:
        _state()[str(key)] = value

    def __delitem__(self, key: str | int) -> None:
        try:
            del _state()[str(key)]
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __contains__(self, key: object) -> bool:
        return str(key) in _state()

    def __iter__(self) -> Iterator[str]:
        return iter(list(_state().names()))

    def __len__(self) -> int:
        return sum(1 for _ in _state().names())

    def __getattr__(self, key: str) -> Any:
        try:
            return _state()[key]
        except KeyError:
            raise AttributeError(_missing(key)) from None

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __delattr__(self, key: str) -> None:
        try:
            del _state()[key]
        except KeyError:
            raise AttributeError(_missing(key)) from None

    def clear(self) -> None:
        """Drop every entry."""
        _state().clear()

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as a plain dict."""
        return {key: self[key] for key in self}

    def __repr__(self) -> str:
        return repr(self.to_dict())


def _state() -> SessionState:
    context = current()
    return _bare if context is None else context.state


def _missing(key: object) -> str:
    return f"session_state has no key {str(key)!r}. Set it before it is read: st.session_state[{str(key)!r}] = ..."


class QueryParamsProxy(MutableMapping[str, str]):
    """The parameters of the page's address: texts by name; writing changes the address without a rerun.

    Reading a parameter that is repeated gives its last value; `get_all` gives all of them.

    Raises:
        KeyError: for a parameter that is not there (AttributeError for an attribute).
        APIError: for setting `embed`, `embed_options` or what a widget keeps there.
        QueryParamDictValueError: for a value that is a mapping.

    Example:
        >>> st.query_params["city"] = "Oslo"
    """

    def __getitem__(self, key: str) -> str:
        try:
            values = _query()[key]
        except KeyError:
            raise KeyError(self.missing_key_error_message(key)) from None
        return values[-1] if values else ""

    def __setitem__(self, key: str, value: Any) -> None:
        changed = {**_query(), _checked(key): _texts(key, value)}
        _set_query(changed)

    def __delitem__(self, key: str) -> None:
        remaining = dict(_query())
        if remaining.pop(_checked(key), None) is None:
            raise KeyError(self.missing_key_error_message(key))
        _set_query(remaining)

    def __iter__(self) -> Iterator[str]:
        return iter(list(_query()))

    def __len__(self) -> int:
        return len(_query())

    def __getattr__(self, key: str) -> str:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(self.missing_attr_error_message(key)) from None

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __delattr__(self, key: str) -> None:
        try:
            del self[key]
        except KeyError:
            raise AttributeError(self.missing_attr_error_message(key)) from None

    @staticmethod
    def missing_key_error_message(key: str) -> str:
        """Return what is said of a key that is not there."""
        return f"st.query_params has no key {key!r}: the address has no such parameter."

    @staticmethod
    def missing_attr_error_message(key: str) -> str:
        """Return what is said of an attribute that is not there."""
        return f"st.query_params has no attribute {key!r}: the address has no such parameter."

    def get_all(self, key: str) -> list[str]:
        """Return all values of a parameter, in order; none for one that is not there."""
        return list(_query().get(key, []))

    def update(self, other: Any = (), /, **kwargs: Any) -> None:
        """Set several parameters at once."""
        pairs: Any = other.items() if isinstance(other, Mapping) else other
        given: dict[str, Any] = {**dict(pairs), **kwargs}
        _set_query({**_query(), **{_checked(key): _texts(key, value) for key, value in given.items()}})

    def from_dict(self, params: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
        """Replace all parameters."""
        pairs: Any = params.items() if isinstance(params, Mapping) else params
        fresh: dict[str, list[str]] = {}
        for key, value in pairs:
            fresh.setdefault(_checked(key), []).extend(_texts(key, value))
        _set_query({**_bound(), **fresh})

    def to_dict(self) -> dict[str, str]:
        """Return a copy as a plain dict of last values."""
        return {key: self[key] for key in self}

    def clear(self) -> None:
        """Remove all parameters but those of widgets that keep their value there."""
        _set_query(_bound())

    def __repr__(self) -> str:
        return repr(self.to_dict())


def _query() -> dict[str, list[str]]:
    context = current()
    return _bare_query if context is None else context.query


def _set_query(query: dict[str, list[str]]) -> None:
    context = current()
    if context is None:
        _bare_query.clear()
        _bare_query.update(query)
        return
    context.set_query(query)


def _bound() -> dict[str, list[str]]:
    """Return the parameters in which widgets keep their values."""
    return {name: texts for name, texts in _query().items() if _state().is_bound(name)}


def _checked(key: str) -> str:
    if key.lower() in RESERVED:
        raise APIError(
            f"The query parameter {key!r} steers embedding and cannot be set by a script. Choose another name."
        )
    if _state().is_bound(key):
        raise APIError(
            f"The query parameter {key!r} belongs to the widget with this key. "
            f"Set the widget's value instead: st.session_state[{key!r}] = ..."
        )
    return key


def _texts(key: str, value: Any) -> list[str]:
    if isinstance(value, Mapping):
        raise QueryParamDictValueError(
            f"query_params[{key!r}] takes a text, number, bool or a list of them; given: a dict."
        )
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return [str(each) for each in value]
    return [str(value)]


session_state = SessionStateProxy()
query_params = QueryParamsProxy()
