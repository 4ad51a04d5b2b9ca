"""The Procfile, run by honcho on a random port: alone, and with a real nginx in front that waits for the app to be ready."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy.projects import deploy, project
from tests.real.nginx import program
from tests.server.running import Tab

SLOW = """import time
import streamlit as st
if not st.session_state.get("warm"):
    time.sleep(1.5)
n = st.slider("n", 0, 10, 5)
st.text(f"n is {n}")
"""
START_NGINX = """#!/bin/sh
# As the nginx buildpack describes its own: starts the app, waits for the file that says that it is ready, starts nginx.
set -eu
rm -f "$APP_INITIALIZED"
"$@" & app=$!
trap 'kill -TERM $app $(cat nginx.pid)' TERM
while [ ! -f "$APP_INITIALIZED" ]; do kill -0 $app || exit 1; sleep 0.05; done
echo "nginx is started"
"$PYTHON" fill.py < config/nginx.conf.erb > config/nginx.conf
"$NGINX" -p "$PWD" -c "$PWD/config/nginx.conf" -e stderr -g "pid $PWD/nginx.pid; $USER_LINE" & nginx=$!
wait $nginx || true
wait $app
"""
FILL = r"""import os, re, sys
text = sys.stdin.read()
text = re.sub(r'<%= ENV\["(\w+)"\](?: \|\| "?([^"]*?)"?)? %>', lambda f: os.environ.get(f[1], f[2] or ""), text)
assert "<%" not in text, text
sys.stdout.write(text)
"""


class Started:
    """A Procfile that is run."""

    def __init__(self, folder: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        bins = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        words = [sys.executable, "-m", "honcho", "start", "-f", "Procfile", "-p", str(self.port), "web"]
        self.process = subprocess.Popen(
            words,
            cwd=folder,
            env={**os.environ, "PATH": bins, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(self.process.stdout)

    @property
    def log(self) -> str:
        return "".join(self.lines)

    def answers(self) -> bool:
        """Tell whether anything listens on the port."""
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def until_it_answers(self) -> None:
        end = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None and time.monotonic() < end, self.log
            time.sleep(0.02)

    async def visit(self) -> Tab:
        return await Tab.open(f"ws://127.0.0.1:{self.port}/_rushlight/socket")


@contextmanager
def started(folder: Path, **environment: str) -> Iterator[Started]:
    running = Started(folder, **environment)
    try:
        yield running
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(40)
    finally:
        try:
            os.killpg(running.process.pid, signal.SIGKILL)  # of its own session: honcho and what it has started
        except ProcessLookupError:
            pass
        running.process.wait()


async def use(running: Started) -> None:
    """Change a widget and see what comes of it."""
    tab = await running.visit()
    await tab.until_kind("slider")
    await tab.change("slider", 7)
    await tab.until_text("n is 7")
    await tab.socket.close()


def test_the_procfile_serves_on_the_port_of_the_environment(tmp_path: Path) -> None:
    shop = project(tmp_path / "shop", server__port=1)
    assert deploy("heroku", str(shop)).exit_code == 0
    assert (shop / ".python-version").read_text() == f"{sys.version_info[0]}.{sys.version_info[1]}\n"
    with started(shop) as running:
        running.until_it_answers()
        asyncio.run(use(running))
    assert "rc=0" in running.log, running.log


def test_behind_nginx_the_port_is_opened_when_the_app_is_ready_and_not_before(tmp_path: Path) -> None:
    shop = project(tmp_path / "shop", {"app.py": SLOW})
    assert deploy("heroku", str(shop), "--behind-nginx").exit_code == 0
    assert (shop / "bin" / "start-app").stat().st_mode & 0o111
    assert not re.search(r"^\s*sleep", (shop / "bin" / "start-app").read_text(), re.MULTILINE)
    (shop / "bin" / "start-nginx").write_text(START_NGINX)
    (shop / "bin" / "start-nginx").chmod(0o755)
    (shop / "fill.py").write_text(FILL)
    types = next(path for path in map(Path, ("/etc/nginx/mime.types",)) if path.exists())
    shutil.copy(types, shop / "config" / "mime.types")
    user = "user root;" if os.geteuid() == 0 else ""
    flag = tmp_path / "ready"
    environment = {
        "APP_INITIALIZED": str(flag),
        "APP_SOCKET": str(tmp_path / "app.sock"),
        "NGINX": program(),
        "PYTHON": sys.executable,
        "USER_LINE": user,
    }
    with started(shop, **environment) as running:
        while not (tmp_path / "app.sock").exists():
            assert running.process.poll() is None, running.log
            time.sleep(0.01)
        assert not flag.exists() and not running.answers(), "the server is there, but its script has not worked yet"
        running.until_it_answers()
        assert flag.exists()
        asyncio.run(use(running))


@pytest.mark.parametrize("behind", [False, True])
def test_an_app_that_cannot_start_ends_the_dyno_and_opens_no_port(tmp_path: Path, behind: bool) -> None:
    shop = project(tmp_path / "shop", {".streamlit/config.toml": "[server]\nmaxUploadSize = 10\n"})
    deploy("heroku", str(shop), *(["--behind-nginx"] if behind else []))
    (shop / ".streamlit" / "config.toml").write_text('[server]\nmaxUploadSize = "much"\n')
    words = (
        ["sh", "-c", "bin/start-app"]
        if behind
        else ["sh", "-c", (shop / "Procfile").read_text().rpartition("web: ")[2]]
    )
    bins = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ,
        "PATH": bins,
        "PORT": "1",
        "APP_SOCKET": str(tmp_path / "s"),
        "APP_INITIALIZED": str(tmp_path / "r"),
    }
    done = subprocess.run(words, cwd=shop, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "maxUploadSize" in done.stderr
    assert not (tmp_path / "r").exists()


def test_what_requirements_lack_is_installed_after_them(tmp_path: Path) -> None:
    shop = project(tmp_path / "shop", {"app.py": "import streamlit as st, altair\n"})
    deploy("heroku", str(shop))
    hook = (shop / "bin" / "post_compile").read_text()
    assert re.search(r"pip install .* rushlight==\S+ altair$", hook, re.MULTILINE)
    assert hook.startswith("#!/usr/bin/env bash\n# Written by: ")
    own = project(tmp_path / "own", {"requirements.txt": "rushlight\n"})
    deploy("heroku", str(own))
    assert not (own / "bin").exists()


def test_a_project_without_requirements_gets_some(tmp_path: Path) -> None:
    shop = project(tmp_path / "shop")
    (shop / "requirements.txt").unlink()
    deploy("heroku", str(shop))
    assert re.search(r"^rushlight==", (shop / "requirements.txt").read_text(), re.MULTILINE)
    assert deploy("heroku", str(shop), "--check").exit_code == 0
