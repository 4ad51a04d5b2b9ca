"""The keeper: wakes apps, puts them to sleep, and ends what does not serve any more. Asked by the gate, over its socket.

It may start and stop processes, and so speaks no HTTP and takes nothing but names of apps.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec

from rushlight import log
from rushlight.errors import RushlightError
from rushlight.hosting import listener
from rushlight.hosting.entry import Entry, read_entry
from rushlight.hosting.listener import Holder
from rushlight.hosting.owner import Owner
from rushlight.hosting.place import Place
from rushlight.hosting.priority import Balance
from rushlight.hosting.probe import Probe
from rushlight.hosting.process import parts_of, program_of
from rushlight.hosting.release import Releases
from rushlight.hosting.rollout import define
from rushlight.hosting.supervisor import Activity, State, Supervisor, supervisor_of

_logger = log.logger("keeper")

TICK_SECONDS = 1.0
WAKE_SECONDS = 60.0
GRACE_SECONDS = 1.0
"""A request that was let through to a release just before it was replaced arrives within this time."""
_LOOK_SECONDS = 0.05
_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 300.0
_FORGOTTEN_SECONDS = 120.0
_MOST_BYTES = 200


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the gate asks for: that an app be woken, or, without a name, what all do."""

    app: str = ""


class Told(msgspec.Struct, frozen=True):
    """What the keeper answers."""

    state: State = State.UNKNOWN
    states: dict[str, State] = {}


class Trouble(msgspec.Struct):
    """An app that has failed to start, and when it may be tried again."""

    pause: float = 0.0
    until: float = 0.0
    is_counted: bool = False
    """Whether the failure that its supervisor tells of has made the pause longer."""

    def grow(self, now: float) -> None:
        """Count one more failure; those before it are forgotten when it has worked for long in between."""
        self.is_counted = True
        if now > self.until + _FORGOTTEN_SECONDS:
            self.pause = 0.0
        self.pause = min(_LONGEST_PAUSE, self.pause * 2 or _FIRST_PAUSE)
        self.until = now + self.pause


