"""What tests see of a page, against the facts of the interface it is compatible with: each member of each class."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rushlight.compat import element_tree
from rushlight.testing import AppTest
from rushlight.testing.nodes import BlockList, ElementList, Widget, WidgetList

HERE = Path(__file__).parent
SURFACE: dict[str, Any] = json.loads((HERE / "surface.json").read_text(encoding="utf-8"))
FACTS: dict[str, str] = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))
"""What members of the elements of `everything.py` are, as their `repr`."""

DIFFERENT = {
    "slider[2].min": "a date, like the value, not microseconds",
    "slider[2].max": "a date, like the value, not microseconds",
    "slider[2].step": "seconds, not microseconds",
    "dataframe[0].key": "it has the key that the script gave it",
}
"""Facts that differ on purpose."""

ACTING = {
    "run", "set_value", "click", "click_index", "check", "uncheck", "input", "increment", "decrement", "select", "unselect",
    "select_index", "set_range", "pick", "upload", "clear",
}  # fmt: skip
"""What is done, not read: proven by test_acting."""
OTHERWISE = {
    "id",
    "proto",
    "root",
    "children",
    "get",
    "get_by_key",
    "format_func",
    "main",
    "sidebar",
    "session_state",
    "get_widget_states",
}
"""Proven by tests of their own below."""
WITHOUT = {
    "AlertBase",
    "HeadingBase",
    "Element",
    "UnknownElement",
    "Widget",
    "ElementTree",
    "SpecialBlock",
    "ElementList",
    "WidgetList",
    "BlockList",
}
"""Bases of others, and classes that are met by other ways than a list."""


@cache
def page() -> AppTest:
    return AppTest.from_file(HERE / "everything.py", default_timeout=30).run()


def read(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def test_the_page_is_drawn_without_errors_of_its_own() -> None:
    assert [each.value for each in page().exception] == ["bad"]


@pytest.mark.parametrize("fact", FACTS)
def test_a_member_is_what_it_should_be(fact: str) -> None:
    name, place, member = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)", fact).groups()  # pyright: ignore[reportOptionalMemberAccess]
    found = getattr(getattr(page(), name)[int(place)], member)
    if member == "children":
        found = {place: type(child).__name__ for place, child in found.items()}
    if fact in DIFFERENT:
        assert repr(found) != FACTS[fact], f"{fact} does not differ any more: {DIFFERENT[fact]}"
        return
    wanted = read(FACTS[fact])
    assert repr(found) == FACTS[fact] or found == wanted


@pytest.mark.parametrize("name", SURFACE["accessors"])
def test_a_list_is_of_its_class_and_holds_elements_of_theirs(name: str) -> None:
    wanted = SURFACE["accessors"][name]
    lists = {"ElementList": ElementList, "WidgetList": WidgetList, "BlockList": BlockList}
    found = getattr(page(), name)
    assert type(found) is lists[wanted["list"]]
    assert found.len == len(found) > 0
    assert all(isinstance(each, getattr(element_tree, wanted["class"])) for each in found)
    assert type(found[:1]) is type(found)
    if wanted["list"] != "BlockList":
        assert len(found.values) == len(found)


@pytest.mark.parametrize(
    ("cls", "member"), [(cls, member) for cls, members in SURFACE["members"].items() for member in members]
)
def test_every_member_of_every_class_is_there_and_proven(cls: str, member: str) -> None:
    found = getattr(element_tree, cls)
    known = {fact.partition(".")[2] for fact in FACTS if type_of(fact) == cls}
    is_list = member in SURFACE["accessors"]
    assert member in known or member in ACTING | OTHERWISE or is_list or cls in WITHOUT
    if member in ACTING | OTHERWISE or is_list:
        assert hasattr(found, member) or member in ("id", "proto", "root", "children")


def type_of(fact: str) -> str:
    return SURFACE["accessors"][fact.partition("[")[0]]["class"]


# --- the page as a whole ----------------------------------------------------------------------------------------------


def test_the_page_is_a_tree_walked_depth_first() -> None:
    at = AppTest.from_string(
        "import rushlight as st\nst.text('a')\nwith st.container():\n    st.text('b')\nst.text('c')\nst.sidebar.text('d')"
    ).run()
    assert [each.type for each in at] == [
        *("root", "main", "text", "flex_container", "text", "text", "sidebar", "text", "event", "bottom"),
    ]
    assert [each.type for each in at.main] == ["main", "text", "flex_container", "text", "text"]
    assert at.text.values == ["a", "b", "c", "d"]
    assert (len(at), at[0], at[1]) == (4, at.main, at.sidebar)
    assert [type(child).__name__ for child in at.main.children.values()] == ["Text", "Block", "Text"]
    assert at.main.children[1].text[0].value == at.main[1][0].value == "b"
    assert (len(at.main[1]), bool(at.main[1])) == (1, True)
    assert at.main is at.text[0].root.main
    assert "b" in repr(at)
    assert at.text[0].run() is at
    assert at.main.run() is at


def test_what_an_empty_holds_stands_in_its_place() -> None:
    at = AppTest.from_string("import rushlight as st\nst.empty().text('a')\nst.empty()").run()
    assert [each.type for each in at.main] == ["main", "text", "empty"]


def test_elements_are_found_by_type_or_command() -> None:
    for wanted, count in {
        "button": 3, "form_submit_button": 1, "button_group": 2, "pills": 1, "flex_container": 2, "popover": 1,
        "date_time_input": 1, "datetime_input": 1, "grid_container": 1, "help_info": 1, "nonsense": 0,
    }.items():  # fmt: skip
        assert len(page().get(wanted)) == count, wanted
    assert page().popover[0].label == "Po"
    with pytest.raises(AttributeError, match="no 'buton'"):
        _ = page().buton
    with pytest.raises(AttributeError, match="A text has no 'size'"):
        _ = page().text[0].size


def test_elements_are_found_by_key() -> None:
    at = page()
    assert at.get_by_key("ti") is at.text_input(key="ti") is at.text_input("ti")
    assert at.get_by_key("cont").text.values == at.container(key="cont").text.values == ["in cont"]
    assert at.main.get_by_key("ti").proto.label == "TI"
    for find in (at.get_by_key, at.main.get_by_key, at.text_input, at.container):
        with pytest.raises(KeyError, match="nope"):
            find("nope")
    with pytest.raises(IndexError, match="There is no element number 99: there are 10"):
        _ = at.text[99]


def test_the_tree_knows_state_and_values() -> None:
    at = AppTest.from_string("import rushlight as st\nst.slider('n', 0, 9, 3, key='n')").run()
    at.slider[0].set_value(5)
    tree = at.slider[0].root
    assert list(tree.get_widget_states().values()) == [5]
    assert tree.session_state["n"] == 3
    assert at.slider[0].id in tree.get_widget_states()


@pytest.mark.parametrize(
    ("name", "option", "text"),
    [
        ("selectbox", "b", "B"), ("radio", "b", "b"), ("multiselect", "c", "c"), ("pills", "a", "a"),
        ("segmented_control", "b", "b"), ("select_slider", "c", "c"), ("menu_button", "y", "y"),
    ],
)  # fmt: skip
def test_an_option_has_a_text(name: str, option: str, text: str) -> None:
    assert getattr(page(), name)[0].format_func(option) == text


def test_every_widget_has_an_id() -> None:
    widgets = [each for each in page() if isinstance(each, Widget)]
    assert len({widget.id for widget in widgets}) == len(widgets) > 30
    assert all(widget.id.startswith("$$ID-") for widget in widgets)


def test_an_element_without_a_class_is_unknown_but_read() -> None:
    at = AppTest.from_string("import rushlight as st\nst.graphviz_chart('digraph{a->b}')").run()
    (chart,) = at.get("graphviz_chart")
    assert isinstance(chart, element_tree.UnknownElement)
    assert "a" in chart.proto.dot
