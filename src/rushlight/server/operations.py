"""What those who run an app ask it: does it live, is it ready, what does it do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from rushlight.run.context import Application
from rushlight.server import paths
from rushlight.server.compression import compressed
from rushlight.server.exposition import Exposition
from rushlight.server.proxies import is_local
from rushlight.server.reasons import IN_MEMORY, SCRIPT_FAILED
from rushlight.session.trial import State
from rushlight.session.worker import Worker

STORE_SECONDS = 2
_FRESH = {"cache-control": "no-store"}
_OF_THE_SCRIPT = {State.RUNNING: "the script is tried", State.FAILED: SCRIPT_FAILED}


class Operations:
    """The answers to health, ready and metrics."""

    def __init__(self, app: Application, worker: Worker) -> None:
        self._app = app
        self._worker = worker
        self._exposition = Exposition(app, worker)

    def handlers(self) -> dict[str, Callable[[Request], Awaitable[Response]]]:
        """Return who answers at our addresses and at those that monitors of Streamlit's know."""
        handlers: dict[str, Callable[[Request], Awaitable[Response]]] = {
            paths.HEALTH: self.health,
            paths.READY: self.ready,
            paths.METRICS: self.metrics,
            paths.OTHER_HEALTH: self.health,
            paths.OTHER_METRICS: self.metrics,
        }
        if self._app.config.get("server.scriptHealthCheckEnabled"):
            handlers[paths.OTHER_READY] = self.ready
        return handlers

    async def health(self, _: Request) -> Response:
        """Tell that the process lives."""
        return PlainTextResponse("ok", headers=_FRESH)

    async def ready(self, _: Request) -> Response:
        """Tell whether browsers can be sent here, and why not."""
        reasons = await self._reasons()
        answer: dict[str, object] = {"ready": not reasons, "reasons": reasons}
        # Browsers are served all the same: to send them away would not give them back what the store had.
        if self._worker.store_trouble is not None:
            answer["warnings"] = [IN_MEMORY]
        return JSONResponse(answer, 503 if reasons else 200, _FRESH)

    async def metrics(self, request: Request) -> Response:
        """Tell what the app has done so far, to those who may know."""
        readers = self._app.config.get("server.metrics")
        if readers == "off":
            return PlainTextResponse("not found", 404, _FRESH)
        if readers != "all" and not is_local(request.scope):
            return PlainTextResponse("the metrics can be read from this machine only (server.metrics)", 403, _FRESH)
        text, media_type = await asyncio.to_thread(self._exposition.text, request.headers.get("accept", ""))
        return compressed(request, text, media_type, _FRESH)

    async def _reasons(self) -> list[str]:
        reasons: list[str] = []
        if self._worker.is_draining:
            return ["the server is about to end"]
        if not self._app.metrics.has_served and (reason := _OF_THE_SCRIPT.get(self._worker.trial.state())):
            reasons.append(reason)
        if not await self._store_answers():
            reasons.append("the store of sessions does not answer")
        return reasons

    async def _store_answers(self) -> bool:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._worker.answers), STORE_SECONDS)
        except TimeoutError:
            return False
