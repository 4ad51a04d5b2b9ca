"""Counts what is proven."""

from __future__ import annotations

from typing import Any

from tests.surface.table import all_parameters


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many parameters and members of the surface are proven: those with a row of which none failed."""
    outcomes: dict[str, set[str]] = {}
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", []):
                if name == "proves":
                    outcomes.setdefault(value, set()).add(outcome)
    if outcomes:
        proven = sum(each == {"passed"} for each in outcomes.values())
        every = sum(map(len, all_parameters().values()))
        terminalreporter.write_line(f"{proven} of {every} parameters and members of the surface are proven")
