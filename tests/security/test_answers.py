"""What every answer tells browsers, whatever it is the answer of; and requests whose heads are spoilt."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import pytest

import rushlight.server
from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from rushlight.server import paths
from rushlight.server.policy import POLICIES
from tests.security.requests import Answer, ask_all
from tests.server.running import Running, Tab, running

PASSWORD = "a long password"
SCRIPT = """
from pathlib import Path
import rushlight as st
import rushlight.components.v1 as components
components.declare_component("part", path=Path(__file__).parent / "frontend")
st.image(b"GIF89a\\x01\\x00\\x01\\x00\\x00\\x00\\x00;")
st.download_button("d", b"some bytes")
st.file_uploader("f")
st.text("shown")
"""
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND", "NOTHING")
STATIC = Path(rushlight.server.__file__).parent / "static" / "_rushlight" / "static"
FILE = next(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))
FILLED = {
    paths.STATIC: [FILE, "nothing.js", "assets/%00", "../x"],
    paths.ICONS: ["code", "nothing"],
    paths.VENDOR: [f"plotly/{version('plotly')}/plotly.min.js", "plotly/0/x.js"],
    paths.COMPONENT: ["app.part/inside.txt", "app.part/index.html", "app.part/none", "no/none"],
    paths.SHARED: ["inside.txt", "none.txt"],
}
"""For addresses with places in them: what is there, and what is not."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("app")
    write_users(folder / "users.json", Users(users={"ada": User(hashed(PASSWORD))}))
    for name in ("frontend", "static"):
        (folder / name).mkdir()
        (folder / name / "inside.txt").write_text("inside")
        (folder / name / "index.html").write_text("<p>inside")
    settings = {"login__users": str(folder / "users.json"), "server__trustedProxies": ["127.0.0.1"]}
    flags = {"server__enableStaticServing": True, "server__enableAgentApi": True}
    with running(folder, SCRIPT, **settings, **flags) as found:
        found.until("/_rushlight/ready", 200)
        yield found


@pytest.fixture(scope="module")
def ada(server: Running) -> httpx2.Client:
    client = httpx2.Client(base_url=f"http://127.0.0.1:{server.port}")
    token = re.search(r'name="token" value="([^"]+)"', client.get("/auth/login").text)
    assert token is not None
    fields = {"token": token[1], "name": "ada", "password": PASSWORD, "next": ""}
    assert client.post("/auth/login", data=fields, headers={"origin": str(client.base_url)}).status_code == 303
    return client


async def enter_by_tls(port: int) -> str:
    """Log in through a proxy that has TLS; return the cookies, which have names of their own there."""
    (form,) = await ask_all(port, [request("GET", "/auth/login", port, "X-Forwarded-Proto: https")])
    token = re.search(rb'name="token" value="([^"]+)"', form.body)
    assert token is not None
    body = urlencode({"token": token[1].decode(), "name": "ada", "password": PASSWORD, "next": ""})
    lines = ["X-Forwarded-Proto: https", f"Origin: https://127.0.0.1:{port}", f"Cookie: {set_cookies(form)}"]
    sent = request("POST", "/auth/login", port, *lines, f"Content-Length: {len(body)}") + body.encode()
    (entered,) = await ask_all(port, [sent])
    assert entered.status == 303
    return f"{set_cookies(form)}; {set_cookies(entered)}"


def set_cookies(answer: Answer) -> str:
    return "; ".join(value.partition(";")[0] for value in headers_of(answer).get("set-cookie", []))


def addresses(tab: Tab) -> list[str]:
    """Return every address of the table, with what is there and what is not in its places."""
    assert tab.page is not None
    shown = str([node.props for node in tab.page.root.walk()])
    media = re.findall(r"_rushlight/media/[^'\"?]+", shown)
    assert len(media) >= 2
    found = [f"/{address}" for address in media]
    for path in POLICIES:
        base = path.partition("/{")[0]
        for rest in FILLED.get(base, ["x" * 20]) if "{" in path else [""]:
            found.append((f"{base}/{rest}.svg" if base == paths.ICONS else f"{base}/{rest}") if rest else path.replace("{path:path}", ""))  # fmt: skip
    return [*dict.fromkeys(found), "/page", "/nowhere/at/all.php", "/?embed=true", "/auth/login?next=//evil.example"]


