"""Many apps on one host, end to end: nginx or Caddy, supervisord, the gate, the keeper and the processes of the apps."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import websockets

from rushlight.hosting.rollout import STEPS
from rushlight.hosting.supervisor import State
from tests.real.alone import UNSHARE, may_be_alone
from tests.real.hosting import Host, host, proxy
from tests.server.running import Tab

APP = """
import rushlight as st
n = st.slider("n", 0, 10, 5)
st.text(f"n is {n}, release {RELEASE}")
"""


def app(release: str) -> str:
    return f"RELEASE = {release!r}\n{textwrap.dedent(APP)}"


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def there(request: pytest.FixtureRequest) -> Iterator[Host]:
    with host("--upload", "6", "--proxy", proxy(request.param)) as running:
        yield running


async def shown(tab: Tab, text: str) -> None:
    async with asyncio.timeout(30):
        await tab.until_text(text)


async def visit(there: Host, name: str, text: str) -> None:
    tab = await Tab.open(there.socket(name))
    await shown(tab, text)
    await tab.socket.close()


def git(folder: str, *words: str) -> None:
    named = ["-c", "user.name=ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)


def test_apps_have_packages_of_their_own_and_a_broken_one_troubles_nobody(there: Host) -> None:
    there.wheel("dep", "1.0")
    there.wheel("dep", "2.0")
    script = "import dep, rushlight as st\nst.text(f'dep {dep.VERSION}')\n"
    there.done("add", "first", there.source("first", script, requirements_txt="dep==1.0\nstreamlit==1.67.0\n"))
    there.done("add", "second", there.source("second", script, requirements_txt="dep==2.0\n"))
    refused = there.command("add", "third", there.source("third", "import dep\n", requirements_txt="dep==3.0\n"))
    assert refused.exit_code == 1
    assert "requirements.txt" in refused.output and "dep==3.0" in refused.output
    broken = there.command("add", "broken", there.source("broken", "raise SystemError('at import')\n"))
    assert broken.exit_code == 1
    assert "SystemError: at import" in broken.output
    asyncio.run(visit(there, "first", "dep 1.0"))
    asyncio.run(visit(there, "second", "dep 2.0"))
    page = there.get("/broken/")
    assert (page.status, "has not worked yet" in page.text) == (503, True)
    index = there.get("/")
    assert index.status == 200
    assert f'href="{there.url}/second/"' in index.text
    listed = there.done("list")
    assert re.search(r"^first\t1\tawake\t", listed, re.MULTILINE)
    assert re.search(r"^broken\t-\thas not worked yet\t", listed, re.MULTILINE)
    assert there.get("/nobody/").status == 404


def test_a_bad_commit_is_not_served(there: Host) -> None:
    folder = there.source("repo", app("good"))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "good")
    there.done("add", "repo", f"file://{folder}", "--branch", "main")

    async def update_while_somebody_looks() -> None:
        tab = await Tab.open(there.socket("repo"))
        await shown(tab, "n is 5, release good")
        (Path(folder) / "app.py").write_text("import nothing_of_this_name\n")
        git(folder, "commit", "-qam", "bad")
        result = await asyncio.to_thread(there.command, "update", "repo")
        assert result.exit_code == 1
        assert "nothing_of_this_name" in result.output
        await tab.change("slider", 7)
        await shown(tab, "n is 7, release good")
        await tab.socket.close()

    asyncio.run(update_while_somebody_looks())
    assert there.release("repo") == "1"
    there.until(lambda: there.programs("repo") == ["app_repo_1"])


def test_a_command_serves_too(there: Host) -> None:
    api = """
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    async def say(request):
        return PlainTextResponse(request.url.path)

    app = Starlette(routes=[Route("/{path:path}", say, methods=["GET", "POST"])])
    """
    for name, where in (("api", "--uds {socket}"), ("api-port", "--port {port}")):
        command = f"{sys.executable} -m uvicorn api:app {where}"
        folder = there.source(name, "", api_py=api)
        there.done("add", name, folder, "--command", command, "--health", "/healthy")
        assert there.get(f"/{name}/some/path?q=1").text == f"/{name}/some/path"
        assert there.get(f"/{name}", method="GET").headers["location"].rstrip("?").endswith(f"/{name}/")


def test_an_update_under_load_loses_nothing_and_a_rollback_needs_no_source(there: Host) -> None:
    folder = there.source("busy", app("one"))
    there.done("add", "busy", folder)
    statuses: list[int] = []
    ends = threading.Event()

    def load() -> None:
        while not ends.is_set():
            statuses.append(there.get("/busy/").status)

    def update() -> None:
        there.done("update", "busy")

    def go_back() -> None:
        """By a command that has no network, where this machine lets us have such."""
        words = [*(UNSHARE if may_be_alone() else ()), sys.executable, "-m", "rushlight", "host", "rollback", "busy"]
        subprocess.run(words, env={**os.environ, **there.environment()}, check=True)

    async def change_over(command: Callable[[], None], before: str, after: str) -> None:
        tabs = [await Tab.open(there.socket("busy")) for _ in range(10)]
        for tab in tabs:
            await shown(tab, f"n is 5, release {before}")
        changing = asyncio.create_task(asyncio.to_thread(command))
        for tab in tabs:
            with pytest.raises(websockets.ConnectionClosed):
                while True:
                    await tab.receive()
            assert tab.socket.close_code == 1012
        await changing
        await visit(there, "busy", f"n is 5, release {after}")

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        there.source("busy", app("two"))
        asyncio.run(change_over(update, "one", "two"))
        assert there.release("busy") == "2"
        Path(folder, "app.py").unlink()
        asyncio.run(change_over(go_back, "two", "one"))
        assert there.release("busy") == "1"
    finally:
        ends.set()
        for thread in threads:
            thread.join()
    assert len(statuses) > 20
    assert set(statuses) == {200}
    there.until(lambda: there.programs("busy") == ["app_busy_1"])


def test_uploads_go_through_up_to_the_limit_of_the_host(there: Host) -> None:
    script = """
    import rushlight as st
    file = st.file_uploader("file")
    st.text(f"{file.name if file else 'no file'}, {len(file.getvalue()) if file else 0}")
    """
    there.done("add", "takes", there.source("takes", script))

    async def upload() -> None:
        tab = await Tab.open(there.socket("takes"))
        await shown(tab, "no file, 0")

        def put(size: int) -> int:
            headers = {"x-rushlight-session": tab.session, "x-rushlight-name": "big.bin", "cookie": tab.cookies}
            return there.put("/takes/_rushlight/upload/abcdefgh1234", b"0" * size, **headers).status

        assert await asyncio.to_thread(put, 5_000_000) == 204
        await tab.change("file_uploader", ["abcdefgh1234"])
        await shown(tab, "big.bin, 5000000")
        assert await asyncio.to_thread(put, 7_000_000) == 413
        await tab.socket.close()

    asyncio.run(upload())


def test_an_app_sleeps_and_a_hundred_visitors_wake_it_once(there: Host) -> None:
    there.done("add", "sleepy", there.source("sleepy", app("one")))

    async def keep_it_awake() -> None:
        tab = await Tab.open(there.socket("sleepy"))
        there.forget_visits("sleepy")
        await asyncio.sleep(3)
        await tab.change("slider", 3)
        await shown(tab, "n is 3, release one")
        await tab.socket.close()

    asyncio.run(keep_it_awake())

    def sleeps() -> bool:
        there.forget_visits("sleepy")
        return there.state("sleepy") is State.DOWN

    there.until(sleeps)
    before = there.starts("sleepy")
    with ThreadPoolExecutor(100) as visitors:
        pages = list(visitors.map(lambda _: there.get("/sleepy/"), range(100)))
    assert {(page.status, page.text[-200:]) for page in pages if page.status != 200} == set()
    assert all("rushlight-settings" in page.text for page in pages)
    assert there.starts("sleepy") == before + 1


@pytest.mark.parametrize("victim", ["app_sturdy_1", "gate", "keeper", "proxy"])
def test_what_is_killed_recovers(there: Host, victim: str) -> None:
    if "sturdy" not in there.place.names():
        there.done("add", "sturdy", there.source("sturdy", app("one")))
    assert there.get("/sturdy/").status == 200
    names = ("keeper", "gate", there.place.host().proxy)
    os.kill(there.pid(names[2] if victim == "proxy" else victim), signal.SIGKILL)
    if victim.startswith("app_"):
        assert there.get("/sturdy/").status == 200  # the gate waits for it

    def serves() -> bool:
        try:
            return there.get("/sturdy/").status == 200
        except OSError:
            return False

    there.until(serves)
    asyncio.run(visit(there, "sturdy", "n is 5, release one"))
    there.until(lambda: all(there.supervisor.states()[name] is State.UP for name in names))


def test_what_ends_again_and_again_is_said_and_tried_again(there: Host) -> None:
    api = """
    import os, pathlib
    if pathlib.Path(os.environ["RUSHLIGHT_DATA"], "ill").exists():
        raise SystemExit(3)

    async def app(scope, receive, send):
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"well"})
    """
    command = f"{sys.executable} -m uvicorn api:app --uds {{socket}}"
    there.done("add", "frail", there.source("frail", "", api_py=api), "--command", command)
    assert there.get("/frail/").text == "well"
    ill = there.place.data("frail") / "ill"
    ill.touch()
    os.kill(there.pid("app_frail_1"), signal.SIGKILL)
    there.until(lambda: "is restarted, after longer and longer pauses" in there.get("/frail/").text)
    page = there.get("/frail/")
    assert page.status == 503
    assert 'http-equiv="refresh"' in page.text
    assert there.get("/frail/", Accept="*/*").headers["retry-after"] == "1"
    ill.unlink()
    there.until(lambda: there.get("/frail/").text == "well")


KILLED = """
import os, signal, sys
from rushlight.hosting.place import find_place
from rushlight.hosting.rollout import Rollout
from rushlight.hosting.supervisor import Supervisord
def begin(step):
    if step == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)
