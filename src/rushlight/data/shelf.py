"""Frames that pages show, held for as long as they are shown and shared by content."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from secrets import token_urlsafe
from typing import Any

import msgspec

from rushlight.data.csv import chunks
from rushlight.data.frame import Frame, View
from rushlight.data.window import Window, order_of, window
from rushlight.wire.messages import Export, Plain, Rows

_ORDERS = 8
"""Orders kept per frame."""


class Held(msgspec.Struct):
    """A frame on the shelf."""

    frame: Frame
    sessions: set[str]
    orders: OrderedDict[View, Any]
    lock: Any


class Exported(msgspec.Struct):
    """A frame to be downloaded once."""

    session: str
    name: str
    chunks: Callable[[], Iterator[bytes]]


class Shelf:
    """Frames by source, a name that cannot be guessed. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, Held] = {}
        self._by_content: dict[str, str] = {}
        self._exports: OrderedDict[str, Exported] = OrderedDict()

    def put(self, frame: Frame, session: str) -> str:
        """Hold a frame for a session and return its source. Equal content is held once."""
        with self._lock:
            source = self._by_content.get(frame.fingerprint)
            if source is None:
                source = self._by_content[frame.fingerprint] = token_urlsafe(16)
                self._held[source] = Held(frame, set(), OrderedDict(), threading.Lock())
            self._held[source].sessions.add(session)
            return source

    def frame(self, source: str) -> Frame:
        """Return the frame of a source. Raises KeyError."""
        return self._held[source].frame

    def rows(self, session: str, request: Rows) -> Plain:
        """Answer a browser's request for rows."""
        held = self._of(session, request.source)
        view = View(request.sort, request.descending, request.search[:200])
        part: Window = window(held.frame, view, self._order(held, view), request.start, request.stop)
        return msgspec.to_builtins(part, builtin_types=(bytes,))

    def export(self, session: str, request: Export) -> str:
        """Prepare a download of a frame as CSV; return its address."""
        held = self._of(session, request.source)
        view = View(request.sort, request.descending, request.search[:200])
        order = self._order(held, view)
        id = token_urlsafe(16)
        with self._lock:
            self._exports[id] = Exported(session, "data.csv", lambda: chunks(held.frame, order))
            while len(self._exports) > 100:
                self._exports.popitem(last=False)
        return f"_rushlight/export/{id}"

    def take_export(self, id: str) -> Exported | None:
        """Return a prepared download, once."""
        with self._lock:
            return self._exports.pop(id, None)

    def release(self, session: str, sources: set[str]) -> None:
        """Let go of frames that a session's page no longer shows."""
        with self._lock:
            for source in sources:
                held = self._held.get(source)
                if held is None:
                    continue
                held.sessions.discard(session)
                if not held.sessions:
                    del self._held[source]
                    self._by_content.pop(held.frame.fingerprint, None)

    def size(self) -> int:
        """Return about how many bytes the frames hold."""
        return sum(held.frame.size() for held in list(self._held.values()))

    def __len__(self) -> int:
        return len(self._held)

    def _of(self, session: str, source: str) -> Held:
        held = self._held.get(source)
        if held is None or session not in held.sessions:
            raise KeyError("this table is not on the page any more")
        return held

    def _order(self, held: Held, view: View) -> Any:
        if view.is_plain:
            return None
        with held.lock:
            if view not in held.orders:
                held.orders[view] = order_of(held.frame, view)
                while len(held.orders) > _ORDERS:
                    held.orders.popitem(last=False)
            held.orders.move_to_end(view)
            return held.orders[view]
