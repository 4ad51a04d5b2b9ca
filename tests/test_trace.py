"""An exception as plain facts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rushlight.trace as own
from rushlight.errors import ScriptSyntaxError
from rushlight.script.compile import compile_program, show_source
from rushlight.script.magic import WRITE
from rushlight.trace import Trace, describe, details, headline, limit, texts

APP = "/apps/traced.py"


def failure(source: str, names: dict[str, Any] | None = None) -> Trace:
    """Run a script that fails; return its trace as the app would show it."""
    program = compile_program(source, Path(APP))
    show_source(program)
    return describe(caught(lambda: run_all(program.statements, {WRITE: print, **(names or {})})))


def caught(act: Callable[[], object]) -> BaseException:
    with pytest.raises(BaseException) as raised:
        act()
    error = raised.value
    # What pytest and this file add stands for the frames of whoever runs the script.
    while error.__traceback__ is not None and error.__traceback__.tb_frame.f_code.co_filename == __file__:
        error.__traceback__ = error.__traceback__.tb_next
    return error


def run_all(statements: Any, names: dict[str, Any]) -> None:
    for statement in statements:
        eval(statement.code, names)


def called_from_our_package(function: Callable[[], object]) -> None:
    """Call a function from a frame that looks like one of ours."""
    names = {"function": function}
    exec(compile("def call():\n    function()\n", str(Path(own.__file__).parent / "pretended.py"), "exec"), names)
    names["call"]()


def test_type_message_and_calls() -> None:
    trace = failure("def f(x):\n    return 1 / x\n\nf(0)\n")
    assert (trace.type, trace.message, trace.is_syntax_error) == ("ZeroDivisionError", "division by zero", False)
    places = [(each.file, each.line, each.function, each.source) for each in trace.stack]
    assert places == [(APP, 4, "<module>", "f(0)"), (APP, 2, "f", "return 1 / x")]
    assert texts(trace)[0] == f'  File "{APP}", line 4, in <module>\n    f(0)'
    assert texts(trace)[1].splitlines()[2].strip() == "~~^~~", "Python's marks below the part of the line"


def test_own_frames_are_dropped_and_those_of_libraries_kept() -> None:
    source = "import json\ndef load():\n    json.loads('[')\ncall(load)\n"
    trace = failure(source, {"call": called_from_our_package})
    files = [Path(each.file).name for each in trace.stack]
    assert files[0] == "traced.py" and "decoder.py" in files and "pretended.py" not in files


def test_a_folder_whose_name_only_begins_like_ours_is_not_ours() -> None:
    sibling = Path(own.__file__).parents[1].with_name("rushlight_apps") / "app.py"
    error = caught(lambda: exec(compile("1 / 0", str(sibling), "exec")))
    assert [each.file for each in describe(error).stack] == [str(sibling)]


def test_the_event_loop_that_awaits_the_script_is_not_shown() -> None:
    program = compile_program("async def f():\n    1 / 0\nawait f()\n", Path(APP))
    names: dict[str, Any] = {}
    eval(program.statements[0].code, names)
    error = caught(lambda: asyncio.run(eval(program.statements[1].code, names)))
    assert [each.function for each in describe(error).stack] == ["<module>", "f"]


def test_the_cause_is_kept() -> None:
    trace = failure("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('bad') from error\n")
    assert trace.before is not None and trace.caused
    assert (trace.before.type, trace.before.stack[0].line) == ("ZeroDivisionError", 2)
    assert "direct cause" in "\n".join(texts(trace)) and texts(trace).index(headline(trace.before)) == 1


def test_the_context_is_kept_unless_suppressed() -> None:
    trace = failure("try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('bad')\n")
    assert trace.before is not None and not trace.caused
    assert "During handling" in "\n".join(texts(trace))
    hidden = failure("try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('bad') from None\n")
    assert hidden.before is None


def test_a_group_keeps_its_members() -> None:
    trace = failure("raise ExceptionGroup('two', [ValueError('a'), ExceptionGroup('in', [KeyError('b')])])")
    assert [each.type for each in trace.group] == ["ValueError", "ExceptionGroup"]
    assert trace.group[1].group[0].message == "'b'"
    assert "ValueError: a" in texts(trace) and "KeyError: 'b'" in texts(trace)


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    trace = describe(first)
    assert trace.before is not None and trace.before.message == "second" and trace.before.before is None


def test_a_very_long_chain_is_cut() -> None:
    error = ValueError("0")
    for number in range(1, 3000):
        later = ValueError(str(number))
        later.__cause__ = error
        error = later
    assert describe(error).message == "2999"


def test_endless_recursion_keeps_both_ends() -> None:
    trace = failure("def f(n):\n    return f(n + 1)\nf(0)\n")
    assert trace.type == "RecursionError" and trace.left_out > 500
    assert trace.stack[0].function == "<module>" and len(trace.stack) == 100
    assert texts(trace)[50] == f"  ({trace.left_out} more calls)"


def test_notes_are_kept() -> None:
    error = ValueError("bad")
    error.add_note("in row 5")
    assert describe(error).notes == ("in row 5",)


class Spiteful(Exception):
    """Fails whenever it is looked at."""

    def __str__(self) -> str:
        raise RuntimeError("no")

    __repr__ = __str__

    @property
    def __notes__(self) -> list[str]:
        raise RuntimeError("no")


def test_an_error_that_fails_to_be_shown_is_survived() -> None:
    trace = describe(Spiteful())
    assert (trace.type, trace.message, trace.notes) == ("Spiteful", "(the error cannot be shown as text)", ())


def test_syntax_errors_of_scripts_and_modules_are_told_as_such() -> None:
    for act in (lambda: compile_program("x = =", Path(APP)), lambda: compile("x = =", "module.py", "exec")):
        trace = describe(caught(act))
        assert trace.is_syntax_error and trace.type == "SyntaxError"
    assert describe(ScriptSyntaxError("bad", "app.py", 3, 1, "x")).message.startswith("bad (line 3 of app.py)")


def test_a_mistake_in_indentation_keeps_its_name() -> None:
    assert describe(caught(lambda: compile(" x", "module.py", "exec"))).type == "IndentationError"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("full", "full"), ("stacktrace", "stacktrace"), ("type", "type"), ("none", "none")]
    + [(True, "full"), ("false", "stacktrace"), (None, "none"), ("nonsense", "none")],
)
def test_the_setting_says_how_much_is_shown(setting: object, expected: str) -> None:
    assert details(setting) == expected


def test_viewers_see_no_more_than_the_setting_allows() -> None:
    source = "secret = 's3cret'\ntry:\n    {}[secret]\nexcept KeyError as e:\n    raise ValueError(secret) from e\n"
    trace = failure(source)
    assert limit(trace, "full") == trace
    only_calls = limit(trace, "stacktrace")
    assert "s3cret" not in repr(only_calls).replace("secret = 's3cret'", "")
    assert only_calls.stack == trace.stack and only_calls.before is not None
    assert limit(trace, "type") == Trace("ValueError", "")
    assert limit(trace, "none") == Trace("", "")


def test_the_members_of_a_group_are_limited_too() -> None:
    trace = limit(failure("raise ExceptionGroup('g', [ValueError('s3cret')])"), "stacktrace")
    assert trace.group[0].message == ""


def grouped(errors: list[Exception]) -> ExceptionGroup[Exception]:
    return ExceptionGroup("group", errors)


@given(st.recursive(st.text().map(ValueError), lambda inner: st.lists(inner, min_size=1).map(grouped)))
def test_any_tree_of_errors_can_be_told(error: BaseException) -> None:
    assert isinstance(texts(describe(error)), list)
