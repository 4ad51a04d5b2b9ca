"""Pages to go through and menus of actions."""

from __future__ import annotations

import pytest

from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source)


def test_pages_are_counted_from_one() -> None:
    at = app("st.text(st.pagination(20, key='p', max_visible_pages=None, width='stretch'))").run()
    assert at.text[0].value == "1"
    at.pagination[0].set_value(20).run()
    assert at.text[0].value == "20"
    assert at.session_state.p == 20
    props = at.pagination[0].proto
    assert (props.pages, props.visible, props.width) == (20, None, "stretch")
    assert app("st.text(st.pagination(3, default=2))").run().text[0].value == "2"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.pagination(0)", "InvalidValueError"),
        ("st.pagination(3, default=4)", "ValueOutOfRangeError"),
        ("st.pagination(9, max_visible_pages=-1)", "InvalidValueError"),
        ("st.pagination(2.5)", "InvalidValueError"),
    ],
)
def test_pages_that_cannot_be_are_refused(call: str, error: str) -> None:
    assert app(call).run().exception[0].proto.name == error


def test_a_menu_gives_the_action_for_one_run() -> None:
    at = app("st.text(repr(st.menu_button('M', [1, 2], key='m', format_func=lambda n: f'do {n}')))").run()
    assert at.text[0].value == "None"
    assert at.menu_button[0].options == ["do 1", "do 2"]
    at.menu_button[0].click_index(1).run()
    assert at.text[0].value == "2"
    assert at.run().text[0].value == "None"
    at.menu_button[0].click("do 1").run()
    assert at.text[0].value == "1"


def test_a_menu_calls_back_and_stays_out_of_forms() -> None:
    at = app(
        "st.menu_button('M', ['a'], on_click=lambda word: st.text(word), args=('called',), type='primary', help='H', "
        "icon=':material/add:', width=200, wrap=True)"
    ).run()
    props = at.menu_button[0].proto
    assert (props.variant, props.help, props.width, props.wrap) == ("primary", "H", 200, True)
    at.menu_button[0].click().run()
    assert at.text[0].value == "called"
    failed = app("with st.form('f'):\n    st.menu_button('M', ['a'])").run()
    assert failed.exception[0].proto.name == "InvalidLayoutContextError"
    disabled = app("st.menu_button('M', ['a'], disabled=True)").run()
    with pytest.raises(Exception, match="disabled"):
        disabled.menu_button[0].click()