def request(method: str, target: str, port: int, *lines: str) -> bytes:
    return "\r\n".join(
        [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", *lines, "", ""]
    ).encode()


def headers_of(answer: Answer) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in answer.head.decode("latin-1").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        found.setdefault(name.lower(), []).append(value.strip())
    return found


def lacks(answer: Answer, tls: bool) -> list[str]:
    """Return what is wrong with the headers of an answer."""
    given = headers_of(answer)
    exact = {"x-content-type-options": {"nosniff"}, "referrer-policy": {"same-origin", "no-referrer"}}
    exact |= {"cross-origin-opener-policy": {"same-origin"}, "cross-origin-resource-policy": {"same-origin"}}
    wrong = [name for name, may in exact.items() if len(given.get(name, [])) != 1 or given[name][0] not in may]
    policies = given.get("content-security-policy", [])
    if len(policies) != 1 or "frame-ancestors" not in policies[0]:
        wrong.append("content-security-policy")
    if len(given.get("cache-control", [])) != 1:
        wrong.append("cache-control")
    if tls and given.get("strict-transport-security") != ["max-age=31536000"]:
        wrong.append("strict-transport-security")
    if not tls and "strict-transport-security" in given:
        wrong.append("strict-transport-security without TLS")
    if answer.body and "charset" not in given["content-type"][0] and given["content-type"][0].startswith("text/"):
        wrong.append("charset")
    return wrong + [name for name in ("server", "x-powered-by", "access-control-allow-origin") if name in given]


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("who", ["nobody", "ada"])
def test_every_kind_of_answer_is_careful(server: Running, ada: httpx2.Client, who: str, tls: bool) -> None:
    async def journey() -> tuple[list[str], list[Answer]]:
        tab = await Tab.open(server.socket, httpx2.Client(cookies=ada.cookies))
        await tab.until_text("shown")
        lines = [f"X-Rushlight-Session: {tab.session}", *(["X-Forwarded-Proto: https"] if tls else [])]
        if who == "ada":
            lines.append(f"Cookie: {await enter_by_tls(server.port) if tls else tab.cookies}")
        asked = [(method, target) for target in addresses(tab) for method in METHODS]
        answers = await ask_all(server.port, [request(*each, server.port, *lines) for each in asked])
        await tab.socket.close()
        return [f"{method} {target}" for method, target in asked], answers

    asked, answers = asyncio.run(journey())
    wrong: dict[str, object] = {}
    statuses: dict[int, int] = {}
    for what, answer in zip(asked, answers, strict=True):
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
        method = what.partition(" ")[0]
        # What is refused before it is known by what way it has come, says nothing of TLS.
        early = answer.status in (400, 431) and b"strict-transport" not in answer.head.lower()
        if problems := lacks(answer, tls and not early):
            wrong[f"{what}: {answer.status}"] = problems
        if method in ("TRACE", "CONNECT", "PROPFIND", "NOTHING") and answer.status not in (405, 400):
            wrong[f"{what}: {answer.status}"] = "a method that nothing has"
    assert wrong == {}
    assert not [status for status in statuses if status >= 500 or status < 200], statuses
    expected = {200, 400, 403, 404, 405} if who == "ada" else {200, 303, 401, 404, 405}
    assert expected <= set(statuses), statuses


HOST = "Host: 127.0.0.1"
SPOILT = {
    "two hosts": ([HOST, "Host: other"], {400}),
    "the same host twice": ([HOST, HOST], {400}),
    "no host": ([], {400}),
    "a host of 10,000 letters": (["Host: " + "a" * 10_000], {200, 400}),
    "a host of 70,000 letters": (["Host: " + "a" * 70_000], {431}),
    "a host with a user": (["Host: evil@127.0.0.1"], {400}),
    "a host with a path": (["Host: 127.0.0.1/x"], {400}),
    "a host in two": (["Host: 127.0.0.1 evil"], {400}),
    "a port that is none": (["Host: 127.0.0.1:http"], {400}),
    "a bracket": (["Host: [::1"], {400}),
    "markup as a host": (["Host: <script>"], {400}),
    "too many headers": ([HOST, *(f"X-{n}: y" for n in range(20_000))], {431}),
    "forwarded for nobody": ([HOST, "X-Forwarded-For: ,,,,"], {200}),
    "forwarded for a script": ([HOST, "X-Forwarded-For: <script>", "X-Forwarded-Proto: javascript"], {200}),
    "forwarded hosts by the dozen": ([HOST, "X-Forwarded-Host: " + "a," * 5000], {200}),
    "a forwarded host with a line": (
        [HOST, "X-Forwarded-Host: a\tb", "X-Forwarded-Prefix: /../..//evil.example"],
        {200},
    ),
    "forwarded twice": ([HOST, "X-Forwarded-Proto: https", "X-Forwarded-Proto: http"], {200}),
    "a length below zero": ([HOST, "Content-Length: -1"], {400}),
    "two lengths": ([HOST, "Content-Length: 0", "Content-Length: 1"], {400}),
    "a length without an end": ([HOST, "Content-Length: " + "9" * 100], {400}),
    "a length in letters": ([HOST, "Content-Length: five"], {400}),
    "a length and chunks": ([HOST, "Content-Length: 0", "Transfer-Encoding: chunked"], {400}),
    "chunks that are none": ([HOST, "Transfer-Encoding: chunked, identity"], {400}),
    "an encoding that nobody knows": ([HOST, "Transfer-Encoding: cow"], {400}),
    "a folded line": ([HOST, "X: a", " b"], {400}),
    "a header without a colon": ([HOST, "X"], {400}),
    "a header without a name": ([HOST, ": x"], {400}),
    "a zero": ([HOST, "X: a\0b"], {400}),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_head_is_refused_with_care_or_means_nothing(server: Running, name: str) -> None:
    lines, may = SPOILT[name]
    sent = "\r\n".join(["GET /auth/login HTTP/1.1", *lines, "Connection: close", "", ""]).encode()
    (answer,) = asyncio.run(ask_all(server.port, [sent]))
    assert answer.status in may
    assert lacks(answer, tls=b"strict-transport" in answer.head.lower()) == []
    assert b"evil" not in answer.body and b"<script>" not in answer.body


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["Sec-WebSocket-Version: 12", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="], 400),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: <script>"], 400),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Origin: https://evil.example"], 403),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="], 403),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", *(f"X-{n}: y" for n in range(200))], 431),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "X: " + "y" * 10_000], 431),
    ],
    ids=["version", "key", "origin", "nobody", "many headers", "a long header"],
)  # fmt: skip
@pytest.mark.parametrize("path", [paths.SOCKET, "/elsewhere"])
def test_a_socket_is_refused_with_care(server: Running, path: str, lines: list[str], status: int) -> None:
    opening = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade", *lines]
    (answer,) = asyncio.run(ask_all(server.port, ["\r\n".join([*opening, "", ""]).encode()]))
    assert answer.status == status
    assert lacks(answer, tls=False) == []
