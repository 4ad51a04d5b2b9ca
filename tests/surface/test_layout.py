"""Every parameter of the commands that arrange others does what it should."""

from __future__ import annotations

from typing import Any

from rushlight.testing import AppTest
from tests.surface.client import FRONTEND, reads, source_of, styled
from tests.surface.table import Proofs, commands_of, drawn, failure, members_of, shown

FOLDABLE = ("ExpanderContainer", "PopoverContainer", "TabContainer")
PROOFS = Proofs(*commands_of("layout"), *members_of(*FOLDABLE, "GridContainer", "Dialog"))

FIRST = {
    "chat_message": "'user', ",
    "columns": "2, ",
    "container": "",
    "expander": "'x', ",
    "form": "'f', ",
    "grid": "",
    "popover": "'x', ",
    "tabs": "['a', 'b'], ",
}
"""What each command must be given."""
GAPS = ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge")


def props_of(command: str, arguments: str = "") -> Any:
    return drawn(f"st.{command}({FIRST[command]}{arguments})", command)


def error_of(command: str, arguments: str) -> str:
    return failure(f"st.{command}({FIRST[command]}{arguments})").proto.name


# --- size -------------------------------------------------------------------------------------------------------------

ONLY_STRETCH = ("columns", "expander", "grid", "tabs")


@PROOFS.each("width")
def the_width_is_that_of_the_element(command: str) -> None:
    words = ("stretch",) if command in ONLY_STRETCH else ("stretch", "content")
    assert props_of(command).width == ("content" if command == "popover" else "stretch")
    for width in (*words, 300):
        assert props_of(command, f"width={width!r}").width == width
    for wrong in ("'wide'", "0", "-3", "True", "1.5", *(() if "content" in words else ("'content'",))):
        assert error_of(command, f"width={wrong}") == "InvalidWidthError"
    reads(command, "width")


@PROOFS.each("height")
def the_height_is_that_of_the_element(command: str) -> None:
    assert props_of(command).height == "content"
    for height in ("stretch", "content", 300):
        assert props_of(command, f"height={height!r}").height == height
    for wrong in ("'high'", "0", "-3", "True"):
        assert error_of(command, f"height={wrong}") == "InvalidHeightError"
    reads(command, "height")


@PROOFS.of("popover", "use_container_width")
def use_container_width_is_the_older_way_to_stretch() -> None:
    assert props_of("popover", "use_container_width=True").width == "stretch"
    assert props_of("popover", "use_container_width=False, width='stretch'").width == "content"
    assert props_of("popover", "use_container_width=None, width=200").width == 200


@PROOFS.of("space", "size")
def space_has_a_size() -> None:
    for size in ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge", "stretch"):
        assert drawn(f"st.space({size!r})").size == size
        styled(f".space-{size}")
    assert drawn("st.space()").size == "small"
    assert drawn("st.space(17)").size == 17
    for wrong in ("'huge'", "0", "-1", "True"):
        assert failure(f"st.space({wrong})").proto.name == "InvalidValueError"
    reads("space", "size")


# --- gaps, alignment, frames ------------------------------------------------------------------------------------------


@PROOFS.each("gap", commands=("columns", "container"))
def the_gap_is_between_the_parts(command: str) -> None:
    assert props_of(command).gap == "small"
    for gap in (*GAPS, None, 0, 10):
        assert props_of(command, f"gap={gap!r}").gap == gap
    for wrong in ("'huge'", "-1", "True"):
        assert error_of(command, f"gap={wrong}") == "InvalidValueError"
    reads(command, "gap")
    styled(*(f'[data-gap="{gap}"]' for gap in (*GAPS, "none")))


@PROOFS.of("grid", "gap")
def the_gap_of_a_grid_may_differ_between_rows_and_columns() -> None:
    both, pair = props_of("grid", "gap='large'"), props_of("grid", "gap=(10, None)")
    assert (both.row_gap, both.column_gap) == ("large", "large")
    assert (pair.row_gap, pair.column_gap) == (10, None)
    for wrong in ("'huge'", "(1, 2, 3)", "('small', 'huge')"):
        assert error_of("grid", f"gap={wrong}") == "InvalidValueError"
    reads("grid", "row_gap", "column_gap")


