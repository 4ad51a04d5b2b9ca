"""How a host comes to be: its folders, its configurations, and the programs that belong to it."""

from __future__ import annotations

import grp
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from rushlight import version
from rushlight.errors import ConfigError, HostError
from rushlight.hosting import caddy, proxy
from rushlight.hosting.entry import Entry, check_name, checked, next_number, read_entry, write_entry
from rushlight.hosting.owner import Owner, remove
from rushlight.hosting.place import MARK, Host, Place, check_root, write, write_toml
from rushlight.hosting.probe import gate_answers
from rushlight.hosting.process import parts_of
from rushlight.hosting.supervisor import Program, State, Supervisor, Supervisord, Systemd, supervisor_of

FIRST_USER = 1_900_000_000
"""Of the users of apps: far above those that systems give to people, services and containers."""
PROXY_USER = "www-data"
_SITE = Path("/etc/nginx/conf.d/rushlight.conf")
_PROXY_UNIT = Path("/etc/systemd/system/nginx.service.d/rushlight.conf")
_RESTARTS = """# Written by `rushlight host init`: what Debian and others ship leaves an nginx that was killed alone.
[Unit]
StartLimitIntervalSec=0

[Service]
Restart=always
RestartSec=1
"""
_START_SECONDS = 60


def usual_host() -> Host:
    """Return the settings that fit this machine."""
    is_root = os.geteuid() == 0
    systemd = Path("/run/systemd/system").is_dir() and is_root
    apart = is_root and all_may_run(Path(sys.executable)) and all_may_run(Path(version.__file__))
    return Host(
        port=80 if is_root else 8080,
        supervisor="systemd" if systemd else "supervisord",
        first_user=FIRST_USER if apart else 0,
        proxy_group=_group_of_proxy() if apart else 0,
    )


def all_may_run(path: Path) -> bool:
    """Tell whether any user of the machine may use a file: whether all folders above it let everybody through."""
    return all(each.stat().st_mode & 0o001 for each in path.resolve().parents)


def _group_of_proxy() -> int:
    try:
        return grp.getgrnam(PROXY_USER).gr_gid
    except KeyError:
        return 0


def make(place: Place, host: Host) -> None:
    """Make the folders and configurations of a host, or write the configurations anew.

    Raises ConfigError or HostError for what cannot be.
    """
    check_root(place.root)
    check(host)
    if host.proxy == "nginx":
        proxy.program()
    else:
        caddy.words(place, host, PROXY_USER)
    for folder in (place.root, place.apps, place.run, place.root / "data", place.root / "secrets"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
    (place.root / "secrets").chmod(0o711)
    for folder in (place.root / "logs", place.root / "cache"):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)
    gate = Owner.of(host, 0)
    gate.own(place.gate, 0o700)
    gate.own(place.gate / ".rushlight", 0o700)
    gate.own(place.visits, 0o755)
    gate.own(place.ended, 0o711)
    (place.run / "nginx").mkdir(exist_ok=True)
    certificates = Owner.of(host, 0).own(place.run / "caddy", 0o700)
    if host.first_user:
        shutil.chown(certificates, PROXY_USER, PROXY_USER)
    write_toml(place.root / MARK, host)
    _configure(place, host)


def check(host: Host) -> None:
    """Raise ConfigError for settings of a host that cannot be."""
    if not all(part.replace("-", "").isalnum() and part.isascii() for part in host.domain.split(".")):
        raise ConfigError(f"{host.domain!r} is no domain. Use one such as apps.example.org.")
    if bool(host.certificate) != bool(host.key):
        raise ConfigError("TLS needs both --certificate and --key.")
    for path in (host.certificate, host.key):
        if path and not Path(path).is_file():
            raise ConfigError(f"There is no file {path!r}.")


def _configure(place: Place, host: Host) -> None:
    supervisor = supervisor_of(place, host)
    if host.proxy == "caddy":
        write(place.root / "Caddyfile", caddy.config_text(place, host))
    elif isinstance(supervisor, Supervisord):
        write(proxy.config_path(place), proxy.whole_text(place, host, _user_of_proxy(host)))
    else:
        write(_SITE, proxy.site_text(place, host))
        write(_PROXY_UNIT, _RESTARTS)
    if isinstance(supervisor, Supervisord):
        supervisor.write_config()
        for program in programs(place, host):
            supervisor.write(program)


