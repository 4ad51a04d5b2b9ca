"""What the tests of the rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.behaviour.tab import App, Tab


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Start an app from its source (`import rushlight as st` is put before it) and its other files, with settings."""
    running: list[App] = []

    def start(source: str, files: Mapping[str, str] | None = None, **settings: Any) -> App:
        folder = tmp_path / f"app{len(running)}"
        running.append(App(folder, source, files or {}, settings))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture
def show(start: Callable[..., App]) -> Callable[..., Tab]:
    """Start an app and open it in a tab."""
    return lambda source, files=None, **settings: start(source, files, **settings).open()
