"""One answer to a batch of events: apply it to the state, run the script, settle the page and the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import msgspec

from rushlight import log
from rushlight.elements.status.exception import show_error
from rushlight.run.context import RunContext
from rushlight.script.compile import Program
from rushlight.script.runner import Ending, Outcome, run
from rushlight.session.inbox import Batch
from rushlight.state.binding import first_raw
from rushlight.state.session_state import SessionState
from rushlight.wire.messages import Plain

_logger = log.logger("session")

_ENDED = (Ending.COMPLETE, Ending.STOPPED, Ending.FAILED)


class Turns:
    """Answers batches with runs of one app's script."""

    def __init__(
        self,
        program: Callable[[RunContext], Program],
        names: Callable[[RunContext], Mapping[str, Any]],
        clear_caches: Callable[[], None],
    ) -> None:
        self._program = program
        self._names = names
        self._clear_caches = clear_caches

    def answer(self, context: RunContext, batch: Batch) -> Outcome:
        """Run the script for a batch. Called on a pool thread that has entered the context."""
        if batch.clear_cache:
            self._clear_caches()
        _go_to(context, batch)
        refused = _refuse_bad_values(context.state, batch)
        triggers = {**batch.carried, **batch.triggers}
        callbacks = context.state.apply(batch.values, batch.triggers)
        context.state.triggers = triggers
        _clear_forms(context, triggers)
        outcome = self._run(context, callbacks)
        _settle(context, outcome)
        return msgspec.structs.replace(outcome, refused=tuple(refused)) if refused else outcome

    def _run(self, context: RunContext, callbacks: list[Any]) -> Outcome:
        context.tree.begin()
        context.state.begin()
        media, context.media = context.media, set[str]()
        frames, context.frames = context.frames, set[str]()
        try:
            program = self._program(context)
        except Exception as error:
            outcome = Outcome(Ending.FAILED, error=error)
        else:
            outcome = run(program, context, callbacks, self._names(context))
        if outcome.ending in _ENDED:
            context.app.media.release(context.session, media - context.media)
            context.app.shelf.release(context.session, frames - context.frames)
        else:
            context.media |= media
            context.frames |= frames
        return outcome


def _settle(context: RunContext, outcome: Outcome) -> None:
    if outcome.error is not None:
        context.interrupt = False
        _logger.error("The script of %s failed", context.app.script, exc_info=outcome.error)
        show_error(context, outcome.error)
    context.tree.end(keep_leftover=outcome.ending not in _ENDED)
    context.state.end(complete=outcome.ending is Ending.COMPLETE)


def _go_to(context: RunContext, batch: Batch) -> None:
    if batch.page is not None:
        context.page = batch.page
    if batch.query is not None:
        context.set_query(parse_query(batch.query))
        _take_from_address(context, batch)


def _take_from_address(context: RunContext, batch: Batch) -> None:
    """Set the widgets whose values the address keeps to what it says now."""
    for id, widget in context.state.live.items():
        if widget.bind:
            batch.values.setdefault(id, first_raw(context.query, widget))
            context.state.correct.add(id)


def parse_query(query: str) -> dict[str, list[str]]:
    """Return the parameters of a query string, without those that steer embedding."""
    parameters = parse_qs(query, keep_blank_values=True)
    return {name: values for name, values in parameters.items() if name not in ("embed", "embed_options")}


def _refuse_bad_values(state: SessionState, batch: Batch) -> list[str]:
    """Take out of the batch what no widget can have; return why."""
    if batch.restored:
        return []
    refused: list[str] = []
    for part in (batch.values, batch.triggers):
        for id in list(part):
            reason = _objection(state, id, part[id])
            if reason is not None:
                del part[id]
                state.correct.add(id)
                refused.append(reason)
                _logger.warning("Refused from the browser: %s", log.printable(reason))
    return refused


def _objection(state: SessionState, id: str, raw: Plain) -> str | None:
    widget = state.live.get(id)
    if widget is None:
        return f"no widget {id[:80]!r} is on the page"
    try:
        state.accept(id, raw)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        return f"{widget.command} cannot have the value {str(raw)[:80]!r}: {str(error)[:200]}"
    return None


def _clear_forms(context: RunContext, triggers: Mapping[str, Plain]) -> None:
    """Have the browser show defaults at once in forms that clear on submit; the run still sees what was entered."""
    state = context.state
    widgets = [state.live[id] for id in triggers if id in state.live]
    cleared = {id for widget in widgets if widget.clears_form for id in state.forms.get(widget.clears_form, ())}
    if not cleared:
        return
    state.cleared = {id for id in cleared if not state.live[id].trigger}
    for node in list(context.tree.nodes.values()):
        if node.identity in state.cleared:
            context.tree.set_value(node, state.live[node.identity].default, force=True)
