"""Components without a frame: HTML, CSS and a JavaScript module in the page itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec

from rushlight.components.arrow import is_table, stream_of
from rushlight.components.assets import address_of, is_path, text_of
from rushlight.elements import sizes
from rushlight.elements.components.module import ComponentModule
from rushlight.elements.field import checked_key
from rushlight.elements.sizes import Size
from rushlight.errors import (
    BidiComponentInvalidCallbackNameError,
    BidiComponentInvalidDefaultKeyError,
    BidiComponentUnserializableDataError,
    ComponentRegistryError,
)
from rushlight.run.container import Container, active
from rushlight.run.context import current
from rushlight.state.widget import Callback, Widget

__all__ = ["Result", "component"]


class Result(dict[str, Any]):
    """What a component reports: its states and, in the run that answers them, its triggers; also as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"the component reports no {name!r}; pass on_{name}_change to have it report that"
            ) from None


def component(
    name: str,
    *,
    html: str | None = None,
    css: str | None = None,
    js: str | None = None,
    isolate_styles: bool = True,
) -> Callable[..., Result]:
    """Declare a component and return the function that draws it.

    Args:
        name: its name; for a package's component `<project>.<component>`, as in the package's pyproject.toml.
        html: the HTML it begins with.
        css: its style sheet.
        js: an ES module whose default export is called with `{name, data, key, parentElement, setStateValue,
            setTriggerValue}` when it is drawn and when its data change; it may return a function that cleans up.
        isolate_styles: draw it in a shadow root, which the page's styles do not reach.

    `html`, `css` and `js` are text or, in a package's component, the path or pattern of one file in its `asset_dir`.

    Raises:
        ComponentRegistryError: for an empty name, nothing to draw, or files that are not there.

    Example:
        >>> counter = component(
        ...     "counter",
        ...     html="<button>0</button>",
        ...     js="export default ({parentElement, data, setStateValue}) => {"
        ...        " const b = parentElement.querySelector('button'); let n = data.start;"
        ...        " b.onclick = () => { n += 1; b.textContent = n; setStateValue('count', n) } }",
        ... )
        >>> result = counter(data={"start": 0}, on_count_change=lambda: None)
        >>> st.write(result.count)
    """
    if not name.strip():
        raise ComponentRegistryError("A component needs a name; given: an empty one.")
    if html is None and js is None:
        raise ComponentRegistryError(f"The component {name!r} has nothing to draw. Give `html` or `js`.")
    for given, ending in ((html, ".html"), (css, ".css"), (js, ".js")):
        if is_path(given, name, ending):
            address_of(name, given)
    return partial(_mount, _Declared(name, html, css, js, bool(isolate_styles)))


class _Declared(msgspec.Struct, frozen=True):
    name: str
    html: str | None
    css: str | None
    js: str | None
    isolated: bool


def _mount(
    declared: _Declared,
    *,
    key: str | None = None,
    data: Any = None,
    default: Mapping[str, Any] | None = None,
    width: Size = "stretch",
    height: Size = "content",
    **callbacks: Callable[[], Any] | None,
) -> Result:
    """Draw a component and return what it reports.

    Args:
        key: a name; its states are in `session_state` under it.
        data: for the module: plain values, bytes and tables.
        default: states before it has reported any, by name.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels; 0 for one of which nothing is to be seen.
        callbacks: `on_<name>_change` for each state and trigger that the component reports; called before the script.

    Raises:
        BidiComponentInvalidCallbackNameError: for a name of another shape.
        BidiComponentInvalidDefaultKeyError: for a default of something that is not reported.
        BidiComponentUnserializableDataError: for data that cannot be sent.
    """
    container = active()
    context = current()
    if context is not None:
        context.app.draws_modules.set()
    reported = _reported(callbacks)
    first = _defaults(default, reported)
    name = checked_key(key)
    # Nothing is seen of a component without a height; it works nevertheless.
    high = 0 if height == 0 else sizes.height(height)
    props = _props(container, declared, data, sizes.width(width), high)
    caller = _Caller(reported)
    widget: Widget[Any] = Widget(
        command="component",
        default=first,
        parse=caller.shown,
        dump=dict,
        key=name,
        facts=(declared.name, msgspec.msgpack.encode(props.data), props.width, props.height),
        key_facts=(declared.name,),
        callback=Callback(caller),
    )
    caller.id = container.id_of(props.kind, widget)
    shown = container.widget(props, widget)
    caller.drawn()
    return Result(dict.fromkeys(reported) | shown)


