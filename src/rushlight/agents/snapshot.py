"""The page of a session as JSON: a tree of elements by the names of their commands, and what can be done to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from rushlight.agents.values import can_be_empty, schema_of, to_json, trigger_schema, value_of
from rushlight.data.frame import Frame
from rushlight.elements.names import children_of, name_of
from rushlight.errors import RushlightError
from rushlight.run.context import RunContext
from rushlight.run.pages import PageEntry
from rushlight.state.identity import is_widget_id, key_of
from rushlight.state.widget import Widget
from rushlight.tree.node import Node

VERSION = 1
_NEEDS_BROWSER = ("component_frame", "component_module", "plain_frame")
_NEEDS_HANDS = (
    "audio_input", "camera_input", "data_editor", "dataframe", "echarts_chart", "file_uploader", "plotly_chart",
    "pydeck_chart", "recording", "vega_lite_chart",
)  # fmt: skip
"""Kinds of which a browser's user can do more than is possible here, where they are widgets."""
_NAMES = {
    "min": "min_value", "max": "max_value", "variant": "type", "free_text": "accept_new_options", "source": None,
    "most_characters": "max_chars", "quiet": None, "icon_side": None, "width": None, "height": None, "wrap": None, "gap": None,
    "first": None, "styles": None, "texts": None, "reports": None, "submits": None, "look": None, "tone": None, "opening": None,
    "nullable": None, "clearable": None, "label_visibility": None, "row_height": None, "can_export": None, "columns": None,
    "scale": None, "whole": None, "style": None, "filter": None, "rows": None, "key": None,
}  # fmt: skip
"""Properties by the parameters that they are of; None for those that matter to browsers alone."""
_MEDIA = "_rushlight/media/"


class Place(NamedTuple):
    """Where an element is."""

    node: Node
    widget: Widget[Any] | None
    form: str | None = None
    fragment: int | None = None
    dialog: int | None = None

    @property
    def key(self) -> str | None:
        """How requests name it: by the script's key, else by its id."""
        identity = self.node.identity
        if identity is None:
            return None
        return identity.removeprefix("key:") if not is_widget_id(identity) else key_of(identity) or identity

    @property
    def support(self) -> str | None:
        """Why it cannot be used wholly here."""
        props: Any = self.node.props
        if props.kind in _NEEDS_BROWSER:
            return "browser_required"
        if props.kind == "download_button" and props.url is None:
            return "action_unsupported"
        return "action_unsupported" if self.widget is not None and props.kind in _NEEDS_HANDS else None

    @property
    def can_act(self) -> bool:
        """Whether requests can name it."""
        return self.widget is not None and not self.widget.disabled and self.support is None


def places(context: RunContext) -> Iterator[Place]:
    """Yield all that is on the page, depth first."""
    yield from _below(context, Place(context.tree.root, None))


def _below(context: RunContext, place: Place) -> Iterator[Place]:
    yield place
    for child in children_of(place.node):
        yield from _below(context, _inside(context, place, child))


def _inside(context: RunContext, outer: Place, node: Node) -> Place:
    props: Any = node.props
    form = props.key if props.kind == "form" else outer.form
    fragment = node.id if props.kind in ("fragment", "dialog") else outer.fragment
    dialog = node.id if props.kind == "dialog" else outer.dialog
    return Place(node, context.state.live.get(node.identity or ""), form, fragment, dialog)


def snapshot(context: RunContext, session: str, failed: bool, preview_rows: int) -> dict[str, Any]:
    """Return the page of a session at rest; `session` is how agents call it, `failed` whether its last run has."""
    drawing = _Drawing(context, session, preview_rows)
    tree = drawing.tree(Place(context.tree.root, None))
    return {
        "schema_version": VERSION,
        "session_id": session,
        "status": "error" if failed else "ready",
        "observed_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "page": _page(_current(context)),
        "pages": [_page(each) for each in pages(context)],
        "query_params": context.query,
        "tree": tree,
        "actions": [_action(place) for place in places(context) if place.can_act],
    }


def pages(context: RunContext) -> list[PageEntry]:
    """Return the pages of an app that have an address of its own."""
    known = [page for page in context.pages if page.external is None]
    return known or [PageEntry(context.app.script.stem.replace("_", " "), "")]


def _current(context: RunContext) -> PageEntry:
    known = pages(context)
    return next((page for page in known if page.url_path == context.page), known[0])


