"""What the gate tells apps of logins that have ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.auth.guard import Guard, Visitor
from rushlight.auth.logins import begin
from rushlight.auth.users import User, Users, write_users
from rushlight.config.login import LoginSettings
from rushlight.hosting.endings import Endings

PASSWORD = "a hash"


class Gate:
    def __init__(self, folder: Path) -> None:
        self.users = folder / "users.json"
        self.ended = folder / "ended"
        self.ended.mkdir()
        self.have("seller")
        self.guard = Guard(LoginSettings(users=self.users), is_behind_proxy=lambda _: True)
        self.login = begin("password", "ada", {}, mark=User(PASSWORD).mark)
        self.guard.logins.add(self.login, 60)
        self.endings = Endings(self.ended, self.guard)

    def have(self, *roles: str) -> None:
        """Give Ada these roles."""
        write_users(self.users, Users(users={"ada": User(PASSWORD, roles)}))

    def name(self, *roles: str) -> str:
        return self.endings.name(Visitor("b" * 32, self.login, roles))

    def said(self) -> set[str]:
        """What apps find after a review."""
        self.endings.review()
        return {path.name for path in self.ended.iterdir()}


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path)


def test_nobody_has_no_name_and_each_set_of_roles_another(gate: Gate) -> None:
    assert gate.endings.name(Visitor("b" * 32)) == ""
    assert gate.name("seller").isalnum() and gate.name("seller") != gate.name("admin")


def test_a_login_that_ends_is_said(gate: Gate) -> None:
    name = gate.name("seller")
    assert gate.said() == set()
    gate.guard.logins.end(gate.login.id)
    assert gate.said() == {name}


def test_roles_that_are_given_back_are_good_again(gate: Gate) -> None:
    seller = gate.name("seller")
    gate.have("admin")
    assert gate.said() == {seller}
    admin = gate.name("admin")
    gate.have("seller")
    assert gate.said() == {seller, admin}
    assert gate.name("seller") == seller
    assert gate.said() == {admin}
