"""One browser tab: its state, its page, its runs, and its life across connections."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Literal

import msgspec

from rushlight import log
from rushlight.errors import RecordGoneError, StaleOwnerError
from rushlight.metrics import Figures
from rushlight.run.context import RunContext, enter
from rushlight.script.pool import Pool
from rushlight.script.runner import Ending, Outcome
from rushlight.session import spans
from rushlight.session.inbox import Batch, Inbox
from rushlight.session.link import RESTART, Link
from rushlight.state.identity import key_of
from rushlight.store.memory import Store
from rushlight.store.record import Changes, Record
from rushlight.wire.messages import Change, Frame, Refresh, Refused, Sequenced, ServerMessage

_logger = log.logger("session")

_NO_SPAN: AbstractContextManager[None] = nullcontext()

FLUSH_SECONDS = 0.016
"""A run that lasts longer shows what it has drawn; later changes are sent at most this often."""
FADE_SECONDS = 0.5
"""A run that lasts longer has the browser fade what is left of the previous one; what was on another page goes."""


class Ways(msgspec.Struct, frozen=True):
    """What every session of an app works with."""

    loop: asyncio.AbstractEventLoop
    pool: Pool
    store: Store
    run: Callable[[RunContext, Batch], Outcome]
    """Runs the app's script for one batch of events; called on a pool thread that has entered the context."""
    fast_reruns: Callable[[], bool]