@PROOFS.each("vertical_alignment")
def the_parts_are_aligned_in_height(command: str) -> None:
    words = ("top", "center", "bottom", *(["distribute"] if command == "container" else []))
    name = "align_y" if command == "container" else "align"
    assert getattr(props_of(command), name) == "top"
    for word in words:
        assert getattr(props_of(command, f"vertical_alignment={word!r}"), name) == word
    assert error_of(command, "vertical_alignment='middle'") == "InvalidValueError"
    reads(command, name)
    styled(".columns.align-center", ".columns.align-bottom", ".grid-cells.align-center", ".grid-cells.align-bottom")
    styled(".row.y-center", ".row.y-bottom", ".stack.y-center", ".stack.y-bottom", ".stack.y-distribute")


@PROOFS.of("container", "horizontal_alignment")
def the_parts_are_aligned_in_width() -> None:
    for word in ("left", "center", "right", "distribute"):
        assert props_of("container", f"horizontal_alignment={word!r}").align_x == word
    assert props_of("container").align_x == "left"
    assert error_of("container", "horizontal_alignment='middle'") == "InvalidValueError"
    reads("container", "align_x")
    styled(".row.x-center", ".row.x-right", ".row.x-distribute", ".stack.x-center", ".stack.x-right")


@PROOFS.of("container", "horizontal")
def the_parts_stand_side_by_side() -> None:
    assert props_of("container").horizontal is False
    assert props_of("container", "horizontal=True").horizontal is True
    reads("container", "horizontal")
    styled(".row > .node")


@PROOFS.each("wrap", commands=("columns", "container", "grid"))
def parts_that_have_no_room_go_below(command: str) -> None:
    assert props_of(command).wrap is True
    assert props_of(command, "wrap=False").wrap is False
    reads(command, "wrap")
    styled(".row.no-wrap-row", ".columns.wraps")


@PROOFS.each("border")
def a_frame_is_around_it(command: str) -> None:
    if command == "columns":
        borders = [each.proto.border for each in shown("st.columns(2, border=True)") if each.proto.kind == "column"]
        assert borders == [True, True]
        assert not any(each.proto.border for each in shown("st.columns(2)") if each.proto.kind == "column")
        reads("column", "border")
        return
    assert props_of(command).border is (command == "form")
    assert props_of(command, "border=True").border is True
    assert props_of(command, "border=False").border is False
    reads(command, "border")


@PROOFS.of("container", "border")
def a_container_of_a_fixed_height_has_a_frame_unless_not() -> None:
    assert props_of("container", "height=100").border is True
    assert props_of("container", "height=100, border=False").border is False
    assert props_of("container", "height='stretch'").border is False


@PROOFS.of("container", "autoscroll")
def a_container_follows_what_is_added() -> None:
    assert props_of("container", "height=100").autoscroll is None
    assert props_of("container", "height=100, autoscroll=True").autoscroll is True
    assert props_of("container", "height=100, autoscroll=False").autoscroll is False
    reads("container", "autoscroll")


# --- columns and grids ------------------------------------------------------------------------------------------------


@PROOFS.of("columns", "spec")
def columns_have_weights() -> None:
    def weights(spec: str) -> list[float]:
        return [each.proto.weight for each in shown(f"st.columns({spec})") if each.proto.kind == "column"]

    assert weights("3") == [1, 1, 1]
    assert weights("[2, 1]") == weights("(2.0, 1)") == [2, 1]
    assert weights("spec=[0.5]") == [0.5]
    assert shown("a, b = st.columns(2)\nb.text('x')").text[0].value == "x"
    for wrong in ("0", "-1", "[]", "[1, 0]", "[1, -1]"):
        assert failure(f"st.columns({wrong})").proto.name == "InvalidColumnSpecError"
    for wrong in ("'ab'", "None", "[1, 'b']"):
        assert failure(f"st.columns({wrong})").proto.name == "InvalidParameterTypeError"
    assert "child.props.weight" in source_of("columns")


@PROOFS.of("grid", "columns", "min_column_width")
def a_grid_has_a_number_of_columns_or_as_many_as_fit() -> None:
    assert props_of("grid").columns == 0
    assert props_of("grid", "3").columns == 3
    assert props_of("grid", "min_column_width=90").least_width == 90
    assert props_of("grid").least_width > props_of("grid", "3").least_width
    for wrong in ("columns=0", "columns=25", "columns='many'", "min_column_width=0", "min_column_width='x'"):
        assert error_of("grid", wrong) == "InvalidValueError"
    reads("grid", "columns", "least_width")


