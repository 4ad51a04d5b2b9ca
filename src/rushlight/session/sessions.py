"""The sessions of one app on this worker: how they begin, are resumed, and end."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar

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

T = TypeVar("T")


class _Place:
    """Where those wait who ask for the same session at once."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.count = 0


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
        self._arriving: dict[str, _Place] = {}
        """Sessions that browsers ask for just now."""
        self.is_draining = False

    def __len__(self) -> int:
        return len(self._sessions)

    def get(self, id: str) -> Session | None:
        """Return a session of this worker."""
        return self._sessions.get(id)

    async def owner(self, id: str) -> str | None:
        """Return the browser that a session of this worker, or of one that shares its store, belongs to."""
        session = self._sessions.get(id)
        if session is not None:
            return session.owner
        holder = await self._asked(self._ways.store.look, id) if self._ways.store.outlives else None
        return None if holder is None else holder.owner

    async def welcome(self, hello: Hello, owner: str, client: Client) -> tuple[Session, bool]:
        """Return the session a browser asks for if it is its own, else a new one; and whether it was resumed."""
        session = await self._resume(hello, owner, client) if hello.session else None
        if session is not None:
            return session, True
        return self._begin(hello, owner, client), False

    def left(self, session: Session, link: Link) -> None:
        """A connection ended: keep the session for a while in case its browser comes back."""
        if not session.disconnect(link):
            return
        if session.ended:
            if self._sessions.get(session.id) is session:
                self._end(session.id)
            return
        self._away[session.id] = self._ways.loop.call_later(self._keep_seconds, self._give_up, session.id)
        while len(self._away) > self._keep_most:
            self._give_up(next(iter(self._away)))

    def end(self, session: Session) -> None:
        """End a session for good."""
        self._end(session.id, forget=True)

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
            self._end(id)

    def entries(self) -> list[dict[str, Any]]:
        """Return what the sessions hold in session state. May be called from any thread."""
        return [dict(session.context.state.entries()) for session in list(self._sessions.values())]

    def figures(self) -> tuple[int, int]:
        """Return the numbers of sessions and of those that a browser is connected to. May be called from any thread."""
        sessions = list(self._sessions.values())
        return len(sessions), sum(session.connected for session in sessions)

    async def _resume(self, hello: Hello, owner: str, client: Client) -> Session | None:
        assert hello.session is not None
        async with self._one_at_a_time(hello.session):
            holder = await self._asked(self._ways.store.look, hello.session)
            if holder is None or not ids.same(holder.owner, owner):
                return None
            session = self._sessions.get(hello.session)
            if session is None or session.ended or session.epoch != holder.epoch:
                return await self._take_over(hello, client)
        timer = self._away.pop(session.id, None)
        if timer is not None:
            timer.cancel()
        session.context.client = client
        if hello.frame == 0:
            _visit(session, hello)
        return session

    @asynccontextmanager
    async def _one_at_a_time(self, id: str) -> AsyncGenerator[None]:
        """Of two connections that ask for a session at once, the second gets what the first has taken."""
        place = self._arriving.setdefault(id, _Place())
        place.count += 1
        try:
            async with place.lock:
                yield
        finally:
            place.count -= 1
            if not place.count:
                del self._arriving[id]

    async def _asked(self, ask: Callable[[str], T], id: str) -> T:
        """Ask the store, without having others wait for one that may take a while."""
        return await asyncio.to_thread(ask, id) if self._ways.store.outlives else ask(id)

    async def _take_over(self, hello: Hello, client: Client) -> Session | None:
        """Continue a session of another worker: its page is drawn anew from its record."""
        assert hello.session is not None
        record = await self._asked(self._ways.store.take, hello.session)
        if record is None:
            return None
        if (former := self._sessions.get(hello.session)) is not None:
            self._drop(former)
        session = self._add(hello.session, record, client, begun=False)
        context = session.context
        context.page = record.page
        context.set_query(record.query)
        context.state.restore(
            record.entries,
            record.values,
            record.persisted,
            record.of_page,
            record.held,
            record.sealed_entries,
            record.sealed_held,
        )
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

    def _give_up(self, id: str) -> None:
        """A browser has not come back in time: what outlives this process can still be continued."""
        self._end(id, forget=not self._ways.store.outlives)

    def _end(self, id: str, *, forget: bool = False) -> None:
        session = self._sessions.get(id)
        if session is None:
            return
        self._drop(session)
        if not forget:
            self._ways.store.release(id)
        elif self._ways.store.outlives:
            self._ways.pool.submit(partial(self._ways.store.delete, id))
        else:
            self._ways.store.delete(id)

    def _drop(self, session: Session) -> None:
        """End what this worker has of a session."""
        if self._sessions.get(session.id) is session:
            del self._sessions[session.id]
            timer = self._away.pop(session.id, None)
            if timer is not None:
                timer.cancel()
        session.end()
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
