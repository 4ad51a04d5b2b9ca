"""Settings of the page as a whole."""

from __future__ import annotations

import base64
import mimetypes
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from rushlight.elements import markup
from rushlight.errors import InvalidValueError
from rushlight.run.context import RunContext, current
from rushlight.tree.build import Page

_EMOJI = ["🔥", "🚀", "🌈", "🎈", "🎨", "🧪", "📈", "🗺", "🦉", "🌻", "🍋", "🔭", "🪐", "🧭", "🎯", "🎲"]
_MENU = {"get help": "get_help", "report a bug": "report_a_bug", "about": "about"}
_SIDEBAR = ("auto", "expanded", "collapsed", "locked")


def set_page_config(
    page_title: str | None = None,
    page_icon: Any = None,
    layout: Literal["centered", "wide"] | None = None,
    initial_sidebar_state: str | int | None = None,
    menu_items: Mapping[str, str | None] | None = None,
) -> None:
    """Set the title, icon and layout of the page. Each call sets what it is given; the rest stays.

    Args:
        page_title: title of the browser's tab.
        page_icon: an emoji, a shortcode, `:material/name:`, "random", a picture's path or address, or a picture.
        layout: "centered" for a column that is good to read, or "wide" for the whole width.
        initial_sidebar_state: "auto", "expanded", "collapsed", "locked" (cannot be closed), or its width in pixels.
        menu_items: entries of the menu: "Get help" and "Report a bug" are addresses, "About" is markdown; None hides one.

    Raises:
        InvalidValueError: for another layout or sidebar state, or an unknown entry of the menu.
        InvalidURLError: for an entry that is no full address.

    Example:
        >>> st.set_page_config(page_title="Sales", page_icon="📈", layout="wide")
    """
    context = current()
    changes: dict[str, Any] = {}
    if page_title is not None:
        changes["title"] = str(page_title)
    if page_icon is not None:
        changes["icon"] = _icon(context, page_icon)
    if layout is not None:
        if layout not in ("centered", "wide"):
            raise InvalidValueError.choice("layout", layout, ("centered", "wide"))
        changes["layout"] = layout
    if initial_sidebar_state is not None:
        changes.update(_sidebar(initial_sidebar_state))
    if menu_items is not None:
        changes["menu"] = _menu(menu_items)
    if context is not None:
        page = context.tree.root.props
        assert isinstance(page, Page)
        menu = {**page.menu, **changes.pop("menu", {})}
        context.tree.update(context.tree.root, msgspec.structs.replace(page, **changes, menu=menu))


def reset_page_config(context: RunContext) -> None:
    """Forget what a script has set: another page of the app is to be shown."""
    page, plain = context.tree.root.props, Page()
    assert isinstance(page, Page)
    names = ("title", "icon", "layout", "sidebar", "sidebar_width", "menu")
    changed = msgspec.structs.replace(page, **{name: getattr(plain, name) for name in names})
    context.tree.update(context.tree.root, changed)


def _sidebar(state: str | int) -> dict[str, Any]:
    if isinstance(state, int) and not isinstance(state, bool) and state > 0:
        return {"sidebar": "auto", "sidebar_width": min(max(state, 200), 600)}
    if state not in _SIDEBAR:
        raise InvalidValueError.choice("initial_sidebar_state", state, (*_SIDEBAR, "a number of pixels"))
    return {"sidebar": state}


def _menu(items: Mapping[str, str | None]) -> dict[str, str | None]:
    menu: dict[str, str | None] = {}
    for label, value in items.items():
        name = _MENU.get(label.lower())
        if name is None:
            raise InvalidValueError.choice("menu_items", label, ("Get help", "Report a bug", "About"))
        if value is not None and name != "about":
            value = markup.web_address(f"menu_items[{label!r}]", value, ("http", "https", "mailto"))
        menu[name] = markup.markdown(value) if value is not None and name == "about" else value
    return menu


def _icon(context: RunContext | None, given: Any) -> Any:
    if isinstance(given, (str, Path)):
        return _icon_of_text(str(given))
    from rushlight.elements.media.pictures import png_of

    return "" if context is None else context.publish(png_of(given), "image/png")


def _icon_of_text(text: str) -> Any:
    if text == "random":
        return {"emoji": random.choice(_EMOJI)}
    resolved = markup.with_emoji(text)
    if markup.is_emoji(resolved):
        return {"emoji": resolved}
    if text.startswith(":material/"):
        icon = markup.icon(text)
        return {"path": icon.path, "box": icon.box} if icon is not None else None
    if text.startswith(("http://", "https://", "data:")):
        return text
    path = Path(text)
    if path.is_file():
        mime = mimetypes.guess_type(path.name)[0] or "image/png"
        return f"data:{mime};base64,{base64.b64encode(path.read_bytes()).decode()}"
    # An unknown shortcode: the browser shows it as text.
    return {"emoji": text[:2]}
