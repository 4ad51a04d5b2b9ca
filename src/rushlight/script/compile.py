"""A script's source becomes a program: a list of compiled top-level statements."""

from __future__ import annotations
import __future__

import ast
import io
import linecache
import threading
import time
import tokenize
from collections.abc import Iterator
from hashlib import blake2b
from inspect import CO_COROUTINE
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import msgspec

from rushlight.errors import ScriptSyntaxError
from rushlight.script.magic import Magic, write_expressions

SUFFIXES = (".py", ".py3")
"""How the names of scripts end."""


class Statement(NamedTuple):
    """One compiled top-level statement and the lines it stands on.

    Statements are not joined: that would save 0.07 µs each, and lose the time that each one takes.
    """

    code: CodeType
    line: int
    end_line: int
    awaits: bool
    """`eval` of the code gives a coroutine that has to be awaited."""


class Program(msgspec.Struct, frozen=True):
    """A compiled script."""

    path: Path
    source: str
    digest: str
    """Name of the source's content."""
    statements: tuple[Statement, ...]


class Programs:
    """Programs by path, each compiled once per change of its file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[tuple[Path, Magic | None], _Held] = {}

    def get(
        self, path: Path, *, magic: bool = True, root_docstring: bool = False, last_expression: bool = False
    ) -> Program:
        """Return the program of a file as it is now.

        Raises OSError if the file cannot be read, ScriptSyntaxError if it cannot be compiled.
        """
        spell = Magic(root_docstring, last_expression) if magic else None
        with self._lock:
            held = self._held.get((path, spell))
            if held is None or not held.is_fresh():
                held = self._held[path, spell] = _read(path, spell, held)
            return held.program


def compile_program(source: str | bytes, path: Path, magic: Magic | None = Magic()) -> Program:
    """Compile a script. With `magic`, its lone expressions are written to the page.

    Raises ScriptSyntaxError.
    """
    content = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    digest = blake2b(content, digest_size=20).hexdigest()
    text = _plain_line_ends(source) if isinstance(source, str) else _decode(source, path)
    try:
        statements = tuple(_compile(text, path, magic))
    except SyntaxError as error:
        raise _located(error, text, path) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ScriptSyntaxError(f"the script cannot be compiled: {error}", str(path)) from error
    return Program(path, text, digest, statements)


def _compile(source: str, path: Path, magic: Magic | None) -> Iterator[Statement]:
    tree = ast.parse(source, str(path))
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | _future_flags(tree)
    compile(tree, str(path), "exec", flags, dont_inherit=True)  # finds what is wrong only in the script as a whole
    if magic is not None:
        write_expressions(tree, source, magic)
    for index, node in enumerate(tree.body):
        if index > 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # has no effect, and alone in a module it would become the docstring
        code = compile(ast.Module([node], []), str(path), "exec", flags, dont_inherit=True)
        yield Statement(code, _first_line(node), node.end_lineno or node.lineno, bool(code.co_flags & CO_COROUTINE))


def _future_flags(tree: ast.Module) -> int:
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)
    return flags


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _decode(content: bytes, path: Path) -> str:
    """Decode source as Python does: a byte order mark, then a coding cookie, else UTF-8; all line ends become \\n."""
    encoding = "utf-8"
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return _plain_line_ends(content.decode(encoding))
    except SyntaxError as error:
        raise ScriptSyntaxError(error.msg, str(path)) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not {encoding}; save the file as UTF-8"
        raise ScriptSyntaxError(message, str(path), line) from error


def _plain_line_ends(source: str) -> str:
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _located(error: SyntaxError, source: str, path: Path) -> ScriptSyntaxError:
    line = error.lineno or 1
    lines = source.split("\n")
    text = error.text or (lines[line - 1] if line <= len(lines) else "")
    located = ScriptSyntaxError(error.msg, str(path), line, error.offset or 0, text.rstrip("\n"))
    located.end_lineno, located.end_offset = error.end_lineno, error.end_offset
    return located


class _Held(NamedTuple):
    """A program with what shows whether its file has changed."""

    program: Program
    stamp: tuple[int, int, int]
    settled: bool
    """The file was old enough when it was read that a later change must show in its time of change."""

    def is_fresh(self) -> bool:
        return self.settled and self.stamp == _stamp(self.program.path)


_GRAIN_NS = 2_000_000_000
"""File systems note times of change as coarsely as this."""


def _stamp(path: Path) -> tuple[int, int, int]:
    facts = path.stat()
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def _read(path: Path, magic: Magic | None, held: _Held | None) -> _Held:
    stamp = _stamp(path)
    settled = time.time_ns() - stamp[0] > _GRAIN_NS
    content = path.read_bytes()
    if held is not None and held.program.digest == blake2b(content, digest_size=20).hexdigest():
        return _Held(held.program, stamp, settled)
    program = compile_program(content, path, magic)
    show_source(program)
    return _Held(program, stamp, settled)


def show_source(program: Program) -> None:
    """Have tracebacks and `inspect` show this program's source, even if the file has changed since or does not exist."""
    name = str(program.path)
    linecache.cache[name] = (len(program.source), None, io.StringIO(program.source).readlines(), name)
