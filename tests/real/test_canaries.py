"""Secrets that must not be seen: each is planted, and everything that browsers and logs are given is searched for it."""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.server.running import Process, Tab, process

CANARIES = [f"canary-{n:02}-{'ab'[n % 2] * 3}" for n in range(17)] + [
    'canary-17-"q"\\',
    "canary-18-ü ß",
    "canary-19\nline two",
]

FILE = f"""
plain = "{CANARIES[0]}"
quoted = {json.dumps(CANARIES[17])}
umlaut = "{CANARIES[18]}"
lines = {json.dumps(CANARIES[19])}
list = ["{CANARIES[1]}", "{CANARIES[2]}"]
token = "Bearer {CANARIES[3]}"

[table.inner]
deep = "{CANARIES[4]}"

[connections.sales]
url = "nothing+there://ann:{CANARIES[5]}@db.example/sales?api_key={CANARIES[6]}"

[connections.other]
type = "sql"
dialect = "postgresql"
driver = "nothing"
host = "127.0.0.1"
username = "ann"
password = "{CANARIES[7]}"

[auth]
client_secret = "{CANARIES[8]}"
cookie_secret = "{CANARIES[9]}"
"""
ENVIRONMENT = {
    "APP_key": CANARIES[10],
    "APP_deep__key": CANARIES[11],
    "APP_webhook": f"https://x.example/?token={CANARIES[12]}",
}
AWS = {"password": CANARIES[13], "list": [CANARIES[14]], "url": f"redis://:{CANARIES[15]}@cache.example/0"}
COOKIE_SECRET = CANARIES[16]

SCRIPT = """
import logging, threading
import pandas as pd
import rushlight as st

def leaves(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        yield from value
    else:
        yield str(value)

secrets = [*leaves(st.secrets.to_dict()), st.get_option("server.cookieSecret")]

def raising(secret):
    raise ValueError(f"{secret} is wrong: {secret!r}")

def chained(secret):
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise RuntimeError("of " + secret) from error

def group(secret):
    raise ExceptionGroup("several " + secret, [ValueError(secret), TypeError([secret])])

def noted(secret):
    error = ValueError("noted")
    error.add_note("see " + secret)
    raise error

def in_thread(secret):
    thread = threading.Thread(target=raising, args=(secret,))
    thread.start()
    thread.join()

def logged(secret):
    logging.getLogger("rushlight.app").warning("given %s", secret)
    logging.getLogger("of.mine").error("given %r", secret)
    logging.getLogger("of.mine").warning({"secret": secret})

def shown(secret):
    try:
        raising(secret)
    except ValueError as error:
        st.exception(error)

@st.cache_data
def cached(secret):
    raise ValueError(secret)

@st.fragment
def fragment(secret):
    raise ValueError(secret)

def of_file(command):
    # An address is what the author of the script wants shown.
    return lambda secret: None if "://" in secret else command(secret)

def connect(name):
    return lambda secret: st.connection(name).query("select 1")

ELEMENTS = [
    lambda s: st.slider(s, "a", "b"), lambda s: st.columns(s), lambda s: st.selectbox("x", 5, index=s),
    lambda s: st.number_input("x", value=s), lambda s: st.date_input("x", s), lambda s: st.color_picker("x", s),
    lambda s: st.button("x", type=s), lambda s: st.text_input("x", type=s), lambda s: st.tabs(s and []),
    lambda s: st.container(height=s), lambda s: st.dataframe({"a": [1]}, height=s),
    lambda s: st.switch_page(s), lambda s: st.set_page_config(layout=s), lambda s: st.metric("x", 1, delta_color=s),
    lambda s: st.progress(s), lambda s: st.toast("x", icon=s), lambda s: st.error("x", icon=s), lambda s: st.popover("x", width=s),
    *map(of_file, (st.image, st.video, st.audio, st.pdf, st.page_link, st.logo)), lambda s: st.line_chart({"a": [1]}, x=s), lambda s: st.latex(s, width=s),
    lambda s: st.multiselect("x", [1], default=s), lambda s: st.pills("x", [1], selection_mode=s), lambda s: st.space(s),
    lambda s: st.secrets[s], lambda s: getattr(st.secrets, s), lambda s: st.get_option(s), lambda s: st.set_option(s, 1),
    lambda s: st.connection(s), lambda s: setattr(st.secrets, s, s), lambda s: st.session_state[s],
]

CASES = [
    raising, chained, group, noted, in_thread, logged, shown, cached, fragment, connect("sales"), connect("other"), *ELEMENTS,
]

case = st.text_input("case")
st.download_button("d", lambda: raising(secrets[int(case.split()[1])]))
if case:
    number, secret = map(int, case.split())
    st.text(f"case {case} of {len(CASES)} {len(secrets)}")
    CASES[number](secrets[secret])
st.text(f"end {case}")
"""


