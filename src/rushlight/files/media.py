"""Bytes that pages refer to (images, downloads, player files), kept while some session's page shows them."""

from __future__ import annotations

import threading
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

import msgspec

_SECRET = token_bytes(32)


class Media(msgspec.Struct):
    """Bytes to be served, with their type and the name a download gets."""

    content: bytes
    mime: str
    name: str | None = None
    sessions: set[str] = msgspec.field(default_factory=set)
    """Sessions whose pages refer to it; only their browsers may fetch it."""


class MediaStore:
    """Media by id. The id depends on the content, so equal content is held once, and cannot be guessed from outside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._media: dict[str, Media] = {}

    def put(self, content: bytes, mime: str, name: str | None, *, session: str) -> str:
        """Hold bytes for a session and return their id."""
        id = _id_of(content, mime, name)
        with self._lock:
            media = self._media.get(id)
            if media is None:
                media = self._media[id] = Media(content, mime, name)
            media.sessions.add(session)
        return id

    def get(self, id: str) -> Media | None:
        """Return the media with this id, or None."""
        return self._media.get(id)

    def release(self, session: str, ids: set[str]) -> None:
        """Let go of media that a session's page no longer shows."""
        with self._lock:
            for id in ids:
                media = self._media.get(id)
                if media is not None:
                    media.sessions.discard(session)
                    if not media.sessions:
                        del self._media[id]

    def size(self) -> int:
        """Return the number of bytes held."""
        return sum(len(media.content) for media in list(self._media.values()))


def _id_of(content: bytes, mime: str, name: Any) -> str:
    digest = blake2b(content, key=_SECRET, digest_size=24)
    digest.update(f"\0{mime}\0{name}".encode())
    return digest.hexdigest()
