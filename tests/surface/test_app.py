"""Every parameter and member of `App`, `login` and `logout` does what it should."""

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
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

import rushlight as st
from tests.server.serving import served
from tests.server.test_asgi import CONFIG, shown
from tests.surface.table import Proofs, members_of, prepared
from tests.surface.table import shown as run

PROOFS = Proofs("App", *members_of("App"), "login", "logout")
SCRIPT = 'import rushlight as st\nst.text(f"hello {dict(st.secrets) if st.secrets.load_if_toml_exists() else None}")'

script: Path


@pytest.fixture(autouse=True)
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    global script
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "dashboard.py"
    script.write_text(SCRIPT)


def app(**given: Any) -> st.App:
    return st.App(script, **{"secrets": {}, "config": CONFIG, **given})


def texts_of(given: Any, prefix: str = "") -> list[str]:
    with served(given) as address:
        return asyncio.run(shown(address, prefix))


def answer_of(path: str, **given: Any) -> httpx2.Response:
    """Return what an app that was made with these arguments answers at an address."""
    with served(app(**given)) as address:
        return httpx2.get(f"{address.http}{path}")


@PROOFS.of("App", "script_path")
@PROOFS.of("App.script_path")
def the_script_is_found_beside_the_file_that_makes_the_app() -> None:
    assert app().script_path == script
    for path in ("tests/surface/test_app.py", "no_such_script.py"):
        with pytest.raises(st.errors.ScriptError):
            st.App(path)
    assert st.App("test_names.py").script_path == Path(__file__).with_name("test_names.py")


@PROOFS.of("App", "secrets")
@PROOFS.of("App.__call__", "scope", "receive", "send")
def the_app_is_served_by_any_server_with_secrets_of_its_own() -> None:
    assert texts_of(app(secrets={"word": "open"})) == ["hello {'word': 'open'}"]
    (script.parent / ".streamlit").mkdir()
    (script.parent / ".streamlit" / "secrets.toml").write_text("word = 'of a file'")
    assert texts_of(st.App(script, config=CONFIG)) == ["hello {'word': 'of a file'}"]


@PROOFS.of("App", "lifespan")
@PROOFS.of("App.state")
def something_of_one_s_own_begins_and_ends_with_the_app() -> None:
    seen: list[Any] = []

    @asynccontextmanager
    async def around(given: Any) -> AsyncGenerator[dict[str, Any]]:
        seen.append(given)
        yield {"model": "loaded"}
        seen.append("ended")

    given = app(lifespan=around, routes=[Route("/own", lambda request: JSONResponse(request.state.model))])
    with served(given) as address:
        assert httpx2.get(f"{address.http}/own").json() == "loaded"
        assert given.state == {"model": "loaded"}
        assert len(seen) == 1
    assert seen[0] is given and seen[1:] == ["ended"]


@PROOFS.of("App.lifespan")
def an_app_lives_as_long_as_the_one_that_it_is_mounted_in() -> None:
    dashboard = app()
    host = FastAPI(lifespan=dashboard.lifespan())
    host.mount("/tools", dashboard)
    assert texts_of(host, "/tools") == ["hello {}"]


@PROOFS.of("App", "routes")
def addresses_of_one_s_own_come_first() -> None:
    assert answer_of("/own", routes=[Route("/own", lambda _: PlainTextResponse("mine"))]).text == "mine"
    assert 'id="app"' in answer_of("/own").text
    with pytest.raises(st.errors.APIError):
        app(routes=[Route("/_stcore/x", lambda _: PlainTextResponse(""))])


@PROOFS.of("App", "middleware")
def something_of_one_s_own_is_around_each_request() -> None:
    class Marking:
        def __init__(self, inner: Any, word: str) -> None:
            self.inner, self.word = inner, word

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            async def marked(message: Any) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message["headers"], (b"x-own", self.word.encode())]}
                await send(message)

            await self.inner(scope, receive, marked)

    assert answer_of("/", middleware=[Middleware(Marking, word="seen")]).headers["x-own"] == "seen"
    assert "x-own" not in answer_of("/").headers


def fails(_: Request) -> None:
    raise LookupError("nothing here")


@PROOFS.of("App", "exception_handlers")
def errors_of_one_s_own_addresses_are_answered() -> None:
    routes = [Route("/fails", fails)]
    handlers = {LookupError: lambda _, error: PlainTextResponse(str(error), 404)}
    answer = answer_of("/fails", routes=routes, exception_handlers=handlers)
    assert (answer.status_code, answer.text) == (404, "nothing here")


@PROOFS.of("App", "debug")
def errors_of_one_s_own_addresses_are_shown() -> None:
    routes = [Route("/fails", fails)]
    quiet, loud = answer_of("/fails", routes=routes), answer_of("/fails", routes=routes, debug=True)
    assert quiet.status_code == loud.status_code == 500
    assert "nothing here" not in quiet.text and "nothing here" in loud.text


@PROOFS.of("App", "on_script_error")
def errors_of_the_script_are_told() -> None:
    script.write_text("import rushlight as st\nst.text('before')\n1 / 0")
    errors: list[Exception] = []
    assert texts_of(app(on_script_error=errors.append)) == ["before"]
    (error,) = errors
    assert isinstance(error, ZeroDivisionError)


@PROOFS.of("App.run", "config")
def the_app_is_served_by_itself() -> None:
    main = script.with_name("main.py")
    main.write_text(
        "import rushlight as st\nst.App('dashboard.py', secrets={}).run(config={'server.port': 0, "
        "'server.address': '127.0.0.1', 'server.headless': True, 'server.baseUrlPath': 'below'})"
    )
    with subprocess.Popen([sys.executable, str(main)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "Local:" in line)
        try:
            assert 'id="app"' in httpx2.get(f"{line.split()[1].rstrip('/')}/").text
            assert "/below" in line
        finally:
            process.terminate()
    with pytest.raises(st.errors.ConfigError):
        app().run(config={"server.port": "many"})


# --- login ------------------------------------------------------------------------------------------------------------

PROVIDER = {"client_id": "a", "client_secret": "b", "server_metadata_url": "https://id.example.org/.well-known/x"}
AUTH = {"redirect_uri": "http://localhost/oauth2callback", "cookie_secret": "c" * 32}


def leaving(call: str, auth: dict[str, Any]) -> Any:
    """Return how the page is left after a run, or the error that it ends with."""
    (script.parent / ".streamlit").mkdir(exist_ok=True)
    given = prepared(call)
    object.__setattr__(given.run_context.app, "login", settings_of(auth))
    given.run()
    return given.exception[0].value if given.exception else given.run_context.leave


def settings_of(auth: dict[str, Any]) -> Any:
    from rushlight.config import Config
    from rushlight.config.login import login_settings

    return login_settings(Config({}), {"auth": auth} if auth else {}, script.parent)


@PROOFS.of("login", "provider")
def the_browser_is_sent_to_a_provider() -> None:
    several = {**AUTH, "google": PROVIDER, "work": PROVIDER}
    left = leaving("st.login('work')\nst.text('goes on')", several)
    assert (left.to, left.provider) == ("login", "work")
    assert leaving("st.login()", {**AUTH, **PROVIDER}).provider == "default"
    assert leaving("st.login()", several).provider is None
    assert "google, work" in leaving("st.login('other')", several)
    assert "no login" in leaving("st.login()", {})


@PROOFS.of("logout")
def the_browser_is_sent_to_log_out() -> None:
    assert leaving("st.logout()", {**AUTH, **PROVIDER}).to == "logout"
    assert run("st.text('x')").run_context.leave is None


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
