"""The unit: verified by systemd, and its commands really run."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.deploy.projects import files_of, project

WORST_EXPOSURE = 20
"""Of 100, as `systemd-analyze security` counts: 100 is a unit without any protection."""
pytestmark_analyze = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="this machine has no systemd-analyze to verify units with"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project where it would lie on a server, with an environment that has Rushlight."""
    files = {"my app.py": "import streamlit as st\nst.text('as a service')\n", ".rushlight/secrets.toml": ""}
    project(tmp_path / "srv", files, server__port=free_port(), server__baseUrlPath="sales")
    (tmp_path / "srv" / ".venv").symlink_to(sys.prefix)
    return tmp_path / "srv"


def unit_of(folder: Path, script: str = "my app.py") -> str:
    (file,) = files_of(folder, "systemd", script=script, folder=str(folder)).values()
    return file.whole


def values(unit: str, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit, re.MULTILINE)


@pytestmark_analyze
def test_systemd_verifies_it(folder: Path) -> None:
    unit = folder / "sales.service"
    # The user is made on the server, by the command that the page of documentation gives.
    unit.write_text(re.sub(r"^(User|Group)=.*$", r"\1=root", unit_of(folder), flags=re.MULTILINE))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "sales" in line]
    assert (done.returncode, said) == (0, [])
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSystem=strickt"))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert "protect system" in done.stderr, "an error would be found"


@pytestmark_analyze
def test_systemd_counts_it_as_hardened(folder: Path) -> None:
    unit = folder / "sales.service"
    unit.write_text(unit_of(folder))
    words = ["systemd-analyze", "security", "--offline=true", f"--threshold={WORST_EXPOSURE}", "--no-pager", str(unit)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("several", [False, True])
def test_its_commands_start_the_app_wait_for_it_and_end_it(folder: Path, several: bool) -> None:
    if several:
        project(folder / "my app's", {"sales/app.py": "import streamlit as st\n", "costs/app.py": ""})
        for name in ("app.py", "requirements.txt"):
            (folder / "my app's" / name).unlink()
    unit = unit_of(folder, "my app's" if several else "my app.py")
    (start,), (after,) = values(unit, "ExecStart"), values(unit, "ExecStartPost")
    assert values(unit, "WorkingDirectory") == [str(folder)]
    (signal_name,) = values(unit, "KillSignal")
    service = subprocess.Popen(
        shlex.split(start), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        waited = subprocess.run(shlex.split(after), capture_output=True, text=True, check=False)
        assert waited.returncode == 0, waited.stderr
        ready = [word for word in shlex.split(after) if word.startswith(("/", "http"))]
        asked = subprocess.run([ready[0], "health", ready[1], "--ready", "--wait", "30"], check=False)
        assert asked.returncode == 0
        began = time.monotonic()
        service.send_signal(getattr(signal, signal_name))
        output, _ = service.communicate(timeout=30)
        (limit,) = values(unit, "TimeoutStopSec")
        assert time.monotonic() - began < int(limit)
        assert service.returncode == 0, output
    finally:
        if service.poll() is None:
            service.kill()
            service.wait()


def test_health_says_what_is_wrong(folder: Path) -> None:
    port = free_port()
    words = [sys.executable, "-m", "rushlight", "health"]
    gone = subprocess.run([*words, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=False)
    assert (gone.returncode, "does not answer" in gone.stderr) == (1, True)
    for address in ("ftp://x", "unix:relative.sock", "localhost:8501"):
        wrong = subprocess.run([*words, address], capture_output=True, text=True, check=False)
        assert (wrong.returncode, "is no address of an app" in wrong.stderr) == (1, True)


@pytest.mark.parametrize(("name", "user"), [("sales", "sales"), ("7days", "app-7days"), ("x" * 40, "x" * 31)])
def test_the_user_has_a_name_that_linux_allows(tmp_path: Path, name: str, user: str) -> None:
    (file,) = files_of(project(tmp_path), "systemd", name=name).values()
    assert values(file.text, "User") == [user]


def test_signs_that_systemd_would_replace_stay_as_they_are(tmp_path: Path) -> None:
    project(tmp_path, {"100% $x.py": ""})
    (file,) = files_of(tmp_path, "systemd", script="100% $x.py").values()
    assert '"100%% $$x.py"' in file.text
