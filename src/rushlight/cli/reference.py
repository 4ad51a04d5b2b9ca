"""What is known of the public commands, for people and agents at a terminal."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import rushlight as st
from rushlight.errors import ScriptError

_PUBLIC: list[str] = vars(st)["__all__"]
_PREFIXES = ("st.", "rushlight.", "streamlit.")


def overview() -> str:
    """Return the names of all public commands with what each is for, one a line."""
    names = sorted(name for name in _PUBLIC if not name.startswith("_"))
    width = max(map(len, names))
    return "\n".join(f"{name:{width}}  {_first_line(getattr(st, name))}".rstrip() for name in names)


def entry(name: str) -> str:
    """Return the signature and the documentation of a command, named with or without `st.`.

    Raises ScriptError, with the nearest name, if there is none.
    """
    plain = name.removesuffix("()")
    for prefix in _PREFIXES:
        plain = plain.removeprefix(prefix)
    found: Any = st
    for step in plain.split("."):
        if step.startswith("_") or not hasattr(found, step):
            raise ScriptError(_missing(plain))
        found = getattr(found, step)
    heading = f"st.{plain}{_signature(found)}"
    return f"{heading}\n\n{inspect.getdoc(found) or 'There is no documentation.'}\n{_members(found)}".rstrip()


def _signature(found: Any) -> str:
    if not callable(found):
        return ""
    try:
        signature = inspect.signature(found)
    except (TypeError, ValueError):
        return ""
    # Types stand in the documentation in words, and the container is what stands before the dot.
    given = [each for each in signature.parameters.values() if each.name != "container"]
    plain = [each.replace(annotation=each.empty) for each in given]
    return str(signature.replace(parameters=plain, return_annotation=signature.empty))


def _members(found: Any) -> str:
    if not inspect.ismodule(found):
        return ""
    return "\n" + "\n".join(f"  {name}  {_first_line(getattr(found, name))}" for name in _public(found))


def _public(module: ModuleType) -> list[str]:
    """Return the names of what a module is there for."""
    own = (name for name, each in vars(module).items() if getattr(each, "__module__", "") == module.__name__)
    return [name for name in getattr(module, "__all__", own) if not name.startswith("_")]


def _first_line(found: Any) -> str:
    return (inspect.getdoc(found) or "").partition("\n")[0]


def _missing(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(_names()), n=1)
    return f"There is no command {name!r}." + (
        f" Did you mean {near[0]!r}?" if near else " `rushlight docs` lists all."
    )


def _names() -> Iterator[str]:
    for name in _PUBLIC:
        yield name
        found = getattr(st, name)
        if inspect.ismodule(found):
            yield from (f"{name}.{inner}" for inner in _public(found))
