"""Apps behind the proxies that `rushlight deploy` sets up, on loopback and in folders of the tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import trustme

from tests.deploy.projects import files_of, project
from tests.deploy.test_systemd import free_port
from tests.real.nginx import program, wait_for
from tests.server.running import Process, Tab, process

PASSWORD = ("ada", "a good password")


class Behind:
    """An app and the proxy in front of it."""

    def __init__(self, server: Process, port: int, base: str, tls: ssl.SSLContext | None = None) -> None:
        self.server = server
        self.base = base
        self.tls = tls
        self.port = port
        self.url = f"{'https' if tls else 'http'}://localhost:{port}"
        self.proxy: Any = None

    def browser(self, auth: tuple[str, str] | None = None) -> httpx2.Client:
        """Return a client of the proxy."""
        return httpx2.Client(base_url=self.url, auth=auth, verify=self.tls or True)

    async def tab(self, auth: tuple[str, str] | None = None, **headers: str) -> Tab:
        """Open a page by the proxy."""
        import base64

        if auth:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        socket = self.url.replace("http", "ws", 1)
        options: dict[str, Any] = {"ssl": self.tls} if self.tls else {}
        return await Tab.open(
            f"{socket}{self.base}/_rushlight/socket",
            self.browser(auth),
            additional_headers={"Origin": self.url, **named},
            ping_interval=None,
            **options,
        )


@contextmanager
def app(folder: Path, files: dict[str, str], **settings: object) -> Iterator[tuple[Path, Process]]:
    """Run a project as its unit would, and tell its settings where it listens."""
    project(folder, files, **settings)
    with process(folder / "app.py", "--server.trustedProxies", "127.0.0.1") as server:
        project(folder, files, **settings, server__port=server.port)
        yield folder, server


@contextmanager
def nginx(root: Path, server: Process, base: str = "", **wishes: object) -> Iterator[Behind]:
    """Run nginx with the site for a project."""
    folder = root.parent / "nginx"
    folder.mkdir()
    tls = certificate(folder) if wishes.get("certificate") else None
    if tls:
        wishes["certificate"] = str(folder)
    behind = Behind(server, free_port(), base, tls)
    (file,) = files_of(root, "nginx", **wishes).values()
    (folder / "site.conf").write_text(placed(file.whole, folder, behind.port))
    if wishes.get("basic_auth"):
        shutil.copy(passwords(folder), folder / f"{root.name}.htpasswd")
    temporary = "".join(f"{n}_temp_path {folder}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; events {{}}\n"
        f"http {{ access_log off; {temporary} include /etc/nginx/mime.types; include {folder}/site.conf; }}\n"
    )
    words = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr.replace("is deprecated", ""), tested.stderr
    behind.proxy = subprocess.Popen(words, stderr=subprocess.PIPE)
    try:
        wait_for(behind.port, behind.proxy)
        yield behind
    finally:
        behind.proxy.terminate()
        behind.proxy.wait(20)


def placed(site: str, folder: Path, port: int) -> str:
    """Return a site with its ports and folders in place of those of a whole machine."""
    site = re.sub(r"^ *listen \[::\].*\n", "", site, flags=re.MULTILINE)
    site = re.sub(r"listen 443 ", f"listen 127.0.0.1:{port} ", site)
    plain = free_port() if "ssl_certificate" in site else port
    site = re.sub(r"listen 80\b", f"listen 127.0.0.1:{plain}", site)
    (folder / "plain.port").write_text(str(plain))
    return (
        site.replace("/var/cache/", f"{folder}/cache-")
        .replace("/etc/nginx/", f"{folder}/")
        .replace("/var/www/", f"{folder}/")
    )


def certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate for localhost as certbot would leave it; return who trusts it."""
    authority = trustme.CA()
    issued = authority.issue_cert("localhost")
    (folder / "fullchain.pem").write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(folder / "privkey.pem")
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def passwords(folder: Path) -> Path:
    """Write a file as `htpasswd` does."""
    from passlib.hash import apr_md5_crypt

    path = folder / "passwords"
    path.write_text(f"{PASSWORD[0]}:{apr_md5_crypt.hash(PASSWORD[1])}\n")
    return path


@contextmanager
def caddy(root: Path, server: Process, base: str = "") -> Iterator[Behind]:
    """Run Caddy with the Caddyfile for a project, with a certificate of its own authority."""
    found = shutil.which("caddy")
    if found is None:
        pytest.skip("this machine has no Caddy: apt-get install caddy")
    folder = root.parent / "caddy"
    folder.mkdir()
    behind = Behind(server, free_port(), base, ssl.create_default_context())
    (folder / "Caddyfile").write_text(files_of(root, "compose")["deploy/Caddyfile"].whole)
    environment = {
        **os.environ,
        "DOMAIN": f"https://localhost:{behind.port}",
        "APP": f"127.0.0.1:{server.port}",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "HOME": str(folder),
    }
    words = [found, "adapt", "--config", str(folder / "Caddyfile"), "--validate"]
    adapted = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert adapted.returncode == 0, adapted.stderr
    (folder / "caddy.json").write_text(json.dumps(_alone(json.loads(adapted.stdout), behind.port)))
    behind.proxy = subprocess.Popen(
        [found, "run", "--config", str(folder / "caddy.json")], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(behind.port, behind.proxy)
        _trust_its_own(behind, folder / "caddy" / "pki" / "authorities" / "local" / "root.crt")
        yield behind
    finally:
        behind.proxy.terminate()
        behind.proxy.wait(20)


def _trust_its_own(behind: Behind, authority: Path) -> None:
    """Wait until Caddy has made a certificate, and trust it."""
    end = time.monotonic() + 30
    while True:
        try:
            assert behind.tls is not None
            behind.tls.load_verify_locations(authority)
            with socket.create_connection(("127.0.0.1", behind.port)) as plain:
                behind.tls.wrap_socket(plain, server_hostname="localhost").close()
            return
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)


def _alone(settings: dict[str, Any], port: int) -> dict[str, Any]:
    """Return settings of Caddy that touch nothing of this machine: no other port, no list of trusted authorities."""
    (http,) = settings["apps"]["http"]["servers"].values()
    http["listen"] = [f"127.0.0.1:{port}"]
    http["automatic_https"] = {"disable_redirects": True}
    settings["admin"] = {"disabled": True}
    settings["apps"]["pki"] = {"certificate_authorities": {"local": {"install_trust": False}}}
    return settings
