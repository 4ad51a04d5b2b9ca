"""Which script to serve."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import click

from rushlight.config.site import SCRIPTS as NAMES
from rushlight.errors import ScriptError

ENDINGS = (".py", ".py3")
_GITHUB = re.compile(r"https?://github\.com/([^/]+/[^/]+)/blob/(.+)")


def find_target(target: str | None) -> Path:
    """Return the script of a target: a file, a folder that holds one, or an address; the working folder for None.

    Raises ScriptError that says what is missing.
    """
    if target is not None and target.startswith(("http://", "https://")):
        return _download(target)
    path = Path(target or ".")
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise ScriptError(f"There is no file {target!r}. Check the path.")
    if path.suffix not in ENDINGS:
        raise ScriptError(f"{target!r} is not a Python script: its name must end in .py.")
    return path.resolve()


def _in_folder(folder: Path) -> Path:
    for name in NAMES:
        if (folder / name).is_file():
            return (folder / name).resolve()
    raise ScriptError(
        f"The folder {str(folder)!r} has no {', '.join(NAMES[:-1])} or {NAMES[-1]}. Name the script to run."
    )


def _download(address: str) -> Path:
    from urllib.error import URLError
    from urllib.request import urlopen

    address = _GITHUB.sub(r"https://raw.githubusercontent.com/\1/\2", address)
    name = address.partition("?")[0].rpartition("/")[2]
    if not name.endswith(ENDINGS):
        raise ScriptError(f"{address!r} is not the address of a Python script: it must end in .py.")
    try:
        with urlopen(address, timeout=30) as response:
            source = response.read()
    except (URLError, OSError, ValueError) as error:
        raise ScriptError(f"{address} cannot be loaded: {error}") from None
    path = Path(tempfile.mkdtemp(prefix="rushlight-")) / Path(name).name
    path.write_bytes(source)
    click.echo(f"Fetched {address}\nand keeps it as {path}; later changes there are not seen.", err=True)
    return path
