"""Records in a file: what is written, who may write, and what happens where the file cannot be used."""

from __future__ import annotations

import io
import logging
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rushlight.errors import RecordGoneError, StaleOwnerError, UnreadableError
from rushlight.store.record import Changes, Record, merged
from rushlight.store.sqlite import Settings, SqliteStore
from tests.store.samples import Trap


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sessions.sqlite"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def changes(event: int = 1, **more: Any) -> Changes:
    entries = more.pop("entries", {})
    return Changes(event, "", {}, entries=entries, others=more.pop("others", entries), **more)


def begun(store: SqliteStore, session: str = "s", **entries: Any) -> int:
    store.create(session, "owner")
    return store.commit(session, 0, 1, changes(entries=entries))


def taken(store: SqliteStore, session: str = "s") -> Record:
    found = store.take(session)
    assert found is not None
    return found


def opened(record: Record) -> dict[str, Any]:
    return {key: read() for key, read in record.sealed_entries.items()}


def rows(path: Path) -> dict[tuple[str, str], bytes]:
    with sqlite3.connect(path) as database:
        return {(kind, key): data for kind, key, data in database.execute("SELECT kind, key, data FROM parts")}


def spoil(path: Path) -> None:
    """Mark all parts, so that one that is written again is known by it."""
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("UPDATE parts SET data = x'00'")


def test_a_record_outlives_its_store_and_only_its_owner_may_read_the_file(path: Path) -> None:
    store = SqliteStore(path)
    store.create("s", "owner")
    change = Changes(3, "page", {"q": ["1"]}, values={"$$ID-1-a": [1, None]}, persisted={"p": 2}, of_page=["p"])
    change.held, change.entries = {"a": (1, None)}, {"n": 5}
    assert store.commit("s", 0, 1, change) == 1
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    store.close()
    other = SqliteStore(path)
    holder = other.look("s")
    assert holder is not None
    assert (holder.owner, holder.epoch) == ("owner", 1)
    record = taken(other)
    assert (record.owner, record.version, record.epoch, record.event) == ("owner", 1, 2, 3)
    assert (record.page, record.query, record.values) == ("page", {"q": ["1"]}, {"$$ID-1-a": [1, None]})
    assert (record.persisted, record.of_page) == ({"p": 2}, ["p"])
    assert record.sealed_held["a"]() == (1, None)
    assert opened(record) == {"n": 5}
    assert other.look("t") is None
    assert other.take("t") is None


def test_a_session_that_was_not_committed_is_in_no_file(path: Path) -> None:
    store = SqliteStore(path)
    assert store.create("s", "owner").epoch == 1
    assert store.look("s") is not None
    assert SqliteStore(path).look("s") is None


def test_only_what_has_changed_is_written(path: Path) -> None:
    store = SqliteStore(path)
    version = begun(store, kept="a", list=[1], gone=1)
    spoil(path)
    entries = {"kept": "a", "list": [1, 2]}
    store.commit("s", version, 1, changes(2, entries=entries, dropped_entries=["gone"], values={"w": 1}))
    found = rows(path)
    assert found.keys() == {("entry", "kept"), ("entry", "list"), ("value", "w")}
    assert found["entry", "kept"] == b"\0"
    assert found["entry", "list"] != b"\0"


def test_what_is_changed_in_place_is_noticed_though_no_run_has_read_it_there(path: Path) -> None:
    store = SqliteStore(path)
    inner = [1]
    everything = {"outer": {"inner": inner}, "large": [b"x" * 100_000]}
    version = begun(store, **everything)
    inner.append(2)
    everything["large"].append(b"y")
    version = store.commit("s", version, 1, changes(2, others=everything))
    found = opened(taken(SqliteStore(path)))
    assert found["outer"] == {"inner": [1, 2]}
    assert found["large"] == [b"x" * 100_000], "what is large is compared when a run has read it"


def test_a_frame_that_is_the_same_is_not_written_again_and_one_that_was_written_to_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(path)
    frame = pd.DataFrame({"a": np.arange(1000), "b": ["x"] * 1000})
    version = begun(store, frame=frame)
    with monkeypatch.context() as patch:
        patch.setattr("rushlight.store.codec.encode", None)  # not even made into bytes
        version = _commit_frame_alone(store, version, frame)
    frame.loc[3, "a"] = -1
    store.commit("s", version, 1, changes(3, entries={"frame": frame}))
    pd.testing.assert_frame_equal(opened(taken(SqliteStore(path)))["frame"], frame)


def _commit_frame_alone(store: SqliteStore, version: int, frame: Any) -> int:
    held = store._held["s"]
    assert store._rows("s", held, changes(2, entries={"frame": frame})) == ([], {})
    return version


