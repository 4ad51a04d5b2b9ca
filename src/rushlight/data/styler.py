"""What a pandas Styler makes of a frame: the texts that are shown, and CSS for its cells."""

from __future__ import annotations

from typing import Any

import msgspec


class Styled(msgspec.Struct, frozen=True):
    """A styled table: its cells are addressed as `#T_<uuid>_row<r>_col<c>`."""

    uuid: str
    caption: str | None
    css: str
    texts: list[list[str]]
    """The text of each cell, by rows."""


def styled(styler: Any) -> Styled:
    """Return what a Styler says of its frame."""
    # pandas hands these facts to templates only (Styler.template_html); they are the same in all of its releases.
    parts = styler._compute()._translate(False, False)
    prefix = f"T_{parts['uuid']}"
    rules = [*_table_rules(prefix, parts.get("table_styles") or []), *_cell_rules(prefix, parts["cellstyle"])]
    texts = [[str(cell["display_value"]) for cell in row if cell["type"] == "td"] for row in parts["body"]]
    caption = parts["caption"]
    return Styled(str(parts["uuid"]), caption[0] if isinstance(caption, tuple) else caption, " ".join(rules), texts)


def _cell_rules(prefix: str, styles: list[dict[str, Any]]) -> list[str]:
    return [
        f"{', '.join(f'#{prefix}_{place}' for place in style['selectors'])} {_block(style['props'])}"
        for style in styles
        if any(value for _, value in style["props"])
    ]


def _table_rules(prefix: str, styles: list[dict[str, Any]]) -> list[str]:
    return [f"#{prefix} {style['selector']} {_block(style['props'])}" for style in styles]


def _block(properties: list[tuple[str, Any]]) -> str:
    return f"{{ {'; '.join(f'{name}: {value}' for name, value in properties if value != '')} }}"