@PROOFS.of("grid", "row_height")
def the_rows_of_a_grid_have_a_height() -> None:
    assert props_of("grid").row_height == 0
    assert props_of("grid", "row_height=80").row_height == 80
    assert error_of("grid", "row_height=-1") == "InvalidValueError"
    reads("grid", "row_height")


@PROOFS.of("grid", "dense")
def holes_are_filled() -> None:
    assert props_of("grid").dense is False
    assert props_of("grid", "dense=True").dense is True
    reads("grid", "dense")
    styled(".grid-cells.dense")


# --- what they say ----------------------------------------------------------------------------------------------------


@PROOFS.each("label")
def the_label_is_shown(command: str) -> None:
    assert drawn(f"st.{command}(':tada: **x**')", command).label == "🎉 **x**"
    reads(command, "label")


@PROOFS.each("icon")
def an_icon_stands_before_the_label(command: str) -> None:
    assert props_of(command).icon is None
    assert props_of(command, "icon='🎈'").icon.emoji == "🎈"
    assert props_of(command, "icon=':material/home:'").icon.path
    assert error_of(command, "icon='word'") == "APIError"
    if command == "popover":
        assert "<Face {...props}" in source_of("popover")
    reads("button" if command == "popover" else command, "icon")


@PROOFS.of("chat_message", "name")
def the_name_is_who_says_it() -> None:
    for name, role in (("user", "user"), ("human", "user"), ("ai", "assistant"), ("assistant", "assistant")):
        found = drawn(f"st.chat_message({name!r})", "chat_message")
        assert (found.role, found.icon.path != "", found.letter) == (role, True, "")
    other = drawn("st.chat_message('Ada')", "chat_message")
    assert (other.name, other.role, other.icon, other.letter) == ("Ada", "other", None, "A")
    assert drawn("st.chat_message('')", "chat_message").letter == ""
    assert failure("st.chat_message(None)").proto.name == "MissingRequiredParameterError"
    reads("chat_message", "name", "role", "letter")


@PROOFS.of("chat_message", "avatar")
def the_avatar_is_an_icon_or_a_picture() -> None:
    assert drawn("st.chat_message('x', avatar='🦖')", "chat_message").icon.emoji == "🦖"
    assert drawn("st.chat_message('x', avatar=':material/home:')", "chat_message").icon.path
    assert drawn("st.chat_message('x', avatar='assistant')", "chat_message").icon.path
    address = "https://example.org/a.png"
    assert drawn(f"st.chat_message('x', avatar={address!r})", "chat_message").picture == address
    assert failure("st.chat_message('x', avatar='nothing')").proto.name == "APIError"
    reads("chat_message", "icon", "picture")


@PROOFS.of("expander", "type")
def an_expander_is_framed_or_compact() -> None:
    assert props_of("expander").look == "default"
    assert props_of("expander", "type='compact'").look == "compact"
    assert error_of("expander", "type='bare'") == "InvalidValueError"
    reads("expander", "look")
    styled(".expander.compact")


@PROOFS.of("popover", "type")
def the_button_of_a_popover_has_a_type() -> None:
    for word in ("primary", "secondary", "tertiary"):
        assert props_of("popover", f"type={word!r}").variant == word
    assert error_of("popover", "type='bare'") == "InvalidValueError"
    reads("popover", "variant")
    styled(".button", ".button-primary", ".button-tertiary")


@PROOFS.of("popover", "help", "disabled", "wrap")
def the_button_of_a_popover_has_a_tip_and_may_be_off() -> None:
    plain = props_of("popover")
    assert (plain.help, plain.disabled, plain.wrap) == (None, False, False)
    found = props_of("popover", "help='*tip*', disabled=True, wrap=True")
    assert (found.help, found.disabled, found.wrap) == ("*tip*", True, True)
    reads("popover", "help", "disabled", "wrap")
    styled(".button.wrap")


# --- those that open --------------------------------------------------------------------------------------------------


@PROOFS.of("expander", "expanded")
def an_expander_is_open_at_first() -> None:
    assert props_of("expander").expanded is False
    assert props_of("expander", "True").expanded is True
    reads("expander", "expanded")


@PROOFS.of("tabs", "tabs")
def tabs_have_labels() -> None:
    app = shown("a, b = st.tabs(['One', ':tada:'])\nb.text('in b')")
    assert [each.proto.label for each in app if each.proto.kind == "tab"] == ["One", "🎉"]
    assert shown("a, b = st.tabs(['x', 'x'])\nb.text('in b')").text[0].value == "in b"
    assert isinstance(shown("st.session_state.t = st.tabs(['a'])").session_state.t, tuple)
    assert failure("st.tabs([])").proto.name == "MissingRequiredParameterError"
    assert failure("st.tabs('ab')").proto.name == "InvalidParameterTypeError"


