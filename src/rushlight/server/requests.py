"""Questions that the browser asks while (or whether or not) a script runs: rows of a frame, exports, downloads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rushlight import log
from rushlight.data.shelf import Shelf
from rushlight.errors import RushlightError
from rushlight.redaction import redacted
from rushlight.run.context import enter
from rushlight.script.pool import Pool
from rushlight.session.link import Link
from rushlight.session.session import Session
from rushlight.wire.messages import Download, Export, Plain, Reply, Request, Rows

_logger = log.logger("requests")


class Requests:
    """Answers requests on pool threads, never behind a running script."""

    def __init__(self, loop: Callable[[], asyncio.AbstractEventLoop], pool: Pool, shelf: Shelf) -> None:
        self._loop = loop
        self._pool = pool
        self._shelf = shelf

    def answer(self, session: Session, link: Link, request: Request) -> None:
        """Have a request answered over the link."""

        def work() -> None:
            reply = self._reply(session, request)
            self._loop().call_soon_threadsafe(link.answer, reply)

        self._pool.submit(work)

    def _reply(self, session: Session, request: Request) -> Reply:
        try:
            return Reply(request.id, self._result(session, request))
        except (RushlightError, KeyError, ValueError) as error:
            return Reply(request.id, error=redacted(str(error))[:500])
        except Exception:
            _logger.exception("A request of the browser failed")
            return Reply(request.id, error="the server could not answer; its log says why")

    def _result(self, session: Session, request: Request) -> Plain:
        match request:
            case Rows():
                return self._shelf.rows(session.id, request)
            case Export():
                return {"url": self._shelf.export(session.id, request)}
            case Download():
                return self._download(session, request)

    def _download(self, session: Session, request: Download) -> Plain:
        make = session.context.downloads.get(request.widget)
        if make is None:
            raise KeyError("this download is not on the page any more")
        enter(session.context)
        try:
            return {"url": make()}
        finally:
            enter(None)
