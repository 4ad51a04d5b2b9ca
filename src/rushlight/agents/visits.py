"""The sessions of agents: begun, asked, waited for, and ended when nobody asks any more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from rushlight import ids
from rushlight.agents import asking
from rushlight.agents.asking import About, Request
from rushlight.agents.refusals import Refusal
from rushlight.agents.snapshot import snapshot
from rushlight.config import Config
from rushlight.run.context import Client
from rushlight.run.pages import query_of
from rushlight.session.session import Session
from rushlight.session.sessions import Sessions
from rushlight.wire.messages import PROTOCOL, Hello

_HIDDEN_HEADERS = (b"cookie", b"authorization", b"proxy-authorization")


class Caller(msgspec.Struct, frozen=True):
    """Who asks."""

    owner: str
    """Whose sessions these are: the name of the login, or "" for anybody who knows a session's id."""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    address: str | None = None
    user: dict[str, Any] | None = None


class Visit:
    """One session of an agent."""

    def __init__(self, id: str, session: Session, owner: str) -> None:
        self.id = id
        self.session = session
        self.owner = owner
        self.about = About()
        self.is_asked = False
        """A request waits for its answer."""
        self.is_late = False
        """A run goes on whose answer was not waited for."""
        self.timer: asyncio.TimerHandle | None = None


class Visits:
    """The sessions of agents by their ids. Methods are called on the event loop."""

    def __init__(self, sessions: Callable[[], Sessions], config: Config) -> None:
        self._sessions = sessions
        self._config = config
        self._visits: dict[str, Visit] = {}

    def __len__(self) -> int:
        return len(self._visits)

    async def interact(self, given: Any, caller: Caller) -> dict[str, Any]:
        """Do what a request says and return the page when it is at rest. Raises Refusal."""
        request = asking.read(given)
        if request.session_id is None:
            return await self._begin(request, caller)
        visit = self.find(request.session_id, caller.owner)
        if visit.is_asked:
            raise Refusal("session_busy")
        if visit.is_late and request.only_waits:
            return await self._answer(visit)
        if visit.session.is_running:
            raise Refusal("session_busy")
        self._tell(visit, request, caller)
        visit.session.receive(asking.event_of(request, visit.session.context, visit.session.received + 1))
        return await self._answer(visit)

    def find(self, id: str, owner: str) -> Visit:
        """Return a visit. Raises Refusal for one of somebody else's, or that has ended."""
        visit = self._visits.get(id)
        if visit is None or not ids.same(visit.owner, owner) or visit.session.ended:
            raise Refusal("unknown_session")
        self._keep(visit)
        return visit

    def close(self) -> None:
        """Forget all; their sessions are ended by those who have them."""
        for visit in self._visits.values():
            if visit.timer is not None:
                visit.timer.cancel()
        self._visits.clear()

    # --- inside ------------------------------------------------------------------------------------------------------

    async def _begin(self, request: Request, caller: Caller) -> dict[str, Any]:
        if len(self._visits) >= int(self._config.get("server.agentMaxSessions")):
            raise Refusal("too_many_sessions")
        page = (request.page or "").strip("/")
        hello = Hello(PROTOCOL, page=page, query=query_of(request.query_params or {}))
        session, _ = await self._sessions().welcome(
            hello, f"agent {ids.random_id()}", _client(request.context or About(), caller)
        )
        visit = self._visits[id] = Visit((id := f"s_{ids.random_id()}"), session, caller.owner)
        visit.about = request.context or About()
        self._keep(visit)
        answer = await self._answer(visit)
        if page:
            try:
                asking.check_page(page, session.context)
            except Refusal as refusal:
                refusal.session = visit.id
                raise
        return answer

    def _tell(self, visit: Visit, request: Request, caller: Caller) -> None:
        visit.about = request.context or visit.about
        visit.session.context.client = _client(visit.about, caller)

    async def _answer(self, visit: Visit) -> dict[str, Any]:
        visit.is_asked, visit.is_late = True, False
        session = visit.session
        try:
            await asyncio.wait_for(session.settled(), float(self._config.get("server.agentWaitTimeout")))
            rows = int(self._config.get("server.agentPreviewRows"))
            return await asyncio.to_thread(snapshot, session.context, visit.id, session.failed, rows)
        except TimeoutError:
            visit.is_late = True
            refusal = Refusal("wait_timed_out")
            refusal.session = visit.id
            raise refusal from None
        except asyncio.CancelledError:
            visit.is_late = session.is_running
            raise
        finally:
            visit.is_asked = False
            self._keep(visit)

    def _keep(self, visit: Visit) -> None:
        """End a visit once nobody has asked for long enough."""
        if visit.timer is not None:
            visit.timer.cancel()
        seconds = float(self._config.get("server.agentSessionTTL"))
        visit.timer = asyncio.get_running_loop().call_later(seconds, partial(self._end, visit))

    def _end(self, visit: Visit) -> None:
        if self._visits.pop(visit.id, None) is not None:
            self._sessions().end(visit.session)


def _client(about: About, caller: Caller) -> Client:
    return Client(
        headers=tuple((name, value) for name, value in caller.headers if name not in _HIDDEN_HEADERS),
        ip_address=caller.address,
        locale=about.locale,
        timezone=about.timezone,
        timezone_offset=asking.offset_of(about.timezone),
        user=caller.user,
    )
