"""A visit of the gallery on a machine without any network, to be started in a network namespace of its own (`unshare -n`).

Prints, as JSON, which network there is, what the pages have asked for, and what the server has tried to reach.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import socket
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Request, expect, sync_playwright

import rushlight.gallery
from tests.e2e.conftest import QUIET_FLAGS, Server, Viewer

APPS = {
    "": "Small apps, plain Python",
    "sellers": "Sellers",
    "stations": "Stations",
    "chat": "Chat",
    "elements": "Elements",
}
"""Some apps of the gallery, with their titles."""
SPY = """
import sys

with open({path!r}, "a") as file:
    file.write("watched\\n")

def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        # A datagram socket that is connected sends nothing: it tells which address of the machine leads outside.
        if event != "socket.connect" or args[0].type & 0xF == 1:
            with open({path!r}, "a") as file:
                file.write(f"{{event}} {{args[1:] if event == 'socket.connect' else args}}\\n")

sys.addaudithook(hook)
"""


def raise_loopback() -> None:
    """Switch on the one interface that a new namespace has."""
    up, running = 0x1, 0x40
    with socket.socket() as sock:
        fcntl.ioctl(sock, 0x8914, struct.pack("16sh14x", b"lo", up | running))  # SIOCSIFFLAGS


def routes() -> list[str]:
    """Return the ways that lead anywhere but to this machine itself."""
    return [line.split()[0] for line in Path("/proc/net/route").read_text().splitlines()[1:]]


def visit(server: Server) -> dict[str, Any]:
    """Look at some of the gallery; return what was shown, asked for and failed."""
    found: dict[str, Any] = {"shown": [], "foreign": [], "errors": []}
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET_FLAGS)
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda request: _note(request.url, found["foreign"]))
        page.on("requestfailed", lambda request: _complain(request, found["errors"]))
        page.on("pageerror", lambda error: found["errors"].append(str(error)))
        for app, title in APPS.items():
            Viewer(page, found["errors"]).open(server.url + app)
            expect(page.locator("h1").first).to_have_text(title, timeout=60_000)
            found["shown"].append(title)
        browser.close()
    return found


def _note(url: str, foreign: list[str]) -> None:
    if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1":
        foreign.append(url)


def _complain(request: Request, errors: list[str]) -> None:
    if "ERR_ABORTED" not in str(request.failure):  # whoever goes on to another page leaves some of this one behind
        errors.append(f"{request.url}: {request.failure}")


def main() -> None:
    """Be alone, and look."""
    raise_loopback()
    with tempfile.TemporaryDirectory() as folder:
        attempts = Path(folder) / "attempts.txt"
        (Path(folder) / "sitecustomize.py").write_text(SPY.format(path=str(attempts)))
        app = Path(rushlight.gallery.__file__).parent / "app.py"
        server = Server(app, "--server.headless", "true", path=Path(folder))
        try:
            found = visit(server)
        finally:
            server.stop()
        found |= {"routes": routes(), "attempts": attempts.read_text().splitlines(), "log": "".join(server.log)}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
