"""Files that users upload: kept on disk, bound to their session, gone with it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

import msgspec


class Upload(msgspec.Struct, frozen=True):
    """A file that arrived whole."""

    id: str
    name: str
    mime: str
    size: int
    path: Path
    folder: str = ""
    """Where it was in the folder that was uploaded: names between slashes, none of which leads upwards."""


KEPT_BYTES = 256 << 20
"""How much of what was read last stays in memory, since each run of a script reads its uploads again."""


class Uploads:
    """Uploaded files by session and id. File names of users are never used as paths."""

    def __init__(self) -> None:
        self._read: OrderedDict[Path, bytes] = OrderedDict()
        """Contents by path (ids are chosen by browsers), those longest unread first."""
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._files: dict[str, dict[str, Upload]] = {}
        self._limits: dict[str, int] = {}
        """Bytes that a file of a session may have, where that is more than the setting."""

    def folder(self) -> Path:
        """Return the folder that uploads are written to, made at the first use."""
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="rushlight-uploads-"))
            return self._folder

    def add(self, session: str, upload: Upload) -> None:
        """Take an upload over into a session."""
        with self._lock:
            self._files.setdefault(session, {})[upload.id] = upload

    def allow(self, session: str, limit: int) -> None:
        """Let files of a session be this large, in bytes."""
        self._limits[session] = max(limit, self._limits.get(session, 0))

    def limit(self, session: str) -> int:
        """Return the bytes that a file of a session may have whatever the setting says."""
        return self._limits.get(session, 0)

    def get(self, session: str, id: str) -> Upload | None:
        """Return a session's upload, or None."""
        return self._files.get(session, {}).get(id)

    def content(self, upload: Upload) -> bytes:
        """Return an upload's bytes; the same object as long as it stays in memory."""
        with self._lock:
            content = self._read.pop(upload.path, None)
        if content is None:
            content = upload.path.read_bytes()
        with self._lock:
            self._read[upload.path] = content
            while len(self._read) > 1 and sum(map(len, self._read.values())) > KEPT_BYTES:
                self._read.popitem(last=False)
        return content

    def size(self, session: str) -> int:
        """Return the number of bytes a session has uploaded and not removed."""
        return sum(upload.size for upload in list(self._files.get(session, {}).values()))

    def total(self) -> int:
        """Return the number of bytes of all sessions."""
        return sum(self.size(session) for session in list(self._files))

    def remove(self, session: str, id: str) -> None:
        """Delete one upload of a session."""
        with self._lock:
            upload = self._files.get(session, {}).pop(id, None)
            if upload is not None:
                self._read.pop(upload.path, None)
        if upload is not None:
            upload.path.unlink(missing_ok=True)

    def drop_session(self, session: str) -> None:
        """Delete all uploads of a session that ended."""
        with self._lock:
            files = self._files.pop(session, {})
            self._limits.pop(session, None)
            for upload in files.values():
                self._read.pop(upload.path, None)
        for upload in files.values():
            upload.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete everything."""
        with self._lock:
            folder, self._folder = self._folder, None
            self._files.clear()
            self._read.clear()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
