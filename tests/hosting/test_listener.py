"""The gate's socket waits with the keeper while there is no gate."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rushlight.hosting.listener import Holder, _held, listen


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rl-", dir="/tmp") as name:
        yield Path(name)


def until_held(holder: Path) -> None:
    end = time.monotonic() + 20
    while (found := _held(holder)) is None:
        assert time.monotonic() < end
        time.sleep(0.02)
    found.close()


def connected(path: Path) -> socket.socket:
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(20)
    client.connect(str(path))
    return client


def test_who_connects_while_nobody_listens_is_answered_by_the_next_who_does(folder: Path) -> None:
    Holder(folder / "holder").start()
    source = "import sys, time; from pathlib import Path; from rushlight.hosting.listener import listen;"
    source += "listen(*map(Path, sys.argv[1:])); time.sleep(60)"
    gate = subprocess.Popen([sys.executable, "-c", source, str(folder / "gate"), str(folder / "holder")])
    until_held(folder / "holder")
    gate.kill()
    gate.wait()
    client = connected(folder / "gate")
    next_gate = listen(folder / "gate", folder / "holder")
    next_gate.settimeout(20)
    accepted, _ = next_gate.accept()
    accepted.send(b"here")
    assert client.recv(4) == b"here"


def test_a_socket_is_made_where_none_is_held_and_is_handed_to_a_holder_that_comes_later(folder: Path) -> None:
    first = listen(folder / "gate", folder / "holder")
    connected(folder / "gate").close()
    Holder(folder / "holder").start()
    until_held(folder / "holder")
    second = listen(folder / "gate", folder / "holder")
    assert os.fstat(first.fileno()).st_ino == os.fstat(second.fileno()).st_ino


def test_a_path_that_was_removed_gets_a_new_socket(folder: Path) -> None:
    Holder(folder / "holder").start()
    listen(folder / "gate", folder / "holder")
    until_held(folder / "holder")
    (folder / "gate").unlink()
    listen(folder / "gate", folder / "holder")
    connected(folder / "gate").close()
