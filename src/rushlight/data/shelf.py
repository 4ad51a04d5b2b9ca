"""Frames that pages show, held for as long as they are shown and shared by content."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from secrets import token_urlsafe
from typing import Any

import msgspec

from rushlight.data.csv import chunks
from rushlight.data.edited_frames import edited_view, order_after
from rushlight.data.edits import read
from rushlight.data.frame import Frame, View
from rushlight.data.window import order_of, places, window
from rushlight.wire.messages import Export, Plain, Rows

_ORDERS = 8
"""Orders kept per frame."""


class Held(msgspec.Struct):
    """A frame on the shelf."""

    frame: Frame
    sessions: set[str]
    orders: OrderedDict[tuple[View, bytes], Any]
    """By view, and by the edits that it takes into account."""
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
            source = next((self._by_content[name] for name in frame.names if name in self._by_content), None)
            if source is None:
                source = token_urlsafe(16)
                self._held[source] = Held(frame, set(), OrderedDict(), threading.Lock())
            held = self._held[source]
            for name in held.frame.names:
                self._by_content.setdefault(name, source)
            held.sessions.add(session)
            return source

    def find(self, frame: Frame) -> Frame:
        """Return the frame that is held of the same content, as far as that is known without reading it, or itself."""
        with self._lock:
            held = self._held.get(self._by_content.get(frame.fingerprint, ""))
        return frame if held is None else held.frame

    def frame(self, source: str) -> Frame:
        """Return the frame of a source. Raises KeyError."""
        return self._held[source].frame

    def is_held_by(self, source: str, session: str) -> bool:
        """Tell whether the page of a session shows a frame."""
        held = self._held.get(source)
        return held is not None and session in held.sessions

    def rows(self, session: str, request: Rows) -> Plain:
        """Answer a browser's request for rows."""
        held = self._of(session, request.source)
        view = View(request.sort, request.descending, request.search[:200])
        order = self._order(held, view, request.edits)
        if request.columns == []:
            part = places(held.frame, order, request.start, request.stop)
        else:
            part = window(held.frame, view, order, request.start, request.stop)
        return msgspec.to_builtins(part, builtin_types=(bytes,))

    def export(self, session: str, request: Export) -> str:
        """Prepare a download of a frame as CSV; return its address."""
        held = self._of(session, request.source)
        view = View(request.sort, request.descending, request.search[:200])
        edits = read(request.edits)
        frame = edited_view(held.frame, edits) if edits else held.frame
        order = order_of(frame, view) if edits else self._order(held, view)
        id = token_urlsafe(16)
        with self._lock:
            self._exports[id] = Exported(session, "data.csv", lambda: chunks(frame, order))
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
                    for name in held.frame.names:
                        if self._by_content.get(name) == source:
                            del self._by_content[name]

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

    def _order(self, held: Held, view: View, edits: Plain = None) -> Any:
        if view.is_plain:
            return None
        name = (view, b"" if edits is None else msgspec.msgpack.encode(edits))
        with held.lock:
            if name not in held.orders:
                held.orders[name] = order_after(held.frame, view, read(edits))
                while len(held.orders) > _ORDERS:
                    held.orders.popitem(last=False)
            held.orders.move_to_end(name)
            return held.orders[name]
