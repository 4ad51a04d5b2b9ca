"""Every parameter of the commands that show text does what it should."""

from __future__ import annotations

from typing import Any

import pytest

from rushlight.testing import AppTest
from tests.surface.client import reads, styled
from tests.surface.table import Proofs, commands_of, drawn, elements, failure, shown

PROOFS = Proofs(*commands_of("text"))

KINDS = {
    "title": "heading", "header": "heading", "subheader": "heading", "caption": "markdown", "latex": "markdown",
}  # fmt: skip
"""Kinds of elements that do not have the name of their command."""


def kind_of(command: str) -> str:
    return KINDS.get(command, command)


def props_of(command: str, arguments: str = "'x'") -> Any:
    return drawn(f"st.{command}({arguments})", kind_of(command))


# --- what they show --------------------------------------------------------------------------------------------------


@PROOFS.each("body", commands=("title", "header", "subheader", "markdown", "caption", "text", "code", "latex"))
def the_text_without_indentation(command: str) -> None:
    assert props_of(command, "'''\n    one\n      two\n    '''").body == "one\n  two"
    assert props_of(command, "42").body == "42"
    reads(kind_of(command), "body")


@PROOFS.of("badge", "label")
def the_label_is_shown_with_emoji() -> None:
    assert props_of("badge", "':tada: **new**'").label == "🎉 **new**"
    reads("badge", "label")


@PROOFS.of("html", "body")
def html_is_text_a_file_a_style_sheet_or_what_represents_itself() -> None:
    found = shown(
        """
        from pathlib import Path
        Path("/tmp/rl_surface.css").write_text("b { color: red }")
        Path("/tmp/rl_surface.html").write_text("<i>file</i>")
        class Own:
            def _repr_html_(self):
                return "<u>own</u>"
        st.html("<b>x</b>")
        st.html("/tmp/rl_surface.html")
        st.html(Path("/tmp/rl_surface.css"))
        st.html(Own())
        """
    )
    bodies = [each.proto.body for each in found if each.proto.kind == "html"]
    assert bodies == ["<b>x</b>", "<i>file</i>", "<style>b { color: red }</style>", "<u>own</u>"]
    reads("html", "body")


@PROOFS.of("help", "obj")
def help_is_about_the_object_and_about_the_package_only_without_one() -> None:
    found = drawn("st.help(str.upper)")
    assert "upper" in found.name and found.doc.startswith("Return a copy")
    assert drawn("st.help(None)").type == "NoneType"
    assert drawn("st.help()").type == "module" and "rushlight" in drawn("st.help()").name
    reads("help", "name", "signature", "doc", "type", "value", "members")


# --- size and place --------------------------------------------------------------------------------------------------

WIDTHS = {
    "badge": ("content", ("stretch", "content")),
    "divider": ("stretch", ("stretch",)),
    "help": ("stretch", ("stretch",)),
    "markdown": ("auto", ("auto", "stretch", "content")),
    "text": ("content", ("stretch", "content")),
}
"""What a width is by default and which words it can be, where that differs from `stretch` of `stretch, content`."""


@PROOFS.each("width")
def the_width_is_that_of_the_element(command: str) -> None:
    default, words = WIDTHS.get(command, ("stretch", ("stretch", "content")))
    body = "" if command == "divider" else "'x', "
    assert props_of(command, body).width == default
    for width in (*words, 300):
        assert props_of(command, f"{body}width={width!r}").width == width
    for wrong in ("'wide'", "0", "-3", "True", "1.5", *(() if "content" in words else ("'content'",))):
        assert failure(f"st.{command}({body}width={wrong})").proto.name == "InvalidWidthError"
    reads(kind_of(command), "width")
    styled('.node[data-width="content"]', '.node[data-width="stretch"]', '.node[data-width="auto"]')


@PROOFS.of("code", "height")
def code_scrolls_in_its_height() -> None:
    assert props_of("code").height == "content"
    assert props_of("code", "'x', height=200").height == 200
    assert props_of("code", "'x', height='stretch'").height == "stretch"
    assert failure("st.code('x', height=-1)").proto.name == "InvalidHeightError"
    reads("code", "height")


@PROOFS.each("text_alignment")
def the_text_is_aligned(command: str) -> None:
    for word in ("left", "center", "right", "justify"):
        assert props_of(command, f"'x', text_alignment={word!r}").align == word
    assert failure(f"st.{command}('x', text_alignment='middle')").proto.name == "InvalidValueError"
    reads(kind_of(command), "align")
    styled(".align-center", ".align-right", ".align-justify")


