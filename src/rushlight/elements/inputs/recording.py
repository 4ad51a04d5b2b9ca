"""Recordings and photographs by the user's own devices."""

from __future__ import annotations

from typing import Any

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
    facts_of,
    labelled,
    reaction,
)
from rushlight.elements.inputs.chat_input import RATES
from rushlight.elements.inputs.uploaded import UploadedFile, checked_upload, most_megabytes, upload_ids, uploaded
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

RESOLUTIONS = {"480p": (854, 480), "720p": (1280, 720), "1080p": (1920, 1080), "2160p": (3840, 2160)}
"""Pixels by the names of camera resolutions."""


class AudioInput(Field, frozen=True, kw_only=True):
    sample_rate: int | None = 16000


class CameraInput(Field, frozen=True, kw_only=True):
    wide: int = 0
    """Pixels asked of the camera; 0 for its own choice."""
    high: int = 0


@element
def audio_input(
    container: Container,
    label: str,
    *,
    sample_rate: int | None = 16000,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
) -> UploadedFile | None:
    """Show a button that records sound with the user's microphone.

    Args:
        label: what is to be recorded.
        sample_rate: samples per second; None for the device's own.

    The other arguments are those of `file_uploader`.

    Returns:
        The recording as a WAV file of 16 bits with one channel (`io.BytesIO` with `name`, `type`, `size` and
        `file_id`), or None.

    Raises:
        InvalidValueError: for another sample rate.

    Example:
        >>> note = st.audio_input("A note")
        >>> if note is not None:
        ...     st.audio(note)
    """
    if sample_rate not in (None, *RATES):
        raise InvalidValueError.choice("sample_rate", sample_rate, (*RATES, None))
    change = reaction(container, "audio_input", on_change, args, kwargs)
    props = AudioInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        sample_rate=sample_rate,
    )
    return _file_widget(container, "audio_input", props, [".wav"], key, change.callback)


@element
def camera_input(
    container: Container,
    label: str,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    resolution: str | tuple[int, int] | None = None,
    width: Size = "stretch",
) -> UploadedFile | None:
    """Show the picture of the user's camera and a button that takes a photograph.

    Args:
        label: what is to be photographed.
        resolution: what the camera is asked for: "480p", "720p", "1080p", "2160p", or a pair of width and height; None
            for its own choice.

    The other arguments are those of `file_uploader`.

    Returns:
        The photograph as a JPEG file (`io.BytesIO` with `name`, `type`, `size` and `file_id`), or None.

    Raises:
        InvalidValueError: for another resolution.

    Example:
        >>> photograph = st.camera_input("Your face")
        >>> if photograph is not None:
        ...     st.image(photograph)
    """
    change = reaction(container, "camera_input", on_change, args, kwargs)
    wide, high = _pixels(resolution)
    props = CameraInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        wide=wide,
        high=high,
    )
    return _file_widget(container, "camera_input", props, [".jpg"], key, change.callback)


def _pixels(resolution: Any) -> tuple[int, int]:
    if resolution is None:
        return 0, 0
    if isinstance(resolution, str) and resolution.lower() in RESOLUTIONS:
        return RESOLUTIONS[resolution.lower()]
    if isinstance(resolution, (tuple, list)) and len(resolution) == 2:  # pyright: ignore[reportUnknownArgumentType]
        wide, high = resolution  # pyright: ignore[reportUnknownVariableType]
        if isinstance(wide, int) and isinstance(high, int) and wide > 0 and high > 0:
            return wide, high
    raise InvalidValueError.choice("resolution", resolution, (*RESOLUTIONS, "a pair of width and height", None))


def _file_widget(
    container: Container, command: str, props: Field, types: list[str], key: Key, callback: Any
) -> UploadedFile | None:
    context = container.context
    limit = most_megabytes(context, None)

    def parse(raw: Any) -> UploadedFile | None:
        ids = upload_ids(raw)
        return uploaded(context, ids[0], types, limit) if ids else None

    def check(raw: Any) -> None:
        ids = upload_ids(raw)
        if len(ids) > 1:
            raise ValueError("there is one recording at most")
        for id in ids:
            checked_upload(context, id, types, limit)

    return container.widget(
        props,
        Widget(
            command=command,
            default=[],
            parse=parse,
            check=check,
            key=checked_key(key),
            facts=facts_of(props),
            callback=callback,
            settable=False,
            disabled=props.disabled,
        ),
    )