def test_only_one_of_two_workers_may_write(path: Path) -> None:
    first, second = SqliteStore(path), SqliteStore(path)
    version = begun(first, n=1)
    record = taken(second)
    with pytest.raises(StaleOwnerError):
        first.commit("s", version, 1, changes(2, entries={"n": 2}))
    assert second.commit("s", record.version, record.epoch, changes(2, entries={"n": 3})) == version + 1
    with pytest.raises(StaleOwnerError):
        second.commit("s", record.version, record.epoch, changes(3, entries={"n": 4}))  # an old version
    first.delete("s")
    assert opened(taken(first)) == {"n": 3}


def test_a_session_is_of_one_app(path: Path) -> None:
    begun(SqliteStore(path, Settings("one.py")))
    other = SqliteStore(path, Settings("two.py"))
    assert (other.look("s"), other.take("s")) == (None, None)


def test_what_cannot_be_stored_stays_and_is_told_once(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = SqliteStore(path, Settings(most_bytes=1 << 20))
    entries = {"lock": print, "n": 1, "much": b"x" * (2 << 20)}
    with caplog.at_level(logging.WARNING):
        version = begun(store, **entries)
        store.commit("s", version, 1, changes(2, entries=entries))
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "session_state['lock'] stays with this process, and is lost with it: a builtin" in said[0]
    assert "st.cache_resource" in said[0]
    assert "server.sessionStoreSize" in said[1]
    assert opened(taken(SqliteStore(path))) == {"n": 1}


def test_an_entry_that_cannot_be_stored_any_more_does_not_come_back_as_it_was(path: Path) -> None:
    store = SqliteStore(path)
    version = begun(store, n=1)
    store.commit("s", version, 1, changes(2, entries={"n": print}))
    assert opened(taken(SqliteStore(path))) == {}


def test_pickles_are_stored_only_where_they_are_allowed(path: Path, tmp_path: Path) -> None:
    store = SqliteStore(path, Settings(secret=lambda: b"k", pickles=True))
    begun(store, trap=Trap(str(tmp_path / "sprung")))
    with pytest.raises(UnreadableError):
        opened(taken(SqliteStore(path, Settings(secret=lambda: b"k"))))
    assert SqliteStore(path, Settings(secret=lambda: b"other", pickles=True)).take("s") is None
    assert not (tmp_path / "sprung").exists()


def test_sessions_that_nobody_comes_back_to_are_cleared_away_some_at_a_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rushlight.store.sqlite._CLEAR_AT_ONCE", 2)
    clock, gone = Clock(), list[str]()
    old = SqliteStore(path, clock=clock)
    for name in "abc":
        begun(old, name, n=1)
    store = SqliteStore(path, Settings(days=1), clock=clock, forgotten=gone.append)
    version = begun(store, "mine")
    clock.now += 2 * 86400
    version = store.commit("mine", version, 1, changes(2))
    assert sorted(gone) == ["a", "b"]
    version = store.commit("mine", version, 1, changes(3))
    assert sorted(gone) == ["a", "b", "c"]
    assert store.commit("mine", version, 1, changes(4)) == version + 1
    assert rows(path) == {}


# --- a file that cannot be used ------------------------------------------------------------------------------------------


def test_a_file_that_somebody_holds_is_waited_for_and_what_is_owed_is_written_then(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    store = SqliteStore(path, busy=0.05)
    store._file._clock = clock
    version = begun(store, n=1, m=1, k=1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with caplog.at_level(logging.INFO):
        assert store.commit("s", version, 1, changes(2, entries={"n": 2}, dropped_entries=["k"])) == version
        assert store.commit("s", version, 1, changes(3, entries={"m": 3})) == version
    assert store.trouble is not None
    assert str(path) in store.trouble
    assert "Another program holds it" in store.trouble
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    holder.execute("ROLLBACK")
    clock.now += 20
    with caplog.at_level(logging.INFO):
        assert store.commit("s", version, 1, changes(4)) == version + 1
    assert store.trouble is None
    assert f"Sessions are kept in {path} again" in caplog.text
    record = taken(SqliteStore(path))
    assert (record.event, opened(record)) == (4, {"n": 2, "m": 3})


@pytest.mark.parametrize(
    ("spoilt", "advice"),
    [(b"this is no database" * 100, "Move the file"), (b"SQLite format 3\0" + b"\xff" * 5000, "Move the file")],
)
def test_a_damaged_file_is_named_and_sessions_go_on(path: Path, spoilt: bytes, advice: str) -> None:
    path.parent.mkdir()
    path.write_bytes(spoilt)
    store = SqliteStore(path)
    assert begun(store, n=1) == 0
    assert store.trouble is not None
    assert str(path) in store.trouble
    assert advice in store.trouble
    holder = store.look("s")
    assert holder is not None
    assert holder.owner == "owner"
    assert store.take("t") is None
    assert path.read_bytes() == spoilt


def test_a_file_of_another_version_is_left_as_it_is(path: Path) -> None:
    begun(SqliteStore(path))
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    store = SqliteStore(path)
    assert begun(store, "t") == 0
    assert store.trouble is not None
    assert "another version of Rushlight" in store.trouble


def test_a_full_disk_is_said(path: Path) -> None:
    store = SqliteStore(path)
    version = begun(store)
    with store._file._locks["write"]:
        database, _ = store._file._open["write"]
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")
    assert store.commit("s", version, 1, changes(2, entries={"n": b"x" * 1_000_000})) == version
    assert store.trouble is not None
    assert "The disk is full" in store.trouble


def test_a_file_that_was_moved_away_is_made_anew_with_everything(path: Path) -> None:
    clock = Clock()
    first = SqliteStore(path)
    begun(first, read=[1], unread=[2])
    store = SqliteStore(path)
    store._file._clock = clock
    record = taken(store)
    read = record.sealed_entries["read"]()
    path.rename(path.with_suffix(".old"))
    clock.now += 20
    with pytest.raises(RecordGoneError):
        store.commit("s", record.version, record.epoch, changes(2))
    everything = changes(2, entries={"read": read}, values={"w": 1})
    version = store.commit("s", record.version, record.epoch, everything)
    assert version == record.version + 1
    again = taken(SqliteStore(path))
    assert (opened(again), again.values) == ({"read": [1], "unread": [2]}, {"w": 1})


def test_changes_of_two_runs_are_those_of_one() -> None:
    first = changes(1, entries={"a": 1, "b": 1}, dropped_entries=["c"], values={"x": 1}, held={"h": 1})
    then = changes(2, entries={"c": 2}, dropped_entries=["b"], dropped_values=["x"], dropped_held=["h"])
    found = merged(first, then)
    assert (found.event, found.entries, found.dropped_entries) == (2, {"a": 1, "c": 2}, ["b"])
    assert (found.values, found.dropped_values, found.held, found.dropped_held) == ({}, ["x"], {}, ["h"])


# --- several processes ---------------------------------------------------------------------------------------------------

_COUNTING = """
import sys
from pathlib import Path
from rushlight.errors import StaleOwnerError
from rushlight.store.record import Changes
from rushlight.store.sqlite import SqliteStore

store = SqliteStore(Path(sys.argv[1]))
done = 0
while done < 60:
    record = store.take("s")
    n = record.sealed_entries["n"]()
    try:
        store.commit("s", record.version, record.epoch, Changes(1, "", {}, entries={"n": n + 1}))
        done += 1
    except StaleOwnerError:
        pass
assert store.trouble is None, store.trouble
"""


def test_processes_that_take_a_session_from_each_other_lose_no_commit(path: Path) -> None:
    begun(SqliteStore(path), n=0)
    words = [sys.executable, "-c", textwrap.dedent(_COUNTING), str(path)]
    processes = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert opened(taken(SqliteStore(path))) == {"n": 120}


def test_processes_may_make_the_file_at_the_same_time(path: Path) -> None:
    making = (
        "import sys; from pathlib import Path; from rushlight.store.record import Changes;"
        "from rushlight.store.sqlite import SqliteStore; s = SqliteStore(Path(sys.argv[1])); s.create(sys.argv[2], 'o');"
        "assert s.commit(sys.argv[2], 0, 1, Changes(1, '', {})) == 1, s.trouble"
    )
    processes = [subprocess.Popen([sys.executable, "-c", making, str(path), str(n)]) for n in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    store = SqliteStore(path)
    assert all(store.look(str(n)) for n in range(4))


def test_files_that_a_widget_has_are_not_written_a_second_time(path: Path) -> None:
    store = SqliteStore(path)
    store.create("s", "owner")
    held = {"file": io.BytesIO(b"x" * 100), "files": [io.BytesIO(b"y")], "much": "z" * (2 << 20), "n": 1}
    store.commit("s", 0, 1, Changes(1, "", {}, held=held))
    assert rows(path).keys() == {("held", "n")}


def test_a_session_that_was_never_written_leaves_nothing(path: Path) -> None:
    gone = list[str]()
    store = SqliteStore(path, forgotten=gone.append)
    store.create("s", "owner")
    begun(store, "t")
    store.release("s")
    store.release("t")
    assert gone == ["s"]
