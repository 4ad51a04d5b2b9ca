"""Files that users have uploaded, as scripts get them."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rushlight.errors import InvalidValueError
from rushlight.files.uploads import Upload
from rushlight.run.context import RunContext

_PAIRS = (("jpg", "jpeg"), ("mpg", "mpeg"), ("mp4", "mpeg4"), ("htm", "html"), ("tif", "tiff"))
_MIXED = {a: (b,) for pair in _PAIRS for a, b in (pair, pair[::-1])}
"""Endings that mean the same."""
_FAMILIES = ("image", "audio", "video", "text")
"""Words for all files of a family of media types."""


class UploadedFile(io.BytesIO):
    """An uploaded file, in memory.

    Attributes:
        name: the file's name on the user's machine, without folders; in an uploaded folder, with those inside of it.
        type: its media type, as the browser says.
        size: number of bytes.
        file_id: tells uploads apart; two of the same id are equal.
    """

    def __init__(self, upload: Upload, content: bytes, name: str | None = None) -> None:
        super().__init__(content)
        self.name = upload.name if name is None else name
        self.type = upload.mime
        self.size = upload.size
        self.file_id = upload.id

    def stored_form(self) -> list[Any]:
        """Return what a store of sessions keeps of it."""
        return [self.file_id, self.name, self.type, self.getvalue(), self.tell()]

    @classmethod
    def of_stored(cls, form: list[Any]) -> UploadedFile:
        """Return the file that was stored."""
        id, name, mime, content, place = form
        made = cls(Upload(id, name, mime, len(content), Path()), content)
        made.seek(place)
        return made

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


def uploaded(
    context: RunContext | None, id: str, types: list[str], limit: int, *, in_folder: bool = False
) -> UploadedFile:
    """Return an upload of this session. Raises ValueError for none, one of another type, or one that is too large."""
    upload = checked_upload(context, id, types, limit)
    assert context is not None
    name = f"{upload.folder}/{upload.name}" if in_folder and upload.folder else upload.name
    return UploadedFile(upload, context.app.uploads.content(upload), name)


def checked_upload(context: RunContext | None, id: str, types: list[str], limit: int) -> Upload:
    """Return what is known of an upload of this session; raises ValueError as `uploaded` does."""
    upload = None if context is None else context.app.uploads.get(context.session, id)
    if upload is None:
        raise ValueError("there is no such upload in this session")
    if types and not any(_is_of(upload, type) for type in types):
        raise ValueError(f"{upload.name} is none of {', '.join(types)}")
    if upload.size > limit * (1 << 20):
        raise ValueError(f"{upload.name} is larger than {limit} MB")
    return upload


def _is_of(upload: Upload, type: str) -> bool:
    """Tell whether an upload is of a type: an ending, or a media type (which browsers do not know of every file)."""
    if "/" not in type:
        return upload.name.lower().endswith(type)
    known = (upload.mime.lower(), mimetypes.guess_type(upload.name)[0] or "")
    return any(mime.startswith(type[:-1]) if type.endswith("/*") else mime == type for mime in known)


def most_megabytes(context: RunContext | None, given: Any) -> int:
    """Return the largest size of an upload: that given, else that of the settings. Raises InvalidValueError."""
    if given is not None and (not isinstance(given, int) or isinstance(given, bool) or given < 1):
        raise InvalidValueError.of(
            "max_upload_size", given, "None (for the setting `server.maxUploadSize`) or a whole number from 1 on"
        )
    if given is not None and context is not None:
        context.app.uploads.allow(context.session, given << 20)
    return given or (200 if context is None else int(context.app.config.get("server.maxUploadSize")))


def endings(type: str | Sequence[str] | None) -> list[str]:
    """Return the endings (with their dots) and media types that a `type` argument allows; none for all."""
    if type is None:
        return []
    given = [type] if isinstance(type, str) else list(type)
    return list(dict.fromkeys(each for one in given for each in _types_of(one.strip().lower())))


def _types_of(given: str) -> list[str]:
    if given in _FAMILIES:
        return [f"{given}/*"]
    if "/" in given:
        return [given]
    ending = given.lstrip(".")
    return [f".{each}" for each in (ending, *_MIXED.get(ending, ()))]
