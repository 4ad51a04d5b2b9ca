"""Sounds."""

from __future__ import annotations

from typing import Any

from rushlight import log
from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.media.sources import address_of, is_samples, moment, wave_of
from rushlight.elements.sizes import Size
from rushlight.errors import MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.tree.node import Props

WAV = "audio/wav"
_logger = log.logger("media")


class Audio(Props, frozen=True, kw_only=True):
    url: str | None
    start: float = 0
    end: float | None = None
    loop: bool = False
    autoplay: bool = False
    alt: str | None = None
    width: Size = "stretch"


@element
def audio(
    container: Container,
    data: Any,
    format: str = WAV,
    start_time: Any = 0,
    *,
    sample_rate: int | None = None,
    end_time: Any = None,
    loop: bool = False,
    autoplay: bool = False,
    alt: str | None = None,
    width: Size = "stretch",
) -> Container:
    """Show a player for a sound.

    Args:
        data: a path, an address, bytes, an open file, or samples: a list or array of numbers, one row per channel.
        format: media type; of a file that of its name if this is not given.
        start_time: where it starts: seconds, a `timedelta`, or a text such as "1m30s".
        sample_rate: samples per second; of samples only, it is left out (with a warning in the log) for others.
        end_time: where it ends; None for its end.
        loop: begin again at the end.
        autoplay: play at once (browsers may want a click on the page first).
        alt: what is heard, for screen readers.
        width: "stretch" or a number of pixels.

    Raises:
        APIError: for data that cannot be read.
        MissingRequiredParameterError: for samples without `sample_rate`.
        InvalidValueError: for a moment that is none.

    Example:
        >>> st.audio("bell.mp3", start_time=2)
    """
    if is_samples(data):
        if sample_rate is None:
            raise MissingRequiredParameterError("`audio` needs `sample_rate` for samples, such as sample_rate=44100.")
        data, format = wave_of(data, sample_rate), WAV
    elif sample_rate is not None:
        _logger.warning(
            "audio(sample_rate=%r) has no effect: only samples need a rate, files have their own.", sample_rate
        )
    return container.draw(
        Audio(
            url=address_of(container, data, format, "audio", by_default=WAV),
            start=moment("start_time", start_time) or 0,
            end=moment("end_time", end_time),
            loop=bool(loop),
            autoplay=bool(autoplay),
            alt=alt,
            width=sizes.width(width, ("stretch",)),
        )
    )
