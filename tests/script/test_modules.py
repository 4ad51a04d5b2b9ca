"""Local modules are imported anew after a change."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import rushlight.log
from rushlight.script.modules import forget_modules, module_files, with_importers


class App:
    """A folder of local modules that can be imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, source: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        importlib.invalidate_caches()
        return path

    def value(self, module: str, name: str = "x") -> Any:
        return getattr(importlib.import_module(module), name)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield App(tmp_path)
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_a_changed_module_is_imported_anew(app: App) -> None:
    path = app.write("rl_one.py", "x = 1")
    assert app.value("rl_one") == 1
    stamp = path.stat()
    path.write_text("x = 2")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as a change within the same second looks to Python
    assert forget_modules({path}) == {"rl_one"}
    assert app.value("rl_one") == 2


@pytest.mark.parametrize(
    "source",
    [
        "import rl_base\nx = rl_base.x",
        "from rl_base import x",
        "def later():\n    import rl_base\nimport importlib\nx = importlib.import_module('rl_base').x",
        "import importlib as i\nheld = i.import_module('rl_base')\nx = held.x",
        "from rl_base import *",
    ],
)
def test_modules_that_import_it_are_imported_anew_too(app: App, source: str) -> None:
    base = app.write("rl_base.py", "x = 1")
    app.write("rl_user.py", source)
    app.write("rl_far.py", "from rl_user import x")
    app.write("rl_other.py", "x = 1")
    assert [app.value(name) for name in ("rl_far", "rl_other")] == [1, 1]
    base.write_text("x = 22")
    assert forget_modules({base}) == {"rl_base", "rl_user", "rl_far"}
    assert app.value("rl_far") == 22 and "rl_other" in sys.modules


def test_submodules_are_found_anew_through_their_package(app: App) -> None:
    app.write("rl_pkg/__init__.py", "")
    sub = app.write("rl_pkg/sub.py", "x = 1")
    app.write("rl_user.py", "from rl_pkg import sub\nx = sub.x")
    assert app.value("rl_user") == 1
    sub.write_text("x = 22")
    assert forget_modules({sub}) == {"rl_pkg.sub", "rl_user"}
    assert app.value("rl_user") == 22


def test_a_changed_package_takes_its_modules_along(app: App) -> None:
    package = app.write("rl_pkg/__init__.py", "x = 1")
    app.write("rl_pkg/sub.py", "y = 1")
    app.value("rl_pkg.sub", "y")
    package.write_text("x = 22")
    assert forget_modules({package}) == {"rl_pkg", "rl_pkg.sub"}
    assert app.value("rl_pkg.sub", "y") == 1
    assert app.value("rl_pkg") == 22 and app.value("rl_pkg", "sub").y == 1


def test_relative_imports_are_followed(app: App) -> None:
    app.write("rl_pkg/__init__.py", "")
    deep = app.write("rl_pkg/deep.py", "x = 1")
    app.write("rl_pkg/inner/__init__.py", "from ..deep import x")
    app.write("rl_pkg/inner/leaf.py", "from . import x as y\nfrom .. import deep")
    app.value("rl_pkg.inner.leaf", "y")
    deep.write_text("x = 22")
    assert forget_modules({deep}) == {"rl_pkg.deep", "rl_pkg.inner", "rl_pkg.inner.leaf"}
    assert app.value("rl_pkg.inner.leaf", "y") == 22


def test_a_module_with_a_syntax_error_can_be_repaired(app: App) -> None:
    base = app.write("rl_base.py", "x = 1")
    user = app.write("rl_user.py", "import rl_base\nx = rl_base.x")
    app.value("rl_user")
    user.write_text("x = =")
    base.write_text("x = 22")
    assert forget_modules({base}) == {"rl_base", "rl_user"}


def test_a_deleted_module_is_missing(app: App) -> None:
    path = app.write("rl_gone.py", "x = 1")
    app.value("rl_gone")
    path.unlink()
    forget_modules({path})
    with pytest.raises(ModuleNotFoundError):
        app.value("rl_gone")


def test_a_new_module_is_found(app: App) -> None:
    with pytest.raises(ModuleNotFoundError):
        app.value("rl_new")
    path = app.folder / "rl_new.py"
    path.write_text("x = 1")
    assert forget_modules({path}) == set()
    assert app.value("rl_new") == 1


def test_circles_end(app: App) -> None:
    first = app.write("rl_a.py", "import rl_b\nx = 1")
    app.write("rl_b.py", "import rl_a\ny = 1")
    app.value("rl_a")
    assert forget_modules({first}) == {"rl_a", "rl_b"}


def test_links_are_followed(app: App, tmp_path_factory: pytest.TempPathFactory) -> None:
    real = tmp_path_factory.mktemp("real") / "rl_linked.py"
    real.write_text("x = 1")
    (app.folder / "rl_linked.py").symlink_to(real)
    app.value("rl_linked")
    assert forget_modules({real}) == {"rl_linked"}


def test_only_local_modules_are_watched(app: App) -> None:
    path = app.write("rl_local.py", "x = 1")
    app.value("rl_local")
    files = module_files()
    assert files["rl_local"] == path
    assert not {"os", "pytest", "rushlight.log", "__main__", "sys"} & files.keys()


def test_our_own_and_installed_modules_are_never_forgotten() -> None:
    paths = {Path(str(module.__file__)) for module in (os, pytest, rushlight.log)}
    assert forget_modules(paths) == set()


def test_a_module_that_is_being_imported_is_waited_for(app: App) -> None:
    started, go_on = threading.Event(), threading.Event()
    helper = ModuleType("rl_helper")
    helper.__dict__.update(started=started, go_on=go_on)
    sys.modules["rl_helper"] = helper
    path = app.write("rl_slow.py", "import rl_helper\nrl_helper.started.set()\nrl_helper.go_on.wait(10)\nx = 1")
    failures: list[BaseException] = []
    importing = threading.Thread(target=_noting_failures(lambda: app.value("rl_slow"), failures))
    forgetting = threading.Thread(target=lambda: forget_modules({path}))
    importing.start()
    assert started.wait(10)
    forgetting.start()
    go_on.set()
    importing.join(10)
    forgetting.join(10)
    assert failures == [] and "rl_slow" not in sys.modules


def _noting_failures(act: Callable[[], object], failures: list[BaseException]) -> Callable[[], None]:
    def run() -> None:
        try:
            act()
        except BaseException as error:
            failures.append(error)

    return run


def test_importers_are_found_through_others() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": set[str](), "d": {"e"}, "e": {"d"}}
    assert with_importers({"c"}, imports) == {"a", "b", "c"}
    assert with_importers({"d"}, imports) == {"d", "e"}
