"""Google's Cloud Run."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.deploy.targets.docker import DATA, image_files, mounts

_PATH = "deploy/cloud-run.yaml"
_MOST_MEGABYTES = 31
"""A request may have 32 MiB there, its headers and all."""
_FRONT_END = ("169.254.0.0/16",)
"""Where requests come from inside of a container there."""


def _plan(app: App, wishes: Wishes) -> Deployment:
    values = {
        "app": app,
        "image": wishes.image or f"{app.name}:1",
        "mounts": mounts(app),
        "trusted": ",".join(app.trusted_proxies or _FRONT_END),
        "data": DATA,
        "upload": min(app.upload_megabytes, _MOST_MEGABYTES),
        "limited": app.upload_megabytes > _MOST_MEGABYTES,
    }
    return Deployment(
        (
            File(_PATH, rendered("cloud-run.yaml", **values), command("cloud-run", app, wishes)),
            *image_files(app, wishes),
            File(".gcloudignore", rendered("gcloudignore", app=app), command("cloud-run", app, wishes)),
        ),
        tuple(_next(app, wishes, str(values["image"]))),
        tuple(_warnings(app, wishes)),
    )


def _next(app: App, wishes: Wishes, image: str) -> list[str]:
    held = [
        f"gcloud secrets create {app.name}-{name.replace('.', '-')} --data-file={path}" for name, path, _ in mounts(app)
    ]
    return [
        f"gcloud builds submit --tag {image}",
        *held,
        f"gcloud run services replace {_PATH}",
    ]


def _warnings(app: App, wishes: Wishes) -> list[str]:
    found: list[str] = []
    if app.upload_megabytes > _MOST_MEGABYTES:
        found.append(f"Cloud Run takes no request over 32 MB: files over {_MOST_MEGABYTES} MB are refused there.")
    if wishes.image is None:
        found.append(
            "Say --image with the address of your registry, such as europe-docker.pkg.dev/PROJECT/apps/NAME:1."
        )
    return found


TARGET = Target("cloud-run", "a service of Google's Cloud Run", frozenset({"image"}), _PATH, _plan)
