"""From a script and settings to a server that is ready."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

from rushlight import log
from rushlight.config import load
from rushlight.config.site import Site
from rushlight.errors import ScriptError, ScriptSyntaxError

_NAMES = ("app", "streamlit_app")
"""Names of an App that are preferred where a file makes several."""


def launch(script: Path, flags: dict[str, Any], arguments: list[str]) -> None:
    """Serve a script, or the App that it makes, until it is stopped.

    Raises ConfigError or ScriptError for what cannot be served.
    """
    config = load(script, flags)
    log.set_up(config.get("logger.level"), config.get("logger.messageFormat"), as_json=config.get("logger.json"))
    tree = _parsed(script)
    if _makes_app(tree):
        _app_of(script, arguments).run(config=flags)
        return
    from rushlight.server.serve import serve

    serve(script, config, arguments)


def launch_site(site: Site, flags: dict[str, Any]) -> None:
    """Serve several apps until the process is stopped. Raises ConfigError for settings that cannot be."""
    config = load(site.folder / "app.py", flags)
    log.set_up(config.get("logger.level"), config.get("logger.messageFormat"), as_json=config.get("logger.json"))
    from rushlight.server.site import serve_site

    serve_site(site, flags)


def _parsed(script: Path) -> ast.Module:
    try:
        tree = compile(script.read_bytes(), str(script), "exec", flags=ast.PyCF_ONLY_AST | 0x2000, dont_inherit=True)
    except SyntaxError as error:
        raise ScriptSyntaxError(str(error.msg), str(script), error.lineno or 1) from None
    assert isinstance(tree, ast.Module)
    return tree


def _makes_app(tree: ast.Module) -> bool:
    """Tell whether a file assigns an App, as in `app = st.App("main.py")`, at its top level."""
    calls = [node.value.func for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)]
    return any(
        (isinstance(f, ast.Attribute) and f.attr == "App") or (isinstance(f, ast.Name) and f.id == "App") for f in calls
    )


def _app_of(script: Path, arguments: list[str]) -> Any:
    from rushlight.server.asgi import App
    from rushlight.session.worker import prepare_process

    prepare_process(script, arguments)
    made = {name: each for name, each in runpy.run_path(str(script)).items() if isinstance(each, App)}
    if not made:
        raise ScriptError(f"{script} makes no App. Assign one: app = st.App('main.py').")
    return next((made[name] for name in _NAMES if name in made), next(iter(made.values())))
