"""Releases of an app."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rushlight.errors import ConfigError, HostError
from rushlight.hosting.owner import Owner, remove, seal
from rushlight.hosting.place import Place
from rushlight.hosting.release import Releases


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(Place(tmp_path), "sales")


def make(releases: Releases) -> str:
    release = releases.begin()
    releases.source(release).mkdir()
    (releases.source(release) / "app.py").write_text("1\n")
    releases.complete(release, "", "app.py", "")
    seal(releases.folder(release), Owner())
    return release


def test_one_serves_and_one_can_go_back(releases: Releases) -> None:
    assert releases.current() is None
    first, second = make(releases), make(releases)
    releases.switch(first)
    with pytest.raises(HostError, match="no release to go back to"):
        releases.before()
    releases.switch(second)
    assert (releases.current(), releases.before()) == ("2", "1")
    assert releases.facts("1").script == "app.py"
    with pytest.raises(ConfigError, match="no release 9"):
        releases.facts("9")


def test_the_oldest_and_what_is_not_whole_are_deleted(releases: Releases) -> None:
    for _ in range(5):
        make(releases)
    half = releases.begin()
    releases.switch("5")
    releases.prune()
    assert releases.whole() == ["5", "4", "3"]
    assert not releases.folder(half).exists()
    assert releases.begin() == "6"
    releases.switch("3")
    assert releases.begin() == "7"


def test_the_release_that_serves_is_never_deleted(releases: Releases) -> None:
    for _ in range(5):
        make(releases)
    releases.switch("1")
    releases.prune()
    assert releases.whole() == ["5", "4", "3", "1"]


def test_a_release_cannot_be_changed(releases: Releases) -> None:
    release = make(releases)
    script = releases.source(release) / "app.py"
    assert script.stat().st_mode & 0o222 == 0
    assert releases.source(release).stat().st_mode & 0o222 == 0
    if os.geteuid():
        with pytest.raises(PermissionError):
            script.write_text("2\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become other users")
def test_no_other_app_can_read_a_release_or_what_an_app_has_written(releases: Releases, tmp_path: Path) -> None:
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as made:
        os.chmod(made, 0o755)
        ours, theirs = Owner(1_900_000_001, 33), Owner(1_900_000_002, 33)
        folder = Path(made) / "release"
        folder.mkdir()
        (folder / "app.py").write_text("secret")
        seal(folder, ours)
        data = ours.own(Path(made) / "data", 0o700)

        def tries(owner: Owner, *words: str) -> int:
            return subprocess.run(words, capture_output=True, check=False, cwd="/", **owner.rights()).returncode

        assert tries(ours, "cat", f"{folder}/app.py") == 0
        assert tries(theirs, "cat", f"{folder}/app.py") != 0
        assert tries(ours, "touch", f"{folder}/app.py") != 0
        assert tries(ours, "touch", f"{data}/file") == 0
        assert tries(theirs, "cat", f"{data}/file") != 0
        remove(folder)
