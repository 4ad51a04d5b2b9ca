"""Cached values on disk."""

from __future__ import annotations

import logging
import os
import pickle
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from rushlight.caching.disk import Disk, clear_disk, default_folder


def test_a_value_is_found_by_another_process(tmp_path: Path) -> None:
    Disk(tmp_path / "cache").put("name", b"value")
    assert Disk(tmp_path / "cache").get("name") == b"value"
    assert Disk(tmp_path / "cache").get("other") is None


def test_a_value_can_be_replaced_and_removed(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.put("a-1", b"one")
    disk.put("a-1", b"two")
    disk.put("b-1", b"three")
    assert disk.get("a-1") == b"two"
    disk.remove("a-1")
    disk.remove("a-1")
    assert (disk.get("a-1"), disk.get("b-1")) == (None, b"three")


def test_clearing_leaves_other_functions_and_the_key(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    for name in ("a-1", "a-2", "b-1"):
        disk.put(name, b"value")
    disk.clear("a-")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b-1.cache", "key"]
    disk.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_clearing_a_folder_that_does_not_exist_does_nothing(tmp_path: Path) -> None:
    Disk(tmp_path / "none").clear()
    assert not (tmp_path / "none").exists()


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Disk(folder).put("name", b"value")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


class Bomb:
    """Creates a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("code", [b"", bytes(32), b"x" * 32])
def test_a_planted_file_is_not_used(tmp_path: Path, code: bytes, caplog: pytest.LogCaptureFixture) -> None:
    disk = Disk(tmp_path)
    disk.put("name", b"value")
    (tmp_path / "name.cache").write_bytes(code + pickle.dumps(Bomb(tmp_path / "exploded")))
    with caplog.at_level(logging.WARNING):
        assert disk.get("name") is None
    assert "was not written by this app" in caplog.text and not (tmp_path / "exploded").exists()


def test_a_changed_or_cut_file_is_not_used(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.put("name", b"value")
    content = (tmp_path / "name.cache").read_bytes()
    for bad in (content[:-1], content + b"x", content[:34], content[:10], b"", content[:-1] + b"x"):
        (tmp_path / "name.cache").write_bytes(bad)
        assert disk.get("name") is None


def test_a_value_cannot_be_put_in_anothers_place(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.put("mine", b"value")
    (tmp_path / "mine.cache").rename(tmp_path / "yours.cache")
    assert disk.get("yours") is None


def test_a_value_written_with_another_key_is_not_used(tmp_path: Path) -> None:
    Disk(tmp_path).put("name", b"value")
    (tmp_path / "key").unlink()
    assert Disk(tmp_path).get("name") is None


def test_a_key_that_others_can_read_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Disk(tmp_path).put("name", b"value")
    (tmp_path / "key").chmod(0o644)
    with caplog.at_level(logging.WARNING):
        assert Disk(tmp_path).get("name") is None
    assert "readable by its owner only" in caplog.text


def test_a_disk_that_fails_is_as_if_nothing_was_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    disk = Disk(tmp_path / "file" / "cache")
    with caplog.at_level(logging.WARNING):
        disk.put("name", b"value")
    assert disk.get("name") is None and "cannot be written" in caplog.text


def test_many_who_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    barrier = threading.Barrier(8)

    def write(number: int) -> None:
        barrier.wait()
        Disk(tmp_path).put(f"name-{number}", b"value")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [Disk(tmp_path).get(f"name-{number}") for number in range(8)] == [b"value"] * 8
    assert not list(tmp_path.glob("*.part"))


def test_a_file_system_without_hard_links_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    Disk(tmp_path).put("name", b"value")
    assert Disk(tmp_path).get("name") == b"value"


def test_the_users_folder_can_be_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not clear_disk()
    Disk(default_folder()).put("name", b"value")
    assert clear_disk() and not clear_disk()


def test_an_account_without_a_home_uses_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", fail)
    monkeypatch.chdir(tmp_path)
    assert default_folder() == tmp_path / ".rushlight" / "cache"