@PROOFS.of("tabs", "default")
def a_tab_is_in_view_at_first() -> None:
    assert props_of("tabs").default == 0
    assert props_of("tabs", "default='b'").default == 1
    assert error_of("tabs", "default='z'") == "InvalidValueError"
    reads("tabs", "default")


OPENING = {"expander": True, "popover": True, "tabs": "b"}
"""What each of them has as its value when it is opened, or the second is chosen."""


def node_of(app: AppTest, kind: str) -> Any:
    """Return the node of the only element of a kind."""
    (node,) = [each for each in app.run_context.tree.nodes.values() if each.props.kind == kind]
    return node


def is_open(command: str, arguments: str) -> str:
    made = f"st.{command}({FIRST[command]}{arguments})"
    return f"{made}[1].open" if command == "tabs" else f"{made}.open"


@PROOFS.each("on_change", commands=OPENING)
def opening_is_reported_where_it_is_wanted(command: str) -> None:
    silent = is_open(command, "")
    assert shown(f"st.session_state.o = {silent}").session_state.o is None
    assert node_of(shown(f"st.{command}({FIRST[command]})"), command).props.reports is False
    reporting = is_open(command, "on_change='rerun'")
    app = shown(f"st.session_state.o = {reporting}")
    assert app.session_state.o is False
    node = node_of(app, command)
    assert node.props.reports is True
    app.change(node.identity, OPENING[command])
    assert app.run().session_state.o is True
    assert error_of(command, "on_change='sometimes'") == "InvalidValueError"
    reads(command, "reports")


@PROOFS.each("args", "kwargs", commands=OPENING)
def a_callback_gets_its_arguments(command: str) -> None:
    app = shown(
        f"""
        def opened(*args, **kwargs):
            st.session_state.got = (args, kwargs)
        st.{command}({FIRST[command]}on_change=opened, args=(1, 2), kwargs={{"a": 3}})
        """
    )
    app.change(node_of(app, command).identity, OPENING[command])
    assert app.run().session_state.got == ((1, 2), {"a": 3})


@PROOFS.each("key", commands=OPENING)
def the_key_names_its_value(command: str) -> None:
    script = f"st.{command}({FIRST[command]}key='k', on_change='rerun')"
    app = shown(script)
    assert app.session_state.k == (False if command != "tabs" else "a")
    app.session_state.k = OPENING[command]
    assert app.run().session_state.k == OPENING[command]
    assert shown(script, k=OPENING[command]).session_state.k == OPENING[command]


@PROOFS.each("bind")
def the_address_keeps_what_is_open(command: str) -> None:
    app = shown(f"st.{command}({FIRST[command]}key='k', on_change='rerun', bind='query-params')")
    assert "k" not in app.query_params
    app.change(node_of(app, command).identity, OPENING[command])
    app.run()
    assert app.query_params["k"] == ("true" if command == "expander" else "b")
    assert error_of(command, "on_change='rerun', bind='query-params'") == "MissingRequiredParameterError"
    assert error_of(command, "on_change='rerun', key='k', bind='cookie'") == "InvalidValueError"


@PROOFS.each("key", commands=("container", "grid"))
def the_key_is_a_class_of_the_element(command: str) -> None:
    app = shown(f"st.{command}({FIRST[command]}key='mine')")
    assert app.get_by_key("mine").proto.kind == command
    assert failure(f"st.{command}(key='a')\nst.text_input('x', key='a')").proto.name == "DuplicateElementKeyError"
    assert "st-key-" in source_of(command)


# --- forms ------------------------------------------------------------------------------------------------------------


@PROOFS.of("form", "key")
def a_form_has_a_key_of_its_own() -> None:
    assert shown("with st.form('f'):\n    st.form_submit_button()").get_by_key("f").proto.kind == "form"
    assert failure("st.form('f')\nst.form('f')").proto.name == "DuplicateElementKeyError"
    assert failure("with st.form('f'):\n    st.form('g')").proto.name == "InvalidLayoutContextError"
    reads("form", "key")


