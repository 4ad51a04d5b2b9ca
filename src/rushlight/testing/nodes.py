"""What elements of a page have in common as tests see them, and lists of them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from rushlight.elements.markup import Icon, icon_text
from rushlight.errors import AppTestError, DefaultNotInOptionsError, RushlightError
from rushlight.testing.kinds import TYPES
from rushlight.tree.node import Node

if TYPE_CHECKING:
    from rushlight.testing.app_test import AppTest
    from rushlight.testing.blocks import ElementTree

T = TypeVar("T", bound="Item")
_ALIASES = {"type": "variant"}


class Item:
    """An element or a container. What it was drawn with are attributes of it."""

    def __init__(self, node: Node, app: AppTest, command: str) -> None:
        self._node = node
        self._app = app
        self.command = command
        """Name of the command that draws it."""
        self.type = TYPES.get(command, command)
        """What it is."""

    @property
    def proto(self) -> Any:
        """All properties that the browser is told."""
        return self._node.props

    @property
    def root(self) -> ElementTree:
        """The page that it is on."""
        return self._app.page

    @property
    def key(self) -> str | None:
        """The key given by the script."""
        identity = self._node.identity
        if identity is None:
            return None
        if identity.startswith("key:"):
            return identity[4:]
        key = identity.split("-", 2)[2]
        return None if key == "None" else key

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app with what was done to it."""
        return self._app.run(timeout=timeout)

    def __iter__(self) -> Iterator[Any]:
        yield self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        props = self._node.props
        for each in (name, _ALIASES.get(name, name)):
            if hasattr(props, each):
                return getattr(props, each)
        raise AttributeError(f"A {self.type} has no {name!r}; it has {', '.join(props.__struct_fields__)}.")

    def __repr__(self) -> str:
        shown = {
            name: value for name, value in msgspec.structs.asdict(self._node.props).items() if value not in (None, "")
        }
        inner = ", ".join(f"{name}={_short(value)}" for name, value in shown.items())
        return f"{type(self).__name__}({inner})"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


class Element(Item):
    """An element that shows something."""

    @property
    def value(self) -> Any:
        """What it shows."""
        for name in ("value", "body", "message", "label", "text", "url"):
            if hasattr(self._node.props, name):
                return getattr(self._node.props, name)
        return None

    @property
    def icon(self) -> str:
        """Its icon, as a script names it; "" for none."""
        given: Icon | None = self._node.props.icon  # pyright: ignore[reportAttributeAccessIssue]
        return icon_text(given)

    @property
    def help(self) -> str:
        """Its tip; "" for none."""
        return self._node.props.help or ""  # pyright: ignore[reportAttributeAccessIssue]


class UnknownElement(Element):
    """An element without a class of its own."""


class Widget(Element):
    """An element that the user gives a value."""

    @property
    def id(self) -> str:
        """The widget's id."""
        assert self._node.identity is not None
        return self._node.identity

    @property
    def form_id(self) -> str:
        """The key of the form that it is in; "" for none."""
        node = self._node.parent
        while node is not None and node.props.kind != "form":
            node = node.parent
        return "" if node is None else node.props.key  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def disabled(self) -> bool:
        """Whether the user cannot change it."""
        return self._node.props.disabled  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def value(self) -> Any:
        """Its value, as the script gets it (or will get it, with the next run)."""
        given, raw = self._app.changed_value(self.id)
        return self._declared.parse(raw if given else self._node.value)

    def set_value(self, v: Any) -> Any:
        """Give it a value, as the script would get it; an option also as the page shows it.

        Raises AppTestError for a value that a user could not give it.
        """
        self._check()
        with self._refusing(v):
            raw = self._raw_of(v)
        return self._set_raw(raw)

    def _raw_of(self, value: Any) -> Any:
        try:
            return self._declared.dump(value)
        except DefaultNotInOptionsError:
            if not self._is_shown(value):
                raise
            return value

    @contextmanager
    def _refusing(self, value: Any) -> Generator[None]:
        try:
            yield
        except (RushlightError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise AppTestError(f"The {self.type} {self._called!r} cannot be given {value!r}: {error}") from None

    def _is_shown(self, value: Any) -> bool:
        """Tell whether a value is the text of an option, or texts of some."""
        options = getattr(self._node.props, "options", ())
        texts: Any = value if isinstance(value, (list, tuple)) else [value]
        return all(isinstance(text, str) and text in options for text in texts)

    def _set_raw(self, raw: Any) -> Any:
        self._check()
        with self._refusing(raw):
            self._declared.parse(raw)
        self._app.change(self.id, raw)
        return self

    @property
    def _declared(self) -> Any:
        return self._app.run_context.state.live[self.id]

    @property
    def _raw(self) -> Any:
        given, raw = self._app.changed_value(self.id)
        return raw if given else self._node.value

    def _check(self) -> None:
        if getattr(self._node.props, "disabled", False):
            raise AppTestError(f"The {self.type} {self._called!r} is disabled: a user could not change it.")

    @property
    def _called(self) -> str:
        return self.key or getattr(self._node.props, "label", "")


class ElementList(Generic[T]):
    """Elements of one kind, in the order of the page: by place, or by key."""

    def __init__(self, found: list[T]) -> None:
        self._found = found

    def __call__(self, key: str | int) -> T:
        for element in self._found:
            if element.key == str(key):
                return element
        raise KeyError(str(key))

    @overload
    def __getitem__(self, idx: int) -> T: ...
    @overload
    def __getitem__(self, idx: slice) -> ElementList[T]: ...
    def __getitem__(self, idx: int | slice) -> T | ElementList[T]:
        if isinstance(idx, slice):
            return type(self)(self._found[idx])
        if not -len(self._found) <= idx < len(self._found):
            raise IndexError(f"There is no element number {idx}: there are {len(self._found)} of this kind.")
        return self._found[idx]

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[T]:
        return iter(self._found)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, (ElementList, list)) else NotImplemented  # pyright: ignore

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    @property
    def len(self) -> int:
        """Their number."""
        return len(self._found)

    @property
    def values(self) -> list[Any]:
        """Their values."""
        return [element.value for element in self._found]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._found!r})"


class WidgetList(ElementList[T]):
    """Widgets of one kind."""


class BlockList(ElementList[T]):
    """Containers of one kind."""
