"""The WebSocket endpoint: one browser tab's connection, as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from starlette.types import Message, Receive, Scope, Send

from rushlight import log
from rushlight.config.browser import BrowserSettings
from rushlight.errors import WireError
from rushlight.run.context import Client
from rushlight.server.origin import COOKIE, may_connect
from rushlight.server.requests import Requests
from rushlight.session.link import Link
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
    Theme,
    Welcome,
)

_logger = log.logger("socket")

HELLO_SECONDS = 10
"""A connection that does not say hello in this time is closed."""
BAD_MESSAGES = 20
"""A connection that has sent this many malformed messages is closed."""

POLICY_VIOLATION = 1008
RESTART = 1012
TRY_AGAIN = 1013
PROTOCOL_ERROR = 1002


class Socket:
    """Accepts browsers and hands their messages to their sessions."""

    def __init__(
        self,
        sessions: Callable[[], Sessions],
        requests: Requests,
        allowed: Callable[[], Iterable[str]],
        settings: BrowserSettings,
    ) -> None:
        self._settings = settings
        self._sessions = sessions
        self._requests = requests
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if self._sessions().is_draining:
            await _turn_away(scope, send)
            return
        if not self._may_connect(scope):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await send({"type": "websocket.accept"})
        try:
            hello = await self._hello(receive, send)
            if hello is not None:
                await self._serve(*self._welcome(scope, hello), self._news(hello), receive, send)
        except (TimeoutError, OSError):
            await _close(send, POLICY_VIOLATION)

    def _may_connect(self, scope: Scope) -> bool:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"] if name in (b"origin", b"host")}
        origin = headers.get(b"origin")
        if may_connect(origin, scope["scheme"], headers.get(b"host"), self._allowed()):
            return True
        _logger.warning("Refused a socket from the origin %s", log.printable(origin or ""))
        return False

    async def _hello(self, receive: Receive, send: Send) -> Hello | None:
        """Return the first message if it is a hello of this protocol, else close the connection."""
        hello = await asyncio.wait_for(_next_message(receive), HELLO_SECONDS)
        if isinstance(hello, Hello) and hello.version == PROTOCOL:
            return hello
        if isinstance(hello, Hello):
            reload = Reload("the server speaks another protocol version")
            await send({"type": "websocket.send", "bytes": encode(reload)})
        if hello is not None:
            await _close(send, PROTOCOL_ERROR)
        return None

    def _welcome(self, scope: Scope, hello: Hello) -> tuple[Session, Welcome, int]:
        client = _client(scope, hello)
        session, resumed = self._sessions().welcome(hello, client.cookies.get(COOKIE, ""), client)
        return session, Welcome(session.id, resumed, session.committed), hello.frame

    def _news(self, hello: Hello) -> Settings | None:
        """Return the settings if they are others than those of the page."""
        known = self._settings
        return None if hello.settings in ("", known.digest) else Settings(known.settings, known.digest)

    async def _serve(
        self,
        session: Session,
        welcome: Welcome,
        frame: int,
        settings: Settings | None,
        receive: Receive,
        send: Send,
    ) -> None:
        async def send_bytes(data: bytes) -> None:
            await send({"type": "websocket.send", "bytes": data})

        link = session.connect(send_bytes, frame)
        link.answer(welcome)
        if settings is not None:
            link.answer(settings)
        session.show()
        pump = asyncio.create_task(_pump(link, send))
        try:
            await self._listen(session, link, receive, send, pump)
        finally:
            self._sessions().left(session, link)
            pump.cancel()

    async def _listen(
        self, session: Session, link: Link, receive: Receive, send: Send, pump: asyncio.Task[None]
    ) -> None:
        bad = 0
        while True:
            try:
                message = await _next_message(receive)
            except WireError as error:
                bad += 1
                _logger.warning("Refused a message: %s", log.printable(str(error)))
                if bad >= BAD_MESSAGES:
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


async def _next_message(receive: Receive) -> ClientMessages | None:
    """Return the next message, or None at the end of the connection. Raises WireError for a malformed one."""
    event: Message = await receive()
    if event["type"] == "websocket.disconnect":
        return None
    data = event.get("bytes")
    if data is None:
        raise WireError("a text frame was sent; only binary MessagePack frames are understood")
    return decode_client(data)


async def _pump(link: Link, send: Send) -> None:
    await link.pump()
    if link.is_leaving:
        await _close(send, RESTART)


async def _turn_away(scope: Scope, send: Send) -> None:
    """Refuse a browser while the worker ends: by an answer that lets a proxy try another one, where that can be given."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await _close(send, RESTART)
        return
    headers = [(b"retry-after", b"1"), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})


async def _close(send: Send, code: int) -> None:
    try:
        await send({"type": "websocket.close", "code": code})
    except (RuntimeError, OSError):
        pass


def _client(scope: Scope, hello: Hello) -> Client:
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
    )
