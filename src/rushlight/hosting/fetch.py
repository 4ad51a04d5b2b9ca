"""How the source of an app comes into a release."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from rushlight.config.site import SCRIPTS
from rushlight.errors import HostError
from rushlight.hosting.entry import Entry, check_address, check_branch
from rushlight.hosting.priority import behind

_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "venv", "node_modules", "__pycache__", ".rushlight-host")
_PROTOCOLS = "https:ssh:file"
_SECONDS = 600


def fetch(entry: Entry, target: Path) -> str:
    """Copy or clone an app's source into a new folder; return the commit, "" for a folder.

    Raises HostError, which says what git or the disk has said.
    """
    if entry.is_git:
        return _clone(check_address(entry.source), check_branch(entry.branch), target)
    try:
        shutil.copytree(entry.source, target, symlinks=True, ignore=_LEFT_OUT)
    except (OSError, shutil.Error) as error:
        raise HostError(f"{entry.source} cannot be copied: {error}") from None
    return ""


def find_script(entry: Entry, source: Path) -> str:
    """Return the path of the script inside of a source. Raises HostError if it has none."""
    names = (entry.script,) if entry.script else SCRIPTS
    found = next((name for name in names if (source / name).is_file()), None)
    if found is None:
        raise HostError(f"The source has no {' or '.join(names)}. Name the script with --script.")
    return found


def _clone(address: str, branch: str, target: Path) -> str:
    words = ["clone", "--quiet", "--depth", "1", "--single-branch", *(["--branch", branch] if branch else [])]
    _git([*words, "--", address, str(target)])
    commit = _git(["-C", str(target), "rev-parse", "HEAD"]).strip()
    shutil.rmtree(target / ".git")
    return commit


def _git(words: list[str]) -> str:
    # Whatever else git can fetch by (ext::, which runs a command) is no protocol for it here.
    git = shutil.which("git")
    if git is None:
        raise HostError("git was not found. Install it: apt-get install git")
    environment = {**os.environ, "GIT_ALLOW_PROTOCOL": _PROTOCOLS, "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            behind([git, "-c", "core.hooksPath=/dev/null", *words]),
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise HostError(f"git has taken longer than {_SECONDS} seconds.") from None
    if done.returncode:
        raise HostError(f"git: {done.stderr.strip() or f'it ended with {done.returncode}'}")
    return done.stdout
