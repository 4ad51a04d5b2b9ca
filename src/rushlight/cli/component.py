"""A component to start from: a package with a module in TypeScript, which `rushlight init --component` writes."""

from __future__ import annotations

import keyword
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

from rushlight.cli.project import write_new
from rushlight.errors import ScriptError

_FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    "example.py": "example.py",
    "{{module}}/__init__.py": "package.py",
    "{{module}}/pyproject.toml": "manifest.toml",
    "frontend/package.json": "package.json",
    "frontend/tsconfig.json": "tsconfig.json",
    "frontend/vite.config.ts": "vite.config.ts",
    "frontend/src/component.ts": "component.ts",
    "frontend/src/index.ts": "index.ts",
    "frontend/src/style.css": "style.css",
}
"""Files of a project, and their templates."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")


def write_component(name: str, folder: Path) -> list[Path]:
    """Write the project of a component of this name into a folder; return the files.

    Raises ScriptError for a name that no package can have, or if there are such files already.
    """
    project, module = names_of(name)
    fill = {"{{project}}": project, "{{module}}": module}
    templates = resources.files("rushlight.cli") / "templates" / "component"
    files = {
        folder / _filled(path, fill): _filled((templates / f"{source}.in").read_text(encoding="utf-8"), fill)
        for path, source in _FILES.items()
    }
    return write_new(files)


def names_of(name: str) -> tuple[str, str]:
    """Return the names of a component's project and of its package. Raises ScriptError for a name that neither can be."""
    project, module = name.lower().replace("_", "-"), name.lower().replace("-", "_")
    if not _NAME.fullmatch(name) or keyword.iskeyword(module) or module in sys.stdlib_module_names:
        raise ScriptError(
            f"A component cannot be named {name!r}. Use letters, digits and hyphens, such as star-rating, "
            "and no name of Python's own."
        )
    return project, module


def build_component(folder: Path) -> str | None:
    """Install what the project needs and build it; return why that is not possible, or None when it is built."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm was not found; it comes with Node (https://nodejs.org)"
    for words in (["install", "--no-audit", "--no-fund"], ["run", "build"]):
        done = subprocess.run([npm, *words], cwd=folder / "frontend", capture_output=True, text=True, check=False)
        if done.returncode:
            return f"npm {words[0]} failed: {_cause(done.stdout + done.stderr)}"
    return None


def _filled(text: str, fill: dict[str, str]) -> str:
    for place, value in fill.items():
        text = text.replace(place, value)
    return text


def _cause(output: str) -> str:
    """Return the line of a command's output that says most."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "it says nothing")
