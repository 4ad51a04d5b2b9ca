"""The command `rushlight deploy`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushlight.cli.target import find_target
from rushlight.config.site import find_site
from rushlight.errors import ScriptError

if TYPE_CHECKING:
    from rushlight.deploy import App, Target
    from rushlight.deploy.target import Deployment

NAMES = ("docker", "compose", "systemd", "nginx", "heroku", "kubernetes", "cloud-run")


@click.command()
@click.argument("target", type=click.Choice(NAMES), metavar="TARGET")
@click.argument("app", required=False)
@click.option("--name", help="Name of the app; by default that of its project, folder or script.")
@click.option("--domain", help="Name at which people find it (compose, nginx, kubernetes).")
@click.option(
    "--certificate", metavar="FOLDER", help="Folder on the server with fullchain.pem and privkey.pem (nginx)."
)
@click.option("--basic-auth", is_flag=True, help="Ask for a password of a file (nginx).")
@click.option("--behind-nginx", is_flag=True, help="With nginx in the same dyno (heroku).")
@click.option("--folder", help="Where the project lies on the server (systemd).")
@click.option("--image", help="Name of the container image (kubernetes, cloud-run).")
@click.option("--check", is_flag=True, help="Write nothing; show what would be, and exit with 1 if that is anything.")
@click.option("--force", is_flag=True, help="Write over files that somebody has edited.")
@click.pass_context
def deploy(ctx: click.Context, target: str, app: str | None, check: bool, force: bool, **wished: Any) -> None:
    """Write the files that put APP onto a TARGET.

    \b
      docker       a container image
      compose      the app and a proxy with TLS, on a machine that has Docker
      systemd      a service of a Linux machine
      nginx        a site of nginx in front of the app
      heroku       a Procfile, for Heroku and its like
      kubernetes   manifests
      cloud-run    a service of Google's Cloud Run

    They fit what the project of APP says: its packages, settings and files of secrets, of which nothing is copied. Options
    are kept in the files, and hold until the command is given others. APP is found as by `rushlight run`, and may be a
    folder of several.
    """
    from rushlight.deploy import TARGETS, Wishes, plan, read_app
    from rushlight.deploy.targets import last_wishes

    place, script, wishes = TARGETS[target], _script(app), Wishes(**wished)
    found = read_app(script, wishes.name)
    if not wishes.given:
        wishes = last_wishes(place, found)
        found = read_app(script, wishes.name)
    planned = plan(place, found, wishes)
    changed = _checked(found, planned) if check else _written(found, place, planned, force)
    ctx.exit(1 if changed else 0)


def _script(app: str | None) -> Path:
    if app is not None and app.startswith(("http://", "https://")):
        raise ScriptError(
            f"{app!r} is an address. What is deployed is a project: name a script or folder of this machine."
        )
    path = Path(app or ".")
    return find_target(app) if find_site(path) is None else path


def _checked(app: App, planned: Deployment) -> bool:
    """Show what has drifted; tell whether anything has."""
    from rushlight.deploy import drift_of

    drifts = list(drift_of(app.root, planned.files))
    for drift in drifts:
        click.echo(f"Missing {drift.path}" if drift.missing else drift.diff.rstrip("\n"))
    click.echo(f"{len(drifts)} of {len(planned.files)} files would be written." if drifts else "Nothing has drifted.")
    return bool(drifts)


def _written(app: App, target: Target, planned: Deployment, force: bool) -> bool:
    """Write the files and say so; tell whether some had to be left alone."""
    from rushlight.deploy import write

    done = write(app.root, planned.files, force)
    for path in done.written:
        click.echo(f"Wrote {path}")
    for path in done.same:
        click.echo(f"Unchanged {path}")
    for path in done.kept:
        click.echo(f"Kept {path}: it is not as it was written here. Compare with --check; --force writes over it.")
    for warning in (*app.warnings, *planned.warnings):
        click.echo(f"Note: {warning}")
    click.echo(f"\nWhat comes next for {target.about} (the documentation has more, under Deploying):")
    for line in planned.next:
        click.echo(f"  {line}")
    return bool(done.kept)
