"""How each kind of element is operated by keyboard alone, from the key Tab on."""

from __future__ import annotations

import textwrap
from typing import NamedTuple


class Journey(NamedTuple):
    """An app of one element, the keys that are pressed once the focus is in it, and what the page shows then."""

    kind: str
    script: str
    keys: tuple[str, ...] = ()
    """Names of keys; a text after "type:" is typed."""
    then: str = ""
    """A text that is on the page afterwards, and was not before."""
    gone: str = ""
    """A text that is not on the page afterwards, and was before."""
    place: str = ""
    """Selector of what gets the focus at first, if that is not just anything of the element."""


def shows(call: str) -> str:
    return f"st.text(f'={{{call}}}')"


JOURNEYS = (
    Journey("button", "if st.button('It'):\n    st.text('=clicked')", ("Enter",), "=clicked"),
    Journey("menu_button", shows('st.menu_button("It", ["a", "b"])'), ("Enter", "ArrowDown", "Enter"), "=b"),
    Journey("checkbox", shows('st.checkbox("It")'), (" ",), "=True"),
    Journey("radio", shows('st.radio("It", ["a", "b"])'), ("ArrowDown",), "=b"),
    Journey("selectbox", shows('st.selectbox("It", ["Oslo", "Rome"])'), ("type:ro", "Enter"), "=Rome"),
    Journey("multiselect", shows('st.multiselect("It", ["Oslo", "Rome"])'), ("type:ro", "Enter"), "=['Rome']"),
    Journey("pills", shows('st.pills("It", ["a", "b"])'), ("ArrowRight", "Enter"), "=b"),
    Journey("segmented_control", shows('st.segmented_control("It", ["a", "b"])'), ("ArrowRight", "Enter"), "=b"),
    Journey("feedback", shows('st.feedback("stars")'), ("ArrowRight", "Enter"), "=1"),
    Journey("pagination", shows("st.pagination(9)"), ("Tab", "Enter"), "=2"),
    Journey("slider", shows('st.slider("It", 0, 9, 4)'), ("ArrowRight",), "=5"),
    Journey("select_slider", shows('st.select_slider("It", ["a", "b"])'), ("ArrowRight",), "=b"),
    Journey("number_input", shows('st.number_input("It", value=3)'), ("ArrowUp", "Enter"), "=4"),
    Journey("text_input", shows('st.text_input("It")'), ("type:hi", "Enter"), "=hi"),
    Journey("text_area", shows('st.text_area("It")'), ("type:hi", "Control+Enter"), "=hi"),
    Journey("chat_input", shows('st.chat_input("It")'), ("type:hi", "Enter"), "=hi"),
    Journey(
        "date_input",
        "import datetime as dt\n" + shows('st.date_input("It", dt.date(2026, 1, 5))'),
        ("ArrowUp",),
        "=2026-01-06",
    ),
    Journey("time_input", "import datetime as dt\n" + shows('st.time_input("It", dt.time(9))'), ("ArrowUp",), "=09:15"),
    Journey(
        "datetime_input",
        "import datetime as dt\n" + shows('st.datetime_input("It", dt.datetime(2026, 1, 5, 9))'),
        ("ArrowUp",),
        "=2026-01-06 09:00",
    ),
    Journey("color_picker", shows('st.color_picker("It")'), ("Tab", "Control+a", "type:#123456", "Enter"), "=#123456"),
    Journey(
        "form",
        "with st.form('f'):\n    said = st.text_input('It')\n    sent = st.form_submit_button('Send')\n"
        "st.text(f'={said} {sent}')",
        ("type:hi", "Enter"),
        "=hi True",
    ),
    Journey("expander", "st.expander('It').text('inside')", ("Enter",), "inside"),
    Journey("popover", "st.popover('It').text('inside')", ("Enter",), "inside"),
    Journey("status", "st.status('It', state='complete').text('inside')", ("Enter",), "inside"),
    Journey(
        "tabs",
        "one, two = st.tabs(['One', 'Two'])\none.text('first')\ntwo.text('second')",
        ("ArrowRight",),
        "second",
        "first",
    ),
    Journey(
        "dialog",
        "@st.dialog('It')\ndef ask():\n    st.text_input('In it')\nask()\nst.text('behind')",
        ("Escape",),
        gone="In it",
        place="dialog",
    ),
    Journey(
        "toast",
        "st.text('page')\nst.toast('It is saved', duration='infinite')",
        ("Enter",),
        gone="It is saved",
        place=".toast",
    ),
    Journey(
        "dataframe",
        "event = st.dataframe({'a': [1, 2, 3]}, on_select='rerun', selection_mode='single-row')\n"
        "st.text(f'={event.selection.rows}')",
        ("ArrowDown", "Shift+Space"),
        "=[1]",
        place=".slick-cell",
    ),
    Journey("data_editor", shows("st.data_editor([1, 2])"), ("type:9", "Enter"), "=[9, 2]", place=".slick-cell"),
    Journey("json", "st.json({'a': {'b': 'deep'}}, expanded=1)", ("Tab", "Enter"), '"deep"'),
    Journey("code", "st.code('x = 1')", ("Tab", "Enter"), "Copied"),
    Journey("page_link", "st.page_link('pages/other.py', label='It')", ("Enter",), "another page"),
)

