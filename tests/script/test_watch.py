"""An app's changed files are told."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from rushlight.components.registry import registry
from rushlight.config import Config
from rushlight.script import watch
from rushlight.script.watch import Scope, Watcher


class Watched:
    """An app's folder with a watcher, and what the watcher has told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Queue[set[Path]] = Queue()
        self.watcher: Watcher | None = None

    def start(self, **settings: Any) -> None:
        config = Config({name.replace("__", "."): value for name, value in settings.items()})
        self.watcher = Watcher(self.folder / "app.py", config, self.told.put)
        self.watcher.start()
        self.wait_until_watching()

    def wait_until_watching(self) -> None:
        """Write to the script until the watcher tells of it: from then on nothing is missed."""
        script, source = self.folder / "app.py", (self.folder / "app.py").read_text()
        for attempt in range(200):
            script.write_text(f"{source}\n# {attempt}")
            try:
                self.told.get(timeout=0.2)
                break
            except Empty:
                continue
        else:
            raise AssertionError("the watcher tells nothing")
        self.drain()

    def drain(self) -> None:
        try:
            while True:
                self.told.get(timeout=0.5)
        except Empty:
            pass

    def next(self) -> set[str]:
        """Return the names of the files told next."""
        return {path.name for path in self.told.get(timeout=15)}

    def until(self, name: str) -> None:
        """Wait until a file of this name is told."""
        while name not in self.next():
            pass

    def nothing_but(self, act: Callable[[], object], name: str) -> None:
        """Do something that must not be told, then change a file that is: it must be told alone."""
        act()
        (self.folder / "app.py").write_text(f"# after {name}")
        assert self.next() == {"app.py"}


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Declare a component whose built files are in a folder; there are none else."""
    folders: list[Path] = []
    monkeypatch.setattr(registry, "folders", lambda: list(folders))

    def declare(folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        (folder / "index.js").write_text("old")
        folders.append(folder)
        return folder / "index.js"

    return declare


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    folder, home = tmp_path / "app", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    (folder / "app.py").write_text("x = 1")
    watched = Watched(folder)
    yield watched
    if watched.watcher is not None:
        watched.watcher.stop()
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_a_saved_script_is_told(app: Watched) -> None:
    app.start()
    (app.folder / "app.py").write_text("x = 2")
    assert app.next() == {"app.py"}


def test_an_editors_atomic_save_is_told(app: Watched) -> None:
    app.start()
    partial = app.folder / ".app.py.tmp"
    partial.write_text("x = 3")
    partial.replace(app.folder / "app.py")
    assert app.next() == {"app.py"}


def test_a_save_that_deletes_first_is_told_once_with_the_new_content(app: Watched) -> None:
    app.start()
    (app.folder / "app.py").unlink()
    (app.folder / "app.py").write_text("x = 4")
    assert app.next() == {"app.py"}
    assert app.told.empty()


def test_a_save_without_change_is_not_told(app: Watched) -> None:
    app.start()
    helper = app.folder / "rl_helper.py"
    helper.write_text("x = 1")
    app.until("rl_helper.py")
    app.nothing_but(lambda: helper.write_text("x = 1"), "a save without change")


def test_a_deleted_script_is_told(app: Watched) -> None:
    app.start()
    (app.folder / "app.py").unlink()
    assert app.next() == {"app.py"}


def test_an_imported_local_module_is_told(app: Watched) -> None:
    module = app.folder / "lib" / "rl_lib.py"
    module.parent.mkdir()
    (module.parent / "__init__.py").touch()
    module.write_text("x = 1")
    importlib.invalidate_caches()
    importlib.import_module("lib.rl_lib")
    app.start()
    module.write_text("x = 2")
    assert app.next() == {"rl_lib.py"}


def test_a_source_file_that_nobody_imports_is_not_told(app: Watched) -> None:
    other = app.folder / "other.py"
    other.write_text("x = 1")
    app.start()
    app.nothing_but(lambda: other.write_text("x = 2"), "other.py")


def test_a_new_source_file_is_told_since_its_import_may_have_failed(app: Watched) -> None:
    app.start()
    (app.folder / "rl_new.py").write_text("x = 1")
    app.until("rl_new.py")


def test_pages_are_told_when_they_come_change_and_go(app: Watched) -> None:
    app.start()
    page = app.folder / "pages" / "1_first.py"
    page.parent.mkdir()
    page.write_text("x = 1")
    app.until("1_first.py")
    page.write_text("x = 2")
    app.until("1_first.py")
    page.unlink()
    app.until("1_first.py")


def test_settings_and_secrets_are_told_also_if_they_did_not_exist(app: Watched) -> None:
    app.start()
    settings = app.folder / ".rushlight"
    settings.mkdir()
    (settings / "config.toml").write_text("[theme]")
    app.until("config.toml")
    (settings / "secrets.toml").write_text("a = 1")
    app.until("secrets.toml")
    (settings / "secrets.toml").write_text("a = 2")
    app.until("secrets.toml")


def test_a_mounted_secret_whose_link_is_turned_is_told(app: Watched, tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    for name, content in (("one", "a = 1"), ("two", "a = 2")):
        (mount / name).mkdir(parents=True)
        (mount / name / "secrets.toml").write_text(content)
    (mount / "..data").symlink_to("one")
    (mount / "secrets.toml").symlink_to("..data/secrets.toml")
    app.start(secrets__files=[str(mount / "secrets.toml")])
    (mount / "..data_new").symlink_to("two")
    (mount / "..data_new").replace(mount / "..data")
    app.until("secrets.toml")


def test_more_folders_can_be_watched_and_others_left_out(app: Watched, tmp_path: Path) -> None:
    extra = tmp_path / "extra"
    (extra / "in" / "deep").mkdir(parents=True)
    (extra / "out").mkdir()
    app.start(server__folderWatchList=[str(extra)], server__folderWatchBlacklist=[str(extra / "out")])
    app.nothing_but(lambda: (extra / "out" / "data.csv").write_text("1"), "data.csv")
    (extra / "in" / "deep" / "data.csv").write_text("1")
    app.until("data.csv")


@pytest.mark.parametrize("kind", ["auto", "poll"])
def test_files_of_components_that_are_being_built_are_told_also_if_declared_later(
    app: Watched, tmp_path: Path, component: Callable[[Path], Path], kind: str
) -> None:
    first = component(tmp_path / "first")
    app.start(server__fileWatcherType=kind)
    first.write_text("new")
    app.until("index.js")
    second = component(tmp_path / "second")
    for attempt in range(50):
        second.write_text(f"new {attempt}")
        if not app.told.empty():
            break
        time.sleep(0.1)
    app.until("index.js")


def test_what_an_app_writes_beside_its_script_is_not_told_where_that_is_a_components_folder(
    app: Watched, component: Callable[[Path], Path]
) -> None:
    component(app.folder)
    app.start()
    app.nothing_but(lambda: (app.folder / "data.csv").write_text("1"), "data.csv")


def test_the_apps_folder_may_be_replaced(app: Watched) -> None:
    app.start()
    app.folder.rename(app.folder.with_name("old"))
    shutil.copytree(app.folder.with_name("old"), app.folder)
    (app.folder / "app.py").write_text("x = 'new'")
    app.until("app.py")


def test_files_can_be_polled(app: Watched) -> None:
    app.start(server__fileWatcherType="poll")
    (app.folder / "app.py").write_text("x = 2")
    assert app.next() == {"app.py"}
    page = app.folder / "pages" / "1_first.py"
    page.parent.mkdir()
    page.write_text("x = 1")
    app.until("1_first.py")
    page.unlink()
    app.until("1_first.py")
    (app.folder / ".rushlight").mkdir()
    (app.folder / ".rushlight" / "secrets.toml").write_text("a = 1")
    app.until("secrets.toml")


def test_watching_can_be_switched_off(app: Watched) -> None:
    watcher = Watcher(app.folder / "app.py", Config({"server.fileWatcherType": "none"}), app.told.put)
    watcher.start()
    (app.folder / "app.py").write_text("x = 2")
    watcher.stop()
    assert app.told.empty()


def test_a_failing_callback_does_not_end_the_watch(app: Watched) -> None:
    app.start()
    failed = threading.Event()

    def fail(paths: set[Path]) -> None:
        failed.set()
        raise RuntimeError("the callback fails")

    assert app.watcher is not None
    app.watcher._changed = fail  # pyright: ignore[reportPrivateUsage]
    (app.folder / "app.py").write_text("x = 2")
    assert failed.wait(15)
    app.watcher._changed = app.told.put  # pyright: ignore[reportPrivateUsage]
    (app.folder / "app.py").write_text("x = 3")
    assert app.next() == {"app.py"}


def test_stopping_ends_the_thread_also_from_the_callback(app: Watched) -> None:
    app.start()
    watcher = app.watcher
    assert watcher is not None
    thread = watcher._thread  # pyright: ignore[reportPrivateUsage]
    assert thread is not None and thread.is_alive()
    watcher._changed = lambda paths: watcher.stop()  # pyright: ignore[reportPrivateUsage]
    (app.folder / "app.py").write_text("x = 2")
    thread.join(15)
    assert not thread.is_alive()
    watcher.stop()


def test_a_system_without_watches_is_polled(app: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    import watchfiles

    def exhausted(*paths: Path, **how: Any) -> Any:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(watchfiles, "watch", exhausted)
    app.start()
    (app.folder / "app.py").write_text("x = 2")
    assert app.next() == {"app.py"}


# --- the scope by itself --------------------------------------------------------------------------------------------------


def test_folders_that_hold_no_code_of_the_app_are_not_watched(tmp_path: Path) -> None:
    for name in ("lib", "lib/deep", ".git", "__pycache__", "node_modules/x", "venv/lib", "skipped"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    scope = Scope(tmp_path / "app.py", ignored=[tmp_path / "skipped"])
    assert scope.folders() == [tmp_path, tmp_path / "lib", tmp_path / "lib" / "deep"]


def test_only_so_many_folders_are_watched_the_nearest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_MOST_FOLDERS", 3)
    for name in ("a/x", "b/y"):
        (tmp_path / name).mkdir(parents=True)
    assert Scope(tmp_path / "app.py").folders() == [tmp_path, tmp_path / "a", tmp_path / "b"]


def test_a_module_that_changes_while_nobody_watches_is_found(app: Watched) -> None:
    for name in ("rl_seen", "rl_same", "rl_unused"):
        (app.folder / f"{name}.py").write_text("x = 1")
    importlib.invalidate_caches()
    for name in ("rl_seen", "rl_same"):
        importlib.import_module(name)
    scope = Scope(app.folder / "app.py")
    scope.note_contents()
    scope.folders()
    for name in ("rl_seen", "rl_unused"):
        (app.folder / f"{name}.py").write_text("x = 22")
    scope.folders()
    assert scope.differing() == {app.folder / "rl_seen.py"}
    assert scope.differing() == set()


def test_temporary_files_of_editors_do_not_matter(tmp_path: Path) -> None:
    scope = Scope(tmp_path / "app.py")
    names = (".#app.py", ".app.py.swp", "app.py~", "4913", "app.py___jb_tmp___", "data.csv")
    assert scope.relevant([tmp_path / name for name in names]) == set()


def test_a_large_file_is_known_by_its_time(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.touch()
    os.truncate(path, 20_000_000)
    scope = Scope(tmp_path / "app.py", extra=[tmp_path])
    assert scope.differing([path]) == {path}
    assert scope.differing([path]) == set()
    os.utime(path, (1, 1))
    assert scope.differing([path]) == {path}
