"""What a cached function draws, so that a cache hit can draw it again."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NamedTuple

from rushlight.errors import CacheReplayClosureError
from rushlight.run.container import Container, active, region
from rushlight.run.context import current
from rushlight.tree.node import Props


class Drawing(NamedTuple):
    """One element: where it was drawn, what, and the number by which later drawings name its place."""

    parent: int | str
    props: Props
    key: Any


class Tape:
    """The elements drawn while recording, in order, independent of the session that drew them."""

    def __init__(self, home: Container) -> None:
        self.drawings: list[Drawing] = []
        self.media: list[tuple[bytes, str, str | None]] = []
        """Bytes that the elements refer to."""
        self.frames: list[Any] = []
        """Frames that the elements show."""
        self.widgets: list[str] = []
        """Commands of widgets met, which cannot be replayed."""
        self._places: dict[int, int | str] = {id(home._node): "here"}  # pyright: ignore[reportPrivateUsage]
        self._held: list[Container] = [home]

    def name(self, place: Container) -> int | str:
        """Return how a drawing names the place it is drawn to."""
        node = place._node  # pyright: ignore[reportPrivateUsage]
        if id(node) in self._places:
            return self._places[id(node)]
        if node.parent is not None and node.parent.id == 0:
            return place.region
        return "outside"

    def drew(self, parent: int | str, place: Container, props: Props, key: Any) -> None:
        """Take down one element drawn to the place named."""
        self._places[id(place._node)] = len(self.drawings)  # pyright: ignore[reportPrivateUsage]
        self.drawings.append(Drawing(parent, props, key))
        self._held.append(place)

    def met_widget(self, command: str) -> None:
        """Take down that a widget was drawn."""
        self.widgets.append(command)

    def replay(self) -> None:
        """Draw the elements again, at the place that is active now."""
        context = current()
        if context is None:
            return
        for content, mime, name in self.media:
            context.publish(content, mime, name)
        for frame in self.frames:
            context.hold(frame)
        places: list[Container] = []
        here = active()
        for drawing in self.drawings:
            parent = self._find(drawing.parent, places, here)
            places.append(parent.draw(drawing.props, drawing.key))

    def close(self) -> None:
        """Let go of the session that was recorded."""
        self._held.clear()
        self._places.clear()

    def _find(self, parent: int | str, places: list[Container], here: Container) -> Container:
        if isinstance(parent, int):
            return places[parent]
        if parent == "outside":
            raise CacheReplayClosureError()
        return here if parent == "here" else region(parent)


@contextmanager
def record() -> Generator[Tape]:
    """Record what is drawn inside the `with` block, while it is drawn as usual."""
    context = current()
    tape = Tape(active())
    if context is None:
        yield tape
        return
    context.tapes.append(tape)
    try:
        yield tape
    finally:
        context.tapes.remove(tape)
        tape.close()
