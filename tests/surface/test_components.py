"""Every parameter of the ways to components does what it should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rushlight.components.registry import registry
from rushlight.testing import AppTest
from tests.surface.client import reads
from tests.surface.table import Proofs, all_parameters, failure, members_of, shown

SECTIONS = ("components_v1", "components_v2", "CustomComponent")
PROOFS = Proofs(*members_of(*SECTIONS))

V1 = "import rushlight.components.v1 as components\n"
STAR = V1 + "star = components.declare_component('star', url='http://localhost:3001')\n"
V2 = "import rushlight.components.v2 as components\n"

folder: Path


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path) -> None:
    global folder
    folder = tmp_path


def only(app: AppTest, kind: str) -> Any:
    (found,) = [each for each in app if each.proto.kind == kind]
    return found


def error_of(script: str) -> str:
    return failure(script).proto.name


# --- declared ---------------------------------------------------------------------------------------------------------


@PROOFS.of("components_v1.declare_component", "name")
@PROOFS.of("CustomComponent.name")
@PROOFS.of("CustomComponent.module_name")
def a_component_is_named_after_its_module() -> None:
    app = shown(STAR + "star()\nst.session_state.r = [star.name, star.module_name]")
    assert app.session_state.r == ["app.star", "app"]
    assert only(app, "component_frame").proto.name == "app.star"
    reads("component_frame", "name")


@PROOFS.of("components_v1.declare_component", "url")
@PROOFS.of("CustomComponent.url")
def a_component_is_served_elsewhere() -> None:
    app = shown(STAR + "star()\nst.session_state.r = [star.url, star.path, star.abspath]")
    assert app.session_state.r == ["http://localhost:3001", None, None]
    assert only(app, "component_frame").proto.src == "http://localhost:3001"
    reads("component_frame", "src")


@PROOFS.of("components_v1.declare_component", "path")
@PROOFS.of("CustomComponent.path")
@PROOFS.of("CustomComponent.abspath")
def a_component_has_a_folder_of_files() -> None:
    (folder / "index.html").write_text("<p>star</p>")
    declare = V1 + f"star = components.declare_component('filed', path={str(folder)!r})\n"
    app = shown(declare + "star()\nst.session_state.r = [star.url, star.path, star.abspath]")
    assert app.session_state.r == [None, str(folder), str(folder)]
    assert "component/app.filed/" in only(app, "component_frame").proto.src
    served = registry.file("app.filed", "index.html")
    assert served is not None and Path(served).read_text() == "<p>star</p>"
    assert error_of(V1 + "components.declare_component('x')") == "APIError"
    assert error_of(V1 + "components.declare_component('x', path='.', url='http://localhost')") == "APIError"
    assert error_of(V1 + f"components.declare_component('x', path={str(folder / 'none')!r})") == "APIError"


# --- drawn ------------------------------------------------------------------------------------------------------------

CALLS = {"CustomComponent.__call__": "star", "CustomComponent.create_instance": "star.create_instance"}


def drawn_by(command: str, arguments: str, before: str = "", after: str = "") -> AppTest:
    """Return the app that calls a component and keeps what it returns in `session_state.v`."""
    return shown(f"{STAR}{before}\nst.session_state.v = {CALLS[command]}({arguments})\n{after}")


def send(app: AppTest, value: Any) -> AppTest:
    """Have the component send a value."""
    app.change(only(app, "component_frame").id, {"type": "json", "value": value})
    return app.run()


@PROOFS.each("args", commands=CALLS)
def arguments_are_named(command: str) -> None:
    assert error_of(f"{STAR}{CALLS[command]}(1)") == "MarshallComponentError"


@PROOFS.each("kwargs", commands=CALLS)
def arguments_reach_the_component(command: str) -> None:
    given = "label='x', n=[1, None], table=__import__('pandas').DataFrame({'a': [1]}), raw=b'yz'"
    props = only(drawn_by(command, given), "component_frame").proto
    assert json.loads(props.arguments) == {"default": None, "key": None, "label": "x", "n": [1, None]}
    assert props.blobs == {"raw": b"yz"} and [table.key for table in props.tables] == ["table"]
    assert error_of(f"{STAR}{CALLS[command]}(x=object())") == "MarshallComponentError"
    reads("component_frame", "arguments", "blobs", "tables")


@PROOFS.each("default", commands=CALLS)
def the_default_is_its_value_until_it_sends_one(command: str) -> None:
    app = drawn_by(command, "default=[3]")
    assert app.session_state.v == [3]
    assert json.loads(only(app, "component_frame").proto.arguments)["default"] == [3]
    assert send(app, {"n": 1}).session_state.v == {"n": 1}
    assert drawn_by(command, "").session_state.v is None


@PROOFS.each("key", commands=CALLS)
def the_key_names_its_value_and_keeps_it_when_arguments_change(command: str) -> None:
    count = "n = st.session_state.setdefault('n', 0)\nst.session_state.n += 1"
    app = drawn_by(command, "n=n, key='k'", before=count)
    assert send(app, 5).session_state.v == 5
    assert app.session_state.k == 5 and app.run().session_state.v == 5
    assert send(drawn_by(command, "n=n", before=count), 5).run().session_state.v is None


@PROOFS.each("on_change", commands=CALLS)
def a_callback_is_called_when_it_sends_another_value(command: str) -> None:
    note = "st.session_state.setdefault('log', [])\ndef note(): st.session_state.log.append(st.session_state.k)"
    app = drawn_by(command, "key='k', on_change=note", before=note)
    assert app.session_state.log == []
    assert send(app, 1).session_state.log == [1]
    assert app.run().session_state.log == [1]


@PROOFS.each("tab_index", commands=CALLS)
def it_has_a_place_in_the_order_of_the_tab_key(command: str) -> None:
    assert [only(drawn_by(command, f"tab_index={each}"), "component_frame").proto.tab_index for each in (None, -1, 2)] == [
        None, -1, 2,
    ]  # fmt: skip
    reads("component_frame", "tab_index")


# --- shown frames -----------------------------------------------------------------------------------------------------

FRAMES = {"components_v1.html": "html('<p>x</p>'{})", "components_v1.iframe": "iframe('https://example.org'{})"}


def frame(command: str, arguments: str = "") -> Any:
    call = FRAMES[command].format(arguments and ", " + arguments)
    return only(shown(f"{V1}components.{call}"), "plain_frame").proto


@PROOFS.of("components_v1.html", "html")
def html_is_shown_in_a_frame_of_its_own() -> None:
    app = shown(V1 + "components.html('<p>x</p>')")
    props = only(app, "plain_frame").proto
    name = props.src.rpartition("/")[2].partition(".")[0]
    content = app.run_context.app.media.get(name)
    assert content is not None and content.content == b"<p>x</p>" and props.sandbox == "own"
    reads("plain_frame", "src", "sandbox")


@PROOFS.of("components_v1.iframe", "src")
def another_page_is_shown_in_a_frame() -> None:
    assert frame("components_v1.iframe").src == "https://example.org"


@PROOFS.each("width", "height", commands=FRAMES)
def a_frame_has_a_size(command: str) -> None:
    assert (frame(command).width, frame(command).height) == ("stretch", 150)
    found = frame(command, "300, 200")
    assert (found.width, found.height) == (300, 200)
    found = frame(command, "height=0")
    assert (found.width, found.height) == ("stretch", 0)
    reads("plain_frame", "width", "height")


@PROOFS.each("scrolling", commands=FRAMES)
def a_frame_scrolls_where_wanted(command: str) -> None:
    assert [frame(command).scrolling, frame(command, "scrolling=True").scrolling] == [False, True]
    reads("plain_frame", "scrolling")


@PROOFS.each("tab_index", commands=FRAMES)
def a_frame_has_a_place_in_the_order_of_the_tab_key(command: str) -> None:
    assert [frame(command).tab_index, frame(command, "tab_index=-1").tab_index] == [None, -1]
    reads("plain_frame", "tab_index")


# --- in the page ------------------------------------------------------------------------------------------------------


def module(declared: str, mounted: str = "", before: str = "") -> AppTest:
    """Return the app that declares a component in the page and keeps what it reports in `session_state.r`."""
    script = f"{V2}{before}\nc = components.component({declared})\nst.session_state.r = c({mounted})"
    return shown(script)


def props_of(declared: str, mounted: str = "") -> Any:
    return only(module(declared, mounted), "component_module").proto


@PROOFS.of("components_v2.component", "name", "html")
def a_component_in_the_page_has_a_name_and_html() -> None:
    found = props_of("'c', html='<b>x</b>'")
    assert (found.name, found.html) == ("c", "<b>x</b>")
    for wrong in ("' ', html='x'", "'c'", "'c', css='b {}'"):
        assert error_of(f"{V2}components.component({wrong})") == "ComponentRegistryError"
    reads("component_module", "name", "html")


@PROOFS.of("components_v2.component", "css")
def it_has_a_style_sheet() -> None:
    assert props_of("'c', html='x'").css is None
    assert props_of("'c', html='x', css='b { color: red }'").css == "b { color: red }"
    reads("component_module", "css", "style")


@PROOFS.of("components_v2.component", "js")
def it_has_a_module() -> None:
    app = module("'c', js='export default () => {}'")
    script = only(app, "component_module").proto.script
    name = script.rpartition("/")[2].partition(".")[0]
    assert script.startswith("_rushlight/media/") and app.run_context.app.media.get(name) is not None
    assert props_of("'c', html='x'").script is None
    reads("component_module", "script")


@PROOFS.of("components_v2.component", "isolate_styles")
def its_styles_are_its_own() -> None:
    assert [props_of("'c', html='x'").isolated, props_of("'c', html='x', isolate_styles=False").isolated] == [
        True,
        False,
    ]
    reads("component_module", "isolated")


@PROOFS.of("components_v2.mount", "data")
def data_reach_it() -> None:
    found = props_of("'c', html='x'", "data={'a': [1, b'x'], 't': __import__('pandas').DataFrame({'a': [1]})}")
    assert found.data["a"] == [1, b"x"] and found.tables == ["t"] and isinstance(found.data["t"], bytes)
    script = f"{V2}components.component('c', html='x')(data=object())"
    assert error_of(script) == "BidiComponentUnserializableDataError"
    reads("component_module", "data", "tables")


@PROOFS.of("components_v2.mount", "width", "height")
def it_has_a_size() -> None:
    found = props_of("'c', html='x'")
    assert (found.width, found.height) == ("stretch", "content")
    found = props_of("'c', html='x'", "width=300, height='stretch'")
    assert (found.width, found.height) == (300, "stretch")
    assert error_of(f"{V2}components.component('c', html='x')(width='wide')") == "InvalidWidthError"
    reads("component_module", "width", "height")


LOG = "st.session_state.setdefault('log', [])\ndef note(): st.session_state.log.append(st.session_state.get('k'))"


@PROOFS.of("components_v2.mount", "key")
@PROOFS.of("components_v2.mount", "on_<state>_change")
def it_reports_states_and_triggers() -> None:
    app = module("'c', html='x'", "key='k', on_n_change=note, on_hit_change=lambda: None", before=LOG)
    assert app.session_state.r == {"n": None, "hit": None}
    id = only(app, "component_module").id
    app.change(id, {"n": 5})
    app.click(id, {"hit": "now"})
    app.run()
    assert (app.session_state.r.n, app.session_state.r.hit) == (5, "now")
    assert app.session_state.log == [{"n": 5, "hit": "now"}] and app.session_state.k == {"n": 5}
    assert app.run().session_state.r == {"n": 5, "hit": None}
    script = f"{V2}components.component('c', html='x')(on_click=print)"
    assert error_of(script) == "BidiComponentInvalidCallbackNameError"


@PROOFS.of("components_v2.mount", "default")
def it_has_states_at_first() -> None:
    app = module("'c', html='x'", "default={'n': 1}, on_n_change=lambda: None, key='k'")
    assert app.session_state.r == {"n": 1} and app.session_state.k == {"n": 1}
    script = f"{V2}components.component('c', html='x')(default={{'n': 1}})"
    assert error_of(script) == "BidiComponentInvalidDefaultKeyError"


def test_the_table_knows_all_ways_to_components() -> None:
    assert {name.rpartition(".")[0] for name in all_parameters() if name.startswith("components")} < set(SECTIONS)


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
