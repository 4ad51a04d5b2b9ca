"""What editors and the importer read of all commands: `elements/places.py` and `__init__.pyi`."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import rushlight
from rushlight.run.container import Container

PACKAGE = Path(__file__).parent.parent / "src" / "rushlight"
ELEMENTS = PACKAGE / "elements"
BASES = {"Container": "Container", "Place": "Container"}
"""The class of containers, by the names that modules have for it."""
HEAD = "Written by tools/faces.py from the elements' sources. Do not edit: run `make gen`."
WIDTH = 120


def files() -> dict[Path, str]:
    """Return the generated files' texts by path."""
    commands = sorted(_commands(), key=lambda each: each.function.name)
    texts = {ELEMENTS / "places.py": _places(commands), PACKAGE / "__init__.pyi": _package_face(commands)}
    return {path: _formatted(path, text) for path, text in texts.items()}


def _formatted(path: Path, text: str) -> str:
    for command in (["check", "--fix", "-q"], ["format", "-q"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(path), "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout
    return text


class Command(NamedTuple):
    """An element's function and the module it is in."""

    function: ast.FunctionDef
    module: str
    names: dict[str, str]
    """What each name of the module stands for, as an import."""


def _commands() -> Iterator[Command]:
    for path in sorted(ELEMENTS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(("rushlight", *path.relative_to(PACKAGE).with_suffix("").parts))
        names = _names(tree, module)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and _is_element(node):
                yield Command(node, module, names)


def _is_element(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "element" for each in node.decorator_list)


def _names(tree: ast.Module, module: str) -> dict[str, str]:
    """Return, for every name a module binds, the import that brings it."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                bound = f" as {alias.asname}" if alias.asname else ""
                found[alias.asname or alias.name] = f"from {node.module} import {alias.name}{bound}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                bound = f" as {alias.asname}" if alias.asname else ""
                found[(alias.asname or alias.name).partition(".")[0]] = f"import {alias.name}{bound}"
    for node in tree.body:
        for name in _bound(node):
            found[name] = _type_variable(node) or f"from {module} import {name}"
    return found


def _bound(node: ast.stmt) -> list[str]:
    if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
        return [node.name]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        return [each.id for each in node.targets if isinstance(each, ast.Name)]
    return []


def _type_variable(node: ast.stmt) -> str | None:
    call = node.value if isinstance(node, ast.Assign) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "TypeVar":
        return ast.unparse(node)
    return None


# --- the table of places ----------------------------------------------------------------------------------------------


def _places(commands: list[Command]) -> str:
    rows = [f'    "{each.function.name}": "{each.module.removeprefix("rushlight.elements.")}",' for each in commands]
    return "\n".join(
        [
            f'"""Where each command is. {HEAD}"""',
            "",
            "from __future__ import annotations",
            "",
            "PLACES = {",
            *rows,
            "}",
            "",
        ]
    )


# --- stubs ------------------------------------------------------------------------------------------------------------


def _package_face(commands: list[Command]) -> str:
    source = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    lines = [line for node in source.body for line in _public(node)]
    lines += [f"from rushlight import {name} as {name}" for name in rushlight._MODULES]
    lines += [f"from {module} import {name} as {name}" for name, module in rushlight._LATER.items()]
    lines += ["from rushlight.run.container import Container as _Container"]
    bodies = [*_container(commands), *(_stub(each, method=False) for each in commands)]
    return _join(_imports({*lines, *_needed(commands)}), bodies)


def _public(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rushlight"):
        for alias in node.names:
            name = alias.asname or alias.name
            if not name.startswith("_") or name == "__version__":
                yield f"from {node.module} import {alias.name} as {name}"


def _container(commands: list[Command]) -> list[str]:
    """Return the class of containers with all commands as methods, and its subclasses with theirs."""
    methods = [_indented(_stub(each, method=True)) for each in commands]
    kinds = sorted({name for each in commands for name in _returned(each) if _is_container(each.names.get(name))})
    return [
        "class Container(_Container):",
        *methods,
        *(f"class {kind}(_{kind}, Container): ..." for kind in kinds if kind not in BASES),
    ]


def _returned(command: Command) -> Iterator[str]:
    if command.function.returns is not None:
        yield from (node.id for node in ast.walk(command.function.returns) if isinstance(node, ast.Name))


def _is_container(line: str | None) -> bool:
    if line is None or not line.startswith("from rushlight."):
        return False
    _, module, _, name = line.split(" as ")[0].split()
    found = getattr(importlib.import_module(module), name)
    return isinstance(found, type) and issubclass(found, Container)


def _stub(command: Command, *, method: bool) -> str:
    function = ast.parse(ast.unparse(command.function)).body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = [each for each in function.decorator_list if ast.unparse(each) != "element"]
    first = function.args.args if function.args.args else function.args.posonlyargs
    if method:
        first[0] = ast.arg("self")
    else:
        del first[0]
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in BASES:
            node.id = BASES[node.id]
    return _function(function, docstring=not method)


def _function(node: ast.FunctionDef, *, docstring: bool) -> str:
    text = ast.get_docstring(node) if docstring else None
    decorators = "".join(f"@{ast.unparse(each)}\n" for each in node.decorator_list)
    returns = ast.unparse(node.returns) if node.returns is not None else "None"
    parameters = _parameters(node.args)
    head = f"def {node.name}({', '.join(parameters)}) -> {returns}:"
    if len(head) > WIDTH - 8:
        head = f"def {node.name}(\n" + "".join(f"    {each},\n" for each in parameters) + f") -> {returns}:"
    if text is None:
        return f"{decorators}{head} ..."
    return f"{decorators}{head}\n{_indented(_quoted(text))}"


def _parameters(arguments: ast.arguments) -> list[str]:
    """Return the parameters as they stand in a signature, with a plain `...` for defaults that are no literals."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    shown = [_parameter(each, default) for each, default in zip(positional, defaults, strict=True)]
    if arguments.posonlyargs:
        shown.insert(len(arguments.posonlyargs), "/")
    if arguments.vararg is not None:
        shown.append(f"*{_parameter(arguments.vararg, None)}")
    elif arguments.kwonlyargs:
        shown.append("*")
    shown += [_parameter(each, value) for each, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    if arguments.kwarg is not None:
        shown.append(f"**{_parameter(arguments.kwarg, None)}")
    return shown


def _parameter(parameter: ast.arg, default: ast.expr | None) -> str:
    text = parameter.arg if parameter.annotation is None else f"{parameter.arg}: {ast.unparse(parameter.annotation)}"
    if default is None:
        return text
    value = ast.unparse(default) if _is_literal(default) else "..."
    return f"{text} = {value}" if parameter.annotation is not None else f"{text}={value}"


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def _needed(commands: list[Command]) -> set[str]:
    """Return the imports that the commands' annotations need. Raises ValueError where two modules mean other things."""
    needed: dict[str, str] = {}
    for command in commands:
        for name in _annotated(command.function):
            line = command.names.get(name)
            if line is None or name in BASES:
                continue
            if _is_container(line):
                line = f"{line.split(' as ')[0]} as _{name}"
            if needed.setdefault(name, line) != line:
                raise ValueError(f"{name} of {command.module} is another one elsewhere: {line!r}, {needed[name]!r}")
    return set(needed.values())


def _annotated(function: ast.FunctionDef) -> Iterator[str]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args[1:], *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    marks = [each.annotation for each in every if each is not None and each.annotation is not None]
    for root in [*marks, *([function.returns] if function.returns is not None else []), *function.decorator_list]:
        for node in ast.walk(root):
            if isinstance(node, ast.Name) and node.id != "element":
                yield node.id


def _imports(lines: set[str]) -> str:
    variables = sorted(line for line in lines if "TypeVar(" in line)
    rest = lines - set(variables)
    if variables:
        rest = {*rest, "from typing import TypeVar"}
    order = sorted(
        rest - {"from __future__ import annotations"}, key=lambda line: (not line.startswith("import"), line)
    )
    return "\n".join([*order, *variables])


def _join(imports: str, bodies: list[str]) -> str:
    return (
        f"# {HEAD}\n# pyright: reportPrivateUsage=false, reportIncompatibleMethodOverride=false\n{imports}\n\n"
        + "\n".join(bodies)
        + "\n"
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{escaped}\n"""' if "\n" in escaped else f'"""{escaped}"""'


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def stale() -> list[Path]:
    """Return the generated files that are not as they would be written."""
    return [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def write() -> None:
    """Write what is stale."""
    made = files()
    for path in stale():
        path.write_text(made[path], encoding="utf-8")
