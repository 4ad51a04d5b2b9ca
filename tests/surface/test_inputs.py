"""Every parameter of the input widgets and links does what it should."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest

from rushlight.testing import AppTest
from tests.surface.table import Proofs, commands_of, drawn, failure, parameters_of, prepared, shown

COMMANDS = tuple(name for name in commands_of("widget", "link") if name != "data_editor")
PROOFS = Proofs(*COMMANDS)


class Sample(NamedTuple):
    """How a widget is called in a proof, and a value that a user may give it."""

    arguments: str
    raw: Any = None
    """What the browser sends."""
    value: Any = None
    """What the script gets of it."""
    text: Any = None
    """What the address says of it; a list for several."""
    default: Any = None


DATES = "import datetime as dt\n"
SAMPLES = {
    "audio_input": Sample("'L'"),
    "button": Sample("'L'", True, True, default=False),
    "camera_input": Sample("'L'"),
    "chat_input": Sample("", {"text": "hi"}, "hi"),
    "checkbox": Sample("'L'", True, True, "true", False),
    "color_picker": Sample("'L'", "#ff0000", "#ff0000", "#ff0000", "#000000"),
    "date_input": Sample(
        "'L', dt.date(2026, 1, 5)", "2026-02-01", dt.date(2026, 2, 1), "2026-02-01", dt.date(2026, 1, 5)
    ),
    "datetime_input": Sample(
        "'L', dt.datetime(2026, 1, 5)",
        "2026-02-01T10:30",
        dt.datetime(2026, 2, 1, 10, 30),
        "2026-02-01T10:30",
        dt.datetime(2026, 1, 5),
    ),
    "download_button": Sample("'L', 'content'", True, True, default=False),
    "feedback": Sample("'stars'", 3, 3, "3"),
    "file_uploader": Sample("'L'"),
    "form_submit_button": Sample("'L'", True, True, default=False),
    "link_button": Sample("'L', 'https://example.org', on_click='rerun'", True, True, default=False),
    "menu_button": Sample("'L', ['x', 'y']", "y", "y"),
    "multiselect": Sample("'L', ['x', 'y']", ["y"], ["y"], ["y"], []),
    "number_input": Sample("'L'", 2.5, 2.5, "2.5", 0.0),
    "pagination": Sample("9", 4, 4, "4", 1),
    "pills": Sample("'L', ['x', 'y']", ["y"], "y", "y"),
    "radio": Sample("'L', ['x', 'y']", "y", "y", "y", "x"),
    "segmented_control": Sample("'L', ['x', 'y']", ["y"], "y", "y"),
    "select_slider": Sample("'L', ['x', 'y']", "y", "y", "y", "x"),
    "selectbox": Sample("'L', ['x', 'y']", "y", "y", "y", "x"),
    "slider": Sample("'L', 0, 9", 4, 4, "4", 0),
    "text_area": Sample("'L'", "hi", "hi", "hi", ""),
    "text_input": Sample("'L'", "hi", "hi", "hi", ""),
    "time_input": Sample("'L', dt.time(5)", "06:30", dt.time(6, 30), "06:30", dt.time(5)),
    "toggle": Sample("'L'", True, True, "true", False),
    "page_link": Sample("'https://example.org', label='L'"),
}
TRIGGERS = ("button", "chat_input", "download_button", "form_submit_button", "link_button", "menu_button")
FILES = ("audio_input", "camera_input", "file_uploader")
VALUED = tuple(name for name in COMMANDS if name not in (*TRIGGERS, *FILES, "page_link"))
LABELLED = tuple(name for name in COMMANDS if "label" in parameters_of(name))


def call(command: str, extra: str = "", arguments: str | None = None) -> str:
    """Return the source of a call; of a submit button with the form around it."""
    given = SAMPLES[command].arguments if arguments is None else arguments
    if "on_click=" in extra:
        given = given.replace(", on_click='rerun'", "")
    parts = [part for part in (given, extra) if part]
    form = "st.form('f')." if command == "form_submit_button" else "st."
    return f"{form}{command}({', '.join(parts)})"


def props_of(command: str, extra: str = "", arguments: str | None = None) -> Any:
    kind = "checkbox" if command == "toggle" else "button" if command == "form_submit_button" else command
    return drawn(DATES + call(command, extra, arguments), kind)


def app(source: str) -> AppTest:
    """Run a script with dates at hand, without an error."""
    return shown(DATES + source)


def widget(at: AppTest, command: str) -> Any:
    """Return the (first) widget of a command on a page."""
    kind = {"form_submit_button": "button"}.get(command, command)
    return at.get(kind)[0]


def give(at: AppTest, command: str) -> AppTest:
    """Do to a widget what a user does, and run the app."""
    found = widget(at, command)
    (at.click if command in TRIGGERS else at.change)(found.id, SAMPLES[command].raw)
    at.run()
    assert not at.exception, at.exception[0].value
    return at


def upload(at: AppTest, command: str) -> AppTest:
    """Have a user give a file to a widget, and run the app."""
    name, mime = {"audio_input": ("a.wav", "audio/wav"), "camera_input": ("a.jpg", "image/jpeg")}.get(
        command, ("a.csv", "text/csv")
    )
    widget(at, command).upload(name, b"content", mime)
    at.run()
    assert not at.exception, at.exception[0].value
    return at


def act(at: AppTest, command: str) -> AppTest:
    return upload(at, command) if command in FILES else give(at, command)


def returned(source: str) -> Any:
    """Return what an expression gives a script."""
    return app(f"st.session_state.seen = {source}").session_state.seen


# --- what all of them have -------------------------------------------------------------------------------------------


@PROOFS.each("label", commands=LABELLED)
def the_label_is_shown_with_emoji(command: str) -> None:
    arguments = SAMPLES[command].arguments.replace("'L'", "'**A** :tada:'")
    assert props_of(command, arguments=arguments).label == "**A** 🎉"


@PROOFS.each("key", commands=(*VALUED, *FILES))
def the_key_names_the_value_and_keeps_it_when_other_arguments_change(command: str) -> None:
    at = app(f"st.session_state.flip = st.session_state.get('flip')\n{call(command, 'key=4')}")
    assert "4" in at.session_state
    act(at, command)
    kept = at.session_state["4"]
    assert kept is not None and (command in FILES or kept == SAMPLES[command].value)
    other = "help='new', key='k'" if "help" in parameters_of(command) else "width='stretch', key='k'"
    source = f"extra = st.checkbox('flip')\nst.session_state.seen = {call(command, other)} if extra else {call(command, 'key=chr(107)')}"
    at = app(source) if command not in ("checkbox",) else app(source.replace("checkbox('flip')", "toggle('flip')"))
    found = at.get(command)[-1]
    if command in FILES:
        found.upload({"audio_input": "a.wav", "camera_input": "a.jpg"}.get(command, "a.csv"), b"content")
    else:
        at.change(found.id, SAMPLES[command].raw)
    at.run()
    before = at.session_state.seen
    switch = at.toggle if command == "checkbox" else at.checkbox
    switch[0].check().run()
    assert at.session_state.seen == before and before is not None


@PROOFS.each("key", commands=TRIGGERS)
def the_key_tells_apart_and_names_a_click_for_one_run(command: str) -> None:
    twice = f"{call(command, 'key=1')}\n{call(command, 'key=2').replace('form(' + repr('f'), 'form(' + repr('g'))}"
    at = app(f"{twice}\nst.session_state.seen = st.session_state['1'], st.session_state['2']")
    give(at, command)
    assert at.session_state.seen == (SAMPLES[command].value, SAMPLES[command].default)
    at.run()
    assert at.session_state.seen == (SAMPLES[command].default,) * 2


@PROOFS.each("help")
def help_is_a_tip(command: str) -> None:
    assert props_of(command, "help='''\n    One\n      **two** '''").help == "One\n  **two**"
    assert props_of(command).help is None


@PROOFS.each("disabled")
def disabled_takes_nothing_from_the_user(command: str) -> None:
    assert props_of(command, "disabled=True").disabled is True
    if command == "page_link":
        return
    at = app(f"st.session_state.seen = {call(command, 'disabled=True')}")
    if command in FILES:
        with pytest.raises(Exception, match="disabled"):
            widget(at, command).upload("a", b"")
        return
    sample = SAMPLES[command]
    (at.click if command in TRIGGERS else at.change)(widget(at, command).id, sample.raw)
    at.run()
    assert at.session_state.seen == sample.default


@PROOFS.each("label_visibility")
def the_label_is_shown_keeps_its_place_or_is_read_out_only(command: str) -> None:
    for word in ("visible", "hidden", "collapsed"):
        assert props_of(command, f"label_visibility='{word}'").label_visibility == word
    assert failure(DATES + call(command, "label_visibility='none'")).proto.name == "InvalidValueError"


@PROOFS.each("width")
def the_width_is_in_pixels_or_as_the_place_or_the_content_asks(command: str) -> None:
    narrow = ("stretch", "content") if props_of(command).width == "content" else ("stretch",)
    for word in narrow:
        assert props_of(command, f"width='{word}'").width == word
    assert props_of(command, "width=123").width == 123
    for wrong in ("'wide'", "0", "-3", *(() if "content" in narrow else ("'content'",))):
        assert failure(DATES + call(command, f"width={wrong}")).proto.name == "InvalidWidthError"


@PROOFS.each("use_container_width")
def use_container_width_is_the_older_way_to_say_it(command: str) -> None:
    assert props_of(command, "use_container_width=True, width=99").width == "stretch"
    assert props_of(command, "use_container_width=False").width == "content"


@PROOFS.each("icon", commands=[name for name in COMMANDS if "icon" in parameters_of(name)])
def the_icon_is_an_emoji_or_a_picture_by_name(command: str) -> None:
    assert props_of(command).icon is None
    assert props_of(command, "icon='🔥'").icon.emoji == "🔥"
    assert props_of(command, "icon=':material/home:'").icon.path.startswith("M")
    assert "one emoji" in failure(DATES + call(command, "icon='fire'")).message


@PROOFS.each("icon_position")
def the_icon_stands_on_either_side(command: str) -> None:
    assert props_of(command, "icon='🔥'").icon_side == "left"
    assert props_of(command, "icon='🔥', icon_position='right'").icon_side == "right"
    assert failure(DATES + call(command, "icon_position='top'")).proto.name == "InvalidValueError"


@PROOFS.each("shortcut")
def a_shortcut_is_one_key_with_modifiers(command: str) -> None:
    for given, keys in (("Ctrl+K", "ctrl+k"), ("cmd + Shift + s", "cmd+shift+s"), ("Esc", "escape"), ("F2", "f2")):
        assert props_of(command, f"shortcut='{given}'").shortcut == keys
    for wrong in ("Ctrl", "A+B", "", "Foo+K", "Ctrl+C", "r"):
        assert "shortcut" in failure(call(command, f"shortcut='{wrong}'")).message


@PROOFS.each("wrap", commands=("multiselect",))
def chips_take_several_lines_unless_they_shall_not(command: str) -> None:
    assert [props_of(command, f"wrap={wrap}").wrap for wrap in (None, True, False)] == [True, True, False]


@PROOFS.each("wrap", commands=("pills", "segmented_control"))
def options_take_several_lines_or_one_that_scrolls(command: str) -> None:
    usual = command == "pills"
    assert [props_of(command, f"wrap={wrap}").wrap for wrap in (None, True, False)] == [usual, True, False]


@PROOFS.each(
    "wrap",
    commands=[
        n for n in COMMANDS if "wrap" in parameters_of(n) and n not in ("multiselect", "pills", "segmented_control")
    ],
)
def a_long_label_takes_several_lines_or_is_cut_or_does_as_its_place_asks(command: str) -> None:
    assert [props_of(command, f"wrap={wrap}").wrap for wrap in (None, True, False)] == [None, True, False]


@PROOFS.each("type", commands=[n for n in COMMANDS if "button" in n])
def the_type_is_how_a_button_looks(command: str) -> None:
    for word in ("primary", "secondary", "tertiary"):
        assert props_of(command, f"type='{word}'").variant == word
    assert failure(call(command, "type='big'")).proto.name == "InvalidValueError"


# --- changes ---------------------------------------------------------------------------------------------------------

CALLBACK = "def note(*a, **k):\n    st.session_state.notes = st.session_state.get('notes', []) + [(a, k)]\n"


def notes(at: AppTest) -> list[Any]:
    return at.session_state.notes if "notes" in at.session_state else []


@PROOFS.each("on_change")
def a_change_calls_back_runs_or_waits(command: str) -> None:
    at = app(CALLBACK + call(command, "on_change=note"))
    assert notes(at) == []
    act(at, command)
    assert notes(at) == [((), {})]
    assert notes(at.run()) == [((), {})], "a run without a change calls nobody"
    for word, quiet in (("'rerun'", False), ("None", False), ("'ignore'", True)):
        assert props_of(command, f"on_change={word}").quiet is quiet
    assert failure(DATES + call(command, "on_change='later'")).proto.name == "InvalidValueError"
    inside = f"{DATES}with st.form('f'):\n    {call(command, 'on_change=print')}\n    st.form_submit_button()"
    assert failure(inside).proto.name == "InvalidFormCallbackError"


@PROOFS.each("on_click", commands=[n for n in TRIGGERS if n != "chat_input"])
def a_click_calls_back_before_the_script(command: str) -> None:
    at = app(
        CALLBACK + f"{call(command, 'on_click=note')}\nst.session_state.seen = len(st.session_state.get('notes', []))"
    )
    give(at, command)
    assert (at.session_state.seen, notes(at)) == (1, [((), {})])
    assert notes(at.run()) == [((), {})]
    assert failure(call(command, "on_click='later'")).proto.name == "InvalidValueError"


@PROOFS.of("download_button", "on_click")
def a_download_runs_the_script_or_does_not() -> None:
    assert [props_of("download_button", f"on_click={word}").quiet for word in ("'rerun'", "None", "'ignore'")] == [
        False,
        False,
        True,
    ]


@PROOFS.of("link_button", "on_click")
def a_link_reports_clicks_if_it_shall() -> None:
    assert props_of("link_button", "on_click='ignore'").reports is False
    assert props_of("link_button", "on_click='rerun'").reports is True
    at = app("st.session_state.seen = st.link_button('L', 'https://example.org', on_click='rerun')")
    assert at.session_state.seen is False
    assert give(at, "link_button").session_state.seen is True


@PROOFS.of("chat_input", "on_submit")
def a_message_calls_back_before_the_script() -> None:
    at = app(CALLBACK + "st.chat_input(on_submit=note, key='c')")
    assert notes(give(at, "chat_input")) == [((), {})]
    assert failure("st.chat_input(on_submit='rerun')").proto.name == "InvalidValueError"


@PROOFS.each("args", "kwargs")
def a_callback_gets_its_arguments(command: str) -> None:
    parameter = next(p for p in ("on_change", "on_click", "on_submit") if p in parameters_of(command))
    at = app(CALLBACK + call(command, f"{parameter}=note, args=[1, 'b'], kwargs={{'c': 3}}"))
    assert notes(act(at, command)) == [((1, "b"), {"c": 3})]


# --- lives of values -------------------------------------------------------------------------------------------------


@PROOFS.each("bind")
def the_address_keeps_the_value(command: str) -> None:
    sample = SAMPLES[command]
    source = f"st.session_state.seen = {call(command, 'key=' + repr('k') + ', bind=' + repr('query-params'))}"
    at = give(app(source), command)
    assert at.query_params["k"] == (
        sample.text if not isinstance(sample.text, list) or len(sample.text) > 1 else sample.text[0]
    )
    fresh = prepared(f"{DATES}{source}")
    fresh.query_params["k"] = sample.text
    fresh.run()
    assert fresh.session_state.seen == sample.value
    at = prepared(f"{DATES}{source}")
    at.query_params["k"] = "~"
    at.run()
    free = command in ("text_input", "text_area")
    assert at.session_state.seen == ("~" if free else sample.default)
    assert failure(DATES + call(command, "bind='query-params'")).proto.name == "MissingRequiredParameterError"
    assert failure(DATES + call(command, "bind='cookie', key='k'")).proto.name == "InvalidValueError"


@PROOFS.each("persist_state")
def the_value_outlives_its_widget_if_it_shall(command: str) -> None:
    sample = SAMPLES[command]
    for persist, kept in (("None", False), ("'page'", True), ("'session'", True)):
        drawing = call(command, f"key='k', persist_state={persist}")
        at = app(
            f"hide = st.session_state.get('hide')\nseen = None if hide else {drawing}\nst.session_state.seen = seen"
        )
        give(at, command)
        at.session_state.hide = True
        at.run().run()
        assert ("k" in at.session_state) is kept
        if kept:
            assert at.session_state.k == sample.value
        at.session_state.hide = False
        at.run()
        assert at.session_state.seen == (sample.value if kept else sample.default)
    assert failure(DATES + call(command, "persist_state='page'")).proto.name == "MissingRequiredParameterError"
    assert failure(DATES + call(command, "persist_state='ever', key='k'")).proto.name == "InvalidValueError"


@PROOFS.each("required")
def an_empty_field_is_marked_and_holds_its_form_back(command: str) -> None:
    assert props_of(command).required is False
    assert props_of(command, "required=True").required is True


# --- choices ---------------------------------------------------------------------------------------------------------

CHOOSING = tuple(name for name in COMMANDS if "format_func" in parameters_of(name))


def choose(at: AppTest, command: str, text: str) -> AppTest:
    """Choose an option by its text."""
    found = widget(at, command)
    listed = command in ("multiselect", "pills", "segmented_control")
    (at.click if command in TRIGGERS else at.change)(found.id, [text] if listed else text)
    at.run()
    assert not at.exception, at.exception[0].value
    return at


def single(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


@PROOFS.each("options", commands=CHOOSING)
def options_are_any_sequence_and_come_back_as_they_are(command: str) -> None:
    frames = (
        "import enum, numpy as np, pandas as pd, polars as pl\nclass Tone(enum.Enum):\n    DARK = 1\n    LIGHT = 2\n"
    )
    for options, text, value in (
        ("[1, 2]", "2", 2),
        ("(x for x in 'ab')", "b", "b"),
        ("{'a': 1, 'b': 2}", "b", "b"),
        ("[{'n': 1}, {'n': 2}]", "{'n': 2}", {"n": 2}),
        ("np.array([1, 2])", "2", 2),
        ("pd.Series([1, 2])", "2", 2),
        ("pd.DataFrame({'a': [1, 2], 'b': [3, 4]})", "2", 2),
        ("pl.DataFrame({'a': [1, 2]})", "2", 2),
        ("'one'", "one", "one"),
    ):
        at = app(f"{frames}st.session_state.seen = st.{command}('L', {options})")
        seen = single(choose(at, command, text).session_state.seen)
        assert seen == value and type(seen) is type(value)
    source = f"{frames}value = st.{command}('L', Tone)\nseen = value if isinstance(value, list) else [value]\n"
    source += "st.session_state.seen = [each for each in seen if isinstance(each, Tone)] == [Tone.LIGHT]"
    assert choose(app(source), command, "Tone.LIGHT").session_state.seen is True


@PROOFS.each("options", commands=CHOOSING)
def an_option_is_the_callers_own(command: str) -> None:
    source = f"kept = [{{'n': [1]}}, {{'n': [2]}}]\nvalue = st.{command}('L', kept)\nst.session_state.kept = kept\n"
    at = app(source + "if value:\n    (value[0] if isinstance(value, list) else value)['n'].append(9)")
    assert choose(at, command, "{'n': [2]}").session_state.kept == [{"n": [1]}, {"n": [2]}]


@PROOFS.each("format_func", commands=CHOOSING)
def an_option_is_shown_as_the_function_writes_it(command: str) -> None:
    source = f"st.session_state.seen = st.{command}('L', [1, 2], format_func=lambda n: 'no. ' + str(n))"
    at = app(source)
    assert list(widget(at, command).proto.options) == ["no. 1", "no. 2"]
    assert single(choose(at, command, "no. 2").session_state.seen) == 2


@PROOFS.each("index", commands=("selectbox", "radio"))
def the_index_is_the_first_choice(command: str) -> None:
    assert returned(f"st.{command}('L', ['x', 'y'], index=1)") == "y"
    assert returned(f"st.{command}('L', ['x', 'y'], index=None)") is None
    assert returned(f"st.{command}('L', [])") is None
    assert failure(f"st.{command}('L', ['x'], index=1)").proto.name == "ValueOutOfRangeError"
    assert failure(f"st.{command}('L', ['x'], index='x')").proto.name == "InvalidParameterTypeError"
    if command == "selectbox":
        assert drawn("st.selectbox('L', ['x'], index=None)").clearable is True


@PROOFS.each("default", commands=("multiselect", "pills", "segmented_control"))
def the_default_is_chosen_first(command: str) -> None:
    multi = "" if command == "multiselect" else ", selection_mode='multi'"
    assert returned(f"st.{command}('L', [1, 2, 3], default=[3, 1]{multi})") == [3, 1]
    assert returned(f"st.{command}('L', [1, 2, 3], default=2{multi})") == [2]
    assert failure(f"st.{command}('L', [1, 2], default=[4])").proto.name == "DefaultNotInOptionsError"


@PROOFS.each("selection_mode")
def one_or_several_are_chosen(command: str) -> None:
    assert props_of(command).multiple is False
    assert props_of(command, "selection_mode='multi'").multiple is True
    at = app(f"st.session_state.seen = st.{command}('L', ['x', 'y'], selection_mode='multi')")
    at.change(widget(at, command).id, ["x", "y"])
    assert at.run().session_state.seen == ["x", "y"]
    at = app(f"st.{command}('L', ['x', 'y'])")
    at.change(widget(at, command).id, ["x", "y"])
    with pytest.raises(ValueError, match="one at most"):
        at.run()
    assert failure(f"st.{command}('L', ['x'], selection_mode='few')").proto.name == "InvalidValueError"


@PROOFS.each("placeholder", commands=[n for n in COMMANDS if "placeholder" in parameters_of(n)])
def the_placeholder_is_shown_while_it_is_empty(command: str) -> None:
    extra, arguments = ("", "'P'") if command == "chat_input" else ("placeholder='P'", None)
    assert props_of(command, extra, arguments).placeholder == "P"


@PROOFS.each("filter_mode")
def typing_searches_in_a_way_or_not_at_all(command: str) -> None:
    for mode in ("fuzzy", "contains", "prefix", None):
        assert props_of(command, f"filter_mode={mode!r}").filter == mode
    assert failure(call(command, "filter_mode='exact'")).proto.name == "InvalidValueError"


@PROOFS.each("accept_new_options")
def a_text_that_is_no_option_is_taken_if_it_may(command: str) -> None:
    assert props_of(command, "accept_new_options=True").free_text is True
    at = app(f"st.session_state.seen = {call(command, 'accept_new_options=True')}")
    assert single(choose(at, command, "new").session_state.seen) == "new"
    with pytest.raises(ValueError, match="not one of the options"):
        choose(app(call(command)), command, "new")


@PROOFS.of("selectbox", "accept_new_options", "filter_mode")
def new_options_need_typing() -> None:
    wrong = "st.selectbox('L', ['x'], accept_new_options=True, filter_mode=None)"
    assert failure(wrong).proto.name == "IncompatibleParametersError"


@PROOFS.of("multiselect", "max_selections")
def no_more_than_so_many_are_chosen() -> None:
    assert props_of("multiselect", "max_selections=1").max_selections == 1
    at = app("st.multiselect('L', ['x', 'y'], max_selections=1)")
    at.change(at.multiselect[0].id, ["x", "y"])
    with pytest.raises(ValueError, match="at most 1"):
        at.run()
    over = "st.multiselect('L', ['x', 'y'], ['x', 'y'], max_selections=1)"
    assert failure(over).proto.name == "SelectionCountExceedsMaxError"
    assert failure("st.multiselect('L', ['x'], max_selections=0)").proto.name == "InvalidValueError"


@PROOFS.of("multiselect", "select_all")
def all_can_be_chosen_at_once_up_to_so_many() -> None:
    for given, offered in ((True, True), (False, False), (2, True), (1, False)):
        assert props_of("multiselect", f"select_all={given}").select_all is offered
    assert failure("st.multiselect('L', [], select_all=-1)").proto.name == "InvalidValueError"
    assert failure("st.multiselect('L', [], select_all='x')").proto.name == "InvalidParameterTypeError"


@PROOFS.of("radio", "horizontal")
def options_stand_side_by_side() -> None:
    assert (props_of("radio").horizontal, props_of("radio", "horizontal=True").horizontal) == (False, True)


@PROOFS.of("radio", "captions")
def captions_stand_below_options() -> None:
    assert list(props_of("radio", "captions=['**a**', None]").captions) == ["**a**", ""]


@PROOFS.of("select_slider", "value")
def an_option_or_a_pair_of_them_is_chosen_first() -> None:
    assert returned("st.select_slider('L', ['x', 'y', 'z'], value='y')") == "y"
    assert returned("st.select_slider('L', ['x', 'y', 'z'], value=('z', 'y'))") == ("y", "z")
    assert drawn("st.select_slider('L', ['x', 'y', 'z'], value=('x', 'y'))").range is True
    assert returned("st.select_slider('L', [0.1, 0.2, 0.3], value=0.1 + 0.2)") == 0.3
    assert failure("st.select_slider('L', ['x'], value='q')").proto.name == "DefaultNotInOptionsError"
    assert failure("st.select_slider('L', [])").proto.name == "MissingRequiredParameterError"


@PROOFS.of("feedback", "options")
def marks_are_thumbs_faces_or_stars() -> None:
    for options, last in (("thumbs", 1), ("faces", 4), ("stars", 4)):
        at = app(f"st.session_state.seen = st.feedback('{options}')")
        assert at.feedback[0].proto.options == options
        at.change(at.feedback[0].id, last)
        assert at.run().session_state.seen == last
        at.change(at.feedback[0].id, last + 1)
        with pytest.raises(ValueError, match="number of a mark"):
            at.run()
    assert failure("st.feedback('hearts')").proto.name == "InvalidValueError"


@PROOFS.of("feedback", "default")
def a_mark_is_given_first() -> None:
    assert (returned("st.feedback('stars', default=4)"), returned("st.feedback()")) == (4, None)
    assert failure("st.feedback('stars', default=5)").proto.name == "ValueOutOfRangeError"


@PROOFS.of("pagination", "num_pages", "default", "max_visible_pages")
def pages_are_counted_from_one() -> None:
    props = drawn("st.pagination(20, default=3, max_visible_pages=None)")
    assert (props.pages, props.visible) == (20, None)
    assert drawn("st.pagination(20)").visible == 7
    assert returned("st.pagination(20, default=3)") == 3
    assert failure("st.pagination(0)").proto.name == "InvalidValueError"
    assert failure("st.pagination(3, default=4)").proto.name == "ValueOutOfRangeError"
    assert failure("st.pagination(3, max_visible_pages=-1)").proto.name == "InvalidValueError"
    at = app("st.pagination(3)")
    at.change(at.pagination[0].id, 4)
    with pytest.raises(ValueError, match="numbered from 1 to 3"):
        at.run()


# --- texts -----------------------------------------------------------------------------------------------------------


@PROOFS.each("value", commands=("text_input", "text_area"))
def a_text_is_there_first(command: str) -> None:
    assert [returned(f"st.{command}('L', {value})") for value in ("'a'", "5", "None")] == ["a", "5", None]
    assert drawn(f"st.{command}('L', None)").nullable is True


@PROOFS.each("max_chars", commands=("text_input", "text_area"))
def no_more_characters_than_so_many(command: str) -> None:
    assert drawn(f"st.{command}('L', max_chars=3)").max_chars == 3
    assert returned(f"st.{command}('L', 'long text', max_chars=3)") == "lon"
    at = app(f"st.{command}('L', max_chars=3)")
    at.change(widget(at, command).id, "long text")
    with pytest.raises(ValueError, match="at most 3 characters"):
        at.run()


@PROOFS.of("text_input", "type")
def a_type_of_text_brings_what_belongs_to_it() -> None:
    for type, autocomplete, has_icon, has_check in (
        ("default", None, False, False),
        ("password", "new-password", False, False),
        ("email", "email", True, True),
        ("url", "url", True, True),
        ("phone", "tel", True, False),
        ("search", "off", True, False),
    ):
        props = drawn(f"st.text_input('L', type='{type}')")
        assert props.type == type
        assert (props.autocomplete, props.icon is not None, props.pattern is not None) == (
            autocomplete,
            has_icon,
            has_check,
        )
    assert drawn("st.text_input('L', type='email', icon='🔥', placeholder='P', validate='x')").pattern == "x"
    assert failure("st.text_input('L', type='colour')").proto.name == "InvalidValueError"


@PROOFS.of("text_input", "autocomplete")
def the_browser_is_told_what_to_fill_in() -> None:
    assert drawn("st.text_input('L', autocomplete='given-name')").autocomplete == "given-name"


@PROOFS.of("text_input", "validate")
def an_expression_must_be_found_in_the_text() -> None:
    assert drawn("st.text_input('L', validate='^a+$')").pattern == "^a+$"
    props = drawn("st.text_input('L', validate=('^a+$', 'Only a.'))")
    assert (props.pattern, props.pattern_message) == ("^a+$", "Only a.")
    assert failure("st.text_input('L', validate=5)").proto.name == "InvalidParameterTypeError"
    assert failure("st.text_input('L', validate=('x',))").proto.name == "InvalidValueError"


@PROOFS.of("text_input", "live")
def typing_is_sent_after_a_pause() -> None:
    for given, pause in (("False", None), ("True", 250), ("'1s'", 1000), ("'40ms'", 40)):
        assert drawn(f"st.text_input('L', live={given})").live == pause
    assert failure("st.text_input('L', live=5)").proto.name == "InvalidParameterTypeError"
    assert failure("st.text_input('L', live='soon')").proto.name == "BadTimeStringError"


@PROOFS.of("text_area", "height")
def the_height_is_in_pixels_or_as_the_content_or_the_place_asks() -> None:
    assert [drawn(f"st.text_area('L', height={h})").height for h in ("None", "200", "'content'", "'stretch'")] == [
        122,
        200,
        "content",
        "stretch",
    ]
    assert failure("st.text_area('L', height='tall')").proto.name == "InvalidHeightError"


# --- numbers ---------------------------------------------------------------------------------------------------------


@PROOFS.of("number_input", "value")
def a_number_is_there_first() -> None:
    for arguments, value in (
        ("", 0.0),
        ("value=3", 3),
        ("value=2.5", 2.5),
        ("3, 9", 3),
        ("value=None", None),
        ("max_value=-5", -5),
        ("value='min', min_value=2", 2),
    ):
        found = returned(f"st.number_input('L', {arguments})")
        assert found == value and type(found) is type(value)
    assert drawn("st.number_input('L', value=None)").nullable is True
    assert failure("st.number_input('L', value=1, step=0.5)").proto.name == "MixedNumericTypesError"
    assert failure("st.number_input('L', value=2**60)").proto.name == "NumberBoundsError"


@PROOFS.of("number_input", "min_value", "max_value")
def numbers_stay_within_their_limits() -> None:
    props = drawn("st.number_input('L', 1, 9)")
    assert (props.min, props.max) == (1, 9)
    at = app("st.number_input('L', 1, 9)")
    for raw in (0, 10):
        at.change(at.number_input[0].id, raw)
        with pytest.raises(ValueError, match="not within 1 and 9"):
            at.run()
    assert failure("st.number_input('L', 1, 9, value=0)").proto.name == "ValueBelowMinError"
    assert failure("st.number_input('L', 1, 9, value=10)").proto.name == "ValueAboveMaxError"
    assert failure("st.number_input('L', 9, 1)").proto.name == "InvalidMinMaxError"
    assert returned("st.session_state.setdefault('n', 50) and st.number_input('L', 1, 9, key='n')") == 1


@PROOFS.of("number_input", "step")
def buttons_step_by_so_much() -> None:
    assert [drawn(f"st.number_input('L', {a})").step for a in ("", "value=1", "step=0.5", "value=4, step=2")] == [
        0.01,
        1,
        0.5,
        2,
    ]
    at = app("st.session_state.seen = st.number_input('L', value=4, step=2)")
    at.number_input[0].increment()
    assert at.run().session_state.seen == 6


@PROOFS.of("number_input", "format")
def the_format_is_how_a_number_is_shown() -> None:
    assert drawn("st.number_input('L', format='%.3f')").format == "%.3f"
    assert drawn("st.number_input('L', step=0.001)").format == "%.3f"
    assert drawn("st.number_input('L', value=1)").format is None
    assert failure("st.number_input('L', format='percent')").proto.name == "InvalidNumberFormatError"


@PROOFS.of("slider", "min_value", "max_value", "value")
def a_slider_reaches_from_end_to_end() -> None:
    for arguments, low, high, value in (
        ("", 0, 100, 0),
        ("0, 10, 4", 0, 10, 4),
        ("0, 10, (2, 5)", 0, 10, (2, 5)),
        ("0, 10, ()", 0, 10, (0, 10)),
        ("0, 10, (2,)", 0, 10, (2,)),
        ("value=150", 0, 150, 150),
        ("value=0.5", 0.0, 1.0, 0.5),
        ("10, 5", 5, 10, 10),
        ("max_value=-5", -5, 0, 0),
    ):
        at = app(f"st.session_state.seen = st.slider('L', {arguments})")
        props = at.slider[0].proto
        assert (props.min, props.max, at.session_state.seen) == (low, high, value)
        assert props.range is isinstance(value, tuple)
    day = app("st.session_state.seen = st.slider('L', dt.date(2026, 1, 1), dt.date(2026, 1, 9))")
    assert (day.session_state.seen, day.slider[0].proto.scale) == (dt.date(2026, 1, 1), "date")
    assert returned("st.slider('L', value=dt.time(12, 30))") == dt.time(12, 30)
    zoned = "dt.datetime(2026, 1, 5, 12, tzinfo=dt.timezone.utc)"
    assert returned(f"st.slider('L', value={zoned})") == dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
    assert failure("st.slider('L', 0.0, 10)").proto.name == "InvalidParameterTypeError"
    assert failure("st.slider('L', 5, 5)").proto.name == "InvalidMinMaxError"
    at = app("st.slider('L', 0, 9)")
    at.change(at.slider[0].id, 10)
    with pytest.raises(ValueError, match="within 0 and 9"):
        at.run()


@PROOFS.of("slider", "value")
def session_state_may_make_it_a_range() -> None:
    at = app("st.session_state.setdefault('n', (2, 5))\nst.session_state.seen = st.slider('L', 0, 9, key='n')")
    assert (at.session_state.seen, at.slider[0].proto.range) == ((2, 5), True)
    at.slider[0].set_range(1, 3)
    assert at.run().session_state.seen == (1, 3)


@PROOFS.of("slider", "step")
def a_slider_steps_by_so_much() -> None:
    for arguments, step in (
        ("", 1),
        ("value=0.5", 0.01),
        ("0, 10, step=5", 5),
        ("value=dt.date(2026, 1, 5)", 86400),
        ("value=dt.time(5)", 900),
        ("value=dt.time(5), step=dt.timedelta(minutes=5)", 300),
    ):
        assert app(f"st.slider('L', {arguments})").slider[0].proto.step == step
    assert failure("st.slider('L', step=0)").proto.name == "InvalidValueError"
    assert failure("st.slider('L', 0, 10, step=0.5)").proto.name == "InvalidParameterTypeError"


@PROOFS.of("slider", "format")
def a_slider_shows_values_in_a_format() -> None:
    assert drawn("st.slider('L', format='%d km')").format == "%d km"
    assert drawn("st.slider('L', format='localized')").format == "localized"


# --- dates and times -------------------------------------------------------------------------------------------------


@PROOFS.of("date_input", "value")
def a_date_or_a_range_is_there_first() -> None:
    day = dt.date(2026, 1, 5)
    for value, expected in (
        ("dt.date(2026, 1, 5)", day),
        ("dt.datetime(2026, 1, 5, 3)", day),
        ("'2026-01-05'", day),
        ("'today'", dt.date.today()),
        ("None", None),
        ("[]", ()),
        ("[dt.date(2026, 1, 5)]", (day,)),
        ("('2026-01-05', 'today')", (day, dt.date.today())),
    ):
        assert returned(f"st.date_input('L', {value})") == expected
    assert drawn("st.date_input('L', [])").range is True
    assert drawn("st.date_input('L', None)").nullable is True
    assert failure("st.date_input('L', 5)").proto.name == "InvalidParameterTypeError"


@PROOFS.each("min_value", "max_value", commands=("date_input", "datetime_input"))
def days_stay_within_their_limits(command: str) -> None:
    given = "dt.datetime(2026, 1, 5), min_value='2026-01-01', max_value=dt.date(2026, 1, 9)"
    props = drawn(f"{DATES}st.{command}('L', {given})")
    ends = ("2026-01-01T00:00", "2026-01-09T23:59") if command == "datetime_input" else ("2026-01-01", "2026-01-09")
    assert (props.min, props.max) == ends
    far = drawn(f"{DATES}st.{command}('L', dt.datetime(2026, 1, 5))")
    assert (far.min[:10], far.max[:10]) == ("2016-01-05", "2036-01-05")
    at = app(f"st.{command}('L', {given})")
    at.change(widget(at, command).id, "2026-01-10" if command == "date_input" else "2026-01-10T00:00")
    with pytest.raises(ValueError, match="is needed"):
        at.run()
    wrong = "dt.datetime(2026, 1, 5), min_value=dt.date(2026, 1, 6)"
    assert failure(f"{DATES}st.{command}('L', {wrong})").proto.name == "ValueBelowMinError"
    wrong = "dt.datetime(2026, 1, 5), max_value=dt.date(2026, 1, 4)"
    assert failure(f"{DATES}st.{command}('L', {wrong})").proto.name == "ValueAboveMaxError"
    wrong = "dt.datetime(2026, 1, 5), min_value=dt.date(2026, 1, 6), max_value=dt.date(2026, 1, 1)"
    assert failure(f"{DATES}st.{command}('L', {wrong})").proto.name == "InvalidMinMaxError"


@PROOFS.each("format", commands=("date_input", "datetime_input"))
def dates_are_written_in_a_usual_order(command: str) -> None:
    for order in ("YYYY/MM/DD", "DD.MM.YYYY", "MM-DD-YYYY"):
        assert props_of(command, f"format='{order}'").format == order
    assert failure(DATES + call(command, "format='YYYY.DD.MM'")).proto.name == "InvalidValueError"


@PROOFS.of("time_input", "value")
def a_time_is_there_first() -> None:
    for value, expected in (
        ("dt.time(5, 7)", dt.time(5, 7)),
        ("dt.time(5, 7, 9)", dt.time(5, 7)),
        ("dt.time(5, 7, 9), step=1", dt.time(5, 7, 9)),
        ("dt.time(5, tzinfo=dt.timezone.utc)", dt.time(5, tzinfo=dt.UTC)),
        ("dt.datetime(2026, 1, 5, 3, 4)", dt.time(3, 4)),
        ("'13:45'", dt.time(13, 45)),
        ("None", None),
    ):
        assert returned(f"st.time_input('L', {value})") == expected
    assert returned("st.time_input('L')").minute % 15 == 0
    assert failure("st.time_input('L', 5)").proto.name == "InvalidParameterTypeError"


@PROOFS.of("datetime_input", "value")
def a_moment_is_there_first() -> None:
    for value, expected in (
        ("dt.datetime(2026, 1, 5, 3, 4, 5)", dt.datetime(2026, 1, 5, 3, 4)),
        ("dt.date(2026, 1, 5)", dt.datetime(2026, 1, 5)),
        ("dt.time(5)", dt.datetime.combine(dt.date.today(), dt.time(5))),
        ("'2026-01-05T10:00'", dt.datetime(2026, 1, 5, 10)),
        ("None", None),
    ):
        assert returned(f"st.datetime_input('L', {value})") == expected
    assert returned("st.datetime_input('L')").minute % 15 == 0
    assert failure("st.datetime_input('L', 5)").proto.name == "InvalidParameterTypeError"


@PROOFS.each("step", commands=("time_input", "datetime_input"))
def times_are_offered_at_steps(command: str) -> None:
    assert props_of(command).step == 900
    assert props_of(command, "step=dt.timedelta(minutes=5)").step == 300
    assert props_of(command, "step=60").step == 60
    assert failure(DATES + call(command, "step=24 * 3600")).proto.name == "ValueOutOfRangeError"
    assert failure(DATES + call(command, "step=1.5")).proto.name == "InvalidParameterTypeError"


@PROOFS.of("time_input", "format")
def times_are_written_by_clocks_of_12_or_24_hours_or_as_the_language_asks() -> None:
    for word in ("24h", "12h", "localized"):
        assert props_of("time_input", f"format='{word}'").format == word
    assert failure(DATES + call("time_input", "format='48h'")).proto.name == "InvalidValueError"


# --- other values ----------------------------------------------------------------------------------------------------


@PROOFS.each("value", commands=("checkbox", "toggle"))
def it_is_ticked_first(command: str) -> None:
    assert [returned(f"st.{command}('L', {value})") for value in ("False", "True", "1")] == [False, True, True]


@PROOFS.of("color_picker", "value")
def a_colour_is_there_first() -> None:
    assert [returned(f"st.color_picker('L', {v})") for v in ("None", "'#0af'", "'#00AAff'")] == [
        "#000000",
        "#0af",
        "#00AAff",
    ]
    assert failure("st.color_picker('L', 'red')").proto.name == "InvalidColorError"


# --- files and devices -----------------------------------------------------------------------------------------------


@PROOFS.of("file_uploader", "type")
def only_files_of_some_types_are_taken() -> None:
    assert list(drawn("st.file_uploader('L', type=['csv', '.JPG'])").types) == [".csv", ".jpg", ".jpeg"]
    assert list(drawn("st.file_uploader('L', type=['image', 'application/pdf'])").types) == [
        "image/*",
        "application/pdf",
    ]
    for type, name, mime, taken in (
        ("'csv'", "A.CSV", "", True),
        ("'csv'", "a.txt", "", False),
        ("'image'", "a.png", "image/png", True),
        ("'image'", "a.svg", "", True),
        ("'image'", "a.txt", "text/plain", False),
        ("'application/pdf'", "a.pdf", "application/pdf", True),
    ):
        at = app(f"st.session_state.seen = st.file_uploader('L', type={type})")
        if taken:
            at.file_uploader[0].upload(name, b"x", mime)
            assert at.run().session_state.seen.name == name
        else:
            with pytest.raises(ValueError, match="is none of"):
                at.file_uploader[0].upload(name, b"x", mime)


@PROOFS.of("file_uploader", "accept_multiple_files")
def one_file_several_or_a_folder() -> None:
    one = upload(app("st.session_state.seen = st.file_uploader('L')"), "file_uploader").session_state.seen
    assert (one.name, one.type, one.size, one.getvalue(), one.read()) == (
        "a.csv",
        "text/csv",
        7,
        b"content",
        b"content",
    )
    at = upload(app("st.session_state.seen = st.file_uploader('L', accept_multiple_files=True)"), "file_uploader")
    assert [each.name for each in upload(at, "file_uploader").session_state.seen] == ["a.csv", "a.csv"]
    props = drawn("st.file_uploader('L', accept_multiple_files='directory')")
    assert (props.multiple, props.directory) == (True, True)
    assert returned("st.file_uploader('L', accept_multiple_files='directory')") == []
    assert failure("st.file_uploader('L', accept_multiple_files='some')").proto.name == "InvalidValueError"


@PROOFS.each("max_upload_size", commands=("file_uploader", "chat_input"))
def a_file_has_so_many_megabytes_at_most(command: str) -> None:
    assert (props_of(command).max_megabytes, props_of(command, "max_upload_size=3").max_megabytes) == (200, 3)
    assert failure(call(command, "max_upload_size=0")).proto.name == "InvalidValueError"
    at = app(call(command, "max_upload_size=500"))
    assert at.run_context.app.uploads.limit(at.run_context.session) == 500 << 20


@PROOFS.of("file_uploader", "max_upload_size")
def a_file_that_is_too_large_is_refused() -> None:
    at = app("st.file_uploader('L', max_upload_size=1)")
    with pytest.raises(ValueError, match="larger than 1 MB"):
        at.file_uploader[0].upload("a", bytes((1 << 20) + 1))


@PROOFS.of("audio_input", "sample_rate")
def sound_is_recorded_at_a_rate() -> None:
    for given, rate in (("8000", 8000), ("None", None)):
        assert props_of("audio_input", f"sample_rate={given}").sample_rate == rate
    assert failure("st.audio_input('L', sample_rate=1)").proto.name == "InvalidValueError"


@PROOFS.of("camera_input", "resolution")
def the_camera_is_asked_for_a_resolution() -> None:
    for given, size in (
        ("None", (0, 0)),
        ("'720p'", (1280, 720)),
        ("'1080p'", (1920, 1080)),
        ("(640, 480)", (640, 480)),
    ):
        props = props_of("camera_input", f"resolution={given}")
        assert (props.wide, props.high) == size
    assert failure("st.camera_input('L', resolution='sharp')").proto.name == "InvalidValueError"


# --- messages --------------------------------------------------------------------------------------------------------


@PROOFS.of("chat_input", "max_chars")
def a_message_has_so_many_characters_at_most() -> None:
    assert props_of("chat_input", "max_chars=3").most_characters == 3
    at = app("st.chat_input(max_chars=3)")
    at.click(at.chat_input[0].id, {"text": "long text"})
    with pytest.raises(ValueError, match="at most 3 characters"):
        at.run()


@PROOFS.of("chat_input", "accept_file")
def files_are_sent_with_a_message() -> None:
    for given, word in ((False, "none"), (True, "one"), ("multiple", "several"), ("directory", "directory")):
        assert props_of("chat_input", f"accept_file={given!r}").files == word
    at = app("st.session_state.seen = st.chat_input(accept_file=True)")
    id = upload(app("st.file_uploader('L')"), "file_uploader").file_uploader[0]._raw  # of another session
    at.click(at.chat_input[0].id, {"text": "hi", "files": id})
    with pytest.raises(ValueError, match="no such upload"):
        at.run()
    at.click(at.chat_input[0].id, {"text": "hi"})
    seen = at.run().session_state.seen
    assert (seen.text, seen["files"], seen.audio, dict(seen)) == (
        "hi",
        [],
        None,
        {"text": "hi", "files": [], "audio": None},
    )
    at = app("st.chat_input()")
    at.click(at.chat_input[0].id, {"text": "hi", "files": ["x"]})
    with pytest.raises(ValueError, match="no files"):
        at.run()
    assert failure("st.chat_input(accept_file='some')").proto.name == "InvalidValueError"


@PROOFS.of("chat_input", "file_type")
def files_of_messages_are_of_some_types() -> None:
    assert list(props_of("chat_input", "file_type=['png', 'audio']").types) == [".png", "audio/*"]


@PROOFS.of("chat_input", "accept_audio", "audio_sample_rate")
def a_recording_may_be_sent() -> None:
    assert (props_of("chat_input").audio, props_of("chat_input", "accept_audio=True").audio) == (False, True)
    assert props_of("chat_input", "audio_sample_rate=8000").sample_rate == 8000
    assert failure("st.chat_input(audio_sample_rate=1)").proto.name == "InvalidValueError"
    at = app("st.session_state.seen = st.chat_input(accept_audio=True)")
    assert give(at, "chat_input").session_state.seen.text == "hi"


@PROOFS.of("chat_input", "submit_mode")
def the_field_waits_or_stops_while_a_message_is_answered() -> None:
    for word in ("submit", "disable", "stop"):
        assert props_of("chat_input", f"submit_mode='{word}'").mode == word
    assert failure("st.chat_input(submit_mode='wait')").proto.name == "InvalidValueError"


@PROOFS.of("chat_input", "height")
def a_field_for_messages_grows_or_has_a_height() -> None:
    assert [props_of("chat_input", f"height={h}").height for h in ("'content'", "'stretch'", "99")] == [
        "content",
        "stretch",
        99,
    ]
    assert failure("st.chat_input(height='tall')").proto.name == "InvalidHeightError"


# --- downloads and links ---------------------------------------------------------------------------------------------


def download(source: str) -> tuple[bytes, str, str | None]:
    """Return the content, media type and name that a download button serves."""
    at = app(source)
    props = at.download_button[0].proto
    address = props.url or at.run_context.downloads[at.download_button[0].id]()
    media = at.run_context.app.media.get(address.rsplit("/", 1)[-1])
    assert media is not None
    return media.content, media.mime, media.name


@PROOFS.of("download_button", "data")
def what_is_downloaded_is_text_bytes_a_file_or_made_at_the_click() -> None:
    for data in (
        "'hi'",
        "b'hi'",
        "io.StringIO('hi')",
        "io.BytesIO(b'hi')",
        "lambda: 'hi'",
        "lambda: io.BytesIO(b'hi')",
    ):
        assert download(f"import io\nst.download_button('L', {data})")[0] == b"hi"
    assert drawn("st.download_button('L', lambda: 'hi')").url is None
    assert "to_csv" in failure("st.download_button('L', 5)").message


@PROOFS.of("download_button", "file_name", "mime")
def a_download_has_a_name_and_a_type() -> None:
    assert download("st.download_button('L', 'hi', 'data.csv')")[1:] == ("text/csv", "data.csv")
    assert download("st.download_button('L', b'hi', 'data.csv', 'x/y')")[1] == "x/y"
    assert download("st.download_button('L', 'hi')")[1] == "text/plain"
    assert download("st.download_button('L', b'hi')")[1] == "application/octet-stream"
    assert drawn("st.download_button('L', 'hi', 'data.csv')").file_name == "data.csv"


@PROOFS.of("link_button", "url")
def a_link_leads_somewhere_and_runs_nothing() -> None:
    assert drawn("st.link_button('L', 'https://example.org/a?b')").url == "https://example.org/a?b"
    assert failure("st.link_button('L', 'javascript:alert(1)')").proto.name == "InvalidValueError"


@PROOFS.of("link_button", "key")
def a_link_that_reports_nothing_has_its_key_too() -> None:
    at = app("st.link_button('L', 'https://example.org', key='k')")
    assert at.get_by_key("k").proto.kind == "link_button"
    assert "key" in failure("st.link_button('L', '/', key='k')\nst.button('b', key='k')").message


PAGES = "home = st.Page(lambda: None, title='Home', icon='🏠', default=True)\nother = st.Page(lambda: None, title='Other', url_path='other')\nst.navigation([home, other])\n"


@PROOFS.of("page_link", "page")
def a_page_link_leads_to_a_page_or_an_address() -> None:
    props = drawn(PAGES + "st.page_link(other)", "page_link")
    assert (props.path, props.address, props.current) == ("other", None, False)
    assert drawn(PAGES + "st.page_link(home)", "page_link").current is True
    assert drawn("st.page_link('https://example.org', label='L')").address == "https://example.org"
    assert failure("st.page_link('nowhere.py')").proto.name == "PageNotFoundError"


@PROOFS.of("page_link", "label")
def the_text_of_a_page_link_is_its_page_s_title() -> None:
    assert drawn(PAGES + "st.page_link(other)", "page_link").label == "Other"
    assert drawn(PAGES + "st.page_link(other, label='**L**')", "page_link").label == "**L**"
    assert failure("st.page_link('https://example.org')").proto.name == "MissingRequiredParameterError"


@PROOFS.of("page_link", "icon")
def the_icon_of_a_page_link_is_its_page_s() -> None:
    assert drawn(PAGES + "st.page_link(home)", "page_link").icon.emoji == "🏠"
    assert drawn(PAGES + "st.page_link(home, icon='🔥')", "page_link").icon.emoji == "🔥"


@PROOFS.of("page_link", "query_params")
def a_page_link_brings_query_parameters() -> None:
    assert (
        drawn(PAGES + "st.page_link(other, query_params={'a': 1, 'b': ['x', 'y']})", "page_link").query == "a=1&b=x&b=y"
    )
    outside = drawn("st.page_link('https://example.org/?q=1', label='L', query_params={'a': 1})")
    assert outside.address == "https://example.org/?q=1&a=1"


# --- where they stand ------------------------------------------------------------------------------------------------

IN_FORMS = tuple(name for name in VALUED if name not in ("data_editor",))


@pytest.mark.parametrize("command", [*IN_FORMS, *FILES])
def test_a_form_sends_the_value_with_its_click(command: str) -> None:
    inside = call(command, "key='k'").replace("st.", "st.", 1)
    at = app(
        f"with st.form('f'):\n    value = {inside}\n    sent = st.form_submit_button('go')\nst.session_state.seen = value, sent"
    )
    if command in FILES:
        widget(at, command).upload({"audio_input": "a.wav", "camera_input": "a.jpg"}.get(command, "a.csv"), b"content")
    else:
        at.change(widget(at, command).id, SAMPLES[command].raw)
    at.button[0].click().run()
    value, sent = at.session_state.seen
    assert sent is True
    assert value is not None and (command in FILES or value == SAMPLES[command].value)


@pytest.mark.parametrize("command", ["button", "download_button", "menu_button", "chat_input"])
def test_what_clicks_cannot_be_in_a_form(command: str) -> None:
    source = f"with st.form('f'):\n    {call(command)}"
    assert failure(source).proto.name == "InvalidLayoutContextError"
    assert failure("st.form_submit_button('L')").proto.name == "InvalidLayoutContextError"


@pytest.mark.parametrize("command", [name for name in (*VALUED, *FILES, *TRIGGERS) if name != "form_submit_button"])
@pytest.mark.parametrize("place", ["fragment", "dialog('Title')"])
def test_fragments_and_dialogs_run_alone(command: str, place: str, tmp_path: Any) -> None:
    """Speaks the wire format, as `AppTest` always runs the whole script."""
    from tests.session.harness import Browser, Host, play

    source = f"""
        import rushlight as st
        {DATES}
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        @st.{place}
        def part():
            st.session_state.seen = {call(command, "key='k'")}
        part()
    """

    async def journey(host: Host) -> tuple[Any, int]:
        browser = await (await Browser(host).connect()).settle()
        state = browser.session.context.state
        sample = SAMPLES[command]
        raw = sample.raw
        if command in FILES:
            raw = [_upload(host, browser.session.id, command)]
        if command in TRIGGERS:
            from rushlight.wire.messages import Change

            browser.send(Change(0, {}, {browser.widget("k").identity or "": raw}))
        else:
            browser.change(k=raw)
        await browser.settle()
        return state["seen"], state["runs"]

    seen, runs = play(tmp_path, source, journey)
    assert runs == 1
    assert seen is not None and (command in FILES or seen == SAMPLES[command].value)


def _upload(host: Any, session: str, command: str) -> str:
    from rushlight.files.uploads import Upload

    uploads = host.app.uploads
    path = uploads.folder(session) / command
    path.write_bytes(b"content")
    name = {"audio_input": "a.wav", "camera_input": "a.jpg"}.get(command, "a.csv")
    uploads.add(session, Upload("a" * 16, name, "", 7, path))
    return "a" * 16


# --- what makes a widget another one ---------------------------------------------------------------------------------

STILL_THE_SAME: dict[str, set[str]] = {
    "time_input": {"format"},
    "pills": {"required"},
    "segmented_control": {"required"},
}
"""Parameters of which a widget without a key is not made another one, beside those of no widget."""
NEVER = {
    "disabled",
    "label_visibility",
    "wrap",
    "on_change",
    "on_click",
    "on_submit",
    "args",
    "kwargs",
    "key",
    "bind",
    "persist_state",
}
CHANGES: dict[str, str] = {
    "help": "'h'", "type": "'primary'", "icon": "'🔥'", "icon_position": "'right'", "use_container_width": "True", "width": "300",
    "shortcut": "'Ctrl+K'", "placeholder": "'p'", "required": "True", "max_chars": "9", "max_upload_size": "3",
    "accept_file": "True", "file_type": "'csv'", "accept_audio": "True", "audio_sample_rate": "8000", "submit_mode": "'stop'",
    "height": "200", "sample_rate": "8000", "resolution": "'720p'", "accept_multiple_files": "True", "mime": "'a/b'",
    "file_name": "'q.csv'", "horizontal": "True", "captions": "['1', '2']", "index": "1", "format_func": "str.upper",
    "max_selections": "1", "accept_new_options": "True", "filter_mode": "'prefix'", "select_all": "False",
    "selection_mode": "'multi'", "autocomplete": "'x'", "validate": "'x'", "live": "True", "max_visible_pages": "9",
    "text_input.type": "'email'", "file_uploader.type": "'csv'", "slider.format": "'%d!'", "number_input.format": "'%.1f'",
    "date_input.format": "'DD.MM.YYYY'", "datetime_input.format": "'DD.MM.YYYY'", "time_input.format": "'12h'",
    "slider.step": "2", "number_input.step": "2.0", "time_input.step": "60", "datetime_input.step": "60",
    "multiselect.default": "['x']", "pills.default": "'x'", "segmented_control.default": "'x'", "feedback.default": "1",
    "pagination.default": "2", "checkbox.value": "True", "toggle.value": "True", "slider.value": "3", "number_input.value": "2.0",
    "text_input.value": "'v'", "text_area.value": "'v'", "color_picker.value": "'#ffffff'", "select_slider.value": "'y'",
    "number_input.min_value": "-3.0", "number_input.max_value": "3.0", "date_input.min_value": "dt.date(2026, 1, 1)",
    "date_input.max_value": "dt.date(2026, 3, 1)", "datetime_input.min_value": "dt.date(2026, 1, 1)",
    "datetime_input.max_value": "dt.date(2026, 3, 1)",
}  # fmt: skip
"""Another argument for parameters, some by command."""


def pairs() -> list[tuple[str, str, str]]:
    """Return commands and parameters with an argument that the sample call does not have."""
    found: list[tuple[str, str, str]] = []
    for command in COMMANDS:
        for parameter in parameters_of(command):
            argument = CHANGES.get(f"{command}.{parameter}", CHANGES.get(parameter))
            if argument is not None and command not in ("page_link", "form_submit_button") and parameter not in NEVER:
                found.append((command, parameter, argument))
    return found


@pytest.mark.parametrize(("command", "parameter", "argument"), pairs())
def test_another_argument_is_another_widget(command: str, parameter: str, argument: str) -> None:
    both = f"{DATES}{call(command)}\n{call(command, f'{parameter}={argument}')}"
    if parameter in STILL_THE_SAME.get(command, set()):
        assert failure(both).proto.name == "DuplicateElementIdError"
    else:
        shown(both)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("page_link", "form_submit_button")])
def test_the_same_arguments_are_the_same_widget(command: str) -> None:
    assert failure(f"{DATES}{call(command)}\n{call(command)}").proto.name == "DuplicateElementIdError"
    for parameter in NEVER & set(parameters_of(command)) - {"key", "bind", "persist_state", "on_click", "kwargs"}:
        argument = {"label_visibility": "'hidden'", "on_change": "print", "on_submit": "print", "args": "(1,)"}.get(
            parameter, "True"
        )
        both = f"{DATES}{call(command)}\n{call(command, f'{parameter}={argument}')}"
        assert failure(both).proto.name == "DuplicateElementIdError", parameter


KEYED: list[tuple[str, str, bool]] = [
    ("slider", "step=3", True),
    ("slider", "min_value=1", True),
    ("slider", "max_value=8", True),
    ("slider", "value=7", False),
    ("number_input", "min_value=-1.0", False),
    ("number_input", "value=7.0", False),
    ("number_input", "step=2.0", False),
    ("text_input", "max_chars=9", True),
    ("text_input", "validate='x'", True),
    ("text_input", "type='email'", False),
    ("text_area", "max_chars=9", True),
    ("text_area", "height=200", False),
    ("selectbox", "accept_new_options=True", True),
    ("selectbox", "index=None", False),
    ("selectbox", "format_func=str.upper", False),
    ("multiselect", "accept_new_options=True", True),
    ("multiselect", "max_selections=2", True),
    ("multiselect", "default=['x']", False),
    ("radio", "horizontal=True", False),
    ("pills", "selection_mode='multi'", True),
    ("pills", "default='x'", False),
    ("segmented_control", "selection_mode='multi'", True),
    ("select_slider", "value='x'", False),
    ("feedback", "default=0", False),
    ("date_input", "format='DD.MM.YYYY'", True),
    ("date_input", "min_value=dt.date(2026, 1, 1)", False),
    ("time_input", "step=60", True),
    ("time_input", "format='12h'", False),
    ("datetime_input", "step=60", True),
    ("datetime_input", "format='DD.MM.YYYY'", True),
    ("color_picker", "value='#00ff00'", False),
    ("checkbox", "value=True", False),
    ("pagination", "default=2", False),
    ("file_uploader", "type='csv'", True),
    ("file_uploader", "accept_multiple_files=True", True),
    ("file_uploader", "max_upload_size=3", True),
    ("file_uploader", "help='h'", False),
    ("camera_input", "resolution='720p'", False),
    ("audio_input", "sample_rate=8000", False),
]
"""Another argument for a widget with a key, and whether it begins anew."""


@pytest.mark.parametrize(("command", "argument", "resets"), KEYED)
def test_a_widget_with_a_key_begins_anew_with_few_arguments_only(command: str, argument: str, resets: bool) -> None:
    arguments = SAMPLES[command].arguments
    name = argument.split("=")[0]
    if command == "slider":
        arguments = f"'L', {'0, 9' if name not in ('min_value', 'max_value') else '0' if name == 'max_value' else 'max_value=9'}"
    flip = "st.session_state.get('flip', False)"
    drawing = f"{call(command, argument + ', key=chr(107)', arguments)} if {flip} else {call(command, 'key=chr(107)', arguments)}"
    at = app(f"st.session_state.seen = {drawing}")
    first = at.session_state.seen
    act(at, command)
    given = at.session_state.seen
    assert given != first
    at.session_state.flip = True
    at.run()
    assert not at.exception, at.exception[0].value
    assert (at.session_state.seen == given) is not resets


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
