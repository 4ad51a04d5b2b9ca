"""The apps that show every kind of element, family by family. `tests/rules/test_families.py` fails for a kind that none shows."""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import parse_qsl


class Family(NamedTuple):
    """An app below `apps`, with the parameters of its address, and what is drawn last of it."""

    script: str
    query: str = ""
    last: str = "main .node"

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of its address by name."""
        return dict(parse_qsl(self.query))


INPUTS = ("buttons", "choices", "selects", "numbers", "texts", "dates", "files", "form", "chat")
FAMILIES = {
    "text": Family("families/text.py"),
    "status": Family("families/status.py"),
    "running": Family("families/running.py", last=".busy"),
    "layout": Family("families/layout.py"),
    "dialog": Family("families/dialog.py", last="dialog[open] input"),
    "data": Family("families/data.py", last=".slick-row"),
    "charts": Family("families/charts.py", last=".mermaid-chart > *"),
    "libraries": Family("families/libraries.py", last=".plotly-chart .main-svg"),
    "media": Family("families/media.py", last="iframe"),
    "components": Family("families/components.py", last=".stCustomComponentV1:not(.waiting)"),
    **{f"inputs-{part}": Family("fields.py", f"part={part}") for part in INPUTS},
}

Journey = tuple[tuple[str, ...], str]
"""The keys that are pressed once the element has the focus (Tab goes on), and what the page then says."""

NOT_OPERATED: dict[str, Literal["text", "place", "picture", "own page", "native"]] = {
    **dict.fromkeys(
        (
            "alert",
            "badge",
            "divider",
            "heading",
            "markdown",
            "metric",
            "progress",
            "skeleton",
            "space",
            "spinner",
            "text",
        ),
        "text",
    ),
    **dict.fromkeys(("chat_message", "column", "columns", "fragment", "grid", "grid_cell", "tab", "html"), "place"),
    **dict.fromkeys(("effect", "graphviz_chart", "mermaid_chart"), "picture"),
    **dict.fromkeys(("component_frame", "component_module", "plain_frame", "pdf"), "own page"),
    **dict.fromkeys(("audio", "video"), "native"),
}
"""Kinds of which nothing is to be operated by the user, or whose content is somebody else's, with the reason."""
