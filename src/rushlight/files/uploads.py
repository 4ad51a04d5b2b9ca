"""Files that users upload: kept on disk, bound to their session, gone with it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

import msgspec


class Upload(msgspec.Struct, frozen=True):
    """A file that arrived whole."""

    id: str
    name: str
    mime: str
    size: int
    path: Path


class Uploads:
    """Uploaded files by session and id. File names of users are never used as paths."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._files: dict[str, dict[str, Upload]] = {}

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

    def get(self, session: str, id: str) -> Upload | None:
        """Return a session's upload, or None."""
        return self._files.get(session, {}).get(id)

    def size(self, session: str) -> int:
        """Return the number of bytes a session has uploaded and not removed."""
        return sum(upload.size for upload in list(self._files.get(session, {}).values()))

    def remove(self, session: str, id: str) -> None:
        """Delete one upload of a session."""
        with self._lock:
            upload = self._files.get(session, {}).pop(id, None)
        if upload is not None:
            upload.path.unlink(missing_ok=True)

    def drop_session(self, session: str) -> None:
        """Delete all uploads of a session that ended."""
        with self._lock:
            files = self._files.pop(session, {})
        for upload in files.values():
            upload.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete everything."""
        with self._lock:
            folder, self._folder = self._folder, None
            self._files.clear()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
