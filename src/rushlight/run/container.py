"""Places on the page that a script writes to."""

from __future__ import annotations

from contextvars import Token
from types import TracebackType
from typing import Any, TypeVar

from rushlight import log
from rushlight.errors import APIError
from rushlight.run.context import RunContext, _active, current  # pyright: ignore[reportPrivateUsage]
from rushlight.run.fragment import running
from rushlight.run.settings import setting
from rushlight.run.sizes import check_size
from rushlight.state.binding import address_of, first_raw
from rushlight.state.identity import user_key, widget_id
from rushlight.state.widget import Widget
from rushlight.tree.build import BOTTOM, EVENT, MAIN, SIDEBAR
from rushlight.tree.node import Block, Node, Props
from rushlight.wire.messages import Plain

T = TypeVar("T")
C = TypeVar("C", bound="Container")
_logger = log.logger("run")


class Slot(Block, frozen=True):
    """A place for one element at a time, which each write replaces."""


class Container:
    """A place on the page. Each command is also a method of it that writes there.

    A container holds what is written to it, one below the other. What a command returns for a single element is a
    container too: writing to it replaces that element.
    """

    __slots__ = ("_context", "_node", "_tokens", "form_key", "region")

    def __init__(self, context: RunContext | None, node: Node, region: str, form: str | None = None) -> None:
        self._context = context
        self._node = node
        self._tokens: list[Token[Container | None]] = []
        self.region = region
        self.form_key = form
        """Key of the form this place is in."""

    # --- for commands ------------------------------------------------------------------------------------------------

    def draw(self, props: Props, key: Any = None) -> Container:
        """Draw an element and return its place."""
        context = self._running()
        if context is None:
            return self
        identity = self._keyed(context, key)
        parents = [tape.name(self) for tape in context.tapes]
        place = Container(context, self._place(context, props, identity), self.region, self.form_key)
        for tape, parent in zip(context.tapes, parents, strict=True):
            tape.drew(parent, place, props, key)
        return place

    def block(self, props: Block, key: Any = None, *, form: str | None = None) -> Container:
        """Draw an element that holds others and return it as the place to write them to."""
        place = self.draw(props, key)
        if form is not None:
            place.form_key = form
        return place

    def widget(self, props: Props, widget: Widget[T]) -> T:
        """Draw a widget and return its value."""
        return self._widget(props, widget)[1]

    def widget_block(self, props: Block, widget: Widget[T]) -> tuple[Container, T]:
        """Draw a widget that holds others and return it as the place to write them to, and its value."""
        node, value = self._widget(props, widget)
        return Container(self._context, node, self.region, self.form_key), value

    def part_widget(self, kind: str, widget: Widget[Any]) -> str:
        """Register a widget that is a part of an element drawn here and return its id."""
        context = self._running()
        id = self.id_of(kind, widget)
        if context is not None:
            context.state.draw(id, widget, self.form_key, part=_part())
        return id

    def _widget(self, props: Props, widget: Widget[T]) -> tuple[Node, T]:
        context = self._running()
        if context is None:
            return self._node, widget.parse(None if widget.trigger else widget.default)
        for tape in context.tapes:
            tape.met_widget(widget.command)
        id = self.id_of(props.kind, widget)
        raw = context.state.draw(id, widget, self.form_key, first_raw(context.query, widget), _part())
        if widget.bind:
            _to_address(context, widget, raw)
        node = self._place(context, props, id)
        if id not in context.state.cleared:
            context.tree.set_value(node, raw)
        return node, context.state.value(id)

    def id_of(self, kind: str, widget: Widget[Any]) -> str:
        """Return the id of a widget if it were drawn here."""
        page = page_of(self._context)
        if widget.key is not None:
            return widget_id(kind, widget.key, widget.key_facts, page)
        return widget_id(kind, None, widget.facts + widget.key_facts, f"{page}|{self.form_key or ''}|{self.region}")

    def foreseen(self, key: str | None) -> Any:
        """Return what a widget with this key will begin with if session state says so: a value, or a raw value."""
        return None if self._context is None else self._context.state.foreseen(key)

    def part(self, props: Block, identity: str) -> Container:
        """Draw a part of the page that can run on its own, known from run to run by its identity."""
        context = self._running()
        if context is None:
            return self
        return Container(context, self._place(context, props, identity), self.region, self.form_key)

    def update(self, props: Props) -> None:
        """Change the properties of the element at this place."""
        context = self._running()
        if context is not None:
            check_size(props, context.app.config)
            context.tree.update(self._node, props)

    def clear(self) -> None:
        """Take away everything in this container."""
        context = self._running()
        if context is not None:
            context.tree.clear(self._node)

    def remove(self) -> None:
        """Take this place and all in it off the page."""
        context = self._context
        if context is not None:
            context.tree.remove(self._node)

    def become(self, kind: type[C]) -> C:
        """Return this place as an object of a subclass."""
        return kind(self._context, self._node, self.region, self.form_key)

    @property
    def props(self) -> Props:
        """The properties of the element at this place."""
        return self._node.props

    @property
    def node(self) -> Node:
        """The node at this place."""
        return self._node

    @property
    def context(self) -> RunContext | None:
        """The run this place belongs to, or None outside of runs."""
        return self._context

    # --- for scripts -------------------------------------------------------------------------------------------------

    def __enter__(self) -> Container:
        if self._node.children is None:
            raise APIError(
                f"'with' needs a container; given: an element of kind {self._node.props.kind!r}. "
                "Use it on what container(), columns(), expander(), ... return."
            )
        self._tokens.append(_active.set(self))
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        _active.reset(self._tokens.pop())

    def __repr__(self) -> str:
        return f"<Container {self._node.props.kind} in {self.region}>"

    # --- inside ------------------------------------------------------------------------------------------------------

    def _running(self) -> RunContext | None:
        context = self._context
        if context is None:
            _warn_bare()
        elif context.interrupt and current() is context:
            context.check()
        return context

    def _keyed(self, context: RunContext, key: Any) -> str | None:
        name = user_key(key)
        if name is None:
            return None
        context.state.claim_key(name, _part())
        return f"key:{name}"

    def _place(self, context: RunContext, props: Props, identity: str | None) -> Node:
        check_size(props, context.app.config)
        node = self._node
        if node.children is None:
            self._node = context.tree.replace(node, props, identity)
            return self._node
        if isinstance(node.props, Slot):
            return context.tree.draw_over(node, props, identity)
        fragment = running()
        if fragment is not None:
            node = fragment.spot(context.tree, node)
        return context.tree.draw(node, props, identity)


