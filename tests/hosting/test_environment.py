"""Environments of releases, made by uv of wheels that lie beside the test."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rushlight.errors import HostError
from rushlight.hosting.environment import Builder, of_conda
from rushlight.hosting.owner import Owner
from rushlight.hosting.wheel import write_wheel as write_own_wheel
from tests.hosting.wheels import write_wheel


@pytest.fixture(autouse=True)
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "wheels"
    write_wheel(folder, "dep", "1.0")
    write_wheel(folder, "dep", "2.0")
    write_wheel(folder, "wants_streamlit", "1.0", ("streamlit>=1.30", "dep"))
    for name, value in {"UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(folder)}.items():
        monkeypatch.setenv(name, value)
    return folder


def made(tmp_path: Path, script: str = "app.py", **files: str) -> Path:
    source = tmp_path / "source"
    for name, content in files.items():
        path = source / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    source.mkdir(exist_ok=True)
    target = tmp_path / "env"
    Builder(Owner(), tmp_path / "cache", is_shared=True).make(source, script, target)
    return target


def said(environment: Path, code: str) -> str:
    words = [str(environment / "bin" / "python"), "-E", "-c", code]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd="/").stdout.strip()


DEP = "import dep; print(dep.VERSION)"
PYPROJECT = '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["dep==1.0"]\n'
LOCK = """version = 1
requires-python = ">=3.11"
[[package]]
name = "app"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "dep" }]
[package.metadata]
requires-dist = [{ name = "dep" }]
[[package]]
name = "dep"
version = "1.0"
source = { registry = "WHEELS" }
wheels = [{ path = "dep-1.0-py3-none-any.whl" }]
"""


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"requirements_txt": "dep==1.0\n"}, "1.0"),
        ({"requirements_txt": "# streamlit itself\nstreamlit==1.67.0\ndep>=2\n"}, "2.0"),
        ({"requirements_txt": "wants_streamlit\n"}, "2.0"),
        ({"pyproject_toml": PYPROJECT}, "1.0"),
        ({"environment_yml": "dependencies:\n  - python=3\n  - pip\n  - pip:\n    - dep==1.0\n"}, "1.0"),
        ({"requirements_txt": "dep==1.0\n", "pyproject_toml": PYPROJECT.replace("1.0", "2.0")}, "1.0"),
    ],
)
def test_what_a_source_asks_for_is_there(tmp_path: Path, files: dict[str, str], version: str) -> None:
    if files.get("environment_yml"):
        here = f"{sys.version_info.major}.{sys.version_info.minor}"
        files = {"environment_yml": files["environment_yml"].replace("python=3", f"python={here}")}
    assert said(made(tmp_path, **files), DEP) == version


def test_a_lock_is_followed_to_the_letter(tmp_path: Path, wheels: Path) -> None:
    plain = PYPROJECT.replace("dep==1.0", "dep")
    environment = made(tmp_path, pyproject_toml=plain, uv_lock=LOCK.replace("WHEELS", str(wheels)))
    assert said(environment, DEP) == "1.0"


def test_the_list_beside_the_script_goes_first(tmp_path: Path) -> None:
    files = {"requirements_txt": "dep==1.0", "inner__requirements_txt": "dep==2.0", "inner__app_py": ""}
    assert said(made(tmp_path, "inner/app.py", **files), DEP) == "2.0"


def test_packages_of_the_host_come_after_its_own(tmp_path: Path) -> None:
    environment = made(tmp_path)
    assert said(environment, "import rushlight, msgspec; print('both')") == "both"
    assert said(environment, "import sys; print(sys.prefix)") == str(environment)


def test_what_cannot_be_installed_is_said(tmp_path: Path) -> None:
    with pytest.raises(HostError) as refused:
        made(tmp_path, requirements_txt="dep==3.0\n")
    assert "What requirements.txt asks for cannot be installed" in str(refused.value)
    assert "dep==3.0" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dependencies:\n  - numpy\n  - gdal=3\n  - pip:\n    - dep\n", "numpy, gdal=3"),
        ("dependencies:\n  - pip:\n    - --index-url=https://example.org\n", "option"),
        ("dependencies: [", "cannot be read"),
        ("- a\n- b\n", "cannot be read"),
    ],
)
def test_what_only_conda_can_install_is_said(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "environment.yml"
    path.write_text(text)
    with pytest.raises(HostError, match=words):
        of_conda(path)


def test_another_python_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "environment.yml"
    path.write_text("dependencies:\n  - python=3.9\n  - pip:\n    - dep\n")
    assert (of_conda(path).python, of_conda(path).arguments) == ("3.9", ("dep",))


def test_the_running_package_becomes_a_wheel_that_can_be_installed(tmp_path: Path) -> None:
    wheel = write_own_wheel(tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "rushlight/server/static/index.html" in names
    assert not any("__pycache__" in name for name in names)
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([*uv, "pip", "install", "-q", "--no-deps", "--python", python, wheel], check=True)
    found = "import importlib.util as u; print(u.find_spec('rushlight').origin)"
    assert said(tmp_path / "env", found).startswith(str(tmp_path / "env"))
    assert (tmp_path / "env" / "bin" / "rushlight").exists()


def test_what_packages_run_while_they_are_built_has_no_more_rights_than_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, object, object, object]] = []

    def run(words: list[str], **given: object) -> subprocess.CompletedProcess[str]:
        step = "venv" if "venv" in words else "pip"
        ran.append((step, given.get("user"), given.get("group"), given.get("extra_groups")))
        return subprocess.CompletedProcess(words, 0, "", "")

    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "requirements.txt").write_text("./has_a_build_hook\n")
    monkeypatch.setattr("rushlight.hosting.environment.subprocess.run", run)
    monkeypatch.setattr("os.chown", lambda *_, **__: None)
    Builder(Owner(1_900_000_001, 33), tmp_path / "cache", is_shared=False).make(
        tmp_path / "source", "app.py", tmp_path / "env"
    )
    of_the_app = (1_900_000_001, 1_900_000_001, [])
    assert ran == [("venv", *of_the_app), ("pip", *of_the_app)]
