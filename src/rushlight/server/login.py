"""How people log in and out: the page with its form, the way to providers and back, and tickets for sockets."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import escape
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from rushlight import log
from rushlight.auth.cookies import drop_cookie, local_path, read_cookie, set_cookie
from rushlight.auth.guard import Guard, Visitor, keep_name, named
from rushlight.auth.logins import begin
from rushlight.auth.throttle import Throttle
from rushlight.auth.users import User
from rushlight.errors import AuthError
from rushlight.server import paths
from rushlight.server.origin import may_connect
from rushlight.server.plain import fill

_logger = log.logger("auth")

_FORM = "form"
_JOURNEY = "journey"
"""What is remembered while somebody is at a provider."""
_FORM_SECONDS = 12 * 3600
_JOURNEY_SECONDS = 3600
_MOST_FORM_BYTES = 8192
_MOST_WAITING = 32
"""Logins that wait for their turn to be hashed."""
_HASHING = 2
"""Threads that hash. They are none of those that uploads need: a flood of logins holds up nothing but logins."""
_WRONG = "The name or the password is not right."


class LoginPages:
    """The handlers of logging in and out of one app."""

    def __init__(
        self,
        guard: Guard,
        title: str,
        allowed: Callable[[], Iterable[str]],
        theme: Callable[[], Mapping[str, object]],
    ) -> None:
        self._guard = guard
        self._theme = theme
        self._title = title
        self._allowed = allowed
        self._throttle = Throttle()
        self._waiting = 0
        self._hashing = ThreadPoolExecutor(_HASHING, "login")

    # --- in ----------------------------------------------------------------------------------------------------------

    async def login(self, request: Request, visitor: Visitor) -> Response:
        """Show the form (GET), or check what was entered (POST)."""
        if not self._guard.settings.is_set_up:
            return PlainTextResponse("This app has no login.", 404)
        if request.method == "POST":
            return await self._check(request, visitor)
        name = request.query_params.get("provider") or self._only_provider(request)
        if name is not None:
            return await self._to_provider(request, visitor, name)
        notice = "You are logged out." if "out" in request.query_params else ""
        return self._form(request, visitor, notice=notice)

    async def callback(self, request: Request, visitor: Visitor) -> Response:
        """Take somebody back from a provider."""
        journey = self._guard.seal.read(_JOURNEY, read_cookie(request, _JOURNEY), _JOURNEY_SECONDS)
        if not isinstance(journey, dict):
            return self._form(
                request, visitor, error="This login was not begun in this browser, or too long ago.", status=400
            )
        request.scope["session"] = journey["session"]
        try:
            login = await self._guard.providers.login(request, journey["provider"])
        except AuthError as error:
            response = self._form(request, visitor, error=str(error), status=403)
        else:
            response = _see(local_path(journey["next"], _base(request)))
            self._guard.log_in(response, request, login)
        drop_cookie(response, request, _JOURNEY)
        return response

    async def ticket(self, request: Request, visitor: Visitor) -> Response:
        """Give a page a ticket for one more socket."""
        if not self._is_own_page(request):
            return PlainTextResponse("foreign origin", 403)
        if not self._guard.admits(visitor):
            return PlainTextResponse("load the page first", 401)
        return JSONResponse({"ticket": self._guard.tickets.issue(visitor.owner)}, headers={"cache-control": "no-store"})

    # --- out ---------------------------------------------------------------------------------------------------------

    async def logout(self, request: Request, visitor: Visitor) -> Response:
        """End a login, if the link is one that the app itself has given; else ask first."""
        login = visitor.login
        if login is None:
            return _see(self._after_logout(request))
        signed = self._guard.seal.read(
            paths.LOGOUT, request.query_params.get("ticket", ""), self._guard.settings.most_seconds
        )
        if signed != login.id:
            return self._ask_to_leave(request, visitor)
        back = str(request.url.replace(path=self._after_logout(request).partition("?")[0], query=""))
        response = _see(await self._guard.providers.logout_address(login, back) or self._after_logout(request))
        self._guard.log_out(response, request, login)
        return response

    def logout_address(self, visitor: Visitor) -> str | None:
        """Return where somebody who is logged in here is logged out; None where that is done elsewhere."""
        if visitor.login is None or visitor.login.source in ("proxy", "host"):
            return None
        ticket = self._guard.seal.sign(paths.LOGOUT, visitor.login.id)
        return f"{paths.LOGOUT[1:]}?{urlencode({'ticket': ticket})}"

    def turn_away(self, request: Request, visitor: Visitor) -> Response:
        """Answer somebody who may not see the app."""
        if visitor.login is None:
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return _see(f"{_base(request)}{paths.LOGIN}?{urlencode({'next': here})}")
        return self._ask_to_leave(request, visitor, status=403)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _only_provider(self, request: Request) -> str | None:
        """Return the provider to go to at once, where there is no choice and nothing to say."""
        settings = self._guard.settings
        if settings.has_passwords or len(settings.providers) != 1 or "out" in request.query_params:
            return None
        return next(iter(settings.providers))

    async def _to_provider(self, request: Request, visitor: Visitor, name: str) -> Response:
        if name not in self._guard.settings.providers:
            return self._form(request, visitor, error="There is no such way to log in.", status=404)
        request.scope["session"] = {}
        try:
            response = await self._guard.providers.redirect(request, name, _absolute(request, paths.CALLBACK))
        except AuthError as error:
            return self._form(request, visitor, error=str(error), status=502)
        journey = {"provider": name, "next": request.query_params.get("next", ""), "session": request.session}
        set_cookie(response, request, _JOURNEY, self._guard.seal.sign(_JOURNEY, journey), _JOURNEY_SECONDS)
        return response

    async def _check(self, request: Request, visitor: Visitor) -> Response:
        given = await _form_of(request)
        if given is None:
            return PlainTextResponse("the form is too large", 413)
        token = self._guard.seal.read(_FORM, given.get("token", ""), _FORM_SECONDS)
        if not self._is_own_page(request) or not visitor.browser or token != visitor.browser:
            return self._form(request, visitor, given, error="This page was open for too long. Try again.", status=403)
        return await self._try(request, visitor, given)

    async def _try(self, request: Request, visitor: Visitor, given: dict[str, str]) -> Response:
        name, password = given.get("name", "").strip()[:200], given.get("password", "")[:1000]
        address = request.client.host if request.client else None
        wait = self._throttle.wait(name, address)
        if wait > 0:
            return self._form(request, visitor, given, error=_patience(wait), status=429, retry=math.ceil(wait))
        if self._waiting >= _MOST_WAITING:
            return self._form(
                request, visitor, given, error="Many people log in just now. Try again.", status=503, retry=2
            )
        # Counted before it is checked: tries at the same time are tries too.
        self._throttle.failed(name, address)
        found = await self._found(name, password)
        if found is None:
            _logger.warning("A login of %r from %s was refused", log.printable(name), address)
            return self._form(request, visitor, given, error=_WRONG, status=401)
        self._throttle.succeeded(name, address)
        return self._entered(request, name, *found, given.get("next", ""))

    async def _found(self, name: str, password: str) -> tuple[str, User] | None:
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._hashing, self._guard.directory.check, name, password)
        finally:
            self._waiting -= 1

    def _entered(self, request: Request, name: str, source: str, user: User, back: str) -> Response:
        claims = {"sub": name, "name": user.full_name or name, "preferred_username": name}
        if user.email:
            claims["email"] = user.email
        response = _see(local_path(back, _base(request)))
        self._guard.log_in(response, request, begin(source, name, claims, user.roles, mark=user.mark))
        return response

    def _is_own_page(self, request: Request) -> bool:
        origin, host = request.headers.get("origin"), request.headers.get("host")
        return may_connect(origin, request.url.scheme, host, self._allowed())

    def _after_logout(self, request: Request) -> str:
        required = self._guard.settings.required
        return f"{_base(request)}{paths.LOGIN}?out" if required else f"{_base(request)}/"

    # --- pages -------------------------------------------------------------------------------------------------------

    def _form(
        self,
        request: Request,
        visitor: Visitor,
        given: dict[str, str] | None = None,
        *,
        error: str = "",
        notice: str = "",
        status: int = 200,
        retry: int | None = None,
    ) -> Response:
        back = given.get("next", "") if given else request.query_params.get("next", "")
        response = HTMLResponse(status_code=status)
        visitor = named(visitor)
        keep_name(response, request, visitor)
        settings = self._guard.settings
        name = escape(given.get("name", "") if given else "")
        parts = [f"<h1>{escape(self._title)}</h1>", _alert(error), _notice(notice)]
        if settings.has_passwords:
            token = self._guard.seal.sign(_FORM, visitor.browser)
            parts.append(_password_form(token, escape(back), name, _invalid(error)))
        if settings.has_passwords and settings.providers:
            parts.append('<p class="or"><span>or</span></p>')
        for provider in settings.providers.values():
            query = urlencode({"provider": provider.name, "next": back})
            look = "secondary" if settings.has_passwords else "primary"
            parts.append(_BUTTON.format(look=look, query=escape(query), title=escape(provider.title)))
        if settings.headers and not settings.has_passwords and not settings.providers:
            parts.append("<p>This app is reached through a proxy, which has to say who you are.</p>")
        return self._filled(response, request, f"Log in · {self._title}", "".join(parts), retry)

    def _ask_to_leave(self, request: Request, visitor: Visitor, status: int = 200) -> Response:
        assert visitor.login is not None
        who = escape(str(visitor.login.claims.get("name") or visitor.login.subject))
        refused = (
            "<p>This app is not open to you. Ask whoever runs it, or log in as somebody else.</p>"
            if status == 403
            else ""
        )
        address = self.logout_address(visitor)
        link = f'<a class="button button-primary fill" href="{escape(address)}">Log out</a>' if address else ""
        body = f"<h1>{escape(self._title)}</h1>{refused}<p>You are logged in as <strong>{who}</strong>.</p>{link}"
        return self._filled(HTMLResponse(status_code=status), request, self._title, body)

    def _filled(
        self, response: Response, request: Request, title: str, body: str, retry: int | None = None
    ) -> Response:
        fill(response, f"{_base(request)}/", title, body, self._theme())
        if retry is not None:
            response.headers["retry-after"] = str(retry)
        return response


_PASSWORD_FORM = """
<form method="post" action="auth/login">
  <input type="hidden" name="token" value="{token}"><input type="hidden" name="next" value="{back}">
  <div class="field">
    <div class="field-label"><label for="name">Name</label></div>
    <div class="field-box"><input class="field-input" id="name" name="name" value="{name}" autocomplete="username"
      autocapitalize="none" spellcheck="false" required maxlength="200" {invalid} {first}></div>
  </div>
  <div class="field">
    <div class="field-label"><label for="password">Password</label></div>
    <div class="field-box"><input class="field-input" id="password" name="password" type="password"
      autocomplete="current-password" required maxlength="1000" {invalid} {second}></div>
  </div>
  <button class="button button-primary fill" type="submit">Log in</button>
