"""What may be an app of a host, and what is refused before anything is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.errors import ConfigError
from rushlight.hosting.entry import (
    Entry,
    check_address,
    check_branch,
    check_name,
    check_script,
    checked,
    next_number,
    read_entry,
    write_entry,
)
from rushlight.hosting.place import Place

SHELL = [
    "",
    " ",
    "a b",
    "a;b",
    "$(id)",
    "`id`",
    "a|b",
    "a&b",
    "a>b",
    "a\nb",
    "a\0b",
    "'a'",
    '"a"',
    "a\\b",
    "é",
    "-a",
    "--a",
]


@pytest.mark.parametrize("name", ["a", "sales", "a-b", "7", "x" * 40])
def test_a_name_has_small_letters_digits_and_hyphens(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name", [*SHELL, "A", "a_b", "a.b", "a/b", "..", "../a", "a-", "x" * 41, "gate", "status", "auth"]
)
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="name of an app"):
        check_name(name)


@pytest.mark.parametrize("branch", ["", "main", "release/1.2", "v1.0+build", "feature_x-y"])
def test_a_branch_is_a_name_of_git(branch: str) -> None:
    assert check_branch(branch) == branch


@pytest.mark.parametrize(
    "branch", [*SHELL[1:], "--upload-pack=x", "-u", "a..b", "main.lock", "main/", "@{-1}", "a~1", "a^", "a:b", "main."]
)
def test_a_branch_that_could_be_an_option_or_a_command_is_refused(branch: str) -> None:
    with pytest.raises(ConfigError, match="branch"):
        check_branch(branch)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a/b.git", "ssh://git@example.org:22/a", "git@example.org:a/b.git", "file:///srv/a", "https://ada@example.org/a"],
)  # fmt: skip
def test_an_address_is_one_that_git_fetches_by_itself(address: str) -> None:
    assert check_address(address) == address


@pytest.mark.parametrize(
    "address",
    [*SHELL, "ext::sh -c id", "ssh://-ox/a", "https://-x/a", "a@-x:b", "--upload-pack=x", "-uid@x:y", "http://example.org/a", "git://example.org/a", "file://host/a",
     "https://example.org/a;id", "https://example.org/$(id)", "ssh://-oProxyCommand=id/a", "https://ada:secret@example.org/a"],
)  # fmt: skip
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="no address") as refused:
        check_address(address)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("script", ["/etc/passwd", "../app.py", "a/../../app.py", "app.sh", "a\n.py"])
def test_a_script_is_inside_of_the_source(script: str) -> None:
    with pytest.raises(ConfigError, match="script"):
        check_script(script)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": "/nowhere"}, "/nowhere"),
        ({"branch": "main"}, "--branch"),
        ({"command": ("uvicorn", "app:app")}, r"\{socket\}"),
        ({"memory": 1}, "memory"),
        ({"cpu": 0.0}, "cpu"),
        ({"idle": -1}, "idle"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        checked(Entry(**{"source": str(tmp_path), **changes}))  # pyright: ignore[reportArgumentType]


def test_an_entry_is_kept_as_it_is(tmp_path: Path) -> None:
    place = Place(tmp_path)
    entry = Entry(str(tmp_path), command=("run", "{socket}", 'a "b" \\ é'), roles=("a", "b"), cpu=0.5, number=1)
    write_entry(place, "sales", entry)
    assert read_entry(place, "sales") == entry
    assert place.names() == ["sales"]
    with pytest.raises(ConfigError, match="There are: sales"):
        read_entry(place, "other")


def test_numbers_are_used_again(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert next_number(place) == 1
    for name, number in (("a", 1), ("c", 3)):
        write_entry(place, name, Entry(str(tmp_path), number=number))
    assert next_number(place) == 2
