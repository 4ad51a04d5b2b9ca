"""Secrets of files, the environment and mounted folders; how long they are kept, and what happens when a source fails."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rushlight.config import Config
from rushlight.config.held import FALL_BACK_SECONDS, LOOK_SECONDS, RETRY_SECONDS, HeldSecrets, confidential
from rushlight.config.managers import ManagedSecret
from rushlight.config.secrets import Secrets, named_paths
from rushlight.config.sources import Environment, Files, Folder, merged, of_toml
from rushlight.errors import ConfigError, SecretNotFoundError
from rushlight.redaction import MASK, redacted


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home and working folder of the test's own, and the environment as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def secrets(*sources: str, **settings: Any) -> Secrets:
    named = {name.replace("__", "."): value for name, value in settings.items()}
    return Secrets(
        Config({**({"secrets.sources": list(sources)} if sources else {}), **named}), Path("app.py").resolve()
    )


def write(path: str, text: str) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Remote:
    """A source that only reading tells about."""

    name = "remote"

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.reads = 0

    def read(self) -> dict[str, Any] | None:
        self.reads += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stamp(self) -> object:
        return None


# --- sources ---------------------------------------------------------------------------------------------------------


def test_of_the_usual_files_the_later_wins_by_top_level_key() -> None:
    write("home/.streamlit/secrets.toml", 'a = "home"\nb = "home"\n[t]\nx = 1\n')
    write(".streamlit/secrets.toml", 'b = "here"\n[t]\ny = 2\n')
    assert secrets().to_dict() == {"a": "home", "b": "here", "t": {"y": 2}}


def test_without_a_file_the_error_names_the_places() -> None:
    with pytest.raises(SecretNotFoundError, match=r"secrets\.toml in \.rushlight or \.streamlit"):
        secrets()["a"]
    assert secrets().load_if_toml_exists() is False


def test_of_several_sources_the_later_wins_key_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    write(".streamlit/secrets.toml", '[db]\nhost = "h"\npassword = "old"\n')
    monkeypatch.setenv("APP_db__password", "of the environment")
    monkeypatch.setenv("APP_token", "t")
    write("mounted/token", "of the folder\n")
    found = secrets("file", "env:APP_", "folder:mounted")
    assert found.to_dict() == {
        "db": {"host": "h", "password": "of the environment"}, "token": "of the folder",
    }  # fmt: skip
    assert found.db.password == "of the environment"


def test_a_source_that_has_nothing_is_no_error_if_another_has() -> None:
    write("mounted/token", "x")
    assert secrets("file", "env:NOTHING_", "folder:mounted").to_dict() == {"token": "x"}
    with pytest.raises(SecretNotFoundError, match="no secrets in file, env:NOTHING_"):
        secrets("file", "env:NOTHING_")["a"]


def test_folders_as_docker_and_kubernetes_mount_them(tmp_path: Path) -> None:
    write("run/..2026/token", "abc\n")
    (tmp_path / "run/..data").symlink_to("..2026")
    (tmp_path / "run/token").symlink_to("..data/token")
    write("run/db/username", "ann")
    write("run/db/password", "p\n")
    write("run/only/value", "v")
    write("run/more.toml", "[table]\nx = 1\n")
    assert Folder(Path("run")).read() == {
        "token": "abc", "db": {"username": "ann", "password": "p"}, "only": "v", "table": {"x": 1},
    }  # fmt: skip


def test_a_named_file_must_exist() -> None:
    with pytest.raises(SecretNotFoundError, match=r"file:nowhere\.toml"):
        secrets("file:nowhere.toml")["a"]
    with pytest.raises(SecretNotFoundError, match="folder:nowhere"):
        secrets("folder:nowhere")["a"]


def test_an_empty_table_can_be_replaced_by_a_text_and_back() -> None:
    assert merged([{"a": {"b": 1}}, {"a": "x"}, {"a": {"c": 2}}]) == {"a": {"c": 2}}
    assert Environment("P_", {"P_a": "x", "P_a__b": "y", "P_": "z"}).read() == {"a": {"b": "y"}}


@pytest.mark.parametrize(
    "name",
    [
        "env:", "folder:", "nonsense", "http://x", "aws://", "gcp://projects/x", "gcp://projects/x/secrets/y/extra",
        "vault://mount", "aws://x?regoin=eu", "aws://x?format=xml", "gcp://projects/x/keys/y",
    ],
)  # fmt: skip
def test_what_is_no_source_is_said_when_the_server_starts(name: str) -> None:
    with pytest.raises(ConfigError, match=r"secrets\.sources"):
        secrets(name)


@pytest.mark.parametrize(
    "content", [b'key = "canary-1\n', b"key = canary-1\n", b'key = "canary-1\xff"\n', b'[canary-1\nx="canary-1"\n']
)
def test_a_file_that_cannot_be_read_is_named_and_its_content_is_not(content: bytes) -> None:
    write(".streamlit/secrets.toml", "").write_bytes(content)
    with pytest.raises(SecretNotFoundError, match=r"secrets\.toml") as error:
        secrets()["key"]
    shown = f"{error.value}{error.value.__cause__}"
    assert "canary" not in shown
    assert "xff" not in shown
    assert error.value.__suppress_context__ or error.value.__context__ is None


def test_the_place_of_a_mistake_is_told() -> None:
    with pytest.raises(SecretNotFoundError, match=r"not valid TOML \(at line 2, column 5\)"):
        of_toml("a = 1\nb = canary", "x.toml")


# --- lifetime --------------------------------------------------------------------------------------------------------


def test_a_changed_file_is_read_again() -> None:
    clock = Clock()
    file = write("s.toml", 'a = "one"')
    held = HeldSecrets([Files("file", lambda: [file])], 300, clock)
    assert held.get() == {"a": "one"}
    file.write_text('a = "second"')
    assert held.get() == {"a": "one"}
    clock.now += LOOK_SECONDS
    assert held.get() == {"a": "second"}
    file.write_text('a = "third time"')
    held.look_again()
    assert held.get() == {"a": "third time"}


def test_a_mounted_folder_that_is_turned_to_other_files_is_read_again(tmp_path: Path) -> None:
    clock = Clock()
    write("run/..1/token", "same")
    write("run/..2/token", "size")
    (tmp_path / "run/..data").symlink_to("..1")
    (tmp_path / "run/token").symlink_to("..data/token")
    held = HeldSecrets([Folder(Path("run"))], 300, clock)
    assert held.get() == {"token": "same"}
    (tmp_path / "run/new").symlink_to("..2")
    os.replace(tmp_path / "run/new", tmp_path / "run/..data")
    clock.now += LOOK_SECONDS
    assert held.get() == {"token": "size"}


def test_what_a_manager_said_is_used_for_its_lifetime() -> None:
    clock, remote = Clock(), Remote({"a": 1}, {"a": 2})
    held = HeldSecrets([remote], 60, clock)
    for _ in range(3):
        assert held.get() == {"a": 1}
        clock.now += 19
    assert remote.reads == 1
    clock.now += 10
    assert held.get() == {"a": 2}
    assert remote.reads == 2


def test_a_source_that_fails_after_it_has_worked_keeps_its_last_values_and_a_warning_is_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)
    caplog.set_level("INFO", "rushlight")
    clock = Clock()
    remote = Remote({"a": "canary-2"}, SecretNotFoundError("The source of secrets 'remote' is away."), {"a": "new"})
    held = HeldSecrets([remote], 60, clock)
    assert held.get() == {"a": "canary-2"}
    clock.now += 60
    assert held.get() == {"a": "canary-2"}
    assert "'remote' is away. Its last values stay in use." in caplog.text
    assert "canary" not in caplog.text
    clock.now += FALL_BACK_SECONDS
    assert held.get() == {"a": "new"}
    assert "can be read again" in caplog.text


def test_a_file_that_is_broken_while_it_is_used_keeps_its_last_values() -> None:
    clock = Clock()
    file = write("s.toml", 'a = "one"')
    held = HeldSecrets([Files("file", lambda: [file])], 300, clock)
    assert held.get() == {"a": "one"}
    file.write_text('a = "tw')
    clock.now += LOOK_SECONDS
    assert held.get() == {"a": "one"}
    file.write_text('a = "two"')
    clock.now += FALL_BACK_SECONDS
    assert held.get() == {"a": "two"}


def test_a_source_that_never_worked_is_an_error_and_is_tried_again_after_a_while() -> None:
    clock, remote = Clock(), Remote(SecretNotFoundError("away"), {"a": 1})
    held = HeldSecrets([remote], 60, clock)
    for _ in range(3):
        with pytest.raises(SecretNotFoundError, match="away"):
            held.get()
    assert remote.reads == 1
    clock.now += RETRY_SECONDS
    assert held.get() == {"a": 1}


def test_nobody_waits_for_a_slow_manager_where_there_are_older_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rushlight.config.held.PATIENCE_SECONDS", 0.01)
    gate = threading.Event()

    class Slow(Remote):
        def read(self) -> dict[str, Any] | None:
            if self.reads:
                gate.wait(20)
            return super().read()

    clock, remote = Clock(), Slow({"a": 1}, {"a": 2})
    held = HeldSecrets([remote], 60, clock)
    assert held.get() == {"a": 1}
    clock.now += 60
    assert held.get() == {"a": 1}
    gate.set()
    threads = [thread for thread in threading.enumerate() if thread.name == "rushlight-secrets"]
    for thread in threads:
        thread.join(20)
    clock.now += LOOK_SECONDS
    assert held.get() == {"a": 2}
    assert remote.reads == 2


def test_many_threads_ask_a_manager_once() -> None:
    remote = Remote({"a": 1})
    held = HeldSecrets([remote], 60)
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(held.get())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [{"a": 1}] * 20
    assert remote.reads == 1


# --- effects ---------------------------------------------------------------------------------------------------------


def test_top_level_texts_and_numbers_are_variables_of_the_environment_and_follow_changes() -> None:
    os.environ["TAKEN"] = "before"
    file = write("s.toml", 'TEXT = "x"\nNUMBER = 5\nYES = true\nTAKEN = "secret"\nGONE = "g"\n[table]\nINNER = "i"\n')
    clock = Clock()
    held = HeldSecrets([Files("file", lambda: [file])], 300, clock)
    held.get()
    assert (os.environ["TEXT"], os.environ["NUMBER"], os.environ["TAKEN"]) == ("x", "5", "before")
    assert "YES" not in os.environ
    assert "INNER" not in os.environ
    file.write_text('TEXT = "changed"\nNUMBER = 5\n')
    clock.now += LOOK_SECONDS
    held.get()
    assert os.environ["TEXT"] == "changed"
    assert "GONE" not in os.environ


def test_values_that_were_read_are_masked() -> None:
    write(
        ".streamlit/secrets.toml", 'api = "canary-77"\n[db]\nhost = "db.example"\nlist = ["canary-78"]\npin = 987654\n'
    )
    secrets().prepare()
    assert redacted("canary-77 canary-78 987654 db.example") == f"{MASK} {MASK} {MASK} db.example"


def test_settings_beside_secrets_are_none() -> None:
    assert set(confidential({"db": {"dialect": "postgresql", "password": "p", "port": 5432, "on": True}})) == {"p"}


def test_no_way_of_showing_secrets_shows_them() -> None:
    write(".streamlit/secrets.toml", 'a = "canary-3"\n[t]\nb = "canary-4"\n')
    found = secrets()
    assert "canary" not in f"{found} {found!r} {found['t']} {found.t!r}"
    with pytest.raises(TypeError):
        found.a = "x"
    with pytest.raises(AttributeError) as error:
        found.nothing  # noqa: B018
    assert "canary" not in str(error.value)


def test_preparing_logs_what_cannot_be_read_and_goes_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)
    secrets().prepare()
    assert caplog.text == ""
    secrets("folder:nowhere").prepare()
    assert "folder:nowhere" in caplog.text


def test_files_that_settings_name_are_watched() -> None:
    config = Config({"secrets.sources": ["file", "file:a.toml", "folder:run", "env:X_", "aws://x"]})
    assert named_paths(config, Path("app.py")) == [Path("a.toml"), Path("run")]


def test_a_missing_client_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    original = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] in ("boto3", "hvac") or name.startswith("google.cloud"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return original(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setenv("VAULT_ADDR", "http://127.0.0.1:1")
    for address, extra in (("aws://x", "aws"), ("gcp://projects/x/secrets/y", "gcp"), ("vault://m/p", "vault")):
        with pytest.raises(SecretNotFoundError, match=rf"rushlight\[{extra}\]"):
            ManagedSecret(address).read()
