"""The app and a proxy with TLS, on one machine that has Docker."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.deploy.targets.docker import DATA, USER, image_files, mounts
from rushlight.deploy.targets.nginx import identities

_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
"""Those from which Docker takes the networks of its containers."""


def _plan(app: App, wishes: Wishes) -> Deployment:
    named = command("compose", app, wishes)
    values = {
        "app": app,
        "domain": wishes.domain or "localhost",
        "mounts": mounts(app),
        "trusted": ",".join(app.trusted_proxies or _NETWORKS),
        "user": USER,
        "data": DATA,
        "identities": [header for _, header in identities(app)],
    }
    return Deployment(
        (
            File("compose.yaml", rendered("compose.yaml", **values), named),
            File("deploy/Caddyfile", rendered("Caddyfile", **values), named),
            File(".env.example", rendered("env.example", **values), named),
            *image_files(app, wishes),
        ),
        ("cp .env.example .env    # and say there what is special here", "docker compose up -d --build --wait"),
    )


TARGET = Target("compose", "the app and a proxy with TLS", frozenset({"domain"}), "compose.yaml", _plan)
