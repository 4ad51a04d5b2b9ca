"""A script's source becomes a program."""

from __future__ import annotations

import inspect
import linecache
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.errors import ScriptError, ScriptSyntaxError
from rushlight.script import compile as compiling
from rushlight.script.compile import Program, Programs, compile_program
from rushlight.script.magic import WRITE

APP = Path("app.py")


def run(program: Program) -> dict[str, Any]:
    names: dict[str, Any] = {WRITE: lambda *_: None, "__name__": "__main__"}
    for statement in program.statements:
        assert not statement.awaits
        eval(statement.code, names)
    return names


def test_each_top_level_statement_is_compiled_with_its_lines() -> None:
    program = compile_program("import os\n\n\n@staticmethod\ndef f():\n    return 1\nx = (\n  f()\n)\n", APP)
    assert [(each.line, each.end_line) for each in program.statements] == [(1, 1), (4, 6), (7, 9)]
    assert run(program)["x"] == 1


def test_future_imports_hold_for_all_statements() -> None:
    program = compile_program("'doc'\nfrom __future__ import annotations\ndef f(x: unknown): pass\n", APP)
    assert run(program)["f"].__annotations__ == {"x": "unknown"}


def test_our_own_future_imports_do_not_leak_into_scripts() -> None:
    assert run(compile_program("def f(x: int): pass", APP))["f"].__annotations__ == {"x": int}


def test_a_future_import_below_other_statements_is_refused() -> None:
    with pytest.raises(ScriptSyntaxError, match="must occur at the beginning"):
        compile_program("x = 1\nfrom __future__ import annotations\n", APP)


def test_only_the_scripts_docstring_becomes_its_doc() -> None:
    assert run(compile_program("'doc'\nx = 1\n'later'\n", APP, None))["__doc__"] == "doc"


@pytest.mark.parametrize(
    ("source", "awaits"),
    [
        ("x = 1", False),
        ("async def f(): await g()", False),
        ("await f()", True),
        ("x = [await f()]", True),
        ("async for x in f(): pass", True),
        ("async with f(): pass", True),
        ("x = [y async for y in f()]", True),
        ("if a:\n    await f()", True),
    ],
)
def test_statements_that_await_are_marked(source: str, awaits: bool) -> None:
    assert [each.awaits for each in compile_program(source, APP, None).statements] == [awaits]


def test_a_syntax_error_tells_file_line_column_text_and_caret() -> None:
    with pytest.raises(ScriptSyntaxError) as raised:
        compile_program("x = 1\ny = = 2\n", APP)
    error = raised.value
    assert (error.filename, error.lineno, error.offset, error.text) == ("app.py", 2, 5, "y = = 2")
    assert error.caret == "    ^"
    assert str(error) == "invalid syntax (line 2 of app.py)\n\n    y = = 2\n        ^"
    assert isinstance(error, ScriptError) and isinstance(error, SyntaxError)


def test_the_caret_stands_below_its_place_after_tabs() -> None:
    with pytest.raises(ScriptSyntaxError) as raised:
        compile_program("if x:\n\ty = (1 2)\n", APP)
    text, caret = str(raised.value).split("\n")[-2:]
    assert text.count("\t") == caret.count("\t") == 1
    assert text.index("1") == caret.index("^")


@pytest.mark.parametrize(
    ("source", "line", "text"),
    [
        ("def f():\n    return 1\nreturn 2\n", 3, "return 2"),
        ("x = 1\ndef f():\n    print(x)\n    global x\n", 4, "    global x"),
        ("for x in y:\nz = 1\n", 2, "z = 1"),
        ("x = 1\n  y = 2\n", 2, "  y = 2"),
        ("print('a\n", 1, "print('a"),
        ("x = (\n", 1, "x = ("),
        ("nonlocal x\n", 1, "nonlocal x"),
        ("yield 1\n", 1, "yield 1"),
        ("def f():\n    await g()\n", 2, "    await g()"),
    ],
)
def test_what_python_refuses_is_refused_at_its_line(source: str, line: int, text: str) -> None:
    with pytest.raises(ScriptSyntaxError) as raised:
        compile_program(source, APP)
    assert (raised.value.lineno, (raised.value.text or "").rstrip()) == (line, text)


