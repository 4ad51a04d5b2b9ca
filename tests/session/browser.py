"""A browser in the test's process: speaks the true wire format and applies the true patches."""

from __future__ import annotations

from typing import Any

import msgspec

from rushlight.wire.messages import Append, Fresh, Insert, Move, Op, Remove, SetProps, SetValue, Snapshot


class Shown:
    """A node as a browser shows it."""

    def __init__(self, node: Snapshot) -> None:
        self.id = node.id
        self.kind = node.kind
        self.props = dict(node.props)
        self.identity = node.identity
        self.value = node.value
        self.known = node.value
        """The value that the server knows; what a form keeps back, or waits for a run, differs from it."""
        self.children = None if node.children is None else [Shown(child) for child in node.children]
        self.fresh = -1

    def picture(self) -> tuple[Any, ...]:
        """Return all that is shown, for comparison."""
        children = None if self.children is None else [child.picture() for child in self.children]
        return (self.id, self.kind, self.props, self.identity, self.known, children)

    def walk(self) -> list[Shown]:
        """Return this node and all below it, depth first."""
        return [self, *(node for child in self.children or [] for node in child.walk())]


class Page:
    """The tree that frames build up."""

    def __init__(self, tree: Snapshot) -> None:
        self.root = Shown(tree)
        self.nodes = {node.id: node for node in self.root.walk()}

    def apply(self, op: Op) -> None:
        """Apply one operation, strictly: anything that does not fit is an error."""
        match op:
            case Insert(parent=parent, index=index, node=node):
                shown = Shown(node)
                siblings = self._children(parent)
                assert 0 <= index <= len(siblings), op
                siblings.insert(index, shown)
                for each in shown.walk():
                    assert each.id not in self.nodes, op
                    self.nodes[each.id] = each
            case Remove(id=id):
                gone = self.nodes[id]
                self._parent_of(id).remove(gone)
                for each in gone.walk():
                    del self.nodes[each.id]
            case Move(parent=parent, id=id, index=index):
                siblings = self._children(parent)
                node = self.nodes[id]
                siblings.remove(node)
                assert 0 <= index <= len(siblings), op
                siblings.insert(index, node)
            case SetProps(id=id, set=changed, reset=reset):
                props = self.nodes[id].props
                props.update(changed)
                for name in reset:
                    del props[name]
            case Append(id=id, prop=prop, text=text):
                self.nodes[id].props[prop] += text
            case SetValue(id=id, value=value):
                self.nodes[id].value = self.nodes[id].known = value
            case Fresh(id=id, count=count):
                self.nodes[id].fresh = count
            case _:
                raise AssertionError(op)

    def _children(self, id: int) -> list[Shown]:
        children = self.nodes[id].children
        assert children is not None
        return children

    def _parent_of(self, id: int) -> list[Shown]:
        for node in self.nodes.values():
            if node.children is not None and any(child.id == id for child in node.children):
                return node.children
        raise AssertionError(f"node {id} has no parent")


def picture(node: Snapshot) -> tuple[Any, ...]:
    """Return a snapshot in the form of `Shown.picture`."""
    children = None if node.children is None else [picture(child) for child in node.children]
    props = msgspec.to_builtins(node.props, builtin_types=(bytes,))
    return (node.id, node.kind, props, node.identity, node.value, children)
