"""One answer to a batch of events: apply it to the state, run the script, settle the page and the state."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import msgspec

from rushlight import log
from rushlight.caching.values import dump
from rushlight.commands.logo import drop_logo
from rushlight.commands.navigation import hide_navigation, say_not_found, show_navigation
from rushlight.commands.page_config import reset_page_config
from rushlight.elements.status.exception import show_error
from rushlight.errors import UnserializableReturnValueError, UnserializableSessionStateError
from rushlight.run.context import RunContext
from rushlight.run.fragment import Fragment
from rushlight.run.pages import PageEntry, in_folder, may_see, no_page, of_address
from rushlight.script.compile import Program
from rushlight.script.runner import Ending, Outcome, Wait, execute, run
from rushlight.session.inbox import Batch
from rushlight.state.binding import first_raw
from rushlight.state.session_state import SessionState
from rushlight.state.widget import Callback
from rushlight.wire.messages import Plain

_logger = log.logger("session")

_ENDED = (Ending.COMPLETE, Ending.STOPPED, Ending.FAILED)


class Turns:
    """Answers batches with runs of one app's script."""

    def __init__(
        self,
        program: Callable[[Path], Program],
        names: Callable[[RunContext], Mapping[str, Any]],
        clear_caches: Callable[[], None],
    ) -> None:
        self._program = program
        self._names = names
        self._clear_caches = clear_caches

    def answer(self, context: RunContext, batch: Batch) -> Outcome:
        """Run what a batch asks for, the script or fragments. Called on a pool thread that has entered the context."""
        if batch.clear_cache:
            self._clear_caches()
        _go_to(context, batch)
        refused = _refuse_bad_values(context.state, batch)
        _ignore_disabled(context.state, batch)
        triggers = {**batch.carried, **batch.triggers}
        callbacks = context.state.apply(batch.values, batch.triggers)
        context.state.triggers = triggers
        _clear_forms(context, triggers)
        fragments = _fragments_of(context, batch)
        if fragments is None:
            outcome = self._run_script(context, [callback for _, callback in callbacks])
        else:
            outcome = _run_fragments(context, fragments, callbacks)
        return msgspec.structs.replace(outcome, refused=tuple(refused)) if refused else outcome

    def _run_script(self, context: RunContext, callbacks: list[Callback]) -> Outcome:
        shown = _take_shown([context, *context.fragments])
        context.tree.begin()
        context.state.begin()
        context.state.warns_of_defaults = not context.app.config.get("global.disableWidgetStateDuplicationWarning")
        context.has_dialog = context.has_logo = False
        outcome = _with_whole_state(context, run(context, callbacks, partial(self._work, context)))
        if outcome.ending is Ending.COMPLETE and not context.pages:
            hide_navigation(context)
        if outcome.ending is Ending.COMPLETE and not context.has_logo:
            drop_logo(context)
        _settle(context, outcome, shown)
        return outcome

    def _work(self, context: RunContext, wait: Wait) -> None:
        """Run the script that the address names: the app's own, or one of the folder of pages."""
        script = context.app.script
        program = self._program(script)
        declares_pages = "navigation(" in program.source
        context.page_scope = ""
        self._find_pages(context, [] if declares_pages else in_folder(script))
        if not declares_pages and not context.pages and not may_see(context, PageEntry("", "", script)):
            raise no_page()
        context.wait = wait
        context.execute = lambda path: execute(self._program(path), self._names(context), wait)
        if context.pages:
            program = self._program(_choose_page(context))
        execute(program, self._names(context), wait)

    @staticmethod
    def _find_pages(context: RunContext, pages: list[PageEntry]) -> None:
        context.pages = [page for page in pages if may_see(context, page)]
        context.closed_pages = [page for page in pages if page not in context.pages]
        if pages and not context.pages:
            raise no_page()


def _with_whole_state(context: RunContext, outcome: Outcome) -> Outcome:
    """Fail a run that has put something in session state that cannot be pickled, where the settings want that."""
    if outcome.ending is not Ending.COMPLETE or not context.app.config.get("runner.enforceSerializableSessionState"):
        return outcome
    for key, value in context.state.entries().items():
        try:
            dump(value, key)
        except UnserializableReturnValueError as error:
            kind = type(value).__name__
            reason = UnserializableSessionStateError(
                f"`session_state[{key!r}]` holds a {kind}, which cannot be pickled, and the setting "
                "`runner.enforceSerializableSessionState` wants that of everything. Keep a plain value instead."
            )
            reason.__cause__ = error.__cause__
            return Outcome(Ending.FAILED, error=reason)
    return outcome


def _choose_page(context: RunContext) -> Path:
    """Return the script of the page that the address names, of those in the folder, and show the navigation."""
    wanted = context.page.strip("/")
    page = of_address(context.pages, wanted)
    if page is None:
        say_not_found(wanted)
        page = context.pages[0]
    context.page = context.page_scope = page.url_path
    hidden = not context.app.config.get("client.showSidebarNavigation")
    show_navigation(context, [("", context.pages)], page, "hidden" if hidden else "sidebar", False)
    assert page.path is not None
    return page.path


