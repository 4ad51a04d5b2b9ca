"""Every parameter of the types of columns does what it should: it reaches the grid, which reads it, and edits keep to it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

import pytest

from rushlight.testing import AppTest
from tests.surface.client import FRONTEND
from tests.surface.table import Proofs, all_parameters, failure, members_of, shown

PROOFS = Proofs(*members_of("column_config"))
HEAD = "import datetime as dt, pandas as pd\n"

DATA = {
    "AreaChartColumn": "[[1, 2], [3, 4]]",
    "AudioColumn": "['https://example.org/a.mp3']",
    "BarChartColumn": "[[1, 2], [3, 4]]",
    "ButtonColumn": "['x', 'y']",
    "CheckboxColumn": "[True, False]",
    "Column": "['x', 'y']",
    "DateColumn": "[dt.date(2026, 1, 5)]",
    "DatetimeColumn": "[dt.datetime(2026, 1, 5, 9)]",
    "ImageColumn": "['https://example.org/a.png']",
    "JsonColumn": "[{'a': 1}]",
    "LineChartColumn": "[[1, 2], [3, 4]]",
    "LinkColumn": "['https://example.org']",
    "ListColumn": "[['a'], ['b']]",
    "MarkdownColumn": "['**x**']",
    "MultiselectColumn": "[['a'], ['b']]",
    "NumberColumn": "[1, 2]",
    "ProgressColumn": "[0.5]",
    "SelectboxColumn": "['a', 'b']",
    "TextColumn": "['x', 'y']",
    "TimeColumn": "[dt.time(9, 30)]",
    "VideoColumn": "['https://example.org/a.mp4']",
}
"""Data that each type can show."""
OTHER: dict[str, Any] = {
    "CheckboxColumn": False,
    "Column": "z",
    "DateColumn": dt.date(2026, 3, 1),
    "DatetimeColumn": dt.datetime(2026, 3, 1, 12),
    "LinkColumn": "https://example.com",
    "ListColumn": ["z"],
    "MarkdownColumn": "z",
    "MultiselectColumn": ["a", "b"],
    "NumberColumn": 7,
    "SelectboxColumn": "b",
    "TextColumn": "z",
    "TimeColumn": dt.time(12),
}
"""Another value, for those in which one can be entered."""
TYPES = {name: re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Column")).lower() or None for name in DATA}
"""What the browser calls them; None for the type of the data."""


def name_of(command: str) -> str:
    return command.partition(".")[2]


def editor(command: str, arguments: str = "", more: str = "", command_of_table: str = "data_editor") -> AppTest:
    """Return the app with a table of one column `x` of a type; what it returns is `session_state.r`."""
    name = name_of(command)
    config = f"{{'x': st.column_config.{name}({arguments})}}"
    table = f"st.{command_of_table}(pd.DataFrame({{'x': {DATA[name]}}}), column_config={config}{more})"
    return shown(f"{HEAD}st.session_state.r = {table}")


def column_of(app: AppTest) -> Any:
    (table,) = [each.proto for each in app if each.proto.kind in ("data_editor", "dataframe")]
    (column,) = [each for each in table.columns if each.name == "x"]
    return column


def column(command: str, arguments: str = "", table: str = "data_editor") -> Any:
    """Return the column as the browser gets it."""
    return column_of(editor(command, arguments, command_of_table=table))


def types_of(command: str, arguments: str = "") -> dict[str, Any]:
    """Return what the browser is told of the type."""
    return column(command, arguments).config.get("type_config", {})


def error_of(command: str, arguments: str) -> str:
    name = name_of(command)
    config = f"{{'x': st.column_config.{name}({arguments})}}"
    script = f"{HEAD}st.dataframe(pd.DataFrame({{'x': {DATA[name]}}}), column_config={config})"
    return failure(script).proto.name


@cache
def grid() -> str:
    paths = [path for path in (FRONTEND / "grid").rglob("*.ts") if ".test." not in path.name]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def grid_reads(*parts: str) -> None:
    """Fail unless the grid reads these of a column's configuration or of that of its type."""
    reading = r"(config\??|typeConfig\(column\))\.{0}\b|\{{[^{{}}]*\b{0}\b[^{{}}]*\}} = typeConfig\(column\)"
    missing = [part for part in parts if not re.search(reading.format(part), grid())]
    assert not missing, f"the grid does not read {', '.join(missing)}"


