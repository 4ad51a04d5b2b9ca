"""Projects of components."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from rushlight.cli import component, main
from rushlight.cli.component import build_component, names_of
from rushlight.errors import ScriptError

FRONTEND = Path(__file__).parents[2] / "frontend"


def init(*words: str) -> str:
    result = CliRunner().invoke(main, ["init", *words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of a component, with the tools that Rushlight itself is built with."""
    init("--component", "Star_Rating", str(tmp_path / "new"), "--no-build")
    (tmp_path / "new" / "frontend" / "node_modules").symlink_to(FRONTEND / "node_modules")
    return tmp_path / "new"


def test_a_component_gets_a_project_in_a_folder_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = init("--component", "star-rating", "--no-build")
    assert (tmp_path / "star-rating" / "star_rating" / "__init__.py").exists()
    assert "npm --prefix star-rating/frontend install" in said
    assert "rushlight run star-rating/example.py" in said
    again = CliRunner().invoke(main, ["init", "--component", "star-rating", "--no-build"])
    assert again.exit_code == 1
    assert "already" in again.output


def test_its_files_are_whole(project: Path) -> None:
    files = [path for path in project.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    assert not [path for path in files if "{{" in path.read_text() or path.suffix == ".in"]
    manifest = tomllib.loads((project / "star_rating" / "pyproject.toml").read_text())
    assert manifest["project"]["name"] == "star-rating"
    assert tomllib.loads((project / "pyproject.toml").read_text())["project"]["name"] == "star-rating"


def test_it_is_built_by_the_tools_that_we_use_ourselves(project: Path) -> None:
    theirs = json.loads((project / "frontend" / "package.json").read_text())["devDependencies"]
    ours = json.loads((FRONTEND / "package.json").read_text())
    assert theirs.items() <= {**ours["dependencies"], **ours["devDependencies"]}.items()


def test_its_types_are_right_and_it_is_built(project: Path) -> None:
    done = subprocess.run(
        ["npm", "run", "build"], cwd=project / "frontend", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (project / "star_rating" / "build").iterdir()} == {"index.js", "index.css"}


def test_it_draws_and_reports_what_is_chosen(project: Path) -> None:
    (project / "star_rating" / "build").mkdir()
    for name in ("index.js", "index.css"):
        (project / "star_rating" / "build" / name).touch()
    source = (
        "from rushlight.testing import AppTest\nat = AppTest.from_file('example.py').run()\n"
        "assert not at.exception, at.exception[0].message\nassert at.markdown[0].value == 'Not rated yet'\n"
        "at.change(at.get('component_module')[0].id, {'value': 4})\nassert at.run().markdown[0].value == 'Rated 4 of 5'"
    )
    # A process of its own, as modules and folders of components are known once and for all.
    done = subprocess.run([sys.executable, "-c", source], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_app_says_that_it_is_not_built(project: Path) -> None:
    source = "from rushlight.testing import AppTest\nprint(AppTest.from_file('example.py').run().exception[0].message)"
    done = subprocess.run([sys.executable, "-c", source], cwd=project, capture_output=True, text=True, check=False)
    assert "'star-rating.rating' is not built" in done.stdout


@pytest.mark.parametrize("name", ["", "4x", "a b", "../x", "class", "json", "-x", "x-", "ünder"])
def test_names_that_no_package_can_have_are_refused(name: str) -> None:
    with pytest.raises(ScriptError, match="cannot be named"):
        names_of(name)
    result = CliRunner().invoke(main, ["init", "--component", name, "x"])
    assert result.exit_code == 1


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put another program in the place of npm."""

    def replace(source: str) -> None:
        path = tmp_path / "npm"
        path.write_text(f"#!/bin/sh\n{source}\n")
        path.chmod(0o755)
        monkeypatch.setattr(component.shutil, "which", lambda name: str(path))

    return replace


def test_why_it_could_not_be_built_is_said(
    tmp_path: Path, npm: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "frontend").mkdir()
    npm("exit 0")
    assert build_component(tmp_path) is None
    npm("echo npm warn; echo 'npm error code ENOTFOUND' >&2; echo more >&2; exit 1")
    assert build_component(tmp_path) == "npm install failed: npm error code ENOTFOUND"
    monkeypatch.setattr(component.shutil, "which", lambda name: None)
    assert "npm was not found" in str(build_component(tmp_path))


def test_the_command_builds_it_and_says_why_it_did_not(tmp_path: Path, npm: Callable[[str], None]) -> None:
    npm("exit 0")
    assert "not built" not in init("--component", "star-rating", str(tmp_path / "a"))
    npm("echo error: no network; exit 1")
    assert "not built yet (npm install failed: error: no network)" in init(
        "--component", "star-rating", str(tmp_path / "b")
    )
