"""The rules of widget identity, values, and lifetime, as scripts meet them."""

from __future__ import annotations

import pytest

from rushlight import errors
from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source)


def test_a_keyed_widgets_value_is_in_session_state() -> None:
    at = app("st.slider('n', 0, 10, 4, key='n')\nst.text(st.session_state.n)").run()
    assert at.text[0].value == "4"
    at.slider(key="n").set_value(7).run()
    assert at.text[0].value == "7"
    assert at.session_state.n == 7


def test_a_value_set_before_the_widget_wins_over_its_default() -> None:
    at = app("st.session_state.setdefault('n', 9)\nst.slider('n', 0, 10, 4, key='n')").run()
    assert at.slider[0].value == 9


def test_setting_a_value_after_the_widget_was_drawn_is_an_error() -> None:
    at = app("st.slider('n', 0, 10, key='n')\nst.session_state.n = 3").run()
    assert at.exception[0].proto.name == errors.WidgetAlreadyInstantiatedError.__name__


@pytest.mark.parametrize(
    "call", ["st.button('b', key='k')", "st.download_button('b', 'x', key='k')", "st.file_uploader('f', key='k')"]
)
def test_values_of_some_widgets_cannot_be_set(call: str) -> None:
    at = app(f"st.session_state.k = True\n{call}").run()
    assert at.exception[0].proto.name == errors.ValueAssignmentNotAllowedError.__name__


def test_the_same_widget_twice_needs_keys() -> None:
    assert app("st.button('b')\nst.button('b')").run().exception[0].proto.name == "DuplicateElementIdError"
    assert not app("st.button('b', key='1')\nst.button('b', key='2')").run().exception


@pytest.mark.parametrize("second", ["st.button('b', key='k')", "st.container(key='k')", "st.form('k')"])
def test_keys_are_shared_by_all_elements(second: str) -> None:
    at = app(f"st.slider('s', key='k')\n{second}").run()
    assert at.exception[0].proto.name == "DuplicateElementKeyError"


def test_without_a_key_another_argument_is_another_widget() -> None:
    at = app("top = st.number_input('top', value=10)\nst.slider('n', 0, int(top), 5)\n").run()
    at.slider[0].set_value(8).run()
    assert at.slider[0].value == 8
    at.number_input[0].set_value(20).run()
    assert at.slider[0].value == 5


def test_with_a_key_the_value_stays_when_label_and_default_change() -> None:
    at = app("n = st.number_input('n', value=1)\nst.text_input(f'label {n}', f'default {n}', key='t')\n").run()
    at.text_input[0].input("mine").run()
    at.number_input[0].set_value(2).run()
    assert at.text_input[0].label == "label 2"
    assert at.text_input[0].value == "mine"


def test_a_value_that_is_no_option_any_more_falls_back_to_the_default() -> None:
    at = app(
        "many = st.checkbox('many', True)\nst.selectbox('s', ['a', 'b', 'c'] if many else ['a', 'b'], key='s')"
    ).run()
    at.selectbox[0].select("c").run()
    assert at.selectbox[0].value == "c"
    at.checkbox[0].uncheck().run()
    assert at.selectbox[0].value == "a"


def test_a_widget_that_is_not_drawn_loses_its_value_and_its_key() -> None:
    at = app(
        "if st.checkbox('show', True):\n        st.slider('n', 0, 10, 2, key='n')\nst.text('n' in st.session_state)"
    ).run()
    at.slider[0].set_value(9).run()
    at.checkbox[0].uncheck().run()
    at.run()
    assert at.text[0].value == "False"
    at.checkbox[0].check().run()
    assert at.slider[0].value == 2


def test_persisted_state_survives_not_being_drawn() -> None:
    source = "if st.checkbox('show', True):\n        st.slider('n', 0, 10, 2, key='n', persist_state='session')"
    at = app(source).run()
    at.slider[0].set_value(9).run()
    at.checkbox[0].uncheck().run()
    at.checkbox[0].check().run()
    assert at.slider[0].value == 9


