"""The Dockerfile: linted, and its steps run in order in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.deploy.building import Image, can_build, steps
from tests.deploy.projects import deploy, files_of, project, wheel
from tests.deploy.test_systemd import free_port
from tests.programs import beside_python

KINDS: list[dict[str, str]] = [
    {},
    {
        "requirements.txt": "-r more.txt\ngit+https://example.org/x.git\n",
        "more.txt": "pandas\n",
        "packages.txt": "graphviz\n",
    },
    {"pyproject.toml": '[project]\nname = "shop"\ndependencies = []\n[build-system]\n', "uv.lock": ""},
    {"requirements.txt": "-e ./libs/own\n", "wheels/a.whl": "", ".rushlight/users.json": "{}"},
    {"my app's $x.py": ""},
]

PACKAGE = {
    "pyproject.toml": """[project]
name = "shop"
version = "1"
requires-python = ">=3.11"
dependencies = ["packaging"]
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[tool.hatch.build.targets.wheel]
packages = ["src/shop"]
""",
    "src/shop/__init__.py": "ITEMS = 3\n",
    "app.py": "import shop\nimport streamlit as st\nst.text(shop.ITEMS)\n",
}


@pytest.mark.parametrize("files", KINDS)
def test_hadolint_has_nothing_to_say(tmp_path: Path, files: dict[str, str]) -> None:
    project(tmp_path, files)
    script = next((name for name in files if name.endswith("x.py")), "app.py")
    text = files_of(tmp_path, "docker", script=script)["Dockerfile"].whole
    (tmp_path / "Dockerfile").write_text(text)
    done = subprocess.run(
        [beside_python("hadolint"), str(tmp_path / "Dockerfile")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_it_has_stages_no_root_and_a_health_check(tmp_path: Path) -> None:
    found = steps(files_of(project(tmp_path, server__baseUrlPath="sales"), "docker")["Dockerfile"].whole)
    last = max(number for number, (instruction, _) in enumerate(found) if instruction == "FROM")
    assert last > 0
    final = found[last:]
    assert not any(value.startswith("pip") or " pip " in value for name, value in final if name == "RUN")
    assert [value for name, value in final if name == "USER"] == ["10001:10001"]
    (health,) = [value for name, value in final if name == "HEALTHCHECK"]
    assert '"http://127.0.0.1:8501/sales"' in health


def test_what_is_installed_is_copied_before_and_the_app_after(tmp_path: Path) -> None:
    project(tmp_path, KINDS[1])
    found = steps(files_of(tmp_path, "docker")["Dockerfile"].whole)
    installs = next(number for number, (_, value) in enumerate(found) if "uv pip install" in value)
    assert found[installs - 2 : installs] == [
        ("COPY", '["requirements.txt", "./requirements.txt"]'),
        ("COPY", '["more.txt", "./more.txt"]'),
    ]
    assert found[installs + 1] == ("COPY", ". .")


@pytest.mark.skipif(not can_build(), reason="needs root and overlayfs, to run the steps without changing this machine")
def test_its_steps_make_an_image_whose_app_runs_as_nobody(tmp_path: Path) -> None:
    """The packages come from the index of this machine, Rushlight from a folder of wheels."""
    port = free_port()
    files = {
        "app.py": "import streamlit as st\nst.title('In a container')\n",
        "requirements.txt": "streamlit==1.67.0\n",
        ".rushlight/secrets.toml": "a = 1\n",
    }
    shop = project(tmp_path / "shop", files, server__port=port, server__baseUrlPath="sales")
    wheel(shop / "wheels")
    assert deploy("docker", str(shop)).exit_code == 0
    image = Image(shop, tmp_path / "stages")
    assert image.done.count("RUN") == 5 and image.done.count("FROM") == 2
    stage = image.stage
    assert sorted(path.name for path in stage.at("/app").iterdir()) == [".rushlight", "app.py", "requirements.txt"]
    assert not (stage.at("/app") / ".rushlight" / "secrets.toml").exists()
    packages = {path.name.split("-")[0].lower() for path in stage.at("/opt/venv").rglob("*.dist-info")}
    assert {"rushlight", "pandas"} <= packages
    assert "streamlit" not in packages
    assert not any(path.name == "uv" for path in stage.at("/opt/venv/bin").iterdir())
    before = snapshot(stage.files)
    with image.container() as process, urllib.request.urlopen(f"http://127.0.0.1:{port}/sales/") as page:
        assert page.status == 200
    assert process.returncode == 0, "SIGTERM ends it, with the exit code 0"
    changed = snapshot(stage.files) - before
    assert {path for path in changed if not path.startswith(("/data", "/proc", "/dev", "/root"))} == set()
    shutil.rmtree(tmp_path / "stages")


@pytest.mark.skipif(not can_build(), reason="needs root and overlayfs, to run the steps without changing this machine")
def test_a_locked_project_that_is_a_package_gets_what_is_locked_and_itself(tmp_path: Path) -> None:
    shop = project(tmp_path / "shop", PACKAGE, server__port=free_port())
    (shop / "requirements.txt").unlink()
    subprocess.run([sys.executable, "-m", "uv", "lock", "--quiet"], cwd=shop, check=True)
    wheel(shop / "wheels")
    deploy("docker", str(shop))
    image = Image(shop, tmp_path / "stages")
    packages = {path.name.split("-")[0] for path in image.stage.at("/opt/venv").rglob("*.dist-info")}
    assert {"shop", "packaging", "rushlight"} <= packages
    with image.container() as process:
        pass
    assert process.returncode == 0
    shutil.rmtree(tmp_path / "stages")


def snapshot(root: Path) -> set[str]:
    """Return the paths of all files with their sizes."""
    found: set[str] = set()
    for folder, _, names in os.walk(root):
        found |= {f"/{Path(folder, name).relative_to(root)}" for name in names}
    return found