@pytest.mark.parametrize("source", ["x = '\0'", "(" * 5000, "-" * 100_000 + "1", "x" + "+x" * 100_000])
def test_source_beyond_pythons_limits_is_a_syntax_error(source: str) -> None:
    with pytest.raises(ScriptSyntaxError):
        compile_program(source, APP)


@pytest.mark.parametrize(
    "content",
    [
        "x = 'é'\n".encode(),
        b"\xef\xbb\xbf" + "x = 'é'\n".encode(),
        "# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1"),
        "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = 'é'\n".encode("cp1252"),
        "if True:\r\n    x = 'é'\r\n".encode(),
        "if True:\r    x = 'é'".encode(),
    ],
)
def test_encodings_marks_and_line_ends_are_those_of_python(content: bytes) -> None:
    assert run(compile_program(content, APP))["x"] == "é"


def test_a_text_in_triple_quotes_has_plain_line_ends() -> None:
    assert run(compile_program(b"x = '''a\r\nb'''\r\n", APP))["x"] == "a\nb"


def test_bytes_that_are_not_in_the_encoding_are_refused_at_their_line() -> None:
    with pytest.raises(ScriptSyntaxError, match=r"byte 0xe9 is not utf-8; save the file as UTF-8 \(line 2 of app.py\)"):
        compile_program(b"x = 1\ny = '\xe9'\n", APP)


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ScriptSyntaxError, match="unknown encoding"):
        compile_program(b"# coding: klingon\nx = 1\n", APP)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_program_or_a_syntax_error(content: bytes) -> None:
    try:
        compile_program(content, APP)
    except ScriptSyntaxError as error:
        assert str(error)


def test_an_unchanged_file_is_compiled_once(tmp_path: Path) -> None:
    path = _written(tmp_path, "x = 1")
    programs = Programs()
    assert programs.get(path) is programs.get(path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert programs.get(path) is programs.get(path)


def test_a_changed_file_is_compiled_anew(tmp_path: Path) -> None:
    path = _written(tmp_path, "x = 1")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    programs = Programs()
    first = programs.get(path)
    path.write_text("x = 22")
    second = programs.get(path)
    assert run(second)["x"] == 22 and first.digest != second.digest


def test_a_change_within_the_grain_of_the_clock_is_seen(tmp_path: Path) -> None:
    path = _written(tmp_path, "x = 1")
    programs = Programs()
    programs.get(path)
    stamp = path.stat()
    path.write_text("x = 2")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert run(programs.get(path))["x"] == 2


def test_a_replaced_file_is_seen_although_its_time_is_the_same(tmp_path: Path) -> None:
    path = _written(tmp_path, "x = 1")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    programs = Programs()
    programs.get(path)
    other = tmp_path / "other.py"
    other.write_text("x = 2")
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(path)
    assert run(programs.get(path))["x"] == 2


def test_a_repaired_file_is_compiled_after_an_error(tmp_path: Path) -> None:
    path = _written(tmp_path, "x = =")
    programs = Programs()
    with pytest.raises(ScriptSyntaxError):
        programs.get(path)
    path.write_text("x = 3")
    assert run(programs.get(path))["x"] == 3


def test_a_missing_file_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Programs().get(tmp_path / "none.py")


def test_the_rules_of_magic_are_part_of_what_is_held(tmp_path: Path) -> None:
    path = _written(tmp_path, "x = 1\nx")
    programs = Programs()
    names = programs.get(path).statements[1].code.co_names
    assert WRITE in names and WRITE not in programs.get(path, magic=False).statements[1].code.co_names


def test_source_is_found_as_it_ran_although_the_file_has_changed(tmp_path: Path) -> None:
    path = _written(tmp_path, "def f():\n    return 1\n")
    function = run(Programs().get(path))["f"]
    path.write_text("# another\n\n\n")
    linecache.checkcache(str(path))
    assert inspect.getsource(function) == "def f():\n    return 1\n"


def test_the_source_of_a_program_without_file_is_found_when_shown() -> None:
    program = compile_program("def f():\n    return 1\n", Path("/nowhere/generated.py"))
    compiling.show_source(program)
    assert inspect.getsource(run(program)["f"]) == "def f():\n    return 1\n"


def _written(folder: Path, source: str) -> Path:
    path = folder / "app.py"
    path.write_text(source)
    return path
