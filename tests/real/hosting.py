"""A real host: nginx, supervisord, the gate, the keeper and apps, in a folder of its own and on a free port."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from rushlight.cli.main import main
from rushlight.hosting import setup
from rushlight.hosting.place import Place
from rushlight.hosting.process import program_of
from rushlight.hosting.release import Releases
from rushlight.hosting.supervisor import State, Supervisord
from tests.hosting.wheels import write_wheel


class Page(NamedTuple):
    """What nginx has answered."""

    status: int
    headers: dict[str, str]
    text: str


class Host:
    """A host that runs."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.port = port
        self.place = Place(root / "h")
        self.supervisor = Supervisord(self.place)
        self.url = f"http://localhost:{port}"

    def command(self, *words: str) -> Result:
        """Give a command of `rushlight host`."""
        return CliRunner().invoke(main, ["host", *words], env=self.environment())

    def done(self, *words: str) -> str:
        """Give a command that has to work; return what it says."""
        result = self.command(*words)
        assert result.exit_code == 0, result.output
        return result.output

    def environment(self) -> dict[str, str]:
        """What commands of a host are given: no index of packages, but the wheels of the test."""
        wheels = {"UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(self.root / "wheels")}
        return {"RUSHLIGHT_HOST": str(self.place.root), "GIT_CONFIG_GLOBAL": "/dev/null", **wheels}

    def wheel(self, name: str, version: str) -> None:
        """Have a package that can be installed."""
        write_wheel(self.root / "wheels", name, version)

    def source(self, name: str, script: str, **files: str) -> str:
        """Write the source of an app; return its folder. Names of files have _ for the dot."""
        folder = self.root / "sources" / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in {"app.py": script, **{key.replace("_", "."): each for key, each in files.items()}}.items():
            (folder / file).write_text(textwrap.dedent(content))
        return str(folder)

    def get(self, path: str, host: str = "", method: str = "GET", **headers: str) -> Page:
        """Ask for a page as a browser would; names of headers have _ for -."""
        named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        return self._ask(
            path, method, None, {"host": host or urlsplit(self.url).netloc, "accept": "text/html", **named}
        )

    def post(self, path: str, host: str, body: str, **headers: str) -> Page:
        """Send a form."""
        sent = {
            "host": host,
            "content-type": "application/x-www-form-urlencoded",
            "origin": f"http://{host}",
            **headers,
        }
        return self._ask(path, "POST", body, sent)

    def put(self, path: str, body: bytes, **headers: str) -> Page:
        """Send a file; names of headers are as they are sent."""
        return self._ask(path, "PUT", body, {"host": urlsplit(self.url).netloc, **headers})

    def _ask(self, path: str, method: str, body: str | bytes | None, headers: dict[str, str]) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            named = {name.lower(): answer.headers.get_all(name) or [] for name in answer.headers}
            return Page(answer.status, {name: ", ".join(all) for name, all in named.items()}, answer.read().decode())
        finally:
            connection.close()

    def until(self, is_so: Callable[[], bool], seconds: float = 40) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, self.logs()
            time.sleep(0.05)

    def socket(self, name: str) -> str:
        """Return where the pages of an app open their sockets."""
        return f"ws://localhost:{self.port}/{name}/_rushlight/socket"

    def release(self, name: str) -> str | None:
        """Return the release of an app that serves."""
        return Releases(self.place, name).current()

    def state(self, name: str) -> State:
        """Return what an app does."""
        return self.supervisor.states().get(program_of(name, self.release(name) or ""), State.UNKNOWN)

    def programs(self, name: str) -> list[str]:
        """Return the programs of an app that there are."""
        return [program for program in self.supervisor.states() if program.startswith(f"app_{name}_")]

    def pid(self, program: str) -> int:
        """Return the process of a program."""
        return int(self.supervisor._call("getProcessInfo", program)["pid"])

    def forget_visits(self, name: str) -> None:
        """Have an app look as if nobody had visited it for a long time."""
        os.utime(self.place.visit(name), (0, 0))

    def starts(self, name: str) -> int:
        """Return how often processes of an app were started."""
        log = (self.place.root / "logs" / "supervisord.log").read_text()
        return log.count(f"spawned: 'app_{name}_")

    def logs(self) -> str:
        """Return the ends of all logs."""
        paths = sorted((self.place.root / "logs").glob("*.log"))
        return "\n".join(f"--- {path.name}\n" + path.read_text(errors="replace")[-1500:] for path in paths)


def proxy(name: str) -> str:
    """Return the name of a proxy that this machine has; a test without Caddy is skipped."""
    if name == "caddy" and shutil.which("caddy") is None:
        pytest.skip("this machine has no Caddy: apt-get install caddy")
    return name


@contextmanager
def host(*words: str) -> Iterator[Host]:
    """Run a host, with words for `rushlight host init`."""
    root = Path(tempfile.mkdtemp(prefix="rl-", dir="/tmp"))  # sockets need short paths
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = Host(root, probe.getsockname()[1])
    (root / "wheels").mkdir()
    found.done(
        "init", "--port", str(found.port), "--address", "127.0.0.1", "--shared", "--one-user", "--no-start", *words
    )
    program = Path(sys.executable).parent / "supervisord"
    process = subprocess.Popen(
        [program, "-n", "-c", found.place.root / "supervisord.conf"],
        env={**os.environ, **found.environment()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        setup.wait(found.place, found.supervisor)
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(root, ignore_errors=True)