def test_a_run_that_stops_early_deletes_nothing() -> None:
    at = app("if st.checkbox('stop'):\n        st.stop()\nst.slider('n', 0, 10, 2, key='n')").run()
    at.slider[0].set_value(9).run()
    at.checkbox[0].check().run()
    at.checkbox[0].uncheck().run()
    assert at.slider[0].value == 9


def test_callbacks_run_before_the_script_with_the_new_values() -> None:
    source = """
def changed(word, *, sign):
    st.session_state.log = f'{word} {st.session_state.n}{sign}'
st.slider('n', 0, 10, key='n', on_change=changed, args=('got',), kwargs={'sign': '!'})
st.text(st.session_state.get('log', 'nothing'))
"""
    at = app(source).run()
    assert at.text[0].value == "nothing"
    at.slider[0].set_value(3).run()
    assert at.text[0].value == "got 3!"


def test_what_a_callback_draws_stands_before_the_script() -> None:
    at = app("st.button('b', on_click=lambda: st.text('from the callback'))\nst.text('script')").run()
    at.button[0].click().run()
    assert [text.value for text in at.text] == ["from the callback", "script"]


def test_a_click_is_true_for_one_run() -> None:
    at = app("st.text(st.button('b'))").run()
    at.button[0].click().run()
    assert at.text[0].value == "True"
    at.run()
    assert at.text[0].value == "False"


def test_a_form_sends_its_values_with_its_click() -> None:
    source = """
with st.form('f', clear_on_submit=True):
    word = st.text_input('word', 'start')
    sent = st.form_submit_button()
st.text(f'{word} {sent}')
"""
    at = app(source).run()
    at.text_input[0].input("typed")
    at.button[0].click().run()
    assert at.text[0].value == "typed True"
    at.run()
    assert at.text[0].value == "start False"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("st.button('b')", "InvalidLayoutContextError"),
        ("st.download_button('b', 'x')", "InvalidLayoutContextError"),
        ("st.form('g')", "InvalidLayoutContextError"),
        ("st.slider('s', on_change=print)", "InvalidFormCallbackError"),
    ],
)
def test_what_a_form_may_not_hold(body: str, error: str) -> None:
    at = app(f"with st.form('f'):\n        {body}\n        st.form_submit_button()").run()
    assert at.exception[0].proto.name == error


def test_values_returned_are_the_callers_own() -> None:
    at = app("options = [['a'], ['b']]\nv = st.selectbox('s', options)\nv.append('changed')\nst.text(options[0])").run()
    assert at.text[0].value == "['a']"


def test_session_state_is_a_mapping() -> None:
    source = """
s = st.session_state
s['a'] = 1; s.b = 2; s[3] = 'three'
del s['a']
st.text(sorted(s.keys()), help=None)
st.text((s.get('x', 'none'), 'b' in s, len(s), s.to_dict(), s['3']))
try:
    s.missing
except AttributeError:
    st.text('attribute')
try:
    s['missing']
except KeyError:
    st.text('key')
"""
    at = app(source).run()
    assert not at.exception
    assert at.text[0].value == "['3', 'b']"
    assert at.text[1].value == "('none', True, 2, {'b': 2, '3': 'three'}, 'three')"
    assert [text.value for text in at.text][2:] == ["attribute", "key"]


def test_enums_of_an_earlier_run_are_the_same_by_name() -> None:
    source = """
import enum
class Color(enum.Enum):
    RED = 1
    BLUE = 2
c = st.selectbox('c', Color, key='c')
st.text(c is Color.BLUE)
"""
    at = app(source).run()
    at.selectbox[0].select_index(1).run()
    assert at.text[0].value == "True"
    at.run()
    assert at.text[0].value == "True"


def test_session_state_can_be_emptied() -> None:
    at = app(
        "st.slider('n', 0, 10, 4, key='n')\nst.session_state.mine = 1\n"
        "if st.button('empty'):\n    st.session_state.clear()\n    st.rerun()\n"
        "st.text(sorted(st.session_state))"
    ).run()
    at.slider[0].set_value(7).run()
    assert at.session_state.mine == 1
    at.button[0].click().run()
    assert not at.exception
    assert at.slider[0].value == 4


