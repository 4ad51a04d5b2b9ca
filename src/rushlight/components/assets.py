"""HTML, CSS and JavaScript of components: text as it is, or files of an installed package."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any, TypeGuard

from rushlight.components.registry import Declared, Match, registry
from rushlight.errors import ComponentRegistryError

MANIFEST = "pyproject.toml"


def is_path(given: str | None, name: str, ending: str) -> TypeGuard[str]:
    """Tell whether a component was given the path of a file (or a pattern), and not the file's text."""
    return given is not None and "." in name and "\n" not in given and given.rstrip().endswith(ending)


def address_of(name: str, given: str) -> str:
    """Return the address of the file that a path or pattern below a component's folder names, as the file is now.

    Raises ComponentRegistryError for a path that leaves the folder, and unless exactly one file matches.
    """
    found = _found(name, given)
    # Browsers load a module anew only from an address that they do not know.
    return f"component/{name}/{found.path}?v={found.stamp:x}"


def text_of(name: str, given: str) -> str:
    """Return what the file holds that a path or pattern names; raises as `address_of` does."""
    file = registry.file(name, _found(name, given).path)
    return "" if file is None else file.read_text(encoding="utf-8")


def _found(name: str, given: str) -> Match:
    if PurePosixPath(given).is_absolute() or ".." in PurePosixPath(given).parts:
        raise ComponentRegistryError(
            f"The file {given!r} of the component {name!r} must be a path below its folder, without '..'."
        )
    folder = folder_of(name)
    if not folder.is_dir():
        raise ComponentRegistryError(
            f"The component {name!r} is not built: there is no folder {folder}. Build it first."
        )
    registry.add(Declared(name, folder))
    found = registry.matching(name, given)
    if len(found) != 1:
        raise ComponentRegistryError(
            f"The component {name!r} needs exactly one file {given!r} in {folder}; there are {len(found)}. "
            "Build the component, or correct the pattern."
        )
    return found[0]


def seems_to_use_modules(source: str) -> bool:
    """Tell whether a script seems to draw components in the page itself: by its words, or by what it imports.

    Nothing is imported for that.
    """
    if "components.v2" in source:
        return True
    try:
        imported = {name for node in ast.walk(ast.parse(source)) for name in _imported(node)}
    except (SyntaxError, ValueError, RecursionError):
        return False
    manifests = [place / MANIFEST for name in imported for place in _places(name)]
    return any(_declared(manifest) for manifest in manifests if manifest.is_file())


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [node.module.partition(".")[0]] if isinstance(node, ast.ImportFrom) and node.module else []


@cache
def folder_of(name: str) -> Path:
    """Return the folder of the files of a package's component `<project>.<component>`.

    Raises ComponentRegistryError for a project that is not installed or does not declare it.
    """
    project, _, component = name.partition(".")
    manifest = _manifest(project)
    declared = _declared(manifest) if manifest is not None else {}
    if manifest is None or component not in declared:
        raise ComponentRegistryError(
            f"No installed package declares the component {name!r}. Its {MANIFEST} needs "
            f"[[tool.streamlit.component.components]] with name = {component!r} and asset_dir, and has to be installed."
        )
    folder = PurePosixPath(str(declared[component].get("asset_dir", "")))
    if folder.is_absolute() or ".." in folder.parts:
        raise ComponentRegistryError(f"The asset_dir {str(folder)!r} of {name!r} must be a path below its package.")
    return (manifest.parent / folder).resolve()


def _manifest(project: str) -> Path | None:
    """Return the manifest of an installed project, or of one whose package is on the path."""
    return next((path for path in _manifests(project) if path.is_file() and _names(path, project)), None)


def _manifests(project: str) -> Iterator[Path]:
    try:
        files = distribution(project).files or []
        yield from (Path(str(file.locate())) for file in files if file.name == MANIFEST)
    except PackageNotFoundError:
        pass
    for place in _places(project.replace("-", "_")):
        yield from (place / MANIFEST, place.parent / MANIFEST)


def _places(package: str) -> list[Path]:
    """Return the folders of a package that can be imported."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return []
    return [Path(place) for place in (spec.submodule_search_locations or [])] if spec is not None else []


def _names(manifest: Path, project: str) -> bool:
    return _read(manifest).get("project", {}).get("name") == project


def _declared(manifest: Path) -> dict[str, dict[str, Any]]:
    tables = _read(manifest).get("tool", {}).get("streamlit", {}).get("component", {}).get("components", [])
    return {str(table.get("name")): table for table in tables}


def _read(manifest: Path) -> dict[str, Any]:
    """Return what a manifest says; nothing where it cannot be read."""
    try:
        return tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
