"""Watching an app's files: the script, its pages and local modules, settings and secrets."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from rushlight import log
from rushlight.components.registry import registry
from rushlight.config import Config
from rushlight.config.config import FOLDERS
from rushlight.config.secrets import named_paths
from rushlight.script.compile import SUFFIXES
from rushlight.script.modules import forget_modules, is_installed, module_files

__all__ = ["Scope", "Watcher", "forget_modules"]

_logger = log.logger("watch")

_MOST_FOLDERS = 2000
"""A home directory as the script's folder must not exhaust the system's watches."""
_LARGE = 10_000_000
"""Files from this size on are known by size and time, not by content."""
_GROUP_MS = 400
_STEP_MS = 50
_SETTLING_MS = 500
_REPLACING_SECONDS = 0.25
"""Some editors delete a file before they write it anew."""
_POLL_SECONDS = 0.5
"""How often to look at files that cannot be watched, or for a script's folder that does not exist."""


_Stamp: TypeAlias = tuple[int, int]
"""Time of change and size of a file."""


class Watcher:
    """Calls `changed` with the files of an app whose content has changed, on a thread of its own."""

    def __init__(self, script: Path, config: Config, changed: Callable[[set[Path]], None]) -> None:
        self._scope = Scope.of(script, config)
        self._changed = changed
        self._kind = str(config.get("server.fileWatcherType")).lower()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch, unless the settings say not to."""
        if self._kind == "none":
            return
        self._thread = threading.Thread(target=self._run, name="rushlight-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait until the thread has ended."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        self._scope.note_contents()
        while not self._stop.is_set() and self._kind != "poll":
            folders = self._scope.folders()
            self._tell(self._scope.differing())
            try:
                if self._scope.is_there():
                    self._watch(folders)
                else:
                    self._stop.wait(_POLL_SECONDS)
            except FileNotFoundError:
                self._stop.wait(_REPLACING_SECONDS)
            except OSError as error:
                _logger.warning("The system has no watches left (%s). Files are looked at regularly instead.", error)
                self._kind = "poll"
        self._look_regularly()

    def _watch(self, folders: list[Path]) -> None:
        """Watch these folders until others are to be watched."""
        from watchfiles import watch

        batches = watch(
            *folders,
            watch_filter=None,
            debounce=_GROUP_MS,
            step=_STEP_MS,
            stop_event=self._stop,
            raise_interrupt=False,
            force_polling=False,
            recursive=False,
            ignore_permission_denied=True,
            rust_timeout=_SETTLING_MS,
            yield_on_timeout=True,
        )
        is_settled = False
        for batch in batches:
            if not is_settled:
                # Something may have changed between looking at the files and watching them.
                if self._scope.folders() != folders:
                    return
                self._tell(self._scope.differing())
                is_settled = True
            touched = {Path(path) for _, path in batch}
            self._tell(self._changes(touched))
            if self._scope.has_new_components():
                return
            if any(self._scope.is_folder_event(kind, Path(path)) for kind, path in batch):
                return

    def _look_regularly(self) -> None:
        # watchfiles can poll too, but does not see a second change within a second.
        known = self._scope.stamps()
        while not self._stop.wait(_POLL_SECONDS):
            stamps = self._scope.stamps()
            self._tell(self._changes({path for path, _ in known.items() ^ stamps.items()}))
            known = stamps

    def _changes(self, touched: set[Path]) -> set[Path]:
        relevant = self._scope.relevant(touched)
        if any(not path.exists() for path in relevant):
            self._stop.wait(_REPLACING_SECONDS)
        return self._scope.differing(relevant)

    def _tell(self, paths: set[Path]) -> None:
        if not paths or self._stop.is_set():
            return
        try:
            self._changed(paths)
        except Exception:
            _logger.exception("Taking over changed files failed")


class Scope:
    """Which files matter to an app, and what is known of their content."""

    def __init__(
        self,
        script: Path,
        *,
        settings: Iterable[Path] = (),
        extra: Iterable[Path] = (),
        ignored: Iterable[Path] = (),
    ) -> None:
        self._script = _real(script)
        # Not resolved: a mounted secret is a link that is turned to another file.
        self._settings = {Path(os.path.abspath(path)) for path in settings}
        self._extra = {_real(path) for path in extra}
        self._ignored = {_real(path) for path in ignored}
        self._digests: dict[Path, bytes | None] = {}
        self._sources: dict[Path, _Stamp] = {}
        """The source files that there were when they were last looked for, and later ones."""
        self._suspected: set[Path] = set()
        """Files that matter and have changed while nobody watched."""
        self._watched: set[Path] = set()
        self._components: set[Path] = set()
        """Folders of the built files of components that are being worked on."""

    @classmethod
    def of(cls, script: Path, config: Config) -> Scope:
        """Return the scope of an app with its settings."""
        secrets = named_paths(config, script)
        folders = [path for path in secrets if path.is_dir()]
        return cls(
            script,
            settings=[*settings_files(script), *(path for path in secrets if path not in folders)],
            extra=[*_paths(config.get("server.folderWatchList")), *folders],
            ignored=_paths(config.get("server.folderWatchBlacklist")),
        )

    def is_there(self) -> bool:
        """Return whether the script's folder exists."""
        return self._script.parent.is_dir()

    def folders(self) -> list[Path]:
        """Look at which folders there are; return those to watch: of code, and that hold settings or may come to do so."""
        self._components = self._found_components()
        found, sources = self._code_folders()
        modules = set(module_files().values())
        changed = {path for path, stamp in sources.items() if self._sources.get(path) != stamp}
        self._suspected |= {path for path in changed if self._matters(path, modules)}
        self._sources = sources
        for path in sorted(self._settings):
            found += [folder for folder in (path.parent, path.parent.parent) if folder.is_dir()]
        self._watched = set(found)
        return list(dict.fromkeys(found))

    def has_new_components(self) -> bool:
        """Return whether components were declared whose folders are not watched yet."""
        return bool(self._found_components() - self._components)

    def note_contents(self) -> None:
        """Take note of which source files there are, and of what script, pages and settings contain now."""
        self._sources = self._code_folders()[1]
        pages = {path for path in self._sources if path.parent == self._script.parent / "pages"}
        self.differing([self._script, *pages, *self._settings])

    def is_folder_event(self, kind: int, path: Path) -> bool:
        """Return whether an event means that other folders are to be watched."""
        if kind == _MODIFIED:
            return False
        if path in self._watched or any(path == each.parent for each in self._settings):
            return True
        return path.is_dir() and not _is_pruned(path)

    def relevant(self, touched: Iterable[Path]) -> set[Path]:
        """Return the files that matter among those touched."""
        paths = set(touched)
        parents = {path.parent for path in paths}
        found = {path for path in self._settings if path.parent in parents}
        real = {_real(path) for path in paths}
        modules = set(module_files().values()) if any(path.suffix in SUFFIXES for path in real) else set[Path]()
        found |= {path for path in real if self._matters(path, modules)}
        for path in real:
            if path.suffix in SUFFIXES and (stamp := _stamp(path)) is not None:
                self._sources[path] = stamp
        return found

    def differing(self, paths: Iterable[Path] | None = None) -> set[Path]:
        """Return those of the files that contain something else than was known of them.

        If none are given, looks at all that are known, and at those that have changed while nobody watched.
        """
        found: set[Path] = set()
        if paths is None:
            paths, self._suspected = self._digests.keys() | self._suspected, set()
        for path in paths:
            digest = _digest(path)
            if path not in self._digests or self._digests[path] != digest:
                self._digests[path] = digest
                found.add(path)
        return found

    def stamps(self) -> dict[Path, _Stamp]:
        """Return time of change and size of the files that matter or may do so."""
        self._components = self._found_components()
        paths = {self._script, *self._settings, *module_files().values()}
        folders = [
            self._script.parent,
            self._script.parent / "pages",
            *(each for each, _ in _walk(self._extra | self._components, self._ignored)),
        ]
        for folder in folders:
            paths |= _listed(folder)
        return {path: stamp for path in paths if (stamp := _stamp(path)) is not None}

    def _found_components(self) -> set[Path]:
        # What is installed is not worked on; and beside the script there may be files that the app itself writes.
        folders = {_real(folder) for folder in registry.folders()}
        return {each for each in folders if not is_installed(each) and not self._script.is_relative_to(each)}

    def _matters(self, path: Path, modules: set[Path]) -> bool:
        if path == self._script:
            return True
        if path.name.startswith(".") or any(path.is_relative_to(folder) for folder in self._ignored):
            return False
        if any(path.is_relative_to(folder) for folder in self._extra | self._components):
            return not path.is_dir() and "__pycache__" not in path.parts
        if path.suffix not in SUFFIXES or not path.is_relative_to(self._script.parent):
            return False
        # A source file that is new may be the module that could not be imported.
        return path in modules or path.parent == self._script.parent / "pages" or path not in self._sources

    def _code_folders(self) -> tuple[list[Path], dict[Path, _Stamp]]:
        folders: list[Path] = []
        sources: dict[Path, _Stamp] = {}
        for folder, files in _walk([self._script.parent, *sorted(self._extra | self._components)], self._ignored):
            folders.append(folder)
            sources.update({path: stamp for path in files if (stamp := _stamp(path)) is not None})
            if len(folders) == _MOST_FOLDERS:
                _logger.warning(
                    "%s has many folders; only the first %d are watched.", self._script.parent, len(folders)
                )
                break
        return folders, sources


