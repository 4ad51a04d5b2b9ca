"""What nodes of a page are called in tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rushlight.tree.node import Node

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

_HEADINGS = ("title", "header", "subheader")
_INLINE = ("slot", "portion")
"""Kinds of nodes that are no containers for those who write scripts."""


def name_of(node: Node) -> str:
    """Return the name of what a node is: that of the command that draws it, where there is one."""
    props: Any = node.props
    match props.kind:
        case "heading":
            return _HEADINGS[props.level - 1]
        case "markdown":
            return "markdown" if props.style == "body" else str(props.style)
        case "alert":
            return props.tone
        case "checkbox":
            return props.look
        case "effect" | "root":
            return props.name
        case "button":
            return "form_submit_button" if props.submits else "button"
        case "page":
            return "root"
        case kind:
            return kind


def is_called(wanted: str, name: str) -> bool:
    """Tell whether somebody who asks for a type or a name means what has this name."""
    wanted = _OTHER_NAMES.get(wanted, wanted)
    return wanted in (name, TYPES.get(name, name))


def children_of(node: Node) -> Iterator[Node]:
    """Yield what a container holds; what an `empty` holds stands in its place."""
    for child in node.children or ():
        if child.props.kind in _INLINE and child.children:
            yield from children_of(child)
        elif child.props.kind != "portion":
            yield child
