"""The sessions of one app on this worker: how they begin, are resumed, and end."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any

from rushlight import ids, log
from rushlight.caching import release_session
from rushlight.run.context import Application, Client, RunContext
from rushlight.session.inbox import Batch
from rushlight.session.link import Link
from rushlight.session.session import Session, Ways
from rushlight.session.turn import parse_query
from rushlight.store.record import Record
from rushlight.wire.messages import Edited, Hello, ServerMessage

_logger = log.logger("session")


class Sessions:
    """Sessions by id. Methods are called on the event loop. Nothing here walks all sessions for one of them."""

    def __init__(self, app: Application, ways: Ways, *, keep_seconds: float, keep_most: int) -> None:
        self._app = app
        self._ways = ways
        self._keep_seconds = keep_seconds
        self._keep_most = keep_most
        self._sessions: dict[str, Session] = {}
        self._away: OrderedDict[str, asyncio.TimerHandle] = OrderedDict()
        """Sessions without a connection, the longest away first, with the timers that end them."""
        self.is_draining = False

    def __len__(self) -> int:
        return len(self._sessions)

    def get(self, id: str) -> Session | None:
        """Return a session of this worker."""
        return self._sessions.get(id)

    def welcome(self, hello: Hello, owner: str, client: Client) -> tuple[Session, bool]:
        """Return the session a browser asks for if it is its own, else a new one; and whether it was resumed."""
        session = self._resume(hello, owner, client) if hello.session else None
        if session is not None:
            return session, True
        return self._begin(hello, owner, client), False

    def left(self, session: Session, link: Link) -> None:
        """A connection ended: keep the session for a while in case its browser comes back."""
        if not session.disconnect(link) or session.ended:
            return
        self._away[session.id] = self._ways.loop.call_later(self._keep_seconds, self._end, session.id)
        while len(self._away) > self._keep_most:
            self._end(next(iter(self._away)))

    def end(self, session: Session) -> None:
        """End a session for good."""
        self._end(session.id)

    def edited(self) -> None:
        """The source has changed: run it anew in every connected session that wants that, tell the others."""
        config = self._app.config
        usual, may_choose = bool(config.get("server.runOnSave")), bool(config.get("server.allowRunOnSave"))
        for session in list(self._sessions.values()):
            wish = session.context.client.run_on_save if may_choose else None
            if not session.connected:
                continue
            if usual if wish is None else wish:
                session.start(Batch(wants_run=True, whole=True))
            else:
                session.tell(Edited())

    def tell(self, message: ServerMessage) -> None:
        """Send a message to all browsers."""
        for session in list(self._sessions.values()):
            session.tell(message)

    async def drain(self, seconds: float) -> None:
        """Take no more sessions and let go of those there are: of idle ones at once, else when their scripts have ended.

        Scripts that run longer than this are stopped.
        """
        self.is_draining = True
        retiring = [asyncio.create_task(session.retire()) for session in self._sessions.values()]
        if not retiring:
            return
        _, running = await asyncio.wait(retiring, timeout=seconds)
        if running:
            _logger.warning("%d scripts were still running and are stopped", len(running))
        for task in running:
            task.cancel()

    def close(self) -> None:
        """End all sessions here; those of a store that outlives this process can be taken over from it."""
        for id in list(self._sessions):
            self._end(id, forget=False)

    def entries(self) -> list[dict[str, Any]]:
        """Return what the sessions hold in session state. May be called from any thread."""
        return [dict(session.context.state.entries()) for session in list(self._sessions.values())]

    def figures(self) -> tuple[int, int]:
        """Return the numbers of sessions and of those that a browser is connected to. May be called from any thread."""
        sessions = list(self._sessions.values())
        return len(sessions), sum(session.connected for session in sessions)

    def _resume(self, hello: Hello, owner: str, client: Client) -> Session | None:
        assert hello.session is not None
        found = self._ways.store.owner(hello.session)
        if found is None or not ids.same(found, owner):
            return None
        session = self._sessions.get(hello.session)
        if session is None or session.ended:
            return self._take_over(hello, client)
        timer = self._away.pop(session.id, None)
        if timer is not None:
            timer.cancel()
        session.context.client = client
        if hello.frame == 0:
            _visit(session, hello)
        return session

    def _take_over(self, hello: Hello, client: Client) -> Session | None:
        """Continue a session of another worker: its page is drawn anew from its record."""
        assert hello.session is not None
        record = self._ways.store.take(hello.session)
        if record is None:
            return None
        session = self._add(hello.session, record, client, begun=False)
        context = session.context
        context.page = record.page
        context.set_query(record.query)
        context.state.restore(record.entries, record.values, record.persisted, record.of_page, record.held)
        session.start(Batch(seq=record.event, wants_run=True, whole=True))
        return session

    def _begin(self, hello: Hello, owner: str, client: Client) -> Session:
        id = ids.random_id()
        session = self._add(id, self._ways.store.create(id, owner), client, begun=hello.frame == 0)
        session.context.page = hello.page
        session.context.set_query(parse_query(hello.query))
        values = dict(hello.values or {})
        session.start(Batch(values=values, restored=True, wants_run=True, whole=True))
        return session

    def _add(self, id: str, record: Record, client: Client, *, begun: bool) -> Session:
        session = self._sessions[id] = Session(id, RunContext(id, self._app, client), record, self._ways, begun=begun)
        return session

    def _end(self, id: str, *, forget: bool = True) -> None:
        timer = self._away.pop(id, None)
        if timer is not None:
            timer.cancel()
        session = self._sessions.pop(id, None)
        if session is None:
            return
        session.end()
        if forget:
            self._ways.store.delete(id)
        let_go(session.context)


def let_go(context: RunContext) -> None:
    """Release what a session that ended has held."""
    context.app.uploads.drop_session(context.session)
    for holder in (context, *context.fragments):
        context.app.media.release(context.session, holder.media)
        context.app.shelf.release(context.session, holder.frames)
    release_session(context.cache)


def _visit(session: Session, hello: Hello) -> None:
    """The page was loaded anew, perhaps by another address than it showed: go where that points to."""
    context = session.context
    if (hello.page, parse_query(hello.query)) != (context.page, context.query):
        session.start(Batch(page=hello.page, query=hello.query, wants_run=True, whole=True))
