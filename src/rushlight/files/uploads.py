"""Files that users upload: kept on disk, bound to their session, gone with it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

import msgspec

from rushlight.ids import content_id, random_id


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
    """Uploaded files by session and id. File names of users are never used as paths.

    With a folder they last as long as the records of their sessions, for all processes that share it: each session has a
    folder of its own there, with a description beside each file.
    """

    def __init__(self, lasting: Path | None = None) -> None:
        self._read: OrderedDict[Path, bytes] = OrderedDict()
        """Contents by path (ids are chosen by browsers), those longest unread first."""
        self._lock = threading.RLock()
        self._lasting = lasting
        self._folder: Path | None = None
        self._files: dict[str, dict[str, Upload]] = {}
        self._limits: dict[str, int] = {}
        """Bytes that a file of a session may have, where that is more than the setting."""

    def folder(self, session: str) -> Path:
        """Return the folder that uploads of a session are written to, made at the first use."""
        if self._lasting is not None:
            folder = self._lasting_folder(session)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return folder
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="rushlight-uploads-"))
            return self._folder

    def add(self, session: str, upload: Upload) -> None:
        """Take an upload over into a session, in place of what it had under the same id."""
        former = self.get(session, upload.id)
        if self._lasting is not None:
            path = self._description(session, upload.id)
            partial = path.with_suffix(f".{random_id()}.part")
            partial.write_bytes(_encode(upload))
            partial.replace(path)
        with self._lock:
            self._files.setdefault(session, {})[upload.id] = upload
        if former is not None and former.path != upload.path:
            self._let_go(former)

    def take(self, session: str, id: str, most: int) -> bytes | None:
        """Return the bytes of an upload that is wanted once, and delete it; None if there is none of at most so many."""
        upload = self.get(session, id)
        content = upload.path.read_bytes() if upload is not None and upload.size <= most else None
        self.remove(session, id)
        return content

    def allow(self, session: str, limit: int) -> None:
        """Let files of a session be this large, in bytes."""
        self._limits[session] = max(limit, self._limits.get(session, 0))

    def limit(self, session: str) -> int:
        """Return the bytes that a file of a session may have whatever the setting says."""
        return self._limits.get(session, 0)

    def get(self, session: str, id: str) -> Upload | None:
        """Return a session's upload, or None."""
        found = self._files.get(session, {}).get(id)
        if self._lasting is None or (found is not None and found.path.is_file()):
            return found
        try:
            found = _decode(self._description(session, id).read_bytes())
        except (OSError, msgspec.MsgspecError):
            return None
        if found.id != id or not found.path.is_file():
            return None
        with self._lock:
            self._files.setdefault(session, {})[id] = found
        return found

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
        if self._lasting is None:
            return sum(upload.size for upload in list(self._files.get(session, {}).values()))
        return sum(path.stat().st_size for path in self.folder(session).iterdir() if not path.suffix)

    def total(self) -> int:
        """Return the number of bytes of all sessions that this process knows of."""
        known = [list(files.values()) for files in list(self._files.values())]
        return sum(upload.size for files in known for upload in files)

    def remove(self, session: str, id: str) -> None:
        """Delete one upload of a session."""
        upload = self.get(session, id)
        with self._lock:
            self._files.get(session, {}).pop(id, None)
        if self._lasting is not None:
            self._description(session, id).unlink(missing_ok=True)
        if upload is not None:
            self._let_go(upload)

    def _let_go(self, upload: Upload) -> None:
        with self._lock:
            self._read.pop(upload.path, None)
        upload.path.unlink(missing_ok=True)

    def drop_session(self, session: str) -> None:
        """Let go of all uploads of a session that this process has no more; those that last are left."""
        with self._lock:
            files = self._files.pop(session, {})
            self._limits.pop(session, None)
            for upload in files.values():
                self._read.pop(upload.path, None)
        if self._lasting is None:
            for upload in files.values():
                upload.path.unlink(missing_ok=True)

    def forget_session(self, session: str) -> None:
        """Delete all uploads of a session that is gone for good."""
        self.drop_session(session)
        if self._lasting is not None:
            shutil.rmtree(self._lasting_folder(session), ignore_errors=True)

    def close(self) -> None:
        """Delete everything that does not last."""
        with self._lock:
            folder, self._folder = self._folder, None
            self._files.clear()
            self._read.clear()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _description(self, session: str, id: str) -> Path:
        return self._lasting_folder(session) / f"{content_id(id.encode())}.upload"

    def _lasting_folder(self, session: str) -> Path:
        assert self._lasting is not None
        return self._lasting / content_id(session.encode())


_encode = msgspec.msgpack.Encoder(enc_hook=str).encode
_decode = msgspec.msgpack.Decoder(Upload, dec_hook=lambda kind, text: kind(text)).decode
