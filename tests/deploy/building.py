"""Does what a Dockerfile says, on a machine without Docker: each stage is a layer over this machine's own files.

The steps run in order in a mount namespace, with the true paths, so that nothing of this machine is changed. In place of the
image that FROM names stands this machine, with the Python of these tests first in PATH.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from dockerfile_parse import DockerfileParser

_KEPT = ("PIP_", "SSL_", "UV_", "HTTP", "http", "REQUESTS_")
"""Beginnings of variables by which the installers of this machine find their index."""


def can_build() -> bool:
    """Tell whether this machine lets us mount layers."""
    if os.geteuid() != 0 or shutil.which("unshare") is None or shutil.which("setpriv") is None:
        return False
    probe = "d=$(mktemp -d) && mkdir $d/u $d/w $d/m && mount -t overlay o -o lowerdir=/,upperdir=$d/u,workdir=$d/w $d/m"
    return subprocess.run(["unshare", "-m", "sh", "-c", probe], capture_output=True, check=False).returncode == 0


def steps(text: str) -> list[tuple[str, str]]:
    """Return the instructions of a Dockerfile with their values."""
    parser = DockerfileParser(fileobj=BytesIO(text.encode()))
    return [(each["instruction"], each["value"]) for each in parser.structure if each["instruction"] != "COMMENT"]


def context_of(folder: Path) -> list[str]:
    """Return the files that a build is given: those that .dockerignore does not name."""
    lines = (folder / ".dockerignore").read_text().splitlines()
    patterns = [_pattern(line) for line in lines if line and not line.startswith("#")]
    paths = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.as_posix() for path in paths if not any(_matches(path, pattern) for pattern in patterns)]


def _pattern(line: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*)", line)
    return re.compile("".join({"**/": "(?:.*/)?", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts))


def _matches(path: Path, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(each.as_posix()) for each in (path, *path.parents))


class Stage:
    """The files and settings of one stage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = folder / "files"
        for name in ("files", "work", "merged"):
            (folder / name).mkdir(parents=True)
        python = f"{sys.base_prefix}/bin"
        self.environment: dict[str, str] = {"PATH": f"{python}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"}
        self.directory = "/"
        self.user = "0:0"
        self.command: list[str] = []
        self.health: list[str] = []

    def script(self, inside: str) -> list[str]:
        """Return a command that runs a script of the shell in this stage."""
        merged = self.folder / "merged"
        mount = (
            f"mount -t overlay overlay -o lowerdir=/,upperdir={self.files},workdir={self.folder}/work {merged}"
            f" && mount --rbind /proc {merged}/proc && mount --rbind /dev {merged}/dev"
            # Pythons of people are in their homes, where an image's user may not look.
            f" && chmod o+x {merged}/root && exec chroot {merged} sh -c {shlex.quote(inside)}"
        )
        return ["unshare", "-m", "sh", "-ec", mount]

    def variables(self) -> dict[str, str]:
        """Return the environment of its processes."""
        kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
        return {**kept, **self.environment}

    def run(self, command: str) -> None:
        """Do a RUN."""
        inside = f"cd {shlex.quote(self.directory)} && {{ {command}\n}}"
        done = subprocess.run(self.script(inside), env=self.variables(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"RUN {command}\n{done.stdout}\n{done.stderr}"

    def at(self, path: str) -> Path:
        """Return where a path of this stage is on this machine."""
        whole = path if path.startswith("/") else f"{self.directory.rstrip('/')}/{path}"
        return self.files / os.path.normpath(whole).lstrip("/")


class Image:
    """What a Dockerfile makes."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project = project
        self._folder = folder
        self._stages: dict[str, Stage] = {}
        self.stage: Any = None
        self.done: list[str] = []
        for number, (instruction, value) in enumerate(steps((project / "Dockerfile").read_text())):
            getattr(self, f"_{instruction.lower()}")(value, number)
            self.done.append(instruction)

    def _from(self, value: str, number: int) -> None:
        name, _, alias = value.partition(" AS ")
        self.stage = Stage(self._folder / str(number))
        known = self._stages.get(name)
        if known is not None:
            shutil.copytree(known.files, self.stage.files, symlinks=True, dirs_exist_ok=True)
        if alias:
            self._stages[alias] = self.stage

    def _run(self, value: str, _: int) -> None:
        self.stage.run(value)

    def _env(self, value: str, _: int) -> None:
        known = self.stage.environment
        for word in shlex.split(value):
            name, _, text = word.partition("=")
            known[name] = re.sub(r"\$(\w+)", lambda found: known[found[1]], text)

    def _workdir(self, value: str, _: int) -> None:
        self.stage.directory = value
        self.stage.at(".").mkdir(parents=True, exist_ok=True)

    def _copy(self, value: str, _: int) -> None:
        words = json.loads(value) if value.startswith("[") else shlex.split(value)
        if words[0].startswith("--from="):
            source = self._stages[words.pop(0).removeprefix("--from=")]
            (path, target) = words
            shutil.copytree(source.at(path), self.stage.at(target), symlinks=True, dirs_exist_ok=True)
            return
        *names, target = words
        for name in names:
            chosen = [
                path for path in context_of(self._project) if name == "." or path == name or path.startswith(f"{name}/")
            ]
            assert chosen, f"COPY {value}: there is no {name}"
            for path in chosen:
                inner = path if name == "." else "" if path == name else path.removeprefix(f"{name}/")
                place = self.stage.at(f"{target}/{inner}" if inner else target)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self._project / path, place)

    def _user(self, value: str, _: int) -> None:
        self.stage.user = value

    def _expose(self, value: str, _: int) -> None:
        assert value.isdigit()

    def _healthcheck(self, value: str, _: int) -> None:
        self.stage.health = json.loads(value.partition("CMD ")[2])

    def _cmd(self, value: str, _: int) -> None:
        self.stage.command = json.loads(value)

    @contextmanager
    def container(self) -> Iterator[subprocess.Popen[str]]:
        """Run the image as its user until its health check passes; at the end tell it to end."""
        stage: Stage = self.stage
        user, _, group = stage.user.partition(":")
        prefix = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]
        inside = f"""
cd {stage.directory}
{shlex.join([*prefix, *stage.command])} >&2 & app=$!
until {shlex.join([*prefix, *stage.health])} >&2; do kill -0 $app || exit 9; sleep 0.2; done
echo healthy
read line || true
kill -TERM $app
wait $app
"""
        process = subprocess.Popen(
            stage.script(inside),
            env=stage.variables(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None and process.stdin is not None and process.stderr is not None
        try:
            if process.stdout.readline() != "healthy\n":
                raise AssertionError(process.stderr.read())
            yield process
        finally:
            if process.poll() is None:
                process.communicate("\n", timeout=60)
