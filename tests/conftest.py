"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest

from rushlight import redaction


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests in the browser last: their driver keeps an event loop running in this thread from then on."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(autouse=True)
def secrets_of_other_tests_are_forgotten() -> Iterator[None]:
    """What is hidden once stays hidden in a process: words of one test must not be masked in another."""
    before = redaction._hidden.copy(), redaction._pattern
    yield
    redaction._hidden, redaction._pattern = before
