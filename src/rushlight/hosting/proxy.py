"""The configuration of nginx: it asks the gate for each request to an app, and hands it on to where the gate says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from rushlight.errors import HostError
from rushlight.hosting.place import Host, Place
from rushlight.hosting.process import HEADERS
from rushlight.hosting.question import APP, ASK, METHOD, URI

_NAME = "[a-z0-9-]+"
_KEPT = 4
"""Connections to the gate that each process of nginx keeps open."""

_COMMON = """
    # Where the browser is, as the apps and the gate are to believe it.
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host "";
    proxy_set_header X-Forwarded-Prefix "";
"""

_GATE = """
    location = {ask} {{
        internal;
        proxy_pass http://rushlight_gate;
        proxy_pass_request_body off;
        # What is asked about a large upload is not large; the location of the app has the limit.
        client_max_body_size 0;
        proxy_set_header Content-Length "";
        proxy_set_header {app} $app;
        proxy_set_header {uri} $request_uri;
        proxy_set_header {method} $request_method;
        # A request to open a WebSocket is asked for like any other.
        proxy_set_header Connection "";
        proxy_set_header Upgrade "";{common}
    }}

    # Answers in an app's stead: the way to the login, "is being started", "is not there".
    location @instead {{
        proxy_pass http://rushlight_gate;
        proxy_pass_request_body off;
        client_max_body_size 0;
        proxy_set_header Content-Length "";
        proxy_set_header {app} $app;
        proxy_set_header Connection "";{common}
    }}
"""

_TO_APP = """
        auth_request {ask};
        auth_request_set $app_upstream $upstream_http_x_rushlight_upstream;
        auth_request_set $app_cookie $upstream_http_x_rushlight_cookie;
        auth_request_set $app_release $upstream_http_set_cookie;
{sets}
        error_page 401 403 502 504 = @instead;
        add_header Set-Cookie $app_release;

        proxy_pass http://$app_upstream;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $rushlight_connection;
        # Without the cookies of the gate: no app is to have the logins of its visitors.
        proxy_set_header Cookie $app_cookie;
{headers}
        proxy_set_header {app} "";{common}
        client_max_body_size {upload}m;
        proxy_request_buffering off;
        proxy_buffering off;
"""


def site_text(place: Place, host: Host) -> str:
    """Return what stands in nginx's block `http` for a host."""
    servers = f"    server unix:{place.gate_socket} max_fails=0;\n" * (_KEPT + 2)
    start = f"""# Written by `rushlight host init`. Apps that are added, updated or removed need no change of it.
map $http_upgrade $rushlight_connection {{ default upgrade; "" close; }}
upstream rushlight_gate {{
    # What a gate that ends leaves unanswered is asked again, and waits there for the next one. A server is asked but once for a
    # request, and each of the connections that are kept may have ended with that gate: it is named more often than these are.
{servers}    keepalive {_KEPT};
}}
"""
    servers = _of_paths(host) if host.mode == "path" else _of_subdomains(host)
    return start + servers


def _of_paths(host: Host) -> str:
    return f"""
server {{
    {_listen(host)}
    server_name {host.domain};
{_gate()}
    location ~ ^/(?<app>{_NAME})$ {{
        return 307 /$app/$is_args$args;
    }}

    location ~ ^/(?<app>{_NAME})/ {{{_to_app(host)}    }}
{_own_pages()}}}
"""


def _of_subdomains(host: Host) -> str:
    return f"""
server {{
    {_listen(host)}
    server_name {host.domain};
{_own_pages()}}}

server {{
    {_listen(host)}
    server_name ~^(?<app>{_NAME})\\.{re.escape(host.domain)}$;
{_gate()}
    location ^~ /_gate/ {{
        proxy_pass http://rushlight_gate;
        proxy_set_header {APP} $app;
        proxy_set_header Connection "";{_COMMON}    }}

    location = /auth/enter {{
        proxy_pass http://rushlight_gate;
        proxy_set_header {APP} $app;
        proxy_set_header Connection "";{_COMMON}    }}

    location / {{{_to_app(host)}    }}
}}
"""


def _own_pages() -> str:
    """Return the locations of the gate's own pages."""
    body = f"""
        proxy_pass http://rushlight_gate;
        proxy_set_header {APP} "";
        proxy_set_header Connection "";{_COMMON}    }}
"""
    places = ("= /", "= /status", "= /oauth2callback", "^~ /auth/", "^~ /_rushlight/static/")
    own = "".join(f"\n    location {place} {{{body}" for place in places)
    static = body.replace(f'{APP} ""', f"{APP} gate")
    return f"{own}\n    location ^~ /_gate/ {{{static}\n    location / {{\n        return 404;\n    }}\n"


def _gate() -> str:
    return _GATE.format(ask=ASK, app=APP, uri=URI, method=METHOD, common=_COMMON)


def _to_app(host: Host) -> str:
    names = {header: header.lower().replace("-", "_") for header in HEADERS.values()}
    sets = "\n".join(f"        auth_request_set ${name} $upstream_http_{name};" for name in names.values())
    headers = "\n".join(f"        proxy_set_header {header} ${name};" for header, name in names.items())
    return _TO_APP.format(ask=ASK, sets=sets, headers=headers, app=APP, common=_COMMON, upload=host.upload)


def _listen(host: Host) -> str:
    at = f"{host.address}:{host.port}" if host.address else str(host.port)
    if not host.certificate:
        return f"listen {at};"
    return f"listen {at} ssl;\n    ssl_certificate {host.certificate};\n    ssl_certificate_key {host.key};"


def whole_text(place: Place, host: Host, user: str) -> str:
    """Return a configuration of an nginx of the host's own. Its processes run as `user`, if that can be chosen."""
    run = place.run / "nginx"
    temporary = " ".join(
        f"{name}_temp_path {run}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""{f"user {user};" if user else ""}
daemon off;
pid {run}/nginx.pid;
error_log stderr warn;
worker_processes auto;
worker_rlimit_nofile 16384;
events {{ worker_connections 4096; }}
http {{
access_log off;
server_tokens off;
server_names_hash_bucket_size 128;
{temporary}
{site_text(place, host)}
}}
"""


def program() -> str:
    """Return the path of nginx. Raises HostError if there is none."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise HostError("nginx was not found. Install it: apt-get install nginx")
    return found


def config_path(place: Place) -> Path:
    """Return where the configuration of the host's own nginx is."""
    return place.root / "nginx.conf"
