"""Real servers and a real browser for the tests."""

from __future__ import annotations

import os
import queue
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

import rushlight.gallery
from tests.e2e.firefox import Firefox, Tab, running
from tests.e2e.firefox import program as firefox_program

expect.set_options(timeout=20_000)
"""Tests run side by side: what is waited for may take longer than on a machine of its own."""

APPS = Path(__file__).parent / "apps"
GALLERY = Path(rushlight.gallery.__file__).parent
GALLERY_NAMES = sorted(path.stem for path in (GALLERY / "apps").glob("*.py"))
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STARTS_WITHIN = 60
PLAIN_HOST = "rushlight.test"
"""A name of this machine that browsers do not trust without TLS, unlike localhost: as another machine's."""
QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-sync",
    "--no-first-run",
    f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1",
]

FITS = """() => new Promise((done) => {
  let looks = 100;
  const look = () => {
    const fits = document.documentElement.scrollWidth <= innerWidth;
    if (fits || !looks--) done(fits); else setTimeout(look, 50);
  };
  look();
})"""
"""`wait_for_function` evaluates text, which the page's policy forbids."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("The tests in the browser need Chromium: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET_FLAGS}


class Server:
    """A server process of one script, with what it logs; `path` is a folder of packages that the script imports."""

    def __init__(self, script: Path, *words: str, path: Path | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.log: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        flags = ["--server.port", str(self.port), "--server.address", "127.0.0.1", *words]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rushlight", "run", str(script), *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": _python_path(path)},
        )
        threading.Thread(target=self._read, daemon=True).start()
        self._wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.log.append(line)
            self._lines.put(line)

    def _wait(self) -> None:
        while "Local:" not in self._lines.get(timeout=STARTS_WITHIN):
            pass

    def stop(self) -> None:
        """Stop it as a service manager would."""
        self._process.terminate()
        self._process.wait(20)

    def kill(self) -> None:
        """Stop it as a crash would."""
        self._process.kill()
        self._process.wait(20)


def _python_path(folder: Path | None) -> str:
    known = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(filter(None, [known, str(folder or "")]))


@pytest.fixture(scope="module")
def gallery() -> Iterator[Server]:
    """The gallery; at the end its log must hold no error."""
    server = Server(GALLERY / "app.py")
    yield server
    server.stop()
    assert "Traceback" not in "".join(server.log), "".join(server.log)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers; at the end their logs must hold no error."""
    servers: list[Server] = []

    def start(script: str | Path, *words: str, path: Path | None = None) -> Server:
        servers.append(Server(APPS / script, *words, path=path))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
    for server in servers:
        assert "Traceback" not in "".join(server.log), "".join(server.log)


@pytest.fixture(scope="module")
def payloads() -> Iterator[Server]:
    """The app that shows texts that are scripts; see payloads.py."""
    server = Server(APPS / "payloads.py", "--logger.level", "error")
    yield server
    server.stop()


class Viewer:
    """A page in the browser, with what its console says."""

    def __init__(self, page: Page, errors: list[str]) -> None:
        self.page = page
        self.errors = errors

    def open(self, url: str) -> Page:
        """Go to an app and wait until it is drawn."""
        self.page.goto(url)
        self.page.wait_for_selector("main .node", state="attached")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until nothing is loading or running any more."""
        expect(self.page.locator(".running, .placeholder, .busy")).to_have_count(0)

    def axe(self) -> list[str]:
        """Return what axe-core objects to (WCAG 2 A and AA)."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        # Without `preload` it writes no style sheets into the page, whose policy has none.
        rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], preload: false}"
        result = self.page.evaluate(f"axe.run(document, {rules})")
        return [
            f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary'][:300]}"
            for each in result["violations"]
        ]

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, to be looked at."""
        folder = Path(__file__).parent / "pictures"
        folder.mkdir(exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    def fits(self) -> bool:
        """Tell whether the page needs no scrolling sideways, once charts and tables have the room that there is."""
        return bool(self.page.evaluate(FITS))


@pytest.fixture
def viewer(browser: Browser) -> Iterator[Viewer]:
    """A page that may not have errors in its console."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    errors: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Viewer(page, errors)
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """The other browser."""
    if firefox_program() is None:
        pytest.fail("The tests in Firefox need it: apt-get install firefox-esr")
    with running(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture
def tab(firefox: Firefox) -> Iterator[Tab]:
    """A page of Firefox that may not have errors in its console."""
    opened = Tab(firefox)
    yield opened
    errors = opened.errors()
    opened.close()
    assert errors == []
