"""What nodes of a page are called by those who write scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rushlight.tree.node import Node

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


def children_of(node: Node) -> Iterator[Node]:
    """Yield what a container holds; what an `empty` holds stands in its place."""
    for child in node.children or ():
        if child.props.kind in _INLINE and child.children:
            yield from children_of(child)
        elif child.props.kind != "portion":
            yield child
