"""The configuration of nginx, read by nginx."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import trustme

from rushlight.errors import ConfigError
from rushlight.hosting import caddy, setup
from rushlight.hosting.place import Host, Place
from rushlight.hosting.proxy import program, whole_text


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("mode", ["path", "subdomain"])
def test_nginx_takes_it(tmp_path: Path, mode: str, tls: bool) -> None:
    files: dict[str, str] = {}
    if tls:
        issued = trustme.CA().issue_cert("apps.example.org", "*.apps.example.org")
        files = {"certificate": str(tmp_path / "app.pem"), "key": str(tmp_path / "app.key")}
        issued.cert_chain_pems[0].write_to_path(files["certificate"])
        issued.private_key_pem.write_to_path(files["key"])
    place = Place(tmp_path)
    (place.run / "nginx").mkdir(parents=True)
    path = tmp_path / "nginx.conf"
    path.write_text(whole_text(place, Host(domain="apps.example.org", mode=mode, port=18_999, **files), ""))  # pyright: ignore
    done = subprocess.run([program(), "-t", "-e", "stderr", "-c", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="needs Caddy: apt-get install caddy")
@pytest.mark.parametrize("mode", ["path", "subdomain"])
def test_caddy_takes_it(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "Caddyfile"
    host = Host(domain="apps.example.org", mode=mode, proxy="caddy", port=443)  # pyright: ignore
    path.write_text(caddy.config_text(Place(tmp_path), host))
    words = ["caddy", "adapt", "--adapter", "caddyfile", "--config", path]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert host.address_of_index == "https://apps.example.org/"


def test_what_an_app_is_told_of_visitors_is_never_the_browsers_word(tmp_path: Path) -> None:
    text = whole_text(Place(tmp_path), Host(), "")
    for name in ("User", "User-Roles", "User-Name", "User-Email"):
        assert text.count(f"proxy_set_header X-Rushlight-{name} $x_rushlight_{name.lower().replace('-', '_')};") == 1
    assert "proxy_set_header Cookie $app_cookie;" in text


@pytest.mark.parametrize("domain", ["", "a b", "a;b", "a{b", "*.a", "a..b", "$a", "é.org"])
def test_a_domain_that_is_none_is_refused(domain: str) -> None:
    with pytest.raises(ConfigError, match="domain"):
        setup.check(Host(domain=domain))


def test_tls_needs_both_of_its_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--key"):
        setup.check(Host(certificate=str(tmp_path)))
    with pytest.raises(ConfigError, match="There is no file"):
        setup.check(Host(certificate="/nowhere", key="/nowhere"))
