"""The packages of a release: an environment of its own, made by uv of what the source asks for."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from rushlight import version
from rushlight.errors import HostError
from rushlight.hosting.owner import Owner, surroundings
from rushlight.hosting.priority import behind
from rushlight.hosting.wheel import write_wheel

_SECONDS = 1800
_WITHOUT = "streamlit ; sys_platform == 'none'\n"
"""An override that no platform fulfils: who asks for Streamlit gets Rushlight, which answers to its name."""
_PYTHON = re.compile(r"python\s*=+\s*(\d+\.\d+)[\d.*]*")


class Wishes(msgspec.Struct, frozen=True):
    """What a source asks for."""

    file: str = ""
    """Which file says so."""
    arguments: tuple[str, ...] = ()
    """As `uv pip install` takes it."""
    python: str = ""
    """A version, if another than the host's is asked for."""


class Builder(msgspec.Struct, frozen=True):
    """Makes environments of one app."""

    owner: Owner
    cache: Path
    is_shared: bool

    def make(self, source: Path, script: str, target: Path) -> str:
        """Make the environment of a source in a new folder; return the file that has said what belongs into it.

        Raises HostError, with what uv says, for what cannot be installed.
        """
        with tempfile.TemporaryDirectory(prefix="rushlight-") as made:
            folder = self.owner.own(Path(made), 0o700)
            wishes = self._wishes(source, script, folder)
            self._uv(["venv", "--quiet", "--python", wishes.python or sys.executable, str(target)], source)
            own = () if self.is_shared else (str(write_wheel(folder)),)
            if own or wishes.arguments:
                overrides = folder / "overrides.txt"
                overrides.write_text(_WITHOUT, encoding="utf-8")
                self.owner.give(folder)
                words = ["pip", "install", "--quiet", "--compile-bytecode", "--python", str(target / "bin" / "python")]
                self._uv([*words, "--overrides", str(overrides), *own, *wishes.arguments], source, wishes.file)
        if self.is_shared:
            self._share(target)
        return wishes.file

    def _wishes(self, source: Path, script: str, folder: Path) -> Wishes:
        for home in dict.fromkeys(((source / script).parent, source)):
            if (home / "uv.lock").is_file():
                return self._of_lock(home, folder)
            for name, read in (("requirements.txt", of_file), ("pyproject.toml", of_file), *_CONDA):
                if (home / name).is_file():
                    return read(home / name)
        return Wishes()

    def _of_lock(self, home: Path, folder: Path) -> Wishes:
        listed = folder / "locked.txt"
        words = ["export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--no-header"]
        self._uv([*words, "--project", str(home), "--output-file", str(listed)], home, "uv.lock")
        return Wishes("uv.lock", ("-r", str(listed)))

    def _uv(self, words: list[str], folder: Path, file: str = "") -> None:
        variables = surroundings(self.cache)
        variables.pop("PYTHONPATH", None)
        more = {"UV_CACHE_DIR": str(self.cache), "UV_NO_PROGRESS": "1", "UV_NO_CONFIG": "1", "VIRTUAL_ENV": ""}
        if self.owner.id:
            more["UV_LINK_MODE"] = "copy"  # what is linked to the cache could be changed there
        try:
            done = subprocess.run(
                behind([_program(), *words]),
                cwd=folder,
                env={**variables, **more},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
                **self.owner.rights(),
            )
        except subprocess.TimeoutExpired:
            raise HostError(f"uv has taken longer than {_SECONDS} seconds.") from None
        if done.returncode:
            what = f"What {file} asks for cannot be installed" if file else "The environment cannot be made"
            raise HostError(f"{what}:\n{done.stderr.strip()}")

    def _share(self, target: Path) -> None:
        """Have an environment find the packages of the host's installation after its own."""
        (packages,) = target.glob("lib/python*/site-packages")
        paths = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
        ours = str(Path(version.__file__).parent.parent)
        lines = [ours, *(f"import site; site.addsitedir({path!r})" for path in paths)]
        (packages / "zz_rushlight_host.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")


def of_file(path: Path) -> Wishes:
    """Return what a requirements.txt or a pyproject.toml asks for."""
    return Wishes(path.name, ("-r", str(path)))


def of_conda(path: Path) -> Wishes:
    """Return what the pip part of an environment.yml asks for. Raises HostError if there is more than that."""
    import yaml

    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        listed: list[Any] = list((content or {}).get("dependencies") or [])
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise HostError(f"{path.name} cannot be read: {error}") from None
    wanted: list[str] = []
    for each in listed:
        wanted += map(str, each.get("pip") or []) if isinstance(each, dict) else []
    others = [str(each) for each in listed if not isinstance(each, dict)]
    pythons = [found[1] for each in others if (found := _PYTHON.fullmatch(each.strip()))]
    foreign = [each for each in others if not re.fullmatch(r"(python|pip)\b.*", each.strip())]
    if foreign:
        raise HostError(
            f"{path.name} asks conda for {', '.join(foreign)}, and only what pip installs can be had here. List them "
            "below `- pip:`, or in a requirements.txt."
        )
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    python = pythons[0] if pythons and pythons[0] != here else ""
    wrong = next((each for each in wanted if each.startswith("-")), None)
    if wrong is not None:
        raise HostError(f"{path.name}: {wrong!r} is an option; the pip part may list packages only.")
    return Wishes(path.name, tuple(wanted), python)


_CONDA = (("environment.yml", of_conda), ("environment.yaml", of_conda))


def _program() -> str:
    try:
        from uv import find_uv_bin
    except ImportError:
        raise HostError("Environments are made by uv. Install it: pip install 'rushlight[host]'") from None
    return find_uv_bin()