def _user_of_proxy(host: Host) -> str:
    """Return the user of nginx's processes, where that can be chosen: one that may use the sockets."""
    if os.geteuid() != 0:
        return ""
    return PROXY_USER if host.first_user else pwd.getpwuid(0).pw_name


def programs(place: Place, host: Host) -> list[Program]:
    """Return the programs of a host that are no apps."""
    python = [sys.executable, "-m"]
    # Where Rushlight was not installed but is found by the search path, its programs need that too.
    variables = {name: os.environ[name] for name in ("PYTHONPATH",) if os.environ.get(name)}
    variables["RUSHLIGHT_HOST"] = str(place.root)
    own = [
        Program(
            name, [*python, f"rushlight.hosting.{name}", str(place.root)], place.log(name), True, variables=variables
        )
        for name in ("keeper", "gate")
    ]
    if host.proxy == "caddy":
        home = {"HOME": str(place.run / "caddy")}
        own.append(Program("caddy", caddy.words(place, host, PROXY_USER), place.log("caddy"), True, variables=home))
    elif host.supervisor == "supervisord":
        words = [proxy.program(), "-p", str(place.run / "nginx"), "-c", str(proxy.config_path(place)), "-e", "stderr"]
        own.append(Program("nginx", words, place.log("nginx"), True))
    return own


def start(place: Place) -> None:
    """Start what belongs to a host and does not run. Raises HostError if that is not possible."""
    host = place.host()
    supervisor = supervisor_of(place, host)
    if isinstance(supervisor, Systemd):
        for program in programs(place, host):
            supervisor.define(program)
            supervisor.start(program.name)
        if host.proxy == "nginx":
            supervisor.reload_proxy()
    elif not _answers(supervisor):
        subprocess.run([_supervisord(), "-c", str(place.root / "supervisord.conf")], check=True)
    wait(place, supervisor)


def own_programs(host: Host) -> tuple[str, ...]:
    """Return the names of what belongs to a host besides the apps."""
    return ("keeper", "gate", host.proxy)


def wait(place: Place, supervisor: Supervisor) -> None:
    """Wait until what belongs to the host runs and its gate answers. Raises HostError if that does not come to be."""
    names, end = [program.name for program in programs(place, place.host())], time.monotonic() + _START_SECONDS
    while True:
        states = supervisor.states() if _answers(supervisor) else {}
        if all(states.get(name) is State.UP for name in names) and gate_answers(place):
            return
        if time.monotonic() > end:
            own = {name: states.get(name, State.UNKNOWN).value for name in names}
            raise HostError(
                f"The host does not start: {own if states else 'supervisord does not answer'}. See its logs."
            )
        time.sleep(0.1)


def _answers(supervisor: Supervisor) -> bool:
    try:
        supervisor.states()
    except HostError:
        return False
    return True


def _supervisord() -> str:
    beside = Path(sys.executable).parent / "supervisord"
    found = str(beside) if beside.exists() else shutil.which("supervisord")
    if not found:
        raise HostError("supervisord was not found. Install it: pip install 'rushlight[host]'")
    return found


def add(place: Place, name: str, entry: Entry, given_secrets: Path | None = None) -> Entry:
    """Enter a new app, without a release. Raises ConfigError for what cannot be, or if there is one of this name."""
    if check_name(name) in place.names():
        raise ConfigError(f"There is an app {name!r} already. Update it (rushlight host update {name}), or remove it.")
    checked(entry)
    entry = msgspec.structs.replace(entry, number=next_number(place))
    owner = Owner.of(place.host(), entry.number)
    write(place.key(name), secrets.token_urlsafe(32), 0o600)
    if given_secrets is not None:
        write(place.secrets(name), given_secrets.read_text(encoding="utf-8"), 0o400)
        owner.give(place.secrets(name))
    write_entry(place, name, entry)
    return entry


def drop(place: Place, supervisor: Supervisor, name: str, *, with_data: bool) -> None:
    """Remove an app with all its releases and secrets, and what it has written if that is wanted."""
    read_entry(place, name)
    with place.lock(name):
        (place.app(name) / "app.toml").unlink()
        for program in supervisor.states():
            if (parts_of(program) or ("", ""))[0] == name:
                supervisor.stop(program)
                supervisor.forget(program)
        place.secrets(name).unlink(missing_ok=True)
        place.key(name).unlink(missing_ok=True)
        place.visit(name).unlink(missing_ok=True)
        for folder in (place.app(name), place.run / name, place.root / "cache" / name):
            remove(folder)
        if with_data:
            remove(place.data(name))