def _page(page: PageEntry) -> dict[str, Any]:
    facts = {"icon": page.icon, "help": page.help, "hidden": page.hidden or None}
    told = {name: value for name, value in facts.items() if value is not None}
    return {"url_path": page.url_path, "title": page.title, **told}


def _action(place: Place) -> dict[str, Any]:
    assert place.widget is not None
    label = getattr(place.node.props, "label", None)
    kind = "trigger" if place.widget.trigger else "value"
    action = {"key": place.key, "kind": kind, "type": name_of(place.node)}
    return action if label is None else {**action, "label": label}


class _Drawing:
    """Makes the tree of one snapshot."""

    def __init__(self, context: RunContext, session: str, preview_rows: int) -> None:
        self._context = context
        self._session = session
        self._preview_rows = preview_rows

    def tree(self, place: Place) -> dict[str, Any]:
        """Return an element with all inside of it."""
        node = place.node
        told: dict[str, Any] = {"type": name_of(node)}
        if place.key is not None:
            told["key"] = place.key
        if node.props.kind not in ("page", "root"):
            told |= self._facts(place)
        if node.children is not None:
            told["children"] = [self.tree(_inside(self._context, place, child)) for child in children_of(node)]
        return told

    def _facts(self, place: Place) -> dict[str, Any]:
        facts: dict[str, Any] = {"props": self._props(place), **self._value(place)}
        source = getattr(place.node.props, "source", None)
        if place.node.props.kind in ("dataframe", "data_editor") and isinstance(source, str):
            facts["data"] = self._data(source)
        where = {"support": place.support, "form_id": place.form, "fragment": _text(place.fragment)}
        return {**facts, **{name: value for name, value in where.items() if value is not None}}

    def _props(self, place: Place) -> dict[str, Any]:
        props: Any = place.node.props
        told: dict[str, Any] = {}
        for field in props.__struct_fields__:
            name, value = _NAMES.get(field, field), getattr(props, field)
            if name is not None and value is not None and value != "" and value != []:
                told[name] = self._told(value)
        if place.widget is not None and not place.widget.trigger:
            told["on_change"] = "ignore" if getattr(props, "quiet", False) else "rerun"
            if place.widget.bind:
                told["bind"] = "query-params"
        return told

    def _told(self, value: Any) -> Any:
        return self._addressed(to_json(value))

    def _addressed(self, told: Any) -> Any:
        """Return what is told with the addresses of media as agents find them: relative to their request."""
        match told:
            case str() if told.startswith(_MEDIA):
                return f"media/{self._session}/{told.removeprefix(_MEDIA)}"
            case list():
                return [self._addressed(each) for each in told]  # pyright: ignore[reportUnknownVariableType]
            case dict():
                return {name: self._addressed(each) for name, each in told.items()}  # pyright: ignore[reportUnknownVariableType]
            case _:
                return told

    def _value(self, place: Place) -> dict[str, Any]:
        props: Any = place.node.props
        if place.widget is None or place.support is not None:
            return {}
        if place.widget.trigger:
            schema = trigger_schema(props)
            return {} if schema is None else {"value_schema": schema}
        schema = schema_of(props)
        told: dict[str, Any] = {} if schema is None else {"value_schema": schema}
        if can_be_empty(props, place.widget):
            told["clearable"] = True
        if getattr(props, "type", "") != "password" and getattr(props, "variant", "") != "password":
            told["value"] = value_of(place.node, place.widget)
        return told

    def _data(self, source: str) -> dict[str, Any]:
        frame = self._context.app.shelf.frame(source)
        told = described(frame)
        try:
            told["preview"] = {"rows": rows_of(frame, 0, self._preview_rows)}
        except RushlightError as error:
            told["preview"] = {"rows": []}
            return {**told, "complete": False, "unavailable": str(error)}
        complete = frame.row_count <= self._preview_rows
        return {**told, "complete": complete, **({} if complete else {"url": f"data/{self._session}/{source}"})}


def described(frame: Frame) -> dict[str, Any]:
    """Return what a table is."""
    fields = frame.slice(0, 0).schema
    columns = [{"name": column.name, "type": str(fields.field(column.name).type)} for column in frame.columns]
    return {"columns": columns, "row_count": frame.row_count, "column_count": len(columns)}


def rows_of(frame: Frame, start: int, stop: int) -> list[list[Any]]:
    """Return some rows of a table as JSON."""
    columns = [[to_json(value) for value in column.to_pylist()] for column in frame.slice(start, stop).columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