def forms(canary: str) -> Iterator[bytes]:
    """Yield how a canary may look in bytes."""
    for text in (canary, repr(canary)[1:-1], json.dumps(canary)[1:-1], quote(canary), *canary.split("\n")):
        yield text.encode()
        yield text.encode("utf-16-le")
    yield base64.b64encode(canary.encode())


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A script with secrets of every kind of source."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(FILE, encoding="utf-8")
    script = tmp_path / "app.py"
    script.write_text(SCRIPT, encoding="utf-8")
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        **ENVIRONMENT,
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "RUSHLIGHT_SERVER_COOKIE_SECRET": COOKIE_SECRET,
        "RUSHLIGHT_SECRETS_SOURCES": "file,env:APP_,aws://prod?region=eu-west-1&key=aws",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    boto3.client("secretsmanager", region_name="eu-west-1").create_secret(Name="prod", SecretString=json.dumps(AWS))
    yield script
    server.stop()


async def visit(server: Process) -> bytes:
    """Run every case with every secret; return all bytes that came."""
    tab = await Tab.open(server.socket, max_size=None)
    tab.kept = bytearray()
    await tab.until_kind("text_input")
    await tab.change("text_input", "0 0")
    cases, secrets = await counts(tab)
    assert secrets >= len(CANARIES)
    for case in range(cases):
        for secret in range(secrets):
            await tab.change("text_input", f"{case} {secret}")
            while tab.acked < tab.seq:
                await tab.receive()
    await tab.ask_download()
    return bytes(tab.kept)


async def counts(tab: Tab) -> tuple[int, int]:
    while True:
        await tab.receive()
        for text in tab.texts():
            if text.startswith("case 0 0 of "):
                cases, secrets = text.split()[4:]
                return int(cases), int(secrets)


@pytest.mark.parametrize("as_json", ["true", "false"])
def test_no_canary_is_in_any_byte_for_browsers_or_the_log(planted: Path, as_json: str) -> None:
    with process(planted, "--logger.json", as_json, "--server.fileWatcherType", "none") as server:
        seen = {"socket": asyncio.run(visit(server))}
        for path in (
            "/", "/nowhere", "/_rushlight/metrics", "/_rushlight/ready", "/_rushlight/health", "/_stcore/metrics",
            "/_rushlight/media/x", "/_rushlight/static/x", "/_rushlight/upload/x", "/component/x/y", "/.streamlit/secrets.toml",
            "/_rushlight/static/../../.streamlit/secrets.toml", "/app.py", f"/{quote(CANARIES[0][:8])}", "/_rushlight/vendor/x/1/y",
        ):  # fmt: skip
            answer = server.get(path)
            seen[path] = repr(answer.headers).encode() + answer.body
        assert server.end() == 0
        seen["log"] = server.log.encode()
    shown = subprocess.run(
        [sys.executable, "-m", "rushlight", "config", "show", "--all"],
        capture_output=True,
        check=True,
        cwd=planted.parent,
    )
    seen["config show"] = shown.stdout + shown.stderr
    found = [
        (place, content[max(0, at - 60) : at + 40])
        for place, content in seen.items()
        for canary in CANARIES
        for form in forms(canary)
        if (at := content.find(form)) >= 0
    ]
    assert found == [], "\n".join(map(str, found))
    assert seen["socket"].count(b"********") > 50
    assert seen["log"].count(b"********") > 500