def _fragments_of(context: RunContext, batch: Batch) -> list[Fragment] | None:
    """Return the fragments that a batch is about; None where the whole script has to run."""
    if batch.whole:
        return None
    changed = {context.state.part_of(id) for id in (*batch.values, *batch.triggers, *batch.carried)}
    wanted = changed | batch.fragments
    if not wanted or any(id not in context.fragments for id in changed):
        return None if changed or not batch.fragments else []
    return context.fragments.topmost(wanted)


def _run_fragments(context: RunContext, fragments: list[Fragment], callbacks: list[tuple[str, Callback]]) -> Outcome:
    every = context.fragments.within(fragments)
    ids = frozenset(fragment.id for fragment in every)
    shown = _take_shown(every)
    context.tree.begin(node for each in every for node in (each.place.node, *each.portions.values()))
    context.state.begin(ids)
    context.has_dialog = False
    by_id = {fragment.id: fragment for fragment in every}
    calls = [partial(_call_in, by_id.get(context.state.part_of(id)), callback) for id, callback in callbacks]

    def work(wait: Wait) -> None:
        for fragment in fragments:
            fragment.reruns = True
            with fragment.entered():
                result = fragment.body()
                if inspect.isawaitable(result):
                    wait(result)

    outcome = run(context, calls, work)
    outcome = msgspec.structs.replace(outcome, fragments=frozenset(fragment.id for fragment in fragments))
    _settle(context, outcome, shown, every)
    return outcome


def _call_in(fragment: Fragment | None, callback: Callback) -> Any:
    """Call a callback so that what it draws stands above what its fragment draws."""
    if fragment is None:
        return callback()
    fragment.reruns = True
    with fragment.entered():
        return callback()


class _Shown(NamedTuple):
    """What the page refers to by HTTP."""

    media: set[str]
    frames: set[str]


def _take_shown(holders: Sequence[RunContext | Fragment]) -> _Shown:
    """Return what is referred to by what will run, which begins with nothing."""
    shown = _Shown(set(), set())
    for holder in holders:
        shown.media.update(holder.media)
        shown.frames.update(holder.frames)
        holder.media, holder.frames = set(), set()
    return shown


def _release_unshown(context: RunContext, shown: _Shown) -> None:
    if not shown.media and not shown.frames:
        return
    holders = [context, *context.fragments]
    context.app.media.release(context.session, shown.media.difference(*(each.media for each in holders)))
    context.app.shelf.release(context.session, shown.frames.difference(*(each.frames for each in holders)))


def _settle(context: RunContext, outcome: Outcome, shown: _Shown, fragments: list[Fragment] | None = None) -> None:
    if outcome.error is not None:
        context.interrupt = False
        _logger.error("The script of %s failed", context.app.script, exc_info=outcome.error)
        if not _is_handled(context, outcome.error):
            show_error(context, outcome.error, fragments[0].place if fragments else None)
    ids = None if fragments is None else {fragment.id for fragment in fragments}
    ended = outcome.ending in _ENDED
    context.tree.end(keep_leftover=not ended)
    interrupted = outcome.ending is Ending.INTERRUPTED
    context.state.end(complete=outcome.ending is Ending.COMPLETE, interrupted=interrupted, parts=ids)
    _clean_address(context)
    context.fragments.keep(context.tree)
    if ended:
        _release_unshown(context, shown)
    else:
        context.media |= shown.media
        context.frames |= shown.frames


def _clean_address(context: RunContext) -> None:
    """Take the values of widgets that are not on the page any more out of the address."""
    gone, context.state.unbound = context.state.unbound, set()
    gone = {name for name in gone if name in context.query and not context.state.is_bound(name)}
    if gone:
        context.set_query({name: texts for name, texts in context.query.items() if name not in gone})


def _is_handled(context: RunContext, error: BaseException) -> bool:
    """Tell the host of the app of an error; it may say that it shows the error itself."""
    if context.app.on_script_error is None or not isinstance(error, Exception):
        return False
    try:
        return context.app.on_script_error(error) is True
    except Exception:
        _logger.exception("The handler of script errors failed")
        return False


def _go_to(context: RunContext, batch: Batch) -> None:
    if batch.page is not None and batch.page != context.page:
        context.page = batch.page
        context.state.leave_page()
        reset_page_config(context)
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
            reason = _objection(state, id, part)
            if reason is not None:
                del part[id]
                state.correct.add(id)
                refused.append(reason)
                _logger.warning("Refused from the browser: %s", log.printable(reason))
    return refused


def _ignore_disabled(state: SessionState, batch: Batch) -> None:
    """Take out of the batch the clicks of widgets that cannot be clicked."""
    for id in [id for id in batch.triggers if id in state.live and state.live[id].disabled]:
        del batch.triggers[id]


def _objection(state: SessionState, id: str, part: dict[str, Plain]) -> str | None:
    """Return why a widget cannot have what a browser sends; put what is taken of it in its place."""
    widget, raw = state.live.get(id), part[id]
    if widget is None:
        return f"no widget {id[:80]!r} is on the page"
    try:
        part[id] = state.accept(id, raw)
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
