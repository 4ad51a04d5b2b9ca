"""Which function is which."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rushlight.caching import identity
from rushlight.caching.identity import identify
from rushlight.script.compile import compile_program, show_source


def defined(source: str, file: str = "/apps/app.py", name: str = "f") -> Callable[..., Any]:
    """Run a script and return a function that it defines."""
    program = compile_program(source, Path(file))
    show_source(program)
    names: dict[str, Any] = {"__name__": "__main__"}
    for statement in program.statements:
        eval(statement.code, names)
    return names[name]


def test_a_function_is_the_same_in_every_run() -> None:
    program = compile_program("def f(): return 1", Path("/apps/app.py"))
    functions: list[Callable[..., Any]] = []
    for _ in range(2):
        names: dict[str, Any] = {"__name__": "__main__"}
        eval(program.statements[0].code, names)
        functions.append(names["f"])
    assert functions[0] is not functions[1] and identify(functions[0]) == identify(functions[1])


def test_it_is_the_same_after_its_script_was_compiled_anew() -> None:
    before = identify(defined("def f():\n    return 1\n"))
    assert identify(defined("x = 1\n\ndef f():\n    return 1\n")) == before


def test_it_is_another_when_its_code_changes() -> None:
    one = identify(defined("def f():\n    return 1\n"))
    other = identify(defined("def f():\n    return 2\n"))
    assert one.digest != other.digest and one.place == other.place
    inside = identify(defined("def f():\n    def g(): return 1\n    return g\n"))
    assert inside != identify(defined("def f():\n    def g(): return 2\n    return g\n"))


def test_it_is_the_same_when_only_comments_change() -> None:
    one = identify(defined("def f():\n    return 1\n"))
    assert identify(defined("def f():  # why\n    # so\n    return 1\n")) == one


def test_a_function_that_is_identified_late_is_not_taken_for_a_newer_one() -> None:
    one = defined("def f():\n    return 1\n")
    other = defined("def f():\n    return 2\n")
    assert identify(one) != identify(other)


def test_equal_code_in_another_file_is_another_function() -> None:
    source = "def f():\n    return 1\n"
    one, other = defined(source), defined(source, "/apps/other.py")
    assert one.__code__ == other.__code__  # pyright: ignore[reportFunctionMemberAccess]
    assert identify(one) != identify(other)


def test_functions_of_the_same_name_are_told_apart_by_code() -> None:
    one = defined("f = lambda: 1")
    other = defined("f = lambda: 2")
    assert identify(one) != identify(other)


def test_wrapped_functions_go_by_the_function_inside() -> None:
    wrapping = "import functools\ndef outer(f):\n    return functools.wraps(f)(lambda *a: f(*a))\n"
    one = defined(f"{wrapping}@outer\ndef f():\n    return 1\n")
    other = defined(f"{wrapping}@outer\ndef f():\n    return 2\n")
    assert identify(one).digest != identify(other).digest


def test_a_function_without_source_can_be_told() -> None:
    names: dict[str, Any] = {}
    exec("def f(): return 1\ng = lambda: 2\nh = lambda: 3", names)
    assert identify(names["f"]) == identify(names["f"])
    assert identify(names["g"]) != identify(names["h"])


def test_partial_functions_are_never_taken_for_one_another() -> None:
    one, other = functools.partial(pow, 2), functools.partial(pow, 3)
    assert identify(one) != identify(other)


def test_classes_and_builtin_functions_go_by_name() -> None:
    assert identify(dict) == identify(dict) != identify(list)
    assert identify(len) != identify(abs)


def test_code_that_is_gone_is_not_remembered() -> None:
    names: dict[str, Any] = {}
    exec("def f(): return 'a function of this test'", names)
    before = len(identity._by_code)  # pyright: ignore[reportPrivateUsage]
    identify(names["f"])
    names.clear()
    gc.collect()
    assert len(identity._by_code) <= before  # pyright: ignore[reportPrivateUsage]
