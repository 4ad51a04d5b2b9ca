"""The pytest plugin: the fixture `app`, and what `import streamlit` finds in tests."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rushlight.testing.app_test import AppTest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the setting of pytest.ini."""
    about = "what `import streamlit` finds in tests: rushlight, streamlit, or auto (Rushlight where there is no other)"
    parser.addini("rushlight_streamlit", about, default="auto")


def pytest_configure(config: pytest.Config) -> None:
    """Have tests that were written for Streamlit find Rushlight."""
    wish = str(config.getini("rushlight_streamlit"))
    if wish not in ("auto", "rushlight", "streamlit"):
        raise pytest.UsageError(f"rushlight_streamlit must be auto, rushlight or streamlit; given: {wish!r}.")
    if wish == "rushlight" or (wish == "auto" and find_spec("streamlit") is None):
        from rushlight import compat

        compat.install()


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