place = find_place()
Rollout(place, Supervisord(place), begin).update("killed")
"""


@pytest.mark.parametrize("step", STEPS)
def test_an_update_that_is_killed_at_any_step_leaves_a_release_that_serves(there: Host, step: str) -> None:
    if "killed" not in there.place.names():
        there.done("add", "killed", there.source("killed", app("good")))
    before = there.release("killed")
    words = [sys.executable, "-c", KILLED, step]
    ended = subprocess.run(words, env={**os.environ, **there.environment()}, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    after = there.release("killed")
    assert (after == before) is (step != "prune")
    asyncio.run(visit(there, "killed", "n is 5, release good"))
    there.until(lambda: there.programs("killed") == [f"app_killed_{after}"])
    there.done("update", "killed")
    asyncio.run(visit(there, "killed", "n is 5, release good"))


def test_an_update_for_which_there_is_no_room_leaves_the_release_that_serves(there: Host) -> None:
    folder = there.source("full", app("one"))
    there.done("add", "full", folder)
    there.source("full", app("two"), data_txt="x" * 200_000)
    no_room = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); "
    code = no_room + "from rushlight.cli.main import main; main(['host', 'update', 'full'])"
    words = [sys.executable, "-c", code]
    ended = subprocess.run(words, env={**os.environ, **there.environment()}, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "cannot be copied" in ended.stderr
    assert there.release("full") == "1"
    asyncio.run(visit(there, "full", "n is 5, release one"))


def test_an_app_that_eats_memory_fails_alone(there: Host) -> None:
    script = """
    import rushlight as st
    if st.button("eat"):
        try:
            eaten = b"x" * (4 << 30)
        except MemoryError:
            st.text("no more than this")
    """
    there.done("add", "hungry", there.source("hungry", script), "--memory", "200")

    async def eat() -> None:
        tab = await Tab.open(there.socket("hungry"))
        await tab.until_kind("button")
        await tab.click()
        await shown(tab, "no more than this")
        await tab.socket.close()

    asyncio.run(eat())


def test_what_is_removed_is_gone(there: Host) -> None:
    there.done("add", "gone", there.source("gone", app("one")))
    pid = there.pid("app_gone_1")
    there.done("remove", "gone", "--yes", "--data")
    assert there.get("/gone/").status == 404
    assert not there.place.app("gone").exists()
    assert not there.place.data("gone").exists()
    assert not Path(f"/proc/{pid}").exists()
    assert there.programs("gone") == []


def test_other_settings_of_the_host_count_after_a_restart(there: Host) -> None:
    said = there.done("init", "--title", "Ours & theirs")
    assert "rushlight host restart" in said
    there.done("restart")

    def is_new() -> bool:
        page = there.get("/")
        return page.status == 200 and "Ours &amp; theirs" in page.text

    there.until(is_new)
    there.until(lambda: there.supervisor.states()["keeper"] is State.UP)


def test_logs_and_restart(there: Host) -> None:
    there.done("add", "talks", there.source("talks", "print('said by the script')\n" + app("one")))
    log = there.place.log("app_talks_1")
    there.until(lambda: "said by the script" in log.read_text())
    before = there.pid("app_talks_1")
    there.done("restart", "talks")
    there.until(lambda: there.get("/talks/").status == 200)
    assert there.pid("app_talks_1") != before
    assert there.command("restart", "nobody").exit_code == 1
    assert there.command("update", "../talks").exit_code == 1
