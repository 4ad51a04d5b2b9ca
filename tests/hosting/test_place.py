"""The folder of a host."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rushlight.errors import ConfigError
from rushlight.hosting.place import Host, Place, check_root, find_place, write, write_toml


def test_it_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSHLIGHT_HOST", str(tmp_path))
    assert find_place().root == tmp_path
    with pytest.raises(ConfigError, match="rushlight host init"):
        find_place().host()


@pytest.mark.parametrize("path", ["/" + "x" * 80, "/a b", "/a;b", "/a$b", "/a{b", "/a%b", "/a\nb"])
def test_a_path_that_configurations_cannot_hold_is_refused(path: str) -> None:
    with pytest.raises(ConfigError, match="RUSHLIGHT_HOST"):
        check_root(Path(path))


def test_settings_are_kept_and_addresses_follow_from_them(tmp_path: Path) -> None:
    place = Place(tmp_path)
    write_toml(tmp_path / "host.toml", Host(domain="apps.example.org", port=8080))
    assert place.host().address_of("sales") == "http://apps.example.org:8080/sales/"
    tls = Host(domain="apps.example.org", mode="subdomain", port=443, certificate="a", key="b")
    assert tls.address_of("sales") == "https://sales.apps.example.org/"
    assert (tls.base_of("sales"), place.host().base_of("sales")) == ("", "sales")
    write(tmp_path / "host.toml", "colour = 'red'\n")
    with pytest.raises(ConfigError, match="colour"):
        place.host()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.toml"
    write(path, "before", 0o600)
    assert path.stat().st_mode & 0o777 == 0o600

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(path, "after")
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]
    assert path.read_text() == "before"


def test_one_at_a_time_changes_an_app(tmp_path: Path) -> None:
    place = Place(tmp_path)
    came: list[str] = []

    def second() -> None:
        with place.lock("sales"):
            came.append("second")

    with place.lock("sales") as is_ours:
        assert is_ours
        with place.lock("sales", waits=False) as is_ours_too:
            assert not is_ours_too
        with place.lock("other", waits=False) as other_is_ours:
            assert other_is_ours
        thread = threading.Thread(target=second)
        thread.start()
        came.append("first")
    thread.join(20)
    assert came == ["first", "second"]
