"""Events of a browser that wait for a run. Pure."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from rushlight.wire.messages import Change, Navigate, Plain, Refresh, Rerun, Sequenced


class Batch(msgspec.Struct):
    """Events to be answered by one run."""

    seq: int = 0
    """Number of the newest event in it."""
    values: dict[str, Plain] = {}
    triggers: dict[str, Plain] = {}
    carried: dict[str, Plain] = {}
    """Clicks of an interrupted run that the script has not seen yet; their callbacks have run."""
    page: str | None = None
    query: str | None = None
    clear_cache: bool = False
    wants_run: bool = False
    whole: bool = False
    """The whole script has to run, whatever the events are about."""
    fragments: set[int] = set()
    """Fragments that have to run."""
    restored: bool = False
    """The values are what the page held before the server lost the session."""


class Inbox:
    """Merges events so that the newest values win and no click is lost.

    Clicks of different widgets share a run; a second click of the same widget gets a run of its own. What was done
    before the user went to another page is answered on the page where it was done.
    """

    __slots__ = ("_batches",)

    def __init__(self) -> None:
        self._batches: list[Batch] = []

    def add(self, event: Sequenced) -> None:
        """Take an event."""
        batch = self._batch_for(event)
        batch.seq = event.seq
        match event:
            case Change():
                batch.values.update(event.values)
                batch.triggers.update(event.triggers)
                batch.wants_run |= not event.quiet
            case Refresh():
                batch.fragments.update(event.fragments)
                batch.wants_run = True
            case Rerun():
                batch.clear_cache |= event.clear_cache
                batch.wants_run = batch.whole = True
            case Navigate():
                batch.page, batch.query = event.page, event.query
                batch.wants_run = batch.whole = True

    def start(self, batch: Batch) -> None:
        """Put a batch behind those that wait."""
        self._batches.append(batch)

    def carry(self, clicks: dict[str, Plain], seq: int) -> None:
        """Hand the clicks that an interrupted run left unanswered to the next run, whatever it will be.

        Where that answers newer clicks of the same widgets, or goes to another page, the older ones get a run of their
        own before it.
        """
        if not clicks:
            return
        first = self._batches[0] if self._batches else None
        if first is None or first.page is not None or clicks.keys() & {*first.triggers, *first.carried}:
            self._batches.insert(0, Batch(seq, values={}, triggers={}, carried={}, fragments=set(), wants_run=True))
        self._batches[0].carried.update(clicks)

    def again(
        self,
        fragments: Collection[int] | None = None,
        *,
        page: str | None = None,
        query: str | None = None,
    ) -> None:
        """Have a run of the whole script (or of these fragments), with another page or query where they are given."""
        if not self._batches:
            self._batches.append(Batch(fragments=set()))
        batch = self._batches[0]
        batch.wants_run = True
        batch.whole |= fragments is None
        batch.fragments.update(fragments or ())
        batch.page = page if batch.page is None else batch.page
        batch.query = query if batch.query is None else batch.query

    def values(self) -> dict[str, Plain]:
        """Return the values that wait for a run."""
        return {id: raw for batch in self._batches for id, raw in batch.values.items()}

    def wants_run(self) -> bool:
        """Tell whether some event asks for a run."""
        return any(batch.wants_run for batch in self._batches)

    def take(self) -> Batch | None:
        """Take the next batch if a run is wanted."""
        return self._batches.pop(0) if self.wants_run() else None

    def _batch_for(self, event: Sequenced) -> Batch:
        last = self._batches[-1] if self._batches else None
        if last is None or _must_follow(event, last):
            last = Batch(values={}, triggers={}, carried={}, fragments=set())
            self._batches.append(last)
        return last


def _must_follow(event: Sequenced, batch: Batch) -> bool:
    """Tell whether an event cannot be answered together with a batch."""
    match event:
        case Change():
            return bool(event.triggers.keys() & {*batch.triggers, *batch.carried})
        case Navigate():
            return bool(batch.values or batch.triggers or batch.carried)
        case _:
            return False
