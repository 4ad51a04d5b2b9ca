"""No secret gets into a file that is written, nor onto the terminal."""

from __future__ import annotations

import builtins
import io
import os
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.projects import VARIANTS, deploy, project

CANARY = "canary-7f3a"
PRIVATE = (
    ".streamlit/secrets.toml",
    ".rushlight/secrets.toml",
    ".rushlight/users.json",
    ".htpasswd",
    ".env",
    "app.key",
)


def planted(folder: Path) -> Path:
    """Make a project with a secret at every place that could have one."""
    texts = {path: f'a = "{CANARY}-{number}"\n' for number, path in enumerate(PRIVATE)}
    return project(
        folder,
        {
            **texts,
            "requirements.txt": f"--extra-index-url https://ada:{CANARY}-index@pypi.example.org/simple\n"
            f"git+https://{CANARY}-git@git.example.org/a.git\nstreamlit\n",
            "pyproject.toml": f'[project]\nname = "shop"\n[tool.x]\ntoken = "{CANARY}-tool"\n',
            "app.py": f'import streamlit as st\nst.login()\nKEY = "{CANARY}-source"\n',
        },
        server__cookieSecret=f"{CANARY}-cookie",
        login__htpasswd=".htpasswd",
        login__headers={"user": "X-Forwarded-User"},
        secrets__sources=["file", "vault://kv/app"],
    )


def words_of(wishes: dict[str, object]) -> list[str]:
    options = [(f"--{name.replace('_', '-')}", value) for name, value in wishes.items()]
    return [word for option, value in options for word in ([option] if value is True else [option, str(value)])]


@pytest.mark.parametrize(("target", "wishes"), VARIANTS)
def test_no_secret_is_written_or_shown(
    tmp_path: Path, target: str, wishes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "RUSHLIGHT_SERVER_COOKIE_SECRET",
        "AWS_SECRET_ACCESS_KEY",
        "RUSHLIGHT_SECRETS_SOURCES",
        "UV_INDEX_URL",
    ):
        monkeypatch.setenv(name, f"{CANARY}-environment")
    planted(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    answer = deploy(target, str(tmp_path), *words_of(wishes))
    assert answer.exit_code == 0, answer.output
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path not in before]
    assert written
    assert [str(path) for path in written if CANARY.encode() in path.read_bytes()] == []
    assert CANARY not in answer.output
    assert {path: path.read_bytes() for path in before} == before
    assert "RUSHLIGHT_SERVER_COOKIE_SECRET" in answer.output, "a cookie secret that is copied with the app is warned of"


def test_files_of_secrets_are_never_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(tmp_path)
    opened: list[str] = []

    def watch(real: Any) -> Any:
        def opening(path: Any, *args: Any, **named: Any) -> Any:
            opened.append(os.fspath(path) if isinstance(path, (str, os.PathLike)) else "")
            return real(path, *args, **named)

        return opening

    monkeypatch.setattr(builtins, "open", watch(builtins.open))
    monkeypatch.setattr(io, "open", watch(io.open))
    for target, wishes in VARIANTS:
        deploy(target, str(tmp_path), *words_of(wishes))
    names = {str(Path(path).relative_to(tmp_path)) for path in opened if path.startswith(str(tmp_path))}
    assert "requirements.txt" in names
    assert names.isdisjoint(PRIVATE)


def test_what_is_private_is_in_no_image(tmp_path: Path) -> None:
    planted(tmp_path)
    deploy("docker", str(tmp_path))
    from tests.deploy.building import context_of

    copied = set(context_of(tmp_path))
    assert {"app.py", "requirements.txt", ".rushlight/config.toml"} <= copied
    assert copied.isdisjoint(PRIVATE)


def test_an_app_with_users_is_never_open_to_everybody_in_a_container(tmp_path: Path) -> None:
    planted(tmp_path)
    for target in ("docker", "compose", "kubernetes", "cloud-run"):
        deploy(target, str(tmp_path))
    assert "RUSHLIGHT_LOGIN_REQUIRED=true" in (tmp_path / "Dockerfile").read_text()
    for path in ("compose.yaml", "deploy/kubernetes/deployment.yaml", "deploy/cloud-run.yaml"):
        text = (tmp_path / path).read_text()
        assert "RUSHLIGHT_LOGIN_USERS" in text and "RUSHLIGHT_LOGIN_HTPASSWD" in text, path
        assert "optional: true" not in text.partition("volumes:")[2], path
