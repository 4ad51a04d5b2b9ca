"""Every property of every element is read in the browser: one that is sent and ignored would be a parameter ignored."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rushlight.elements.element import load_all
from rushlight.tree.node import Block, Props

FRONT = Path(__file__).parents[2] / "frontend" / "src"
_IMPORT = re.compile(r'from "(\.{1,2}/[^"]+)"')
OF_THE_STORE = {"quiet", "width", "height"}
"""Read for every node, by `store/widgets.ts` and `view/node.tsx`."""


def kinds() -> list[type[Props]]:
    """Return the classes of properties of all elements that have a component of their own."""
    load_all()
    found: list[type[Props]] = []
    waiting: list[type[Props]] = [Props]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            is_element = kind.__module__.startswith("rushlight.elements.") and not kind.__subclasses__()
            if is_element and kind is not Block:
                found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__name__)


@cache
def source(path: Path) -> str:
    """Return the source of a component and of the modules that it hands its properties to."""
    text = path.read_text(encoding="utf-8")
    parts = [text]
    for name in _IMPORT.findall(text):
        for ending in (".tsx", ".ts"):
            module = (path.parent / name).with_suffix(ending)
            if module.is_file() and "wire" not in module.parts:
                parts.append(module.read_text(encoding="utf-8"))
    return "\n".join(parts)


def test_what_is_read_for_every_node_is_read() -> None:
    store = (FRONT / "store" / "widgets.ts").read_text(encoding="utf-8")
    view = (FRONT / "view" / "node.tsx").read_text(encoding="utf-8")
    assert "props.quiet" in store
    assert "props.width" in view and "props.height" in view


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_the_browser_reads_every_property(kind: type[Props]) -> None:
    (path,) = [each for each in (FRONT / "elements").rglob("*.tsx") if f"export function {_name(kind)}(" in _text(each)]
    read = source(path)
    ignored = [name for name in kind.__struct_fields__ if name not in OF_THE_STORE and not _reads(read, name)]
    assert ignored == []


def _name(kind: type[Props]) -> str:
    return kind.__name__.rstrip("_")


@cache
def _text(path: Path) -> str:
    return "" if path.name.endswith(".test.tsx") else path.read_text(encoding="utf-8")


def _reads(text: str, name: str) -> bool:
    return re.search(rf"\bprops\??\.{name}\b|{{[^{{}}]*\b{name}\b[^{{}}]*}} = (?:element\.)?props\b", text) is not None
