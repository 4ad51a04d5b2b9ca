"""A node of the page: its kind, properties, identity and children."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

if TYPE_CHECKING:
    from rushlight.tree.leftover import Leftover

_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


class Props(msgspec.Struct, frozen=True, omit_defaults=True):
    """The properties of one kind of node: what the browser is told. The kind is the class's name in snake case."""

    kind: ClassVar[str] = ""
    holds: ClassVar[bool] = False
    """Whether nodes of this kind hold others."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.kind = _WORD_START.sub("_", cls.__name__).lower()


class Block(Props, frozen=True):
    """The properties of a kind of node that holds others."""

    holds: ClassVar[bool] = True


class Node:
    """A node of a session's page: what the script drew last, and what the browser was last sent of it."""

    __slots__ = (
        "children",
        "force_value",
        "id",
        "identity",
        "leftover",
        "parent",
        "props",
        "run",
        "sent_children",
        "sent_fresh",
        "sent_props",
        "value",
    )

    def __init__(self, id: int, props: Props, identity: str | None, value: Any = None) -> None:
        self.id = id
        self.props = props
        self.identity = identity
        self.value = value
        self.parent: Node | None = None
        self.children: list[Node] | None = [] if props.holds else None
        self.leftover: Leftover | None = None
        """Children of the previous run that were not drawn again yet, while a run goes on."""
        self.run = 0
        """Number of the run whose children these are."""
        self.force_value = False
        """The script set the value: the browser must take it."""
        self.sent_props: Props | None = None
        self.sent_children: tuple[Node, ...] | None = None
        self.sent_fresh = -1

    def shown(self) -> list[Node]:
        """Return the children in the order the browser shows them: those of this run, then what is left of the last."""
        children = self.children or []
        return [*children, *self.leftover.rest()] if self.leftover else children

    def matches(self, kind: str, identity: str | None) -> bool:
        """Tell whether a node of this kind and identity may take this one's place without a new component."""
        return self.identity == identity and self.props.kind == kind

    def __repr__(self) -> str:
        return f"<Node {self.id} {self.props.kind} {self.identity or ''}>"
