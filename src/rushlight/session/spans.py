"""Spans of OpenTelemetry, one for each answer to a browser's events, where somebody collects them.

Nothing is imported for them. Whoever collects spans has loaded the API before; as long as nobody has, there is nobody to
tell, and asking costs a look into a dict.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from rushlight import trace
from rushlight.run.context import RunContext
from rushlight.script.runner import Outcome
from rushlight.session.link import Link
from rushlight.version import VERSION


class Span:
    """The span of one run. Inside of it are the spans of what the script does."""

    __slots__ = ("_api", "_link", "_scope", "_sent", "_span")

    def __init__(self, api: Any, span: Any, link: Link | None) -> None:
        self._api = api
        self._span = span
        self._link = link
        self._sent = 0 if link is None else link.sent_bytes
        self._scope: Any = None

    def __enter__(self) -> Span:
        self._scope = self._api.use_span(self._span, end_on_exit=False)
        self._scope.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._scope.__exit__(kind, error, traceback)

    def ran(self, context: RunContext, outcome: Outcome) -> None:
        """Say how the run has ended."""
        figures = context.figures
        self._span.set_attributes(
            {
                "rushlight.page": context.page,
                "rushlight.ending": outcome.ending.value,
                "rushlight.statements": figures.statements,
                "rushlight.cache.hits": figures.hits,
                "rushlight.cache.misses": figures.misses,
            }
        )
        if outcome.error is not None:
            self._span.set_status(self._api.StatusCode.ERROR, trace.headline(trace.describe(outcome.error)))

    def end(self, link: Link | None = None) -> None:
        """End it, now that what the run has drawn is sent by a link, or cannot be."""
        if link is not None:
            before = self._sent if link is self._link else 0
            self._span.set_attribute("rushlight.bytes", link.sent_bytes - before)
        self._span.end()


def begin(context: RunContext, link: Link | None) -> Span | None:
    """Begin the span of a run; None if nobody collects spans."""
    api: Any = sys.modules.get("opentelemetry.trace")
    if api is None:
        return None
    attributes = {"rushlight.session": context.session[:8], "rushlight.run": context.reference}
    tracer = api.get_tracer("rushlight", VERSION)
    span = tracer.start_span("rushlight.run", kind=api.SpanKind.SERVER, attributes=attributes)
    return Span(api, span, link) if span.is_recording() else None