OTHERWISE = {
    "audio_input": "test_sound_is_recorded",
    "camera_input": "test_a_photograph_is_taken",
    "container": "test_what_scrolls_is_scrolled",
    "download_button": "test_a_file_is_downloaded",
    "exception": "test_links_are_reached",
    "file_uploader": "test_a_file_is_chosen",
    "help": "test_what_scrolls_is_scrolled",
    "image": "test_links_are_reached",
    "link_button": "test_links_are_reached",
    "table": "test_what_scrolls_is_scrolled",
    "pydeck_chart": "test_several_objects_are_selected_by_keyboard_alone",
    "echarts_chart": "test_marks_are_chosen",
    "plotly_chart": "test_marks_are_chosen",
    "vega_lite_chart": "test_marks_are_chosen",
}
"""Kinds whose journey is a test of its own."""

SCRIPTS = {
    "audio_input": "said = st.audio_input('It')\nst.text(f'={said and said.type}')",
    "camera_input": "said = st.camera_input('It')\nst.text(f'={said and said.type}')",
    "container": "with st.container(height=100):\n    for number in range(30):\n        st.text(number)",
    "download_button": "st.download_button('It', 'content', 'it.txt')",
    "exception": "st.exception(ValueError('It'))",
    "file_uploader": "said = st.file_uploader('It')\nst.text(f'={said and said.name}')",
    "help": "st.help(str)",
    "image": "st.image('https://example.org/a.png', link='https://example.org', alt='It')",
    "link_button": "st.link_button('It', 'https://example.org')",
    "table": "st.table({'n': range(30)}, height=100)",
    "echarts_chart": "event = st.echarts_chart({'xAxis': {'type': 'category', 'data': ['a', 'b']}, 'yAxis': {}, "
    "'series': [{'type': 'bar', 'data': [1, 3]}]}, on_select='rerun')\n"
    "st.text(f'={[each.data_index for each in event.selection.selected]}')",
    "plotly_chart": "import plotly.express as px\n"
    "event = st.plotly_chart(px.bar(x=['a', 'b'], y=[1, 3]), on_select='rerun')\n"
    "st.text(f'={event.selection.point_indices}')",
    "vega_lite_chart": "bars = {'mark': 'bar', 'params': [{'name': 'p', 'select': {'type': 'point', 'fields': ['x']}}], "
    "'encoding': {'x': {'field': 'x', 'type': 'nominal'}, 'y': {'field': 'y', 'type': 'quantitative'}}}\n"
    "event = st.vega_lite_chart([{'x': 'a', 'y': 1}, {'x': 'b', 'y': 3}], bars, on_select='rerun')\n"
    "st.text(f'={[each.x for each in event.selection.p]}')",
}
"""The elements of those."""


def app() -> str:
    """Return the source of an app that shows the element of the parameter `kind`."""
    scripts = {**{each.kind: each.script for each in JOURNEYS}, **SCRIPTS}
    parts = [f"if kind == {kind!r}:\n{textwrap.indent(script, '    ')}" for kind, script in scripts.items()]
    return "\n".join(["import rushlight as st", "kind = st.query_params.get('kind')", *parts, ""])
