"""The commands on the pages of docs/deploy: each is run here, or by a test that is named, or says why it is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rushlight.deploy import TARGETS
from tests.deploy.building import Stage, can_build
from tests.deploy.projects import project, wheel

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "deploy").glob("*.md"))
_BLOCK = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = "Run by the tests"
HERE = "/srv/src/sales"
"""Where the project lies on the machine that the pages are about."""
SUDO = """#!/bin/sh
# As root already: becomes another user only if told so.
if [ "$1" = -u ]; then shift; user=$1; shift; exec runuser -u "$user" -- "$@"; fi
exec "$@"
"""


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the language, the title and the text of each block of a page."""
    for language, rest, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        title = re.search(r'title="([^"]*)"', rest)
        yield language, title[1] if title else "", text


def test_every_target_has_a_page() -> None:
    assert {page.stem for page in PAGES} == {"index", *TARGETS}
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(f"deploy/{page.name}\n" in navigation for page in PAGES)
    index = (ROOT / "docs" / "deploy" / "index.md").read_text(encoding="utf-8")
    assert all(f"[`{target}`]({target}.md)" in index for target in TARGETS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_says_who_runs_it_or_why_nobody_does(page: Path) -> None:
    found = list(blocks(page))
    assert found
    for language, title, text in found:
        assert language == "sh", f"a block of {language or 'nothing'}"
        named = re.fullmatch(r"Run by (tests/\S+\.py)", title)
        if named:
            program = text.split()[0]
            assert program in (ROOT / named[1]).read_text(encoding="utf-8")
            continue
        assert title == RUN or re.match(r"Not run by the tests: \w.{10}", title), f"{title!r} above {text}"
        for path in re.findall(r"tests/\S+\.py", title):
            assert (ROOT / path).is_file(), path


@pytest.mark.skipif(
    not can_build(), reason="needs root and overlayfs, to run the commands without changing this machine"
)
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_they_say(page: Path, tmp_path: Path) -> None:
    commands = [text for _, title, text in blocks(page) if title == RUN]
    machine = a_machine(tmp_path)
    if any("pip install" in text for text in commands):
        wheel(machine.at("/srv/wheels"))
    script = "\n".join([f"cd {HERE}", *(prepared(text) for text in commands)])
    done = subprocess.run(
        machine.script(f"set -eu\n{script}"), env=machine.variables(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    assert "Nothing has drifted." in done.stdout or "--check" not in script
    shutil.rmtree(machine.folder)


def a_machine(folder: Path) -> Stage:
    """Return a layer over this machine with a project, its repository, and somebody who may do everything."""
    source = project(folder / "sales", {"requirements.txt": "rushlight\n"})
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "An app"],
    ):
        subprocess.run(["git", *words], cwd=source, check=True)
    machine = Stage(folder / "machine")
    shutil.copytree(source, machine.at(HERE))
    machine.at("/srv/wheels").mkdir()
    tool = machine.at("/srv/tools/sudo")
    tool.parent.mkdir(parents=True)
    tool.write_text(SUDO)
    tool.chmod(0o755)
    machine.environment["PATH"] = f"/srv/tools:{Path(sys.executable).parent}:{machine.environment['PATH']}"
    machine.environment["PIP_FIND_LINKS"] = f"/srv/wheels {os.environ.get('PIP_FIND_LINKS', '')}"
    machine.environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    machine.environment["HOME"] = "/root"
    machine.environment["REPOSITORY"] = HERE
    return machine


def prepared(text: str) -> str:
    """Return commands with what a person does in between: committing what was written before it is fetched elsewhere."""
    commit = f"git -C {HERE} add -A && git -C {HERE} -c user.name=a -c user.email=a@b commit -qm Deploy\n"
    return text.replace("git clone", f"{commit}git clone", 1) if "git clone" in text else text
