"""Grids, messages, placeholders and badges."""

from __future__ import annotations

import pytest

from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source).run()


def test_a_grid_has_cells() -> None:
    at = app(
        "g = st.grid(3, gap=('small', 8), border=True, row_height=90, dense=True, vertical_alignment='center', key='g')\n"
        "g.text('one')\nwith g.cell(column_span='all', row_span=2):\n    st.text('two')\ng.cell(column_span=2).text('three')"
    )
    assert not at.exception
    props = at.grid[0].proto
    assert (props.columns, props.row_gap, props.column_gap, props.border) == (3, "small", 8, True)
    assert (props.row_height, props.dense, props.align, props.least_width) == (90, True, "center", 120)
    cells = [each.proto for each in at.get("grid_cell")]
    assert [(cell.columns, cell.rows) for cell in cells] == [(0, 2), (2, 1)]
    assert [each.value for each in at.text] == ["one", "two", "three"]
    assert app("st.grid()").grid[0].proto.least_width == 240
    assert app("st.grid(min_column_width=99)").grid[0].proto.least_width == 99


@pytest.mark.parametrize(
    "call",
    ["st.grid(0)", "st.grid(25)", "st.grid(gap=('a', 'b'))", "st.grid(gap=(1, 2, 3))", "st.grid(2).cell(row_span=0)"],
)
def test_grids_that_cannot_be_are_refused(call: str) -> None:
    assert app(call).exception[0].proto.name == "InvalidValueError"


@pytest.mark.parametrize(
    ("name", "role", "letter"),
    [
        ("user", "user", ""),
        ("human", "user", ""),
        ("assistant", "assistant", ""),
        ("ai", "assistant", ""),
        ("zoe", "other", "Z"),
    ],
)
def test_a_message_shows_who_says_it(name: str, role: str, letter: str) -> None:
    at = app(f"with st.chat_message({name!r}, width=300):\n    st.text('hi')")
    props = at.chat_message[0].proto
    assert (props.name, props.role, props.letter, props.width) == (name, role, letter, 300)
    assert (props.icon is not None) == (letter == "")
    assert at.chat_message[0].text[0].value == "hi"


def test_a_message_has_an_avatar() -> None:
    at = app(
        "st.chat_message('x', avatar='🦊')\nst.chat_message('x', avatar=':material/star:')\nst.chat_message('x', avatar='https://a.org/b.png')"
    )
    first, second, third = (each.proto for each in at.chat_message)
    assert first.icon.emoji == "🦊"
    assert second.icon.path
    assert third.picture == "https://a.org/b.png"


def test_a_skeleton_is_replaced_by_the_first_write() -> None:
    at = app("p = st.skeleton(90, width=200)\nq = st.skeleton()\nq.text('here')\nq.text('there')")
    assert [(each.proto.height, each.proto.width) for each in at.skeleton] == [(90, 200), (80, "stretch")]
    assert [each.value for each in at.text] == ["there"]


def test_a_badge() -> None:
    at = app("st.badge('New', icon=':material/star:', color='grey', width=90, help='H')")
    props = at.badge[0].proto
    assert (props.label, props.color, props.width, props.help) == ("New", "gray", 90, "H")
    assert app("st.badge('x', color='pink')").exception[0].proto.name == "InvalidValueError"
