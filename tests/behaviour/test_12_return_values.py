"""§12: what widgets return, and what becomes of their values."""

from __future__ import annotations

import wave
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from rushlight import ids
from rushlight.files.uploads import Upload
from rushlight.wire.messages import Change
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]

FIRST = [
    ("number_input('x')", "0.0"), ("number_input('x', 1, 9)", "1"), ("number_input('x', 0.5)", "0.5"),
    ("number_input('x', value=3)", "3"), ("number_input('x', value=None)", "None"), ("number_input('x', step=1)", "0"),
    ("slider('x')", "0"), ("slider('x', 2, 9)", "2"), ("slider('x', 0, 9, (1, 5))", "(1, 5)"), ("slider('x', 0.0, 1.0)", "0.0"),
    ("slider('x', value=[])", "(0, 100)"),
    ("selectbox('x', ['a', 'b'])", "'a'"), ("selectbox('x', ['a', 'b'], None)", "None"), ("selectbox('x', [])", "None"),
    ("radio('x', ['a', 'b'])", "'a'"), ("radio('x', ['a', 'b'], None)", "None"),
    ("multiselect('x', ['a', 'b'])", "[]"), ("multiselect('x', ['a', 'b'], ['b'])", "['b']"),
    ("select_slider('x', ['a', 'b'])", "'a'"), ("select_slider('x', ['a', 'b', 'c'], ('a', 'b'))", "('a', 'b')"),
    ("color_picker('x')", "'#000000'"), ("text_input('x')", "''"), ("text_area('x')", "''"),
    ("text_input('x', None)", "None"), ("text_area('x', None)", "None"),
    ("toggle('x')", "False"), ("checkbox('x')", "False"), ("checkbox('x', True)", "True"),
    ("feedback()", "None"), ("pills('x', ['a'])", "None"), ("segmented_control('x', ['a'])", "None"),
    ("pills('x', ['a'], selection_mode='multi')", "[]"), ("segmented_control('x', ['a'], selection_mode='multi')", "[]"),
    ("chat_input('x')", "None"), ("file_uploader('x')", "None"), ("file_uploader('x', accept_multiple_files=True)", "[]"),
    ("file_uploader('x', accept_multiple_files='directory')", "[]"),
    ("camera_input('x')", "None"), ("audio_input('x')", "None"), ("pagination(5)", "1"), ("menu_button('x', ['a'])", "None"),
    ("button('x')", "False"), ("download_button('x', 'd')", "False"),
    ("date_input('x', None)", "None"), ("date_input('x', [])", "()"), ("time_input('x', None)", "None"),
    ("datetime_input('x', None)", "None"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "value"), FIRST)
def test_12_1a_what_a_widget_returns_before_anybody_touches_it(show: Show, call: str, value: str) -> None:
    tab = show(f"st.text(repr(st.{call}))")
    assert tab.errors == []
    assert tab.texts == [value]


def test_12_1b_dates_and_times_are_those_of_now(show: Show) -> None:
    source = """
    import datetime as dt
    now = dt.datetime.now()
    st.text(str(st.date_input("d") == now.date()))
    t = st.time_input("t")
    st.text(str(t.minute % 15 == 0 and (t.second, t.microsecond) == (0, 0)))
    t = st.time_input("u", step=3600)
    st.text(str((t.minute, t.second)))
    m = st.datetime_input("m")
    st.text(str(abs(m - now) <= dt.timedelta(minutes=15)))
    """
    assert show(source).texts == ["True", "True", "(0, 0)", "True"]


CLEARABLE = ["number_input('x', value=None)", "selectbox('x', ['a'], None)", "text_input('x', None)", "date_input('x', None)",
             "time_input('x', None)", "datetime_input('x', None)"]  # fmt: skip


@pytest.mark.parametrize("call", CLEARABLE)
def test_12_1c_a_widget_that_begins_with_none_can_be_cleared(show: Show, call: str) -> None:
    raw = {
        "number": 3,
        "select": "a",
        "text_i": "w",
        "date_i": "2026-01-01",
        "time_i": "03:00",
        "dateti": "2026-01-01T03:00",
    }
    tab = show(f"st.text(repr(st.{call}))")
    tab.set(x=raw[call[:6]])
    assert tab.texts != ["None"]
    tab.set(x=None)
    assert tab.browser.refusals() == []
    assert tab.texts == ["None"]


@pytest.mark.parametrize(("live", "pause"), [("True", 250), ("'500ms'", 500), ("'1s'", 1000), ("False", None)])
def test_12_2a_a_live_text_field_is_sent_after_a_pause(show: Show, live: str, pause: int | None) -> None:
    assert show(f"st.text_input('x', live={live})").one("text_input").props.get("live") == pause


@pytest.mark.parametrize(
    ("validate", "message"), [("'[a-z]+'", None), ("('[a-z]+', 'Small letters only')", "Small letters only")]
)
def test_12_2b_a_text_field_is_validated(show: Show, validate: str, message: str | None) -> None:
    props = show(f"st.text_input('x', validate={validate})").one("text_input").props
    assert (props["pattern"], props.get("pattern_message")) == ("[a-z]+", message)


