"""One app in one process: its loop, threads, sessions, and the watch over its source."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from rushlight import caching, compat, log
from rushlight.commands.magic import show
from rushlight.components.assets import seems_to_use_modules
from rushlight.config import OPTIONS, Config
from rushlight.config.browser import BrowserSettings
from rushlight.config.config import SETTINGS
from rushlight.elements.element import load_all
from rushlight.errors import ConfigError
from rushlight.run import namespace
from rushlight.run.context import Application, RunContext, current
from rushlight.script.apart import Apart
from rushlight.script.compile import Program, Programs
from rushlight.script.magic import WRITE
from rushlight.script.pool import Pool
from rushlight.script.watch import Watcher, forget_modules
from rushlight.session.session import Ways
from rushlight.session.sessions import Sessions
from rushlight.session.trial import Trial
from rushlight.session.turn import Turns
from rushlight.store.memory import MemoryStore, Store
from rushlight.wire.messages import Settings

_logger = log.logger("worker")


class Worker:
    """Runs an app's sessions between `start` and `close`."""

    def __init__(self, app: Application, pool: Pool, store: Store | None = None, apart: Apart | None = None) -> None:
        self.app = app
        self._apart = apart
        self.pool = pool
        self._store: Store = store if store is not None else MemoryStore()
        self._programs = Programs()
        self._watcher: Watcher | None = None
        self.browser = BrowserSettings(app.config)
        """What browsers are told of the settings."""
        self.loop: asyncio.AbstractEventLoop
        self.sessions: Sessions
        self.trial: Trial
        self.is_draining = False

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to take sessions on this event loop."""
        config = self.app.config
        if self._apart is None:
            prepare_process(self.app.script, self.app.argv)
        else:
            prepare_apart(self.app.script, self._apart)
        log.tell_about(about_run)
        if self.app.secrets is not None:
            self.app.secrets.prepare()
        self.loop = loop
        names = names_for if self._apart is None else partial(names_apart, self._apart)
        turns = Turns(partial(program_for, self._programs, config), names, caching.clear_all)
        ways = Ways(loop, self.pool, self._store, turns.answer, lambda: bool(config.get("runner.fastReruns")))
        keep = config.get("server.disconnectedSessionTTL")
        self.sessions = Sessions(self.app, ways, keep_seconds=120 if keep is None else float(keep), keep_most=128)
        self.trial = Trial(self.app, self.pool, turns.answer)
        self.pool.submit(load_all)
        self.pool.submit(self._expect_modules)
        self._told = self.browser.digest
        config.listen(self._settings_changed)
        self._watcher = Watcher(self.app.script, config, self.changed)
        self._watcher.start()

    def _expect_modules(self) -> None:
        """Have the first page allow what components in the page need, where the script seems to draw such."""
        with contextlib.suppress(OSError):
            if seems_to_use_modules(self.app.script.read_text(encoding="utf-8", errors="replace")):
                self.app.draws_modules.set()

    async def drain(self, seconds: float | None = None) -> None:
        """Let running scripts end, for as long as the settings say or these seconds, and send browsers away. Once."""
        if self.is_draining:
            return
        self.is_draining = True
        limit = self.app.config.get("server.drainSeconds") if seconds is None else seconds
        await self.sessions.drain(max(0.0, float(limit)))

    @property
    def store_trouble(self) -> str | None:
        """What keeps sessions from outliving this process just now, and what to do; None for nothing."""
        return self._store.trouble

    @property
    def forged_sessions(self) -> int:
        """Sessions that were lost because somebody else has changed what is stored of them."""
        return self._store.forged

    def answers(self) -> bool:
        """Tell whether the store answers. Blocks."""
        try:
            self._store.look("")
        except Exception:
            _logger.exception("The store does not answer")
            return False
        return True

    def close(self) -> None:
        """End all sessions and let go of everything."""
        self.trial.stop()
        if self._watcher is not None:
            self._watcher.stop()
        self.sessions.close()
        self.pool.close()
        self._store.close()
        self.app.uploads.close()
        if self._apart is not None:
            self._apart.remove()

    def changed(self, paths: set[Path]) -> None:
        """Called on the watcher's thread when source, secrets or settings have changed."""
        forget_modules(paths)
        if self.app.secrets is not None:
            self.app.secrets.reload()
        if any(path.name == SETTINGS for path in paths):
            self._read_settings()
        self.loop.call_soon_threadsafe(self.sessions.edited)

    def _read_settings(self) -> None:
        try:
            changed = self.app.config.reload()
        except ConfigError as error:
            _logger.warning("%s The settings stay as they are.", error)
            return
        late = sorted(name for name in changed if OPTIONS[name].at_start)
        if late:
            _logger.warning("Restart the server for the change of %s to count.", ", ".join(late))

    def _settings_changed(self, _: set[str]) -> None:
        """Called on whatever thread has changed a setting."""
        told = self._told
        self._told = self.browser.digest
        if told != self._told:
            message = Settings(self.browser.settings, self._told)
            self.loop.call_soon_threadsafe(self.sessions.tell, message)


def about_run() -> dict[str, str]:
    """Return what a line of the log that is written now is about: the session (the beginning of its id), run and user."""
    context = current()
    if context is None:
        return {}
    about = {"session": context.session[:8], "run": context.reference}
    subject = (context.client.user or {}).get("sub")
    return {**about, "user": str(subject)} if subject else about


def program_for(programs: Programs, config: Config, path: Path) -> Program:
    """Return the program of a file, with the magic that the settings want.

    Raises OSError if the file cannot be read, ScriptSyntaxError if it cannot be compiled.
    """
    return programs.get(
        path,
        magic=bool(config.get("runner.magicEnabled")),
        root_docstring=bool(config.get("magic.displayRootDocString")),
        last_expression=bool(config.get("magic.displayLastExprIfNoSemicolon")),
    )


def names_for(_: RunContext) -> Mapping[str, Any]:
    """Return the names that every script finds in its namespace."""
    return {WRITE: show}


def names_apart(apart: Apart, context: RunContext) -> Mapping[str, Any]:
    """Return the names that a script finds that shares its process with other apps."""
    return {**names_for(context), "__builtins__": apart.builtins}


def prepare_apart(script: Path, apart: Apart) -> None:
    """Set up what the script of one app among several finds in `sys`."""
    apart.install()
    folder = str(script.parent)
    if folder not in sys.path:
        sys.path.append(folder)  # for modules that are imported by name in other ways, which all apps share
    namespace.install()
    compat.install()


def prepare_process(script: Path, argv: Iterable[str]) -> None:
    """Set up, once for the app and not per session, what scripts find in `sys`."""
    folder = str(script.parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    if os.getcwd() not in sys.path and "" not in sys.path:
        sys.path.append(os.getcwd())  # scripts of a folder `pages` import what lies above it
    sys.argv = [str(script), *argv]
    namespace.install()
    compat.install()
