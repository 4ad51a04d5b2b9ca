"""Parts of a page that can run on their own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from rushlight.errors import InvalidLayoutContextError
from rushlight.run import namespace
from rushlight.tree.build import EVENT, SIDEBAR, Tree
from rushlight.tree.node import Block, Node

if TYPE_CHECKING:
    from rushlight.run.container import Container

RESERVED_KEYS = ("app", "fragment")


class Portion(Block, frozen=True):
    """What one fragment writes to a container outside of it."""


class Fragment:
    """One call of a fragment's function: where it draws, and how to run it again."""

    __slots__ = (
        "body",
        "frames",
        "is_dialog",
        "is_parallel",
        "key",
        "media",
        "name",
        "names",
        "page",
        "parent",
        "place",
        "portions",
        "reruns",
    )

    def __init__(
        self,
        place: Container,
        body: Callable[[], Any],
        *,
        name: str,
        key: str | None = None,
        page: str = "",
        is_parallel: bool = False,
        is_dialog: bool = False,
    ) -> None:
        self.place = place
        self.body = body
        self.names = namespace.running()
        """The global names of the script that called it."""
        self.parent = running()
        self.key = key
        self.name = name
        """Name of the function."""
        self.page = page
        """The page whose script called it: its widgets are that page's."""
        self.is_parallel = is_parallel
        self.is_dialog = is_dialog
        self.reruns = False
        """It runs on its own, not as a part of the script."""
        self.portions: dict[Node, Node] = {}
        """Where it writes in containers outside of it."""
        self.media: set[str] = set()
        self.frames: set[str] = set()

    @property
    def id(self) -> int:
        """Id of the node it draws in, which is the same from run to run."""
        return self.place.node.id

    @contextmanager
    def entered(self) -> Generator[None]:
        """Draw in this fragment meanwhile."""
        token = _running.set(self)
        try:
            with self.place:
                yield
        finally:
            _running.reset(token)

    def spot(self, tree: Tree, node: Node) -> Node:
        """Return where this fragment draws what it writes to a container: in itself there, elsewhere in its portion.

        Raises InvalidLayoutContextError where it may not write.
        """
        if self._holds(node):
            return node
        portion = self.portions.get(node)
        if portion is None or portion.id not in tree.nodes:
            self._check_outside(node)
            portion = self.portions[node] = self._new_portion(tree, node)
        return portion

    def is_below(self, others: frozenset[int] | set[int]) -> bool:
        """Tell whether it is one of these fragments or inside of one."""
        return self.id in others or (self.parent is not None and self.parent.is_below(others))

    def _holds(self, node: Node) -> bool:
        above: Node | None = node
        while above is not None and above is not self.place.node:
            if isinstance(above.props, Portion) and above in self.portions.values():
                return True
            above = above.parent
        return above is not None

    def _new_portion(self, tree: Tree, node: Node) -> Node:
        identity = f"portion:{self.id}"
        if self.reruns:
            return tree.append(node, Portion(), identity)
        outer = node if self.parent is None else self.parent.spot(tree, node)
        return tree.draw(outer, Portion(), identity)

    def _check_outside(self, node: Node) -> None:
        if self.is_dialog and _root_of(node) == SIDEBAR:
            raise InvalidLayoutContextError("A dialog cannot write to the sidebar. Do that outside of the dialog.")
        if self.is_parallel:
            raise InvalidLayoutContextError(
                "A parallel fragment cannot write to containers outside of it. Write inside, or leave out `parallel`."
            )
        if self.reruns and _root_of(node) != EVENT:
            raise InvalidLayoutContextError(
                "A fragment that runs on its own cannot write to a container outside of it to which it did not write "
                "when the whole script ran. Write to it in every run, or make the container inside the fragment."
            )


def _root_of(node: Node) -> int:
    while node.parent is not None and node.parent.id != 0:
        node = node.parent
    return node.id


class Fragments:
    """The fragments on a session's page, by id, outer ones before those inside them."""

    def __init__(self) -> None:
        self._all: dict[int, Fragment] = {}

    def add(self, fragment: Fragment) -> None:
        """Take a fragment that was just called."""
        self._all.pop(fragment.id, None)
        self._all[fragment.id] = fragment

    def keep(self, tree: Tree) -> None:
        """Forget fragments that are not on the page any more."""
        for id in [id for id in self._all if id not in tree.nodes]:
            del self._all[id]

    def topmost(self, ids: set[int]) -> list[Fragment]:
        """Return the fragments with these ids that are not inside others of them."""
        found = [fragment for id, fragment in self._all.items() if id in ids]
        return [each for each in found if each.parent is None or not each.parent.is_below(ids)]

    def within(self, ids: set[int]) -> list[Fragment]:
        """Return the fragments with these ids and all inside them."""
        return [each for each in self._all.values() if each.is_below(ids)]

    def by_key(self, key: str) -> list[int]:
        """Return the ids of the fragments with a key."""
        return [id for id, fragment in self._all.items() if fragment.key == key]

    def __iter__(self) -> Iterator[Fragment]:
        return iter(list(self._all.values()))

    def __contains__(self, id: int) -> bool:
        return id in self._all


_running: ContextVar[Fragment | None] = ContextVar("rushlight_fragment", default=None)

running: Callable[[], Fragment | None] = _running.get
"""Return the fragment that the calling code is a part of, or None."""
