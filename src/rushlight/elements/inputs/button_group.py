"""Options as buttons: pills, segments, and marks of feedback."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar

from rushlight.elements import markup, sizes
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
    choice,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.options import Options
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

V = TypeVar("V")
Mode = Literal["single", "multi"]

_MARKS = {
    "thumbs": ("thumb_down", "thumb_up"),
    "faces": (
        "sentiment_very_dissatisfied",
        "sentiment_dissatisfied",
        "sentiment_neutral",
        "sentiment_satisfied",
        "sentiment_very_satisfied",
    ),
    "stars": ("star",) * 5,
}


class ButtonGroup(Field, frozen=True, kw_only=True):
    options: list[str]
    look: Literal["pills", "segments"] = "pills"
    multiple: bool = False
    required: bool = False
    wrap: bool = True
    width: Size = "content"


class Feedback(Field, frozen=True, kw_only=True):
    marks: list[markup.Icon]
    rises: bool = False
    """A mark fills all before it, as stars do."""
    width: Size = "content"


@element
def pills(
    container: Container,
    label: str,
    options: Iterable[V],
    *,
    selection_mode: Mode = "single",
    default: Sequence[V] | V | None = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options as small round buttons, of which one or several are chosen.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class. Texts are markdown as in labels.
        selection_mode: "single" for one option (a click on it takes it back), "multi" for several.
        default: the option (or options) chosen at first.
        required: at least one is needed: the last cannot be taken back, and none holds a form back.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "content", "stretch", or a number of pixels.
        wrap: several lines where one is too short.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen or None; in mode "multi" a list.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        APIError: for several defaults in mode "single".

    Example:
        >>> topics = st.pills("Topics", ["Weather", "Sports", "Music"], selection_mode="multi")
    """
    return _group(
        container, "pills", label, options, selection_mode, default, required, format_func, key, help, on_change, args,
        kwargs, disabled, label_visibility, width, wrap is not False, bind, persist_state,
    )  # fmt: skip


@element
def segmented_control(
    container: Container,
    label: str,
    options: Iterable[V],
    *,
    selection_mode: Mode = "single",
    default: Sequence[V] | V | None = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options as the segments of one bar, of which one or several are chosen. The arguments are those of `pills`.

    Example:
        >>> view = st.segmented_control("View", ["Day", "Week", "Month"], default="Week")
    """
    return _group(
        container, "segmented_control", label, options, selection_mode, default, required, format_func, key, help,
        on_change, args, kwargs, disabled, label_visibility, width, wrap is True, bind, persist_state,
    )  # fmt: skip


def _group(
    container: Container,
    command: str,
    label: str,
    options: Iterable[Any],
    mode: Mode,
    default: Any,
    required: bool,
    format_func: Callable[[Any], str] | None,
    key: Key,
    help: str | None,
    on_change: OnChange,
    args: Args,
    kwargs: Kwargs,
    disabled: bool,
    label_visibility: Visibility,
    width: Size,
    wrap: bool,
    bind: Literal["query-params"] | None,
    persist_state: Literal["page", "session"] | None,
) -> Any:
    several = choice("selection_mode", mode, ("single", "multi")) == "multi"
    choices: Options[Any] = Options(options, format_func or str)
    chosen = _texts(choices, default, several)
    change = reaction(container, command, on_change, args, kwargs)
    name = checked_key(key)
    props = ButtonGroup(
        **labelled(label, help, disabled, label_visibility, sizes.width(width), change.quiet),
        options=[markup.label(text) for text in choices.texts],
        look="pills" if command == "pills" else "segments",
        multiple=several,
        required=bool(required),
        wrap=wrap,
    )
    shown = dict(zip(props.options, choices.texts, strict=True))

    def parse(raw: Any) -> Any:
        texts = _raw_texts(raw, several)
        values = [choices.value(shown.get(text, text)) for text in texts]
        if several:
            return values
        return values[0] if values else None

    def dump(given: Any) -> list[str]:
        return [_shown_text(shown, text) for text in _texts(choices, given, several)]

    widget: Widget[Any] = Widget(
        command=command,
        default=[_shown_text(shown, text) for text in chosen],
        parse=parse,
        dump=dump,
        key=name,
        facts=(props.label, tuple(choices.texts), tuple(chosen), props.help, mode),
        key_facts=(mode,),
        callback=change.callback,
        disabled=bool(disabled),
        persist=persistence(persist_state),
        bind=bound(bind, name),
        value_given=bool(chosen),
    )
    return container.widget(props, widget)


def _texts(choices: Options[Any], given: Any, several: bool) -> list[str]:
    if given is None:
        return []
    is_list = isinstance(given, (list, tuple, set)) and not any(given is each for each in choices.values)
    values: list[Any] = list(given) if is_list else [given]
    if not several and len(values) > 1:
        raise APIError(
            f"One option at most can be chosen in mode 'single'; given: {values!r}. Use selection_mode='multi'."
        )
    return [choices.text_of(each, "default") for each in values]


def _raw_texts(raw: Any, several: bool) -> list[str]:
    if raw is None:
        return []
    if isinstance(raw, str) and not several:
        return [raw]
    if not isinstance(raw, (list, tuple)) or not all(isinstance(each, str) for each in raw):  # pyright: ignore
        raise TypeError("a list of options is needed")
    if not several and len(raw) > 1:  # pyright: ignore[reportUnknownArgumentType]
        raise ValueError("one option at most can be chosen")
    return list(raw)  # pyright: ignore[reportUnknownArgumentType]


def _shown_text(shown: dict[str, str], text: str) -> str:
    return next(label for label, each in shown.items() if each == text)


@element
def feedback(
    container: Container,
    options: Literal["thumbs", "faces", "stars"] = "thumbs",
    *,
    key: Key = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> int | None:
    """Show marks by which a user says how good something is.

    Args:
        options: "thumbs" (down 0, up 1), "faces" (0 to 4, from sad to happy) or "stars" (0 to 4).
        key: name of its value in `session_state`.
        default: the mark given at first.
        disabled: cannot be changed.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        width: "content", "stretch", or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number of the mark, counted from 0, or None for none.

    Raises:
        InvalidValueError: for other options, or a default that is none of the marks.

    Example:
        >>> stars = st.feedback("stars")
    """
    names = _MARKS[choice("options", options, _MARKS)]
    if default is not None and (isinstance(default, bool) or default not in range(len(names))):
        raise InvalidValueError.of("default", default, f"None or a whole number from 0 to {len(names) - 1}")
    change = reaction(container, "feedback", on_change, args, kwargs)
    name = checked_key(key)
    icons = [markup.icon(f":material/{each}:") for each in names]
    props = Feedback(
        label="Feedback",
        label_visibility="collapsed",
        disabled=bool(disabled),
        quiet=change.quiet,
        marks=[icon for icon in icons if icon is not None],
        rises=options == "stars",
        width=sizes.width(width),
    )

    def parse(raw: Any) -> int | None:
        if raw is None:
            return None
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise TypeError("the number of a mark is needed")
        if raw not in range(len(names)):
            raise ValueError(f"marks are numbered from 0 to {len(names) - 1}")
        return raw

    widget: Widget[int | None] = Widget(
        command="feedback",
        default=default,
        parse=parse,
        dump=parse,
        key=name,
        facts=(options, default),
        key_facts=(options,),
        callback=change.callback,
        disabled=bool(disabled),
        persist=persistence(persist_state),
        bind=bound(bind, name),
        value_given=default is not None,
    )
    return container.widget(props, widget)
