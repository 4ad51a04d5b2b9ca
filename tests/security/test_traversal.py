"""No address leads to a file that is not meant to be had."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import rushlight.server
from tests.security.requests import Answer, ask_all, get
from tests.server.running import Running, running

PAYLOADS = (Path(__file__).parent / "traversal.txt").read_text(encoding="utf-8").splitlines()
CANARY = "canary-outside"
LEAKS = [CANARY.encode(), b"root:x:0:", b"from __future__ import", b"[fonts]", b"PATH="]
"""What only a file outside holds: ours, one of the machine's, a module of Python, files of Windows, an environment."""

STATIC = Path(rushlight.server.__file__).parent / "static" / "_rushlight" / "static"
ROUTES = {
    "/_rushlight/static/": next(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")),
    "/_rushlight/icons/": "code.svg",
    "/_rushlight/vendor/plotly/": f"{version('plotly')}/plotly.min.js",
    f"/_rushlight/vendor/plotly/{version('plotly')}/": "plotly.min.js",
    "/_rushlight/media/": None,
    "/_rushlight/export/": None,
    "/_rushlight/upload/": None,
    "/app/static/": "inside.txt",
    "/component/app.part/": "inside.txt",
    "/component/": "app.part/inside.txt",
    "/": "",
}
"""Where files come from, each with one that may be had, if any may without a session."""

SCRIPT = """
from pathlib import Path
import rushlight as st
import rushlight.components.v1 as components
components.declare_component("part", path=Path(__file__).parent / "frontend")
st.text("shown")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("home")
    app = home / "app"
    for folder in ("static", "frontend"):
        (app / folder / "sub").mkdir(parents=True)
        (app / folder / "inside.txt").write_text("inside")
        (app / f"{folder}_x").mkdir()
        (app / folder / "link").symlink_to(home / "outside.txt")
        (app / folder / "absolute-link").symlink_to("/etc/passwd")
        (app / folder / "link-folder").symlink_to(home)
    for name in ("outside.txt", "app/outside.txt", "app/static_x/outside.txt", "app/frontend_x/outside.txt", "app/.env", "app/secrets.toml"):  # fmt: skip
        (home / name).write_text(CANARY)
    for folder, name in ((".git", "config"), (".streamlit", "secrets.toml")):
        (app / folder).mkdir()
        (app / folder / name).write_text(f'word = "{CANARY}"')
    with running(app, f"{SCRIPT}# {CANARY}\n", server__enableStaticServing=True) as found:
        # The script has run once when it is ready: the component is declared.
        found.until("/_rushlight/ready", 200)
        yield found


def leaks(answers: list[Answer], route: str) -> list[str]:
    return [
        f"{route}{payload}: {leak!r}"
        for payload, answer in zip(PAYLOADS, answers, strict=True)
        for leak in LEAKS
        if leak in answer.head + answer.body
    ]


def test_the_corpus_has_500_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 500


@pytest.mark.parametrize(("route", "name"), ROUTES.items())
def test_traversal_leads_nowhere(server: Running, route: str, name: str | None) -> None:
    if name is not None:
        assert server.get(route + name).status == 200, "the route serves what it should"
    answers = asyncio.run(ask_all(server.port, [get(route + payload) for payload in PAYLOADS]))
    assert leaks(answers, route) == []
    assert {answer.status for answer in answers} <= {200, 206, 307, 400, 401, 403, 404, 405, 431}


def test_traversal_by_upload_writes_nothing_outside(server: Running, tmp_path_factory: pytest.TempPathFactory) -> None:
    body = "planted-by-upload"
    requests = [
        get(f"/_rushlight/upload/{payload}", "PUT", Content_Length=str(len(body)), X_File_Name=payload) + body.encode()
        for payload in PAYLOADS
    ]
    answers = asyncio.run(ask_all(server.port, requests))
    assert not [answer for answer in answers if answer.status in (200, 201, 204) or answer.status >= 500]
    home = tmp_path_factory.getbasetemp()
    written = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    assert not [path for path in written if body in path.read_text(encoding="utf-8", errors="replace")]
