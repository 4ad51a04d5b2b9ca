"""The source of a `with echo():` block."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from collections.abc import Iterator

import pytest

from rushlight.commands.source import block_source


def echoed(source: str) -> list[str]:
    """Run a script and return the source of each of its echo() blocks as the command would find it."""
    source = textwrap.dedent(source).lstrip("\n")
    found: list[str] = []

    @contextlib.contextmanager
    def echo(*_: object) -> Iterator[None]:
        yield

    class Echo:
        def __enter__(self) -> None:
            found.append(block_source(source, sys._getframe(1).f_lineno))  # pyright: ignore[reportPrivateUsage]

        def __exit__(self, *_: object) -> None:
            pass

    exec(compile(source, "app.py", "exec"), {"echo": lambda *_: Echo(), "other": echo})
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("with echo():\n    x = 1\n    y = 2\nz = 3\n", "x = 1\ny = 2"),
        ("with echo(): x = 1\n", "x = 1"),
        ("with echo(): x = 1; y = 'é'\nz = 1\n", "x = 1; y = 'é'"),
        ("with echo(): x = (1,\n  2)\nz = 1\n", "x = (1,\n  2)"),
        (
            "with echo():\n    # before\n    x = 1  # beside\n\n    # after\n# outside\n",
            "# before\nx = 1  # beside\n\n# after",
        ),
        (
            "with echo():\n    if True:\n        x = 1\n    else:\n        y = 1\n",
            "if True:\n    x = 1\nelse:\n    y = 1",
        ),
        ("with echo():\n    def f():\n        return 1\n\n    f()\n", "def f():\n    return 1\n\nf()"),
        ("with echo():\n    @staticmethod\n    def f():\n        return 1\n", "@staticmethod\ndef f():\n    return 1"),
        ('with echo():\n    x = """\nleft\n      deep\n    """\n', 'x = """\nleft\n  deep\n"""'),
        ("def f():\n    with echo():\n        x = 1\n    y = 2\nf()\n", "x = 1"),
        ("with other(), echo():\n    x = 1\n", "x = 1"),
        ("with (\n    other(),\n    echo(\n        'below'\n    ) as e,\n):\n    x = 1\n", "x = 1"),
        ("with echo(  # a comment:\n):\n    x = 1\n", "x = 1"),
        ("if True:\n\twith echo():\n\t\tx = 1\n", "x = 1"),
        ("with echo():\n    x = 1", "x = 1"),
    ],
)
def test_the_block_is_returned_dedented(source: str, expected: str) -> None:
    assert echoed(source) == [expected]


def test_nested_blocks_each_give_their_own() -> None:
    assert echoed("with echo():\n    with echo():\n        x = 1\n    y = 2\n") == [
        "with echo():\n    x = 1\ny = 2",
        "x = 1",
    ]


def test_a_block_in_a_loop_is_found_each_time() -> None:
    assert echoed("for i in range(2):\n    with echo():\n        i\n") == ["i", "i"]


def test_a_line_without_a_block_gives_nothing() -> None:
    assert block_source("x = 1\nwith y:\n    z = 2\n", 1) == ""
    assert block_source("x = 1\nwith y:\n    z = 2\n", 3) == ""
