"""Who uses the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Never

from rushlight.run.context import current

_NOBODY: Mapping[str, Any] = {"is_logged_in": False}


class UserProxy(Mapping[str, Any]):
    """Facts of the person who is logged in, by key or attribute; it cannot be changed.

    `is_logged_in` is always there; the rest are the claims of the login: `name`, `email`, `sub` and so on.

    Raises:
        KeyError: for a fact that is not known (AttributeError for an attribute).

    Example:
        >>> if st.user.is_logged_in:
        ...     st.write("Hello,", st.user.name)
    """

    def __getitem__(self, key: str) -> Any:
        return _facts()[key]

    def __getattr__(self, key: str) -> Any:
        try:
            return _facts()[key]
        except KeyError:
            known = ", ".join(sorted(_facts()))
            raise AttributeError(f"st.user has no {key!r}; known are: {known}.") from None

    def __setattr__(self, key: str, value: Any) -> Never:
        raise AttributeError("st.user cannot be changed.")

    def __setitem__(self, key: str, value: Any) -> Never:
        raise TypeError("st.user cannot be changed.")

    def __iter__(self) -> Iterator[str]:
        return iter(_facts())

    def __len__(self) -> int:
        return len(_facts())

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as a plain dict."""
        return dict(_facts())

    def __repr__(self) -> str:
        return f"<user {'logged in' if _facts()['is_logged_in'] else 'not logged in'}>"


def _facts() -> Mapping[str, Any]:
    context = current()
    user = context.client.user if context is not None else None
    return _NOBODY if user is None else {"is_logged_in": True, **user}


user = UserProxy()