def page_of(context: RunContext | None) -> str:
    """Return the page that the calling code is of; "" for what belongs to every page."""
    fragment = running()
    if fragment is not None:
        return fragment.page
    return "" if context is None else context.page_scope


def _part() -> int:
    """Return the id of the fragment that draws, 0 for the script."""
    fragment = running()
    return 0 if fragment is None else fragment.id


def _to_address(context: RunContext, widget: Widget[Any], raw: Plain) -> None:
    """Have the address name a widget's value, or not name it where it is the default."""
    assert widget.key is not None
    texts = address_of(raw, widget)
    if context.query.get(widget.key) != texts:
        others = {name: values for name, values in context.query.items() if name != widget.key}
        context.set_query(others if texts is None else {**others, widget.key: texts})


_bare_node = Node(-1, Slot(), None)
_warned: list[bool] = []


def active() -> Container:
    """Return the innermost container entered by `with`, else the page's main region."""
    inner = _active.get()
    return inner if inner is not None else region("main")


def region(name: str) -> Container:
    """Return one of the page's regions: main, sidebar, event or bottom."""
    context = current()
    if context is None:
        return Container(None, _bare_node, name)
    return Container(context, context.tree.nodes[_REGION_IDS[name]], name)


_REGION_IDS = {"main": MAIN, "sidebar": SIDEBAR, "event": EVENT, "bottom": BOTTOM}


def _warn_bare() -> None:
    if _warned:
        return
    _warned.append(True)
    if not setting("global.showWarningOnDirectExecution"):
        return
    _logger.warning("This script draws a page but runs without a server. To see it, run: rushlight run %s", _script())


def _script() -> str:
    import sys

    return sys.argv[0] or "app.py"
