"""A site of nginx in front of the app."""

from __future__ import annotations

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.deploy.rendering import rendered
from rushlight.deploy.target import Deployment, Target, Wishes, command
from rushlight.errors import ConfigError

_USUAL = "X-Forwarded-User"
_LEAST_SILENCE = 300
"""Seconds that an answer may take to begin; sockets are never silent for as long."""


def _path(app: App) -> str:
    return f"deploy/{app.name}.nginx.conf"


def site_values(app: App, wishes: Wishes) -> dict[str, object]:
    """Return what the template of a site needs."""
    return {
        "app": app,
        "domain": wishes.domain,
        "certificate": wishes.certificate.rstrip("/") if wishes.certificate else None,
        "basic_auth": wishes.basic_auth,
        "zone": app.name.replace("-", "_"),
        "body": app.upload_megabytes + 1,
        "silence": max(_LEAST_SILENCE, 4 * app.ping_seconds),
        "login_headers": [(header, _user(claim, wishes)) for claim, header in identities(app)],
    }


def identities(app: App) -> list[tuple[str, str]]:
    """Return the headers by which an app could be told who somebody is, with what each says; those of the settings, and
    the one that scripts commonly look at."""
    named = {header.lower() for _, header in app.login_headers}
    return [*app.login_headers, *(() if _USUAL.lower() in named else (("user", _USUAL),))]


def _user(claim: str, wishes: Wishes) -> str:
    """Return what a header of the login says: the name that nginx has checked, or nothing. Never what a browser sends."""
    return "$remote_user" if claim == "user" and wishes.basic_auth else '""'


def _plan(app: App, wishes: Wishes) -> Deployment:
    if wishes.certificate and not wishes.domain:
        raise ConfigError("--certificate is for a name: say --domain too, such as --domain sales.example.org.")
    site, here = f"/etc/nginx/sites-available/{app.name}", _path(app)
    word = f"printf 'ada:%s\\n' \"$(openssl passwd -apr1)\" | sudo tee /etc/nginx/{app.name}.htpasswd > /dev/null"
    passwords = (word,) if wishes.basic_auth else ()
    return Deployment(
        (File(here, rendered("nginx.conf", **site_values(app, wishes)), command("nginx", app, wishes)),),
        (
            *passwords,
            f"sudo cp {here} {site}",
            f"sudo ln -sf {site} /etc/nginx/sites-enabled/{app.name}",
            *(
                ()
                if wishes.domain
                else ("sudo rm -f /etc/nginx/sites-enabled/default    # this site answers to any name",)
            ),
            "sudo nginx -t && sudo systemctl reload nginx",
        ),
        tuple(_warnings(app, wishes)),
    )


def _warnings(app: App, wishes: Wishes) -> list[str]:
    found: list[str] = []
    if not app.trusted_proxies:
        found.append(
            "The app must trust nginx: run it with --server.trustedProxies 127.0.0.1, as the unit of "
            "`rushlight deploy systemd` does."
        )
    if app.login_headers and not wishes.basic_auth:
        names = ", ".join(header for _, header in app.login_headers)
        found.append(
            f"The settings believe {names} of the proxy. This site empties them, so that no browser can make them up: "
            "say --basic-auth, or fill them from your own auth_request."
        )
    return found


TARGET = Target(
    "nginx",
    "a site of nginx in front of the app",
    frozenset({"domain", "certificate", "basic_auth"}),
    "deploy/*.nginx.conf",
    _plan,
)
