"""Fields for messages, recordings and photographs."""

from __future__ import annotations

from typing import Any

import pytest

from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source).run()


def test_a_message_is_there_for_one_run() -> None:
    at = app("said = st.chat_input('Say', key='c')\nst.text(repr(said))\nst.text(repr(st.session_state.c))")
    assert at.text[0].value == "None"
    at.chat_input[0].set_value("hello").run()
    assert [each.value for each in at.text] == ["'hello'", "'hello'"]
    assert at.run().text[0].value == "None"


def test_it_stands_at_the_bottom_of_the_page_and_inline_in_containers() -> None:
    at = app("st.chat_input('a')\nwith st.container():\n    st.chat_input('b')\nst.sidebar.chat_input('c')")
    assert [each.proto.placeholder for each in at.main.chat_input] == ["b"]
    assert [each.proto.placeholder for each in at.sidebar.chat_input] == ["c"]
    assert len(at.chat_input) == 3


def test_properties_reach_the_browser() -> None:
    props = (
        app(
            "st.chat_input('P', max_chars=9, max_upload_size=3, accept_file='directory', file_type=['png', 'CSV'], "
            "accept_audio=True, audio_sample_rate=None, disabled=True, submit_mode='stop', width=300, height=120)"
        )
        .chat_input[0]
        .proto
    )
    assert (props.most_characters, props.max_megabytes, props.files, props.types) == (
        9,
        3,
        "directory",
        [".png", ".csv"],
    )
    assert (props.audio, props.sample_rate, props.disabled, props.mode, props.width, props.height) == (
        True, None, True, "stop", 300, 120,
    )  # fmt: skip


def test_files_make_it_a_value_with_attributes() -> None:
    at = app(
        "v = st.chat_input(accept_file='multiple', accept_audio=True)\n"
        "if v:\n    st.text([v.text, v['text'], [f.name for f in v.files], v.audio, len(v), sorted(v.to_dict())])"
    )
    at.chat_input[0].set_value("hi").run()
    assert at.text[0].value == "['hi', 'hi', [], None, 3, ['audio', 'files', 'text']]"


@pytest.mark.parametrize(
    "raw",
    [{"text": 1}, {"files": []}, 3, {"text": "x" * 20}, {"text": "x", "files": ["nothing"]}, {"text": "x", "audio": 3}],
)
def test_what_is_no_message_is_refused(raw: Any) -> None:
    at = app("st.chat_input(max_chars=10)")
    at.click(at.chat_input[0].id, raw)
    with pytest.raises(ValueError, match="cannot have"):
        at.run()


@pytest.mark.parametrize(
    "call",
    [
        "st.chat_input(submit_mode='never')",
        "st.chat_input(accept_file='some')",
        "st.chat_input(audio_sample_rate=1)",
        "with st.form('f'):\n    st.chat_input()",
        "st.audio_input('L', sample_rate=1)",
        "st.camera_input('L', resolution='huge')",
        "st.camera_input('L', resolution=(0, 1))",
    ],
)
def test_what_cannot_be_is_said(call: str) -> None:
    assert app(call).exception


def test_callbacks_of_messages() -> None:
    at = app("st.chat_input(on_submit=lambda w: st.text(w), args=('sent',))")
    at.chat_input[0].set_value("x").run()
    assert at.text[0].value == "sent"


def test_recordings_and_photographs_are_files() -> None:
    at = app(
        "a = st.audio_input('A', sample_rate=8000)\nc = st.camera_input('C', resolution='720p', help='H', width=300)\n"
        "st.text([x and (x.name, x.type, x.getvalue()) for x in (a, c)])"
    )
    assert at.text[0].value == "[None, None]"
    assert at.audio_input[0].proto.sample_rate == 8000
    camera = at.camera_input[0].proto
    assert (camera.wide, camera.high, camera.help, camera.width) == (1280, 720, "H", 300)
    at.audio_input[0].upload("recording.wav", b"RIFF", "audio/wav")
    at.camera_input[0].upload("camera_input.jpg", b"jpg", "image/jpeg")
    at.run()
    assert at.text[0].value == "[('recording.wav', 'audio/wav', b'RIFF'), ('camera_input.jpg', 'image/jpeg', b'jpg')]"
    at.audio_input[0].clear().run()
    assert at.text[0].value.startswith("[None")
