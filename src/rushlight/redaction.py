"""The one place that knows which texts must not be shown, and masks them.

Whoever reads secrets tells `hide` of their values; log lines and what viewers are shown of errors pass through
`redacted`. What is hidden once stays hidden: a value that was replaced may still be valid elsewhere.
"""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, quote, unquote, urlsplit

MASK = "********"

_LEAST = 4
"""Shorter values are words like "on" or "dev", without which no text could be read."""
_LEAST_LINE = 20
"""Lines of a longer text from this length on are hidden each for itself: keys are printed line by line."""
_PART_OF_WORDS = 12
"""Shorter values of letters alone are hidden as whole words only: "prod" must not mask a part of "product"."""
_MOST = 20_000
_PRIVATE = re.compile(r"pass|secret|token|key|sig|auth|credential", re.IGNORECASE)

_lock = threading.Lock()
_hidden: set[str] = set()
_pattern: re.Pattern[str] | None = None


def hide(values: Iterable[str]) -> None:
    """Have these values masked from now on, also as they look when quoted for JSON, Python, HTML or an address."""
    global _pattern
    parts = {part for value in values for part in _parts(value) if len(part) >= _LEAST}
    with _lock:
        new = parts - _hidden
        if not new or len(_hidden) > _MOST:
            return
        _hidden.update(new)
        _pattern = re.compile("|".join(map(_expression, sorted(_hidden, key=len, reverse=True))))


def redacted(text: str) -> str:
    """Return a text with every hidden value masked."""
    return text if _pattern is None else _pattern.sub(MASK, text)


def _parts(value: str) -> Iterator[str]:
    """Yield what of a value must be hidden: itself, its long lines, and what an address carries."""
    value = value.strip()
    yield value
    if "\n" in value:
        yield from (line.strip() for line in value.splitlines() if len(line.strip()) >= _LEAST_LINE)
    if "://" in value:
        yield from _credentials(value)


def _credentials(address: str) -> Iterator[str]:
    """Yield the password of an address, and the parameters that are named like one."""
    try:
        parts = urlsplit(address)
        password = parts.password
    except ValueError:
        return
    if password:
        yield unquote(password)
        yield password
    yield from (value for name, value in parse_qsl(parts.query) if _PRIVATE.search(name))


def _expression(value: str) -> str:
    if len(value) < _PART_OF_WORDS and value.isalnum():
        return rf"(?<!\w){re.escape(value)}(?!\w)"
    return "".join(map(_spelt, _REPEATED.sub(lambda found: found[0][-1], value)))


def _spelt(c: str) -> str:
    """Return an expression for a character however it was quoted, and however often."""
    if (c.isascii() and c.isalnum()) or c in "-_.~":
        return re.escape(c)
    if c == "\n":
        return _LINE_END
    if c == "\\":
        return r"(?:\\+|%5[Cc])"
    plain = rf"\\*{re.escape(c)}" if c in _QUOTED else re.escape(c)
    in_html = {html.escape(c), f"&#{ord(c)};"} - {c}
    percent = "(?i:" + quote(c, safe="", errors="surrogatepass") + ")"
    others = [r"\+"] if c == " " else []
    return f"(?:{'|'.join([plain, *map(re.escape, sorted(in_html)), *_escapes(c), percent, *others])})"


def _escapes(c: str) -> list[str]:
    """Return expressions for a character that is escaped by backslashes, of JSON, Python or both."""
    escapes = {json.dumps(c)[1:-1], ascii(c)[1:-1]} - {c, f"\\{c}"}
    return [escape.replace("\\", r"\\+") for escape in sorted(escapes)]


_QUOTED = "\"'/"
_REPEATED = re.compile(r"[\r\n]+|\\+")
_LINE_END = r"(?:\r?\n[\s|+-]*|(?:\\+[rn])+|(?:%0[AaDd])+)"
"""Tracebacks of groups have marks before each line."""
