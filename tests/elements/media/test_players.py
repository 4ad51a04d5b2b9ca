"""Sounds, films, documents and frames."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rushlight.elements.media.sources import moment, wave_of, youtube
from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\nimport numpy as np\nimport io\n" + source).run()


def served(at: AppTest, url: str) -> Any:
    media = at.run_context.app.media.get(url.rpartition("/")[2])
    assert media is not None
    return media


@pytest.mark.parametrize(
    ("given", "seconds"),
    [(None, None), (5, 5.0), (1.5, 1.5), ("90", 90.0), ("1m30s", 90.0), ("1:30", 90.0), ("1:00:05", 3605.0)],
)
def test_moments(given: Any, seconds: float | None) -> None:
    assert moment("start_time", given) == seconds


@pytest.mark.parametrize("given", ["soon", True, [1], "1:2:3:4"])
def test_what_is_no_moment(given: Any) -> None:
    with pytest.raises(Exception, match="start_time"):
        moment("start_time", given)


def test_samples_become_a_wave_file() -> None:
    with wave.open(io.BytesIO(wave_of(np.array([[0, 0.5, -1], [0, 0, 0.25]]), 8000))) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth(), file.getnframes()) == (2, 8000, 2, 3)
        frames = np.frombuffer(file.readframes(3), "<i2").reshape(3, 2)
    assert frames[2].tolist() == [-32767, 8191]
    with wave.open(io.BytesIO(wave_of([0, 0, 0], 10))) as silence:
        assert silence.getnframes() == 3
    with pytest.raises(Exception, match="dimensions"):
        wave_of(np.zeros((2, 2, 2)), 10)


def test_a_sound_of_samples_bytes_files_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"mp3")
    at = app(
        f"st.audio([0, 1, 0], sample_rate=10)\nst.audio(b'abc', format='audio/ogg')\nst.audio(io.BytesIO(b'x'))\n"
        f"st.audio({str(tmp_path / 'a.mp3')!r})\n"
        "st.audio('https://a.org/b.mp3', start_time=2, end_time='5s', loop=True, autoplay=True, alt='A bell', width=300)"
    )
    assert not at.exception
    urls = [each.proto.url for each in at.audio]
    assert [served(at, url).mime for url in urls[:4]] == ["audio/wav", "audio/ogg", "audio/wav", "audio/mpeg"]
    last = at.audio[4].proto
    assert (last.url, last.start, last.end, last.loop, last.autoplay, last.alt, last.width) == (
        "https://a.org/b.mp3", 2, 5, True, True, "A bell", 300,
    )  # fmt: skip


@pytest.mark.parametrize("call", ["st.audio([1, 2])", "st.audio('/no/such.wav')", "st.audio(3.5)", "st.video({})"])
def test_media_that_cannot_be_read(call: str) -> None:
    assert app(call).exception


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?t=3",
        "https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ",
        "youtube.com/shorts/dQw4w9WgXcQ",
    ],
)
def test_films_of_youtube_are_known(address: str) -> None:
    assert youtube(address) == "dQw4w9WgXcQ"
    assert youtube("https://a.org/watch?v=dQw4w9WgXcQ") is None


def test_a_film_of_youtube_is_embedded() -> None:
    props = (
        app("st.video('https://youtu.be/dQw4w9WgXcQ', start_time=5, end_time=9, loop=True, muted=True, autoplay=True)")
        .video[0]
        .proto
    )
    assert props.url is None
    assert props.embed == (
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5&end=9&loop=1&playlist=dQw4w9WgXcQ&autoplay=1&mute=1"
    )


def test_subtitles_become_webvtt(tmp_path: Path) -> None:
    srt = "1\n00:00:01,500 --> 00:00:02,000\nHello\n"
    (tmp_path / "s.srt").write_text(srt)
    at = app(
        f"st.video(b'x', subtitles={{'File': {str(tmp_path / 's.srt')!r}, 'Text': {srt!r}, 'Bytes': {srt.encode()!r}, "
        f"'Vtt': 'WEBVTT\\n\\nx', 'Open': io.StringIO({srt!r})}}, muted=True)"
    )
    assert not at.exception
    tracks = at.video[0].proto.tracks
    assert [track.label for track in tracks] == ["File", "Text", "Bytes", "Vtt", "Open"]
    first = served(at, tracks[0].url)
    assert first.mime == "text/vtt"
    assert first.content.decode() == "WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.000\nHello"
    assert app("st.video(b'x', subtitles='no\\nsubtitles')").exception
    assert app("st.video('https://youtu.be/dQw4w9WgXcQ', subtitles='WEBVTT')").exception


def test_documents_and_frames(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<b>x</b>")
    at = app(
        "st.pdf(b'%PDF-', height=300, key='k', alt='Report')\nst.iframe('https://a.org', height=200, tab_index=-1, alt='A')\n"
        f"st.iframe('<b>own</b>')\nst.iframe({str(tmp_path / 'page.html')!r}, width=300)"
    )
    assert not at.exception
    document = at.pdf[0].proto
    assert (document.height, document.alt, served(at, document.url).mime) == (300, "Report", "application/pdf")
    other, own, file = (each.proto for each in at.get("plain_frame"))
    assert (other.src, other.height, other.sandbox, other.tab_index, other.title) == (
        "https://a.org",
        200,
        "app",
        -1,
        "A",
    )
    assert (own.sandbox, own.height) == ("own", "content")
    assert served(at, file.src).content.startswith(b"<b>x</b>")
    assert app("st.iframe('https://a.org', tab_index=-2)").exception
