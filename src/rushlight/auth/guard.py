"""Who a request is from, and what they may see."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from starlette.requests import HTTPConnection
from starlette.responses import Response

from rushlight import ids, log
from rushlight.auth.cookies import Seal, Tickets, cookie_name, drop_cookie, read_cookie, set_cookie
from rushlight.auth.logins import Login, Logins, roles_of
from rushlight.auth.oidc import Providers
from rushlight.auth.proxy import has_ended, of_headers, of_host
from rushlight.auth.users import Directory, stamp_of
from rushlight.config.login import LoginSettings

_logger = log.logger("auth")

BROWSER = "browser"
LOGIN = "login"
_LEAST_ID = 32

HostUser = Callable[[HTTPConnection], Mapping[str, Any] | None]
"""Tells who the application around this one has recognised."""


class Visitor(msgspec.Struct, frozen=True):
    """Somebody who asks for something."""

    browser: str
    """Random id of the browser, from its cookie; "" for none."""
    login: Login | None = None
    roles: tuple[str, ...] = ()
    may_see: bool = True
    """Whether they may see the app at all."""

    @property
    def owner(self) -> str:
        """What sessions are bound to: this browser, with this login."""
        return self.browser if self.login is None else f"{self.browser}|{self.login.id}"


def named(visitor: Visitor) -> Visitor:
    """Return a visitor whose browser has an id, a new one if it has none."""
    return visitor if visitor.browser else msgspec.structs.replace(visitor, browser=ids.random_id())


def keep_name(response: Response, connection: HTTPConnection, visitor: Visitor) -> None:
    """Have the browser keep its id."""
    if read_cookie(connection, BROWSER) != visitor.browser:
        set_cookie(response, connection, BROWSER, visitor.browser, None)


class Guard:
    """Recognises visitors of one app."""

    def __init__(
        self,
        settings: LoginSettings,
        *,
        is_behind_proxy: Callable[[HTTPConnection], bool],
        cookie_secret: str | None = None,
        host_user: HostUser | None = None,
    ) -> None:
        self.settings = settings
        self.logins = Logins(settings.state if settings.is_set_up else None, idle_seconds=settings.idle_seconds)
        self.seal = Seal(cookie_secret or self.logins.key("cookies"))
        self.tickets = Tickets(self.seal)
        self.directory = Directory(settings)
        self.providers = Providers(settings)
        self._is_behind_proxy = is_behind_proxy
        self._host_user = host_user
        self._stamps = self._read_stamps()

    def admits(self, visitor: Visitor) -> bool:
        """Tell whether sessions can be bound to a visitor: to the id of the browser.

        Browsers keep none for a page inside a page of another site. Where nobody logs in, such a page does without: its
        sessions are known by their own secret ids alone.
        """
        return bool(visitor.browser) or not self.settings.is_set_up

    def visitor(self, connection: HTTPConnection) -> Visitor:
        """Return who a request is from."""
        browser = read_cookie(connection, BROWSER)
        login = self._login(connection)
        roles = () if login is None else roles_of(login, self.settings)
        may_see = (login is not None or not self.settings.required) and self.settings.may_see_app(roles)
        return Visitor(browser if len(browser) >= _LEAST_ID else "", login, roles, may_see)

    async def current(self, connection: HTTPConnection) -> Visitor:
        """Return who a request is from, after asking their provider anew where its word is out of date."""
        visitor = (
            await asyncio.to_thread(self.visitor, connection) if self.settings.is_set_up else self.visitor(connection)
        )
        login = visitor.login
        if login is None or not self.providers.needs_refresh(login):
            return visitor
        fresh = await self.providers.refreshed(login)
        if fresh is None:
            self.logins.end(login.id)
        else:
            self.logins.update(fresh)
        return await asyncio.to_thread(self.visitor, connection)

    def facts(self, visitor: Visitor) -> dict[str, Any] | None:
        """Return what the app is told of somebody who is logged in."""
        if visitor.login is None:
            return None
        tokens = {name: visitor.login.tokens.get(f"{name}_token") for name in self.settings.exposed_tokens}
        return {**visitor.login.claims, "roles": list(visitor.roles), **({"tokens": tokens} if tokens else {})}

    def log_in(self, response: Response, connection: HTTPConnection, login: Login) -> None:
        """Remember a login, for this browser, in place of the one it has."""
        former = self._login_id(connection)
        if former:
            self.logins.end(former)
        self.logins.add(login, self.settings.most_seconds)
        set_cookie(response, connection, LOGIN, self.seal.sign(LOGIN, login.id), int(self.settings.most_seconds))
        _logger.info("%s has logged in (%s)", log.printable(login.subject), login.source)

    def log_out(self, response: Response, connection: HTTPConnection, login: Login | None) -> None:
        """End a login, everywhere, at once."""
        if login is not None:
            self.logins.end(login.id)
            _logger.info("%s has logged out", log.printable(login.subject))
        drop_cookie(response, connection, LOGIN)

    def still(self, login: Login) -> tuple[str, ...] | None:
        """Return the roles that somebody who had logged in has now; None if the login has ended."""
        if login.source in ("proxy", "host"):
            return None if has_ended(self.settings, login) else roles_of(login, self.settings)
        known = self._valid(self.logins.get(login.id))
        return None if known is None else roles_of(known, self.settings)

    def have_people_changed(self) -> bool:
        """Tell whether logins or people have changed since the last call, here or by another process."""
        stamps, before = self._read_stamps(), self._stamps
        self._stamps = stamps
        return self.logins.have_changed() or stamps != before

    def _read_stamps(self) -> tuple[object, ...]:
        """Return what is another once people have changed, or a proxy has said that a login has ended."""
        ended = self.settings.ended
        return self.directory.stamps(), None if ended is None else stamp_of(ended)

    def ends_at(self, login: Login) -> float:
        """Return the time after which a login is no longer good."""
        return login.issued + self.settings.most_seconds if login.issued else time.time() + self.settings.most_seconds

    def close(self) -> None:
        """Let go of the file of logins."""
        self.logins.close()

    def _login(self, connection: HTTPConnection) -> Login | None:
        host = self._of_host(connection)
        if host is not None:
            return host
        settings = self.settings
        if settings.headers and self._is_behind_proxy(connection):
            found = of_headers(settings, connection.headers)
            if found is not None:
                return found
        id = self._login_id(connection) if settings.is_set_up else None
        return self._valid(self.logins.get(id)) if id else None

    def _of_host(self, connection: HTTPConnection) -> Login | None:
        if self._host_user is None:
            return None
        user = self._host_user(connection)
        return None if user is None else of_host(user)

    def _login_id(self, connection: HTTPConnection) -> str | None:
        signed = connection.cookies.get(cookie_name(LOGIN, connection), "")
        found = self.seal.read(LOGIN, signed, self.settings.most_seconds) if signed else None
        return found if isinstance(found, str) else None

    def _valid(self, login: Login | None) -> Login | None:
        """Return a login with what its source says now; None if that knows nothing of it any more."""
        if login is None or login.source in self.settings.providers:
            return login
        user = self.directory.find(login.source, login.subject)
        if user is None or user.mark != login.mark:
            return None
        return msgspec.structs.replace(login, given_roles=user.roles)
