"""All targets by name."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import command_of
from rushlight.deploy.target import Deployment, Target, Wishes, check, wishes_in
from rushlight.deploy.targets import cloud_run, compose, docker, heroku, kubernetes, nginx, systemd

_MODULES = (docker, compose, systemd, nginx, heroku, kubernetes, cloud_run)
TARGETS: dict[str, Target] = {module.TARGET.name: module.TARGET for module in _MODULES}

__all__ = ["TARGETS", "Deployment", "Target", "Wishes", "last_wishes", "plan"]


def plan(target: Target, app: App, wishes: Wishes) -> Deployment:
    """Return the files of an app for a target. Raises ConfigError for wishes that cannot be followed."""
    check(target, wishes)
    return target.plan(app, wishes)


def last_wishes(target: Target, app: App) -> Wishes:
    """Return what was wished when the files that are there were written."""
    command = command_of(app.root / target.main(app))
    return wishes_in(command) if command else Wishes()
