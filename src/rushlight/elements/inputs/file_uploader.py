"""Files of the user's."""

from __future__ import annotations

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
    facts_of,
    labelled,
    reaction,
)
from rushlight.elements.inputs.uploaded import checked_upload, endings, most_megabytes, upload_ids, uploaded
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.state.widget import Widget


class FileUploader(Field, frozen=True, kw_only=True):
    types: list[str] = []
    """Endings allowed, with their dots, and media types; none for all."""
    multiple: bool = False
    directory: bool = False
    max_megabytes: int = 200


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
        type: what is allowed: endings such as "csv" or ["png", "jpg"], the words "image", "audio", "video" and "text", or
            media types such as "application/pdf"; all when None. Checked in the browser and on the server.
        accept_multiple_files: True for several files, "directory" for a folder with all in it.
        max_upload_size: most megabytes per file; `server.maxUploadSize` (200) when None.
        width: "stretch" or a number of pixels.

    The other arguments are those of `checkbox`.

    Returns:
        A file (`io.BytesIO` with `name`, `type`, `size` and `file_id`) or None; for several files a list.

    Raises:
        InvalidValueError: for another `accept_multiple_files`, or a `max_upload_size` below 1.

    Example:
        >>> file = st.file_uploader("Data", type="csv")
        >>> if file is not None:
        ...     frame = pd.read_csv(file)
    """
    choice("accept_multiple_files", accept_multiple_files, (True, False, "directory"))
    several = accept_multiple_files is not False
    context = container.context
    limit = most_megabytes(context, max_upload_size)
    types = endings(type)
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
        folder = accept_multiple_files == "directory"
        files = [uploaded(context, id, types, limit, in_folder=folder) for id in upload_ids(raw)]
        if several:
            return files
        return files[0] if files else None

    def check(raw: Any) -> None:
        given = upload_ids(raw)
        if len(given) > 1 and not several:
            raise ValueError("one file at most is accepted")
        for id in given:
            checked_upload(context, id, types, limit)

    return container.widget(
        props,
        Widget(
            command="file_uploader",
            default=[],
            parse=parse,
            check=check,
            key=name,
            facts=facts_of(props),
            key_facts=(tuple(types), str(accept_multiple_files), max_upload_size),
            callback=change.callback,
            settable=False,
            disabled=bool(disabled),
        ),
    )
