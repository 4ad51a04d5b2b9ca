"""Ten apps on one host: seven that people work with, of which one is from a repository whose next commit is bad, one that is a
plain command, one that crashes at import when it is told to, and one that eats memory on four threads.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import httpx2
from websockets import WebSocketException

from tests.real.hosting import Host
from tests.real.visitors import Visitor

COUNTER = """
import rushlight as st
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
"""
_SCRIPTS = {
    "plain": COUNTER,
    "first": f"import dep\n{COUNTER}st.text(f'dep {{dep.VERSION}}')\n",
    "second": f"import dep\n{COUNTER}st.text(f'dep {{dep.VERSION}}')\n",
    "table": f"{COUNTER}st.dataframe({{'a': range(1000), 'b': [st.session_state.n] * 1000}})\n",
    "chart": f"{COUNTER}st.line_chart([st.session_state.n, 1, 2, 3])\n",
    "notes": f"{COUNTER}with st.form('note'):\n    st.text_input('note')\n    st.form_submit_button('keep')\n",
    "repo": COUNTER,
}
_NEEDS = {"first": "dep==1.0\n", "second": "dep==2.0\n"}
CALM = tuple(_SCRIPTS)
"""Scripts with a button and a text that counts its clicks."""
COMMAND = "prices"
"""The command; it answers "well"."""
CRASHING = "crash"
EATING = "hungry"
ALL = (*CALM, COMMAND, CRASHING, EATING)
BAD_COMMIT = "import nothing_of_this_name\n"
_SERVES = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"well"})
"""
_CRASHES = f"""
import os, pathlib
if pathlib.Path(os.environ["RUSHLIGHT_DATA"], "wild").exists():
    raise SystemError("at import")
{_SERVES}"""
_EATS = """
import os, pathlib, signal, threading, time
import rushlight as st

wild = pathlib.Path(os.environ["RUSHLIGHT_DATA"], "wild")
eaten = []

def eat():
    try:
        while wild.exists():
            sum(range(100_000))
            eaten.append(b"x" * (4 << 20))
            if len(eaten) * 4 > int(wild.read_text()):
                eaten.clear()
    except (OSError, ValueError):
        pass  # it may be calm again
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)  # as a kernel that limits groups of processes does

def rage():
    while True:
        if wild.exists():
            threads = [threading.Thread(target=eat) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            eaten.clear()
        time.sleep(0.05)

@st.cache_resource
def begin():
    threading.Thread(target=rage, daemon=True).start()

begin()
st.text("here")
"""


def add_all(there: Host) -> None:
    """Add the ten apps to a host, none of which sleeps."""
    there.wheel("dep", "1.0")
    there.wheel("dep", "2.0")
    for name, script in _SCRIPTS.items():
        files = {"requirements_txt": _NEEDS[name]} if name in _NEEDS else {}
        folder = there.source(name, script, **files)
        if name == "repo":
            git(folder, "init", "-q")
            git(folder, "add", ".")
            git(folder, "commit", "-qm", "good")
            there.done("add", name, f"file://{folder}", "--branch", "main", "--idle", "0")
        else:
            there.done("add", name, folder, "--idle", "0")
    command = ("--command", f"{sys.executable} -m uvicorn api:app --uds {{socket}} --no-access-log")
    for name, api in ((COMMAND, _SERVES), (CRASHING, _CRASHES)):
        folder = there.source(name, "", api_py=api)
        there.done("add", name, folder, *command, "--health", "/healthy", "--idle", "0")
    there.done("add", EATING, there.source(EATING, _EATS), "--memory", "200", "--idle", "0")


async def visitors(there: Host, names: Iterable[str] = CALM) -> dict[str, Visitor]:
    """Open each of the calm apps."""
    found = {name: Visitor(there.socket(name)) for name in names}
    for visitor in found.values():
        await visitor.connect()
        await visitor.until("count 0")
    return found


async def keep_looking(there: Host, name: str) -> None:
    """Look at an app, and again whenever it has ended, until this is cancelled."""
    while True:
        visitor = Visitor(there.socket(name))
        try:
            await visitor.connect()
            await visitor.ended()
        except (OSError, AssertionError, WebSocketException, httpx2.HTTPError):  # it is being started
            await asyncio.sleep(0.2)


def be_wild(there: Host, name: str, most: int = 1_000_000) -> None:
    """Have the app that crashes, or the one that eats, do so from now on; it drops what it has eaten at so many megabytes."""
    (there.place.data(name) / "wild").write_text(str(most))
    if name == CRASHING and (pid := there.pid(f"app_{name}_1")):
        os.kill(pid, signal.SIGKILL)


def be_calm(there: Host, name: str) -> None:
    """Have it work again."""
    (there.place.data(name) / "wild").unlink(missing_ok=True)


def commit_badly(there: Host) -> None:
    """Have the repository get a commit that does not work."""
    folder = there.source("repo", BAD_COMMIT)
    git(folder, "commit", "-qam", "bad")


def git(folder: str, *words: str) -> None:
    """Give a command of git."""
    program = shutil.which("git")
    assert program is not None, "This test needs git: apt-get install git"
    named = ["-c", "user.name=ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run([program, *named, *words], cwd=Path(folder), check=True, capture_output=True)