class Session:
    """The life of one tab. Methods are called on the event loop, except those that say otherwise."""

    __slots__ = (
        "_begun",
        "_early",
        "_epoch",
        "_fade_timer",
        "_flush_timer",
        "_frame",
        "_inbox",
        "_link",
        "_live",
        "_leaves",
        "_lock",
        "_resting",
        "_retired",
        "_run_ended",
        "_running",
        "_said_running",
        "_started",
        "_stopped",
        "_version",
        "_ways",
        "_whole",
        "committed",
        "context",
        "ended",
        "failed",
        "id",
        "owner",
        "received",
    )

    def __init__(self, id: str, context: RunContext, record: Record, ways: Ways, *, begun: bool = True) -> None:
        self.id = id
        self.owner = record.owner
        self.context = context
        self._ways = ways
        self._version, self._epoch = record.version, record.epoch
        self.received = self.committed = record.event
        self._inbox = Inbox()
        self._begun = begun
        """False until the first run of a session that has widgets of which this worker knows nothing yet."""
        self._early: list[Sequenced] = []
        """Events for such widgets."""
        self._lock = threading.Lock()
        self._running = False
        self._retired = False
        """The worker is to end: no run begins any more."""
        self._run_ended: asyncio.Future[None] | None = None
        """Who retires the session waits for this."""
        self._resting: list[asyncio.Future[None]] = []
        """Who waits until no run goes on."""
        self.failed = False
        """The last run has failed."""
        self._link: Link | None = None
        self._frame = 0
        self._whole = True
        """The browser's page is unknown: send all of it."""
        self._live = False
        """The run lasts: what it draws is sent as it is drawn."""
        self._leaves = False
        """The run is for another page than the last that was shown."""
        self._said_running = False
        self._started = 0.0
        self._stopped = False
        """The user has stopped the run."""
        self._flush_timer: asyncio.TimerHandle | None = None
        self._fade_timer: asyncio.TimerHandle | None = None
        self.ended = False
        context.tree.on_dirty = self._on_dirty

    # --- connection --------------------------------------------------------------------------------------------------

    def connect(self, send: Callable[[bytes], Awaitable[None]], frame: int) -> Link:
        """Send to this browser from now on; `frame` is the number of the last frame it has applied."""
        if self._link is not None:
            self._link.close()
        self._link = link = Link(send, self._make_frame, self.context.app.metrics)
        self._whole = self._whole or frame != self._frame or frame == 0
        if frame == 0:
            # A page that was loaded anew has forgotten what its user had entered that still waits for a run.
            self.context.tree.take(self.received, self._inbox.values())
        self._said_running = False
        return link

    def disconnect(self, link: Link) -> bool:
        """End a connection; tell whether the session is without one now."""
        link.close()
        if self._link is link:
            self._link = None
        return self._link is None

    @property
    def epoch(self) -> int:
        """By which the store knows whether this worker still has the session."""
        return self._epoch

    @property
    def connected(self) -> bool:
        """Whether a browser is connected."""
        return self._link is not None

    def show(self) -> None:
        """Send what the browser does not show yet; but no empty page while the first run may end at any moment."""
        begins = self._frame == 0 and self._running and not self._live
        if self._link is not None and not begins:
            self._link.flush()

    def tell(self, message: ServerMessage) -> None:
        """Send a message that is no frame, if a browser is connected."""
        if self._link is not None:
            self._link.answer(message)

    async def retire(self) -> None:
        """Take nothing more; once the run that goes on has ended, send what it drew and have the browser come back.

        What it asked for meanwhile it asks whoever serves it then.
        """
        with self._lock:
            self._retired = True
            ended = self._run_ended = self._ways.loop.create_future() if self._running else None
        # If a run has just ended, what shows its last changes waits to be called.
        await (asyncio.sleep(0) if ended is None else ended)
        if self._link is not None:
            await self._link.leave(RESTART)

    def end(self) -> None:
        """Stop running; the session will not be used again."""
        self.ended = True
        self.context.interrupt = True
        self._rest()
        self._cancel_timers()

    def _lost(self) -> None:
        """Another worker has the session: a browser that is here still has to ask for it there."""
        self.end()
        if self._link is not None:
            self._link.leave(RESTART)

    # --- events ------------------------------------------------------------------------------------------------------

    def receive(self, event: Sequenced) -> None:
        """Take a numbered event; one that was taken before is dropped."""
        if event.seq <= self.received:
            self.show()
            return
        if self._retired:
            return
        self.context.app.metrics.events[type(event).__name__] += 1
        self.received = event.seq
        with self._lock:
            if self._is_early(event):
                self._early.append(event)
                return
            self._inbox.add(event)
            start = self._wants_run(event) and self._claim_run()
        if start:
            self._start()

    def _is_early(self, event: Sequenced) -> bool:
        """Tell whether an event has to wait for the first run here, which draws its widgets."""
        if self._begun:
            return False
        ids = {*event.values, *event.triggers} if isinstance(event, Change) else ()
        return bool(self._early) or not all(id in self.context.state.live for id in ids)

    def start(self, batch: Batch) -> None:
        """Run the script for a batch that is not an event of the browser's."""
        with self._lock:
            self._inbox.start(batch)
            start = self._claim_run()
        if start:
            self._start()

    @property
    def is_running(self) -> bool:
        """Whether a run goes on or is wanted."""
        return self._running and not self.ended

    async def settled(self) -> None:
        """Wait until no run goes on and none is wanted."""
        while self.is_running:
            rest = self._ways.loop.create_future()
            self._resting.append(rest)
            await rest

    def stop(self) -> None:
        """Stop the running script, as the user asks."""
        with self._lock:
            if self._running:
                self._stopped = self.context.interrupt = True

    def _wants_run(self, event: Sequenced) -> bool:
        """Tell whether an event starts a run or stops the one that goes on; a timer does not stop any."""
        if isinstance(event, Refresh):
            return not self._running
        return not isinstance(event, Change) or not event.quiet

    def _claim_run(self) -> bool:
        if self._retired:
            return False
        if self._running:
            if self._ways.fast_reruns():
                self.context.interrupt = True
            return False
        self._running = True
        return True

    def _start(self) -> None:
        self._started = time.monotonic()
        self._flush_timer = self._ways.loop.call_later(FLUSH_SECONDS, self._begin_live)
        self._ways.pool.submit(self._work)

    # --- on a pool thread --------------------------------------------------------------------------------------------

    def _work(self) -> None:
        """Run the script for batch after batch until none is left."""
        enter(self.context)
        try:
            while (batch := self._next_batch()) is not None:
                self._answer(batch)
        finally:
            enter(None)

    def _next_batch(self) -> Batch | None:
        with self._lock:
            batch = None if self.ended or self._retired else self._inbox.take()
            overtaken = batch is not None and self._is_overtaken(batch)
            # The user may have stopped a run that had not begun yet.
            self.context.interrupt = self.ended or self._stopped or overtaken
            if batch is None:
                self._running = False
                self._on_loop(self._idle)
            return batch

    def _is_overtaken(self, batch: Batch) -> bool:
        """Tell whether a newer batch waits and this one has no clicks that the script must see."""
        return self._inbox.wants_run() and not batch.triggers and not batch.carried

    def _answer(self, batch: Batch) -> None:
        self._leaves = self._leaves or batch.page not in (None, self.context.page)
        outcome = self._counted(batch)
        self._leaves = self._leaves and outcome.ending in (Ending.INTERRUPTED, Ending.RERUN)
        with self._lock:
            by_user, self._stopped = self._stopped, False
        stopped = outcome.ending is Ending.INTERRUPTED and not by_user
        self.failed = outcome.ending is Ending.FAILED
        left = self.context.state.unseen_triggers() if stopped else {}
        with self._lock:
            self._begin(outcome)
            self._inbox.carry(left, batch.seq)
            if stopped:
                self._inbox.again(outcome.fragments)
            elif outcome.rerun is not None:
                wanted = outcome.rerun
                self._inbox.again(wanted.fragments, page=wanted.page, query=wanted.query)
        if self.context.leave is not None:
            self._on_loop(partial(self.tell, self.context.leave))
            self.context.leave = None
        for reason in outcome.refused:
            self._on_loop(partial(self._refuse, batch.seq, reason))
        if left:
            return  # the run that answers these clicks commits them, and what this one changed
        try:
            self._commit(max(batch.seq, self.committed))
        except (StaleOwnerError, RecordGoneError):
            self._on_loop(self._lost)

    def _counted(self, batch: Batch) -> Outcome:
        context, begun = self.context, time.perf_counter()
        context.runs += 1
        context.figures = Figures()
        span = spans.begin(context, self._link)
        with span or _NO_SPAN, self._limited():
            outcome = self._ways.run(context, batch)
        if span is not None:
            span.ran(context, outcome)
            self._on_loop(partial(self._end_with_frame, span))
        context.app.metrics.count_run(outcome.ending.value, time.perf_counter() - begun, context.figures)
        return outcome

    @contextmanager
    def _limited(self) -> Generator[None]:
        """Stop the run at its next command once it has lasted as long as the settings allow."""
        seconds = self.context.app.config.get("runner.maxRunSeconds")
        if not seconds:
            yield
            return
        timer = threading.Timer(float(seconds), self._overrun)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _overrun(self) -> None:
        with self._lock:
            if self._running:
                self._stopped = self.context.overran = self.context.interrupt = True

    def _begin(self, outcome: Outcome) -> None:
        if not self._begun and outcome.ending in (Ending.COMPLETE, Ending.STOPPED, Ending.FAILED):
            self._begun = True
            for event in self._early:
                self._inbox.add(event)
            self._early = []

    def _end_with_frame(self, span: spans.Span) -> None:
        """End the span of a run when what it has drawn is sent."""
        link = self._link
        if link is None:
            span.end()
        else:
            link.after_frame(partial(span.end, link))

    def _refuse(self, seq: int, reason: str) -> None:
        self.tell(Refused(reason, seq))

    def _commit(self, seq: int) -> None:
        store = self._ways.store
        try:
            self._version = store.commit(self.id, self._version, self._epoch, self._changes(seq))
        except RecordGoneError:
            self.context.state.touch_all()
            self._version = store.commit(self.id, self._version, self._epoch, self._changes(seq))
        self.committed = seq

    def _changes(self, seq: int) -> Changes:
        context, state = self.context, self.context.state
        values, entries = state.raw_values(), state.entries()
        held = dict(filter(None, map(state.value_to_hold, state.changed)))
        gone = {key for id in state.changed - state.live.keys() if (key := key_of(id)) is not None} - held.keys()
        changed, touched = state.changed, state.touched
        state.changed, state.touched = set(), set()
        return Changes(
            event=seq,
            page=context.page,
            query=context.query,
            values={id: values[id] for id in changed if id in values},
            dropped_values=[id for id in changed if id not in values],
            persisted=dict(state.persisted),
            of_page=list(state.of_page),
            held=held,
            dropped_held=list(gone),
            entries={key: entries[key] for key in touched if key in entries},
            dropped_entries=[key for key in touched if not state.is_entry(key)],
            others=entries,
        )

    def _on_dirty(self) -> None:
        if self._live:
            self._on_loop(self._plan_flush)

    def _on_loop(self, call: Callable[[], object]) -> None:
        if not self._ways.loop.is_closed():
            self._ways.loop.call_soon_threadsafe(call)

    # --- frames ------------------------------------------------------------------------------------------------------

    def _begin_live(self) -> None:
        self._flush_timer = None
        if not self._running:
            return
        self._live = True
        self._fade_timer = self._ways.loop.call_later(FADE_SECONDS - FLUSH_SECONDS, self.show)
        self.show()

    def _plan_flush(self) -> None:
        if self._flush_timer is None:
            self._flush_timer = self._ways.loop.call_later(FLUSH_SECONDS, self._flush)

    def _flush(self) -> None:
        self._flush_timer = None
        self.show()

    def _idle(self) -> None:
        if self._running:
            return
        self._live = False
        self._cancel_timers()
        self._rest()
        self.show()
        if self._run_ended is not None and not self._run_ended.done():
            self._run_ended.set_result(None)

    def _rest(self) -> None:
        waiting, self._resting = self._resting, []
        for each in waiting:
            if not each.done():
                each.set_result(None)

    def _cancel_timers(self) -> None:
        for timer in (self._flush_timer, self._fade_timer):
            if timer is not None:
                timer.cancel()
        self._flush_timer = self._fade_timer = None

    def _make_frame(self) -> Frame | None:
        tree = self.context.tree
        fade = self._live and time.monotonic() - self._started >= FADE_SECONDS
        with tree.lock:
            if fade and self._leaves:
                tree.forget_leftover()
            whole = tree.snapshot() if self._whole else None
            ops = [] if whole is not None and not fade else tree.patch(fresh=fade)
            taken = tree.taken
        run = self._run_word()
        self._whole = False
        self._frame += 1
        return Frame(self._frame, self.committed, run, ops, whole, taken)

    def _run_word(self) -> Literal["running", "idle"] | None:
        running = self._running and self._live
        if running == self._said_running:
            return None
        self._said_running = running
        return "running" if running else "idle"
