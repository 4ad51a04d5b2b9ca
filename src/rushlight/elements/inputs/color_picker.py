"""A colour."""

from __future__ import annotations

import re
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import (
    Args,
    Field,
    Key,
    Kwargs,
    OnChange,
    Visibility,
    bound,
    checked_key,
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidColorError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class ColorPicker(Field, frozen=True, kw_only=True):
    width: Size = "content"


@element
def color_picker(
    container: Container,
    label: str,
    value: str | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str:
    """Show a field for a colour.

    Args:
        label: what the colour is for.
        value: the colour at first, as "#rrggbb" or "#rgb"; black when None.
        width: "content", "stretch", or a number of pixels.

    The other arguments are those of `checkbox`.

    Returns:
        The colour as "#rrggbb", or "#rgb" if the script gave it so.

    Raises:
        InvalidColorError: for a value that is no such text.

    Example:
        >>> line = st.color_picker("Line", "#d9480f")
    """
    default = "#000000" if value is None else _color(value)
    change = reaction(container, "color_picker", on_change, args, kwargs)
    name = checked_key(key)
    props = ColorPicker(**labelled(label, help, disabled, label_visibility, sizes.width(width), change.quiet))
    return container.widget(
        props,
        Widget(
            command="color_picker",
            default=default,
            parse=_parse,
            dump=_color,
            adapt=lambda given: given if _is_color(given) else default,
            of_texts=lambda texts: f"#{texts[-1].removeprefix('#')}",
            key=name,
            facts=facts_of(props, default),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=value is not None,
        ),
    )


def _parse(raw: Any) -> str:
    if not _is_color(raw):
        raise ValueError("a colour such as #00aaff is needed")
    return raw


def _color(value: Any) -> str:
    if not _is_color(value):
        raise InvalidColorError.of("value", value, "a colour such as '#00aaff' or '#0af'")
    return value


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None
