"""Values of widgets as JSON: what they hold now, what they can be sent, and what was sent. Pure."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec

from rushlight.agents.refusals import Refusal
from rushlight.elements.markup import Icon, icon_text
from rushlight.errors import APIError
from rushlight.state.widget import Widget
from rushlight.tree.node import Node, Props

Schema = dict[str, Any]
"""A JSON Schema."""

_TEXT: Schema = {"type": "string"}
_FORMATS: dict[str, Schema] = {
    "int": {"type": "integer"},
    "float": {"type": "number"},
    **{name: {"type": "string", "format": format} for name, format in
       (("date", "date"), ("time", "time"), ("datetime", "date-time"))},
}  # fmt: skip
_OF_ISO: dict[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "date-time": dt.datetime.fromisoformat,
}
_CHOICES = ("selectbox", "radio", "select_slider", "multiselect", "pills", "segmented_control")
"""Widgets whose raw values are the texts of options."""
_BUTTON_GROUPS = ("pills", "segmented_control")
_SWITCHES = ("checkbox", "expander", "popover", "status")


def to_json(value: Any) -> Any:
    """Return a value as plain JSON: dates and times as ISO 8601, durations in seconds, bytes by their length."""
    match value:
        case None | bool() | str():
            return value
        case Enum():
            return value.name
        case int():
            return int(value)
        case float():
            return float(value) if math.isfinite(value) else None
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return value.total_seconds()
        case bytes() | bytearray() | memoryview():
            return {"bytes": len(value)}
        case Icon():
            return icon_text(value)
        case msgspec.Struct():
            return to_json(msgspec.structs.asdict(value))
        case Mapping():
            return {str(key): to_json(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [to_json(each) for each in value]
        case Decimal():
            return str(value)
        case _:
            item = getattr(value, "item", None)
            return to_json(item()) if callable(item) else str(value)


def schema_of(props: Any) -> Schema | None:
    """Return the JSON Schema of what a widget can be sent, None for one that cannot be set here."""
    match props.kind:
        case "text_input" | "text_area" | "color_picker" | "selectbox" | "radio" | "tabs":
            return _TEXT
        case "number_input":
            return {"type": "integer" if props.whole else "number"}
        case "slider":
            return _ranged(_FORMATS[props.scale], props.range)
        case "select_slider":
            return _ranged(_TEXT, props.range)
        case "date_input":
            return _ranged(_FORMATS["date"], props.range, least=0)
        case "time_input":
            return _FORMATS["time"]
        case "datetime_input":
            return _FORMATS["datetime"]
        case "multiselect":
            most = {} if props.max_selections is None else {"maxItems": props.max_selections}
            return {"type": "array", "items": _TEXT, **most}
        case "pills" | "segmented_control":
            return {"type": "array", "items": _TEXT} if props.multiple else _TEXT
        case "feedback" | "pagination":
            return {"type": "integer"}
        case kind:
            return {"type": "boolean"} if kind in _SWITCHES else None


def _ranged(schema: Schema, is_range: bool, least: int = 2) -> Schema:
    return {"type": "array", "items": schema, "minItems": least, "maxItems": 2} if is_range else schema


def trigger_schema(props: Any) -> Schema | None:
    """Return the JSON Schema of what goes with a click, None where nothing does."""
    return _TEXT if props.kind in ("chat_input", "menu_button") else None


def can_be_empty(props: Any, widget: Widget[Any]) -> bool:
    """Tell whether a user can empty a widget."""
    if props.kind in _BUTTON_GROUPS:
        return not props.required and not props.multiple
    return bool(getattr(props, "nullable", False) or getattr(props, "clearable", False)) and not widget.needs_value


def value_of(node: Node, widget: Widget[Any]) -> Any:
    """Return what a widget holds, in the form in which it is sent."""
    props: Any = node.props
    if props.kind in _BUTTON_GROUPS and not props.multiple:
        return node.value[0] if node.value else None
    if props.kind in _CHOICES:
        return to_json(node.value)
    return to_json(widget.parse(node.value))


def raw_of(key: str, props: Props, widget: Widget[Any], given: Any) -> Any:
    """Return what the browser would send for a value. Raises Refusal for one that the widget cannot have."""
    schema = schema_of(props)
    assert schema is not None
    try:
        raw = _raw(key, props, widget, schema, given)
        widget.verify(raw)
    except (ValueError, TypeError, APIError) as error:
        raise Refusal("invalid_value", f"{key!r} cannot be {json.dumps(given)}: {error}.") from None
    return raw


def _raw(key: str, props: Any, widget: Widget[Any], schema: Schema, given: Any) -> Any:
    if given is None:
        return _nothing(props, widget)
    typed = _typed(key, schema, _as_texts(given) if props.kind in _CHOICES else given)
    if props.kind not in _CHOICES:
        return widget.dump(tuple(typed) if schema["type"] == "array" else typed)
    texts = typed if isinstance(typed, list) else [typed]
    _check_options(key, props, texts)
    return texts if props.kind in _BUTTON_GROUPS else typed


def _nothing(props: Any, widget: Widget[Any]) -> Any:
    if not can_be_empty(props, widget):
        return widget.default
    return [] if props.kind in _BUTTON_GROUPS else None


def _check_options(key: str, props: Any, texts: list[str]) -> None:
    wrong = [text for text in texts if text not in props.options]
    if wrong and not getattr(props, "free_text", False):
        shown = ", ".join(map(repr, props.options[:50]))
        raise Refusal("invalid_value", f"{key!r} has no option {wrong[0]!r}; it has {shown}.")


def _typed(key: str, schema: Schema, given: Any) -> Any:
    """Return a value as its schema wants it; a list of one counts as what it holds where no list is wanted."""
    match schema, given:
        case {"type": "array"}, list() if len(given) <= schema.get("maxItems", len(given)):  # pyright: ignore
            return [_typed(key, schema["items"], each) for each in given]  # pyright: ignore[reportUnknownVariableType]
        case {"type": "boolean" | "integer" | "number" | "string"}, [only]:
            return _typed(key, schema, only)
        case {"type": "boolean"}, bool():
            return given
        case {"type": "integer"}, int() if not isinstance(given, bool):
            return given
        case {"type": "integer"}, float() if given.is_integer():
            return int(given)
        case {"type": "number"}, int() | float() if not isinstance(given, bool) and math.isfinite(given):
            return float(given)
        case {"format": format}, str():
            return _OF_ISO[format](given)
        case {"type": "string"}, str():
            return given
        case _:
            raise _wrong(key, schema, given)


def _as_texts(given: Any) -> Any:
    """Return what may name options as text: a number does by its digits."""
    if isinstance(given, list):
        return [_as_texts(each) for each in given]  # pyright: ignore[reportUnknownVariableType]
    return str(given) if isinstance(given, (int, float)) and not isinstance(given, bool) else given


def _wrong(key: str, schema: Schema, given: Any) -> Refusal:
    return Refusal("invalid_value", f"{key!r} takes {json.dumps(schema)}; given: {json.dumps(given)[:200]}.")
