"""Files that are written, and what has become of them since. A file that somebody has edited is theirs.

The first lines of each file say what wrote it, and have a fingerprint of the rest: as long as it fits, nobody has edited it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from rushlight.errors import ConfigError

_HEAD = "# Written by: "
_PRINT = "# Fingerprint: "
_ABOUT = " (change what you like: the command then leaves this file alone, unless it is told --force)"
_HEADED = re.compile(
    rf"(?P<first>#![^\n]*\n)?{re.escape(_HEAD)}(?P<command>[^\n]*)\n{re.escape(_PRINT)}(?P<print>[0-9a-f]{{16}})[^\n]*\n"
)


class File(msgspec.Struct, frozen=True):
    """A file to be written below the folder of a project."""

    path: str
    text: str
    command: str
    """The command that writes it."""
    executable: bool = False
    bare: bool = False
    """Without first lines of ours, which its readers would not understand."""

    @property
    def whole(self) -> str:
        """Its text with the first lines."""
        if self.bare:
            return self.text
        interpreter, rest = _parted(self.text)
        return f"{interpreter}{_HEAD}{self.command}\n{_PRINT}{_fingerprint(rest)}{_ABOUT}\n{rest}"


class Written(msgspec.Struct, frozen=True):
    """What has become of the files of a deployment."""

    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Edited by somebody, or somebody's own, and therefore left alone."""


class Drift(msgspec.Struct, frozen=True):
    """A file that is not as it would be written now."""

    path: str
    missing: bool
    diff: str


def write(root: Path, files: Iterable[File], force: bool = False) -> Written:
    """Write files, but for those that somebody has edited unless forced. Raises ConfigError if that is not possible."""
    found: dict[str, list[str]] = {"written": [], "same": [], "kept": []}
    for file in files:
        there = _read(root / file.path)
        if there == file.whole:
            found["same"].append(file.path)
        elif there is not None and not force and not is_ours(there):
            found["kept"].append(file.path)
        else:
            _write(root / file.path, file)
            found["written"].append(file.path)
    return Written(*(tuple(found[name]) for name in Written.__struct_fields__))


def drift_of(root: Path, files: Iterable[File]) -> Iterator[Drift]:
    """Yield what is not as it would be written now, with the difference: `-` is on the disk, `+` would be written."""
    for file in files:
        there = _read(root / file.path)
        if there == file.whole:
            continue
        lines = difflib.unified_diff(
            (there or "").splitlines(keepends=True),
            file.whole.splitlines(keepends=True),
            f"{file.path} (on the disk)",
            f"{file.path} (as it would be written)",
        )
        yield Drift(file.path, there is None, "".join(lines))


def is_ours(text: str) -> bool:
    """Tell whether a file is as it was written by us."""
    found = _HEADED.match(text)
    return found is not None and found["print"] == _fingerprint(text[found.end() :])


def command_of(path: Path) -> str | None:
    """Return the command that a file on the disk says it was written by, None if it says none."""
    found = _HEADED.match(_read(path) or "")
    return found["command"] if found else None


def _parted(text: str) -> tuple[str, str]:
    """Return the line that names the interpreter of a script, if there is one, and the rest."""
    if text.startswith("#!"):
        first, _, rest = text.partition("\n")
        return f"{first}\n", rest
    return "", text


def _fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None


def _write(path: Path, file: File) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.whole, encoding="utf-8", newline="\n")
        if file.executable:
            path.chmod(0o755)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from None
