"""One answer to a batch of events: apply it to the state, run the script, settle the page and the state."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
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
from rushlight.elements.layout.dialog import Dialog
from rushlight.elements.status.exception import report_error
from rushlight.errors import (
    APIError,
    RunTooLongError,
    ScriptError,
    UnserializableReturnValueError,
    UnserializableSessionStateError,
)
from rushlight.run.container import region
from rushlight.run.context import RunContext
from rushlight.run.fragment import Fragment
from rushlight.run.namespace import Names, as_main, names_of
from rushlight.run.pages import PageEntry, in_folder, may_see, no_page, of_address
from rushlight.script.compile import Program
from rushlight.script.runner import Ending, Outcome, Wait, execute, run
from rushlight.session.inbox import Batch
from rushlight.state.binding import first_raw
from rushlight.state.session_state import SessionState
from rushlight.state.widget import Callback
from rushlight.tree.build import EVENT
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
        context.tree.take(batch.seq, batch.values)
        _go_to(context, batch)
        refused = _refuse_bad_values(context.state, batch)
        triggers = {**batch.carried, **batch.triggers}
        callbacks = context.state.apply(batch.values, batch.triggers)
        context.state.triggers = triggers
        _clear_forms(context, triggers)
        fragments = _fragments_of(context, batch)
        if fragments is None:
            outcome = self._answer_with_script(context, [callback for _, callback in callbacks])
        else:
            outcome = _run_fragments(context, fragments, callbacks)
        return msgspec.structs.replace(outcome, refused=tuple(refused)) if refused else outcome

    def _answer_with_script(self, context: RunContext, callbacks: list[Callback]) -> Outcome:
        try:
            chosen = self._choose(context)
        except (ScriptError, APIError, OSError) as error:
            _show_broken(context, error)
            return Outcome(Ending.FAILED, error=error)
        return self._run_script(context, callbacks, chosen)

    def _choose(self, context: RunContext) -> _Chosen:
        """Return the script that the address names: the app's own, or one of the folder of pages.

        Raises ScriptError or OSError for one that cannot be compiled or read, APIError for two pages of one address.
        """
        script = context.app.script
        program = self._program(script)
        if "navigation(" in program.source or context.app.declares_pages.is_set():
            return _Chosen(program)
        pages = in_folder(script)
        visible = [page for page in pages or [PageEntry("", "", script)] if may_see(context, page)]
        if not pages or not visible:
            return _Chosen(program, is_closed=not visible, closed=pages)
        page = of_address(visible, context.page.strip("/"))
        path = (page or visible[0]).path
        assert path is not None
        closed = [page for page in pages if page not in visible]
        return _Chosen(self._program(path), visible, page, closed=closed)

    def _run_script(self, context: RunContext, callbacks: list[Callback], chosen: _Chosen) -> Outcome:
        shown = _take_shown([context, *context.fragments])
        context.tree.begin()
        context.state.begin()
        context.state.warns_of_defaults = not context.app.config.get("global.disableWidgetStateDuplicationWarning")
        context.has_dialog = context.has_logo = False
        calls = [partial(_call_in, context, None, callback) for callback in callbacks]
        outcome = _run(context, calls, partial(self._work, context, chosen))
        if outcome.ending in (Ending.COMPLETE, Ending.STOPPED) and not context.pages:
            hide_navigation(context)
        if outcome.ending is Ending.COMPLETE and not context.has_logo:
            drop_logo(context)
        _settle(context, outcome, shown)
        return outcome

    def _work(self, context: RunContext, chosen: _Chosen, wait: Wait) -> None:
        context.pages, context.closed_pages = chosen.pages, chosen.closed
        context.page_scope = ""
        if chosen.is_closed:
            raise no_page()

        def execute_page(path: Path) -> None:
            execute(self._program(path), self._names(context), wait)

        context.execute = execute_page
        if chosen.pages:
            _show_pages(context, chosen)
        names = execute(chosen.program, self._names(context), wait)
        _check_entries(context, names)


class _Chosen(NamedTuple):
    """The script to run."""

    program: Program
    pages: list[PageEntry] = []
    """The pages of the folder that the user may see."""
    page: PageEntry | None = None
    """The one of them that the address names."""
    closed: list[PageEntry] = []
    """The others."""
    is_closed: bool = False
    """The user may see nothing of the app."""


def _show_pages(context: RunContext, chosen: _Chosen) -> None:
    """Show the navigation of the pages in the folder."""
    page = chosen.page
    if page is None:
        say_not_found(context.page.strip("/"))
        page = chosen.pages[0]
    context.page = context.page_scope = page.url_path
    hidden = not context.app.config.get("client.showSidebarNavigation")
    show_navigation(context, [("", chosen.pages)], page, "hidden" if hidden else "sidebar", False)


def _show_broken(context: RunContext, error: Exception) -> None:
    """Show, above the page as it is, why the script cannot be run."""
    context.interrupt = False
    context.tree.begin([context.tree.nodes[EVENT]])
    place = region("event").block(Dialog(title="The script cannot be run", size="large", opening=context.tree.run))
    report_error(context, error, f"The script of {context.app.script} cannot be run", place)
    context.tree.end()
    context.fragments.keep(context.tree)


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
    every = context.fragments.within({fragment.id for fragment in fragments})
    ids = frozenset(fragment.id for fragment in every)
    shown = _take_shown(every)
    context.tree.begin(node for each in every for node in (each.place.node, *each.portions.values()))
    context.state.begin(ids)
    context.has_dialog = False
    by_id = {fragment.id: fragment for fragment in every}
    calls = [partial(_call_in, context, by_id.get(context.state.part_of(id)), callback) for id, callback in callbacks]

    def work(wait: Wait) -> None:
        for fragment in fragments:
            fragment.reruns = True
            with fragment.entered(), as_main(fragment.names):
                result = fragment.body()
                if inspect.isawaitable(result):
                    wait(result)
            _check_entries(context, fragment.names)

    outcome = _run(context, calls, work)
    outcome = msgspec.structs.replace(outcome, fragments=frozenset(fragment.id for fragment in fragments))
    _settle(context, outcome, shown, every)
    return outcome


def _check_entries(context: RunContext, names: Names | None) -> None:
    """Raise UnserializableSessionStateError for an entry that cannot be pickled, where the settings want that."""
    if not context.app.config.get("runner.enforceSerializableSessionState"):
        return
    with as_main(names):
        for key, value in context.state.entries().items():
            _check_entry(key, value)


def _check_entry(key: str, value: Any) -> None:
    try:
        dump(value, key)
    except UnserializableReturnValueError as error:
        raise UnserializableSessionStateError(
            f"`session_state[{key!r}]` holds a {type(value).__name__}, which cannot be pickled, and the setting "
            "`runner.enforceSerializableSessionState` wants that of everything. Keep a plain value instead."
        ) from error.__cause__


def _run(context: RunContext, callbacks: Iterable[Callable[[], Any]], work: Callable[[Wait], None]) -> Outcome:
    """Run, and say where a run that was stopped for its length has failed by that."""
    context.overran = False
    outcome = run(context, callbacks, work)
    if not context.overran or outcome.ending is not Ending.INTERRUPTED:
        return outcome
    limit = context.app.config.get("runner.maxRunSeconds")
    return Outcome(Ending.FAILED, RunTooLongError(f"This took longer than {limit:g} seconds, and was stopped."))


def _call_in(context: RunContext, fragment: Fragment | None, callback: Callback) -> None:
    """Call a callback so that what it draws stands above what its fragment draws."""
    if fragment is not None:
        fragment.reruns = True
    with as_main(names_of(callback.function)), fragment.entered() if fragment is not None else nullcontext():
        result = callback()
        if inspect.isawaitable(result):
            context.wait(result)


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
        place = fragments[0].place if fragments else None
        report_error(context, outcome.error, f"The script of {context.app.script} failed", place)
    ids = None if fragments is None else {fragment.id for fragment in fragments}
    ended = outcome.ending in _ENDED
    context.tree.end(keep_leftover=not ended)
    interrupted = outcome.ending is Ending.INTERRUPTED
    spared = {each.id for each in context.fragments.within(context.failed)}
    context.state.end(complete=outcome.ending is Ending.COMPLETE, interrupted=interrupted, parts=ids, spared=spared)
    context.failed = set()
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


def _go_to(context: RunContext, batch: Batch) -> None:
    moved = batch.page is not None and batch.page != context.page
    if moved and batch.page is not None:
        context.page = batch.page
        context.state.leave_page()
        reset_page_config(context)
    if batch.query is not None:
        context.set_query(parse_query(batch.query))
        _take_from_address(context, batch, moved)


def _take_from_address(context: RunContext, batch: Batch, moved: bool) -> None:
    """Set the widgets whose values the address keeps to what it says now; what a link to a page leaves out stays."""
    for id, widget in context.state.live.items():
        if widget.bind and (not moved or widget.key in context.query):
            batch.values[id] = first_raw(context.query, widget)


def parse_query(query: str) -> dict[str, list[str]]:
    """Return the parameters of a query string, without those that steer embedding."""
    parameters = parse_qs(query, keep_blank_values=True)
    return {name: values for name, values in parameters.items() if name not in ("embed", "embed_options")}


def _refuse_bad_values(state: SessionState, batch: Batch) -> list[str]:
    """Take out of the batch what no widget can have; return why. What is for a disabled widget only came too late."""
    if batch.restored:
        return []
    refused: list[str] = []
    for part in (batch.values, batch.triggers):
        for id in list(part):
            widget = state.live.get(id)
            reason = _objection(state, id, part)
            if reason is not None or (widget is not None and widget.disabled):
                del part[id]
            if reason is not None:
                refused.append(reason)
                _logger.warning("Refused from the browser: %s", log.printable(reason))
    return refused


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
    for id in state.cleared & context.tree.widgets.keys():
        context.tree.set_value(context.tree.widgets[id], state.live[id].default)
