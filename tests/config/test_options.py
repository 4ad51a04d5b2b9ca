"""The table of settings, against the facts of the interface it is compatible with."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from rushlight.config import OPTIONS
from rushlight.config.config import environment_name

FACTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "options.json").read_text(encoding="utf-8"))

DIFFERENT = {
    "logger.level": "the level is 'info' when none is set, and said to be",
    "client.allowedOrigins": "the origins of the vendor's own hosting are nobody else's friends",
    "server.runOnSave": "it is what a person who edits a script wants",
    "browser.gatherUsageStats": "nothing is gathered, whatever is set",
}
"""Defaults that differ on purpose."""

LISTS = {"fontFaces", "chartCategoricalColors", "chartSequentialColors", "chartDivergingColors"}
VALUES = {"headingFontSizes", "headingFontWeights"}


def type_of(fact: dict[str, Any]) -> str:
    """Return the type here of what has the fact's type there, where lists and tables count as texts."""
    name = fact["key"].rpartition(".")[2]
    if fact.get("multiple") or name in LISTS:
        return "list"
    if name in VALUES:
        return "values"
    return "table" if fact["default"] == "{}" else fact["type"]


def test_there_are_all() -> None:
    assert len(FACTS) == 367
    assert {fact["key"] for fact in FACTS} - OPTIONS.keys() == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["key"])
def test_each_is_as_it_should_be(fact: dict[str, Any]) -> None:
    option = OPTIONS[fact["key"]]
    assert option.type == type_of(fact)
    assert option.scriptable == fact.get("scriptable", False)
    assert option.sensitive == fact.get("sensitive", False)
    assert f"STREAMLIT_{environment_name(option)}" == fact["env"]
    if option.name not in DIFFERENT:
        assert option.default == ast.literal_eval(fact["default"])


def test_a_difference_is_one() -> None:
    same = [
        f["key"] for f in FACTS if f["key"] in DIFFERENT and OPTIONS[f["key"]].default == ast.literal_eval(f["default"])
    ]
    assert same == []


def test_each_says_what_it_is_for() -> None:
    assert [option.name for option in OPTIONS.values() if not option.help.endswith(".")] == []
