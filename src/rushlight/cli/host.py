"""The commands of `rushlight host`: many apps on a machine of one's own."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import Any

import click
import msgspec

from rushlight.errors import ConfigError, HostError
from rushlight.hosting import setup
from rushlight.hosting.entry import Entry, is_address, read_entry
from rushlight.hosting.place import MARK, Host, Place, find_place
from rushlight.hosting.process import program_of
from rushlight.hosting.release import Releases
from rushlight.hosting.rollout import Rollout
from rushlight.hosting.supervisor import State, Supervisor, said, supervisor_of

_DOING = {
    "fetch": "fetching the source",
    "packages": "installing what it asks for",
    "seal": "closing the release",
    "start": "starting it beside the present one",
    "try": "waiting until its script has run",
    "switch": "switching to it",
    "prune": "",
}
_TRUST = (
    "All apps are on one host name: whoever writes one of them can act, in a visitor's browser, as that visitor in all "
    "the others. Host apps of people who trust each other this way, or use --mode subdomain."
)


@click.group()
def host() -> None:
    """Many apps on a machine of one's own: each with its environment, its process, its limits and its releases."""


@host.command()
@click.option("--domain", help="Name of the machine; localhost by default.")
@click.option("--mode", type=click.Choice(["path", "subdomain"]), help="Apps at DOMAIN/NAME/ (default) or NAME.DOMAIN.")
@click.option("--proxy", type=click.Choice(["nginx", "caddy"]), help="What stands before the apps; nginx by default.")
@click.option("--address", help="Address to listen on; all by default.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; 80 for root, else 8080.")
@click.option("--certificate", type=click.Path(dir_okay=False, resolve_path=True), help="Certificate, for TLS.")
@click.option("--key", type=click.Path(dir_okay=False, resolve_path=True), help="Its key.")
@click.option("--upload", type=click.IntRange(1), help="Megabytes that a request may have; 200 by default.")
@click.option("--shared", is_flag=True, help="Apps see the packages of this installation, beside their own.")
@click.option("--one-user", is_flag=True, help="All apps run as the present user.")
@click.option("--title", help="What the list of apps is called.")
@click.option("--start/--no-start", "wants_start", default=True, help="Start it at once (default), or do not.")
def init(wants_start: bool, shared: bool, one_user: bool, **given: Any) -> None:
    """Make a host, or write its configuration anew with other options."""
    place = find_place()
    is_there = (place.root / MARK).exists()
    known = place.host() if is_there else setup.usual_host()
    changes = {name: value for name, value in given.items() if value is not None}
    changes |= {"environment": "shared"} if shared else {}
    changes |= {"first_user": 0, "proxy_group": 0} if one_user else {}
    settings = msgspec.structs.replace(known, **changes)
    setup.make(place, settings)
    click.echo(f"The host is in {place.root}; its processes are kept by {settings.supervisor}.")
    if not settings.first_user:
        click.echo("All apps run as the present user, and can read each other's files.")
    if settings.mode == "path":
        click.echo(_TRUST)
    if wants_start:
        setup.start(place)
        if is_there:
            click.echo("What runs goes on as it was until: rushlight host restart")
        click.echo(f"It serves {settings.address_of_index}")


@host.command()
def start() -> None:
    """Start what belongs to the host and does not run, after a restart of the machine, say."""
    setup.start(find_place())
    click.echo(f"It serves {find_place().host().address_of_index}")


