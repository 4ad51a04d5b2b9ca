"""Manifests for Kubernetes."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.deploy.targets.docker import DATA, USER, image_files, mounts

FOLDER = "deploy/kubernetes"
MANIFESTS = ("deployment", "service", "ingress", "autoscaler", "disruption-budget")
_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
"""Those from which clusters take the addresses of pods."""
PRE_STOP_SECONDS = 5
"""While a pod may still be sent new browsers, since not every proxy has heard yet that it ends."""


def _plan(app: App, wishes: Wishes) -> Deployment:
    named = command("kubernetes", app, wishes)
    values = {
        "app": app,
        "domain": wishes.domain,
        "image": wishes.image or f"{app.name}:1",
        "mounts": mounts(app),
        "trusted": ",".join(app.trusted_proxies or _NETWORKS),
        "user": USER.partition(":")[0],
        "data": DATA,
        "pre_stop": PRE_STOP_SECONDS,
        "silence": max(3600, 4 * app.ping_seconds),
        "body": app.upload_megabytes + 1,
    }
    manifests = (
        File(f"{FOLDER}/{name}.yaml", rendered(f"kubernetes/{name}.yaml", **values), named) for name in MANIFESTS
    )
    return Deployment((*manifests, *image_files(app, wishes)), tuple(_next(app, values["image"])))


def _next(app: App, image: object) -> list[str]:
    held = "".join(f" --from-file={name}={path}" for name, path, _ in mounts(app))
    return [
        f"docker build -t {image} . && docker push {image}",
        *([f"kubectl create secret generic {app.name}-files{held}"] if held else []),
        f'kubectl create secret generic {app.name} --from-literal=RUSHLIGHT_SERVER_COOKIE_SECRET="$(openssl rand -hex 32)"',
        f"kubectl apply -f {FOLDER}/",
    ]


TARGET = Target(
    "kubernetes",
    "manifests for Kubernetes",
    frozenset({"domain", "image"}),
    f"{FOLDER}/{MANIFESTS[0]}.yaml",
    _plan,
)
