"""A service of a Linux machine."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.deploy.targets.docker import health_url

LOCAL = ("127.0.0.1",)
_USER_LETTERS = 31
"""What Linux allows for names of users."""


def _path(app: App) -> str:
    return f"deploy/{app.name}.service"


def _plan(app: App, wishes: Wishes) -> Deployment:
    folder = (wishes.folder or f"/srv/{app.name}").rstrip("/")
    values = {
        "app": app,
        "folder": folder,
        "user": user_of(app),
        "trusted": app.trusted_proxies or LOCAL,
        "health": health_url(app),
    }
    return Deployment(
        (File(_path(app), rendered("service", **values), command("systemd", app, wishes)),),
        (
            f"On the server, with the project in {folder} and its packages in {folder}/.venv:",
            f"sudo useradd --system --home-dir /var/lib/{app.name} --shell /usr/sbin/nologin {user_of(app)}",
            f"sudo cp {folder}/{_path(app)} /etc/systemd/system/",
            "sudo systemctl daemon-reload",
            f"sudo systemctl enable --now {app.name}",
        ),
    )


def user_of(app: App) -> str:
    """Return the name of the user that an app runs as."""
    name = app.name if app.name[0].isalpha() else f"app-{app.name}"
    return name[:_USER_LETTERS].rstrip("-")


TARGET = Target("systemd", "a service of a Linux machine", frozenset({"folder"}), "deploy/*.service", _plan)
