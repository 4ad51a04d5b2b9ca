"""Runs the front end's own commands: install, check, test, format; with Node from PyPI where the system has none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

COMMANDS = {
    "install": ["ci", "--no-audit", "--no-fund"],
    "check": ["run", "check"],
    "test": ["run", "test"],
    "format": ["run", "format"],
}


def main() -> int:
    """Run one of the commands; return its exit code."""
    import hatch_build

    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        print(f"usage: front_end.py {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    if name == "install" and (ROOT / "frontend" / "node_modules" / ".package-lock.json").exists():
        return 0
    if hatch_build._system_npm() is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", hatch_build.NODE], check=True)
    npm, environment = hatch_build._npm()
    return subprocess.run([*npm, *COMMANDS[name]], cwd=ROOT / "frontend", env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
