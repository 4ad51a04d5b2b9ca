"""What is left of the previous run among a container's children."""

from __future__ import annotations

from collections.abc import Iterable

from rushlight.tree.node import Node


class Leftover:
    """Nodes of the previous run, in order, from which a run takes those that it draws again."""

    __slots__ = ("_at", "_index", "_nodes", "_taken")

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._at = 0
        self._taken: set[Node] = set()
        self._index: dict[tuple[str, str | None], list[Node]] | None = None

    def __bool__(self) -> bool:
        self._skip_taken()
        return self._at < len(self._nodes)

    def rest(self) -> list[Node]:
        """Return the nodes not taken yet, in order."""
        return [node for node in self._nodes[self._at :] if node not in self._taken]

    def take(self, kind: str, identity: str | None) -> tuple[Node | None, bool]:
        """Take the next node if it matches, else the first match further on; tell whether others were passed over.

        Takes constant time on the average, whatever the number of nodes.
        """
        self._skip_taken()
        if self._at == len(self._nodes):
            return None, False
        node = self._nodes[self._at]
        if node.matches(kind, identity):
            self._at += 1
            if self._index is not None:
                self._taken.add(node)
            return node, False
        return self._take_ahead(kind, identity), True

    def discard(self, node: Node) -> bool:
        """Take this very node; tell whether it was there."""
        if node in self.rest():
            self._taken.add(node)
            return True
        return False

    def _take_ahead(self, kind: str, identity: str | None) -> Node | None:
        if self._index is None:
            self._index = _by_match(reversed(self._nodes[self._at :]))
        candidates = self._index.get((kind, identity), [])
        while candidates:
            node = candidates.pop()
            if node not in self._taken:
                self._taken.add(node)
                return node
        return None

    def _skip_taken(self) -> None:
        while self._at < len(self._nodes) and self._nodes[self._at] in self._taken:
            self._at += 1


def _by_match(nodes: Iterable[Node]) -> dict[tuple[str, str | None], list[Node]]:
    index: dict[tuple[str, str | None], list[Node]] = {}
    for node in nodes:
        index.setdefault((node.props.kind, node.identity), []).append(node)
    return index