class _Caller:
    """What a component reports, and the callbacks of that."""

    def __init__(self, reported: Mapping[str, Callable[[], Any] | None]) -> None:
        self._reported = reported
        self._answered: Any = None
        self._known: dict[str, Any] = {}
        self.id = ""
        """Id of the widget."""

    def shown(self, raw: Any) -> dict[str, Any]:
        """Return states as the module sent them, those that are reported, and triggers of the run that answers them."""
        if raw is None:
            raw = {}
        if not isinstance(raw, dict) or not all(isinstance(name, str) for name in raw):  # pyright: ignore
            raise TypeError("a map of states is needed")
        shown: dict[str, Any] = {**self._clicked(), **raw}
        return {name: value for name, value in shown.items() if name in self._reported}

    def drawn(self) -> None:
        """Take note of what the script was told."""
        context = current()
        if context is not None:
            self._known = self._states()
            context.state.trigger_of(self.id)

    def __call__(self) -> None:
        states, clicked = self._states(), self._clicked()
        names = [name for name in self._reported if name in states and states[name] != self._known.get(name)]
        self._known = states
        if clicked and clicked is not self._answered:
            self._answered = clicked
            names += [name for name in self._reported if name in clicked]
        for name in names:
            callback = self._reported[name]
            if callback is not None:
                callback()

    def _states(self) -> dict[str, Any]:
        context = current()
        raw: Any = None if context is None else context.state.raw_values().get(self.id)
        return dict(raw or {})

    def _clicked(self) -> dict[str, Any]:
        context = current()
        clicked: Any = None if context is None else context.state.triggers.get(self.id)
        return clicked if isinstance(clicked, dict) else {}  # pyright: ignore


def _reported(callbacks: Mapping[str, Callable[[], Any] | None]) -> dict[str, Callable[[], Any] | None]:
    """Return the callbacks by the names of the states and triggers that they are for."""
    reported: dict[str, Callable[[], Any] | None] = {}
    for name, callback in callbacks.items():
        if not (name.startswith("on_") and name.endswith("_change") and len(name) > len("on__change")):
            raise BidiComponentInvalidCallbackNameError(
                f"A component takes callbacks named on_<name>_change; given: {name!r}."
            )
        reported[name.removeprefix("on_").removesuffix("_change")] = callback
    return reported


def _defaults(default: Mapping[str, Any] | None, reported: Mapping[str, Any]) -> dict[str, Any]:
    for name in default or {}:
        if name not in reported:
            raise BidiComponentInvalidDefaultKeyError(
                f"`default` sets {name!r}, which the component does not report; it reports {sorted(reported)}. "
                f"Pass on_{name}_change, or leave it out."
            )
    return dict(default or {})


def _props(container: Container, declared: _Declared, data: Any, width: Size, height: Size) -> ComponentModule:
    sent, tables = _sendable(declared.name, data)
    style = address_of(declared.name, declared.css) if is_path(declared.css, declared.name, ".css") else None
    return ComponentModule(
        name=declared.name,
        html=_html(declared),
        css=None if style is not None else declared.css,
        style=style,
        script=_script(container, declared),
        data=sent,
        tables=tables,
        isolated=declared.isolated,
        width=width,
        height=height,
    )


def _html(declared: _Declared) -> str | None:
    """Return a component's HTML: text, or what its file holds now."""
    if is_path(declared.html, declared.name, ".html"):
        return text_of(declared.name, declared.html)
    return declared.html


def _script(container: Container, declared: _Declared) -> str | None:
    """Return the address of a component's module; text is published for as long as it is drawn."""
    if is_path(declared.js, declared.name, ".js"):
        return address_of(declared.name, declared.js)
    if declared.js is None or container.context is None:
        return None
    return container.context.publish(declared.js.encode(), "text/javascript")


def _sendable(name: str, data: Any) -> tuple[Any, list[str]]:
    """Return data as they can be sent, and which of them are tables, by name ("" for the whole); those are Arrow IPC streams.

    Raises BidiComponentUnserializableDataError.
    """
    tables: list[str] = []
    if isinstance(data, Mapping):
        tables = [str(key) for key, value in data.items() if is_table(value)]  # pyright: ignore
        data = {str(key): stream_of(value) if is_table(value) else value for key, value in data.items()}  # pyright: ignore
    elif is_table(data):
        tables, data = [""], stream_of(data)
    try:
        return msgspec.msgpack.decode(msgspec.msgpack.encode(data), strict=False), tables
    except (TypeError, ValueError, OverflowError) as error:
        raise BidiComponentUnserializableDataError(
            f"The data of the component {name!r} cannot be sent: {error}. Give plain values, bytes or tables."
        ) from None