@pytest.mark.parametrize("type", ["default", "password", "email", "url", "phone", "search"])
def test_12_2c_types_of_text_fields(show: Show, type: str) -> None:
    assert show(f"st.text_input('x', type={type!r})").one("text_input").props.get("type", "default") == type
    assert len(show("st.text_input('x', type='colour')").errors) == 1


@pytest.mark.parametrize(
    ("command", "raw", "value"), [("selectbox", "new", "'new'"), ("multiselect", ["a", "new"], "['a', 'new']")]
)
def test_12_3a_options_may_be_typed_where_that_is_accepted(show: Show, command: str, raw: Any, value: str) -> None:
    tab = show(f"st.text(repr(st.{command}('x', ['a', 'b'], accept_new_options=True)))")
    tab.set(x=raw)
    assert tab.texts == [value]
    tab = show(f"st.text(repr(st.{command}('x', ['a', 'b'])))")
    tab.set(x=raw)
    assert len(tab.browser.refusals()) == 1


REQUIRED = ["text_input('x'", "text_area('x'", "number_input('x', value=None", "selectbox('x', ['a'], None",
            "date_input('x', None", "time_input('x', None", "datetime_input('x', None", "pills('x', ['a']"]  # fmt: skip


@pytest.mark.parametrize("call", REQUIRED)
def test_12_3b_required_is_told_to_the_browser(show: Show, call: str) -> None:
    # That it marks an empty field and holds the form back: see tests/e2e.
    (node,) = show(f"st.{call}, required=True)").region("main").children or []
    assert node.props["required"] is True


@pytest.mark.parametrize(
    "call", ["button('x', {})", "form('f').form_submit_button('x', {})", "download_button('x', 'd', {})",
             "link_button('x', 'https://example.org', {})"],
)  # fmt: skip
def test_12_4_buttons_have_shortcuts_and_icons(show: Show, call: str) -> None:
    tab = show("st." + call.format("shortcut='Ctrl+K', icon='🔥', icon_position='right'"))
    assert tab.errors == []
    props = next(node.props for node in tab.nodes() if node.kind.endswith("button"))
    assert props["icon"] == {"emoji": "🔥"}
    assert props["icon_side"] == "right"
    assert "k" in props["shortcut"].lower()
    assert len(show("st." + call.format("shortcut='Ctrl+'")).errors) == 1


@pytest.mark.parametrize(
    ("data", "content"), [("'text'", b"text"), ("b'bytes'", b"bytes"), ("__import__('io').BytesIO(b'file')", b"file"),
                          ("__import__('io').StringIO('file')", b"file")],
)  # fmt: skip
def test_12_5a_downloads_are_served_while_the_page_refers_to_them(show: Show, data: str, content: bytes) -> None:
    tab = show(
        f"if not st.checkbox('hide'):\n    st.download_button('x', {data}, file_name='n.txt', mime='text/plain')"
    )
    url = tab.one("download_button").props["url"]
    media = tab.app.host.app.media
    found = media.get(url.rpartition("/")[2])
    assert found is not None
    assert found.content == content
    tab.set(hide=True)
    assert media.get(url.rpartition("/")[2]) is None


def test_12_5b_a_download_without_a_run(show: Show) -> None:
    assert show("st.download_button('x', 'd', on_click='ignore')").one("download_button").props["quiet"] is True


def test_12_5c_a_callable_is_called_at_the_click(show: Show) -> None:
    source = """
    def make():
        st.session_state.made = st.session_state.get("made", 0) + 1
        return "content"
    st.download_button("x", make)
    """
    tab = show(source)
    assert "made" not in tab.state
    (make,) = tab.browser.session.context.downloads.values()
    assert "media/" in make()


def upload(tab: Tab, name: str, content: bytes = b"data", mime: str = "text/csv") -> str:
    """Put a file where the browser puts those that it sends; return its id."""
    uploads, session, id = tab.app.host.app.uploads, tab.browser.id or "", ids.random_id()
    path = uploads.folder(session) / id
    path.write_bytes(content)
    uploads.add(session, Upload(id, name, mime, len(content), path))
    return id


UPLOADED = """
f = st.file_uploader("x", type={type}, accept_multiple_files={multiple}, key="x"{more})
files = f if isinstance(f, list) else [f] if f else []
for each in files:
    st.text(f"{{each.name}} {{each.type}} {{each.size}} {{each.file_id}} {{each.getvalue()}} {{each.read()}} {{each.read()}}")
st.session_state.seen = [*st.session_state.get("seen", []), f]
"""


def test_12_6a_an_uploaded_file_is_a_bytesio_with_a_name(show: Show) -> None:
    tab = show(UPLOADED.format(type=None, multiple=False, more=""))
    id = upload(tab, "a.csv")
    tab.set(x=[id])
    assert tab.texts == [f"a.csv text/csv 4 {id} b'data' b'data' b''"]
    assert isinstance(tab["seen"][-1], BytesIO)


