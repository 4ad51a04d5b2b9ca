"""A real nginx, with the configuration that the guide gives."""

from __future__ import annotations

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

import httpx2
import trustme

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "operations.md"
_BLOCKS = re.findall(r"```nginx\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
SITE, KEPT, STRIPPED = _BLOCKS
"""The blocks of the guide: a whole site, a path that is kept, one that is stripped."""


class Nginx:
    """A proxy that runs."""

    def __init__(self, port: int, tls: ssl.SSLContext) -> None:
        self.port = port
        self.tls = tls
        self.url = f"https://localhost:{port}"
        self.socket = f"wss://localhost:{port}"

    def browser(self) -> httpx2.Client:
        """Return a client that trusts it."""
        return httpx2.Client(verify=self.tls, base_url=self.url)


def program() -> str:
    """Return the path of nginx."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert found, "These tests need nginx: apt-get install nginx"
    return found


def site(*upstreams: str, location: str = "") -> str:
    """Return the guide's site for some servers, with its location put in place of that of the whole."""
    text = SITE.replace("server 127.0.0.1:8501;", "\n".join(f"server {each};" for each in upstreams))
    if not location:
        return text
    lines = re.search(r"location / \{\n(.*?)\n    \}", text, re.DOTALL)
    assert lines is not None
    common = "\n".join(line for line in lines[1].splitlines() if "proxy_pass" not in line)
    assert text.count(lines[0]) == 1
    return text.replace(lines[0], location.replace("}", f"{common}\n}}"))


@contextmanager
def nginx(folder: Path, config: str) -> Iterator[Nginx]:
    """Run nginx with a configuration of the guide, on a free port and with a certificate of its own."""
    authority = trustme.CA()
    issued = authority.issue_cert("localhost")
    (folder / "app.pem").write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(folder / "app.key")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = config.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;").replace("/etc/ssl/", f"{folder}/")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As root its processes would become somebody who may not read the test's folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{config}\n}}\n"
    )
    process = subprocess.Popen([program(), "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    try:
        wait_for(port, process)
        yield Nginx(port, context)
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a proxy listens."""
    end = time.monotonic() + 20
    while True:
        if process.poll() is not None:
            assert process.stderr is not None
            raise AssertionError(process.stderr.read().decode())
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.02)
