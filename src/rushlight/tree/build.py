"""The page as a script draws it: nodes matched with those of the previous run, and patches of what has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from rushlight.tree.diff import child_moves, props_ops, set_props
from rushlight.tree.leftover import Leftover
from rushlight.tree.node import Block, Node, Props
from rushlight.tree.values import same
from rushlight.wire.messages import Fresh, Insert, Move, Ops, Remove, SetValue, Snapshot


class NavigationItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page in the navigation."""

    title: str
    path: str
    """The part of the address that names it."""
    icon: Any = None
    help: str | None = None
    address: str | None = None
    """Of a page elsewhere."""


class NavigationSection(msgspec.Struct, frozen=True, omit_defaults=True):
    """Pages under one title."""

    title: str
    items: list[NavigationItem]


class Logo(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture above the navigation."""

    image: str
    icon: str | None = None
    """A small picture for when the sidebar is closed."""
    size: str = "medium"
    link: str | None = None


class Page(Block, frozen=True):
    """The root: what belongs to the page as a whole."""

    title: str = ""
    icon: Any = None
    """None, an emoji, an address, or SVG path data; see `elements.icon`."""
    layout: str = "centered"
    sidebar: str = "auto"
    sidebar_width: int = 0
    menu: dict[str, str | None] = {}
    query: str = ""
    """The query string that the script wants in the address."""
    page: str | None = None
    """The page that the script wants in the address; None to leave it."""
    page_title: str = ""
    """Title of this page of the app, for a tab to which the script gave none."""
    page_icon: Any = None
    navigation: list[NavigationSection] = []
    navigation_position: str = "sidebar"
    navigation_expanded: int = 0
    """How many pages are shown before "more": 0 as many as are usual, -1 all."""
    logo: Logo | None = None


class Root(Block, frozen=True):
    """One of the page's regions."""

    name: str


MAIN, SIDEBAR, EVENT, BOTTOM = 1, 2, 3, 4
_REGIONS = {MAIN: "main", SIDEBAR: "sidebar", EVENT: "event", BOTTOM: "bottom"}


class Tree:
    """The page of one session. The run draws into it from its thread while the session sends patches from another."""

    __slots__ = ("_dirty", "_next_id", "_open", "lock", "nodes", "on_dirty", "root", "run", "taken", "widgets")

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.nodes: dict[int, Node] = {}
        self.widgets: dict[str, Node] = {}
        """The nodes that have an identity, by that."""
        self.run = 0
        self.taken = 0
        """Number of the last event whose values the nodes have."""
        self.on_dirty: Callable[[], None] | None = None
        """Called when the first difference appears after a patch was taken; must be quick and must not draw."""
        self._dirty: dict[Node, None] = {}
        self._open: list[Node] = []
        self._next_id = 5
        self.root = self._add(Node(0, Page(), None), None)
        self.root.children = [self._add(Node(id, Root(name), None), self.root) for id, name in _REGIONS.items()]

    # --- drawing ---------------------------------------------------------------------------------------------------

    def begin(self, parts: Iterable[Node] | None = None) -> None:
        """Start a run of the whole page, or of these parts: what was drawn there becomes what is left of the last run."""
        with self.lock:
            self.run += 1
            self._open = []
            for part in (self.root.children or ()) if parts is None else parts:
                self._open_children(part)

    def draw(self, parent: Node, props: Props, identity: str | None = None) -> Node:
        """Draw the next child of `parent`: the node of the previous run at this place, or a new one."""
        with self.lock:
            if parent.run != self.run:
                self._open_children(parent)
            node, passed = parent.leftover.take(props.kind, identity) if parent.leftover else (None, False)
            if node is None:
                node = self._add(Node(self._new_id(), props, identity), parent)
            else:
                self._update(node, props)
            if passed or node.sent_props is None:
                self._touch(parent)
            assert parent.children is not None
            parent.children.append(node)
            if node.children is not None:
                self._open_children(node)
            return node

    def append(self, parent: Node, props: Props, identity: str | None = None) -> Node:
        """Draw a child of `parent` behind those it has, also where `parent` is not a part of this run."""
        with self.lock:
            assert parent.children is not None
            node = self._add(Node(self._new_id(), props, identity), parent)
            parent.children.append(node)
            self._touch(parent)
            return node

    def draw_over(self, parent: Node, props: Props, identity: str | None = None) -> Node:
        """Draw the only child of `parent` in place of the one it has."""
        with self.lock:
            self._open_children(parent)
            node = self.draw(parent, props, identity)
            self._drop_leftover(parent)
            return node

    def replace(self, node: Node, props: Props, identity: str | None = None) -> Node:
        """Draw over a node: new properties where kind and identity agree, else another node in its place."""
        with self.lock:
            if node.matches(props.kind, identity):
                self._update(node, props)
                if node.children is not None:
                    self._empty(node)
                return node
            parent = node.parent
            if parent is None or node not in (parent.children or ()):
                return node
            assert parent.children is not None
            fresh = self._add(Node(self._new_id(), props, identity), parent)
            parent.children[parent.children.index(node)] = fresh
            self._forget(node)
            self._touch(parent)
            return fresh

    def update(self, node: Node, props: Props) -> None:
        """Change a node's properties."""
        with self.lock:
            self._update(node, props)

    def take(self, event: int, values: Mapping[str, Any]) -> None:
        """Note what the browser's widgets show since an event."""
        with self.lock:
            self.taken = max(self.taken, event)
            for identity, value in values.items():
                node = self.widgets.get(identity)
                if node is not None:
                    node.value, node.force_value = value, False

    def set_value(self, node: Node, value: Any) -> None:
        """Set a widget's raw value; the browser must take it where it shows another one."""
        with self.lock:
            if not same(node.value, value):
                node.value, node.force_value = value, True
                if node.sent_props is not None:
                    self._touch(node)

    def clear(self, node: Node) -> None:
        """Take all children of a node away."""
        with self.lock:
            self._empty(node)

    def remove(self, node: Node) -> None:
        """Take a node and all below it away."""
        with self.lock:
            parent = node.parent
            if parent is None or parent.children is None:
                return
            if node in parent.children:
                parent.children.remove(node)
            elif not (parent.leftover and parent.leftover.discard(node)):
                return
            self._forget(node)
            self._touch(parent)

    def end(self, *, keep_leftover: bool = False) -> None:
        """End a run: what was not drawn goes, or, after an interrupted run, stays below what was."""
        with self.lock:
            for node in self._open:
                if keep_leftover:
                    node.children, node.leftover = node.shown(), None
                else:
                    self._drop_leftover(node)
                if node.sent_fresh != -1:
                    self._touch(node)
            self._open = []

    def forget_leftover(self) -> None:
        """Take away what is left of the last run while this one goes on."""
        with self.lock:
            for node in self._open:
                self._drop_leftover(node)

    # --- matching --------------------------------------------------------------------------------------------------

    def _open_children(self, node: Node) -> None:
        old = node.shown()
        node.children, node.run = [], self.run
        node.leftover = Leftover(old) if old else None
        if old:
            self._open.append(node)

    def _update(self, node: Node, props: Props) -> None:
        if node.props is not props and node.props != props:
            node.props = props
            self._touch(node)

    def _empty(self, node: Node) -> None:
        node.run = self.run
        old = node.shown()
        node.children, node.leftover = [], None
        for child in old:
            self._forget(child)
        if old:
            self._touch(node)

    def _drop_leftover(self, node: Node) -> None:
        rest = node.leftover.rest() if node.leftover else []
        node.leftover = None
        for child in rest:
            self._forget(child)
        if rest:
            self._touch(node)

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _add(self, node: Node, parent: Node | None) -> Node:
        node.parent = parent
        node.run = self.run
        if parent is None or parent.id in self.nodes:
            self.nodes[node.id] = node
            if node.identity is not None:
                self.widgets[node.identity] = node
        return node

    def _forget(self, node: Node) -> None:
        node.parent = None
        self.nodes.pop(node.id, None)
        if node.identity is not None and self.widgets.get(node.identity) is node:
            del self.widgets[node.identity]
        self._dirty.pop(node, None)
        for child in node.shown():
            self._forget(child)

    def _touch(self, node: Node) -> None:
        if not self._dirty and self.on_dirty is not None:
            self._dirty[node] = None
            self.on_dirty()
        else:
            self._dirty[node] = None

    # --- sending ---------------------------------------------------------------------------------------------------

    def patch(self, *, fresh: bool = False) -> list[Ops]:
        """Return what the browser must change to show this page, and count it as sent.

        With `fresh`, say as well which children are of the running run (long runs fade the others).
        """
        with self.lock:
            ops: list[Ops] = []
            for node in list(self._dirty):
                if node.sent_props is not None and node.id in self.nodes:
                    self._send_node(node, ops)
            self._dirty.clear()
            if fresh:
                self._send_fresh(ops)
            return ops

    def snapshot(self) -> Snapshot:
        """Return the whole page and count it as sent."""
        with self.lock:
            self._dirty.clear()
            return self._send_whole(self.root)

    def _send_node(self, node: Node, ops: list[Ops]) -> None:
        assert node.sent_props is not None
        if node.props is not node.sent_props:
            ops.extend(props_ops(node.id, node.sent_props, node.props))
            node.sent_props = node.props
        if node.force_value:
            ops.append(SetValue(node.id, node.value))
            node.force_value = False
        if node.children is not None:
            self._send_children(node, ops)

    def _send_children(self, node: Node, ops: list[Ops]) -> None:
        shown = tuple(node.shown())
        if node.sent_fresh != -1 and not node.leftover:
            ops.append(Fresh(node.id, -1))
            node.sent_fresh = -1
        if shown == node.sent_children:
            return
        removed, placed = child_moves(node.sent_children or (), shown)
        ops.extend(Remove(child.id) for child in removed)
        for child, index in placed:
            if child.sent_props is None:
                ops.append(Insert(node.id, index, self._send_whole(child)))
            else:
                ops.append(Move(node.id, child.id, index))
        node.sent_children = shown

    def picture(self) -> Snapshot:
        """Return the whole page as it should be shown, without counting it as sent."""
        with self.lock:
            return _picture(self.root)

    def _send_whole(self, node: Node) -> Snapshot:
        node.sent_props = node.props
        node.force_value = False
        node.sent_fresh = -1
        children = None
        if node.children is not None:
            node.sent_children = tuple(node.shown())
            children = [self._send_whole(child) for child in node.sent_children]
        return snapshot_of(node, children)

    def _send_fresh(self, ops: list[Ops]) -> None:
        for node in self._open:
            count = len(node.children or ()) if node.leftover else -1
            if count != node.sent_fresh and node.sent_props is not None:
                ops.append(Fresh(node.id, count))
                node.sent_fresh = count


def snapshot_of(node: Node, children: list[Snapshot] | None) -> Snapshot:
    """Return a node as it goes over the wire."""
    return Snapshot(node.id, node.props.kind, set_props(node.props), node.identity, node.value, children)


def _picture(node: Node) -> Snapshot:
    return snapshot_of(node, None if node.children is None else [_picture(child) for child in node.shown()])
