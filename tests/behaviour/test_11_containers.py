"""§11: places that hold elements, and elements that come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.behaviour.tab import App, Tab
from tests.session.browser import Shown

Start = Callable[..., App]
Show = Callable[..., Tab]


def bodies(node: Shown) -> list[str]:
    return [each.props["body"] for each in node.walk() if "body" in each.props]


PLACES = [
    "st.container()", "st.columns(2)[1]", "st.tabs(['a', 'b'])[1]", "st.expander('e')", "st.popover('p')", "st.form('f')",
    "st.chat_message('user')", "st.status('s')", "st.empty().container()", "st.grid()", "st.grid().cell()", "st.sidebar",
    "st.sidebar.container()", "st.bottom",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_11_1a_each_place_is_written_to_by_method_and_by_with(show: Show, place: str) -> None:
    source = f"""
    place = {place}
    place.text("method")
    with place:
        st.text("with")
        with st.container():
            st.text("nested")
        st.text("again")
    st.text("main")
    """
    tab = show(source)
    assert tab.errors == []
    main = [node.props["body"] for node in tab.region("main").children or [] if node.kind == "text"]
    assert main == ["main"]
    assert [text for text in tab.texts if text != "main"] == ["method", "with", "nested", "again"]


def test_11_1b_with_is_local_to_its_thread_and_its_task(show: Show) -> None:
    source = """
    import asyncio, threading
    from streamlit.runtime.scriptrunner import add_script_run_ctx
    place = st.container()
    def work():
        st.text("thread")
    async def task(name, place):
        with place:
            await asyncio.sleep(0.01)
            st.text(name)
    async def both():
        await asyncio.gather(task("a", one), task("b", two))
    one, two = st.container(), st.container()
    with place:
        st.text("inside")
        thread = add_script_run_ctx(threading.Thread(target=work))
        thread.start()
        thread.join()
    asyncio.run(both())
    """
    tab = show(source)
    assert tab.errors == []
    place, one, two = tab.nodes("container")
    assert bodies(place) == ["inside"]
    assert (bodies(one), bodies(two)) == (["a"], ["b"])
    assert "thread" in tab.texts


def test_11_1c_what_holds_nothing_cannot_be_entered(show: Show) -> None:
    assert show("with st.text('x'):\n    pass").errors == ["APIError"]


def test_11_2a_empty_holds_one_element(show: Show) -> None:
    source = """
    place = st.empty()
    st.text("below")
    place.text("first")
    place.text("second")
    other = st.empty()
    other.text("gone")
    other.empty()
    third = st.empty()
    with third.container():
        st.text("1")
        st.text("2")
    with st.empty():
        st.text("a")
        st.text("b")
    """
    assert show(source).texts == ["second", "below", "1", "2", "b"]


def test_11_2b_what_an_element_returns_can_be_written_to_again(show: Show) -> None:
    source = """
    one = st.text("a")
    st.text("below")
    one.text("b")
    one.markdown("c")
    two = st.markdown("x")
    two.empty()
    bar = st.progress(0)
    bar.text("done")
    """
    tab = show(source)
    assert tab.texts == ["c", "below", "done"]


@pytest.mark.parametrize(("spec", "weights"), [("3", 3), ("[1, 2]", 2), ("(0.5, 0.5, 1)", 3)])
def test_11_3a_columns(show: Show, spec: str, weights: int) -> None:
    tab = show(f"for n, c in enumerate(st.columns({spec})):\n    c.text(str(n))")
    assert tab.texts == [str(n) for n in range(weights)]


def test_11_3b_their_arguments(show: Show) -> None:
    source = "st.columns(2, gap='large', vertical_alignment='center', border=True, width=300, wrap=False)"
    props = str([node.props for node in show(source).nodes() if node.kind.startswith("column")])
    for word in ("large", "center", "300"):
        assert word in props


@pytest.mark.parametrize("call", ["st.columns(0)", "st.columns([])", "st.columns([1, -1])", "st.columns(2, gap='vast')",
                                  "st.columns(2, vertical_alignment='middle')"])  # fmt: skip
def test_11_3c_what_they_refuse(show: Show, call: str) -> None:
    assert len(show(call).errors) == 1


def test_11_3d_places_are_nested_at_any_depth(show: Show) -> None:
    source = """
    place = st
    for depth in range(3):
        place = place.columns(2)[0].expander(f"e{depth}").popover(f"p{depth}").chat_message("user").tabs(["t"])[0]
    place.text("deep")
    """
    tab = show(source)
    assert tab.errors == []
    assert tab.texts == ["deep"]


FOLDABLE = [
    ("st.expander('x', on_change='rerun', key='x')", True, "x.open", False, True),
    ("st.popover('x', on_change='rerun', key='x')", True, "x.open", False, True),
    ("st.tabs(['a', 'b'], on_change='rerun', key='x')", "b", "(x[0].open, x[1].open)", (True, False), (False, True)),
]


@pytest.mark.parametrize(("call", "raw", "read", "before", "after"), FOLDABLE)
def test_11_4a_with_on_change_they_are_widgets(
    show: Show, call: str, raw: Any, read: str, before: Any, after: Any
) -> None:
    tab = show(f"x = {call}\nst.text(repr({read}))\nst.text(repr(st.session_state.x))")
    assert tab.texts[0] == repr(before)
    tab.set(x=raw)
    assert tab.texts == [repr(after), repr(raw)]


@pytest.mark.parametrize(
    ("call", "read"), [("st.expander('x')", "x"), ("st.popover('x')", "x"), ("st.tabs(['a'])", "x[0]")]
)
def test_11_4b_else_their_state_is_the_browsers(show: Show, call: str, read: str) -> None:
    tab = show(f"x = {call}\nst.text(repr({read}.open))")
    assert tab.texts == ["None"]
    assert [node for node in tab.nodes() if (node.identity or "").startswith("$$ID")] == []


def test_11_4c_a_callable_is_called(show: Show) -> None:
    source = """
    def changed():
        st.session_state.seen = st.session_state.x
    st.tabs(["a", "b"], default="b", key="x", on_change=changed)
    """
    tab = show(source)
    assert tab.value("x") == "b"
    tab.set(x="a")
    assert tab["seen"] == "a"


CONTAINERS = [
    ("border=True", {"border": True}),
    ("height=200", {"height": 200, "border": True}),
    ("height=200, border=False", {"height": 200}),
    ("width=300", {"width": 300}),
    ("horizontal=True, horizontal_alignment='center', vertical_alignment='bottom', gap='large'",
     {"horizontal": True, "horizontal_alignment": "center", "vertical_alignment": "bottom", "gap": "large"}),
    ("height=200, autoscroll=True", {"autoscroll": True}),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "props"), CONTAINERS)
def test_11_5a_containers(show: Show, arguments: str, props: dict[str, Any]) -> None:
    tab = show(f"st.container({arguments}).text('x')")
    assert tab.errors == []
    found = tab.one("container").props
    named = {name: value for name, value in props.items() if name in found or name in ("border", "width", "height")}
    assert {name: found.get(name) for name in named} == named
    for value in props.values():
        assert value in found.values()


def test_11_5b_no_border_without_a_height(show: Show) -> None:
    assert "border" not in show("st.container().text('x')").one("container").props


def test_11_6_grids(show: Show) -> None:
    source = """
    g = st.grid(columns=3, gap=("medium", "large"), row_height=100, dense=True)
    g.text("a")
    g.cell(column_span=2, row_span=2).text("b")
    g.cell(column_span="all").text("c")
    st.grid(min_column_width=120).text("d")
    """
    tab = show(source)
    assert tab.errors == []
    assert tab.texts == ["a", "b", "c", "d"]
    grid, auto = tab.nodes("grid")
    for word in ("3", "medium", "large", "100", "True"):
        assert word in str(grid.props)
    assert "120" in str(auto.props)
    spans = str([node.props for node in grid.children or []])
    assert "{'columns': 2, 'rows': 2}" in spans
    assert "{'columns': 0}" in spans  # all of them


@pytest.mark.parametrize(
    "call",
    ["st.grid(columns=0)", "st.grid(columns=25)", "st.grid(gap='vast')", "st.grid(columns=2).cell(column_span=0)"],
)
def test_11_6b_what_they_refuse(show: Show, call: str) -> None:
    assert len(show(call).errors) == 1


def test_11_7_sidebar_bottom_space_and_divider(show: Show) -> None:
    source = """
    st.sidebar.text("side")
    with st.sidebar:
        st.text("with side")
    st.bottom.text("bottom")
    with st.bottom:
        st.text("with bottom")
    st.space("large")
    st.space(30)
    st.divider()
    """
    tab = show(source)
    assert bodies(tab.region("sidebar")) == ["side", "with side"]
    assert bodies(tab.region("bottom")) == ["bottom", "with bottom"]
    assert [node.kind for node in tab.region("main").children or []] == ["space", "space", "divider"]


def test_11_8a_a_status_runs_then_is_complete_or_failed(show: Show) -> None:
    source = """
    import time
    with st.status("working") as status:
        st.text("step")
        time.sleep(0.2)
    other = st.status("other", expanded=True, state="error")
    if st.checkbox("update"):
        other.update(label="new", expanded=False, state="complete")
    """
    app = show(source)
    first, second = app.nodes("status")
    assert (first.props.get("state", "running"), second.props.get("state")) == ("complete", "error")
    app.set(update=True, settle=False)
    app.wait(lambda: app.nodes("status")[0].props.get("state", "running") == "running")
    app.settle()
    assert [node.props["state"] for node in app.nodes("status")] == ["complete", "complete"]
    assert app.nodes("status")[1].props["label"] == "new"


def test_11_8b_an_error_in_it_makes_it_failed(show: Show) -> None:
    tab = show("with st.status('working'):\n    raise ValueError('no')")
    assert tab.one("status").props["state"] == "error"
    assert tab.errors == ["ValueError"]


def test_11_9a_a_spinner_leaves_nothing(show: Show) -> None:
    source = """
    import time
    with st.spinner("wait", show_time=True):
        time.sleep({seconds})
    st.text("end")
    """
    tab = show(source.format(seconds=0))
    assert [node.kind for node in tab.region("main").children or []] == ["text"]


def test_11_9c_a_skeleton_is_replaced_by_the_first_write(show: Show) -> None:
    tab = show("place = st.skeleton(height=80)\nif st.checkbox('go'):\n    place.text('real')")
    assert tab.one("skeleton").children == []
    tab.set(go=True)
    assert [node.props["body"] for node in tab.one("skeleton").children or []] == ["real"]


@pytest.mark.parametrize(
    ("value", "shown"), [("50", 0.5), ("100", 1), ("0", 0), ("0.25", 0.25), ("1.0", 1), ("1", 0.01)]
)
def test_11_10a_progress(show: Show, value: str, shown: float) -> None:
    props = show(f"st.progress({value}, text='loading')").one("progress").props
    assert props.get("value", 0) == shown
    assert "loading" in props.values()


@pytest.mark.parametrize("value", ["101", "-1", "1.5", "'half'"])
def test_11_10b_out_of_range(show: Show, value: str) -> None:
    assert len(show(f"st.progress({value})").errors) == 1


def test_11_10c_it_can_be_moved_and_emptied(show: Show) -> None:
    tab = show("a, b = st.progress(0), st.progress(0)\na.progress(70)\nb.empty()")
    assert [node.props["value"] for node in tab.nodes("progress")] == [0.7]


@pytest.mark.parametrize(("duration", "seconds"), [("'short'", 4), ("'long'", 10), ("7", 7), ("'infinite'", 0)])
def test_11_11a_toasts(show: Show, duration: str, seconds: float) -> None:
    tab = show(f"st.toast('said', icon='🎉', duration={duration})")
    (toast,) = tab.region("event").children or []
    assert toast.props["body"] == "said"
    assert toast.props.get("seconds", 4) == seconds


def test_11_11b_effects_are_shown_once(show: Show) -> None:
    tab = show("if st.button('go'):\n    st.balloons()\n    st.snow()\nst.slider('n', 0, 9)")
    tab.click("go")
    assert len(tab.nodes("effect")) == 2
    tab.set(n=1)
    assert tab.nodes("effect") == []


@pytest.mark.parametrize(
    "call", ["st.button('x', {})", "st.dataframe([1], {})", "st.image('https://example.org/x.png', {})"]
)
@pytest.mark.parametrize(
    ("argument", "width"), [("width='stretch'", "stretch"), ("width=200", 200), ("use_container_width=True", "stretch")]
)
def test_11_12a_widths(show: Show, call: str, argument: str, width: Any) -> None:
    tab = show(call.format(argument))
    assert tab.errors == []
    (node,) = tab.region("main").children or []
    assert node.props.get("width", "stretch" if node.kind == "dataframe" else "content") == width


def test_11_12b_the_old_name_means_content_where_it_is_false(show: Show) -> None:
    tab = show("st.button('x', use_container_width=False)")
    assert tab.one("button").props.get("width", "content") == "content"


def test_11_12c_another_word_is_an_error(show: Show) -> None:
    assert len(show("st.button('x', width='wide')").errors) == 1