@host.command()
@click.argument("name")
@click.argument("source")
@click.option("--branch", default="", help="Branch or tag of the repository.")
@click.option("--script", default="", help="Script of the source, if it is not called as usual.")
@click.option("--command", default="", help="Start this in place of a script; {socket} or {port} says where to listen.")
@click.option("--health", default="/", show_default=True, help="Path at which a command answers 200 once it serves.")
@click.option("--title", default="", help="What the app is called.")
@click.option("--role", "roles", multiple=True, help="A role that may see the app; can be given several times.")
@click.option("--memory", type=click.IntRange(16), default=800, show_default=True, help="Megabytes it may use.")
@click.option("--cpu", type=click.FloatRange(0.01), default=1.0, show_default=True, help="Processors it may use.")
@click.option(
    "--idle", type=click.IntRange(0), default=30, show_default=True, help="Minutes until it sleeps; 0: never."
)
@click.option("--secrets", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its secrets.toml.")
def add(name: str, source: str, command: str, roles: tuple[str, ...], secrets: Path | None, **given: Any) -> None:
    """Add the app NAME of SOURCE: a folder, a script, or the address of a git repository."""
    place, supervisor = _here()
    source, given["script"] = _of_machine(source, given["script"])
    entry = Entry(source, command=tuple(shlex.split(command)), roles=roles, **given)
    setup.add(place, name, entry, secrets)
    try:
        _rollout(place, supervisor).update(name)
    except HostError as error:
        raise HostError(
            f"{error}\n{name} is on the host, but has no release yet: mend it, then `update {name}`."
        ) from None
    click.echo(f"{name} is at {place.host().address_of(name)}")


def _of_machine(source: str, script: str) -> tuple[str, str]:
    """Return the folder and the script that a path means."""
    if is_address(source):
        return source, script
    path = Path(source).expanduser().resolve()
    if path.is_file():
        return str(path.parent), script or path.name
    return str(path), script


@host.command()
@click.argument("name")
def update(name: str) -> None:
    """Make a release of NAME's source as it is now; it serves once its script has run."""
    place, supervisor = _here()
    read_entry(place, name)
    click.echo(f"{name} is at release {_rollout(place, supervisor).update(name)}")


@host.command()
@click.argument("name")
@click.argument("release", required=False)
def rollback(name: str, release: str | None) -> None:
    """Have NAME go back to RELEASE, by default the one before. Nothing is fetched."""
    place, supervisor = _here()
    read_entry(place, name)
    click.echo(f"{name} is at release {_rollout(place, supervisor).rollback(name, release)}")


@host.command("list")
def list_() -> None:
    """List all apps: release, state, address, source."""
    place, supervisor = _here()
    states, settings = supervisor.states(), place.host()
    for name in place.names():
        entry, release = read_entry(place, name), Releases(place, name).current()
        state = said(states.get(program_of(name, release)) if release else None)
        click.echo("\t".join((name, release or "-", state, settings.address_of(name), entry.source)))


@host.command()
@click.argument("name")
@click.option(
    "-n", "--lines", type=click.IntRange(1), default=100, show_default=True, help="How many of the last lines."
)
@click.option("-f", "--follow", is_flag=True, help="Go on until Ctrl+C.")
def logs(name: str, lines: int, follow: bool) -> None:
    """Show the log of NAME: an app, or gate, keeper, nginx or caddy."""
    place, _ = _here()
    program = name if name in setup.own_programs(place.host()) else program_of(name, _release(place, name))
    more = ["-F" if place.host().supervisor == "supervisord" else "-f"] if follow else []
    words = (
        ["tail", "-n", str(lines), *more, "--", str(place.log(program))]
        if place.host().supervisor == "supervisord"
        else ["journalctl", "-u", f"rushlight-{program}", "-n", str(lines), *more]
    )
    subprocess.run(words, check=False)


def _release(place: Place, name: str) -> str:
    read_entry(place, name)
    release = Releases(place, name).current()
    if release is None:
        raise ConfigError(f"{name} has no release that has worked.")
    return release


@host.command()
@click.argument("name", required=False)
def restart(name: str | None) -> None:
    """Restart NAME: an app, gate, keeper or the proxy; without a NAME all that run. Visitors wait a moment.

    nginx is not restarted but told to read its configuration anew.
    """
    place, supervisor = _here()
    if name in (None, "nginx") and place.host().proxy == "nginx":
        supervisor.reload_proxy()
        click.echo("nginx has read its configuration.")
    if name is not None:
        programs = [name if name in setup.own_programs(place.host()) else program_of(name, _release(place, name))]
    else:
        programs = [each for each, state in supervisor.states().items() if state is State.UP]
    for program in [each for each in programs if each != "nginx"]:
        supervisor.stop(program)
        supervisor.start(program)
        click.echo(f"{program} is restarted.")


@host.command()
@click.argument("name")
@click.option("--data", "with_data", is_flag=True, help="Delete what it has written, too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, with_data: bool, yes: bool) -> None:
    """Remove NAME with its releases and secrets."""
    place, supervisor = _here()
    read_entry(place, name)
    if not yes:
        click.confirm(f"Remove {name}{' and its data' if with_data else ''}?", abort=True)
    setup.drop(place, supervisor, name, with_data=with_data)
    click.echo(f"Removed {name}.")


@host.command("open")
@click.argument("name", required=False)
def open_(name: str | None) -> None:
    """Open NAME in the browser, or the list of all apps."""
    place, _ = _here()
    settings = place.host()
    if name is not None:
        read_entry(place, name)
    address = settings.address_of(name) if name else settings.address_of_index
    click.echo(address)
    click.launch(address)


def _here() -> tuple[Place, Supervisor]:
    place = find_place()
    settings: Host = place.host()
    return place, supervisor_of(place, settings)


def _rollout(place: Place, supervisor: Supervisor) -> Rollout:
    return Rollout(place, supervisor, lambda step: click.echo(f"  {_DOING[step]}", err=True) if _DOING[step] else None)
