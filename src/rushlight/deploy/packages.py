"""What has to be installed for an app to run."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from rushlight.config import Config
from rushlight.errors import ConfigError
from rushlight.version import VERSION

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_OTHER_FILE = re.compile(r"\s*(?:-r|-c|--requirement|--constraint)[ =]*(\S+)")
_LOCAL = re.compile(
    r"^\s*(?:-e\b|--editable\b|\.{1,2}(?:/|\s*$|\[)|file:)|@\s*file:|\b(?:editable|directory) = \"(?!\.\")"
)
_SKIPPED = {".venv", "venv", "env", "node_modules", "site-packages", "__pycache__", ".git", "build", "dist"}
_MOST_SOURCES = 2000
WHEELS = "wheels"
"""A folder of packages that no index has."""

_BROUGHT_BY_STREAMLIT = {
    "altair": "altair",
    "cachetools": "cachetools",
    "git": "GitPython",
    "google.protobuf": "protobuf",
    "jinja2": "Jinja2",
    "packaging": "packaging",
    "pydeck": "pydeck",
    "requests": "requests",
    "tenacity": "tenacity",
    "toml": "toml",
    "tornado": "tornado",
}
"""Module -> package that comes along with Streamlit: scripts written for it import these without naming them."""


class Packages(msgspec.Struct, frozen=True):
    """Where an app's requirements stand, and what is to be installed besides."""

    kind: str
    """lock (uv.lock), requirements, project (pyproject.toml), or none."""
    files: tuple[str, ...]
    """The files that say it, the main one first."""
    is_package: bool
    """The project itself is to be installed."""
    needs_sources: bool
    """Something is installed from the project's own folders, so they have to be there first."""
    more: tuple[str, ...]
    """Requirements that none of these files has: Rushlight itself, extras, what came along with Streamlit."""
    names_rushlight: bool
    needs_git: bool
    system: bool
    """There is a file packages.txt with packages of Debian."""
    wheels: bool


def find_packages(root: Path, config: Config) -> Packages:
    """Return what the app in a folder needs."""
    kind, files = _files(root)
    texts = [(root / file).read_text(encoding="utf-8") for file in files]
    names = _locked(texts[1]) if kind == "lock" else _project_names(texts[0]) if kind == "project" else _names(texts)
    is_package = kind in ("lock", "project") and "[build-system]" in texts[0]
    own = _own_requirement()
    found = _imports(root)
    wanted = set(_extras(found, config)) - _named_extras(texts)
    more = tuple(_more(names, found, wanted, own))
    return Packages(
        kind=kind,
        files=files,
        is_package=is_package,
        needs_sources=any(_LOCAL.search(line) for text in texts for line in text.splitlines()),
        more=more,
        names_rushlight="rushlight" in names,
        needs_git=any("git+" in text or "git = " in text for text in (*texts, *more)),
        system=(root / "packages.txt").is_file(),
        wheels=(root / WHEELS).is_dir(),
    )


def _files(root: Path) -> tuple[str, tuple[str, ...]]:
    if (root / "uv.lock").is_file() and (root / "pyproject.toml").is_file():
        return "lock", ("pyproject.toml", "uv.lock")
    if (root / "requirements.txt").is_file():
        return "requirements", tuple(dict.fromkeys(_with_others(root, "requirements.txt")))
    if "project" in read_toml(root / "pyproject.toml"):
        return "project", ("pyproject.toml",)
    return "none", ()


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a file of TOML says, nothing if there is none. Raises ConfigError if it cannot be read."""
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None


def _with_others(root: Path, file: str, depth: int = 0) -> Iterator[str]:
    """Yield a file of requirements and those that it names."""
    path = root / file
    if depth > 8 or not path.is_file() or not path.resolve().is_relative_to(root):
        return
    yield file
    for line in path.read_text(encoding="utf-8").splitlines():
        if other := _OTHER_FILE.match(line):
            named = (path.parent / other[1]).resolve()
            if named.is_relative_to(root):
                yield from _with_others(root, named.relative_to(root).as_posix(), depth + 1)


def _names(texts: Iterable[str]) -> set[str]:
    lines = (line for text in texts for line in text.splitlines())
    return {_normal(found[1]) for line in lines if (found := _NAME.match(line))}


def _project_names(text: str) -> set[str]:
    return _names(tomllib.loads(text).get("project", {}).get("dependencies", []))


def _locked(text: str) -> set[str]:
    return {_normal(str(each.get("name", ""))) for each in tomllib.loads(text).get("package", [])}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.lower())


def _own_requirement() -> str:
    """Return how this very Rushlight is to be had: from where it was installed if that was a repository, else by version."""
    try:
        told = importlib.metadata.distribution("rushlight").read_text("direct_url.json")
        origin = json.loads(told) if told else {}
    except (importlib.metadata.PackageNotFoundError, json.JSONDecodeError):
        origin = {}
    vcs, url = origin.get("vcs_info"), str(origin.get("url", ""))
    if (
        vcs
        and vcs.get("vcs") == "git"
        and "@" not in urlsplit(url).netloc
        and url.startswith(("https:", "http:", "ssh:"))
    ):
        return f"rushlight @ git+{url}@{vcs['commit_id']}"
    return f"rushlight=={VERSION}"


class _Imports(msgspec.Struct):
    modules: set[str]
    text: str


def _imports(root: Path) -> _Imports:
    """Return the modules that a project's sources import, and all of their text."""
    found = _Imports(set(), "")
    for path in _sources(root):
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
        except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
            continue
        found.text += text
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found.modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.modules.add(node.module)
    return found


def _sources(root: Path) -> list[Path]:
    found: list[Path] = []
    folders = [root]
    while folders and len(found) < _MOST_SOURCES:
        for path in sorted(folders.pop().iterdir()):
            if path.is_dir() and not path.is_symlink() and path.name not in _SKIPPED and not path.name.startswith("."):
                folders.append(path)
            elif path.suffix == ".py":
                found.append(path)
    return found


def _named_extras(texts: Iterable[str]) -> set[str]:
    """Return the extras of Rushlight that requirements name themselves."""
    lists = [found for text in texts for found in re.findall(r"\brushlight\s*\[([^\]]*)\]", text)]
    return {extra.strip() for each in lists for extra in each.split(",")}


def _more(names: set[str], found: _Imports, wanted: set[str], own: str) -> Iterator[str]:
    extras = ",".join(sorted(wanted))
    if "rushlight" not in names:
        yield own.replace("rushlight", f"rushlight[{extras}]", 1) if extras else own
    elif extras:
        yield f"rushlight[{extras}]"
    if "streamlit" in names:
        for module, package in _BROUGHT_BY_STREAMLIT.items():
            imported = any(each == module or each.startswith(f"{module}.") for each in found.modules)
            if imported and _normal(package) not in names:
                yield package


def _extras(found: _Imports, config: Config) -> Iterator[str]:
    """Yield the extras of Rushlight that an app makes use of."""
    if config.get("login.htpasswd") or re.search(r"\bst\.(login|user)\b", found.text):
        yield "auth"
    if re.search(r"\bst\.connection\(", found.text) and "sql" in found.text.lower():
        yield "sql"
    sources = " ".join(map(str, config.get("secrets.sources") or ()))
    for extra in ("aws", "gcp", "vault"):
        if f"{extra}://" in sources:
            yield extra
