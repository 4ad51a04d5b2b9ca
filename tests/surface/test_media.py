"""Every parameter of the commands that show pictures, sounds, films and documents does what it should."""

from __future__ import annotations

import io
import logging
import wave
from typing import Any

import numpy as np
import pytest
from PIL import Image

from rushlight.files.media import Media
from rushlight.testing import AppTest
from tests.surface.client import FRONTEND, reads
from tests.surface.table import Proofs, commands_of, drawn, failure, shown

PROOFS = Proofs(*commands_of("media"))

ADDRESS = "https://example.org/a"
FIRST = {name: repr(ADDRESS) for name in PROOFS.commands}
KINDS = {"iframe": "plain_frame"}


def kind_of(command: str) -> str:
    return KINDS.get(command, command)


def props_of(command: str, arguments: str = "") -> Any:
    return drawn(f"st.{command}({FIRST[command]}, {arguments})", kind_of(command))


def error_of(command: str, arguments: str) -> str:
    return failure(f"st.{command}({FIRST[command]}, {arguments})").proto.name


def served(app: AppTest, url: str) -> Media:
    """Return what the page's server has at an address."""
    found = app.run_context.app.media.get(url.rpartition("/")[2])
    assert found is not None
    return found


def picture(script: str) -> Image.Image:
    """Return the picture that a script shows, as the browser gets it."""
    app = shown("import numpy as np\nimport io\nfrom PIL import Image\n" + script)
    return Image.open(io.BytesIO(served(app, app.get("image")[0].proto.pictures[0].url).content))


# --- where it comes from ----------------------------------------------------------------------------------------------


@PROOFS.each("data", commands=("audio", "video", "pdf"))
def data_are_an_address_bytes_a_path_or_a_file(command: str) -> None:
    app = shown(
        f"""
        import io
        from pathlib import Path
        path = Path("/tmp/rl_surface_media")
        path.write_bytes(b"from a path")
        for data in (b"bytes", bytearray(b"array"), io.BytesIO(b"file"), path, str(path), {ADDRESS!r}):
            st.{command}(data)
        """
    )
    urls = [each.proto.url for each in app.get(command)]
    contents = [served(app, url).content for url in urls[:-1]]
    assert contents == [b"bytes", b"array", b"file", b"from a path", b"from a path"]
    assert urls[-1] == ADDRESS
    assert failure(f"st.{command}('/nothing/there')").proto.name == "APIError"
    assert failure(f"st.{command}(3)").proto.name == "APIError"
    reads(command, "url")


@PROOFS.each("format", commands=("audio", "video"))
def the_format_is_the_media_type(command: str) -> None:
    app = shown(
        f"""
        from pathlib import Path
        Path("/tmp/rl_surface.ogg").write_bytes(b"x")
        st.{command}(b"x")
        st.{command}(b"x", "{command}/webm")
        st.{command}("/tmp/rl_surface.ogg")
        st.{command}("/tmp/rl_surface.ogg", format="{command}/mp4a")
        """
    )
    kinds = [served(app, each.proto.url).mime for each in app.get(command)]
    usual = {"audio": "audio/wav", "video": "video/mp4"}[command]
    assert kinds[0] == usual
    assert kinds[1] == f"{command}/webm"
    assert kinds[2].endswith("/ogg")
    assert kinds[3] == f"{command}/mp4a"


@PROOFS.of("image", "image")
def a_picture_is_an_address_a_file_drawn_or_an_array() -> None:
    assert props_of("image").pictures[0].url == ADDRESS
    assert picture("st.image(np.zeros((2, 3)))").size == (3, 2)
    assert picture("st.image(np.zeros((2, 3, 4), dtype='uint8'))").mode == "RGBA"
    assert picture("st.image(Image.new('RGB', (5, 4)))").size == (5, 4)
    app = shown("st.image('<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>')")
    assert served(app, app.get("image")[0].proto.pictures[0].url).mime == "image/svg+xml"
    assert len(shown(f"st.image([{ADDRESS!r}] * 3)").get("image")[0].proto.pictures) == 3
    assert failure("st.image(3)").proto.name == "APIError"
    reads("image", "pictures")


