"""What an object is: its signature, documentation and members."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.texts import clean_doc
from rushlight.tree.node import Props


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """One member of an object."""

    name: str
    type: str
    text: str = ""
    """Its value, or the first line of its documentation."""


class Help(Props, frozen=True):
    name: str
    type: str
    signature: str = ""
    doc: str = ""
    value: str = ""
    members: list[Member] = []
    width: Size = "stretch"


class _ThisPackage:
    """Stands for this package, which cannot be imported while it is."""

    def __repr__(self) -> str:
        return "<module rushlight>"


THIS_PACKAGE = _ThisPackage()


@element
def help(container: Container, obj: Any = THIS_PACKAGE, *, width: Size = "stretch") -> Container:
    """Show what an object is: type, signature, documentation and members.

    Args:
        obj: anything; this package when left out.
        width: "stretch" or a number of pixels.

    Example:
        >>> st.help(pd.DataFrame)
    """
    if isinstance(obj, _ThisPackage):
        import rushlight

        obj = rushlight
    return container.draw(
        Help(
            _name(obj),
            _kind(obj),
            _signature(obj),
            clean_doc(inspect.getdoc(obj)),
            "" if _is_definition(obj) else _shortened(obj),
            _members(obj),
            sizes.width(width, ("stretch",)),
        )
    )


def _is_definition(obj: Any) -> bool:
    return inspect.isroutine(obj) or inspect.isclass(obj) or inspect.ismodule(obj)


def _name(obj: Any) -> str:
    name = getattr(obj, "__qualname__", None) or getattr(obj, "__name__", None)
    module = getattr(obj, "__module__", None)
    if name is None:
        return type(obj).__qualname__
    return f"{module}.{name}" if module and module not in ("builtins", "__main__") else str(name)


def _kind(obj: Any) -> str:
    if inspect.isclass(obj):
        return "class"
    if inspect.ismodule(obj):
        return "module"
    return "function" if inspect.isfunction(obj) else "method" if inspect.ismethod(obj) else type(obj).__name__


def _signature(obj: Any) -> str:
    try:
        return str(inspect.signature(obj)) if callable(obj) else ""
    except (TypeError, ValueError):
        return ""


def _shortened(obj: Any) -> str:
    try:
        text = repr(obj)
    except Exception:
        return ""
    return text if len(text) <= 300 else f"{text[:297]}..."


def _members(obj: Any) -> list[Member]:
    if inspect.isroutine(obj):
        return []
    members: list[Member] = []
    for name in sorted(set(dir(obj))):
        if name.startswith("_"):
            continue
        try:
            value = inspect.getattr_static(obj, name)
        except AttributeError:
            continue
        members.append(_member(name, value))
    return members[:500]


def _member(name: str, value: Any) -> Member:
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__  # pyright: ignore[reportUnknownMemberType]
    if isinstance(value, property):
        return Member(name, "property", _first_line(value))
    return Member(name, _kind(value), _first_line(value) if _is_definition(value) else _shortened(value))


def _first_line(obj: Any) -> str:
    return clean_doc(inspect.getdoc(obj)).partition("\n")[0]
