"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from rushlight import redaction


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests in the browser last: their driver keeps an event loop running in this thread from then on."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many parameters and members of the surface are proven: those with a row of which none failed."""
    outcomes: dict[str, set[str]] = {}
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", []):
                if name == "proves":
                    outcomes.setdefault(value, set()).add(outcome)
    if outcomes:
        from tests.surface.table import all_parameters

        proven = sum(each == {"passed"} for each in outcomes.values())
        every = sum(map(len, all_parameters().values()))
        terminalreporter.write_line(f"{proven} of {every} parameters and members of the surface are proven")


# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(autouse=True)
def secrets_of_other_tests_are_forgotten() -> Iterator[None]:
    """What is hidden once stays hidden in a process: words of one test must not be masked in another."""
    before = redaction._hidden.copy(), redaction._pattern
    yield
    redaction._hidden, redaction._pattern = before
