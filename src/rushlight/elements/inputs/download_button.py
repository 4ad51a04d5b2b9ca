"""A button that downloads data."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, checked_key, choice, facts_of, reaction
from rushlight.elements.inputs.button import Side, Variant
from rushlight.elements.inputs.shortcut import keys
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidLayoutContextError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props


class DownloadButton(Props, frozen=True, kw_only=True):
    label: str
    url: str | None = None
    """Address of the content, or None if it is made at the click."""
    file_name: str
    variant: Variant = "secondary"
    help: str | None = None
    icon: markup.Icon | None = None
    icon_side: Side = "left"
    disabled: bool = False
    width: Size = "content"
    shortcut: str | None = None
    wrap: bool | None = None
    quiet: bool = False


@element
def download_button(
    container: Container,
    label: str,
    data: Any,
    file_name: str | None = None,
    mime: str | None = None,
    key: Key = None,
    help: str | None = None,
    on_click: Callable[..., Any] | Literal["rerun", "ignore"] | None = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button that saves data as a file on the user's machine.

    Args:
        label: its text.
        data: text, bytes, an open file, or a callable that returns one of these and is called at the click.
        file_name: name of the file; made of the label when None.
        mime: media type; by the file's name when None.
        on_click: "rerun" (or None) to run the script after a click, "ignore" not to, or a callback.

    The other arguments are those of `button`.

    Returns:
        True in the run that answers a click, else False.

    Raises:
        APIError: for data of another type.
        InvalidLayoutContextError: inside a form.

    Example:
        >>> st.download_button("Save as CSV", frame.to_csv(), "data.csv")
    """
    if container.form_key is not None:
        raise InvalidLayoutContextError("`download_button` cannot be used inside a form. Put it outside of the form.")
    name, kind = _name_and_type(data, file_name, mime)
    click = reaction(container, "download_button", on_click, args, kwargs, parameter="on_click")
    props = DownloadButton(
        label=markup.label(label),
        url=None if callable(data) else _publish(container, data, kind, name),
        file_name=name,
        variant=choice("type", type, ("primary", "secondary", "tertiary")),
        help=markup.hint(help),
        icon=markup.icon(icon),
        icon_side=choice("icon_position", icon_position, ("left", "right")),
        disabled=bool(disabled),
        width=sizes.width(width, use_container_width=use_container_width),
        shortcut=keys(shortcut),
        wrap=wrap,
        quiet=click.quiet,
    )
    widget: Widget[bool] = Widget(
        command="download_button",
        default=None,
        parse=bool,
        key=checked_key(key),
        facts=facts_of(props, kind, without=("url",)),
        callback=click.callback,
        trigger=True,
        settable=False,
        disabled=bool(disabled),
    )
    if callable(data) and container.context is not None:
        id = container.id_of(props.kind, widget)
        container.context.downloads[id] = lambda: _publish(container, data(), kind, name)
    return container.widget(props, widget)


def _publish(container: Container, data: Any, mime: str, name: str) -> str:
    content = content_of(data)
    return "" if container.context is None else container.context.publish(content, mime, name)


def content_of(data: Any) -> bytes:
    """Return the bytes of text, bytes, or an open file; raises APIError for anything else."""
    if isinstance(data, str):
        return data.encode()
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if isinstance(data, io.BytesIO):
        return data.getvalue()
    if isinstance(data, Path):
        return data.read_bytes()
    if hasattr(data, "read"):
        if hasattr(data, "seek"):
            data.seek(0)
        return content_of(data.read())
    raise APIError(
        f"`data` must be text, bytes, an open file or a callable that returns one; given: {type(data).__name__}. "
        "Turn it into one of these first, for example with `frame.to_csv()`."
    )


def _name_and_type(data: Any, file_name: str | None, mime: str | None) -> tuple[str, str]:
    own_name = getattr(data, "name", None)
    name = file_name or (Path(own_name).name if isinstance(own_name, str) else "download")
    is_text = isinstance(data, (str, io.TextIOBase))
    guess = mimetypes.guess_type(name)[0]
    return name, mime or guess or ("text/plain" if is_text else "application/octet-stream")
