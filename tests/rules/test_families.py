"""Every kind of element is looked at in a browser: an app of `tests/e2e` shows it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rushlight.elements.element import load_all
from rushlight.run.container import Container
from rushlight.testing import AppTest
from rushlight.tree.node import Block, Props
from tests.e2e.families import FAMILIES, NOT_OPERATED, Family
from tests.e2e.keyboard import JOURNEYS, OTHERWISE

APPS = Path(__file__).parents[1] / "e2e" / "apps"


def kinds() -> set[str]:
    """Return the kinds of all elements, of which each has a component in the browser."""
    load_all()
    return {
        each.kind for each in _below(Props) if each.__module__.startswith("rushlight.elements.") and each is not Block
    }


def _below(kind: type[Props]) -> Iterator[type[Props]]:
    for each in kind.__subclasses__():
        yield from _below(each)
        if not each.__subclasses__():
            yield each


def shown_by(family: Family, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the kinds that an app draws, those too that it takes away again."""
    drawn: set[str] = set()
    place: Any = Container._place

    def noting(self: Container, context: Any, props: Props, identity: str | None) -> Any:
        drawn.add(props.kind)
        return place(self, context, props, identity)

    monkeypatch.setattr(Container, "_place", noting)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    app = AppTest.from_file(APPS / family.script, default_timeout=60)
    app.query_params.update(family.parameters)
    app.run()
    monkeypatch.undo()
    return drawn


def test_every_kind_is_shown_by_an_app_that_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {name: shown_by(family, monkeypatch) for name, family in FAMILIES.items()}
    assert kinds() - set().union(*shown.values()) == set()
    assert {name for name, drawn in shown.items() if not drawn} == set()


def test_every_kind_is_operated_by_keyboard_or_nothing_is_to_be_operated() -> None:
    operated = {journey.kind for journey in JOURNEYS} | OTHERWISE.keys()
    assert kinds() - operated - NOT_OPERATED.keys() == set()
    assert operated & NOT_OPERATED.keys() == set()
    assert (operated | NOT_OPERATED.keys()) - kinds() == set()
    tests = "".join(path.read_text(encoding="utf-8") for path in APPS.parent.glob("test_*.py"))
    assert [name for name in OTHERWISE.values() if f"def {name}(" not in tests] == []
