"""What all tests share."""

from __future__ import annotations

import hypothesis
import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests in the browser last: their driver keeps an event loop running in this thread from then on."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")
