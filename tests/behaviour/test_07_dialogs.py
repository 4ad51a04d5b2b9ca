"""§7: functions whose part of the page is a window above it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]

DIALOG = """
st.session_state.runs = st.session_state.get("runs", 0) + 1
@st.dialog("Ask", on_dismiss={dismiss})
def ask(who):
    st.session_state.inner = st.session_state.get("inner", 0) + 1
    name = st.text_input("name", key="name")
    st.text(f"{{who}} {{name}}")
    if st.button("done"):
        st.session_state.said = name
        st.rerun()
if st.button("open"):
    ask("hello")
st.text("page")
"""


def test_7_1a_calling_the_function_opens_it(show: Show) -> None:
    tab = show(DIALOG.format(dismiss="'ignore'"))
    assert tab.nodes("dialog") == []
    tab.click("open")
    assert tab.one("dialog").props["title"] == "Ask"
    assert "hello" in tab.texts


@pytest.mark.parametrize(
    ("arguments", "props"),
    [
        ("width='large'", {"size": "large"}),
        ("width='medium'", {"size": "medium"}),
        ("width=700", {"size": 700}),
        ("position='left'", {"position": "left"}),
        ("position='right'", {"position": "right"}),
        ("dismissible=False", {"dismissible": False}),
        ("icon='🔥'", {}),
        ("on_dismiss='rerun'", {"reports": True}),
    ],
)
def test_7_1b_its_arguments(show: Show, arguments: str, props: dict[str, object]) -> None:
    tab = show(f"st.dialog('Title', {arguments})(lambda: st.text('x'))()")
    dialog = tab.one("dialog").props
    assert {name: dialog[name] for name in props} == props
    assert ("icon" in dialog) is ("icon" in arguments)


@pytest.mark.parametrize("call", ["st.dialog('')", "st.dialog('t', width='huge')", "st.dialog('t', position='top')",
                                  "st.dialog('t', on_dismiss='maybe')"])  # fmt: skip
def test_7_1c_what_it_refuses(show: Show, call: str) -> None:
    assert len(show(call).errors) == 1


def test_7_2a_one_in_a_run(show: Show) -> None:
    tab = show("for n in range(2):\n    st.dialog(f'd{n}')(lambda: None)()")
    assert tab.errors == ["InvalidLayoutContextError"]


def test_7_2b_none_inside_another(show: Show) -> None:
    source = """
    @st.dialog("outer")
    def outer():
        st.dialog("inner")(lambda: None)()
    outer()
    """
    assert show(source).errors == ["InvalidLayoutContextError"]


def test_7_2c_its_widgets_run_it_alone(show: Show) -> None:
    tab = show(DIALOG.format(dismiss="'ignore'"))
    tab.click("open")
    assert (tab["runs"], tab["inner"]) == (2, 1)
    tab.set(name="Ann")
    assert (tab["runs"], tab["inner"]) == (2, 2)
    assert "hello Ann" in tab.texts


def test_7_3a_a_rerun_closes_it(show: Show) -> None:
    tab = show(DIALOG.format(dismiss="'ignore'"))
    tab.click("open")
    tab.set(name="Ann")
    tab.click("done")
    assert tab["said"] == "Ann"
    assert tab.nodes("dialog") == []
    assert tab.texts == ["page"]


def test_7_3b_closed_by_the_user_without_a_run(show: Show) -> None:
    tab = show(DIALOG.format(dismiss="'ignore'"))
    tab.click("open")
    assert "reports" not in tab.one("dialog").props
    assert tab.one("dialog").identity is None  # nothing that could be told of it


@pytest.mark.parametrize("dismiss", ["'rerun'", "lambda: st.session_state.update(dismissed=True)"])
def test_7_3c_closed_by_the_user_with_a_run(show: Show, dismiss: str) -> None:
    tab = show(DIALOG.format(dismiss=dismiss))
    tab.click("open")
    dialog = tab.one("dialog")
    assert dialog.props["reports"] is True
    tab.browser.send(click_of(dialog))
    tab.settle()
    assert tab["runs"] == 3
    assert tab.nodes("dialog") == []
    assert ("dismissed" in tab.state) is ("lambda" in dismiss)


def click_of(node: object) -> object:
    from rushlight.wire.messages import Change

    return Change(0, {}, {getattr(node, "identity", ""): True})


def test_7_4_it_is_drawn_in_the_event_region_and_cannot_write_to_the_sidebar(show: Show) -> None:
    source = """
    @st.dialog("d")
    def d():
        st.text("inside")
        st.sidebar.text("no")
    d()
    """
    tab = show(source)
    assert tab.errors == ["InvalidLayoutContextError"]
    (dialog,) = tab.region("event").children or []
    assert [node.kind for node in dialog.children or []] == ["text", "exception"]