@PROOFS.each("wrap", commands=("title", "header", "subheader", "markdown", "caption", "text"))
def long_lines_are_broken_or_cut(command: str) -> None:
    assert props_of(command).wrap is True
    assert props_of(command, "'x', wrap=False").wrap is False
    reads(kind_of(command), "wrap")
    styled(".no-wrap > *", ".plain.one-line")


# --- what is beside the text ------------------------------------------------------------------------------------------


@PROOFS.each("help")
def help_is_a_tip(command: str) -> None:
    assert props_of(command).help is None
    assert props_of(command, "'x', help=' :tada: **tip** '").help == "🎉 **tip**"
    reads(kind_of(command), "help")


@PROOFS.each("icon")
def an_icon_stands_before_the_text(command: str) -> None:
    assert props_of(command).icon is None
    assert props_of(command, "'x', icon='🎈'").icon.emoji == "🎈"
    assert props_of(command, "'x', icon=':material/home:'").icon.path
    assert "emoji" in failure(f"st.{command}('x', icon='word')").value
    reads(kind_of(command), "icon")


@PROOFS.each("anchor")
def the_anchor_is_the_heading_s_address(command: str) -> None:
    assert props_of(command, "'Two Words!'").anchor == "two-words"
    assert props_of(command, "'x', 'mine'").anchor == "mine"
    assert props_of(command, "'x', anchor=False").anchor is None
    assert failure(f"st.{command}('x', anchor=True)").proto.name == "InvalidParameterTypeError"
    reads("heading", "anchor")


@PROOFS.each("divider", commands=("header", "subheader"))
def the_divider_has_a_colour(command: str) -> None:
    colors = ["blue", "green", "orange", "red", "violet", "yellow", "gray", "grey", "rainbow"]
    assert props_of(command).divider is None
    for color in colors:
        assert props_of(command, f"'x', divider={color!r}").divider == color
        styled(f".rule-{color}")
    assert props_of(command, "'x', divider=True").divider in colors
    assert failure(f"st.{command}('x', divider='pink')").proto.name == "InvalidValueError"
    reads("heading", "divider")


@PROOFS.of("badge", "color")
def a_badge_has_a_colour() -> None:
    for color in ("red", "orange", "yellow", "blue", "green", "violet", "gray", "primary"):
        assert props_of("badge", f"'x', color={color!r}").color == color
        styled(f".badge-{color}")
    assert props_of("badge").color == "blue"
    assert props_of("badge", "'x', color='grey'").color == "gray"
    assert failure("st.badge('x', color='pink')").proto.name == "InvalidValueError"
    reads("badge", "color")


# --- markdown ---------------------------------------------------------------------------------------------------------


@PROOFS.each("unsafe_allow_html", commands=("markdown", "caption"))
def html_in_markdown_is_text_unless_allowed(command: str) -> None:
    assert props_of(command, "'<b>x</b>'").allow_html is False
    assert props_of(command, "'<b>x</b>', True").allow_html is True
    reads("markdown", "allow_html")


@PROOFS.of("markdown", "anchors")
def headings_in_markdown_have_an_address_unless_not() -> None:
    assert props_of("markdown").anchors is True
    assert props_of("markdown", "'# x', anchors=False").anchors is False
    reads("markdown", "anchors")


@PROOFS.of("latex", "body")
def a_formula_of_sympy_becomes_latex() -> None:
    sympy = pytest.importorskip("sympy")
    assert props_of("latex", "__import__('sympy').sympify('x**2')").body == sympy.latex(sympy.sympify("x**2"))
    assert props_of("latex").style == "latex"


# --- code -------------------------------------------------------------------------------------------------------------


@PROOFS.of("code", "language")
def the_language_colours_the_code() -> None:
    assert props_of("code").language == "python"
    assert props_of("code", "'x', 'sql'").language == "sql"
    assert props_of("code", "'x', None").language is None
    reads("code", "language", "body")


@PROOFS.of("code", "line_numbers")
def lines_have_numbers() -> None:
    assert props_of("code").line_numbers is False
    assert props_of("code", "'x', line_numbers=True").line_numbers is True
    reads("code", "line_numbers")


@PROOFS.of("code", "wrap_lines")
def lines_are_broken() -> None:
    assert props_of("code").wrap_lines is False
    assert props_of("code", "'x', wrap_lines=True").wrap_lines is True
    reads("code", "wrap_lines")
    styled(".code.wraps code")


