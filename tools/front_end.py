"""Runs the front end's own commands: install, check, test, format, audit; with Node from PyPI where the system has none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRONTEND = ROOT / "frontend"
sys.path.insert(0, str(ROOT))

COMMANDS = {
    "install": ["ci", "--no-audit", "--no-fund"],
    "check": ["run", "check"],
    "test": ["run", "test"],
    "format": ["run", "format"],
    "audit": ["audit"],
}


def main() -> int:
    """Run one of the commands; return its exit code."""
    import hatch_build

    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        print(f"usage: front_end.py {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    if name == "install" and _is_installed():
        return 0
    if hatch_build._system_npm() is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", hatch_build.NODE], check=True)
    npm, environment = hatch_build._npm()
    return subprocess.run([*npm, *COMMANDS[name]], cwd=FRONTEND, env=environment, check=False).returncode


def _is_installed() -> bool:
    """Tell whether node_modules holds what the lock file names; packages for other platforms may be absent."""
    there = _versions(FRONTEND / "node_modules" / ".package-lock.json", optional=True)
    needed = _versions(FRONTEND / "package-lock.json", optional=False)
    known = _versions(FRONTEND / "package-lock.json", optional=True)
    return needed.items() <= there.items() <= known.items()


def _versions(lock: Path, *, optional: bool) -> dict[str, str]:
    if not lock.exists():
        return {}
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {name: each["version"] for name, each in packages.items() if name and (optional or not each.get("optional"))}


if __name__ == "__main__":
    sys.exit(main())
