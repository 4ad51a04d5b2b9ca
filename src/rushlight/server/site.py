"""Several apps on one socket: an index, and each app below its name, with settings and secrets of its own."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import get_route_path  # pyright: ignore[reportPrivateImportUsage]
from starlette.types import Receive, Scope, Send

from rushlight import log
from rushlight.auth.cookies import ROOT
from rushlight.config import OPTIONS, Config, load
from rushlight.config.config import checked, unknown
from rushlight.config.login import LoginSettings, login_settings, within
from rushlight.config.secrets import Secrets
from rushlight.config.site import Entry, Site
from rushlight.errors import ConfigError, RushlightError
from rushlight.script.apart import Apart
from rushlight.server import paths
from rushlight.server.app import AppServer, Around
from rushlight.server.plain import fill
from rushlight.server.serve import application, run_server

_logger = log.logger("site")
_INDEX = Path(__file__).parent.parent / "index" / "app.py"
_OF_THE_INDEX = (paths.LOGIN, paths.LOGOUT, paths.CALLBACK)
"""Addresses that an app leaves to the index where people log in once for all."""


class Card(msgspec.Struct, frozen=True):
    """What the index says of an app."""

    entry: Entry
    problem: str = ""
    """Why it cannot be served."""


class SiteServer:
    """Serves an index at the root, and each app of a site below `/<name>/`.

    Args:
        site: the apps.
        flags: settings that go before all others, of the index and of each app.

    Raises:
        ConfigError: for settings of the index that cannot be. Those of an app break that app alone.
    """

    def __init__(self, site: Site, flags: Mapping[str, Any] | None = None) -> None:
        self.site = site
        self._flags = dict(flags or {})
        self.config = load(site.folder / _INDEX.name, self._flags)
        secrets = Secrets(self.config, site.folder / _INDEX.name)
        self._login = login_settings(self.config, secrets, site.folder)
        self._base = f"/{base}" if (base := str(self.config.get("server.baseUrlPath") or "").strip("/")) else ""
        self._made = tempfile.TemporaryDirectory(prefix="rushlight-site-")
        self._apps: dict[str, AppServer | Card] = {entry.name: self._app(entry) for entry in site.entries}
        index = application(_INDEX, self.config, (), secrets, login=self._login, home=site.folder)
        self._index = AppServer(index, Around(lifespan=self._alongside, title=site.title, home=site.folder))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._index(scope, receive, send)
            return
        name, rest = self._split(get_route_path(scope))
        root = scope.get("root_path", "") + self._base
        app = self._apps.get(name)
        if self._login.is_set_up:
            scope = {**scope, ROOT: root}
        if app is None:
            await self._index(scope, receive, send)
        elif isinstance(app, Card) or not rest or (self._login.is_set_up and rest in _OF_THE_INDEX):
            await self._instead(app, scope, f"{root}/{name}", rest)(scope, receive, send)
        else:
            await app({**scope, "root_path": f"{root}/{name}"}, receive, send)

    async def drain(self, seconds: float | None = None) -> None:
        """Let running scripts end and send browsers away."""
        await asyncio.gather(*(server.worker.drain(seconds) for server in (self._index, *self._working())))

    def cards(self, roles: Iterable[str]) -> list[Card]:
        """Return what there is to say of each app that somebody with these roles may see."""
        held = set(roles)
        cards: list[Card] = []
        for entry in self.site.entries:
            app = self._apps[entry.name]
            if not entry.roles or not held.isdisjoint(entry.roles):
                cards.append(app if isinstance(app, Card) else Card(entry))
        return cards

    # --- inside ------------------------------------------------------------------------------------------------------

    def _split(self, path: str) -> tuple[str, str]:
        """Return the first step of a path below the base path, and the rest."""
        inner = path.removeprefix(self._base) if f"{path}/".startswith(f"{self._base}/") else ""
        name, slash, rest = inner.removeprefix("/").partition("/")
        return name, slash + rest

    def _instead(self, app: AppServer | Card, scope: Scope, place: str, rest: str) -> Any:
        """Return the answer for an address of an app's that the app does not give itself."""
        if scope["type"] == "websocket":
            return _refuse
        root = place.rpartition("/")[0]
        if isinstance(app, Card):
            return self._broken(app, root)
        query = scope["query_string"].decode("latin-1")
        if not rest:
            return RedirectResponse(f"{place}/{f'?{query}' if query else ''}", 307)
        back = query or urlencode({"next": f"{place}/"})
        return RedirectResponse(f"{root}{rest}?{back}", 307, headers={"cache-control": "no-store"})

    def _broken(self, card: Card, root: str) -> Response:
        """Say that an app cannot be served; why, where visitors may know."""
        title = card.entry.title
        why = "Its log says why." if self.config.get("server.production") else card.problem
        others = '<a class="button button-secondary fill" href="./">Other apps</a>'
        response = HTMLResponse(status_code=500)
        body = f"<h1>{escape(title)} cannot be shown</h1><p>{escape(why)}</p>{others}"
        fill(response, f"{root}/", title, body, self._index.theme())
        return response

    def _app(self, entry: Entry) -> AppServer | Card:
        try:
            return self._built(entry)
        except RushlightError as error:
            _logger.warning("The app %s cannot be served: %s", entry.name, error)
            return Card(entry, str(error))

    def _built(self, entry: Entry) -> AppServer:
        script = entry.script or self._script_of(entry)
        home = script.parent if entry.script else self.site.folder
        own = _checked(entry.config, f"The settings of {entry.name}")
        config = load(home / script.name, {**own, **self._flags, "server.baseUrlPath": ""})
        secrets = Secrets(config, home / script.name)
        login = self._login_of(entry, config, secrets, home)
        around = Around(title=entry.title, apart=Apart(entry.name.replace("-", "_"), home), home=home)
        return AppServer(application(script, config, (), secrets, login=login, home=home), around)

    def _login_of(self, entry: Entry, config: Config, secrets: Secrets, home: Path) -> LoginSettings:
        if self._login.is_set_up:
            return within(self._login, config, entry.roles)
        if entry.roles:
            raise ConfigError(
                f"The app {entry.name!r} is for the roles {', '.join(entry.roles)}, but there is no way to log in: "
                f"set [login] in {self.site.folder / '.rushlight' / 'config.toml'}."
            )
        return login_settings(config, secrets, home)

    def _script_of(self, entry: Entry) -> Path:
        """Return a script that calls the function `run` of an app's module."""
        script = Path(self._made.name) / f"{entry.name}.py"
        script.write_text(f"from {entry.module} import run\n\nrun()\n", encoding="utf-8")
        return script

    def _working(self) -> list[AppServer]:
        return [app for app in self._apps.values() if isinstance(app, AppServer)]

    @asynccontextmanager
    async def _alongside(self, _: object) -> AsyncGenerator[dict[str, Any]]:
        """Have the apps start and stop with the index."""
        global _served
        async with AsyncExitStack() as stack:
            for app in self._working():
                await app.start()
                stack.push_async_callback(app.stop)
            _served = self
            yield {}
        self._made.cleanup()


_served: SiteServer | None = None


def served() -> SiteServer | None:
    """Return the site that this process serves."""
    return _served


def serve_site(site: Site, flags: Mapping[str, Any]) -> None:
    """Serve the apps of a site until the process is told to end."""
    server = SiteServer(site, flags)
    run_server(server, server, server.config)


def _checked(settings: Mapping[str, Any], source: str) -> dict[str, Any]:
    missing = next((name for name in settings if name not in OPTIONS), None)
    if missing is not None:
        raise ConfigError(f"{source}: {unknown(missing)}")
    return {name: checked(OPTIONS[name], value, source) for name, value in settings.items()}


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008, "reason": HTTPConnection(scope).url.path})