@PROOFS.of("echo", "code_location")
def the_code_is_above_or_below_what_it_draws() -> None:
    above = shown("with st.echo():\n    st.text('a')")
    assert [each.proto.kind for each in above if each.proto.kind in ("code", "text")] == ["code", "text"]
    below = shown("with st.echo('below'):\n    st.text('a')")
    assert [each.proto.kind for each in below if each.proto.kind in ("code", "text")] == ["text", "code"]
    assert below.code[0].value == "st.text('a')"
    assert failure("with st.echo('left'):\n    pass").proto.name == "InvalidValueError"


# --- html -------------------------------------------------------------------------------------------------------------


@PROOFS.of("html", "unsafe_allow_javascript")
def scripts_run_only_where_allowed_and_in_a_sandbox() -> None:
    page = "st.html('<script>1</script><b>x</b>', unsafe_allow_javascript={})"
    assert drawn(page.format(False)).kind == "html"
    frame = drawn(page.format(True))
    assert frame.kind == "plain_frame" and frame.sandbox == "own"


# --- write ------------------------------------------------------------------------------------------------------------


@PROOFS.of("write", "args")
def each_value_is_shown_in_its_way() -> None:
    found = AppTest.from_string(
        """
        import rushlight as st
        import io
        from dataclasses import dataclass
        import pandas as pd
        @dataclass
        class Thing:
            a: int = 1
        st.write("a", "*b*", 3, pd.DataFrame({"x": [1]}), {"k": 1}, ValueError("no"), Thing(), io.StringIO("text"), len)
        """
    ).run()
    kinds = [each.proto.kind for each in elements(found)]
    assert kinds == ["markdown", "dataframe", "json", "exception", "help", "markdown", "help"]
    assert found.markdown[0].value == "a *b* `3`"


@PROOFS.of("write", "args")
def a_model_of_keras_is_shown_as_its_graph() -> None:
    # A small stand-in for the package, which is large: a class of its name and the function that makes DOT of it.
    graph = drawn(
        """
        import sys, types
        sys.modules["keras"], sys.modules["keras.utils"] = types.ModuleType("keras"), types.ModuleType("keras.utils")
        class Dot:
            def to_string(self): return "digraph { a -> b }"
        sys.modules["keras.utils"].model_to_dot = lambda model: Dot()
        Model = type("Model", (), {"__module__": "keras.src.models.model"})
        st.write(Model())
        del sys.modules["keras"], sys.modules["keras.utils"]
        """
    )
    assert (graph.kind, graph.dot) == ("graphviz_chart", "digraph { a -> b }")


@PROOFS.of("write", "unsafe_allow_html")
def write_lets_html_through_where_allowed() -> None:
    assert drawn("st.write('<b>x</b>')").allow_html is False
    assert drawn("st.write('<b>x</b>', unsafe_allow_html=True)").allow_html is True
    own = "class Own:\n    def _repr_html_(self): return '<b>x</b>'\nst.write(Own(), unsafe_allow_html={})"
    assert drawn(own.format(True)).kind == "html"
    assert drawn(own.format(False)).kind != "html"


@PROOFS.of("write_stream", "stream")
def a_stream_grows_one_text_and_is_returned() -> None:
    app = shown("st.session_state.out = st.write_stream(iter(['a', 'b']))")
    assert [each.value for each in app.markdown] == ["ab"] and app.session_state.out == "ab"
    mixed = shown("st.session_state.out = st.write_stream(x for x in ['a', {'k': 1}, 'b'])")
    assert mixed.session_state.out == ["a", {"k": 1}, "b"]
    for wrong in ("'text'", "__import__('pandas').DataFrame()", "3"):
        assert failure(f"st.write_stream({wrong})").proto.name == "InvalidParameterTypeError"


@PROOFS.of("write_stream", "cursor")
def the_cursor_stands_at_the_end_while_more_is_to_come() -> None:
    app = shown(
        """
        from rushlight.run.context import current
        seen = []
        def pieces():
            yield "a"
            seen.append([n.props.body for n in current().tree.nodes.values() if n.props.kind == "markdown"])
            yield "b"
        st.write_stream(pieces(), cursor=" |")
        st.session_state.seen = seen
        """
    )
    assert app.session_state.seen == [["a |"]]
    assert app.markdown[0].value == "ab"


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
