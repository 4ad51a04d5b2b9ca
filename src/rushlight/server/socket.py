"""The WebSocket endpoint: one browser tab's connection, as an ASGI application."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send

from rushlight import log
from rushlight.auth.guard import Guard, Visitor
from rushlight.config.browser import BrowserSettings
from rushlight.errors import WireError
from rushlight.run.context import Client
from rushlight.server.headers import EVERYWHERE
from rushlight.server.limits import Bucket, Places
from rushlight.server.origin import may_connect
from rushlight.server.requests import Requests
from rushlight.session.inbox import Batch
from rushlight.session.link import RESTART, Link
from rushlight.session.session import Session
from rushlight.session.sessions import Sessions
from rushlight.wire.codec import decode_client, encode
from rushlight.wire.messages import (
    PROTOCOL,
    Change,
    ClientMessages,
    Download,
    Export,
    Hello,
    Navigate,
    Ping,
    Pong,
    Refresh,
    Refused,
    Reload,
    Rerun,
    Rows,
    RunOnSave,
    Settings,
    Stop,
    Stored,
    Theme,
    Welcome,
)

_logger = log.logger("socket")

HELLO_SECONDS = 10
"""A connection that does not say hello in this time is closed."""
BAD_MESSAGES = 20
"""A connection that has sent this many malformed messages is closed."""

POLICY_VIOLATION = 1008
TRY_AGAIN = 1013
PROTOCOL_ERROR = 1002


class _Open(msgspec.Struct, eq=False):
    """An open connection of somebody."""

    visitor: Visitor
    session: Session
    link: Link


class Socket:
    """Accepts browsers and hands their messages to their sessions."""

    def __init__(
        self,
        sessions: Callable[[], Sessions],
        requests: Requests,
        guard: Guard,
        allowed: Callable[[], Iterable[str]],
        is_known_host: Callable[[str | None], bool],
        settings: BrowserSettings,
        places: Places,
    ) -> None:
        self._settings = settings
        self._sessions = sessions
        self._requests = requests
        self._guard = guard
        self._allowed = allowed
        self._places = places
        self._is_known_host = is_known_host
        self._known: set[_Open] = set()
        """Connections of people who are logged in."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if self._sessions().is_draining:
            await _turn_away(scope, send)
            return
        visitor = await self._guard.current(HTTPConnection(scope))
        if not self._may_connect(scope) or not visitor.may_see:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        client = scope.get("client")
        with self._places.one(client[0] if client else None) as free:
            if free:
                await self._accept(scope, visitor, receive, send)
            else:
                _logger.warning("Refused a socket: %s has as many as server.maxConnectionsPerAddress allows", client)
                await send({"type": "websocket.close", "code": TRY_AGAIN})

    async def _accept(self, scope: Scope, visitor: Visitor, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        try:
            hello = await self._hello(visitor, receive, send)
            if hello is not None:
                await self._serve(visitor, *await self._welcome(scope, visitor, hello), receive, send)
        except (TimeoutError, OSError):
            await _close(send, POLICY_VIOLATION)
        except WireError as error:
            _logger.warning("Refused a socket that began with no hello: %s", log.printable(str(error)))
            await _close(send, PROTOCOL_ERROR)

    def review(self) -> None:
        """Have those who have logged out leave, and give the others the roles that they have now."""
        for each in list(self._known):
            login = each.visitor.login
            assert login is not None
            roles = self._guard.still(login)
            if roles is None or not self._guard.settings.may_see_app(roles):
                self._known.discard(each)
                each.session.stop()
                each.link.answer(Reload("the login has ended"))
                each.link.leave(POLICY_VIOLATION)
            elif roles != each.visitor.roles:
                each.visitor = msgspec.structs.replace(each.visitor, roles=roles)
                each.session.context.client.user = self._guard.facts(each.visitor)
                each.session.start(Batch(wants_run=True, whole=True))

    def _may_connect(self, scope: Scope) -> bool:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"] if name in (b"origin", b"host")}
        origin, host = headers.get(b"origin"), headers.get(b"host")
        if not self._is_known_host(host):
            _logger.warning("Refused a socket for the host %s (server.allowedHosts)", log.printable(host or ""))
            return False
        if may_connect(origin, scope["scheme"], host, self._allowed()):
            return True
        _logger.warning("Refused a socket from the origin %s", log.printable(origin or ""))
        return False

    async def _hello(self, visitor: Visitor, receive: Receive, send: Send) -> Hello | None:
        """Return the first message if it is a hello of this protocol with a good ticket, else close the connection."""
        hello = await asyncio.wait_for(_next_message(receive), HELLO_SECONDS)
        if isinstance(hello, Hello) and hello.version == PROTOCOL:
            if self._guard.admits(visitor) and self._guard.tickets.redeem(hello.ticket, visitor.owner):
                return hello
            await _close(send, POLICY_VIOLATION)
            return None
        if isinstance(hello, Hello):
            reload = Reload("the server speaks another protocol version")
            await send({"type": "websocket.send", "bytes": encode(reload)})
        if hello is not None:
            await _close(send, PROTOCOL_ERROR)
        return None

    async def _welcome(
        self, scope: Scope, visitor: Visitor, hello: Hello
    ) -> tuple[Session, list[Welcome | Settings], int]:
        """Return the session of a browser, what to tell it first, and which frame it has."""
        client = _client(scope, hello, self._guard.facts(visitor))
        session, resumed = await self._sessions().welcome(hello, visitor.owner, client)
        answers: list[Welcome | Settings] = [Welcome(session.id, resumed, session.committed, session.received)]
        known = self._settings
        if hello.settings not in ("", known.digest):
            answers.append(Settings(known.settings, known.digest))
        return session, answers, hello.frame

    async def _serve(
        self,
        visitor: Visitor,
        session: Session,
        answers: list[Welcome | Settings],
        frame: int,
        receive: Receive,
        send: Send,
    ) -> None:
        async def send_bytes(data: bytes) -> None:
            await send({"type": "websocket.send", "bytes": data})

        link = session.connect(send_bytes, frame)
        for answer in answers:
            link.answer(answer)
        session.show()
        pump = asyncio.create_task(_pump(link, send))
        try:
            with self._watched(_Open(visitor, session, link)):
                await self._listen(session, link, receive, send)
        finally:
            self._sessions().left(session, link)
            pump.cancel()

    @contextmanager
    def _watched(self, opened: _Open) -> Generator[None]:
        """Have a connection end with the login of its visitor."""
        login = opened.visitor.login
        if login is None:
            yield
            return
        self._known.add(opened)
        left = max(0.0, self._guard.ends_at(login) - time.time())
        timer = asyncio.get_running_loop().call_later(left + 1, self.review)
        try:
            yield
        finally:
            timer.cancel()
            self._known.discard(opened)

    async def _listen(self, session: Session, link: Link, receive: Receive, send: Send) -> None:
        bad, bucket = 0, Bucket()
        while True:
            try:
                message = await _next_message(receive)
                if isinstance(message, Stored):
                    message = await _stored(session, message.file)
                # Whoever sends more than people can is read more slowly; what waits then waits in the socket.
                if wait := bucket.take():
                    await asyncio.sleep(wait)
            except WireError as error:
                bad += 1
                if bad == 1:  # the others tell the same, and would fill the log
                    _logger.warning("Refused a message: %s", log.printable(str(error)))
                if bad >= BAD_MESSAGES:
                    _logger.warning("Closed a socket that has sent %d malformed messages", bad)
                    await _close(send, POLICY_VIOLATION)
                    return
                link.answer(Refused(str(error)[:300]))
                continue
            if message is None or link.closed:
                return
            self._take(session, link, message)

    def _take(self, session: Session, link: Link, message: ClientMessages) -> None:
        match message:
            case Change() | Rerun() | Refresh() | Navigate():
                session.receive(message)
            case Rows() | Export() | Download():
                self._requests.answer(session, link, message)
            case Ping():
                link.answer(Pong())
            case Stop():
                session.stop()
            case Theme():
                session.context.client.theme = message.theme
            case RunOnSave():
                session.context.client.run_on_save = message.on
            case Hello():
                link.answer(Refused("hello was said already"))
            case Stored():
                link.answer(Refused("what was stored stands for another message that was stored"))


async def _next_message(receive: Receive) -> ClientMessages | None:
    """Return the next message, or None at the end of the connection. Raises WireError for a malformed one."""
    event: Message = await receive()
    if event["type"] == "websocket.disconnect":
        return None
    data = event.get("bytes")
    if data is None:
        raise WireError("a text frame was sent; only binary MessagePack frames are understood")
    return decode_client(data)


async def _stored(session: Session, file: str) -> ClientMessages:
    """Return the message that a browser has sent by HTTP. Raises WireError if there is none, or a malformed one."""
    app = session.context.app
    most = int(app.config.get("server.maxWidgetStateSize")) << 20
    data = await asyncio.to_thread(app.uploads.take, session.id, file, most)
    if data is None:
        raise WireError("no message was stored under that id")
    return decode_client(data)


async def _pump(link: Link, send: Send) -> None:
    await link.pump()
    if link.close_code is not None:
        await _close(send, link.close_code)


async def _turn_away(scope: Scope, send: Send) -> None:
    """Refuse a browser while the worker ends: by an answer that lets a proxy try another one, where that can be given."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await _close(send, RESTART)
        return
    headers = {"retry-after": "1", "content-length": "0", **EVERYWHERE}
    await send({"type": "websocket.http.response.start", "status": 503, "headers": _raw(headers)})
    await send({"type": "websocket.http.response.body", "body": b""})


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def _close(send: Send, code: int) -> None:
    try:
        await send({"type": "websocket.close", "code": code})
    except (RuntimeError, OSError):
        pass


def _client(scope: Scope, hello: Hello, user: dict[str, Any] | None) -> Client:
    peer = scope.get("client")
    address = peer[0] if peer else None
    return Client(
        headers=tuple(scope["headers"]),
        ip_address=None if address in ("127.0.0.1", "::1") else address,
        locale=hello.locale,
        timezone=hello.timezone,
        timezone_offset=hello.timezone_offset,
        url=hello.url,
        embedded=hello.embedded,
        theme=hello.theme,
        run_on_save=hello.run_on_save,
        user=user,
    )
