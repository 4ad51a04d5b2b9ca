"""Connections of browsers, as uvicorn makes them, with the limits of time and size that it leaves to a proxy."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Response

from rushlight import log
from rushlight.config import Config
from rushlight.server.headers import EVERYWHERE
from rushlight.server.limits import Connections
from rushlight.server.proxies import Trusted, is_loopback

_logger = log.logger("connection")

MOST_HEAD = 64 << 10
"""Bytes of a request's address and headers; browsers send a few thousand, and proxies let through 32 thousand."""
MOST_QUEUED = 32
"""Requests that may wait for the answer of one before them."""
MOST_FRAGMENTS = 4096
"""Parts of a message: browsers send each in one, and empty ones would take memory without an end."""
LEAST_RATE = 100
"""Bytes of a body that have to come in a second, on average."""
_HOST = re.compile(rb"[A-Za-z0-9._~%!$&'()*+,;=-]*(:\d{0,5})?|\[[0-9A-Fa-f:.]+\](:\d{0,5})?")
_REASONS = {400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large"}


class Limits(msgspec.Struct, frozen=True):
    """What connections of one server may have."""

    seconds: float
    """Of waiting for a head, for more of a body, or for a browser that takes nothing."""
    connections: Connections
    """Those of each address that has a limit."""
    is_counted: Callable[[str], bool]
    """Whether an address is one browser's or household's, and not that of a proxy."""


def protocols(config: Config) -> dict[str, Any]:
    """Return the protocols of a server, by the names that uvicorn has for them."""
    trusted = Trusted(map(str, config.get("server.trustedProxies")))
    limits = Limits(
        float(config.get("server.requestTimeout")),
        Connections(lambda: int(config.get("server.maxConnectionsPerAddress"))),
        lambda address: not trusted.covers(address) and not is_loopback(address),
    )
    return {"http": partial(Connection, limits), "ws": partial(SocketConnection, limits)}


class Connection(HttpToolsProtocol):
    """A connection that is ended when a request does not come, when a browser takes no answer, or when a head is too large."""

    def __init__(self, limits: Limits, **given: Any) -> None:
        super().__init__(**given)
        self._limits = limits
        self._since: float | None = None
        """When it began to wait for the head of a request; None while there is one."""
        self._counted = 0.0
        """Since when bytes of the body are counted."""
        self._head = 0
        """Bytes of the head (and the trailer) that are known."""
        self._unread = 0
        """Bytes that have come without completing anything."""
        self._came = 0
        """Bytes of the body since then."""
        self._left = 0
        """Bytes that were not taken at the last look."""
        self._is_last = False
        """Whether no other request may follow."""

    # --- what uvicorn and its parser call ------------------------------------------------------------------------------

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._since = self.loop.time()
        self._timer = self.loop.call_later(self._limits.seconds, self._look)
        address = self.client[0] if self.client else None
        if address is not None and self._limits.is_counted(address):
            self._limits.connections.add(address, self, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        self._limits.connections.discard(self)
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self._timer.cancel()
        self._limits.connections.discard(self)  # sockets have a limit of their own
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        if self._is_last or self.transport.is_closing():
            return
        if self._since is None and (self.cycle is None or self.cycle.response_complete):  # pyright: ignore[reportUnnecessaryComparison]
            self._since = self.loop.time()
        self._unread += len(data)
        self._came += len(data)
        super().data_received(data)
        if self._unread > MOST_HEAD and not self.transport.is_closing():
            self._refuse(431)

    def on_url(self, url: bytes) -> None:
        self._measure(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._measure(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        assert self.parser is not None
        if not _is_sound(self.headers, self.parser.get_http_version()) or len(self.pipeline) >= MOST_QUEUED:
            raise ValueError("a request that servers understand differently")  # answered with 400
        self._since, self._counted, self._unread, self._came = None, self.loop.time(), 0, 0
        self._limits.connections.begin(self)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unread = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():  # the last one that has come is answered
            self._limits.connections.finish(self, self.transport.abort)

    def on_message_begin(self) -> None:
        self._head = 0
        super().on_message_begin()

    def resume_writing(self) -> None:
        self._left = 0
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        self._refuse(431 if self._head > MOST_HEAD else 400)

    def _unsupported_upgrade_warning(self) -> None:
        # An upgrade is an offer: the answer is one of HTTP, but what follows need not be.
        self._is_last = True
        self.cycle.keep_alive = False

    # --- limits ------------------------------------------------------------------------------------------------------

    def _measure(self, size: int) -> None:
        self._unread = 0
        self._head += size
        if self._head > MOST_HEAD:
            raise ValueError("the head is too large")

    def _look(self) -> None:
        """End the connection if what it waits for does not come."""
        if self._is_unread() or self._is_starved():
            self.transport.abort()
        elif not self.transport.is_closing() and self._since is not None and self._is_over(self._since):
            self._refuse(408)
        else:
            self._left = self.transport.get_write_buffer_size()
            self._timer = self.loop.call_later(self._limits.seconds, self._look)

    def _is_unread(self) -> bool:
        """Tell whether the browser has taken nothing of an answer since the last look."""
        left = self.transport.get_write_buffer_size()
        return left >= self._left > 0 and (self.flow.write_paused or self.transport.is_closing())

    def _is_starved(self) -> bool:
        """Tell whether a body has stopped coming, which the app waits for."""
        if self._since is not None or self.transport.is_closing() or not self._is_over(self._counted):
            return False
        enough = self._came >= LEAST_RATE * self._limits.seconds
        self._came, self._counted = 0, self.loop.time()
        return not enough and self.cycle.more_body and not self.flow.read_paused

    def _is_over(self, since: float) -> bool:
        return self.loop.time() - since >= self._limits.seconds * 0.99  # timers may be early by the clock's grain

    def _refuse(self, status: int) -> None:
        """Answer what is no request, if nothing else is being answered, and end the connection."""
        _logger.warning("Refused a request of %s: %s", self.client[0] if self.client else "a proxy", _REASONS[status])
        self._is_last = True
        if self.cycle is not None and not self.cycle.response_complete:  # pyright: ignore[reportUnnecessaryComparison]
            self.transport.abort()
            return
        self.transport.write(_refusal(status))
        self.transport.close()
        self._left = 0


class SocketConnection(WebSocketsSansIOProtocol):
    """A WebSocket that holds no more for a browser that takes nothing than it has to."""

    def __init__(self, limits: Limits, **given: Any) -> None:
        super().__init__(**given)
        self._seconds = limits.seconds
        self._was_closing = False
        self._reject = self.conn.reject
        self.conn.reject = self._rejected

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._timer = self.loop.call_later(self._seconds, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        super().connection_lost(exc)
        self._let_go()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            # The opening was too much for the library, which leaves it at that.
            self.transport.write(_refusal(431))
            self.transport.close()

    def handle_ping(self) -> None:
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()  # whoever pings and reads nothing gets no answer

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) < MOST_FRAGMENTS:
            super().handle_cont(event)
            return
        self._fail(1009, "too many fragments")

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not _is_text(b"".join(self.frames)):
            self._fail(1007, "a text that is not UTF-8")  # uvicorn would take it for an error of its own
        else:
            super().send_receive_event_to_app()

    def _fail(self, code: int, reason: str) -> None:
        """Close with a code what goes against the protocol in a way that the library does not look for."""
        _logger.warning("Closed a socket of %s: %s", self.client[0] if self.client else "a proxy", reason)
        self.frames = []
        self.conn.fail(code, reason)
        self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self._forget()

    def _forget(self) -> None:
        """Forget what has come: what is half inflated, and what the frames of an error's traceback hold."""
        self.frames.clear()
        self.conn.reader.discard()
        self.conn.extensions.clear()
        error = self.conn.parser_exc
        while error is not None:
            error.__traceback__, error = None, error.__cause__ or error.__context__

    def _let_go(self) -> None:
        """Forget all, which circles of objects would keep until Python's collector opens them."""
        self._forget()
        self.conn.parser.close()
        del self.conn.reject, self._reject

    def _rejected(self, status: int, text: str) -> Response:
        response = self._reject(status, text)
        response.headers.update(EVERYWHERE)
        return response

    def _look(self) -> None:
        """End a connection that was closed before the last look and is still there: its browser takes nothing."""
        closing = self.transport.is_closing()
        if closing and self._was_closing:
            self.transport.abort()
            return
        self._was_closing = closing
        self._timer = self.loop.call_later(self._seconds, self._look)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_sound(headers: list[tuple[bytes, bytes]], version: str) -> bool:
    """Tell whether a request can be understood in one way only (RFC 9112, 3.2 and 6.1)."""
    hosts = [value for name, value in headers if name == b"host"]
    encodings = [value.strip().lower() for name, value in headers if name == b"transfer-encoding"]
    if len(hosts) > 1 or (version == "1.1" and not hosts) or not all(map(_HOST.fullmatch, hosts)):
        return False
    return not encodings or (version == "1.1" and encodings == [b"chunked"])


def _refusal(status: int) -> bytes:
    reason = _REASONS[status]
    headers = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(reason)), "connection": "close"}
    lines = [f"{name}: {value}" for name, value in {**headers, **EVERYWHERE}.items()]
    return "\r\n".join([f"HTTP/1.1 {status} {reason}", *lines, "", reason]).encode()
