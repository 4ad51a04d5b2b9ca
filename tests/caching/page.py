"""A session whose runs draw to a page, without server and browser."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from rushlight.config import Config
from rushlight.files.media import MediaStore
from rushlight.run.container import Container, active
from rushlight.run.context import Application, Client, RunContext, enter
from rushlight.state.widget import Widget
from rushlight.tree.build import MAIN, SIDEBAR
from rushlight.tree.node import Block, Node, Props


class Word(Props, frozen=True):
    text: str = ""


class Box(Block, frozen=True):
    name: str = ""


class Entry(Props, frozen=True):
    label: str = ""


class Session:
    """One browser tab."""

    def __init__(self, id: str = "session", **settings: Any) -> None:
        config = Config({name.replace("__", "."): value for name, value in settings.items()})
        app = Application(Path("app.py"), config, cast(Any, None), MediaStore(), cast(Any, None))
        self.context = RunContext(id, app, Client())

    @contextmanager
    def run(self) -> Generator[RunContext]:
        """Run the `with` block as the script of this session."""
        context = self.context
        enter(context)
        context.tree.begin()
        context.state.begin()
        try:
            yield context
        finally:
            context.tree.end(keep_leftover=False)
            context.state.end(complete=True)
            enter(None)

    def drawn(self, region: int = MAIN) -> list[Any]:
        """Return what the last run drew: texts, and lists of what boxes hold."""
        return [_picture(node) for node in self.context.tree.nodes[region].children or []]

    @property
    def sidebar(self) -> list[Any]:
        """What the last run drew to the sidebar."""
        return self.drawn(SIDEBAR)


def _picture(node: Node) -> Any:
    if node.children is not None:
        return [_picture(child) for child in node.children]
    return node.props.text if isinstance(node.props, Word) else node.props.kind


def write(text: str, place: Container | None = None) -> Container:
    """Draw a word."""
    return (place if place is not None else active()).draw(Word(text))


def box(place: Container | None = None) -> Container:
    """Draw a box to write to."""
    return (place if place is not None else active()).block(Box())


def entry(label: str) -> str:
    """Draw a widget and return its value."""
    return active().widget(Entry(label), Widget(command="entry", default=label, parse=str, facts=(label,)))
