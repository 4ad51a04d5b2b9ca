"""What nodes of a page are called in tests."""

from __future__ import annotations

TYPES = {
    "badge": "markdown",
    "columns": "flex_container",
    "container": "flex_container",
    "data_editor": "dataframe",
    "datetime_input": "date_time_input",
    "form_submit_button": "button",
    "fragment": "flex_container",
    "grid": "grid_container",
    "grid_cell": "flex_container",
    "help": "help_info",
    "pills": "button_group",
    "segmented_control": "button_group",
    "slot": "empty",
    "tabs": "tab_container",
}
"""Name of what a command draws -> its type, where that is another word."""

_OTHER_NAMES = {"deck_gl_json_chart": "pydeck_chart", "imgs": "image", "component_instance": "component_frame"}
"""Types by which tests of older apps ask -> the names here."""


def is_called(wanted: str, name: str) -> bool:
    """Tell whether somebody who asks for a type or a name means what has this name."""
    wanted = _OTHER_NAMES.get(wanted, wanted)
    return wanted in (name, TYPES.get(name, name))
