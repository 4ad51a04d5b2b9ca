"""People with passwords: their files, their hashes, and how long guessing takes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rushlight.auth.hashes import PLAIN, fits, hashed
from rushlight.auth.throttle import FREE_TRIES, Throttle
from rushlight.auth.users import Directory, User, Users, read_htpasswd, read_users, write_users
from rushlight.config.login import LoginSettings
from rushlight.errors import ConfigError


def directory(tmp_path: Path, **people: User) -> tuple[Path, Directory]:
    path = tmp_path / "users.json"
    write_users(path, Users(users=people))
    return path, Directory(LoginSettings(users=path))


def test_a_hash_fits_its_password_only() -> None:
    hash = hashed("correct horse")
    assert hash.startswith("$argon2id$")
    assert fits("correct horse", hash)
    assert not fits("correct hors", hash)
    assert hashed("correct horse") != hash


def test_a_broken_hash_fits_nothing_and_an_unknown_kind_is_said() -> None:
    assert not fits("x", "$argon2id$v=19$broken")
    assert fits("x", PLAIN + "x") and not fits("y", PLAIN + "x")
    with pytest.raises(ConfigError, match="not accepted"):
        fits("x", "rot13:k")


def test_the_file_of_users_is_for_its_owner_only_and_written_whole(tmp_path: Path) -> None:
    path, _ = directory(tmp_path, ada=User(hashed("password"), ("admin",), "ada@example.org"))
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert read_users(path).users["ada"].roles == ("admin",)
    assert os.listdir(tmp_path) == ["users.json"]
    path.write_text("{")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_users(path)


def test_somebody_is_found_by_name_and_password(tmp_path: Path) -> None:
    _, people = directory(tmp_path, ada=User(hashed("password")), eve=User(hashed("password"), disabled=True))
    found = people.check("ada", "password")
    assert found is not None and found[0] == "password"
    assert people.check("ada", "Password") is None
    assert people.check("nobody", "password") is None
    assert people.check("eve", "password") is None


def test_changes_of_the_file_count_at_once_and_a_broken_one_changes_nothing(tmp_path: Path) -> None:
    path, people = directory(tmp_path, ada=User(hashed("password")))
    first = people.find("password", "ada")
    before = people.stamps()
    write_users(path, Users(users={"ada": User(hashed("another one"))}))
    assert people.stamps() != before
    second = people.find("password", "ada")
    assert first is not None and second is not None and first.mark != second.mark
    path.write_text("nonsense")
    assert people.find("password", "ada") == second
    path.unlink()
    assert people.find("password", "ada") == second


def test_plain_passwords_of_secrets_are_taken_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    people = Directory(LoginSettings(plain={"ada": "secret"}))
    assert people.check("ada", "secret") is not None
    assert people.check("ada", "secrets") is None


def test_an_htpasswd_file_is_read_without_what_is_plain(tmp_path: Path) -> None:
    path = tmp_path / ".htpasswd"
    path.write_text("# people\nada:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\nplain:password\ncrypt:rl.3StKT.4T8M\n\n")
    people = read_htpasswd(path)
    assert list(people) == ["ada"]
    assert fits("password", people["ada"].password)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_wrong_passwords_make_one_wait_longer_and_longer() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    waits: list[float] = []
    for _ in range(FREE_TRIES + 3):
        throttle.failed("ada", "10.0.0.1")
        waits.append(throttle.wait("ada", "10.0.0.1"))
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8]
    clock.now += 8
    assert throttle.wait("ada", "10.0.0.1") == 0
    for _ in range(30):
        throttle.failed("ada", "10.0.0.1")
    assert throttle.wait("ADA", "10.0.0.1") == 900
    clock.now += 4000
    assert throttle.wait("ada", "10.0.0.1") == 0


def test_waits_are_by_account_and_by_address_whether_the_account_is_there_or_not() -> None:
    throttle = Throttle(Clock())
    for name in "abcdefgh":
        throttle.failed(name, "10.0.0.1")
    assert throttle.wait("anybody", "10.0.0.1") > 0
    assert throttle.wait("anybody", "10.0.0.2") == 0
    for n in range(FREE_TRIES):
        throttle.failed("ada", f"10.0.1.{n}")
    assert throttle.wait("ada", "10.0.0.2") > 0
    assert throttle.wait("ada", None) > 0


def test_a_right_password_forgets_the_account_but_not_the_address() -> None:
    throttle = Throttle(Clock())
    for _ in range(7):
        throttle.failed("ada", "10.0.0.1")
    throttle.succeeded("ada", "10.0.0.1")
    assert throttle.wait("ada", "10.0.0.2") == 0
    assert throttle.wait("other", "10.0.0.1") > 0


def test_only_so_many_failures_are_kept() -> None:
    throttle = Throttle(Clock())
    for n in range(30_000):
        throttle.failed(f"name {n}", None)
    assert len(throttle._failures) == 20_000
