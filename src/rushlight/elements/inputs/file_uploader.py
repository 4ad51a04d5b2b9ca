"""Files of the user's."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import (
    Args,
    Field,
    Key,
    Kwargs,
    OnChange,
    Visibility,
    checked_key,
    choice,
    labelled,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.files.uploads import Upload
from rushlight.run.container import Container
from rushlight.run.context import RunContext
from rushlight.state.widget import Widget

_PAIRS = (("jpg", "jpeg"), ("mpg", "mpeg"), ("htm", "html"), ("tif", "tiff"))
_MIXED = {a: (b,) for pair in _PAIRS for a, b in (pair, pair[::-1])}
"""Endings that mean the same."""


class FileUploader(Field, frozen=True, kw_only=True):
    types: list[str] = []
    """Endings allowed, with their dots; none for all."""
    multiple: bool = False
    directory: bool = False
    max_megabytes: int = 200


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


@element
def file_uploader(
    container: Container,
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: bool | Literal["directory"] = False,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
) -> Any:
    """Show a place to drop files on, or to choose them with.

    Args:
        label: what the files are for.
        type: endings allowed, such as "csv" or ["png", "jpg"]; all when None. Checked in the browser and on the server.
        accept_multiple_files: True for several files, "directory" for a folder with all in it.
        max_upload_size: most megabytes per file; `server.maxUploadSize` (200) when None.
        width: "stretch" or a number of pixels.

    The other arguments are those of `checkbox`.

    Returns:
        A file (`io.BytesIO` with `name`, `type`, `size` and `file_id`) or None; for several files a list.

    Example:
        >>> file = st.file_uploader("Data", type="csv")
        >>> if file is not None:
        ...     frame = pd.read_csv(file)
    """
    choice("accept_multiple_files", accept_multiple_files, (True, False, "directory"))
    several = accept_multiple_files is not False
    context = container.context
    limit = max_upload_size or (200 if context is None else int(context.app.config.get("server.maxUploadSize")))
    types = _endings(type)
    change = reaction(container, "file_uploader", on_change, args, kwargs)
    name = checked_key(key)
    props = FileUploader(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        types=types,
        multiple=several,
        directory=accept_multiple_files == "directory",
        max_megabytes=limit,
    )

    def parse(raw: Any) -> Any:
        files = [_file(context, id, types, limit) for id in _ids(raw)]
        if several:
            return files
        return files[0] if files else None

    return container.widget(
        props,
        Widget(
            command="file_uploader",
            default=[],
            parse=parse,
            key=name,
            facts=(props.label, props.help),
            key_facts=(tuple(types), str(accept_multiple_files), max_upload_size),
            callback=change.callback,
            settable=False,
            disabled=bool(disabled),
        ),
    )


def _ids(raw: Any) -> list[str]:
    if not isinstance(raw, (list, tuple)) or not all(isinstance(each, str) for each in raw):
        raise TypeError("a list of upload ids is needed")
    return list(raw)


def _file(context: RunContext | None, id: str, types: list[str], limit: int) -> UploadedFile:
    upload = None if context is None else context.app.uploads.get(context.session, id)
    if context is None or upload is None:
        raise ValueError("there is no such upload in this session")
    if types and not upload.name.lower().endswith(tuple(types)):
        raise ValueError(f"{upload.name} does not end in {', '.join(types)}")
    if upload.size > limit * (1 << 20):
        raise ValueError(f"{upload.name} is larger than {limit} MB")
    return UploadedFile(upload, context.app.uploads.content(upload))


def _endings(type: str | Sequence[str] | None) -> list[str]:
    if type is None:
        return []
    given = [type] if isinstance(type, str) else list(type)
    plain = [each.lower().lstrip(".") for each in given]
    return list(dict.fromkeys(f".{each}" for ending in plain for each in (ending, *_MIXED.get(ending, ()))))
