"""The commands of `rushlight user`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rushlight.auth.users import Directory, read_users
from rushlight.cli.main import main
from rushlight.config.login import LoginSettings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users.json"


def run(path: Path, *words: str, given: str = "") -> Result:
    return CliRunner().invoke(main, ["user", *words, "--file", str(path)], input=given)


def test_users_are_added_listed_changed_and_removed(path: Path) -> None:
    assert run(path, "list").output == f"There are no users in {path}.\n"
    added = run(path, "add", "ada", "--role", "admin", "--role", "staff", "--email", "a@x", given="a password\n")
    assert added.output == f"Added ada in {path}.\n"
    assert "a password" not in path.read_text()
    assert run(path, "list").output == "ada\tadmin, staff\n"
    assert run(path, "set-roles", "ada", "owner").exit_code == 0
    assert run(path, "disable", "ada").exit_code == 0
    assert run(path, "list").output == "ada\towner; disabled\n"
    assert run(path, "enable", "ada").exit_code == 0
    changed = run(path, "add", "ada", given="another one\n")
    assert changed.output == f"Changed ada in {path}.\n"
    user = read_users(path).users["ada"]
    assert (user.roles, user.email, user.disabled) == (("owner",), "a@x", False)
    directory = Directory(LoginSettings(users=path))
    assert directory.check("ada", "another one") and not directory.check("ada", "a password")
    assert run(path, "remove", "ada").exit_code == 0
    assert read_users(path).users == {}


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (["add", "ada"], "short\n", "needs 8 characters"),
        (["add", " ada"], "a password\n", "without spaces around it"),
        (["add", "a\nb"], "a password\n", "one line"),
        (["remove", "nobody"], "", "There is no user 'nobody'"),
        (["set-roles", "nobody", "x"], "", "There is no user 'nobody'"),
    ],
)
def test_what_cannot_be_is_said(path: Path, words: list[str], given: str, said: str) -> None:
    answer = run(path, *words, given=given)
    assert answer.exit_code == 1
    assert said in answer.output
    assert "Traceback" not in answer.output


def test_plain_passwords_of_secrets_become_users(path: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[passwords]\nada = "one password"\nbob = "two passwords"\n')
    assert "Made 2 users" in run(path, "convert", str(secrets)).output
    directory = Directory(LoginSettings(users=path))
    assert directory.check("bob", "two passwords") and not directory.check("bob", "one password")
    assert "has no table [none]" in run(path, "convert", str(secrets), "--table", "none").output
