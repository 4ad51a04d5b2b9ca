"""What is known of an app that is to be deployed. Files of secrets are never opened: only that they are there is seen."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from rushlight.config import Config, load
from rushlight.config.config import FOLDERS
from rushlight.config.login import USERS_FILE
from rushlight.config.site import Site, find_site
from rushlight.deploy.packages import Packages, find_packages, read_toml
from rushlight.errors import ConfigError

SECRETS_FILE = "secrets.toml"
_MARKS = ("pyproject.toml", "requirements.txt", "uv.lock", ".git")
"""What the folder of a project has."""
_USUAL_NAMES = ("rushlight_app", "streamlit_app", "app", "main", "home")
"""Names of scripts that say nothing of the app: its folder says more."""
_MOST_LETTERS = 40
_VERSION = re.compile(r"(3\.\d+)(\.\d+)?")


class App(msgspec.Struct, frozen=True):
    """An app as the files of a deployment need to know it. All paths are relative to `root`, with slashes."""

    root: Path
    """The folder of the project, which is what is deployed."""
    script: str
    """What `rushlight run` is given: a script, or the folder or list of several."""
    name: str
    """Small letters, digits and hyphens, at most 40."""
    python: str
    """Such as 3.12."""
    packages: Packages
    port: int
    base: str
    """Path below which the app is served: empty, or with a slash before and none behind."""
    upload_megabytes: int
    drain_seconds: int
    ping_seconds: int
    trusted_proxies: tuple[str, ...]
    """Those of the settings, which know better than any template."""
    secrets: str | None
    """The file of secrets, if it is one of the usual ones."""
    users: str | None
    """The file of users with passwords."""
    htpasswd: str | None
    login_headers: tuple[tuple[str, str], ...]
    """Claims, and the headers of a proxy that say them."""
    has_login: bool
    """People have to log in before they see the app."""
    private: tuple[str, ...]
    """Files that hold secrets, and must not be copied to where others can read them."""
    apart: tuple[str, ...]
    """Of several apps, files of secrets and users that belong to a single one."""
    warnings: tuple[str, ...]


def read_app(target: Path, name: str | None = None) -> App:
    """Return what is known of the app of a script, or of those of a folder or list of several.

    Settings are those of the project's own files: neither this machine's environment nor its home folder counts, so that
    everybody who works on the app gets the same. Raises ConfigError for settings that cannot be deployed.
    """
    site = find_site(target)
    target = target.resolve()
    home = site.folder if site else target.parent
    root = _root_of(home)
    config = load(home / "app.py", environment={}, places=[root, home])
    _refuse_what_is_the_proxys(config)
    users = _below(root, _users_file(config, home))
    htpasswd = _below(root, _named(config, "login.htpasswd", home))
    return App(
        root=root,
        script=target.relative_to(root).as_posix(),
        name=_name(name, root, home if site else target),
        python=_python(root),
        packages=find_packages(root, config),
        port=int(config.get("server.port")),
        base=_base(config),
        upload_megabytes=int(config.get("server.maxUploadSize")),
        drain_seconds=round(float(config.get("server.drainSeconds"))),
        ping_seconds=int(config.get("server.websocketPingInterval") or 25),
        trusted_proxies=tuple(map(str, config.get("server.trustedProxies"))),
        secrets=_below(root, _secrets_file(root, home)),
        users=users,
        htpasswd=htpasswd,
        login_headers=tuple(sorted((str(k), str(v)) for k, v in config.get("login.headers").items())),
        has_login=_has_login(config, users, htpasswd),
        private=tuple(_private(config, root, home)),
        apart=tuple(_apart(root, site)) if site else (),
        warnings=tuple(_warnings(config, root)),
    )


def _root_of(home: Path) -> Path:
    """Return the nearest folder at or above a folder that looks like that of a project, else the folder itself."""
    for folder in (home, *home.parents):
        if folder == Path.home() or folder.parent == folder:
            break
        if any((folder / mark).exists() for mark in _MARKS):
            return folder
    return home


def _name(given: str | None, root: Path, target: Path) -> str:
    if given is not None:
        if not re.fullmatch(rf"[a-z0-9]([a-z0-9-]{{0,{_MOST_LETTERS - 2}}}[a-z0-9])?", given):
            raise ConfigError(
                f"An app cannot be named {given!r}. Use up to {_MOST_LETTERS} small letters, digits and hyphens inside."
            )
        return given
    own = target.stem if target.stem.lower() not in _USUAL_NAMES else root.name
    named = str(read_toml(root / "pyproject.toml").get("project", {}).get("name") or own)
    return re.sub(r"[^a-z0-9]+", "-", named.lower())[:_MOST_LETTERS].strip("-") or "app"


def _python(root: Path) -> str:
    """Return the version that the project names in .python-version, else the one that runs now."""
    named = root / ".python-version"
    lines = named.read_text(encoding="utf-8").splitlines() if named.is_file() else []
    found = next((match for line in lines if (match := _VERSION.fullmatch(line.strip()))), None)
    return found[1] if found else f"{sys.version_info[0]}.{sys.version_info[1]}"


def _base(config: Config) -> str:
    base = str(config.get("server.baseUrlPath") or "").strip("/")
    if base and not re.fullmatch(r"[A-Za-z0-9._~/-]+", base):
        raise ConfigError(
            f"server.baseUrlPath is {base!r}. To be deployed it may have letters, digits and any of . _ ~ - / only."
        )
    return f"/{base}" if base else ""


def _refuse_what_is_the_proxys(config: Config) -> None:
    for option in ("server.sslCertFile", "server.sslKeyFile", "server.unixSocket"):
        if config.get(option):
            raise ConfigError(
                f"{config.source(option)} sets {option}. Where an app is deployed that is for the proxy or for the file "
                "that starts it to say. Take it out of there; on a machine of your own, set it by "
                "the environment or on the command line."
            )


def _users_file(config: Config, folder: Path) -> Path | None:
    given = _named(config, "login.users", folder)
    usual = (folder / name / USERS_FILE for name in FOLDERS)
    return given or next((path for path in usual if path.is_file()), None)


def _named(config: Config, option: str, folder: Path) -> Path | None:
    given = config.get(option)
    return folder / Path(str(given)).expanduser() if given else None


def _secrets_file(root: Path, folder: Path) -> Path | None:
    homes = dict.fromkeys((root, folder))
    usual = [home / name / SECRETS_FILE for home in homes for name in FOLDERS]
    return next((path for path in reversed(usual) if path.is_file()), None)


def _below(root: Path, path: Path | None) -> str | None:
    """Return a path from the root on; None for one elsewhere, which is not deployed with the app."""
    if path is None or not path.resolve().is_relative_to(root):
        return None
    return path.resolve().relative_to(root).as_posix()


def _has_login(config: Config, users: str | None, htpasswd: str | None) -> bool:
    given = config.get("login.required")
    if given is not None:
        return bool(given)
    ruled = config.get("access.roles") or config.get("login.headers") or config.get("login.passwords")
    return bool(users or htpasswd or ruled)


def _private(config: Config, root: Path, folder: Path) -> Iterable[str]:
    """Yield the files that settings name as places of secrets."""
    options = ("login.htpasswd", "login.users", "login.stateFile")
    named = [_named(config, option, folder) for option in options]
    named += [root / str(path) for path in config.get("secrets.files") or ()]
    sources = [str(source) for source in config.get("secrets.sources") or ()]
    named += [root / source.partition(":")[2] for source in sources if source.startswith(("file:", "folder:"))]
    yield from sorted({found for path in named if (found := _below(root, path)) is not None})


def _apart(root: Path, site: Site) -> Iterable[str]:
    folders = {entry.script.parent for entry in site.entries if entry.script} - {site.folder}
    paths = (folder / name / file for folder in folders for name in FOLDERS for file in (SECRETS_FILE, USERS_FILE))
    yield from sorted(found for path in paths if path.is_file() and (found := _below(root, path)))


def _warnings(config: Config, root: Path) -> Iterable[str]:
    if config.get("server.cookieSecret"):
        yield (
            f"{config.source('server.cookieSecret')} holds server.cookieSecret and is copied with the app. Take it out "
            "of there, and give it by the environment as RUSHLIGHT_SERVER_COOKIE_SECRET."
        )
    for name in ("environment.yml", "Pipfile", "poetry.lock"):
        if (root / name).is_file() and not any((root / each).is_file() for each in _MARKS[:3]):
            yield f"{name} is not read. Write what the app needs into requirements.txt or pyproject.toml."