</form>"""
_BUTTON = '<a class="button button-{look} fill" href="auth/login?{query}">Continue with {title}</a>'


def _password_form(token: str, back: str, name: str, invalid: str) -> str:
    first, second = ("", "autofocus") if name else ("autofocus", "")
    return _PASSWORD_FORM.format(token=token, back=back, name=name, invalid=invalid, first=first, second=second)


def _alert(error: str) -> str:
    return f'<div class="alert alert-error" id="problem" role="alert">{escape(error)}</div>' if error else ""


def _notice(notice: str) -> str:
    return f'<div class="alert alert-info" role="status">{escape(notice)}</div>' if notice else ""


def _invalid(error: str) -> str:
    return 'aria-invalid="true" aria-describedby="problem"' if error == _WRONG else ""


def _patience(seconds: float) -> str:
    left = f"{math.ceil(seconds)} seconds" if seconds < 90 else f"{math.ceil(seconds / 60)} minutes"
    return f"There were too many wrong passwords. Try again in {left}."


def _see(address: str) -> Response:
    return RedirectResponse(address, 303, headers={"cache-control": "no-store"})


def _base(request: Request) -> str:
    return request.scope.get("root_path", "").rstrip("/")


def _absolute(request: Request, path: str) -> str:
    return str(request.url.replace(path=_base(request) + path, query=""))


async def _form_of(request: Request) -> dict[str, str] | None:
    """Return what was entered, None if it is more than a form of these fields can hold."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_FORM_BYTES:
            return None
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None
    return {name: values[-1] for name, values in fields.items()}
