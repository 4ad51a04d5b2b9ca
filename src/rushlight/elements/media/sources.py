"""Where sounds and films come from, and when they play."""

from __future__ import annotations

import datetime as dt
import io
import mimetypes
import re
import wave
from pathlib import Path
from typing import Any

from rushlight import times
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container

_YOUTUBE = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|v/)|youtu\.be/)"
    r"([\w-]{11})"
)


def address_of(container: Container, data: Any, mime: str, command: str, by_default: str | None = None) -> str | None:
    """Return the address of media: that given, or one at which the page serves them; None for None.

    Where the media type is that by default, the name of a file may tell a better one. Raises APIError for what is neither a path, an address, bytes nor a file.
    """
    if data is None:
        return None
    if isinstance(data, str) and data.startswith(("http://", "https://", "data:")):
        return data
    content, found = _content(data, command)
    known = found if mime == by_default else None
    return "" if container.context is None else container.context.publish(content, known or mime)


def _content(data: Any, command: str) -> tuple[bytes, str | None]:
    if isinstance(data, (str, Path)):
        path = Path(data)
        try:
            return path.read_bytes(), mimetypes.guess_type(path.name)[0]
        except OSError as error:
            raise APIError(f"`{command}` cannot read {str(data)!r}: {error.strerror}. Check the path.") from None
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data), None
    if isinstance(data, io.RawIOBase) or hasattr(data, "read"):
        if hasattr(data, "seek"):
            data.seek(0)
        return bytes(data.read()), None
    raise APIError(f"`{command}` takes a path, an address, bytes or an open file; given: {type(data).__name__}.")


def is_samples(data: Any) -> bool:
    """Tell whether media are the samples of a sound: an array or a list of numbers."""
    return isinstance(data, (list, tuple)) or hasattr(data, "__array__")


def wave_of(samples: Any, rate: int) -> bytes:
    """Return samples (one row per channel, or one row alone) as a WAV file of 16 bits, as loud as can be."""
    import numpy as np

    values = np.atleast_2d(np.asarray(samples, dtype=float))
    if values.ndim != 2 or values.size == 0:
        raise InvalidValueError.of("data", f"an array of shape {values.shape}", "one or two dimensions with samples")
    loudest = float(np.max(np.abs(values))) or 1.0
    scaled = (values / loudest * np.iinfo(np.int16).max).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(scaled.shape[0])
        out.setsampwidth(2)
        out.setframerate(int(rate))
        out.writeframes(scaled.T.tobytes())
    return file.getvalue()


def moment(parameter: str, given: Any) -> float | None:
    """Return a moment in seconds: of a number, a `timedelta`, or a text such as "90", "1m30s" or "1:30"."""
    if given is None:
        return None
    if isinstance(given, str) and re.fullmatch(r"\d+(:\d{1,2}){1,2}", given):
        parts = [int(part) for part in given.split(":")]
        return float(sum(part * 60**place for place, part in enumerate(reversed(parts))))
    if isinstance(given, (int, float, str, dt.timedelta)) and not isinstance(given, bool):
        try:
            return times.seconds(float(given) if isinstance(given, str) and given.isdigit() else given)
        except (APIError, ValueError):
            pass
    raise InvalidValueError.of(parameter, given, "seconds, a timedelta, or a text such as '1m30s'")


def youtube(data: Any) -> str | None:
    """Return the id of the film that an address of YouTube names, or None."""
    found = _YOUTUBE.match(data) if isinstance(data, str) else None
    return None if found is None else found[1]
