"""Commands are imported when they are first used, by several threads at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rushlight import elements
from rushlight.elements import element
from rushlight.elements.places import PLACES

BEGUN, ENDS = threading.Event(), threading.Event()
SLOW = """
from rushlight.elements.element import element
from tests.elements.test_element import BEGUN, ENDS

@element
def slowly_made(container):
    return later()

BEGUN.set()
assert ENDS.wait(30)

def later():
    return 7
"""


def test_a_command_is_there_once_all_of_its_module_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow.py").write_text(SLOW)
    monkeypatch.setattr(elements, "__path__", [*elements.__path__, str(tmp_path)])
    monkeypatch.setitem(PLACES, "slowly_made", "slow")
    container = element.Container.__new__(element.Container)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(element.command, "slowly_made")
        assert BEGUN.wait(30)
        second, method = threads.submit(element.command, "slowly_made"), threads.submit(lambda: container.slowly_made())
        assert not method.done()
        ENDS.set()
        assert method.result(30) == 7
        assert first.result(30) is second.result(30) is not None


def test_what_is_no_command_is_none() -> None:
    assert element.command("nothing_of_this_name") is None