@PROOFS.of("form", "clear_on_submit")
def a_form_is_cleared_after_it_was_seen() -> None:
    def text_after(clear: bool) -> tuple[str, str]:
        app = shown(
            f"""
            with st.form("f", {clear}):
                text = st.text_input("x", key="t")
                if st.form_submit_button():
                    st.session_state.seen = text
            """
        )
        app.text_input[0].input("typed")
        app.button[0].click().run()
        return app.session_state.seen, app.run().session_state.t

    assert text_after(True) == ("typed", "")
    assert text_after(False) == ("typed", "typed")


@PROOFS.of("form", "enter_to_submit")
def enter_sends_a_form() -> None:
    assert props_of("form").enter_to_submit is True
    assert props_of("form", "enter_to_submit=False").enter_to_submit is False
    assert "enter_to_submit" in (FRONTEND / "store" / "widgets.ts").read_text(encoding="utf-8")


# --- places -----------------------------------------------------------------------------------------------------------


@PROOFS.of("sidebar")
@PROOFS.of("bottom")
def other_regions_of_the_page_take_elements() -> None:
    for name in ("sidebar", "bottom"):
        for script in (f"st.{name}.text('x')", f"with st.{name}:\n    st.text('x')"):
            regions = {each.props.name: each for each in shown(script).run_context.tree.root.children}
            texts = {where: [child.props.body for child in each.children] for where, each in regions.items()}
            assert texts[name] == ["x"] and texts["main"] == []


@PROOFS.of("empty")
def a_place_shows_one_thing_at_a_time() -> None:
    app = shown("place = st.empty()\nplace.text('a')\nplace.text('b')\nst.text('after')")
    assert [each.value for each in app.text] == ["b", "after"]
    assert [each.value for each in shown("p = st.empty()\np.text('a')\np.empty()").text] == []
    both = shown("with st.empty().container():\n    st.text('a')\n    st.text('b')")
    assert [each.value for each in both.text] == ["a", "b"]


OPENED = {
    "ExpanderContainer.open": ("st.expander('x', {})", "expander", "expanded=True"),
    "PopoverContainer.open": ("st.popover('x', {})", "popover", None),
    "TabContainer.open": ("st.tabs(['x', 'y'], {})[1]", "tabs", "default='y'"),
}


@PROOFS.of("ExpanderContainer.open")
@PROOFS.of("PopoverContainer.open")
@PROOFS.of("TabContainer.open")
def a_container_tells_whether_it_is_open() -> None:
    for call, kind, opened in OPENED.values():
        script = f"st.session_state.open = {call}.open"
        assert shown(script.format("")).session_state.open is None
        app = shown(script.format("on_change='rerun'"))
        assert app.session_state.open is False
        (node,) = [node for node in app.run_context.tree.nodes.values() if node.props.kind == kind]
        app.change(str(node.identity), "y" if kind == "tabs" else True)
        assert app.run().session_state.open is True
        if opened:
            assert shown(script.format(f"on_change='rerun', {opened}")).session_state.open is True


@PROOFS.of("GridContainer.cell", "column_span", "row_span")
def a_cell_takes_the_room_of_several() -> None:
    def spans(arguments: str) -> tuple[int, int]:
        found = drawn(f"st.grid(3).cell({arguments}).text('x')", "grid_cell")
        return found.columns, found.rows

    assert [spans(""), spans("column_span=2"), spans("row_span=3")] == [(1, 1), (2, 1), (1, 3)]
    assert spans("column_span='all'")[0] == 0  # as many as there are
    for wrong in ("column_span=0", "column_span=25", "column_span='most'", "row_span=0", "row_span='all'"):
        assert failure(f"st.grid(3).cell({wrong})").proto.name == "InvalidValueError"
    reads("grid_cell", "columns", "rows")


INTERNAL = "scripts never get that object: calling the function opens it, `st.rerun()` closes it"


@PROOFS.differs("Dialog.open", because=INTERNAL)
@PROOFS.differs("Dialog.close", because=INTERNAL)
def a_dialog_is_opened_by_a_call_and_closed_by_a_rerun() -> None:
    app = shown(
        """
        @st.dialog("Sure?")
        def ask():
            if st.button("Yes"):
                st.rerun()
        if st.button("Ask"):
            st.session_state.r = [ask()]
        """
    )

    def titles() -> list[str]:
        return [node.props.title for node in app.run_context.tree.nodes.values() if node.props.kind == "dialog"]

    assert titles() == []
    app.button[0].click().run()
    assert titles() == ["Sure?"] and app.session_state.r == [None]
    (yes,) = [each for each in app.button if each.label == "Yes"]
    yes.click().run()
    assert titles() == []


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
