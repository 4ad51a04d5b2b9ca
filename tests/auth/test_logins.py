"""Logins that the server remembers, cookies and tickets that only it can make."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rushlight.auth.cookies import Seal, Tickets, local_path
from rushlight.auth.logins import Logins, begin, roles_of
from rushlight.auth.proxy import has_ended, of_headers, of_host
from rushlight.config.login import LoginSettings, matches


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_login_is_known_until_it_ends(tmp_path: Path) -> None:
    logins = Logins(tmp_path / "logins.sqlite", idle_seconds=100)
    login = begin("password", "ada", {"email": "a@x"}, ("admin",))
    assert logins.get(login.id) is None
    logins.add(login, 1000)
    assert logins.get(login.id) == login
    logins.end(login.id)
    assert logins.get(login.id) is None
    assert stat.S_IMODE(os.stat(tmp_path / "logins.sqlite").st_mode) == 0o600


def test_a_login_ends_after_so_long_without_a_visit_and_after_so_long_in_any_case() -> None:
    clock = Clock()
    logins = Logins(None, idle_seconds=100, clock=clock)
    login = begin("password", "ada", {})
    logins.add(login, 300)
    for _ in range(4):
        clock.now += 70
        assert logins.get(login.id) is not None
    clock.now += 70
    assert logins.get(login.id) is None
    logins.add(login, 1000)
    clock.now += 101
    assert logins.get(login.id) is None


def test_another_process_sees_logins_keys_and_changes(tmp_path: Path) -> None:
    here, there = (Logins(tmp_path / "logins.sqlite", idle_seconds=100) for _ in range(2))
    login = begin("password", "ada", {})
    assert here.key("cookies") == there.key("cookies") != here.key("other")
    there.have_changed()
    assert not there.have_changed()
    here.add(login, 100)
    assert there.have_changed()
    assert there.get(login.id) == login
    here.end(login.id)
    assert there.have_changed()
    assert here.have_changed()


def test_where_no_file_can_be_logins_are_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    logins = Logins(tmp_path / "file" / "logins.sqlite", idle_seconds=100)
    login = begin("password", "ada", {})
    logins.add(login, 100)
    assert logins.get(login.id) == login


def test_a_signed_value_is_read_for_its_purpose_only() -> None:
    seal = Seal("key")
    signed = seal.sign("login", "id")
    assert seal.read("login", signed, 60) == "id"
    assert seal.read("form", signed, 60) is None
    assert Seal("other").read("login", signed, 60) is None
    start, _, code = signed.rpartition(".")
    # Not the last letter, of which only some bits count.
    assert seal.read("login", f"{start}.{'A' if code[0] != 'A' else 'B'}{code[1:]}", 60) is None
    assert seal.read("login", "", 60) is None


def test_a_ticket_opens_one_socket_for_the_browser_that_has_it() -> None:
    tickets = Tickets(Seal("key"))
    ticket = tickets.issue("browser one")
    assert not tickets.redeem(ticket, "browser two")
    assert tickets.redeem(ticket, "browser one")
    assert not tickets.redeem(ticket, "browser one")
    assert not tickets.redeem("nonsense", "browser one")
    assert not tickets.redeem(Seal("key").sign("ticket", "text"), "browser one")


@pytest.mark.parametrize(
    "given",
    [
        "", "https://evil.example/", "//evil.example/", "/\\evil.example", "/app//evil.example", "javascript:alert(1)",
        "/other/", "/app\t//x", "app/", "/app/\r\nSet-Cookie: x", "/app/\\..\\", "http:/app/", " /app/",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_another_host_after_a_login(given: str) -> None:
    assert local_path(given, "/app") == "/app/"


def test_a_page_of_the_app_is_gone_back_to() -> None:
    assert local_path("/app/page?q=https://x//y", "/app") == "/app/page?q=https://x//y"
    assert local_path("/page", "") == "/page"


def test_roles_come_from_the_source_and_from_patterns() -> None:
    settings = LoginSettings(
        roles={
            "admin": ("ada", "email:*@admin.example"),
            "staff": ("groups:staff", "email:*@Example.org"),
            "odd": ("email:*@unverified.example",),
        }
    )
    assert roles_of(begin("password", "Ada", {}, ("own",)), settings) == ("admin", "own")
    assert roles_of(begin("x", "bob", {"groups": ["a", "staff"], "email": "b@example.org"}), settings) == ("staff",)
    unverified = {"email": "e@unverified.example", "email_verified": False}
    assert roles_of(begin("x", "eve", unverified), settings) == ()
    assert not matches("email:*@x", "a", {})


def test_headers_of_a_proxy_say_who_somebody_is() -> None:
    settings = LoginSettings(headers={"user": "x-user", "email": "x-email", "roles": "x-groups"})
    login = of_headers(settings, {"x-user": "ada", "x-email": "a@x", "x-groups": "admin, staff;ops,"})
    assert login is not None
    assert (login.subject, login.claims["email"], login.given_roles) == ("ada", "a@x", ("admin", "staff", "ops"))
    assert "roles" not in login.claims
    assert of_headers(settings, {"x-user": " "}) is None


def test_a_proxy_ends_logins_by_files_named_as_it_said(tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    ended.mkdir()
    settings = LoginSettings(headers={"user": "x-user", "login": "x-login"}, ended=ended)
    login = of_headers(settings, {"x-user": "ada", "x-login": "abc1"})
    assert login is not None and "login" not in login.claims
    assert not has_ended(settings, login)
    (ended / "abc1").touch()
    assert has_ended(settings, login)
    (tmp_path / "file").touch()
    for name in ("../file", "", ".", "/"):
        other = of_headers(settings, {"x-user": "ada", "x-login": name})
        assert other is not None and not has_ended(settings, other)


def test_the_host_of_an_app_says_who_somebody_is() -> None:
    login = of_host({"name": "Ada", "email": "a@x", "roles": ["admin"]})
    assert (login.subject, login.claims["name"], login.given_roles) == ("a@x", "Ada", ("admin",))
