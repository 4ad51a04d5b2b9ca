"""A module imports only from the layers below its own, and from its own package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "rushlight"

LAYERS = [
    {"errors", "version", "redaction"},
    {"log", "texts", "times", "ids", "keys", "trace", "metrics"},
    {"config", "wire"},
    {"tree", "data", "files"},
    {"state", "store"},
    {"run"},
    {"elements", "column_config"},
    {"components", "typing"},
    {"commands", "caching"},
    {"connections"},
    {"script"},
    {"session"},
    {"auth", "agents"},
    {"server"},
    {"deploy", "hosting"},
    {"cli", "testing"},
    {"compat", "__init__", "__main__"},
    {"gallery", "index"},
]
"""The layers, the lowest first; ARCHITECTURE.md says what each is for."""

ALLOWED = {
    # The one place where an app's process is set up knows the names of Streamlit.
    ("session/worker.py", "compat"),
    # So does the one place where tests of apps begin.
    ("testing/plugin.py", "compat"),
    # The other name of the package.
    ("compat/package.py", "__init__"),
    # What is looked up is the package itself.
    ("cli/reference.py", "__init__"),
    # What is asked for help about may be the package itself.
    ("elements/text/help.py", "__init__"),
}


def layer_of(package: str) -> int:
    return next(level for level, packages in enumerate(LAYERS) if package in packages)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "rushlight":
            inner = node.module.partition(".")[2]
            for alias in node.names:
                yield node.lineno, (inner or alias.name).partition(".")[0]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "rushlight":
                    yield node.lineno, alias.name.partition(".")[2].partition(".")[0] or "__init__"


def test_imports_point_down_the_layers() -> None:
    offenders: list[str] = []
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT)
        own = place.parts[0].removesuffix(".py")
        for line, package in imports(path):
            if package == own or (place.as_posix(), package) in ALLOWED:
                continue
            if layer_of(package) >= layer_of(own):
                offenders.append(f"{place}:{line} ({own}) imports {package}")
    assert not offenders, "\n".join(offenders)
