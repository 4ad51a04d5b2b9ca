"""Events of a browser that wait for a run. Pure."""

from __future__ import annotations

import msgspec

from rushlight.wire.messages import Change, Navigate, Plain, Rerun, Sequenced


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
    restored: bool = False
    """The values are what the page held before the server lost the session."""


class Inbox:
    """Merges events so that the newest values win and no click is lost.

    Clicks of different widgets share a run; a second click of the same widget gets a run of its own.
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
            case Rerun():
                batch.clear_cache |= event.clear_cache
                batch.wants_run = True
            case Navigate():
                batch.page, batch.query = event.page, event.query
                batch.wants_run = True

    def start(self, batch: Batch) -> None:
        """Put a batch behind those that wait."""
        self._batches.append(batch)

    def carry(self, clicks: dict[str, Plain], seq: int) -> None:
        """Hand the clicks that an interrupted run left unanswered to the next run, whatever it will be.

        Where that answers newer clicks of the same widgets, the older ones get a run of their own before it.
        """
        if not clicks:
            return
        if not self._batches or clicks.keys() & {*self._batches[0].triggers, *self._batches[0].carried}:
            self._batches.insert(0, Batch(seq, values={}, triggers={}, carried={}, wants_run=True))
        self._batches[0].carried.update(clicks)

    def redirect(self, page: str | None, query: str | None) -> None:
        """Have a run, on another page or with another query where they are given."""
        self.want()
        first = self._batches[0]
        first.page = page if first.page is None else first.page
        first.query = query if first.query is None else first.query

    def want(self) -> None:
        """Have a run even if no event asks for one."""
        if not self._batches:
            self._batches.append(Batch(values={}, triggers={}, carried={}))
        self._batches[0].wants_run = True

    def wants_run(self) -> bool:
        """Tell whether some event asks for a run."""
        return any(batch.wants_run for batch in self._batches)

    def take(self) -> Batch | None:
        """Take the next batch if a run is wanted."""
        return self._batches.pop(0) if self.wants_run() else None

    def _batch_for(self, event: Sequenced) -> Batch:
        clicks = event.triggers if isinstance(event, Change) else {}
        if not self._batches or clicks.keys() & self._batches[-1].triggers.keys():
            self._batches.append(Batch(values={}, triggers={}, carried={}))
        return self._batches[-1]
