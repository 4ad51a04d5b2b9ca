"""Files that users have uploaded, as scripts get them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rushlight.files.uploads import Upload
from rushlight.run.context import RunContext

_PAIRS = (("jpg", "jpeg"), ("mpg", "mpeg"), ("htm", "html"), ("tif", "tiff"))
_MIXED = {a: (b,) for pair in _PAIRS for a, b in (pair, pair[::-1])}
"""Endings that mean the same."""


class UploadedFile(io.BytesIO):
    """An uploaded file, in memory.

    Attributes:
        name: the file's name on the user's machine, without folders.
        type: its media type, as the browser says.
        size: number of bytes.
        file_id: tells uploads apart; two of the same id are equal.
    """

    def __init__(self, upload: Upload, content: bytes) -> None:
        super().__init__(content)
        self.name = upload.name
        self.type = upload.mime
        self.size = upload.size
        self.file_id = upload.id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UploadedFile) and other.file_id == self.file_id

    def __hash__(self) -> int:
        return hash(self.file_id)

    def __repr__(self) -> str:
        return f"UploadedFile(name={self.name!r}, type={self.type!r}, size={self.size})"


def upload_ids(raw: Any) -> list[str]:
    """Return a raw value if it is a list of ids; raises TypeError."""
    if not isinstance(raw, (list, tuple)) or not all(isinstance(each, str) for each in raw):
        raise TypeError("a list of upload ids is needed")
    return list(raw)


def uploaded(context: RunContext | None, id: str, types: list[str], limit: int) -> UploadedFile:
    """Return an upload of this session. Raises ValueError for none, one of another type, or one that is too large."""
    upload = None if context is None else context.app.uploads.get(context.session, id)
    if context is None or upload is None:
        raise ValueError("there is no such upload in this session")
    if types and not upload.name.lower().endswith(tuple(types)):
        raise ValueError(f"{upload.name} does not end in {', '.join(types)}")
    if upload.size > limit * (1 << 20):
        raise ValueError(f"{upload.name} is larger than {limit} MB")
    return UploadedFile(upload, context.app.uploads.content(upload))


def most_megabytes(context: RunContext | None, given: int | None) -> int:
    """Return the largest size of an upload: that given, else that of the settings."""
    return given or (200 if context is None else int(context.app.config.get("server.maxUploadSize")))


def endings(type: str | Sequence[str] | None) -> list[str]:
    """Return the endings of file names that a `type` argument allows, with their dots; none for all."""
    if type is None:
        return []
    given = [type] if isinstance(type, str) else list(type)
    plain = [each.lower().lstrip(".") for each in given]
    return list(dict.fromkeys(f".{each}" for ending in plain for each in (ending, *_MIXED.get(ending, ()))))
