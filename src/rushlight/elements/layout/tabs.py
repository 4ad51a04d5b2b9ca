"""Containers of which one is in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, OnChange, bound, checked_key, choice
from rushlight.elements.layout.foldable import Foldable, as_foldable, reports
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError, MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Block


class Tabs(Block, frozen=True, kw_only=True):
    default: int = 0
    width: Size = "stretch"
    height: Size = "content"
    reports: bool = False


class Tab(Block, frozen=True):
    label: str


@element
def tabs(
    container: Container,
    tabs: Sequence[str],
    *,
    width: Size = "stretch",
    height: Size = "content",
    default: str | None = None,
    key: Key = None,
    on_change: OnChange = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
    bind: Literal["query-params"] | None = None,
) -> tuple[Foldable, ...]:
    """Make containers of which one is in view, chosen by a row of labels.

    Args:
        tabs: the labels, at least one.
        width: "stretch" or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        default: label of the tab in view at first; the first one when None.
        key: a name; with `on_change`, that of its value (the label in view) in `session_state`.
        on_change: "ignore" if choosing is the browser's business alone; "rerun" or a callback to have it reported.
        args: positional arguments of the callback.
        kwargs: named arguments of the callback.
        bind: "query-params" keeps the tab in view in the address, under `key`.

    Returns:
        One container per label. With `on_change` its `open` says whether it is in view; otherwise that is None.

    Raises:
        MissingRequiredParameterError: without labels.
        InvalidParameterTypeError: for a text in place of a list.
        InvalidValueError: for a default that is no label.

    Example:
        >>> chart, table = st.tabs(["Chart", "Table"])
        >>> chart.line_chart(frame)
        >>> table.dataframe(frame)
    """
    if isinstance(tabs, str):
        raise InvalidParameterTypeError.of("tabs", tabs, "a list of labels", "Give it a list: ['Chart', 'Table'].")
    labels = [str(label) for label in tabs]
    if not labels:
        raise MissingRequiredParameterError("`tabs` needs at least one label. Give it a list: ['Chart', 'Table'].")
    if default is not None:
        choice("default", default, labels)
    first = labels.index(default) if default is not None else 0
    change = reports(container, "tabs", on_change, args, kwargs)
    name = checked_key(key)
    props = Tabs(
        default=first,
        width=sizes.width(width, ("stretch",)),
        height=sizes.height(height),
        reports=change is not None,
    )
    shown: Any = None
    if change is None:
        row = container.block(props, name)
    else:
        widget: Widget[str] = Widget(
            command="tabs",
            default=labels[first],
            parse=lambda raw: _label(raw, labels),
            dump=lambda given: _label(given, labels),
            key=name,
            facts=(tuple(labels), first),
            callback=change.callback,
            bind=bound(bind, name),
        )
        row, shown = container.widget_block(props, widget)
    return tuple(
        as_foldable(row.block(Tab(markup.label(label))), None if change is None else label == shown) for label in labels
    )


def _label(raw: Any, labels: list[str]) -> str:
    if raw not in labels:
        raise ValueError(f"{raw!r} is not one of the tabs")
    return raw
