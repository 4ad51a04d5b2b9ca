"""What the browser's components do with properties, read from their source."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FRONTEND = Path(__file__).parents[2] / "frontend" / "src"
_IMPORT = re.compile(r"""from "(\.\.?/[\w./]+)";""")
_READS = r"\bprops\.{name}\b|\{{[^{{}}]*\b{name}\b[^{{}}]*\}} = (element\.)?props\b"


def reads(kind: str, *properties: str) -> None:
    """Fail unless the component that shows elements of a kind, or what it is made of, reads these properties."""
    source = source_of(kind)
    missing = [name for name in properties if not re.search(_READS.format(name=name), source)]
    assert not missing, f"the component of {kind!r} does not read {', '.join(missing)}"


@cache
def source_of(kind: str) -> str:
    """Return the source of the component of a kind, with that of the modules beside it and that of every node."""
    name = "".join(word.capitalize() for word in kind.split("_"))
    defined = re.compile(rf"export function {name}\(|export \{{[^}}]*\b{name}\b")
    paths = [path for path in FRONTEND.glob("elements/*/*.tsx") if ".test." not in path.name]
    (path,) = [path for path in paths if defined.search(path.read_text(encoding="utf-8"))]
    own = _with_neighbours(path)
    return "\n".join([own, (FRONTEND / "view" / "node.tsx").read_text(encoding="utf-8").replace("props.node.", "")])


def _with_neighbours(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    beside = [(path.parent / name) for name in _IMPORT.findall(source) if name.startswith("./")]
    files = [each for name in beside for each in (name.with_suffix(".ts"), name.with_suffix(".tsx")) if each.is_file()]
    return "\n".join([source, *(each.read_text(encoding="utf-8") for each in files)])


@cache
def styles() -> str:
    """Return all style sheets."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(FRONTEND.rglob("*.css")))


def styled(*selectors: str) -> None:
    """Fail unless each of these is part of a selector in a style sheet."""
    missing = [each for each in selectors if not re.search(rf"{re.escape(each)}(?![\w-])[^{{}};]*\{{", styles())]
    assert not missing, f"no style sheet has {', '.join(missing)}"