def test_deleting_what_is_not_there_and_setting_an_internal_name_are_errors() -> None:
    assert app("del st.session_state['no']").run().exception[0].proto.name == "KeyError"
    assert "$$ID" in app("st.session_state['$$ID-1-x'] = 1").run().exception[0].message
    assert app("st.session_state.no").run().exception[0].proto.name == "AttributeError"


def test_a_disabled_widget_takes_nothing_from_the_browser() -> None:
    at = app("st.slider('n', 0, 10, 4, key='n', disabled=True)").run()
    at.change(at.slider[0].id, 9)
    assert at.run().slider[0].value == 4


def test_a_keyed_button_reads_as_false_and_a_deleted_widget_starts_anew() -> None:
    at = app(
        "st.text('b' in st.session_state)\nst.button('b', key='b')\nst.slider('n', 0, 10, 4, key='n')\n"
        "st.text(st.session_state.b)\nif st.button('drop'):\n    del st.session_state.n\n    st.rerun()"
    ).run()
    assert [each.value for each in at.text] == ["False", "False"]
    at.slider[0].set_value(7).run()
    at.button[1].click().run()
    assert at.slider[0].value == 4


def test_a_key_that_moves_to_another_kind_of_widget_starts_anew() -> None:
    at = app(
        "if st.checkbox('text'):\n    st.text_input('t', key='k')\nelse:\n    st.slider('s', 0, 10, 4, key='k')"
    ).run()
    at.slider[0].set_value(7).run()
    at.checkbox[0].check().run()
    assert not at.exception
    assert at.text_input[0].value == ""


def test_lists_and_maps_are_compared_as_the_wire_does() -> None:
    from rushlight.tree.values import same

    assert same([1, {"a": (2,)}], [1, {"a": [2]}])
    assert not same([1], [True])
    assert not same({"a": 1}, {"b": 1})
    assert not same(1, 1.0)


def test_a_value_that_outlives_its_widget_is_read_and_set_while_it_is_not_drawn() -> None:
    at = AppTest.from_string(
        "import rushlight as st\n"
        "shown = st.checkbox('shown', True)\n"
        "if shown:\n    st.slider('n', 0, 9, key='n', persist_state='session')\n"
        "st.text(repr(st.session_state.get('n')) + str('n' in st.session_state))\n"
    ).run()
    at.slider[0].set_value(4).run()
    at.checkbox[0].uncheck().run()
    assert at.run().text[0].value == "4True"
    at.session_state.n = 6
    at.checkbox[0].check().run()
    assert at.slider[0].value == 6


def test_a_click_on_what_is_disabled_does_nothing() -> None:
    at = AppTest.from_string("import rushlight as st\nst.text(st.button('b', disabled=True))").run()
    at.click(at.button[0].id)
    assert at.run().text[0].value == "False"


def test_a_script_can_leave_a_widget_without_a_value_and_a_user_cannot() -> None:
    source = "import rushlight as st\nif st.button('b'):\n    st.session_state.n = None\nst.text(st.number_input('n', 1, key='n'))"
    at = AppTest.from_string(source).run()
    at.change(at.number_input[0].id, None)
    with pytest.raises(ValueError, match="cannot be left without a value"):
        at.run()
    at.button[0].click().run()
    assert at.text[0].value == "None"
    assert at.run().text[0].value == "None"


def test_what_is_left_of_a_value_when_the_arguments_of_a_keyed_widget_change() -> None:
    source = (
        "import rushlight as st\n"
        "few = st.checkbox('few')\n"
        "st.multiselect('m', ['u', 'v'] if few else ['u', 'w'], key='m')\n"
        "st.selectbox('s', ['u', 'v'], format_func=str.upper if few else str, key='s')\n"
    )
    at = AppTest.from_string(source).run()
    at.multiselect[0].set_value(["u", "w"])
    at.selectbox[0].set_value("v").run()
    at.checkbox[0].check().run()
    assert (at.multiselect[0].value, at.selectbox[0].value) == (["u"], "v")
