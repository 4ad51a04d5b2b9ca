"""Magic: an expression that stands alone in a script is written to the page.

The syntax tree is changed before it is compiled: `x` becomes `__rushlight_write__(x)`, a tuple `x, y` becomes
`__rushlight_write__(x, y)`. Calls, `await`, `yield` and docstrings stay as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

import msgspec

WRITE = "__rushlight_write__"
"""The name to which the function that writes must be bound where the script runs."""


class Magic(msgspec.Struct, frozen=True):
    """Which expressions are written beside the usual ones."""

    root_docstring: bool = False
    """Write the script's own docstring."""
    last_expression: bool = False
    """Write the script's last statement even if it is a call, unless a semicolon ends it."""


def write_expressions(tree: ast.Module, source: str, magic: Magic) -> None:
    """Change the tree so that its lone expressions are written."""
    docstring = _docstring(tree.body)
    last = tree.body[-1] if magic.last_expression and tree.body else None
    for statement in tree.body:
        if statement is docstring and not magic.root_docstring:
            continue
        if statement is last and isinstance(statement, ast.Expr) and not _ends_in_semicolon(statement, source):
            _write(statement)
        else:
            _visit(statement)


def _visit(statement: ast.stmt) -> None:
    match statement:
        case ast.Expr():
            if not isinstance(statement.value, _LEFT_ALONE):
                _write(statement)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            docstring = _docstring(statement.body)
            _visit_all(each for each in statement.body if each is not docstring)
        case ast.ClassDef():
            _visit_all(each for each in statement.body if not isinstance(each, ast.Expr))
        case _:
            for block in _blocks(statement):
                _visit_all(block)


_LEFT_ALONE = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)


def _visit_all(statements: Iterable[ast.stmt]) -> None:
    for statement in statements:
        _visit(statement)


def _blocks(statement: ast.stmt) -> Iterable[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(statement, name, [])
    for name in ("handlers", "cases"):
        for part in getattr(statement, name, []):
            yield part.body


def _write(statement: ast.Expr) -> None:
    value = statement.value
    name = ast.copy_location(ast.Name(WRITE, ast.Load()), value)
    items = value.elts if isinstance(value, ast.Tuple) else [value]
    statement.value = ast.copy_location(ast.Call(name, items, []), value)


def _docstring(body: list[ast.stmt]) -> ast.stmt | None:
    match body:
        case [ast.Expr(value=ast.Constant(value=str())) as first, *_]:
            return first
        case _:
            return None


def _ends_in_semicolon(statement: ast.stmt, source: str) -> bool:
    line = source.split("\n")[(statement.end_lineno or statement.lineno) - 1].encode()
    return line[statement.end_col_offset or 0 :].lstrip().startswith(b";")
