"""The browser and the person that a test stands for."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from rushlight.errors import AppTestError
from rushlight.run.context import Client

USER = {"email": "test@example.com"}
"""Who uses an app under test; not logged in unless a test says so."""


class Browser(MutableMapping[str, Any]):
    """Facts of the browser, as `st.context` shows them, by key or attribute; set them before a run."""

    _facts: dict[str, Any]

    def __init__(self) -> None:
        self.__dict__["_facts"] = {"headers": {}, "cookies": {}}

    def __getitem__(self, key: str) -> Any:
        return self._facts[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in _NAMES:
            raise AppTestError(f"The context has no {key!r}; it has {', '.join(_NAMES)}.")
        self._facts[key] = value

    def __delitem__(self, key: str) -> None:
        del self._facts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __getattr__(self, key: str) -> Any:
        if key not in _NAMES:
            raise AttributeError(f"The context has no {key!r}; it has {', '.join(_NAMES)}.")
        return self._facts.get(key)

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __repr__(self) -> str:
        return f"Browser({self._facts!r})"

    def client(self, user: dict[str, Any]) -> Client:
        """Return these facts as a session has them; `user` are those of the person.

        They are logged in if `is_logged_in` says so, or if nothing is said of it but something of who they are.
        """
        headers = dict(self.headers or {})
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        theme = self.theme
        is_logged_in = user.get("is_logged_in", bool(user) and user != USER)
        return Client(
            headers=tuple((name.lower().encode(), value.encode()) for name, value in headers.items()),
            ip_address=self.ip_address,
            locale=self.locale,
            timezone=self.timezone,
            timezone_offset=self.timezone_offset,
            url=self.url,
            embedded=bool(self.is_embedded),
            theme=theme.get("type") if isinstance(theme, dict) else theme,
            user={"is_logged_in": is_logged_in, **user} if user else None,
        )


_NAMES = (
    "cookies",
    "headers",
    "ip_address",
    "is_embedded",
    "locale",
    "theme",
    "timezone",
    "timezone_offset",
    "url",
)
