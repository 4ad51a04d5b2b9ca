"""What editors were given before their edits.

A script may feed an editor with what it returned in the run before. For the browser that is the same table with the same
edits: it goes on from where the edits began, and no edit is lost or made twice.
"""

from __future__ import annotations

from typing import Any

import msgspec

from rushlight.data.editable import Editable
from rushlight.data.editing import editable
from rushlight.data.frame import Frame
from rushlight.data.hashing import content_of
from rushlight.run.context import RunContext


class Origin(msgspec.Struct):
    """A table that an editor was given, and what became of it."""

    settings: tuple[Any, ...]
    """The editor's arguments but for the data."""
    table: Editable
    """Before all edits."""
    given: Frame
    """As the editor was given it last: before edits, or with some of them."""
    count: int = 0
    """How often the same table was given anew."""
    returned: Frame | None = None
    """As it was returned last."""
    widget: str = ""

    @property
    def facts(self) -> tuple[Any, ...]:
        """What makes an editor of this table another one than that of another table."""
        return (*self.settings, content_of(self.table.frame), self.count)


def origin_of(context: RunContext, settings: tuple[Any, ...], table: Editable) -> Origin:
    """Return where the edits of a table began: at the table itself, unless it is what an editor returned."""
    origins = _known(context)
    free = [each for each in origins if each.settings == settings and each.widget not in context.state.drawn]
    for origin in free:
        if _same(table.frame, origin.given) or (origin.returned and _same(table.frame, origin.returned)):
            origin.given = table.frame
            return origin
    again = [each.count + 1 for each in free if _same(table.frame, each.table.frame)]
    made = Origin(settings, table, table.frame, max(again, default=0))
    origins.append(made)
    return made


def keep_returned(origin: Origin, value: Any) -> None:
    """Take down what an editor returns after edits."""
    origin.returned = editable(value).frame


def _known(context: RunContext) -> list[Origin]:
    """Return the origins of the editors that are on the page."""
    live = context.state.live
    context.memory["data_editor"] = [each for each in context.memory.get("data_editor", ()) if each.widget in live]
    return context.memory["data_editor"]


def _same(a: Frame, b: Frame) -> bool:
    if a.fingerprint == b.fingerprint:
        return True
    if a.row_count != b.row_count or a.columns != b.columns:
        return False
    return content_of(a) == content_of(b)
