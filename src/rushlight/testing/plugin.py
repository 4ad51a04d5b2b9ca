"""The pytest plugin: the fixture `app`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rushlight.testing.app_test import AppTest


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Callable[..., AppTest]:
    """Return a function that runs the app at a path, relative to the test's file, and returns it for the test to use.

    Example:
        >>> def test_greeting(app):
        ...     at = app("hello.py")
        ...     assert at.title[0].value == "Hello"
    """
    folder = Path(request.path).parent

    def run(script: str | Path, *, timeout: float = 3, **secrets: object) -> AppTest:
        from rushlight.testing.app_test import AppTest

        at = AppTest.from_file(folder / script, default_timeout=timeout)
        at.secrets.update(secrets)
        return at.run()

    return run
