"""The files of the folder `static` beside the script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rushlight.server.shared_files import find
from tests.server.running import Running, running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "static" / "deep er").mkdir(parents=True)
    for name, content in {
        "logo.svg": "<svg/>", "page.html": "<script>alert(1)</script>", "a.js": "alert(1)", "data.csv": "a,b", "face.woff2": "x",
        "deep er/é.txt": "text", "doc.pdf": "%PDF", "noending": "x",
    }.items():  # fmt: skip
        (tmp_path / "static" / name).write_text(content)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "static" / "out").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "static" / "in").symlink_to(tmp_path / "static" / "data.csv")
    with running(tmp_path, "import rushlight as st\n", server__enableStaticServing=True) as found:
        yield found


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("logo.svg", "image/svg+xml"),
        ("data.csv", "text/csv"),
        ("face.woff2", "font/woff2"),
        ("doc.pdf", "application/pdf"),
        ("deep%20er/%C3%A9.txt", "text/plain"),
        ("in", "text/plain"),
        ("page.html", "text/plain"),
        ("a.js", "text/plain"),
        ("noending", "text/plain"),
    ],
)
def test_a_file_is_served_and_runs_nothing(server: Running, name: str, mime: str) -> None:
    answer = server.get(f"/app/static/{name}")
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == mime
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    ["none.txt", "", "deep%20er", "../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "/etc/passwd", "out", "deep%20er/../logo.svg", ".", "logo.svg/", "a%00b"],
)  # fmt: skip
def test_nothing_else_can_be_had(server: Running, name: str) -> None:
    answer = server.get(f"/app/static/{name}")
    assert answer.status == 404 or b"secret" not in answer.body
    assert answer.status == 404


def test_a_part_of_a_file_can_be_had(server: Running) -> None:
    answer = server.get("/app/static/logo.svg", range="bytes=1-3")
    assert (answer.status, answer.body) == (206, b"svg")


def test_no_file_is_served_unless_the_settings_say_so(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.txt").write_text("a")
    with running(tmp_path, "import rushlight as st\n") as server:
        assert server.get("/app/static/a.txt").status == 404


def test_there_may_be_no_such_folder(tmp_path: Path) -> None:
    assert find(tmp_path / "static", "a.txt") is None
