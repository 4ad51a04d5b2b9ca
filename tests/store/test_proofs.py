"""Proofs of who has written something, and where."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from rushlight.errors import UnreadableError
from rushlight.store.proofs import Proofs
from rushlight.store.sqlite import Settings, SqliteStore
from tests.store.test_sqlite import begun, opened, taken

SETTINGS = Settings("app.py", secret=lambda: b"the key")
EDITS = {
    "value": "UPDATE parts SET data = x'02' WHERE key = 'n'",
    "place": "UPDATE parts SET key = 'other' WHERE key = 'n'",
    "session": "UPDATE parts SET session = 't' WHERE session = 's' AND key = 'n'",
    "new": "INSERT INTO parts VALUES ('s', 'entry', 'new', x'02', x'00000000000000000000000000000000')",
    "text": "UPDATE parts SET proof = 'text' WHERE key = 'n'",
    "bytes": "UPDATE parts SET key = x'6e00' WHERE key = 'n'",
    "owner": "UPDATE sessions SET owner = 'somebody else' WHERE id = 's'",
    "event": "UPDATE sessions SET event = 'no number' WHERE id = 's'",
    "rest": "UPDATE sessions SET rest = x'01' WHERE id = 's'",
}


def test_a_proof_is_of_facts_in_their_places() -> None:
    proofs = Proofs(lambda: b"key")
    proof = proofs.of("ab", 1, b"c")
    proofs.check(proof, ("ab", 1, b"c"))
    for facts in (("a", "b", 1, b"c"), ("ab1", b"c"), ("ab", 2, b"c"), (1, "ab", b"c"), ("ab", 1), ("ab", 1, None)):
        with pytest.raises(UnreadableError, match="somebody else"):
            proofs.check(proof, facts)
    with pytest.raises(UnreadableError):
        Proofs(lambda: b"another").check(proof, ("ab", 1, b"c"))
    for forged in (b"", proof[:-1], None, "text", 7):
        with pytest.raises(UnreadableError):
            proofs.check(forged, ("ab", 1, b"c"))


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_session_that_somebody_else_has_changed_is_lost_and_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, edit: str
) -> None:
    path = tmp_path / "sessions.sqlite"
    first = SqliteStore(path, SETTINGS)
    begun(first, n=1)
    begun(first, "t", m=1)
    first.close()
    with sqlite3.connect(path) as database:
        database.execute(edit)
    store = SqliteStore(path, SETTINGS)
    lost = "t" if "session = 't'" in edit else "s"
    assert store.take(lost) is None
    assert store.forged == 1
    assert "A session is given up" in caplog.text
    kept = "t" if lost == "s" else "s"
    assert opened(taken(store, kept)) == ({"m": 1} if kept == "t" else {})
    assert store.forged == 1


def test_a_key_that_cannot_be_read_keeps_sessions_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    path.with_suffix(".key").write_bytes(b"too short")
    store = SqliteStore(path, Settings("app.py"))
    store.create("s", "owner")
    assert begun(store) == 0
    assert store.trouble is not None
    assert "sessions.key" in store.trouble


def test_stores_that_share_a_folder_share_its_key(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    begun(SqliteStore(path), n=1)
    assert path.with_suffix(".key").stat().st_mode & 0o077 == 0
    assert opened(taken(SqliteStore(path))) == {"n": 1}
