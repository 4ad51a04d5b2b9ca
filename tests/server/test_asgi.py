"""An app as a part of another application."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets
from fastapi import FastAPI
from starlette.authentication import AuthCredentials, AuthenticationBackend, SimpleUser
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

import rushlight as st
from rushlight.errors import APIError, ScriptError
from rushlight.wire.codec import encode
from rushlight.wire.messages import PROTOCOL, Hello
from tests.server.serving import Address, served
from tests.server.test_login import texts
from tests.server.visit import visit


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "dashboard.py"
    path.write_text('import rushlight as st\nst.text(f\'hello {st.user.get("name")} {st.secrets.get("word")}\')')
    return path


CONFIG = {"server.fileWatcherType": "none"}


async def shown(address: Address, prefix: str, **headers: str) -> list[str]:
    """Return the texts of the app below a path."""
    with httpx2.Client(base_url=address.http, headers=headers) as client:
        page = await asyncio.to_thread(visit, client, f"{prefix}/")
    url = f"ws://127.0.0.1:{address.port}{prefix}/_rushlight/socket"
    asked = {"cookie": page.cookies, **headers}
    async with websockets.connect(url, additional_headers=asked, close_timeout=0.2) as socket:
        await socket.send(encode(Hello(PROTOCOL, ticket=page.ticket)))
        return await texts(socket)


def test_an_app_is_mounted_below_any_path_of_fastapi(script: Path) -> None:
    dashboard = st.App(script, secrets={"word": "open"}, config=CONFIG)
    host = FastAPI(lifespan=dashboard.lifespan())
    host.get("/api/answer")(lambda: {"answer": 42})
    host.mount("/tools/dashboard", dashboard)
    with served(host) as address:
        assert httpx2.get(f"{address.http}/api/answer").json() == {"answer": 42}
        assert asyncio.run(shown(address, "/tools/dashboard")) == ["hello None open"]
        page = httpx2.get(f"{address.http}/tools/dashboard/any/page").text
        assert '<base href="/tools/dashboard/">' in page


def test_a_host_that_runs_no_lifespan_of_parts_serves_them_too(script: Path) -> None:
    host = FastAPI()
    host.mount("/a", st.App(script, secrets={"word": "a"}, config=CONFIG))
    host.mount("/b", st.App(script, secrets={"word": "b"}, config=CONFIG))
    with served(host) as address:
        assert asyncio.run(shown(address, "/a")) == ["hello None a"]
        assert asyncio.run(shown(address, "/b")) == ["hello None b"]


def test_routes_middleware_and_lifespan_of_ones_own(script: Path) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncGenerator[dict[str, Any]]:
        seen.append("begun")
        yield {"model": "loaded"}
        seen.append("ended")

    class Counting:
        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            seen.append(scope["type"])
            await self.app(scope, receive, send)

    def state(request: Request) -> JSONResponse:
        return JSONResponse({"model": request.state.model})

    def fails(_: Request) -> None:
        raise LookupError

    app = st.App(
        script,
        lifespan=lifespan,
        routes=[Route("/api/state", state), Route("/api/fails", fails)],
        middleware=[Middleware(Counting)],
        exception_handlers={LookupError: lambda _, __: PlainTextResponse("nothing there", 404)},
        secrets={},
        config=CONFIG,
    )
    with served(app) as address:
        assert httpx2.get(f"{address.http}/api/state").json() == {"model": "loaded"}
        assert httpx2.get(f"{address.http}/api/fails").text == "nothing there"
        assert asyncio.run(shown(address, "")) == ["hello None None"]
        assert app.state == {"model": "loaded"}
    assert seen[0] in ("begun", "lifespan") and "http" in seen and seen[-1] == "ended"


@pytest.mark.parametrize("path", ["/_rushlight/x", "/_stcore/x", "/media/x", "/component", "/static/x", "/auth/login"])
def test_addresses_of_the_apps_own_cannot_be_taken(script: Path, path: str) -> None:
    with pytest.raises(APIError, match="begins with an address"):
        st.App(script, routes=[Route(path, lambda _: PlainTextResponse(""))])


def test_a_script_that_is_not_there_is_said() -> None:
    with pytest.raises(ScriptError, match="no_such_script.py"):
        st.App("no_such_script.py")


class Backend(AuthenticationBackend):
    async def authenticate(self, conn: HTTPConnection) -> Any:
        name = conn.headers.get("x-name")
        return (AuthCredentials(["authenticated"]), SimpleUser(name)) if name else None


def test_the_user_of_the_host_is_the_user_of_the_app(script: Path) -> None:
    host = FastAPI()
    host.add_middleware(AuthenticationMiddleware, backend=Backend())
    host.mount("/app", st.App(script, secrets={}, config=CONFIG))
    with served(host) as address:
        assert asyncio.run(shown(address, "/app", **{"x-name": "Ada"})) == ["hello Ada None"]
        assert asyncio.run(shown(address, "/app")) == ["hello None None"]


def test_a_function_of_the_host_says_who_the_user_is(script: Path) -> None:
    app = st.App(script, secrets={}, config=CONFIG, user=lambda c: {"name": c.headers.get("x-name", "nobody")})
    with served(app) as address:
        assert asyncio.run(shown(address, "", **{"x-name": "Bob"})) == ["hello Bob None"]


@pytest.mark.parametrize("handled", [True, False])
def test_errors_of_the_script_are_told(tmp_path: Path, handled: bool) -> None:
    script = tmp_path / "app.py"
    script.write_text("import rushlight as st\nst.text('before')\n1 / 0")
    errors: list[Exception] = []

    def handle(error: Exception) -> bool:
        errors.append(error)
        return handled

    app = st.App(script, on_script_error=handle, secrets={}, config=CONFIG)
    with served(app) as address:
        assert asyncio.run(shown(address, "")) == ["before"]
    assert isinstance(errors[0], ZeroDivisionError)


@pytest.mark.parametrize("package", ["rushlight", "streamlit"])
def test_the_command_serves_a_file_that_makes_an_app(tmp_path: Path, script: Path, package: str) -> None:
    main = tmp_path / "main.py"
    main.write_text(
        f"import {package} as st\nfrom starlette.responses import PlainTextResponse\nfrom starlette.routing import Route\n"
        "other = st.App('dashboard.py')\n"
        "app = st.App('dashboard.py', routes=[Route('/own', lambda _: PlainTextResponse('mine'))])\n"
    )
    command = [sys.executable, "-m", "rushlight", "run", str(main), "--server.address", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "Local:" in line)
        try:
            address = line.split()[1]
            assert httpx2.get(f"{address}/own").text == "mine"
            assert 'id="app"' in httpx2.get(f"{address}/").text
        finally:
            process.terminate()
    assert process.returncode == 0
