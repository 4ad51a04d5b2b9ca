"""Pills and segmented controls."""

from __future__ import annotations

from typing import Any

import pytest

from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source)


BOTH = pytest.mark.parametrize("command", ["pills", "segmented_control"])


@BOTH
def test_one_option_is_chosen_and_taken_back(command: str) -> None:
    at = app(f"st.text(repr(st.{command}('L', ['a', 'b'], key='k')))").run()
    group = at.get(command)[0]
    assert group.value is None
    assert group.label == "L"
    group.select("b").run()
    assert at.text[0].value == "'b'"
    assert at.session_state.k == "b"
    at.get(command)[0].unselect("b").run()
    assert at.text[0].value == "None"
    at.get(command)[0].select_index(0).run()
    assert at.text[0].value == "'a'"


@BOTH
def test_several_options_are_chosen_in_mode_multi(command: str) -> None:
    at = app(f"st.text(st.{command}('L', [1, 2, 3], selection_mode='multi', default=[2]))").run()
    group = at.get(command)[0]
    assert group.indices == [1]
    group.select(3).run()
    assert at.text[0].value == "[2, 3]"
    at.get(command)[0].unselect(2).run()
    assert at.text[0].value == "[3]"


@BOTH
def test_options_keep_their_type_and_are_shown_by_format_func(command: str) -> None:
    at = app(f"st.text(repr(st.{command}('L', [1.5, 2], default=2, format_func=lambda n: f'no. {{n}}')))").run()
    assert at.text[0].value == "2"
    assert at.get(command)[0].proto.options == ["no. 1.5", "no. 2"]


@BOTH
def test_session_state_sets_it(command: str) -> None:
    at = app(f"st.session_state.setdefault('k', 'b')\nst.text(st.{command}('L', ['a', 'b'], key='k'))").run()
    assert at.text[0].value == "b"


@BOTH
def test_properties_reach_the_browser(command: str) -> None:
    call = f"st.{command}('L', ['a'], required=True, help='H', disabled=True, label_visibility='hidden', width=200)"
    props = app(call).run().get(command)[0].proto
    assert (props.required, props.help, props.disabled, props.label_visibility, props.width) == (
        True, "H", True, "hidden", 200,
    )  # fmt: skip
    assert app(f"st.{command}('L', ['a'], wrap=True)").run().get(command)[0].proto.wrap
    assert not app(f"st.{command}('L', ['a'], wrap=False)").run().get(command)[0].proto.wrap


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.pills('L', ['a'], default='b')", "DefaultNotInOptionsError"),
        ("st.pills('L', ['a', 'b'], default=['a', 'b'])", "APIError"),
        ("st.pills('L', ['a'], selection_mode='two')", "InvalidValueError"),
    ],
)
def test_what_cannot_be_is_refused(call: str, error: str) -> None:
    assert app(call).run().exception[0].proto.name == error


@pytest.mark.parametrize("raw", ["c", ["a", "b"], 3, [1]])
def test_the_browser_cannot_choose_what_there_is_not(raw: Any) -> None:
    at = app("st.pills('L', ['a', 'b'])").run()
    at.change(at.pills[0].id, raw)
    with pytest.raises(ValueError, match="cannot have"):
        at.run()


def test_callbacks_are_called() -> None:
    at = app(
        "def note(word, more=''):\n    st.session_state.said = word + more\n"
        "st.pills('L', ['a'], on_change=note, args=('x',), kwargs={'more': 'y'})\n"
        "st.text(st.session_state.get('said'))"
    ).run()
    at.pills[0].select("a").run()
    assert at.text[0].value == "xy"
