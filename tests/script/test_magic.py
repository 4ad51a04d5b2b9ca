"""Which lone expressions a script writes to the page."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Callable
from inspect import isawaitable
from pathlib import Path
from typing import Any

import pytest

from rushlight.script.compile import compile_program
from rushlight.script.magic import WRITE, Magic


@pytest.fixture
def written() -> Callable[..., list[Any]]:
    """Run a script and return what it writes: one item per call, a tuple if a call has several values."""

    def run(source: str, magic: Magic | None = Magic()) -> list[Any]:
        found: list[Any] = []
        names = {WRITE: lambda *values: found.append(values[0] if len(values) == 1 else values)}
        for statement in compile_program(textwrap.dedent(source), Path("app.py"), magic).statements:
            result = eval(statement.code, names)
            if isawaitable(result):
                asyncio.run(result)  # pyright: ignore[reportArgumentType]
        return found

    return run


Written = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 5\nx", [5]),
        ("'text'; 'more'", ["more"]),
        ("x = 1\n'text';", ["text"]),
        ("...", [...]),
        ("None", [None]),
        ("x = 1, 2\nx", [(1, 2)]),
        ("1, 2", [(1, 2)]),
        ("(1, *[2, 3])", [(1, 2, 3)]),
        ("(1,)", [1]),
        ("[1, 2]", [[1, 2]]),
        ("{'a': 1}", [{"a": 1}]),
        ("len('abc') + 1", [4]),
        ("not len('')", [True]),
        ("(y := 11)", [11]),
        ("1 if True else len('')", [1]),
        ("f'{1}'", ["1"]),
        ("b'x'", [b"x"]),
        ("'a' 'b' if True else ''", ["ab"]),
        ("1 < 2", [True]),
        ("''.join", ["".join]),
    ],
)
def test_a_lone_expression_is_written(written: Written, source: str, expected: list[Any]) -> None:
    assert written(source) == expected


@pytest.mark.parametrize(
    "source",
    ["'docstring'", "len('x')", "x = 1", "print", "import os", "def f():\n    'docstring'\nf()", "def f(): pass"],
)
def test_calls_docstrings_and_statements_are_not(written: Written, source: str) -> None:
    assert written(source) == ([print] if source == "print" else [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f():\n    'doc'\n    'body'\nf()", ["body"]),
        ("def f():\n    5\n    'second'\nf()", [5, "second"]),
        ("def f():\n    f'no docstring'\nf()", ["no docstring"]),
        ("def f():\n    def g():\n        'doc'\n        1\n    g()\nf()", [1]),
        ("async def f():\n    'doc'\n    'body'\nawait f()", ["body"]),
        ("from contextlib import nullcontext\nwith nullcontext():\n    'first'", ["first"]),
        ("from contextlib import AsyncExitStack\nasync with AsyncExitStack():\n    'first'", ["first"]),
        ("if True:\n    'yes'\nelse:\n    'no'", ["yes"]),
        ("if False:\n    'yes'\nelif True:\n    'elif'", ["elif"]),
        ("for i in [1, 2]:\n    i\nelse:\n    'end'", [1, 2, "end"]),
        ("async def n():\n    yield 7\nasync for i in n():\n    i", [7]),
        ("while True:\n    'once'\n    break", ["once"]),
        ("while False:\n    pass\nelse:\n    'else'", ["else"]),
        ("try:\n    1\n    [][0]\nexcept IndexError:\n    2\nfinally:\n    3", [1, 2, 3]),
        ("try:\n    pass\nexcept ValueError:\n    pass\nelse:\n    'else'", ["else"]),
        ("try:\n    raise ExceptionGroup('g', [ValueError()])\nexcept* ValueError:\n    'star'", ["star"]),
        ("match 3:\n    case 3:\n        'three'\n    case _:\n        'other'", ["three"]),
        (
            "class A:\n    'doc'\n    'body'\n    5\n    def m(self):\n        'doc'\n        'method'\nA().m()",
            ["method"],
        ),
        ("class A:\n    if True:\n        'in if'", ["in if"]),
        ("def g():\n    yield 1\n    (yield 2)\n    'in generator'\nlist(g())", ["in generator"]),
        ("import asyncio\nawait asyncio.sleep(0, 'unseen')", []),
    ],
)
def test_blocks_are_searched(written: Written, source: str, expected: list[Any]) -> None:
    assert written(source) == expected


def test_without_magic_nothing_is_written(written: Written) -> None:
    assert written("'doc'\n5\n'text'\nx = 1\nx", None) == []


def test_the_scripts_docstring_is_written_if_asked_for(written: Written) -> None:
    assert written("'doc'\n'text'", Magic(root_docstring=True)) == ["doc", "text"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("len('abc')", [3]),
        ("x = 1\nlen('abc')\n\n# end\n", [3]),
        ("len('abc');", []),
        ("len('abc') ;  # quiet", []),
        ("'é'; len('é');", []),
        ("len('a')\nlen('abc')", [3]),
        ("x = 1\n'text';", ["text"]),
        ("'only a docstring'", []),
        ("if True:\n    len('abc')", []),
        ("import asyncio\nawait asyncio.sleep(0, 'result')", ["result"]),
        ("", []),
    ],
)
def test_the_last_expression_is_written_if_asked_for(written: Written, source: str, expected: list[Any]) -> None:
    assert written(source, Magic(last_expression=True)) == expected


def test_lines_stay_exact(written: Written) -> None:
    program = compile_program("x = 1\n\n(\n    x\n    / 0\n)\n", Path("app.py"))
    names: dict[str, Any] = {WRITE: lambda *_: None}
    eval(program.statements[0].code, names)
    with pytest.raises(ZeroDivisionError) as raised:
        eval(program.statements[1].code, names)
    tb = raised.tb.tb_next
    assert tb is not None and tb.tb_lineno == 4
