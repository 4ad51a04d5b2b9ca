"""Films."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.media.sources import address_of, moment, youtube
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, IncompatibleParametersError
from rushlight.run.container import Container
from rushlight.tree.node import Props

MP4 = "video/mp4"
_SRT_TIME = re.compile(r"(\d{1,2}:\d{2}:\d{2}),(\d{3})")


class Track(msgspec.Struct, frozen=True):
    """Subtitles in one language."""

    label: str
    url: str


class Video(Props, frozen=True, kw_only=True):
    url: str | None
    embed: str | None = None
    """Address of a player elsewhere."""
    start: float = 0
    end: float | None = None
    tracks: list[Track] = []
    loop: bool = False
    autoplay: bool = False
    muted: bool = False
    alt: str | None = None
    width: Size = "stretch"


@element
def video(
    container: Container,
    data: Any,
    format: str = MP4,
    start_time: Any = 0,
    *,
    subtitles: Any = None,
    end_time: Any = None,
    loop: bool = False,
    autoplay: bool = False,
    muted: bool = False,
    alt: str | None = None,
    width: Size = "stretch",
) -> Container:
    """Show a player for a film.

    Args:
        data: a path, an address (also one of YouTube), bytes, an open file, or an array of bytes.
        format: media type; of a file that of its name if this is not given.
        start_time: where it starts: seconds, a `timedelta`, or a text such as "1m30s".
        subtitles: WebVTT or SRT as a path, text, bytes or open file; or a dict of languages' names to those.
        end_time: where it ends; None for its end.
        loop: begin again at the end.
        autoplay: play at once (most browsers want `muted` for that).
        muted: without sound at first.
        alt: what is seen, for screen readers.
        width: "stretch" or a number of pixels.

    Raises:
        APIError: for data or subtitles that cannot be read.
        IncompatibleParametersError: for subtitles of a film of YouTube.
        InvalidValueError: for a moment that is none.

    Example:
        >>> st.video("talk.mp4", subtitles={"English": "talk.en.vtt", "Norsk": "talk.no.vtt"})
    """
    if hasattr(data, "tobytes") and hasattr(data, "__array__"):
        data = data.tobytes()
    start, end = moment("start_time", start_time) or 0, moment("end_time", end_time)
    film = youtube(data)
    if film is not None and subtitles is not None:
        raise IncompatibleParametersError("`subtitles` cannot be given for films of YouTube, which have their own.")
    return container.draw(
        Video(
            url=None if film is not None else address_of(container, data, format, "video", MP4),
            embed=None if film is None else _embed(film, start, end, loop, autoplay, muted),
            start=start,
            end=end,
            tracks=_tracks(container, subtitles),
            loop=bool(loop),
            autoplay=bool(autoplay),
            muted=bool(muted),
            alt=alt,
            width=sizes.width(width, ("stretch",)),
        )
    )


def _embed(film: str, start: float, end: float | None, loop: bool, autoplay: bool, muted: bool) -> str:
    wanted = {
        "start": int(start) or None,
        "end": None if end is None else int(end),
        "loop": 1 if loop else None,
        "playlist": film if loop else None,
        "autoplay": 1 if autoplay else None,
        "mute": 1 if muted else None,
    }
    query = "&".join(f"{name}={value}" for name, value in wanted.items() if value is not None)
    return f"https://www.youtube-nocookie.com/embed/{film}" + (f"?{query}" if query else "")


def _tracks(container: Container, subtitles: Any) -> list[Track]:
    if subtitles is None:
        return []
    listed: Mapping[Any, Any] = subtitles if isinstance(subtitles, Mapping) else {"Subtitles": subtitles}
    return [Track(str(label), _served(container, _vtt(str(label), given))) for label, given in listed.items()]


def _served(container: Container, text: str) -> str:
    return "" if container.context is None else container.context.publish(text.encode(), "text/vtt")


def _vtt(label: str, given: Any) -> str:
    """Return subtitles as WebVTT; SRT writes times with a comma and has no first line."""
    text = _text_of(label, given).lstrip("\ufeff").replace("\r\n", "\n").strip()
    if text.startswith("WEBVTT"):
        return text
    if not _SRT_TIME.search(text):
        raise APIError(f"The subtitles {label!r} are neither WebVTT nor SRT. Give a .vtt or .srt file or its text.")
    return "WEBVTT\n\n" + _SRT_TIME.sub(r"\1.\2", text)


def _text_of(label: str, given: Any) -> str:
    if isinstance(given, str) and ("\n" in given or given.lstrip().startswith("WEBVTT")):
        return given
    if isinstance(given, (str, Path)):
        try:
            return Path(given).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise APIError(f"The subtitles {label!r} cannot be read from {str(given)!r}: {error.strerror}.") from None
    if isinstance(given, (bytes, bytearray)):
        return bytes(given).decode("utf-8-sig")
    if isinstance(given, io.IOBase):
        given.seek(0)
        content: Any = given.read()
        return content if isinstance(content, str) else bytes(content).decode("utf-8-sig")
    raise APIError(f"Subtitles are a path, text, bytes or an open file; given for {label!r}: {type(given).__name__}.")
