"""Uploaded files: kept apart by session, read once, gone with their session."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.files.uploads import Upload, Uploads


def put(uploads: Uploads, session: str, id: str, content: bytes) -> Upload:
    path = uploads.folder(session) / f"{session}-{id}"
    path.write_bytes(content)
    upload = Upload(id, "a.csv", "text/csv", len(content), path)
    uploads.add(session, upload)
    return upload


def test_an_upload_belongs_to_its_session() -> None:
    uploads = Uploads()
    mine, other = put(uploads, "s", "1", b"mine"), put(uploads, "t", "1", b"other")
    assert uploads.get("s", "1") == mine
    assert uploads.content(mine) == b"mine"
    assert uploads.content(other) == b"other"
    assert uploads.get("u", "1") is None
    uploads.close()


def test_content_is_read_once() -> None:
    uploads = Uploads()
    upload = put(uploads, "s", "1", b"abc")
    first = uploads.content(upload)
    upload.path.write_bytes(b"changed behind its back")
    assert uploads.content(upload) is first
    uploads.close()


def test_removed_and_dropped_files_leave_disk_and_memory() -> None:
    uploads = Uploads()
    removed, dropped = put(uploads, "s", "1", b"a"), put(uploads, "s", "2", b"bb")
    uploads.content(removed)
    uploads.content(dropped)
    assert uploads.size("s") == 3
    uploads.remove("s", "1")
    assert uploads.size("s") == 2
    uploads.drop_session("s")
    assert not removed.path.exists()
    assert not dropped.path.exists()
    assert uploads.size("s") == 0
    assert not uploads._read
    folder = uploads.folder("s")
    uploads.close()
    assert not Path(folder).exists()


@pytest.mark.parametrize("lasts", [False, True])
def test_another_upload_under_the_same_id_takes_the_place_of_the_first(tmp_path: Path, *, lasts: bool) -> None:
    uploads = Uploads(tmp_path if lasts else None)
    first = put(uploads, "s", "1", b"first")
    uploads.content(first)
    path = uploads.folder("s") / "another"
    path.write_bytes(b"second one")
    uploads.add("s", Upload("1", "b.csv", "text/csv", 10, path))
    assert not first.path.exists()
    assert uploads.size("s") == 10
    assert first.path not in uploads._read
    uploads.close()


def test_what_is_taken_is_gone() -> None:
    uploads = Uploads()
    upload = put(uploads, "s", "1", b"content")
    assert uploads.take("t", "1", 100) is None
    assert uploads.take("s", "1", 100) == b"content"
    assert uploads.take("s", "1", 100) is None
    assert not upload.path.exists()
    larger = put(uploads, "s", "2", b"content")
    assert uploads.take("s", "2", 3) is None
    assert not larger.path.exists()
    uploads.close()
