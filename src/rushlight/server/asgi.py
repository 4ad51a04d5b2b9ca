"""An app as a part of another: one ASGI application, with routes and middleware of the host's own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from rushlight import log
from rushlight.config import load
from rushlight.errors import APIError, ScriptError
from rushlight.server.app import AppServer, Around, Lifespan, user_of_scope
from rushlight.server.serve import application, run_server

_RESERVED = ("/_rushlight/", "/_stcore/", "/media/", "/component/", "/static/", "/auth/", "/oauth2callback")


class App:
    """A script as an ASGI application: to be served by itself, mounted in another application, or have routes in it.

    Args:
        script_path: the script, relative to the file that makes the App.
        secrets: what `st.secrets` holds, in place of secrets.toml.
        lifespan: called with the app, an async context manager around its life; what it yields (a dict) is in `state`.
        routes: Starlette routes of your own, asked before the app's pages. They may not begin with one of the app's own
            addresses.
        middleware: Starlette middleware around routes and pages; that of the WebSocket is not passed.
        on_script_error: called with each error of the script; True keeps it off the page.
        exception_handlers: Starlette exception handlers for your routes.
        debug: Starlette's debug mode for your routes.
        user: called with the request (a Starlette `HTTPConnection`), returns what `st.user` shall hold (a mapping with
            `sub`, `name`, `email`, `roles`...), or None for nobody. When not given, the user that Starlette's
            `AuthenticationMiddleware` of the host has recognised.
        config: settings by name, such as {"theme.base": "dark"}.

    Attributes:
        script_path: the script.
        state: what the lifespan has yielded.

    Raises:
        ScriptError: if there is no such script.
        APIError: for a route that begins with one of the app's own addresses.

    Example:
        >>> from fastapi import FastAPI
        >>> dashboard = st.App("dashboard.py")
        >>> api = FastAPI(lifespan=dashboard.lifespan())
        >>> api.mount("/dashboard", dashboard)
    """

    def __init__(
        self,
        script_path: str | Path,
        *,
        secrets: Mapping[str, Any] | None = None,
        lifespan: Callable[[App], AbstractAsyncContextManager[dict[str, Any] | None]] | None = None,
        routes: Sequence[BaseRoute] | None = None,
        middleware: Sequence[Middleware] | None = None,
        on_script_error: Callable[[Exception], object] | None = None,
        exception_handlers: Mapping[Any, Any] | None = None,
        debug: bool = False,
        user: Callable[[HTTPConnection], Mapping[str, Any] | None] | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> None:
        self._script = _found(script_path, _folder_of_caller())
        self._routes = _checked(routes or ())
        self._secrets = secrets
        self._on_script_error = on_script_error
        self._flags = dict(config or {})
        self._around = Around(
            routes=self._routes,
            middleware=middleware or (),
            exception_handlers=exception_handlers or {},
            lifespan=self._lifespan_of(lifespan),
            user=user or user_of_scope,
            debug=debug,
        )
        self._server: AppServer | None = None

    @property
    def script_path(self) -> Path:
        """The script."""
        return self._script

    @property
    def state(self) -> dict[str, Any]:
        """What the lifespan has yielded."""
        return self._serving().state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._serving()(scope, receive, send)

    def lifespan(self) -> Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]:
        """Return the lifespan to give to the application that this one is mounted in.

        Example:
            >>> FastAPI(lifespan=app.lifespan())
        """
        return self._serving().lifespan

    def run(self, *, config: Mapping[str, Any] | None = None) -> None:
        """Serve the app by itself until the process is told to end.

        Args:
            config: settings by name, such as {"server.port": 8080}.

        Raises:
            ConfigError: for a value that a setting cannot have. (A setting that there is not is logged.)
        """
        self._flags.update(config or {})
        self._server = None
        log.set_up(self._config().get("logger.level"))
        run_server(self, self._serving().worker, self._config())

    def _config(self) -> Any:
        return load(self._script, self._flags)

    def _serving(self) -> AppServer:
        if self._server is None:
            app = application(self._script, self._config(), (), self._secrets, self._on_script_error)
            self._server = AppServer(app, self._around)
        return self._server

    def _lifespan_of(self, given: Callable[[App], Any] | None) -> Lifespan | None:
        return None if given is None else lambda _: given(self)


def _folder_of_caller() -> Path:
    frame = inspect.stack()[2]
    return Path(frame.filename).parent if Path(frame.filename).exists() else Path.cwd()


def _found(script: str | Path, folder: Path) -> Path:
    path = (folder / script).resolve()
    if not path.is_file():
        raise ScriptError(f"There is no script {str(script)!r}: no file at {path}.")
    return path


def _checked(routes: Sequence[BaseRoute]) -> Sequence[BaseRoute]:
    for route in routes:
        path = str(getattr(route, "path", ""))
        if any(f"{path}/".startswith(reserved if reserved.endswith("/") else f"{reserved}/") for reserved in _RESERVED):
            raise APIError(
                f"The route {path!r} begins with an address that the app itself needs. These are taken: "
                f"{', '.join(_RESERVED)}."
            )
    return routes