class Keeper:
    """Sees to it that what should run does, and nothing else."""

    def __init__(self, place: Place, supervisor: Supervisor) -> None:
        self._place = place
        self._supervisor = supervisor
        self._locks: dict[str, asyncio.Lock] = {}
        self._troubles: dict[str, Trouble] = {}
        self._balance = Balance()
        self._ending: set[str] = set()
        """Programs that do not serve any more."""
        self._tasks: set[asyncio.Task[object]] = set()

    # --- waking ------------------------------------------------------------------------------------------------------

    async def wake(self, name: str) -> State:
        """Have an app serve; return whether it does. However many ask, it is started once. Never raises."""
        try:
            return await self._woken(name)
        except RushlightError:
            _logger.exception("%s cannot be woken", name)
            return State.FAILED

    async def _woken(self, name: str) -> State:
        async with self._locks.setdefault(name, asyncio.Lock()):
            release = Releases(self._place, name).current()
            if release is None:
                return State.UNKNOWN
            if await asyncio.to_thread(Probe(self._place, name, release).serves):
                return State.UP
            return await self._start(name, release)

    async def _start(self, name: str, release: str) -> State:
        program, trouble = program_of(name, release), self._troubles.setdefault(name, Trouble())
        while (state := (await self._states()).get(program, State.UNKNOWN)) is State.ENDING:
            await asyncio.sleep(_LOOK_SECONDS)
        if state is State.FAILED:
            self._count(name)
            if time.monotonic() < trouble.until:
                return State.FAILED
        if state is State.UNKNOWN:
            await asyncio.to_thread(define, self._place, self._supervisor, name, release)
        if state is not State.UP and state is not State.STARTING:
            _logger.info("%s wakes", name)
            trouble.is_counted = False
            await asyncio.to_thread(self._supervisor.start, program)
        return await self._until_it_serves(name, release)

    async def _until_it_serves(self, name: str, release: str) -> State:
        program, end = program_of(name, release), time.monotonic() + WAKE_SECONDS
        probe = Probe(self._place, name, release)
        while time.monotonic() < end:
            if await asyncio.to_thread(probe.serves):
                return State.UP
            if (await self._states()).get(program) is State.FAILED:
                self._count(name)
                return State.FAILED
            await asyncio.sleep(_LOOK_SECONDS)
        return State.STARTING

    def _count(self, name: str) -> None:
        """Count a failure once, however many see it: one of the start, or one after it has served for a while."""
        trouble = self._troubles.setdefault(name, Trouble())
        if not trouble.is_counted:
            trouble.grow(time.monotonic())
            _logger.warning("%s has ended again and again; the next try is in %.0f s", name, trouble.pause)

    # --- looking after -----------------------------------------------------------------------------------------------

    async def look(self) -> None:
        """Look after all apps once."""
        found = await asyncio.to_thread(self._supervisor.activities)
        states = {program: each.state for program, each in found.items()}
        entries: dict[str, Entry] = {}
        for name in (names := self._place.names()):
            try:
                entries[name] = read_entry(self._place, name)
                await self._look_after(name, entries[name], states)
            except RushlightError:
                _logger.exception("%s cannot be looked after", name)
        for program in states:
            parts = parts_of(program)
            if parts is not None and parts[0] not in names:
                self._retire(*parts)
        await self._balanced(found, entries)

    async def _balanced(self, found: dict[str, Activity], entries: dict[str, Entry]) -> None:
        """Bring apps that use little forward, before those that compute for long."""
        for program, forward in self._balance.changes(_used(found, entries), time.monotonic()).items():
            await asyncio.to_thread(self._supervisor.place, program, forward=forward)

    async def _look_after(self, name: str, entry: Entry, states: dict[str, State]) -> None:
        with self._place.lock(name, waits=False) as is_ours:
            if not is_ours:
                return
            current = Releases(self._place, name).current()
            programs = [program for program in states if (parts_of(program) or ("", ""))[0] == name]
            for program in programs:
                release = (parts_of(program) or ("", ""))[1]
                if release != current:
                    self._retire(name, release)
            if current is not None:
                await self._let_sleep(name, current, entry, states.get(program_of(name, current), State.UNKNOWN))

    async def _let_sleep(self, name: str, release: str, entry: Entry, state: State) -> None:
        waking = self._locks.setdefault(name, asyncio.Lock())
        if state is State.FAILED and not waking.locked():
            self._count(name)
        if entry.idle == 0 and state in (State.DOWN, State.UNKNOWN, State.FAILED) and not waking.locked():
            self._in_background(self.wake(name))
        if entry.idle == 0 or state is not State.UP or waking.locked() or self._idle(name) < entry.idle * 60:
            return
        async with waking:
            if await asyncio.to_thread(Probe(self._place, name, release).connections) > 0:
                self._place.visited(name)
            elif self._idle(name) >= entry.idle * 60:
                _logger.info("%s sleeps", name)
                await asyncio.to_thread(self._supervisor.stop, program_of(name, release))

    def _idle(self, name: str) -> float:
        """Return for how many seconds nobody has visited an app."""
        visit = self._place.visit(name)
        if not visit.exists():
            self._place.visited(name)
        return time.time() - visit.stat().st_mtime

    def _retire(self, name: str, release: str) -> None:
        """End a program that does not serve any more, after a moment, without waiting for its end."""
        program = program_of(name, release)
        if program in self._ending:
            return
        self._ending.add(program)
        self._in_background(self._retired(name, release))

    async def _retired(self, name: str, release: str) -> None:
        program = program_of(name, release)
        try:
            await asyncio.sleep(GRACE_SECONDS)
            # Whoever goes back to this release while it ends waits for its end.
            with self._place.lock(name, waits=False) as is_ours:
                if is_ours and Releases(self._place, name).current() != release:
                    _logger.info("%s ends", program)
                    await asyncio.to_thread(self._supervisor.stop, program)
                    await asyncio.to_thread(self._supervisor.forget, program)
                    self._place.socket(name, release).unlink(missing_ok=True)
        except RushlightError:
            _logger.exception("%s cannot be ended", program)
        finally:
            self._ending.discard(program)

    def _in_background(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _states(self) -> dict[str, State]:
        return await asyncio.to_thread(self._supervisor.states)

    # --- its socket --------------------------------------------------------------------------------------------------

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the question of one connection."""
        try:
            asked = msgspec.json.decode(await reader.readline(), type=Asked)
            told = Told(states=await self._states())
            if asked.app:
                read_entry(self._place, asked.app)  # which refuses what is no name of an app
                told = Told(await self.wake(asked.app))
        except (RushlightError, ValueError, OSError) as error:
            _logger.warning("A question cannot be answered: %s", error)
            told = Told()
        with contextlib.suppress(OSError):
            writer.write(msgspec.json.encode(told) + b"\n")
            await writer.drain()
            writer.close()

    async def serve(self) -> None:
        """Answer, and look after all apps, until this is cancelled."""
        path = self._place.keeper_socket
        path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self.answer, path, limit=_MOST_BYTES)
        path.chmod(0o660)
        async with server:
            while True:
                try:
                    await self.look()
                except RushlightError:
                    _logger.exception("The apps cannot be looked after")
                await asyncio.sleep(TICK_SECONDS)


def _used(found: dict[str, Activity], entries: dict[str, Entry]) -> dict[str, float]:
    """Return the seconds that apps have used; where one may use but a part of a processor, in that measure."""
    used: dict[str, float] = {}
    for program, activity in found.items():
        name = (parts_of(program) or ("", ""))[0]
        if name in entries and activity.seconds is not None:
            used[program] = activity.seconds / min(1.0, entries[name].cpu)
    return used


async def ask(place: Place, app: str = "") -> Told:
    """Ask the keeper to wake an app, or what all do. Raises OSError where none answers."""
    reader, writer = await asyncio.open_unix_connection(place.keeper_socket)
    try:
        writer.write(msgspec.json.encode(Asked(app)) + b"\n")
        await writer.drain()
        return msgspec.json.decode(await reader.readline(), type=Told)
    except msgspec.DecodeError as error:
        raise OSError(str(error)) from None
    finally:
        writer.close()


def main(root: str) -> None:
    """Keep the apps of a host until a signal comes."""
    log.set_up("info", None, as_json=False)
    place = Place(Path(root))
    host = place.host()
    folder = Owner.of(host, 0).own(place.keeper_socket.parent, 0o750)
    if host.first_user:
        os.chown(folder, 0, host.first_user)  # the keeper makes its socket here, the gate may use it
        folder.chmod(0o2750)
    os.umask(0o007)
    Holder(place.keeper_socket.with_name(listener.NAME)).start()
    asyncio.run(_until_told(Keeper(place, supervisor_of(place, host))))


async def _until_told(keeper: Keeper) -> None:
    served = asyncio.ensure_future(keeper.serve())
    for sig in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sig, served.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await served


if __name__ == "__main__":
    main(sys.argv[1])
