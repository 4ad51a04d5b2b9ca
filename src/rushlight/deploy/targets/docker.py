"""A container image."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.packages import WHEELS
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.errors import ConfigError

USER = "10001:10001"
"""No name is needed for it, and platforms that forbid root can see that it is not root."""
DATA = "/data"
"""Where the app may write."""


def image_files(app: App, wishes: Wishes) -> tuple[File, ...]:
    """Return the files from which the image of an app is built, whatever it is for."""
    if app.apart:
        raise ConfigError(
            f"{', '.join(app.apart)}: an image has no secrets or users, and a container of several apps is given those of the "
            "folder of all. Move them there, or deploy the apps one by one."
        )
    named = command("docker", app, Wishes(name=wishes.name))
    values = {"app": app, "packages": app.packages, "wheels": WHEELS, "user": USER, "data": DATA}
    return (
        File("Dockerfile", rendered("Dockerfile", **values), named),
        File(".dockerignore", rendered("dockerignore", **values), named),
    )


def health_url(app: App) -> str:
    """Return the address of an app inside of its container."""
    return f"http://127.0.0.1:{app.port}{app.base}"


def mounts(app: App) -> list[tuple[str, str, str]]:
    """Return the files that a container must be given and no image may hold: name, path in the project, setting for it."""
    found = (
        ("secrets.toml", app.secrets, "RUSHLIGHT_SECRETS_FILES"),
        ("users.json", app.users, "RUSHLIGHT_LOGIN_USERS"),
        ("htpasswd", app.htpasswd, "RUSHLIGHT_LOGIN_HTPASSWD"),
    )
    return [(name, path, setting) for name, path, setting in found if path is not None]


def _plan(app: App, wishes: Wishes) -> Deployment:
    words = "".join(f" -v ./{path}:/run/secrets/{name}:ro -e {s}=/run/secrets/{name}" for name, path, s in mounts(app))
    return Deployment(
        image_files(app, wishes),
        (
            f"docker build -t {app.name} .",
            f"docker run --rm -p {app.port}:{app.port} -v {app.name}-data:{DATA}{words} {app.name}",
        ),
    )


TARGET = Target("docker", "a container image", frozenset(), "Dockerfile", _plan)
