"""The package as it is built: the same bytes each time, from what is locked, with nothing of the machine in it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "rushlight" / "server" / "static"


def built(folder: Path, seconds: int) -> Path:
    """Build the wheel of a copy of the sources whose files are this old; the client is the one that was built."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for path in source.rglob("*"):
        os.utime(path, (seconds, seconds))
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    environment = {**os.environ, "RUSHLIGHT_SKIP_FRONTEND": "1"}
    subprocess.run(words, cwd=source, env=environment, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def test_a_wheel_that_is_built_twice_is_the_same(tmp_path: Path) -> None:
    first, second = built(tmp_path / "one", 1_700_000_000), built(tmp_path / "another", 1_600_000_000)
    assert first.name == second.name
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert not [name for name in names if "__pycache__" in name or name.endswith((".map", ".pyc"))]
        assert "rushlight/server/static/index.html" in names
        here = (str(ROOT).encode(), str(tmp_path).encode(), str(Path.home()).encode() + b"/")
        assert not [name for name in names if any(place in archive.read(name) for place in here)]


def test_what_the_client_is_made_of_is_locked_by_its_content() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    declared = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in packages.items() if package.get("hasInstallScript")] == []
    elsewhere = [package["resolved"] for package in packages.values() if "resolved" in package]
    assert [place for place in elsewhere if not place.startswith("https://registry.npmjs.org/")] == []
    versions = {**declared.get("dependencies", {}), **declared["devDependencies"]}
    assert [name for name, version in versions.items() if not version[0].isdigit()] == []


def test_no_source_map_is_shipped() -> None:
    assert [path.name for path in STATIC.rglob("*.map")] == []
    assert not [path.name for path in STATIC.rglob("*.js") if b"sourceMappingURL" in path.read_bytes()[-500:]]
