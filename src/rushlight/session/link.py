"""The sending side of one browser's connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from rushlight.metrics import Metrics
from rushlight.wire.codec import encode
from rushlight.wire.messages import Frame, ServerMessage

RESTART = 1012
"""Close code: the browser is to connect anew, to whoever serves it then."""


class Link:
    """Sends frames made at the moment the socket can take them, and small answers in between.

    All methods are called on the connection's event loop.
    """

    __slots__ = (
        "_answers",
        "_left",
        "_make_frame",
        "_metrics",
        "_on_frame",
        "_send",
        "_wake",
        "_wanted",
        "close_code",
        "closed",
        "sent_bytes",
    )

    def __init__(
        self, send: Callable[[bytes], Awaitable[None]], make_frame: Callable[[], Frame | None], metrics: Metrics
    ) -> None:
        self._send = send
        self._make_frame = make_frame
        self._metrics = metrics
        self._left: asyncio.Future[None] | None = None
        self._answers: list[ServerMessage] = []
        self._wanted = False
        self._wake: asyncio.Future[None] | None = None
        self._on_frame: list[Callable[[], object]] = []
        self.closed = False
        self.sent_bytes = 0
        """Of frames."""
        self.close_code: int | None = None
        """Why the server ends the connection; None as long as it does not."""

    def flush(self) -> None:
        """Have a frame made and sent as soon as the socket can take one."""
        self._wanted = True
        self._rouse()

    def answer(self, message: ServerMessage) -> None:
        """Send a message that is no frame."""
        self._answers.append(message)
        self._rouse()

    def leave(self, code: int) -> asyncio.Future[None]:
        """Send what is left, then end with a close code of WebSockets; return what is done when all is sent."""
        self.close_code = code
        self._left = asyncio.get_running_loop().create_future()
        if self.closed:
            self._left.set_result(None)
        self._rouse()
        return self._left

    def after_frame(self, call: Callable[[], object]) -> None:
        """Call this when the next frame was sent, or when none can be any more."""
        self._on_frame.append(call)
        if self.closed:
            self._frame_sent()

    def close(self) -> None:
        """Send nothing more."""
        self.closed = True
        self._rouse()

    async def pump(self) -> None:
        """Send until closed. While one message is on its way, what changes meanwhile merges into the next."""
        loop = asyncio.get_running_loop()
        try:
            while not self.closed:
                message = self._next()
                if message is not None:
                    await self._deliver(message)
                elif self._left is not None:
                    break
                else:
                    self._wake = loop.create_future()
                    await self._wake
                    self._wake = None
        finally:
            self.closed = True
            self._frame_sent()
            if self._left is not None and not self._left.done():
                self._left.set_result(None)

    async def _deliver(self, message: ServerMessage) -> None:
        data = encode(message)
        if isinstance(message, Frame):
            self._metrics.frames += 1
            self._metrics.patch_bytes += len(data)
            self.sent_bytes += len(data)
        try:
            await self._send(data)
            if self._on_frame and isinstance(message, Frame):
                self._frame_sent()
        except OSError:
            # The socket is gone; its reading side notices too and ends the connection.
            self.closed = True

    def _frame_sent(self) -> None:
        calls, self._on_frame = self._on_frame, []
        for call in calls:
            call()

    def _next(self) -> ServerMessage | None:
        if self._answers:
            return self._answers.pop(0)
        if self._wanted:
            self._wanted = False
            return self._make_frame()
        return None

    def _rouse(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)