def raw_of(command: str, value: Any) -> Any:
    """Return what a browser sends when a value is entered."""
    app = editor(command)
    app.data_editor[0].edit(0, "x", value).run()
    return app.data_editor[0].edits["edited_rows"][0]["x"]


def is_taken(app: AppTest, raw: Any, row: int = 0) -> bool:
    """Tell whether a table takes a value that a browser sends."""
    app.change(app.data_editor[0].id, {"edited_rows": {str(row): {"x": raw}}})
    app.run()
    assert not app.exception
    return app.data_editor[0].edits["edited_rows"] == {row: {"x": raw}}


# --- every column -----------------------------------------------------------------------------------------------------


@PROOFS.each("label")
def a_column_has_a_heading(command: str) -> None:
    assert [column(command).label, column(command, "'**L**'").label] == ["x", "**L**"]
    assert column(command, "label='L'", "dataframe").label == "L"
    kind = TYPES[name_of(command)]
    assert types_of(command).get("type") == kind
    assert "column.label" in grid()


@PROOFS.each("width")
def a_column_has_a_width(command: str) -> None:
    assert "width" not in column(command).config
    for width in ("small", "medium", "large", 123):
        assert column(command, f"width={width!r}").config["width"] == width
    assert error_of(command, "width='huge'") == "InvalidValueError"
    grid_reads("width")


@PROOFS.each("help")
def a_heading_has_a_tip(command: str) -> None:
    assert column(command, "help='A tip'").config["help"] == "A tip"
    assert "help" not in column(command).config
    grid_reads("help")


@PROOFS.each("pinned")
def a_column_stays_in_view(command: str) -> None:
    assert [column(command, f"pinned={each}").config.get("pinned") for each in (None, True, False)] == [
        None,
        True,
        False,
    ]
    grid_reads("pinned")


@PROOFS.each("alignment")
def values_stand_at_a_side(command: str) -> None:
    for side in ("left", "center", "right"):
        assert column(command, f"alignment={side!r}").config["alignment"] == side
    assert error_of(command, "alignment='middle'") == "InvalidValueError"
    grid_reads("alignment")


# --- entering ---------------------------------------------------------------------------------------------------------


@PROOFS.each("disabled")
def a_column_cannot_be_edited(command: str) -> None:
    value = OTHER[name_of(command)]
    raw = raw_of(command, value)
    assert column(command).editable and not column(command, "disabled=True").editable
    assert is_taken(editor(command), raw)
    assert not is_taken(editor(command, "disabled=True"), raw)
    entered = editor(command)
    entered.data_editor[0].edit(0, "x", value).run()
    found = entered.session_state.r["x"].tolist()[0]
    assert found == value or str(found).startswith(str(value)[:10])


@PROOFS.each("required")
def a_cell_cannot_be_left_empty(command: str) -> None:
    nullable = editor(command, more="") if name_of(command) != "CheckboxColumn" else None
    if nullable is not None and name_of(command) != "NumberColumn":
        assert is_taken(nullable, None)
    assert not is_taken(editor(command, "required=True"), None)
    assert column(command, "required=True").config["required"] is True
    grid_reads("required")


DEFAULTS = {
    "DateColumn": "dt.date(2026, 3, 1)",
    "DatetimeColumn": "dt.datetime(2026, 3, 1, 12)",
    "TimeColumn": "dt.time(12)",
}


@PROOFS.each("default")
def new_rows_begin_with_a_value(command: str) -> None:
    name = name_of(command)
    wanted = OTHER[name]
    given = DEFAULTS.get(name, repr(wanted))
    app = editor(command, f"default={given}", ", num_rows='dynamic'")
    app.data_editor[0].add().run()
    added = app.session_state.r["x"].tolist()[-1]
    assert added == wanted or str(added).startswith(str(wanted)[:10])
    plain = editor(command, "", ", num_rows='dynamic'")
    plain.data_editor[0].add().run()
    assert "default" not in column_of(plain).config
    grid_reads("default")


