"""The files of components over HTTP, and what the page's policy says of their hosts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from rushlight.components.registry import Declared, registry
from rushlight.server.headers import Origins, page_policy
from tests.server.serving import served, server_of

NAME = "tests.box"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><html><head><title>x</title></head></html>")
    (folder / "bare.html").write_text("<p>bare</p>")
    (folder / "main.js").write_text("let a = 1;\n" * 500)
    (folder / "font.woff2").write_bytes(b"font")
    registry.add(Declared(NAME, folder))
    yield folder


def get(tmp_path: Path, path: str, settings: dict[str, Any] | None = None, **headers: str) -> httpx2.Response:
    with served(server_of(tmp_path, "", settings)) as address:
        return httpx2.get(f"{address.http}/component/{NAME}/{path}", headers=headers)


def test_a_page_is_served_as_it_is_but_for_a_notice_of_its_errors(tmp_path: Path, folder: Path) -> None:
    answer = get(tmp_path, "index.html")
    start, notice, end = answer.text.partition("<script>")
    assert (start, notice) == ("<!doctype html><html><head>", "<script>")
    assert end.endswith("</script><title>x</title></head></html>")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert get(tmp_path, "bare.html").text.endswith("</script><p>bare</p>")


def test_files_are_compressed_and_known_again(tmp_path: Path, folder: Path) -> None:
    answer = get(tmp_path, "main.js")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == (folder / "main.js").read_text()
    assert answer.headers["cache-control"] == "public"
    again = get(tmp_path, "main.js", **{"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (folder / "main.js").write_text("other")
    assert get(tmp_path, "main.js", **{"if-none-match": answer.headers["etag"]}).text == "other"


def test_a_page_that_is_missing_says_so_to_the_app(tmp_path: Path, folder: Path) -> None:
    answer = get(tmp_path, "nowhere.html")
    assert answer.status_code == 404
    assert "isRushlightMessage" in answer.text
    assert get(tmp_path, "nowhere.js").text == "not found"


def test_only_isolated_components_are_for_strangers(tmp_path: Path, folder: Path) -> None:
    users = tmp_path / "users.json"
    write_users(users, Users(users={"ada": User(hashed("a long password"))}))
    login = {"login.users": str(users)}
    assert get(tmp_path, "font.woff2", login).status_code == 401
    for isolated in (NAME, "*"):
        answer = get(tmp_path, "font.woff2", {**login, "components.isolated": [isolated]})
        assert answer.content == b"font"
        assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in get(tmp_path, "font.woff2").headers
    assert get(tmp_path, "font.woff2", {**login, "components.isolated": ["tests.other"]}).status_code == 401


def test_the_policy_lets_the_page_load_from_the_hosts_that_are_allowed() -> None:
    policy = dict(
        part.split(" ", 1)
        for part in page_policy("n", Origins(components=["https://esm.sh", "*.example.org:8080"])).split("; ")
    )
    for name in ("script-src", "style-src", "font-src", "connect-src"):
        assert policy[name].startswith("'self' https://esm.sh *.example.org:8080")
    assert policy["default-src"] == "'self'"
    assert "'unsafe-eval'" not in policy["script-src"]


@pytest.mark.parametrize("host", ["'unsafe-inline'", "*", "x; script-src *", "data:", "https:", "a b", "", "//evil"])
def test_what_is_no_host_changes_nothing_of_the_policy(host: str) -> None:
    assert page_policy("n", Origins(components=[host])) == page_policy("n")
