"""The regions of the page as objects: `st.sidebar`, `st.bottom`."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from rushlight.run.container import Container, active, region


class Region:
    """A region of the page; its methods are those of a container."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(region(self._name), name)

    def __enter__(self) -> Container:
        # The place itself keeps what its exit needs; several sessions may be inside at once, each on its own thread.
        return region(self._name).__enter__()

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        active().__exit__(type, value, traceback)

    def __repr__(self) -> str:
        return f"<{self._name} of the page>"


sidebar = Region("sidebar")
bottom = Region("bottom")
