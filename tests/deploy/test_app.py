"""What is read of an app before it is deployed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.deploy import read_app
from rushlight.errors import ConfigError
from rushlight.version import VERSION
from tests.deploy.projects import files_of, project


def test_an_app_is_named_after_its_project_its_folder_or_its_script(tmp_path: Path) -> None:
    folder = project(tmp_path / "Sales Report_2")
    assert read_app(folder / "app.py").name == "sales-report-2"
    (folder / "forecast.py").write_text("")
    assert read_app(folder / "forecast.py").name == "forecast"
    (folder / "pyproject.toml").write_text('[project]\nname = "Shop.Board"\n')
    assert read_app(folder / "forecast.py").name == "shop-board"
    assert read_app(folder / "app.py", "other").name == "other"


@pytest.mark.parametrize("name", ["", "Ada", "a_b", "-a", "a-", "x" * 41, "a b", "a;b"])
def test_a_name_is_letters_digits_and_hyphens(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="cannot be named"):
        read_app(project(tmp_path) / "app.py", name)


def test_the_project_of_a_script_is_the_nearest_folder_that_looks_like_one(tmp_path: Path) -> None:
    project(tmp_path, {"boards/sales/main.py": ""})
    app = read_app(tmp_path / "boards" / "sales" / "main.py")
    assert (app.root, app.script) == (tmp_path, "boards/sales/main.py")


def test_settings_are_those_of_the_projects_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = project(tmp_path / "home", server__port=1111)
    folder = project(tmp_path / "app", server__baseUrlPath="/sales/", server__maxUploadSize=300)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("RUSHLIGHT_SERVER_PORT", "2222")
    app = read_app(folder / "app.py")
    assert (app.port, app.base, app.upload_megabytes) == (8501, "/sales", 300)


@pytest.mark.parametrize("option", ["server__sslCertFile", "server__unixSocket"])
def test_what_is_the_proxys_business_is_refused_with_where_it_stands(tmp_path: Path, option: str) -> None:
    project(tmp_path, **{option: "x"})
    with pytest.raises(ConfigError, match=r"config\.toml sets server\."):
        read_app(tmp_path / "app.py")


@pytest.mark.parametrize("base", ["a b", "a;b", 'a"b', "a{b"])
def test_a_base_path_that_no_proxy_could_write_is_refused(tmp_path: Path, base: str) -> None:
    project(tmp_path, server__baseUrlPath=base)
    with pytest.raises(ConfigError, match="baseUrlPath"):
        read_app(tmp_path / "app.py")


def test_the_python_is_that_which_the_project_names(tmp_path: Path) -> None:
    project(tmp_path, {".python-version": "# ours\n3.13.1\n"})
    assert read_app(tmp_path / "app.py").python == "3.13"


def test_a_project_of_streamlits_gets_rushlight_and_what_came_along_with_streamlit(tmp_path: Path) -> None:
    source = "import streamlit as st\nimport altair, requests\nfrom git import Repo\n"
    project(tmp_path, {"app.py": source, "requirements.txt": "streamlit==1.30\nRequests>2\n"})
    packages = read_app(tmp_path / "app.py").packages
    assert packages.more == (f"rushlight=={VERSION}", "altair", "GitPython")


def test_a_project_that_names_rushlight_decides_which(tmp_path: Path) -> None:
    project(tmp_path, {"requirements.txt": "rushlight==0.0.9  # ours\nrequests\n"})
    packages = read_app(tmp_path / "app.py").packages
    assert packages.names_rushlight
    assert packages.more == ()


def test_extras_are_those_that_the_app_makes_use_of(tmp_path: Path) -> None:
    source = 'import rushlight as st\nst.login()\nst.connection("shop", type="sql")\n'
    project(tmp_path, {"app.py": source, "requirements.txt": "rushlight\n"}, secrets__sources=["aws://x?region=y"])
    assert read_app(tmp_path / "app.py").packages.more == ("rushlight[auth,aws,sql]",)


def test_requirements_that_name_other_files_bring_them(tmp_path: Path) -> None:
    project(
        tmp_path,
        {
            "requirements.txt": "-r more/base.txt\n-c limits.txt\n-r ../outside.txt\n-e ./libs/own\ngit+https://x.org/a\n",
            "more/base.txt": "-r ../requirements.txt\nrushlight\n",
            "limits.txt": "pandas<4\n",
        },
    )
    packages = read_app(tmp_path / "app.py").packages
    assert packages.files == ("requirements.txt", "more/base.txt", "limits.txt")
    assert packages.names_rushlight
    assert packages.needs_sources
    assert packages.needs_git


def test_kinds_of_projects_are_told_apart(tmp_path: Path) -> None:
    none = project(tmp_path / "none")
    (none / "requirements.txt").unlink()
    assert read_app(none / "app.py").packages.kind == "none"
    (none / "pyproject.toml").write_text('[project]\nname = "x"\ndependencies = ["rushlight"]\n[build-system]\n')
    packages = read_app(none / "app.py").packages
    assert (packages.kind, packages.is_package, packages.names_rushlight) == ("project", True, True)
    (none / "uv.lock").write_text('[[package]]\nname = "rushlight"\n')
    assert read_app(none / "app.py").packages.kind == "lock"


def test_what_cannot_be_read_is_said_and_named(tmp_path: Path) -> None:
    project(tmp_path, {"pyproject.toml": "[project"})
    with pytest.raises(ConfigError, match=r"pyproject\.toml cannot be read"):
        read_app(tmp_path / "app.py")


def test_packages_of_other_tools_are_warned_of(tmp_path: Path) -> None:
    folder = project(tmp_path, {"environment.yml": "dependencies: [pandas]\n"})
    (folder / "requirements.txt").unlink()
    assert any("environment.yml is not read" in each for each in read_app(folder / "app.py").warnings)


def test_a_folder_of_several_apps_is_deployed_as_one(tmp_path: Path) -> None:
    project(tmp_path, {"boards/sales/app.py": "", "boards/costs.py": "import streamlit as st\n"})
    (tmp_path / "app.py").unlink()
    app = read_app(tmp_path / "boards")
    assert (app.root, app.script, app.name) == (tmp_path, "boards", "boards")
    assert (
        '"rushlight", "run", "boards", "--production"'
        in files_of(tmp_path, "docker", script="boards")["Dockerfile"].text
    )


def test_users_of_one_of_several_apps_are_not_left_out_of_an_image_unseen(tmp_path: Path) -> None:
    files = {"boards/sales/app.py": "", "boards/sales/.rushlight/users.json": "{}", "boards/costs/app.py": ""}
    project(tmp_path, files)
    with pytest.raises(ConfigError, match=r"boards/sales/\.rushlight/users\.json: an image has no secrets or users"):
        files_of(tmp_path, "docker", script="boards")
    assert files_of(tmp_path, "systemd", script="boards")
