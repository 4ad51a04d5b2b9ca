"""Components in frames of their own: declare one, or show HTML or another page in one."""

from __future__ import annotations

import copy
import inspect
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rushlight.components.arrow import frame_of, is_table, table_of
from rushlight.components.registry import Declared, registry
from rushlight.elements.components.frame import ComponentFrame, PlainFrame, raw_value, sandbox_of
from rushlight.elements.field import checked_key, reaction
from rushlight.errors import APIError, MarshallComponentError
from rushlight.run.container import Container, active
from rushlight.run.settings import setting
from rushlight.state.widget import Widget

__all__ = ["CustomComponent", "MarshallComponentException", "components", "declare_component", "html", "iframe"]


components = sys.modules[__name__]
"""This module, by the name by which packages import it from itself."""
MarshallComponentException = MarshallComponentError
"""The name by which packages know it."""


class CustomComponent:
    """A declared component; calling it draws it.

    Attributes:
        name: its full name, `<module>.<name>`.
        path: the folder of its files, or None.
        abspath: the same as an absolute path.
        url: the address that serves its files, or None.
        module_name: name of the module that declared it.
    """

    def __init__(
        self, name: str, path: str | Path | None = None, url: str | None = None, module_name: str = ""
    ) -> None:
        if (path is None) == (url is None):
            raise APIError(f"The component {name!r} needs either `path` or `url`; given: path={path!r}, url={url!r}.")
        self.name = name
        self.path = None if path is None else str(path)
        self.url = url
        self.module_name = module_name

    @property
    def abspath(self) -> str | None:
        """The folder of its files as an absolute path, or None."""
        return None if self.path is None else str(Path(self.path).absolute())

    def __call__(
        self,
        *args: Any,
        default: Any = None,
        key: str | None = None,
        on_change: Callable[..., Any] | None = None,
        tab_index: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw the component and return the last value it sent, else `default`. See `create_instance`."""
        return self.create_instance(*args, default=default, key=key, on_change=on_change, tab_index=tab_index, **kwargs)

    def create_instance(
        self,
        *args: Any,
        default: Any = None,
        key: str | None = None,
        on_change: Callable[..., Any] | None = None,
        tab_index: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw the component and return the last value it sent, else `default`.

        Args:
            args: none may be given; arguments are named.
            default: the value before it has sent one.
            key: a name; with it the component stays when its arguments change.
            on_change: called before the script when it has sent a new value.
            tab_index: place in the order of the Tab key: -1, 0 or more.
            kwargs: arguments for the component: plain values, tables and bytes.

        Raises:
            MarshallComponentError: for arguments without a name, or that cannot be handed over.
        """
        if args:
            raise MarshallComponentError(
                f"Arguments of a component must be named; given without a name: {args!r}. Write name=value."
            )
        return _draw(active(), self, default, key, on_change, tab_index, {"default": default, "key": key, **kwargs})

    def __repr__(self) -> str:
        return f"<component {self.name!r}>"


def declare_component(name: str, path: str | Path | None = None, url: str | None = None) -> CustomComponent:
    """Declare a component: a folder with an `index.html`, or the address of a server that has one.

    Args:
        name: its name; the calling module's name is put before it.
        path: folder of its built files.
        url: address of its development server.

    Raises:
        APIError: unless exactly one of `path` and `url` is given, or for a folder that is not there.

    Example:
        >>> star = declare_component("star", path="star/build")
        >>> rating = star(label="How was it?", default=3)
    """
    frame = inspect.currentframe()
    module = _module_of(frame.f_back if frame is not None else None)
    component = CustomComponent(f"{module}.{name}" if module else name, path, url, module)
    registry.add(Declared(component.name, None if path is None else Path(path).absolute(), url))
    return component


def html(
    html: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Container:
    """Show HTML, scripts included, in a frame without access to the page.

    Args:
        html: the document or a part of one.
        width: pixels; None for the whole width.
        height: pixels; 150 when None.
        scrolling: show scroll bars where it is larger than its frame.
        tab_index: place in the order of the Tab key: -1, 0 or more.

    Example:
        >>> components.html("<script>document.write(new Date())</script>", height=40)
    """
    place = active()
    src = "" if place.context is None else place.context.publish(str(html).encode(), "text/html")
    return place.draw(_plain_frame(src, sandbox_of(place), width, height, scrolling, tab_index))


def iframe(
    src: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Container:
    """Show another page in a frame. The other arguments are those of `html`.

    Args:
        src: its address.

    Example:
        >>> components.iframe("https://example.org", height=400)
    """
    return active().draw(_plain_frame(str(src), "app", width, height, scrolling, tab_index))


def _plain_frame(
    src: str, sandbox: Any, width: int | None, height: int | None, scrolling: bool, tab_index: int | None
) -> PlainFrame:
    return PlainFrame(
        src=src,
        title="Embedded page",
        width="stretch" if width is None else int(width),
        height=150 if height is None else int(height),
        scrolling=bool(scrolling),
        sandbox=sandbox,
        tab_index=tab_index,
    )


def _module_of(frame: Any) -> str:
    """Return the name of the module that a frame belongs to; of a script, the name of its file."""
    if frame is None:
        return ""
    name = frame.f_globals.get("__name__", "")
    if name == "__main__":
        return Path(frame.f_globals.get("__file__", "app")).stem
    return str(name)


def _draw(
    container: Container,
    component: CustomComponent,
    default: Any,
    key: str | None,
    on_change: Callable[..., Any] | None,
    tab_index: int | None,
    arguments: dict[str, Any],
) -> Any:
    registry.add(
        Declared(component.name, None if component.path is None else Path(component.path).absolute(), component.url)
    )
    props = _props(component, tab_index, arguments, _is_isolated(container, component.name))
    draw = partial(_draw_widget, container, component, props, checked_key(key))
    value = register_widget(draw, user_key=key, on_change_handler=on_change)
    return copy.deepcopy(default) if value is None else value


def register_widget(
    draw: Callable[[Callable[..., Any] | None], Any],
    *,
    user_key: str | None,
    on_change_handler: Callable[..., Any] | None,
) -> Any:
    """Draw a component that is to call a handler when it changes; return its value.

    Packages put a function of their own in the place of this one, to have the handler of their choice called for a key.
    """
    return draw(on_change_handler)


def _draw_widget(
    container: Container,
    component: CustomComponent,
    props: ComponentFrame,
    key: str | None,
    on_change: Callable[..., Any] | None,
) -> Any:
    widget: Widget[Any] = Widget(
        command=component.name,
        default=None,
        parse=_parsed,
        dump=_dumped,
        key=key,
        facts=(component.url, props.arguments, props.blobs, [(each.key, each.data) for each in props.tables]),
        key_facts=(component.name, component.url),
        callback=reaction(container, component.name, on_change, in_form=True).callback,
    )
    return container.widget(props, widget)


def _is_isolated(container: Container, name: str) -> bool:
    context = container.context
    return context is not None and bool({name, "*"}.intersection(context.app.config.get("components.isolated")))


def _props(
    component: CustomComponent, tab_index: int | None, arguments: dict[str, Any], isolated: bool
) -> ComponentFrame:
    plain: dict[str, Any] = {}
    blobs: dict[str, bytes] = {}
    tables: list[Any] = []
    for name, value in arguments.items():
        if isinstance(value, (bytes, bytearray, memoryview)):
            blobs[name] = bytes(value)
        elif is_table(value):
            tables.append(table_of(name, value))
        else:
            plain[name] = value
    try:
        text = json.dumps(plain, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise MarshallComponentError(
            f"The arguments of {component.name!r} cannot be handed over: {error}. "
            "Give plain values, lists, dicts, tables or bytes."
        ) from None
    return ComponentFrame(
        name=component.name,
        src=_address(component),
        arguments=text,
        blobs=blobs,
        tables=tables,
        tab_index=tab_index,
        isolated=isolated,
    )


def _address(component: CustomComponent) -> str:
    """Return where the page of a component is: where its author says, else where the settings say that all are."""
    if component.url is not None:
        return component.url
    elsewhere = str(setting("server.customComponentBaseUrlPath") or "").rstrip("/")
    return f"{elsewhere}/{component.name}/" if elsewhere else f"component/{component.name}/index.html"


def _parsed(raw: Any) -> Any:
    sent = raw_value(raw)
    if sent is None:
        return None
    return frame_of(sent["value"]) if sent["type"] == "dataframe" else sent["value"]


def _dumped(value: Any) -> Any:
    """Return the raw value of what a script assigned. Raises TypeError for what no component could have sent."""
    if value is None:
        return None
    if is_table(value):
        table = table_of("", value)
        return {"type": "dataframe", "value": {"data": table.data, "index": table.index, "columns": table.columns}}
    return {"type": "bytes" if isinstance(value, bytes) else "json", "value": value}
