"""Messages to and from bytes; the golden files are read by the browser's tests too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.errors import WireError
from rushlight.wire.codec import decode_client, decode_server, encode
from rushlight.wire.messages import (
    Append,
    Change,
    Download,
    Export,
    Frame,
    Fresh,
    Hello,
    Insert,
    Leave,
    Move,
    Navigate,
    Ping,
    Pong,
    Refused,
    Reload,
    Remove,
    Reply,
    Rerun,
    Rows,
    SetProps,
    SetValue,
    Snapshot,
    Stop,
    Stored,
    Theme,
    Welcome,
)

GOLDEN = Path(__file__).parent / "golden"
LEAF = Snapshot(7, "text", {"body": "é"}, None, None, None)

CLIENT: dict[str, Any] = {
    "hello": Hello(
        1, "abc", 3, "page", "a=1", "nb-NO", "Europe/Oslo", -60, "dark", "http://x/", True, {"w": [1, 2.5]}, "t1"
    ),
    "change": Change(4, {"w": "text", "n": None}, {"b": True}, True),
    "rerun": Rerun(5, True),
    "navigate": Navigate(6, "other", "q=1"),
    "stop": Stop(),
    "theme": Theme("light"),
    "ping": Ping(),
    "rows": Rows(
        1, "source", 0, 100, ["a"], "a", True, "word", {"edited_rows": {"3": {"a": 1}}, "deleted_rows": [[0, 2]]}
    ),
    "export": Export(2, "source", "a", False, ""),
    "download": Download(3, "widget"),
    "stored": Stored("0123456789abcdef"),
}
SERVER: dict[str, Any] = {
    "welcome": Welcome("abc", True, 9, 11),
    "frame": Frame(
        2,
        4,
        "idle",
        [
            Insert(1, 0, LEAF),
            Remove(8),
            Move(1, 7, 2),
            SetProps(7, {"body": "new", "bytes": b"\x00\x01"}, ["width"]),
            Append(7, "body", "er"),
            SetValue(9, [1, "two", None]),
            Fresh(1, -1),
        ],
        taken=5,
    ),
    "tree": Frame(1, tree=Snapshot(0, "page", {}, None, None, [LEAF])),
    "reply": Reply(1, {"total": 3}, None),
    "pong": Pong(),
    "refused": Refused("why", 4),
    "reload": Reload("new release"),
    "leave": Leave("login", "google"),
}


@pytest.mark.parametrize("name", CLIENT)
def test_a_message_of_a_browser_is_what_its_golden_file_says(name: str) -> None:
    data = (GOLDEN / f"{name}.bin").read_bytes()
    assert encode(CLIENT[name]) == data
    assert decode_client(data) == CLIENT[name]


@pytest.mark.parametrize("name", SERVER)
def test_a_message_of_a_server_is_what_its_golden_file_says(name: str) -> None:
    data = (GOLDEN / f"{name}.bin").read_bytes()
    assert encode(SERVER[name]) == data
    assert decode_server(data) == SERVER[name]


def test_every_kind_of_message_has_a_golden_file() -> None:
    assert {path.stem for path in GOLDEN.glob("*.bin")} == {*CLIENT, *SERVER}


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_a_message_or_refused(data: bytes) -> None:
    try:
        decode_client(data)
    except WireError as error:
        assert str(error)


keys = st.text().filter(lambda key: key != "__proto__")
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, plain), st.dictionaries(keys, plain), st.booleans(), st.integers(0, 2**53))
def test_a_change_survives_the_wire(values: Any, triggers: Any, quiet: bool, seq: int) -> None:
    change = Change(seq, values, triggers, quiet)
    assert decode_client(encode(change)) == change


@given(st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.just("__proto__") | keys, inner)))
def test_no_message_has_a_key_that_changes_objects_of_browsers(value: Any) -> None:
    sent = msgspec.msgpack.decode(encode(Change(1, {"w": value, "__proto__": 1}, {"__proto__": value})))

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(inner) for key, inner in value.items() if key != "__proto__"}
        return [kept(inner) for inner in value] if isinstance(value, list) else value

    assert sent["values"] == {"w": kept(value)}
    assert not sent.get("triggers")


def test_the_name_of_that_key_is_a_value_as_any_other() -> None:
    change = Change(1, {"w": ["__proto__", b"__proto__", {"a": "__proto__"}]})
    assert decode_client(encode(change)) == change


@given(plain)
def test_maps_of_any_content_are_a_message_or_refused(content: Any) -> None:
    for message in (
        content,
        {"type": "change", "seq": content},
        {"type": content},
        {"type": "rows", "id": 1, "source": content},
    ):
        try:
            decode_client(msgspec.msgpack.encode(message))
        except WireError:
            pass


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(WireError):
        decode_client(b"\x81\xa4type" + b"\x91" * 100_000 + b"\xc0")


def write_golden() -> None:
    """Write the golden files anew; to be called by hand when the protocol changes."""
    GOLDEN.mkdir(exist_ok=True)
    for name, message in {**CLIENT, **SERVER}.items():
        data = encode(message)
        (GOLDEN / f"{name}.bin").write_bytes(data)
        as_json = msgspec.json.decode(msgspec.json.encode(message))
        (GOLDEN / f"{name}.json").write_text(json.dumps(as_json, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
