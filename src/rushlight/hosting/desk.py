"""What the gate knows of the apps: who may see which, where it listens, and whether it is awake."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

from rushlight.errors import ConfigError
from rushlight.hosting import keeper
from rushlight.hosting.entry import NAME, Entry, read_entry
from rushlight.hosting.keeper import Told
from rushlight.hosting.place import Place
from rushlight.hosting.process import port_of
from rushlight.hosting.release import Releases
from rushlight.hosting.supervisor import State

_NOTE_SECONDS = 5.0
"""How often the last visit is noted."""


class Desk:
    """Looks apps up, and has them woken."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._entries: dict[str, tuple[int, Entry]] = {}
        self._waking: dict[str, asyncio.Task[Told]] = {}
        self._noted: dict[str, float] = {}

    def entry(self, name: str) -> Entry | None:
        """Return the entry of an app as it is now, None if there is none."""
        if not NAME.fullmatch(name):
            return None
        try:
            stamp = (self._place.app(name) / "app.toml").stat().st_mtime_ns
            if name not in self._entries or self._entries[name][0] != stamp:
                self._entries[name] = (stamp, read_entry(self._place, name))
        except (OSError, ConfigError):
            self._entries.pop(name, None)
            return None
        return self._entries[name][1]

    def entries(self, roles: Iterable[str]) -> dict[str, Entry]:
        """Return the apps that somebody with these roles may see."""
        held = frozenset(roles)
        found = {name: entry for name in self._place.names() if (entry := self.entry(name)) is not None}
        return {name: entry for name, entry in found.items() if may_see(entry, held)}

    def release(self, name: str, wanted: str = "") -> str | None:
        """Return the release that serves; the wanted one, if its process is still there."""
        current = Releases(self._place, name).current()
        if wanted and wanted != current and wanted.isdecimal() and self._place.socket(name, wanted).exists():
            return wanted
        return current

    def upstream(self, name: str, entry: Entry, release: str) -> str:
        """Return where a release listens, as nginx has it."""
        if any("{port}" in word for word in entry.command):
            return f"127.0.0.1:{port_of(entry, release)}"
        return f"unix:{self._place.socket(name, release)}"

    def seems_awake(self, name: str, entry: Entry, release: str) -> bool:
        """Tell whether there is reason to believe that a release is awake; the proxy will find out."""
        listens_on_port = any("{port}" in word for word in entry.command)
        return listens_on_port or self._place.socket(name, release).exists()

    def visited(self, name: str) -> None:
        """Note a visit."""
        now = time.monotonic()
        if now - self._noted.get(name, -_NOTE_SECONDS) >= _NOTE_SECONDS:
            self._noted[name] = now
            self._place.visited(name)

    async def wake(self, name: str, seconds: float) -> State:
        """Have an app woken; return what it does then, or after so many seconds. All who ask at a time ask once."""
        task = self._waking.get(name)
        if task is None:
            task = self._waking[name] = asyncio.create_task(keeper.ask(self._place, name))
            task.add_done_callback(lambda _: self._waking.pop(name, None))
        try:
            return (await asyncio.wait_for(asyncio.shield(task), seconds)).state
        except TimeoutError:
            return State.STARTING
        except OSError:  # the keeper is being started itself
            return State.STARTING

    async def states(self) -> dict[str, State]:
        """Return what all programs do; nothing while the keeper does not answer."""
        try:
            return (await keeper.ask(self._place)).states
        except OSError:
            return {}


def may_see(entry: Entry, roles: frozenset[str]) -> bool:
    """Tell whether somebody with these roles may see an app."""
    return not entry.roles or not roles.isdisjoint(entry.roles)
