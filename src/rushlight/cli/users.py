"""The commands of `rushlight user`: people with passwords, and their roles."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import msgspec

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, read_users, write_users
from rushlight.config.config import FOLDERS
from rushlight.config.login import USERS_FILE
from rushlight.errors import ConfigError

LEAST_LENGTH = 8

_file = click.option(
    "--file",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(FOLDERS[-1]) / USERS_FILE,
    show_default=True,
    help="The file of users.",
)
_roles = click.option("--role", "roles", multiple=True, help="A role; can be given several times.")


@click.group()
def user() -> None:
    """People who may log in with a password. An app that has a file of users asks everybody to log in."""


@user.command()
@click.argument("name")
@_roles
@click.option("--email", help="Address for st.user.email.")
@click.option("--full-name", help="Name for st.user.name.")
@_file
def add(name: str, roles: tuple[str, ...], email: str | None, full_name: str | None, path: Path) -> None:
    """Add NAME, or give NAME another password. It is asked for, or read from standard input."""
    users = _users(path)
    known = users.users.get(_checked(name))
    password = _password()
    fresh = User(
        hashed(password),
        roles or (known.roles if known else ()),
        email or (known.email if known else None),
        full_name or (known.full_name if known else None),
    )
    _keep(path, users, {**users.users, name: fresh})
    click.echo(f"{'Changed' if known else 'Added'} {name} in {path}.")


@user.command()
@click.argument("name")
@_file
def remove(name: str, path: Path) -> None:
    """Remove NAME; pages that NAME has open end within a second."""
    users = _users(path)
    _known(users, name, path)
    _keep(path, users, {each: user for each, user in users.users.items() if each != name})
    click.echo(f"Removed {name} from {path}.")


@user.command("list")
@_file
def list_(path: Path) -> None:
    """List all users with their roles."""
    people = _users(path).users
    if not people:
        click.echo(f"There are no users in {path}.")
    for name, each in sorted(people.items()):
        notes = [", ".join(each.roles) or "no roles", *(["disabled"] if each.disabled else [])]
        click.echo(f"{name}\t{'; '.join(notes)}")


@user.command("set-roles")
@click.argument("name")
@click.argument("roles", nargs=-1)
@_file
def set_roles(name: str, roles: tuple[str, ...], path: Path) -> None:
    """Give NAME these ROLES and no others; it counts at once."""
    _change(path, name, roles=roles)
    click.echo(f"{name} has the roles: {', '.join(roles) or 'none'}.")


@user.command()
@click.argument("name")
@_file
def disable(name: str, path: Path) -> None:
    """Keep NAME from logging in; pages that NAME has open end within a second."""
    _change(path, name, disabled=True)
    click.echo(f"{name} cannot log in any more.")


@user.command()
@click.argument("name")
@_file
def enable(name: str, path: Path) -> None:
    """Let NAME log in again."""
    _change(path, name, disabled=False)
    click.echo(f"{name} can log in.")


@user.command()
@click.argument("secrets", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", default="passwords", show_default=True, help="The table of plain passwords.")
@_file
def convert(secrets: Path, table: str, path: Path) -> None:
    """Make users of the plain passwords in SECRETS, a secrets.toml. The table can be deleted afterwards."""
    found = tomllib.loads(secrets.read_text(encoding="utf-8")).get(table)
    if not isinstance(found, dict) or not found:
        raise ConfigError(f"{secrets} has no table [{table}].")
    users = _users(path)
    people = {_checked(str(name)): User(hashed(str(password))) for name, password in found.items()}  # pyright: ignore
    _keep(path, users, {**users.users, **people})
    click.echo(f"Made {len(people)} users in {path}. Delete the table [{table}] of {secrets} now.")


def _users(path: Path) -> Users:
    return read_users(path) if path.exists() else Users()


def _keep(path: Path, users: Users, people: dict[str, User]) -> None:
    write_users(path, msgspec.structs.replace(users, users=people))


def _change(path: Path, name: str, **changes: Any) -> None:
    users = _users(path)
    changed = msgspec.structs.replace(_known(users, name, path), **changes)
    _keep(path, users, {**users.users, name: changed})


def _known(users: Users, name: str, path: Path) -> User:
    if name not in users.users:
        raise ConfigError(
            f"There is no user {name!r} in {path}. There are: {', '.join(sorted(users.users)) or 'none'}."
        )
    return users.users[name]


def _checked(name: str) -> str:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > 200:
        raise ConfigError(f"A name must be one line of up to 200 characters without spaces around it; given: {name!r}.")
    return name


def _password() -> str:
    """Ask for a password twice, or read it from standard input where nobody is there to ask."""
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < LEAST_LENGTH:
        raise ConfigError(f"A password needs {LEAST_LENGTH} characters; given were {len(password)}.")
    return password
