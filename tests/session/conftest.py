"""The stores that sessions are tried with."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.store.memory import MemoryStore
from rushlight.store.sqlite import SqliteStore
from tests.session.harness import Stores


@pytest.fixture(params=["memory", "sqlite"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    """What gives each worker its store."""
    if request.param == "memory":
        shared = MemoryStore()
        return lambda: shared
    return lambda: SqliteStore(tmp_path / "sessions" / "sessions.sqlite")