def settings_files(script: Path) -> list[Path]:
    """Return the files from which an app's settings and secrets are read, also those that do not exist."""
    homes = (Path.home(), Path.cwd(), script.parent)
    return [home / folder / name for home in homes for folder in FOLDERS for name in ("config.toml", "secrets.toml")]


_MODIFIED = 2
"""The kind of event by which watchfiles tells of a file written to."""


def _walk(roots: Iterable[Path], ignored: set[Path]) -> Iterator[tuple[Path, set[Path]]]:
    """Yield existing folders, those near the roots first, each with the source files in it."""
    waiting, seen = deque(roots), set[Path]()
    while waiting:
        folder = waiting.popleft()
        if folder in seen or folder in ignored:
            continue
        seen.add(folder)
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        if any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        yield folder, {Path(entry.path) for entry in entries if entry.name.endswith(SUFFIXES)}
        below = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        waiting.extend(sorted(path for path in below if not _is_pruned(path)))


def _is_pruned(path: Path) -> bool:
    return path.name.startswith(".") or path.name in ("__pycache__", "node_modules", "site-packages")


def _listed(folder: Path) -> set[Path]:
    try:
        return {Path(entry.path) for entry in os.scandir(folder) if entry.is_file()}
    except OSError:
        return set()


def _stamp(path: Path) -> _Stamp | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


def _digest(path: Path) -> bytes | None:
    try:
        facts = path.stat()
        content = path.read_bytes() if facts.st_size < _LARGE else f"{facts.st_size} {facts.st_mtime_ns}".encode()
        return blake2b(content, digest_size=16).digest()
    except OSError:
        return None


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _paths(setting: list[str] | None) -> list[Path]:
    return [Path(each) for each in setting or ()]