# --- numbers, dates and times -----------------------------------------------------------------------------------------

FORMATS = {"ProgressColumn": "percent", "NumberColumn": "dollar", "TimeColumn": "hh:mm a"}


@PROOFS.each("format")
def values_are_written_in_a_way(command: str) -> None:
    given = FORMATS.get(name_of(command), "DD.MM.YYYY")
    assert types_of(command, f"format={given!r}")["format"] == given
    assert "format" not in types_of(command)
    grid_reads("format")


LIMITS = {
    "NumberColumn": ("5", 5, 4, 5),
    "DateColumn": ("dt.date(2026, 2, 1)", "2026-02-01", None, None),
    "DatetimeColumn": ("dt.datetime(2026, 2, 1, 8)", "2026-02-01T08:00:00", None, None),
    "TimeColumn": ("dt.time(8)", "08:00:00", None, None),
    "ProgressColumn": ("5", 5, None, None),
}
"""A limit as scripts give it and as the browser gets it; a raw value below it, and itself."""


@PROOFS.each("min_value")
def values_are_not_less(command: str) -> None:
    given, sent, below, same = LIMITS[name_of(command)]
    assert types_of(command, f"min_value={given}")["min_value"] == sent
    if below is not None:
        assert is_taken(editor(command), below)
        assert not is_taken(editor(command, f"min_value={given}"), below)
        assert is_taken(editor(command, f"min_value={given}"), same)
    grid_reads("min_value")


@PROOFS.each("max_value")
def values_are_not_more(command: str) -> None:
    given, sent, _, same = LIMITS[name_of(command)]
    assert types_of(command, f"max_value={given}")["max_value"] == sent
    if same is not None:
        assert is_taken(editor(command, f"max_value={given}"), same)
        assert not is_taken(editor(command, f"max_value={given}"), same + 1)
    grid_reads("max_value")


@PROOFS.each("step")
def values_are_a_step_apart(command: str) -> None:
    steps = {"DatetimeColumn": ("dt.timedelta(minutes=5)", 300), "TimeColumn": ("dt.timedelta(minutes=5)", 300)}
    given, sent = steps.get(name_of(command), ("2", 2))
    assert types_of(command, f"step={given}")["step"] == sent
    assert "step" not in types_of(command)
    grid_reads("step")


@PROOFS.of("column_config.DatetimeColumn", "timezone")
def moments_are_shown_in_a_zone() -> None:
    assert types_of("column_config.DatetimeColumn", "timezone='Europe/Oslo'")["timezone"] == "Europe/Oslo"
    grid_reads("timezone")


# --- texts ------------------------------------------------------------------------------------------------------------


@PROOFS.each("max_chars")
def texts_are_not_longer(command: str) -> None:
    assert types_of(command, "max_chars=3")["max_chars"] == 3
    assert is_taken(editor(command, "max_chars=3"), "abc") and not is_taken(editor(command, "max_chars=3"), "abcd")
    grid_reads("max_chars")


@PROOFS.each("validate")
def texts_have_a_form(command: str) -> None:
    assert types_of(command, "validate='^[a-z]+$'")["validate"] == "^[a-z]+$"
    grid_reads("validate")


@PROOFS.of("column_config.LinkColumn", "display_text")
def links_are_shown_by_a_text_a_part_of_them_or_an_icon() -> None:
    link = "column_config.LinkColumn"
    assert types_of(link, "display_text='Open'")["display_text"] == "Open"
    assert types_of(link, "display_text=r'//(.*?)\\\\.org'")["display_text"]
    assert types_of(link, "display_text=':material/link:'")["display_icon"]["path"]
    assert "display_icon" not in types_of(link, "display_text='Open'")
    grid_reads("display_text", "display_icon")


# --- choices ----------------------------------------------------------------------------------------------------------


@PROOFS.each("options")
def one_of_some_values_is_chosen(command: str) -> None:
    assert [each["value"] for each in types_of(command, "options=['a', 'b']")["options"]] == ["a", "b"]
    if name_of(command) == "SelectboxColumn":
        assert is_taken(editor(command, "options=['a', 'b']"), "b")
        assert not is_taken(editor(command, "options=['a', 'b']"), "z")
    grid_reads("options")