@PROOFS.of("iframe", "src")
def a_frame_shows_an_address_a_file_or_html() -> None:
    assert props_of("iframe").src == ADDRESS and props_of("iframe").sandbox == "app"
    app = shown(
        """
        from pathlib import Path
        Path("/tmp/rl_surface_frame.html").write_text("<b>file</b>")
        st.iframe("<b>x</b>")
        st.iframe("/tmp/rl_surface_frame.html")
        st.iframe(Path("/tmp/rl_surface_frame.html"))
        st.iframe("")
        """
    )
    documents = [served(app, each.proto.src).content.decode() for each in app if each.proto.kind == "plain_frame"]
    assert [text.partition("<script>")[0] for text in documents] == ["<b>x</b>", "<b>file</b>", "<b>file</b>", ""]
    assert failure("st.iframe('javascript:alert(1)')").proto.name == "InvalidValueError"
    reads("plain_frame", "src", "sandbox")


@PROOFS.of("audio", "sample_rate")
def samples_have_a_rate() -> None:
    app = shown("import numpy as np\nst.audio(np.zeros(20), sample_rate=10)")
    with wave.open(io.BytesIO(served(app, app.get("audio")[0].proto.url).content)) as file:
        assert (file.getframerate(), file.getnframes()) == (10, 20)
    assert failure("st.audio([0, 1])").proto.name == "MissingRequiredParameterError"


def test_a_rate_of_what_are_no_samples_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("rushlight").propagate = True
    with caplog.at_level("WARNING"):
        shown("st.audio(b'x', sample_rate=10)")
    assert "no effect" in caplog.text


# --- what is played ---------------------------------------------------------------------------------------------------


@PROOFS.each("start_time", "end_time", commands=("audio", "video"))
def the_part_that_is_played(command: str) -> None:
    plain = props_of(command)
    assert (plain.start, plain.end) == (0, None)
    assert props_of(command, "start_time=3").start == 3
    assert props_of(command, "start_time='1m5s', end_time='2m'").start == 65
    found = props_of(command, "end_time=__import__('datetime').timedelta(seconds=9)")
    assert found.end == 9
    assert error_of(command, "start_time='soon'") == "InvalidValueError"
    assert error_of(command, "end_time='later'") == "InvalidValueError"
    reads(command, "start", "end")


@PROOFS.each("loop", "autoplay", commands=("audio", "video"))
def how_it_is_played(command: str) -> None:
    plain = props_of(command)
    assert (plain.loop, plain.autoplay) == (False, False)
    assert props_of(command, "loop=True").loop is True
    assert props_of(command, "autoplay=True").autoplay is True
    reads(command, "loop", "autoplay")


@PROOFS.of("video", "muted")
def a_film_is_without_sound_at_first() -> None:
    assert props_of("video").muted is False
    assert props_of("video", "muted=True").muted is True
    reads("video", "muted")


@PROOFS.of("video", "subtitles")
def a_film_has_subtitles() -> None:
    text = "1\\n00:00:01,000 --> 00:00:02,000\\nHello"
    app = shown(f"st.video({ADDRESS!r}, subtitles={{'English': '{text}', 'Deutsch': b'WEBVTT\\n\\nx'}})")
    tracks = app.get("video")[0].proto.tracks
    assert [track.label for track in tracks] == ["English", "Deutsch"]
    first = served(app, tracks[0].url)
    assert first.mime == "text/vtt" and first.content.startswith(b"WEBVTT") and b"00:00:01.000" in first.content
    assert len(props_of("video", f"subtitles='{text}'").tracks) == 1
    assert error_of("video", "subtitles='neither\\nthis nor that'") == "APIError"
    tube = "https://youtu.be/aaaaaaaaaaa"
    assert failure(f"st.video({tube!r}, subtitles='{text}')").proto.name == "IncompatibleParametersError"
    reads("video", "tracks")


def test_a_film_of_youtube_is_played_there_with_the_same_wishes() -> None:
    found = drawn("st.video('https://youtu.be/aaaaaaaaaaa', start_time=5, end_time=9, loop=True, muted=True)")
    assert found.url is None
    for part in ("aaaaaaaaaaa", "start=5", "end=9", "loop=1", "mute=1"):
        assert part in found.embed
    reads("video", "embed")


