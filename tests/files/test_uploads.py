"""Uploaded files: kept apart by session, read once, gone with their session."""

from __future__ import annotations

from pathlib import Path

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
