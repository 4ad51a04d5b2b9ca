"""Facts of the browser, as `st.context`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rushlight.run.context import Client, current


class Headers(Mapping[str, str]):
    """HTTP headers; names in any case."""

    def __init__(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self._pairs = pairs

    def __getitem__(self, name: str) -> str:
        values = self.get_all(name)
        if not values:
            raise KeyError(name)
        return values[-1]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name.title() for name, _ in self._pairs))

    def __len__(self) -> int:
        return len({name.lower() for name, _ in self._pairs})

    def get_all(self, name: str) -> list[str]:
        """Return all values of a header, in order."""
        return [value for each, value in self._pairs if each.lower() == name.lower()]

    def to_dict(self) -> dict[str, str]:
        """Return a copy as a plain dict."""
        return dict(self)


class Cookies(Mapping[str, str]):
    """The cookies of a request; they cannot be changed."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def to_dict(self) -> dict[str, str]:
        """Return a copy as a plain dict."""
        return dict(self._values)


class Theme(Mapping[str, Any]):
    """The theme that the browser shows: `type` is "light", "dark" or None."""

    def __init__(self, type: str | None) -> None:
        self.type = type

    def __getitem__(self, name: str) -> Any:
        return {"type": self.type}[name]

    def __iter__(self) -> Iterator[str]:
        return iter(("type",))

    def __len__(self) -> int:
        return 1


_FACTS = (
    "cookies", "headers", "ip_address", "is_embedded", "locale", "theme", "timezone", "timezone_offset", "url",
)  # fmt: skip


class BrowserContext:
    """Facts of the browser and its request, by attribute or key; None or empty where they are not known.

    Example:
        >>> st.write(st.context.locale, st.context.timezone)
    """

    def __getitem__(self, key: str) -> Any:
        if key not in _FACTS:
            raise KeyError(f"st.context has no key {key!r}; it has {', '.join(_FACTS)}.")
        return getattr(self, key)

    def __contains__(self, key: object) -> bool:
        return key in _FACTS

    @property
    def headers(self) -> Headers:
        """Headers of the request that opened the session."""
        pairs = _client().headers
        return Headers(tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs))

    @property
    def cookies(self) -> Cookies:
        """Cookies of the request that opened the session."""
        return Cookies(_client().cookies)

    @property
    def ip_address(self) -> str | None:
        """Address of the user's machine; None on this machine itself."""
        return _client().ip_address

    @property
    def locale(self) -> str | None:
        """Language of the browser, such as "en-GB"."""
        return _client().locale

    @property
    def timezone(self) -> str | None:
        """Time zone of the browser, such as "Europe/Oslo"."""
        return _client().timezone

    @property
    def timezone_offset(self) -> int | None:
        """Minutes to add to the browser's local time to get UTC."""
        return _client().timezone_offset

    @property
    def url(self) -> str | None:
        """Address of the page."""
        return _client().url

    @property
    def is_embedded(self) -> bool | None:
        """Whether the page is embedded in another."""
        return _client().embedded

    @property
    def theme(self) -> Theme:
        """The theme shown."""
        return Theme(_client().theme)


def _client() -> Client:
    running = current()
    return Client() if running is None else running.client


context = BrowserContext()