# --- pictures ---------------------------------------------------------------------------------------------------------


@PROOFS.of("image", "caption")
def a_picture_has_a_caption() -> None:
    assert props_of("image").pictures[0].caption is None
    assert props_of("image", "'**x**'").pictures[0].caption == "**x**"
    several = drawn(f"st.image([{ADDRESS!r}] * 2, caption=['a', 'b'])")
    assert [each.caption for each in several.pictures] == ["a", "b"]
    assert failure(f"st.image([{ADDRESS!r}] * 2, caption=['a'])").proto.name == "APIError"
    assert "picture.caption" in (FRONTEND / "elements/media/image.tsx").read_text(encoding="utf-8")


@PROOFS.of("image", "clamp")
def values_out_of_range_are_cut_where_wanted() -> None:
    assert np.asarray(picture("st.image(np.array([[-1.0, 0.5, 9.0]]), clamp=True)")).tolist() == [[0, 127, 255]]
    assert failure("import numpy as np\nst.image(np.array([[2.0]]))").proto.name == "APIError"


@PROOFS.of("image", "channels")
def the_channels_of_an_array_may_be_reversed() -> None:
    array = "np.array([[[1, 2, 3]]], dtype='uint8')"
    assert np.asarray(picture(f"st.image({array}, output_format='PNG')")).tolist() == [[[1, 2, 3]]]
    assert np.asarray(picture(f"st.image({array}, channels='BGR')")).tolist() == [[[3, 2, 1]]]
    assert error_of("image", "channels='GBR'") == "InvalidValueError"


@PROOFS.of("image", "output_format")
def pictures_are_encoded_as_wanted() -> None:
    assert picture("st.image(np.zeros((2, 2)))").format == "PNG"
    assert picture("st.image(np.zeros((2, 2)), output_format='JPEG')").format == "JPEG"
    file = "file = io.BytesIO()\nImage.new('RGBA', (2, 2)).save(file, 'PNG')\n"
    assert picture(f"{file}st.image(file.getvalue())").format == "PNG"
    assert picture(f"{file}st.image(file.getvalue(), output_format='JPEG')").format == "JPEG"
    assert failure("import numpy as np\nst.image(np.zeros((2, 2)), output_format='BMP')").proto.name == (
        "InvalidValueError"
    )


@PROOFS.of("image", "link")
def a_click_on_a_picture_opens_an_address() -> None:
    assert props_of("image").link is None
    assert props_of("image", "link='https://example.org'").link == "https://example.org"
    assert error_of("image", "link='javascript:alert(1)'") == "InvalidValueError"
    reads("image", "link")


@PROOFS.of("image", "use_container_width", "use_column_width")
def the_older_ways_to_say_how_wide_a_picture_is() -> None:
    assert props_of("image", "use_container_width=True").width == "stretch"
    assert props_of("image", "width='stretch', use_container_width=False").width == "content"
    for word, width in (("True", "stretch"), ("'always'", "stretch"), ("False", "content"), ("'never'", "content")):
        assert props_of("image", f"use_column_width={word}").width == width
    assert props_of("image", "use_column_width='auto'").width == "content"
    assert error_of("image", "use_column_width='often'") == "InvalidValueError"


# --- size, names ------------------------------------------------------------------------------------------------------


@PROOFS.each("width", commands=("audio", "video", "iframe", "image"))
def the_width_is_that_of_the_element(command: str) -> None:
    words = ("stretch",) if command in ("audio", "video") else ("stretch", "content")
    assert props_of(command).width == ("content" if command == "image" else "stretch")
    for width in (*words, 300):
        assert props_of(command, f"width={width!r}").width == width
    for wrong in ("'wide'", "0", "True", *(() if "content" in words else ("'content'",))):
        assert error_of(command, f"width={wrong}") == "InvalidWidthError"
    reads(kind_of(command), "width")


@PROOFS.of("image", "width")
def the_width_is_that_of_each_of_several_pictures() -> None:
    found = drawn(f"st.image([{ADDRESS!r}] * 3, width=90)")
    assert (found.each, found.width) == (90, "stretch")
    assert drawn(f"st.image([{ADDRESS!r}] * 3)").each == 0
    reads("image", "each")


