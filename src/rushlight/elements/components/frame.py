"""Frames: pages inside the page, with or without a conversation."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props

REPORT = (
    "<script>new ResizeObserver(()=>parent.postMessage({height:document.documentElement.scrollHeight},'*'))"
    ".observe(document.documentElement)</script>"
)
"""At the end of a document: tells the page how high it is."""


class FrameStyle(msgspec.Struct, frozen=True):
    """How a styled table handed to a component is to look."""

    uuid: str
    caption: str | None
    css: str
    texts: bytes
    """The texts of the cells, as an Arrow IPC stream."""


class FrameTable(msgspec.Struct, frozen=True):
    """A table handed to a component, as three Arrow IPC streams."""

    key: str
    data: bytes
    index: bytes
    columns: bytes
    look: FrameStyle | None = None


class ComponentFrame(Props, frozen=True, kw_only=True):
    """A component of a package, in a frame that talks to the page by messages."""

    name: str
    src: str
    arguments: str = "{}"
    """JSON."""
    blobs: dict[str, bytes] = {}
    tables: list[FrameTable] = []
    tab_index: int | None = None
    disabled: bool = False
    isolated: bool = False
    """It has an origin of its own, without access to the page or its storage."""
    width: Size = "stretch"


class PlainFrame(Props, frozen=True, kw_only=True):
    """A page that is only shown."""

    src: str
    title: str = ""
    width: Size = "stretch"
    height: Size = 150
    scrolling: bool = False
    sandbox: Literal["own", "app"] = "own"
    """Whether its document is one of the app's, which gets no access to the page, or has an origin of its own."""
    tab_index: int | None = None


def sandbox_of(container: Container) -> Literal["own", "app"]:
    """Return whose origin documents of the author's get: one of their own, unless the settings trust them."""
    context = container.context
    return "app" if context is not None and context.app.config.get("components.trustedHtml") else "own"


def raw_value(raw: Any) -> Any:
    """Return what a component sent if it has the shape of the protocol; raises TypeError or ValueError."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or raw.keys() != {"type", "value"}:  # pyright: ignore[reportUnknownMemberType]
        raise TypeError("a map of 'type' and 'value' is needed")
    if raw["type"] not in ("json", "dataframe", "bytes"):
        raise ValueError("the type is one of json, dataframe and bytes")
    return raw  # pyright: ignore[reportUnknownVariableType]
