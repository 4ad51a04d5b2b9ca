"""The process of a release: `python -m rushlight.hosting.process ROOT NAME RELEASE` becomes it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import msgspec

from rushlight.hosting.entry import Entry, read_entry
from rushlight.hosting.limits import limit
from rushlight.hosting.login import has_login
from rushlight.hosting.owner import Owner, surroundings
from rushlight.hosting.place import Host, Place, check_root
from rushlight.hosting.release import Releases

HEADERS = {
    "user": "X-Rushlight-User",
    "roles": "X-Rushlight-User-Roles",
    "name": "X-Rushlight-User-Name",
    "email": "X-Rushlight-User-Email",
    "login": "X-Rushlight-User-Login",
}
"""By which the gate tells apps who somebody is; none that the client uses itself."""
FIRST_PORT = 41_000
"""Of commands that listen on a port."""


class Start(msgspec.Struct, frozen=True):
    """What a process is started with."""

    words: list[str]
    folder: Path
    variables: dict[str, str]


def program_of(name: str, release: str) -> str:
    """Return the name of the program that is a release of an app, for the supervisor."""
    return f"app_{name}_{release}"


def parts_of(program: str) -> tuple[str, str] | None:
    """Return the app and the release of a program, None for one that is no app."""
    kind, _, rest = program.partition("_")
    name, underscore, release = rest.partition("_")
    return (name, release) if kind == "app" and underscore else None


def launcher(place: Place, name: str, release: str) -> list[str]:
    """Return the words that start a release by its supervisor."""
    return [sys.executable, "-m", "rushlight.hosting.process", str(place.root), name, release]


def port_of(entry: Entry, release: str) -> int:
    """Return the port of a command: those of releases that may run at the same time differ."""
    return FIRST_PORT + entry.number * 8 + int(release) % 8


def start_of(place: Place, name: str, release: str) -> Start:
    """Return what the process of a release is started with."""
    entry, host, releases = read_entry(place, name), place.host(), Releases(place, name)
    source, environment, data = releases.source(release), releases.environment(release), place.data(name)
    variables = {
        **surroundings(data),
        "VIRTUAL_ENV": str(environment),
        "RUSHLIGHT_DATA": str(data),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
    }
    variables["PATH"] = f"{environment / 'bin'}:{variables.get('PATH', '/usr/bin:/bin')}"
    if host.environment == "own":
        variables.pop("PYTHONPATH", None)
    if entry.command:
        fill = _filled(place, name, release, entry, host)
        return Start([_fill(word, fill) for word in entry.command], source, variables)
    script = releases.facts(release).script
    words = [str(environment / "bin" / "python"), "-m", "rushlight", "run", script, "--production"]
    return Start(words, source, {**variables, **_settings(place, name, release, host)})


def _settings(place: Place, name: str, release: str, host: Host) -> dict[str, str]:
    """Return the settings of an app that are the host's business, as variables, which go before its files."""
    secrets, data = place.secrets(name), place.data(name)
    settings = {
        "SERVER_UNIX_SOCKET": str(place.socket(name, release)),
        "SERVER_TRUSTED_PROXIES": "unix",
        "SERVER_FORWARDED_HEADER": "x-forwarded",
        "SERVER_BASE_URL_PATH": host.base_of(name),
        "SERVER_HEADLESS": "true",
        "SERVER_SESSION_STORE": "sqlite",
        "SERVER_SESSION_STORE_FILE": str(data / ".rushlight" / "sessions.sqlite"),
        "LOGIN_STATE_FILE": str(data / ".rushlight" / "logins.sqlite"),
    }
    if has_login(place):
        settings |= {
            "LOGIN_HEADERS": json.dumps(HEADERS),
            "LOGIN_REQUIRED": "true",
            "LOGIN_ENDED_FOLDER": str(place.ended),
        }
    if (key := place.key(name)).is_file():
        settings["SERVER_COOKIE_SECRET"] = key.read_text(encoding="utf-8").strip()
    if secrets.is_file():
        settings["SECRETS_FILES"] = json.dumps([str(secrets)])
    return {f"RUSHLIGHT_{key}": value for key, value in settings.items()}


def _filled(place: Place, name: str, release: str, entry: Entry, host: Host) -> dict[str, str]:
    return {
        "socket": str(place.socket(name, release)),
        "port": str(port_of(entry, release)),
        "base": host.base_of(name) and f"/{host.base_of(name)}",
        "data": str(place.data(name)),
    }


def _fill(word: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        word = word.replace(f"{{{key}}}", value)
    return word


def main(root: str, name: str, release: str) -> None:
    """Become the process of a release, with its limits and as its user."""
    place = Place(Path(root))
    check_root(place.root)
    entry, host = read_entry(place, name), place.host()
    start = start_of(place, name, release)
    if host.supervisor != "systemd":
        limit(program_of(name, release), entry.memory, entry.cpu, entry.number)
    Owner.of(host, entry.number).become()
    os.umask(0o027)
    os.chdir(start.folder)
    os.execvpe(start.words[0], start.words, start.variables)


if __name__ == "__main__":
    main(*sys.argv[1:4])
