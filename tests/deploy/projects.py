"""Projects to deploy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from rushlight.cli import main
from rushlight.deploy import TARGETS, File, Wishes, plan, read_app

SCRIPT = """import streamlit as st
n = st.slider("n", 0, 10, 5)
st.text(f"n is {n}")
"""
ROOT = Path(__file__).parents[2]
VARIANTS: list[tuple[str, dict[str, object]]] = [
    ("docker", {}),
    ("compose", {"domain": "sales.example.org"}),
    ("systemd", {"folder": "/srv/shop"}),
    ("nginx", {}),
    ("nginx", {"domain": "sales.example.org", "certificate": "/etc/letsencrypt/live/x", "basic_auth": True}),
    ("heroku", {}),
    ("heroku", {"behind_nginx": True}),
    ("kubernetes", {"domain": "sales.example.org", "image": "registry.example.org/sales:2"}),
    ("cloud-run", {"image": "europe-docker.pkg.dev/p/apps/sales:2"}),
]
"""Every target, with options that change its files."""


def project(folder: Path, files: dict[str, str] | None = None, **settings: object) -> Path:
    """Make a project with a script; settings have names with __ for the dot."""
    everything = {"app.py": SCRIPT, "requirements.txt": "streamlit\n", **(files or {})}
    if settings:
        everything[".rushlight/config.toml"] = "".join(
            f"{name.replace('__', '.')} = {_toml(value)}\n" for name, value in settings.items()
        )
    for path, text in everything.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {json.dumps(each)}" for name, each in value.items()) + "}"
    return json.dumps(value)


def files_of(root: Path, target: str, script: str = "app.py", **wishes: object) -> dict[str, File]:
    """Return the files for a target by path."""
    name = str(wishes["name"]) if "name" in wishes else None
    found = plan(TARGETS[target], read_app(root / script, name), Wishes(**wishes))  # pyright: ignore
    return {file.path: file for file in found.files}


def deploy(*words: str) -> Result:
    """Run `rushlight deploy`."""
    return CliRunner().invoke(main, ["deploy", *words])


def wheel(folder: Path) -> Path:
    """Build this very package into a folder."""
    environment = {**os.environ, "RUSHLIGHT_SKIP_FRONTEND": "1"}
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True)
    return next(folder.glob("rushlight-*.whl"))
