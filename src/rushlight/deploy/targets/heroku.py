"""Heroku, and other places that start what a Procfile says."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.deploy.targets.nginx import site_values

_ROUTERS = ("10.0.0.0/8",)
"""Where Heroku's routers ask from."""


def _plan(app: App, wishes: Wishes) -> Deployment:
    named = command("heroku", app, wishes)
    trusted = ("unix",) if wishes.behind_nginx else app.trusted_proxies or _ROUTERS
    values = {**site_values(app, wishes), "behind_nginx": wishes.behind_nginx, "trusted": trusted}
    files = [File("Procfile", rendered("Procfile", **values), named)]
    if wishes.behind_nginx:
        files.append(File("bin/start-app", rendered("start-app", **values), named, executable=True))
        files.append(File("config/nginx.conf.erb", rendered("nginx.conf.erb", **values), named))
    files += _runtime(app, named)
    return Deployment(tuple(files), tuple(_next(wishes)), tuple(_warnings(app)))


def _runtime(app: App, named: str) -> list[File]:
    """Return what says which Python and which packages, where the project does not."""
    files: list[File] = []
    if not (app.root / ".python-version").exists():
        files.append(File(".python-version", f"{app.python}\n", named, bare=True))
    if app.packages.kind == "none":
        files.append(File("requirements.txt", rendered("requirements.txt", packages=app.packages), named))
    elif app.packages.kind == "requirements" and app.packages.more:
        files.append(File("bin/post_compile", rendered("post_compile", packages=app.packages), named, executable=True))
    return files


def _next(wishes: Wishes) -> list[str]:
    packs = ["heroku buildpacks:add heroku-community/nginx"] if wishes.behind_nginx else []
    return [
        "heroku create",
        *(["heroku buildpacks:add heroku/python", *packs] if packs else []),
        "heroku features:enable http-session-affinity    # before there is more than one dyno",
        "git add -A && git commit -m 'Deploy' && git push heroku HEAD:main",
    ]


def _warnings(app: App) -> list[str]:
    found: list[str] = []
    if app.packages.kind == "project":
        found.append("Heroku does not read pyproject.toml alone: make a uv.lock beside it (`uv lock`).")
    if app.packages.kind == "lock" and app.packages.more:
        found.append(f"uv.lock has not all that is needed: `uv add {' '.join(app.packages.more)}`.")
    if app.packages.system:
        found.append("Packages of packages.txt need the apt buildpack, and an Aptfile of the same content.")
    if app.secrets or app.users or app.htpasswd:
        found.append(
            "Heroku deploys what git has, and files of secrets should not be there. Give secrets as config vars: "
            "server.cookieSecret is RUSHLIGHT_SERVER_COOKIE_SECRET, and secrets.sources may be env:PREFIX_."
        )
    return found


TARGET = Target("heroku", "a Procfile, for Heroku and its like", frozenset({"behind_nginx"}), "Procfile", _plan)
