"""Which parts of the package ask other servers for something: none with an address that comes from a browser."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "rushlight"
CLIENTS = ("urllib.request", "http.client", "httpx", "httpx2", "requests", "aiohttp", "authlib", "boto3", "hvac", "google", "ftplib", "smtplib")  # fmt: skip
ALLOWED = {
    "auth/oidc.py": "the providers of identities that the settings name",
    "cli/health.py": "an app whose address is typed on the command line",
    "cli/target.py": "a script whose address is typed on the command line",
    "config/managers.py": "the managers of secrets that the settings name",
    "hosting/probe.py": "the apps of the host, where they listen",
    "hosting/supervisor.py": "supervisord, on its unix socket",
    "config/theme.py": "a theme whose address stands in the settings",
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_these_modules_ask_other_servers() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for name in imports(path)
        if any(name == client or name.startswith(f"{client}.") for client in CLIENTS)
    }
    assert asking == set(ALLOWED)