@PROOFS.each("format_func")
def options_are_shown_as_texts(command: str) -> None:
    found = types_of(command, "options=['a', 'b'], format_func=str.upper")["options"]
    assert [(each["value"], each["label"]) for each in found] == [("a", "A"), ("b", "B")]
    assert [each["label"] for each in types_of(command, "options=['a']")["options"]] == ["a"]
    assert re.search(r"option\w*(\[place\])?\??\.label", grid())


@PROOFS.of("column_config.MultiselectColumn", "accept_new_options")
def others_than_the_options_are_taken() -> None:
    multiselect = "column_config.MultiselectColumn"
    assert types_of(multiselect, "options=['a'], accept_new_options=True")["accept_new_options"] is True
    assert not types_of(multiselect, "options=['a']").get("accept_new_options")
    grid_reads("accept_new_options")


# --- colours and limits of charts ---------------------------------------------------------------------------------------


@PROOFS.each("color")
def marks_have_a_colour(command: str) -> None:
    if name_of(command) == "MultiselectColumn":
        several = types_of(command, "options=['a', 'b', 'c'], color=['red', '#00f']")["options"]
        assert [each["color"] for each in several] == ["red", "#00f", "red"]
        one = types_of(command, "options=['a', 'b'], color='auto'")["options"]
        assert [each["color"] for each in one] == ["auto", "auto"]
        assert "options[place]?.color" in grid()
    else:
        for color in ("auto", "auto-inverse", "violet", "#123456"):
            assert types_of(command, f"color={color!r}")["color"] == color
        grid_reads("color")
    assert "color" not in types_of(command)


@PROOFS.each("y_min", "y_max")
def the_axis_has_ends(command: str) -> None:
    found = types_of(command, "y_min=-1, y_max=5.5")
    assert (found["y_min"], found["y_max"]) == (-1, 5.5)
    assert not {"y_min", "y_max"} & types_of(command).keys()
    grid_reads("y_min", "y_max")


# --- buttons ----------------------------------------------------------------------------------------------------------

BUTTON = "column_config.ButtonColumn"
CLICK = """
import pandas as pd
def note(*args, **kwargs):
    st.session_state.log = [args, kwargs, st.session_state.k]
config = {{'x': st.column_config.ButtonColumn({})}}
st.session_state.seen = st.session_state.get('k')
st.{}(pd.DataFrame({{'x': ['a', 'b']}}), column_config=config)
st.session_state.seen = st.session_state.get('k')
"""


@PROOFS.of(BUTTON, "type")
def a_button_has_a_look() -> None:
    for look in ("primary", "secondary", "tertiary"):
        assert types_of(BUTTON, f"type={look!r}")["button_type"] == look
    assert error_of(BUTTON, "type='loud'") == "InvalidValueError"
    grid_reads("button_type")


@PROOFS.of(BUTTON, "key", "on_click", "args", "kwargs")
def a_click_of_a_button_is_told() -> None:
    for table in ("dataframe", "data_editor"):
        app = shown(CLICK.format("key='k', on_click=note, args=(1,), kwargs={'b': 2}", table))
        app.click(column_of(app).config["type_config"]["widget"], {"row": 1, "label": "b"})
        app.run()
        args, kwargs, click = app.session_state.log
        assert (args, kwargs) == ((1,), {"b": 2})
        assert (click.row, click.column, click.label, click.value) == (1, "x", "b", "b")
        assert app.session_state.seen == click
        assert app.run().session_state.seen is None
    assert "widget" not in types_of(BUTTON)
    assert error_of(BUTTON, "on_click=print") == "APIError"


def test_every_type_has_data_to_show() -> None:
    assert {f"column_config.{name}" for name in DATA} == {
        name for name in all_parameters() if name.startswith("column_config.")
    }


@pytest.mark.parametrize("name", OTHER)
def test_types_that_edit_take_values(name: str) -> None:
    assert is_taken(editor(f"column_config.{name}"), raw_of(f"column_config.{name}", OTHER[name]))


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
