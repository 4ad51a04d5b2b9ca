"""Apps that share a process import modules of their own, whatever they are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rushlight.script.apart import Apart
from rushlight.script.modules import forget_modules

FILES = {
    "utils": "who = {name!r}\n",
    "pieces_of_it/inner": "import utils\nfrom . import other\nwho = utils.who\n",
    "pieces_of_it/other": "where = __name__\n",
    "package/__init__": "from .inner import who\n",
    "package/inner": "from utils import who\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, source in files.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return folder


def run(apart: Apart, source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "__main__", "__builtins__": apart.builtins}
    exec(source, names)
    return names


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Apart, Apart]]:
    apps = [
        Apart(name, write(tmp_path / name, {place: source.format(name=name) for place, source in FILES.items()}))
        for name in ("one", "two")
    ]
    for app in apps:
        app.install()
    yield apps[0], apps[1]
    for app in apps:
        app.remove()


@pytest.mark.parametrize(
    "source",
    [
        "import utils\nfound = utils.who",
        "import utils as other\nfound = other.who",
        "from utils import who as found",
        "from utils import *\nfound = who",
        "import package.inner\nfound = package.inner.who",
        "from package import inner\nfound = inner.who",
        "import package\nfound = package.who",
        "import pieces_of_it.inner\nfound = pieces_of_it.inner.who",
        "from pieces_of_it.inner import who as found",
        "def later():\n    import utils\n    return utils.who\nfound = later()",
        "found = __import__('utils').who",
    ],
)
def test_each_app_imports_its_own(two: tuple[Apart, Apart], source: str) -> None:
    assert [run(app, source)["found"] for app in two] == ["one", "two"]


def test_what_is_not_the_apps_own_is_imported_as_ever(two: tuple[Apart, Apart]) -> None:
    names = run(two[0], "import json\nfrom os import path\nimport importlib.util\n")
    assert names["json"] is json
    assert names["importlib"].util.find_spec is not None


def test_a_module_that_is_not_there_is_named_as_it_was_asked_for(two: tuple[Apart, Apart]) -> None:
    with pytest.raises(ModuleNotFoundError, match="No module named 'nothing_there'"):
        run(two[0], "import nothing_there")
    with pytest.raises(ImportError, match="nothing_there"):
        run(two[0], "from pieces_of_it import nothing_there")


def test_a_folder_of_the_name_of_a_library_is_not_taken_for_it(tmp_path: Path) -> None:
    app = Apart("three", write(tmp_path, {"json/notes": "x = 1\n", "email": "who = 'mine'\n"}))
    app.install()
    try:
        assert run(app, "import json")["json"] is json
        assert run(app, "import email\nfound = email.who")["found"] == "mine"
    finally:
        app.remove()


def test_a_changed_module_and_those_that_import_it_are_loaded_anew(two: tuple[Apart, Apart], tmp_path: Path) -> None:
    source = "from package import who\nfound = who"
    assert run(two[0], source)["found"] == "one"
    changed = tmp_path / "one" / "utils.py"
    changed.write_text("who = 'changed'\n")
    assert "rushlight_app_one.package" in forget_modules([changed])
    assert [run(app, source)["found"] for app in two] == ["changed", "two"]
