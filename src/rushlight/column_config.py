"""How the columns of tables are shown and edited: one function per type, each returning a plain dict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeAlias

from rushlight.errors import APIError, InvalidValueError

ColumnConfig: TypeAlias = dict[str, Any]
ColumnWidth: TypeAlias = Literal["small", "medium", "large"] | int | None
Alignment: TypeAlias = Literal["left", "center", "right"] | None

_COMMON = ("width", "help", "disabled", "required", "pinned", "alignment", "default")


def _config(type: str | None, label: str | None, given: dict[str, Any]) -> ColumnConfig:
    common = {name: given.pop(name) for name in _COMMON if name in given}
    config: ColumnConfig = {"label": label, **{name: _plain(value) for name, value in common.items()}}
    if type is not None:
        config["type_config"] = {"type": type, **{name: _plain(value) for name, value in given.items()}}
    return config


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, dict)):
        return list(value)
    return value


def _options(options: Any, format_func: Callable[[Any], str] | None, color: Any = None) -> list[dict[str, Any]] | None:
    """Return options with their texts, and with colours where one, or one for each, is given."""
    if options is None:
        return None
    colors: list[Any] = [color] if isinstance(color, str) else list(color or [])
    found: list[dict[str, Any]] = []
    for place, value in enumerate(options):
        option = {"value": _plain(value), "label": str(value if format_func is None else format_func(value))}
        found.append({**option, "color": colors[place % len(colors)]} if colors else option)
    return found


def AreaChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: int | float | None = None,
    y_max: int | float | None = None,
    color: Any = None,
) -> ColumnConfig:
    """Show lists of numbers as area charts.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        y_min: least value of the axis.
        y_max: greatest value of the axis.
        color: colour of the marks.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.AreaChartColumn("Name")})
    """
    return _config(
        "area_chart",
        label,
        {"width": width, "help": help, "pinned": pinned, "y_min": y_min, "y_max": y_max, "color": color},
    )


def AudioColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """Show addresses of sounds as players.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.AudioColumn("Name")})
    """
    return _config("audio", label, {"width": width, "help": help, "pinned": pinned, "alignment": alignment})


def BarChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: int | float | None = None,
    y_max: int | float | None = None,
    color: Any = None,
) -> ColumnConfig:
    """Show lists of numbers as bar charts.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        y_min: least value of the axis.
        y_max: greatest value of the axis.
        color: colour of the marks.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.BarChartColumn("Name")})
    """
    return _config(
        "bar_chart",
        label,
        {"width": width, "help": help, "pinned": pinned, "y_min": y_min, "y_max": y_max, "color": color},
    )


def ButtonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    type: str = "secondary",
    on_click: Callable[..., Any] | None = None,
    args: Iterable[Any] | None = None,
    kwargs: dict[str, Any] | None = None,
    key: str | None = None,
) -> ColumnConfig:
    """Show a button in each row.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        type: look of the button.
        on_click: called when a button is clicked.
        args: positional arguments of `on_click`.
        kwargs: named arguments of `on_click`.
        key: name of the click in session state: `.row`, `.column`, `.label` and `.value` in the run that answers it,
            else None.

    Raises:
        APIError: for a callback without a key.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.ButtonColumn("Name")})
    """
    if key is None and (on_click is not None or args or kwargs):
        raise APIError("`ButtonColumn` needs a `key` to call `on_click`: it names the click. Give it one.")
    if type not in ("primary", "secondary", "tertiary"):
        raise InvalidValueError.choice("type", type, ("primary", "secondary", "tertiary"))
    return _config(
        "button",
        label,
        {
            "width": width,
            "help": help,
            "pinned": pinned,
            "alignment": alignment,
            "on_click": on_click,
            "args": args,
            "kwargs": kwargs,
            "key": key,
            "button_type": type,
        },
    )


def CheckboxColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: bool | None = None,
) -> ColumnConfig:
    """Show true or false as boxes.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.CheckboxColumn("Name")})
    """
    return _config(
        "checkbox",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
        },
    )


def Column(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """Show a column with its own type.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.Column("Name")})
    """
    return _config(
        None,
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
        },
    )


def DateColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: date | None = None,
    format: Any = None,
    min_value: date | None = None,
    max_value: date | None = None,
    step: int | None = None,
) -> ColumnConfig:
    """Show dates.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.
        format: how values are written.
        min_value: least value allowed.
        max_value: greatest value allowed.
        step: distance of allowed values.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.DateColumn("Name")})
    """
    return _config(
        "date",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
            "format": format,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
        },
    )


def DatetimeColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: datetime | None = None,
    format: Any = None,
    min_value: datetime | None = None,
    max_value: datetime | None = None,
    step: int | float | timedelta | None = None,
    timezone: str | None = None,
) -> ColumnConfig:
    """Show dates with times.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.
        format: how values are written.
        min_value: least value allowed.
        max_value: greatest value allowed.
        step: distance of allowed values.
        timezone: time zone in which values are shown.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.DatetimeColumn("Name")})
    """
    return _config(
        "datetime",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
            "format": format,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
            "timezone": timezone,
        },
    )


def ImageColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """Show addresses of pictures as pictures.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.ImageColumn("Name")})
    """
    return _config("image", label, {"width": width, "help": help, "pinned": pinned, "alignment": alignment})


def JsonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """Show nested data.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.JsonColumn("Name")})
    """
    return _config("json", label, {"width": width, "help": help, "pinned": pinned, "alignment": alignment})


def LineChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: int | float | None = None,
    y_max: int | float | None = None,
    color: Any = None,
) -> ColumnConfig:
    """Show lists of numbers as line charts.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        y_min: least value of the axis.
        y_max: greatest value of the axis.
        color: colour of the marks.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.LineChartColumn("Name")})
    """
    return _config(
        "line_chart",
        label,
        {"width": width, "help": help, "pinned": pinned, "y_min": y_min, "y_max": y_max, "color": color},
    )


def LinkColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
    display_text: str | None = None,
) -> ColumnConfig:
    """Show addresses as links.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.
        max_chars: most characters allowed.
        validate: regular expression that values must match.
        display_text: text shown instead of the address, or a regular expression whose first group is.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.LinkColumn("Name")})
    """
    return _config(
        "link",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
            "max_chars": max_chars,
            "validate": validate,
            "display_text": display_text,
        },
    )


def ListColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    default: Iterable[str] | None = None,
) -> ColumnConfig:
    """Show lists of texts as chips.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        default: value of new rows.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.ListColumn("Name")})
    """
    return _config(
        "list",
        label,
        {
            "width": width,
            "help": help,
            "pinned": pinned,
            "disabled": disabled,
            "required": required,
            "default": default,
        },
    )


def MarkdownColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: str | None = None,
) -> ColumnConfig:
    """Show text as markdown.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.MarkdownColumn("Name")})
    """
    return _config(
        "markdown",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
        },
    )


def MultiselectColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Iterable[str] | None = None,
    options: Iterable[str] | None = None,
    accept_new_options: bool | None = None,
    color: Any = None,
    format_func: Callable[[str], str] | None = None,
) -> ColumnConfig:
    """Show several of some options as chips.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        default: value of new rows.
        options: the options.
        accept_new_options: allow others.
        color: colour of the marks.
        format_func: makes the text of an option.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.MultiselectColumn("Name")})
    """
    return _config(
        "multiselect",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "default": default,
            "options": _options(options, format_func, color),
            "accept_new_options": accept_new_options,
            **({"color": color} if options is None else {}),
        },
    )


def NumberColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: int | float | None = None,
    format: Any = None,
    min_value: int | float | None = None,
    max_value: int | float | None = None,
    step: int | float | None = None,
) -> ColumnConfig:
    """Show numbers.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.
        format: how values are written.
        min_value: least value allowed.
        max_value: greatest value allowed.
        step: distance of allowed values.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.NumberColumn("Name")})
    """
    return _config(
        "number",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
            "format": format,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
        },
    )


def ProgressColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    format: Any = None,
    min_value: int | float | None = None,
    max_value: int | float | None = None,
    step: int | float | None = None,
    color: Any = None,
) -> ColumnConfig:
    """Show numbers as bars.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        format: how values are written.
        min_value: least value allowed.
        max_value: greatest value allowed.
        step: distance of allowed values.
        color: colour of the marks.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.ProgressColumn("Name")})
    """
    return _config(
        "progress",
        label,
        {
            "width": width,
            "help": help,
            "pinned": pinned,
            "format": format,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
            "color": color,
        },
    )


def SelectboxColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Any = None,
    options: Any = None,
    format_func: Any = None,
) -> ColumnConfig:
    """Show one of some options.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        default: value of new rows.
        options: the options.
        format_func: makes the text of an option.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.SelectboxColumn("Name")})
    """
    return _config(
        "selectbox",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "default": default,
            "options": _options(options, format_func),
        },
    )


def TextColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
) -> ColumnConfig:
    """Show text.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.
        max_chars: most characters allowed.
        validate: regular expression that values must match.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.TextColumn("Name")})
    """
    return _config(
        "text",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
            "max_chars": max_chars,
            "validate": validate,
        },
    )


def TimeColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: time | None = None,
    format: Any = None,
    min_value: time | None = None,
    max_value: time | None = None,
    step: int | float | timedelta | None = None,
) -> ColumnConfig:
    """Show times of day.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        disabled: cells cannot be edited.
        required: cells cannot be left empty.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".
        default: value of new rows.
        format: how values are written.
        min_value: least value allowed.
        max_value: greatest value allowed.
        step: distance of allowed values.

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.TimeColumn("Name")})
    """
    return _config(
        "time",
        label,
        {
            "width": width,
            "help": help,
            "disabled": disabled,
            "required": required,
            "pinned": pinned,
            "alignment": alignment,
            "default": default,
            "format": format,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
        },
    )


def VideoColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """Show addresses of films as players.

    Args:
        label: heading of the column; its name when None.
        width: "small", "medium", "large", or a number of pixels.
        help: a tooltip of the heading.
        pinned: keep the column in view.
        alignment: "left", "center" or "right".

    Example:
        >>> st.dataframe(frame, column_config={"name": st.column_config.VideoColumn("Name")})
    """
    return _config("video", label, {"width": width, "help": help, "pinned": pinned, "alignment": alignment})
