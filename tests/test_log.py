"""Lines of the log: one for each record, whatever is in them."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from rushlight import log, redaction


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., io.StringIO]]:
    """Set the log up to write to a text, and leave everything as it was."""
    names = ("rushlight", "uvicorn")
    loggers = [logging.getLogger(name) for name in names]
    before = [(each.handlers[:], each.propagate, each.level) for each in loggers]
    last, hook = logging.lastResort, threading.excepthook
    monkeypatch.setattr(log, "_facts", lambda: {"session": "s1", "run": "s1.2", "user": "ann\n"})

    def start(**settings: object) -> io.StringIO:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stderr", out)
        log.set_up(**settings)  # type: ignore[arg-type]
        return out

    yield start
    for each, (handlers, propagate, level) in zip(loggers, before, strict=True):
        each.handlers[:], each.propagate = handlers, propagate
        each.setLevel(level)
    logging.lastResort, threading.excepthook = last, hook


def test_nothing_in_a_message_can_make_a_line_or_steer_a_terminal(set_up: Callable[..., io.StringIO]) -> None:
    out = set_up()
    log.logger("x").warning("a%s", "\r\n2030-01-01 INFO forged\x1b[2J\x00\u2028\x85")
    assert out.getvalue().count("\n") == 1
    assert all(c.isprintable() for c in out.getvalue()[:-1])


def test_no_line_of_a_traceback_can_pass_for_one_of_the_log(set_up: Callable[..., io.StringIO]) -> None:
    out = set_up()
    try:
        raise ValueError("first\n2030-01-01 00:00:00,000 INFO rushlight: forged\x1b[2J")
    except ValueError:
        log.logger("x").exception("failed")
    first, *rest = out.getvalue().splitlines()
    assert "failed" in first
    assert rest
    assert all(line.startswith("  | ") for line in rest)
    assert "\x1b" not in out.getvalue()


def test_json_lines_hold_session_run_and_user(set_up: Callable[..., io.StringIO]) -> None:
    out = set_up(as_json=True)
    try:
        raise ValueError("why\n\x1b")
    except ValueError:
        log.logger("x").exception("what\r\n")
    (line,) = out.getvalue().splitlines()
    fields = json.loads(line)
    assert fields.pop("time").endswith("Z")
    assert "ValueError: why" in fields.pop("exception")
    assert fields == {
        "level": "error", "logger": "rushlight.x", "message": "what\r\n", "session": "s1", "run": "s1.2", "user": "ann\n",
    }  # fmt: skip


def test_lines_say_what_they_are_about_and_formats_of_ones_own_can(set_up: Callable[..., io.StringIO]) -> None:
    out = set_up()
    log.logger("x").warning("text")
    assert out.getvalue().endswith("WARNING rushlight.x [s1.2 ann\\n]: text\n")
    out = set_up(message_format="%(levelname)s|%(session)s|%(run)s|%(user)s|%(message)s")
    log.logger("x").warning("text")
    assert out.getvalue() == "WARNING|s1|s1.2|ann\\n|text\n"


@pytest.mark.parametrize("as_json", [True, False])
def test_secrets_are_masked_in_messages_and_tracebacks(set_up: Callable[..., io.StringIO], as_json: bool) -> None:
    out = set_up(as_json=as_json)
    redaction.hide(["canary\n-1234"])
    try:
        raise ValueError("it was canary\n-1234")
    except ValueError:
        log.logger("x").exception("given %r", "canary\n-1234")
    assert "canary" not in out.getvalue()
    assert "-1234" not in out.getvalue()
    assert out.getvalue().count("********") >= 2


def test_what_other_libraries_and_threads_have_to_say_is_written_the_same_way(
    set_up: Callable[..., io.StringIO],
) -> None:
    out = set_up(as_json=True)
    redaction.hide(["canary-1234"])
    other = logging.getLogger("some.library")
    other.propagate = False  # pytest has handlers at the root

    def fail() -> None:
        raise ValueError("canary-1234")

    thread = threading.Thread(target=fail, name="mine")
    thread.start()
    thread.join()
    other.warning("canary-1234")
    logging.getLogger("uvicorn.error").error("canary-1234")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["logger"] for line in lines] == ["rushlight.thread", "some.library", "uvicorn.error"]
    assert "canary" not in out.getvalue()


def test_lines_of_errors_are_counted(set_up: Callable[..., io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    set_up()
    log.errors.clear()
    log.logger("x").error("once")
    log.logger("x").warning("not this")
    assert log.errors == {"x": 1}
