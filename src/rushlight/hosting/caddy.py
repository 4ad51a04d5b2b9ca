"""The configuration of Caddy: it asks the gate for each request to an app, as nginx does."""

from __future__ import annotations

import os
import re
import shutil

from rushlight.errors import HostError
from rushlight.hosting.place import Host, Place
from rushlight.hosting.process import HEADERS
from rushlight.hosting.question import AGAIN, APP, ASK, URI, WHOLE

_NAME = "[a-z0-9-]+"
_TOLD = ("X-Rushlight-Upstream", "X-Rushlight-Cookie", *HEADERS.values())
_TRY = "2s"
"""How long a process that is restarted is waited for, before the gate is asked once more."""


def config_text(place: Place, host: Host) -> str:
    """Return the whole configuration."""
    gate = f"unix/{place.gate_socket}"
    sites = _paths(host, gate) if host.mode == "path" else _subdomains(host, gate)
    return f"""# Written by `rushlight host init`. Apps that are added, updated or removed need no change of it.
{{
	admin off
	auto_https {"disable_redirects" if host.has_tls else "off"}
	storage file_system {place.run}/caddy
	servers {{
		protocols h1 h2
	}}
}}
{sites}"""


def _paths(host: Host, gate: str) -> str:
    return f"""
{_address(host, host.domain)} {{
{_start(host)}
{_own_pages(gate)}
	@bare path_regexp bare ^/({_NAME})$
	handle @bare {{
		redir * /{{re.bare.1}}/?{{query}} 307
	}}

	@app path_regexp app ^/({_NAME})/
	handle @app {{
{_to_app(host, gate, "{re.app.1}")}
	}}
	handle {{
		respond 404
	}}
	handle_errors {{
		@failed path_regexp app ^/({_NAME})/
		handle @failed {{
{_once_more(host, gate, "{re.app.1}")}
		}}
	}}
}}
"""


def _subdomains(host: Host, gate: str) -> str:
    app = f"header_regexp app Host ^({_NAME})\\.{re.escape(host.domain)}(:\\d+)?$"
    return f"""
{_address(host, host.domain)} {{
{_start(host)}
{_own_pages(gate)}
	handle {{
		respond 404
	}}
}}

{_address(host, f"*.{host.domain}")} {{
{_start(host)}
	@app {app}
	@own path /auth/enter /_gate/_rushlight/static/*
	handle @own {{
		reverse_proxy @app {gate} {{
			header_up {APP} {{re.app.1}}
			header_up -X-Forwarded-Prefix
		}}
	}}
	handle @app {{
{_to_app(host, gate, "{re.app.1}")}
	}}
	handle {{
		respond 404
	}}
	handle_errors {{
		@failed {app}
		handle @failed {{
{_once_more(host, gate, "{re.app.1}")}
		}}
	}}
}}
"""


def _address(host: Host, name: str) -> str:
    return f"{'https' if host.has_tls else 'http'}://{name}:{host.port}"


def _start(host: Host) -> str:
    lines = [f"	bind {host.address}"] if host.address not in ("", "0.0.0.0") else []
    lines += [f"	tls {host.certificate} {host.key}"] if host.certificate else []
    return "\n".join(lines)


def _own_pages(gate: str) -> str:
    return f"""	@own path / /status /oauth2callback /auth/* /_rushlight/static/*
	handle @own {{
		reverse_proxy {gate} {{
			header_up -{APP}
			header_up -X-Forwarded-Prefix
		}}
	}}
	handle /_gate/_rushlight/static/* {{
		reverse_proxy {gate} {{
			header_up {APP} gate
			header_up -X-Forwarded-Prefix
		}}
	}}
"""


def _to_app(host: Host, gate: str, app: str, *, again: bool = False) -> str:
    once_more = f"header_up {AGAIN} caddy" if again else f"header_up -{AGAIN}"
    forget = "\n".join(f"			request_header -{header}" for header in (*_TOLD, "X-Rushlight-Release"))
    return f"""		route {{
			# What only the gate may say of a visitor.
{forget}
			forward_auth {gate} {{
				uri {ASK}
				header_up {APP} {app}
				header_up {URI} {{http.request.orig_uri}}
				header_up {WHOLE} caddy
				{once_more}
				header_up -Connection
				header_up -Upgrade
				header_up -X-Forwarded-Prefix
				copy_headers {" ".join(_TOLD)} Set-Cookie>X-Rushlight-Release
			}}
			@begins header_regexp begins X-Rushlight-Release .+
			header @begins +Set-Cookie {{http.request.header.X-Rushlight-Release}}
			# Without the cookies of the gate: no app is to have the logins of its visitors.
			request_header Cookie {{http.request.header.X-Rushlight-Cookie}}
			request_body {{
				max_size {host.upload}MB
			}}
			reverse_proxy {{http.request.header.X-Rushlight-Upstream}} {{
				header_up -X-Rushlight-Upstream
				header_up -X-Rushlight-Cookie
				header_up -X-Rushlight-Release
				header_up -{APP}
				header_up -X-Forwarded-Prefix
				flush_interval -1
				lb_try_duration {_TRY}
				lb_try_interval 100ms
			}}
		}}"""


def _once_more(host: Host, gate: str, app: str) -> str:
    """Return what is done about an app that was not reached: the gate has it woken, or says what is the matter."""
    return f"""		@gone expression {{http.error.status_code}} in [502, 504] && {{http.request.method}} in ["GET", "HEAD"]
		handle @gone {{
{_to_app(host, gate, app, again=True)}
		}}"""


def words(place: Place, host: Host, user: str) -> list[str]:
    """Return the words that start Caddy; as root, as another user who may use small ports. Raises HostError without one."""
    found = shutil.which("caddy")
    if not found:
        raise HostError("Caddy was not found. Install it: apt-get install caddy")
    run = [found, "run", "--adapter", "caddyfile", "--config", str(place.root / "Caddyfile")]
    if os.geteuid() != 0 or not host.first_user:
        return run
    setpriv = shutil.which("setpriv")
    if not setpriv:
        raise HostError("setpriv was not found. Install it: apt-get install util-linux")
    ports = ["--inh-caps", "+net_bind_service", "--ambient-caps", "+net_bind_service"]
    return [setpriv, "--reuid", user, "--regid", user, "--clear-groups", *ports, *run]