def test_12_6b_it_is_equal_to_itself_in_later_runs_until_it_is_replaced(show: Show) -> None:
    tab = show(UPLOADED.format(type=None, multiple=False, more=""))
    tab.set(x=[upload(tab, "a.csv")])
    tab.rerun()
    assert tab["seen"][-1] == tab["seen"][-2]
    tab.set(x=[upload(tab, "a.csv")])
    assert tab["seen"][-1] != tab["seen"][-2]


def test_12_6c_several_files_and_folders(show: Show) -> None:
    for multiple in ("True", "'directory'"):
        tab = show(UPLOADED.format(type=None, multiple=multiple, more=""))
        tab.set(x=[upload(tab, "a.csv"), upload(tab, "b.csv")])
        assert [text.split()[0] for text in tab.texts] == ["a.csv", "b.csv"]
    tab = show(UPLOADED.format(type=None, multiple=False, more=""))
    tab.set(x=[upload(tab, "a.csv"), upload(tab, "b.csv")])
    assert len(tab.browser.refusals()) == 1


def test_12_6d_other_extensions_and_larger_files_are_refused(show: Show) -> None:
    tab = show(UPLOADED.format(type=["csv", ".txt"], multiple=False, more=", max_upload_size=1"))
    assert tab.one("file_uploader").props["types"] == [".csv", ".txt"]
    tab.set(x=[upload(tab, "a.exe")])
    assert len(tab.browser.refusals()) == 1
    tab.set(x=[upload(tab, "a.csv", b"x" * 1_100_000)])
    assert len(tab.browser.refusals()) == 2
    tab.set(x=[upload(tab, "a.TXT")])
    assert len(tab.browser.refusals()) == 2
    assert [text.split()[0] for text in tab.texts] == ["a.TXT"]


def test_12_6e_a_file_of_another_session_is_refused(show: Show, start: Start) -> None:
    app = start(UPLOADED.format(type=None, multiple=False, more=""))
    mine, other = app.open(), app.open()
    mine.set(x=[upload(other, "a.csv")])
    assert len(mine.browser.refusals()) == 1
    assert mine.texts == []


def sound() -> bytes:
    target = BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(b"\0\0" * 100)
    return target.getvalue()


def test_12_7a_a_chat_input_with_files_and_sound_returns_a_value_with_parts(show: Show) -> None:
    source = """
    said = st.chat_input("x", accept_file="multiple", accept_audio=True, key="x")
    if said:
        st.text(f"{said.text} {said['text']} {[f.name for f in said.files]} {said['files'] == said.files} {said.audio.name}")
        st.text(str(sorted(said.to_dict())))
    """
    tab = show(source)
    files = [upload(tab, "a.csv"), upload(tab, "b.csv")]
    recording = upload(tab, "r.wav", sound(), "audio/wav")
    raw = {"text": "hi", "files": files, "audio": recording}
    tab.send(Change(0, {}, {tab.widget("x").identity or "": raw}))
    assert tab.browser.refusals() == []
    assert tab.texts == ["hi hi ['a.csv', 'b.csv'] True r.wav", "['audio', 'files', 'text']"]


@pytest.mark.parametrize("mode", ["submit", "disable", "stop"])
def test_12_7b_what_it_does_while_the_script_runs(show: Show, mode: str) -> None:
    assert (
        mode in show(f"st.chat_input('x', submit_mode={mode!r})").one("chat_input").props.values() or mode == "submit"
    )


@pytest.mark.parametrize(
    ("place", "region"),
    [("st", "bottom"), ("st.container()", "main"), ("st.columns(2)[0]", "main"), ("st.sidebar", "sidebar")],
)
def test_12_7c_in_the_main_region_it_stands_at_the_bottom(show: Show, place: str, region: str) -> None:
    tab = show(f"{place}.chat_input('x')")
    assert [node.kind for node in tab.region(region).walk()].count("chat_input") == 1


@pytest.mark.parametrize(
    ("name", "avatar", "props"),
    [("'user'", None, {"name": "user"}), ("'human'", None, {"name": "human"}), ("'assistant'", None, {"name": "assistant"}),
     ("'ai'", None, {"name": "ai"}), ("'Zoe'", None, {"name": "Zoe"})],
)  # fmt: skip
def test_12_8a_chat_messages(show: Show, name: str, avatar: str | None, props: dict[str, Any]) -> None:
    tab = show(f"with st.chat_message({name}):\n    st.text('hi')")
    message = tab.one("chat_message")
    assert {key: message.props.get(key) for key in props} == props
    assert tab.texts == ["hi"]


@pytest.mark.parametrize("avatar", ["'🦄'", "':material/home:'", "'https://example.org/x.png'", "'user'",
                                    "__import__('PIL.Image').Image.new('RGB', (2, 2))"])  # fmt: skip
def test_12_8b_avatars(show: Show, avatar: str) -> None:
    tab = show(f"st.chat_message('Zoe', avatar={avatar}).text('hi')")
    assert tab.errors == []
    assert len(tab.one("chat_message").props) > 1
