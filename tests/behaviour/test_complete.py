"""Every rule has its tests: a rule `3.4` those named `test_3_4...`, here or in the browser's tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]

RULES = {
    1: 10, 2: 7, 3: 7, 4: 8, 5: 4, 6: 7, 7: 4, 8: 6, 9: 5, 10: 6, 11: 12, 12: 8, 13: 7, 14: 7, 15: 10, 16: 15,
    17: 9, 18: 12, 19: 6, 20: 9, 21: 6,
}  # fmt: skip
"""Number of rules in each section; those of §12 and §15 to §18 are numbered by their sentences."""

ELSEWHERE = {
    "13.4": "elements/data/test_data_editor.py",
}
"""Rules that are tested in files of their own."""


def rules() -> list[str]:
    """Return the numbers of all rules."""
    return [f"{section}.{rule}" for section, count in RULES.items() for rule in range(1, count + 1)]


def named() -> Iterator[str]:
    """Yield the numbers of the rules that tests name."""
    for file in [*(TESTS / "behaviour").glob("test_*.py"), *(TESTS / "e2e").glob("test_*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (found := re.match(r"test_(\d+)_(\d+)[a-z]*_", node.name)):
                yield f"{int(found[1])}.{int(found[2])}"


def test_every_rule_has_a_test() -> None:
    missing = [rule for rule in rules() if rule not in {*named(), *ELSEWHERE}]
    assert missing == []


def test_no_test_names_a_rule_that_there_is_not() -> None:
    assert sorted({*named()} - {*rules()}) == []


def test_what_is_tested_elsewhere_is_there() -> None:
    assert [file for file in ELSEWHERE.values() if not (TESTS / file).is_file()] == []