@PROOFS.of("pdf", "height")
def a_document_has_a_height() -> None:
    assert props_of("pdf").height == 500
    assert props_of("pdf", "height='stretch'").height == "stretch"
    assert error_of("pdf", "height='content'") == "InvalidHeightError"
    reads("pdf", "height")


@PROOFS.of("iframe", "height")
def a_frame_has_a_height_or_that_of_its_document() -> None:
    assert (props_of("iframe").height, props_of("iframe").scrolling) == (400, True)
    assert props_of("iframe", "height=90").height == 90
    assert props_of("iframe", "height='stretch'").height == "stretch"
    own = drawn("st.iframe('<b>x</b>')")
    assert (own.height, own.scrolling) == ("content", False)
    assert error_of("iframe", "height='high'") == "InvalidHeightError"
    reads("plain_frame", "height", "scrolling")


@PROOFS.of("iframe", "tab_index")
def a_frame_has_a_place_in_the_order_of_the_tab_key() -> None:
    assert props_of("iframe").tab_index is None
    assert props_of("iframe", "tab_index=-1").tab_index == -1
    assert error_of("iframe", "tab_index=-2") == "InvalidValueError"
    reads("plain_frame", "tab_index")


@PROOFS.each("alt", commands=("audio", "video", "pdf"))
def those_who_do_not_see_it_are_told_what_it_is(command: str) -> None:
    assert props_of(command).alt is None
    assert props_of(command, "alt='A bell'").alt == "A bell"
    reads(command, "alt")


@PROOFS.of("iframe", "alt")
def a_frame_has_a_title() -> None:
    assert props_of("iframe", "alt='A map'").title == "A map"
    reads("plain_frame", "title")


@PROOFS.of("image", "alt")
def a_picture_has_an_alternative() -> None:
    assert props_of("image", "alt='A cat'").pictures[0].alt == "A cat"
    assert [each.alt for each in drawn(f"st.image([{ADDRESS!r}] * 2, alt=['a', None])").pictures] == ["a", None]
    assert "picture.alt" in (FRONTEND / "elements/media/image.tsx").read_text(encoding="utf-8")


@PROOFS.of("pdf", "key")
def a_document_has_a_key() -> None:
    assert shown(f"st.pdf({ADDRESS!r}, key='mine')").get_by_key("mine").proto.kind == "pdf"


# --- the logo ---------------------------------------------------------------------------------------------------------


def logo(arguments: str) -> Any:
    return shown(f"st.logo({arguments})").run_context.tree.root.props.logo


@PROOFS.of("logo", "image", "icon_image")
def a_logo_is_a_picture_with_a_smaller_one() -> None:
    assert logo(f"{ADDRESS!r}").image == ADDRESS
    assert logo(f"{ADDRESS!r}").icon is None
    assert logo(f"{ADDRESS!r}, icon_image='https://example.org/b'").icon == "https://example.org/b"
    assert logo("'🔥'").image.startswith("_rushlight/media/")
    assert logo("':material/home:'").image.startswith("_rushlight/media/")
    assert failure("st.logo('nothing.png')").proto.name == "APIError"
    in_shell("logo.icon", "logo.image")


@PROOFS.of("logo", "size")
def a_logo_has_a_size() -> None:
    for size in ("small", "medium", "large"):
        assert logo(f"{ADDRESS!r}, size={size!r}").size == size
    assert logo(repr(ADDRESS)).size == "medium"
    assert failure(f"st.logo({ADDRESS!r}, size='huge')").proto.name == "InvalidValueError"
    in_shell("logo?.size")


@PROOFS.of("logo", "link")
def a_click_on_the_logo_opens_an_address() -> None:
    assert logo(repr(ADDRESS)).link is None
    assert logo(f"{ADDRESS!r}, link='https://example.org'").link == "https://example.org"
    for wrong in ("example.org", "javascript:alert(1)"):
        assert failure(f"st.logo({ADDRESS!r}, link={wrong!r})").proto.name == "InvalidURLError"
    in_shell("logo?.link")


def in_shell(*parts: str) -> None:
    source = (FRONTEND / "shell" / "navigation.tsx").read_text(encoding="utf-8")
    assert all(part in source for part in parts)


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
