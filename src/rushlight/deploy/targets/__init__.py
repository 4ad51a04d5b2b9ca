"""All targets by name."""

from __future__ import annotations

import shlex

from rushlight.deploy.app import App
from rushlight.deploy.files import command_of
from rushlight.deploy.target import Deployment, Target, Wishes, check, command, wishes_in
from rushlight.deploy.targets import cloud_run, compose, docker, heroku, kubernetes, nginx, systemd

_MODULES = (docker, compose, systemd, nginx, heroku, kubernetes, cloud_run)
TARGETS: dict[str, Target] = {module.TARGET.name: module.TARGET for module in _MODULES}

__all__ = ["TARGETS", "Deployment", "Target", "Wishes", "last_wishes", "plan"]


def plan(target: Target, app: App, wishes: Wishes) -> Deployment:
    """Return the files of an app for a target. Raises ConfigError for wishes that cannot be followed."""
    check(target, wishes)
    return target.plan(app, wishes)


def last_wishes(target: Target, app: App) -> Wishes:
    """Return what was wished when the files for an app that are there were written; nothing if that cannot be told."""
    start = shlex.split(command(target.name, app, Wishes()))
    commands = [command_of(path) for path in sorted(app.root.glob(target.main))]
    found = [each for each in commands if each is not None and shlex.split(each)[: len(start)] == start]
    return wishes_in(found[0]) if len(found) == 1 else Wishes()
