"""Whom to believe of what proxies say."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from rushlight.config import Config
from rushlight.errors import ConfigError
from rushlight.server.proxies import Proxies, Trusted, is_local, of_forwarded, of_x_forwarded, resolve
from tests.server.running import Tab, running


def scope(
    headers: dict[str, str] | list[tuple[str, str]],
    peer: str | None = "127.0.0.1",
    kind: str = "http",
    path: str = "/x",
) -> dict[str, Any]:
    pairs = headers.items() if isinstance(headers, dict) else headers
    return {
        "type": kind,
        "scheme": "http" if kind == "http" else "ws",
        "path": path,
        "client": (peer, 5000) if peer else None,
        "server": ("127.0.0.1", 80) if peer else ("/run/app.sock", None),
        "headers": [(name.lower().encode(), value.encode()) for name, value in pairs],
    }


def proxies(*trusted: str, header: str = "x-forwarded") -> Proxies:
    return Proxies(Config({"server.trustedProxies": list(trusted), "server.forwardedHeader": header}))


EVERYTHING = {
    "Host": "inner", "X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "app.example:8443", "X-Forwarded-Prefix": "/apps/one/",
}  # fmt: skip


def test_a_trusted_proxy_is_believed() -> None:
    seen = proxies("127.0.0.1").behind(scope(EVERYTHING))
    assert seen["client"][0] == "203.0.113.5"
    assert seen["scheme"] == "https"
    assert dict(seen["headers"])[b"host"] == b"app.example:8443"
    assert (seen["root_path"], seen["path"]) == ("/apps/one", "/apps/one/x")
    assert proxies("127.0.0.1").behind(scope(EVERYTHING, kind="websocket"))["scheme"] == "wss"


@pytest.mark.parametrize("trusted", [(), ("10.0.0.0/8",), ("unix",), ("127.0.0.2",)])
def test_another_is_not(trusted: tuple[str, ...]) -> None:
    given = scope(EVERYTHING)
    assert proxies(*trusted).behind(given) is given


def test_on_a_unix_socket_only_those_are_believed_whom_the_word_unix_names() -> None:
    given = scope(EVERYTHING, peer=None)
    assert proxies("unix").behind(given)["client"][0] == "203.0.113.5"
    assert proxies("0.0.0.0/0", "::/0").behind(given) is given


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("1.2.3.4, 203.0.113.5", "203.0.113.5"),
        ("1.2.3.4, 203.0.113.5, 10.0.0.7, 10.0.0.8", "203.0.113.5"),
        ("127.0.0.1, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.7", "10.0.0.7"),
        ("203.0.113.5:4711", "203.0.113.5"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:10.0.0.7, ::ffff:203.0.113.5", "::ffff:203.0.113.5"),
        ("127.0.0.1, nonsense", None),
        ("203.0.113.5, unknown", None),
        ("", "10.0.0.1"),
    ],
)
def test_the_address_is_what_the_outermost_trusted_proxy_saw(said: str, address: str | None) -> None:
    found = resolve(of_x_forwarded([(b"x-forwarded-for", said.encode())]), "10.0.0.1", Trusted(["10.0.0.0/8"]))
    assert found.address == address


def test_of_lists_that_proxies_append_to_the_entry_of_the_outermost_trusted_one_counts() -> None:
    headers = [
        (b"x-forwarded-for", b"6.6.6.6, 203.0.113.5"),
        (b"x-forwarded-for", b"10.0.0.7"),
        (b"x-forwarded-proto", b"ftp, https, http"),
        (b"x-forwarded-host", b"evil.example, app.example, inner"),
    ]
    found = resolve(of_x_forwarded(headers), "10.0.0.1", Trusted(["10.0.0.0/8"]))
    assert (found.address, found.scheme, found.host) == ("203.0.113.5", "https", "app.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Forwarded-Proto", "javascript"), ("X-Forwarded-Host", "a b"), ("X-Forwarded-Host", 'x"><script>'),
        ("X-Forwarded-Prefix", "//evil.example"), ("X-Forwarded-Prefix", "/a/../b"), ("X-Forwarded-Prefix", "evil"),
        ("X-Forwarded-Prefix", "/<script>"), ("X-Forwarded-Prefix", "/"), ("X-Forwarded-Host", "app.example:999999"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_believed_even_of_a_trusted_proxy(name: str, value: str) -> None:
    seen = proxies("127.0.0.1").behind(scope({"Host": "inner", name: value}))
    assert (seen["scheme"], seen["path"], seen.get("root_path", "")) == ("http", "/x", "")
    assert dict(seen["headers"])[b"host"] == b"inner"


def test_a_prefix_that_the_proxy_has_kept_is_not_put_before_the_path_again() -> None:
    seen = proxies("127.0.0.1").behind(scope({"X-Forwarded-Prefix": "/one"}, path="/one/x"))
    assert (seen["path"], seen.get("root_path", "")) == ("/one/x", "")
    seen = proxies("127.0.0.1").behind(scope({"X-Forwarded-Prefix": "/one"}, path="/oneself"))
    assert (seen["path"], seen["root_path"]) == ("/one/oneself", "/one")


@pytest.mark.parametrize(
    ("header", "address", "scheme", "host"),
    [
        ("for=203.0.113.5;proto=https;host=app.example", "203.0.113.5", "https", "app.example"),
        ('For="[2001:db8::1]:4711"; Proto=HTTPS', "2001:db8::1", "https", None),
        ("for=6.6.6.6, for=203.0.113.5;proto=https, for=10.0.0.7;proto=http", "203.0.113.5", "https", None),
        ("for=_hidden;proto=https", None, "https", None),
        ("for=unknown", None, None, None),
        ('for="203.0.113.5', "10.0.0.1", None, None),
        ('for=203.0.113.5;host="a\\"b"', "203.0.113.5", None, None),
        ("for=203.0.113.5 nonsense", "10.0.0.1", None, None),
        (",,,", "10.0.0.1", None, None),
    ],
)
def test_the_header_of_rfc_7239(header: str, address: str | None, scheme: str | None, host: str | None) -> None:
    found = resolve(of_forwarded([(b"forwarded", header.encode())]), "10.0.0.1", Trusted(["10.0.0.0/8"]))
    assert (found.address, found.scheme, found.host) == (address, scheme, host)


def test_only_one_family_of_headers_is_read() -> None:
    both = {"X-Forwarded-For": "203.0.113.5", "Forwarded": "for=6.6.6.6"}
    assert proxies("127.0.0.1").behind(scope(both))["client"][0] == "203.0.113.5"
    assert proxies("127.0.0.1", header="forwarded").behind(scope(both))["client"][0] == "6.6.6.6"


def test_what_is_no_address_is_said_when_the_server_starts() -> None:
    with pytest.raises(ConfigError, match=r"'nginx' is no address"):
        Trusted(["nginx"])


@pytest.mark.parametrize(
    ("headers", "peer", "local"),
    [
        ({"Host": "localhost:8501"}, "127.0.0.1", True),
        ({"Host": "[::1]:8501"}, "::1", True),
        ({"Host": "127.0.0.1"}, "::ffff:127.0.0.1", True),
        ({"Host": "app.example"}, "127.0.0.1", False),
        ({"Host": "localhost"}, "10.0.0.7", False),
        ({"Host": "localhost", "X-Real-IP": "127.0.0.1"}, "127.0.0.1", False),
        ({"Host": "localhost", "Via": "1.1 x"}, "127.0.0.1", False),
        ({"Host": "localhost"}, None, True),
        ({"Host": "localhost", "X-Forwarded-For": "1.2.3.4"}, None, False),
        ({}, "127.0.0.1", False),
    ],
)
def test_what_comes_from_this_machine(headers: dict[str, str], peer: str | None, local: bool) -> None:
    assert is_local(scope(headers, peer)) is local


def test_behind_a_trusted_proxy_the_browsers_address_says_what_is_local() -> None:
    trusting = proxies("127.0.0.1")
    assert is_local(trusting.behind(scope({"X-Forwarded-For": "127.0.0.1", "Host": "app.example"})))
    assert not is_local(trusting.behind(scope({"X-Forwarded-For": "203.0.113.5"})))
    assert not is_local(trusting.behind(scope({"X-Forwarded-For": "127.0.0.1, garbage"})))


ADDRESS = "import rushlight as st\nst.text(f'{st.context.ip_address} {st.context.headers.get(\"host\")}')\n"


def test_a_script_sees_the_browsers_address_only_through_a_trusted_proxy(tmp_path: Path) -> None:
    async def visit(url: str, shown: str) -> None:
        headers = {"X-Forwarded-For": "203.0.113.5", "X-Forwarded-Host": "app.example"}
        await (await Tab.open(url, additional_headers=headers)).until_text(shown)

    with running(tmp_path, ADDRESS, server__trustedProxies=["127.0.0.1"]) as server:
        asyncio.run(visit(server.socket, "203.0.113.5 app.example"))
    with running(tmp_path, ADDRESS) as server:
        asyncio.run(visit(server.socket, f"None 127.0.0.1:{server.port}"))


def test_cookies_are_secure_and_tls_is_kept_to_only_where_there_is_tls(tmp_path: Path) -> None:
    with running(tmp_path, ADDRESS, server__trustedProxies=["127.0.0.1"]) as server:
        plain, safe = server.get("/"), server.get("/", X_Forwarded_Proto="https")
        assert "Secure" not in plain.headers["set-cookie"]
        assert "strict-transport-security" not in plain.headers
        assert "Secure" in safe.headers["set-cookie"]
        assert safe.headers["strict-transport-security"] == "max-age=31536000"
        assert "strict-transport-security" in server.get("/_rushlight/health", X_Forwarded_Proto="https").headers
    with running(tmp_path, ADDRESS) as server:
        forged = server.get("/", X_Forwarded_Proto="https")
        assert "Secure" not in forged.headers["set-cookie"]
        assert "strict-transport-security" not in forged.headers


@pytest.mark.parametrize(
    ("base", "prefix", "path"), [("", "/one", "/"), ("app", "/one", "/app/"), ("app", "", "/app/")]
)
def test_the_page_knows_its_address_below_prefix_and_base_path(
    tmp_path: Path, base: str, prefix: str, path: str
) -> None:
    settings = {"server__trustedProxies": ["127.0.0.1"], "server__baseUrlPath": base}
    with running(tmp_path, ADDRESS, **settings) as server:
        answer = server.get(path, **({"X_Forwarded_Prefix": prefix} if prefix else {}))
        whole = f"{prefix}/{base}/" if base else f"{prefix}/"
        assert f'<base href="{whole}">' in answer.body.decode()


def test_pages_are_compressed_for_those_who_like_it(tmp_path: Path) -> None:
    import gzip

    with running(tmp_path, ADDRESS) as server:
        plain, packed = server.get("/"), server.get("/", Accept_Encoding="gzip, br")
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
        assert len(packed.body) < len(plain.body)
        assert gzip.decompress(packed.body).startswith(plain.body[:300])
