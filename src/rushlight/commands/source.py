"""The source of a `with echo():` block, found by the line at which it was entered."""

from __future__ import annotations

import ast
import io
import tokenize


def block_source(source: str, line: int) -> str:
    """Return the dedented source inside the `with` statement that is entered at this line (counted from 1).

    Comments at the block's beginning and end belong to it. Without a `with` statement there, returns "".
    """
    statement = _with_at(ast.parse(source), line)
    if statement is None:
        return ""
    lines = source.split("\n")
    first, last = statement.body[0], statement.body[-1]
    header_end = _header_end(lines, statement)
    if first.lineno <= header_end:
        return _part_of_lines(lines, first, last)
    start = header_end
    end = _with_comments_after(lines, last.end_lineno or last.lineno, first.col_offset)
    return _dedent(lines[start:end], first.col_offset)


def _with_at(tree: ast.Module, line: int) -> ast.With | ast.AsyncWith | None:
    found = None
    for node in ast.walk(tree):
        if isinstance(node, ast.With | ast.AsyncWith) and node.lineno <= line <= _last_item_line(node):
            found = node
    return found


def _last_item_line(statement: ast.With | ast.AsyncWith) -> int:
    item = statement.items[-1]
    last = item.optional_vars or item.context_expr
    return last.end_lineno or last.lineno


def _header_end(lines: list[str], statement: ast.With | ast.AsyncWith) -> int:
    """Return the line on which the statement's header ends, which may be below its last item: a closing bracket."""
    text = "\n".join(lines[statement.lineno - 1 :]) + "\n"
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NEWLINE:
                return statement.lineno - 1 + token.start[0]
    except (tokenize.TokenError, IndentationError):
        pass
    return _last_item_line(statement)


def _part_of_lines(lines: list[str], first: ast.stmt, last: ast.stmt) -> str:
    """Return what stands behind the colon, on the same line."""
    end_line, end_column = last.end_lineno or last.lineno, last.end_col_offset or 0
    if end_line == first.lineno:
        return lines[first.lineno - 1].encode()[first.col_offset : end_column].decode()
    opening = lines[first.lineno - 1].encode()[first.col_offset :].decode()
    closing = lines[end_line - 1].encode()[:end_column].decode()
    return "\n".join([opening, *lines[first.lineno : end_line - 1], closing])


def _with_comments_after(lines: list[str], end: int, indent: int) -> int:
    """Return the end moved past the comments that are indented as the block is."""
    seen = end
    while seen < len(lines) and (not lines[seen].strip() or _is_comment(lines[seen], indent)):
        seen += 1
        if lines[seen - 1].strip():
            end = seen
    return end


def _is_comment(line: str, indent: int) -> bool:
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) >= indent


def _dedent(lines: list[str], indent: int) -> str:
    # Not textwrap.dedent: text in triple quotes may stand further left than the block.
    dedented = [line[min(indent, len(line) - len(line.lstrip())) :] for line in lines]
    return "\n".join(dedented).strip("\n")
