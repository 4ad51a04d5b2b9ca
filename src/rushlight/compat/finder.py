"""Makes `import streamlit` and its submodules resolve to Rushlight, whether or not Streamlit is installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ROOT = "streamlit"

PLACES = {
    "streamlit": "rushlight.compat.package",
    "streamlit.version": "rushlight.compat.version",
    "streamlit.config": "rushlight.compat.config",
    "streamlit.elements": "rushlight.compat.elements",
    "streamlit.elements.lib": "rushlight.compat.elements",
    "streamlit.elements.lib.form_utils": "rushlight.compat.form_utils",
    "streamlit.elements.form_utils": "rushlight.compat.form_utils",
    "streamlit.elements.lib.image_utils": "rushlight.compat.image_utils",
    "streamlit.elements.image": "rushlight.compat.image_utils",
    "streamlit.elements.plotly_chart": "rushlight.compat.plotly_chart",
    "streamlit.errors": "rushlight.compat.errors",
    "streamlit.testing": "rushlight.compat.testing",
    "streamlit.testing.v1": "rushlight.compat.testing",
    "streamlit.testing.v1.app_test": "rushlight.compat.testing",
    "streamlit.testing.v1.element_tree": "rushlight.compat.element_tree",
    "streamlit.testing.v1.errors": "rushlight.compat.testing",
    "streamlit.logger": "rushlight.compat.logger",
    "streamlit.runtime": "rushlight.compat.runtime",
    "streamlit.runtime.runtime": "rushlight.compat.runtime",
    "streamlit.runtime.app_session": "rushlight.compat.app_session",
    "streamlit.runtime.session_manager": "rushlight.compat.session_manager",
    "streamlit.runtime.scriptrunner": "rushlight.compat.scriptrunner",
    "streamlit.runtime.scriptrunner.script_run_context": "rushlight.compat.scriptrunner",
    "streamlit.runtime.scriptrunner_utils": "rushlight.compat.scriptrunner",
    "streamlit.runtime.scriptrunner_utils.script_run_context": "rushlight.compat.scriptrunner",
    "streamlit.delta_generator": "rushlight.compat.delta_generator",
    "streamlit.column_config": "rushlight.column_config",
    "streamlit.components": "rushlight.components",
    "streamlit.components.v1": "rushlight.components.v1",
    "streamlit.components.v1.components": "rushlight.components.v1",
    "streamlit.components.v1.custom_component": "rushlight.components.v1",
    "streamlit.components.v2": "rushlight.components.v2",
    "streamlit.runtime.metrics_util": "rushlight.compat.metrics_util",
    "streamlit.deprecation_util": "rushlight.compat.deprecation_util",
    "streamlit.elements.lib.layout_utils": "rushlight.compat.layout_utils",
    "streamlit.starlette": "rushlight.server.asgi",
    "streamlit.source_util": "rushlight.compat.source_util",
    "streamlit.connections": "rushlight.connections",
    "streamlit.typing": "rushlight.typing",
    "streamlit.web": "rushlight.compat.web",
    "streamlit.web.cli": "rushlight.compat.web_cli",
    "streamlit.web.bootstrap": "rushlight.compat.web_bootstrap",
    "streamlit.runtime.uploaded_file_manager": "rushlight.compat.uploaded_file_manager",
}
"""Where each module of Streamlit's is found here."""


class _Aliases(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != ROOT and not fullname.startswith(f"{ROOT}."):
            return None
        if fullname not in PLACES:
            raise ModuleNotFoundError(
                f"Rushlight has no {fullname!r}, which is a part of Streamlit's inside. "
                "Use another release of the package that imports it, or report it.",
                name=fullname,
            )
        return ModuleSpec(fullname, self, is_package=True)

    def __init__(self) -> None:
        self._specs: dict[str, ModuleSpec | None] = {}

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(PLACES[spec.name])
        _lead_to_submodules(module, spec.name)
        self._specs[module.__name__] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        # The module was run under its own name; the import machinery has only put another spec on it.
        module.__spec__ = self._specs.pop(module.__name__)


def _lead_to_submodules(module: ModuleType, name: str) -> None:
    """Let a module that is found under a name have the submodules of that name as attributes, as packages have."""
    names = {each.removeprefix(f"{name}.") for each in PLACES if each.rpartition(".")[0] == name}
    if not names or name in _leading:
        return
    _leading.add(name)
    before = vars(module).get("__getattr__")

    def find(attribute: str) -> Any:
        if attribute in names:
            return importlib.import_module(f"{name}.{attribute}")
        if before is not None:
            return before(attribute)
        raise AttributeError(f"module {module.__name__!r} has no attribute {attribute!r}")

    vars(module)["__getattr__"] = find


_leading: set[str] = set()
"""Names whose submodules are attributes."""

_finder = _Aliases()


def install() -> None:
    """Have imports of Streamlit find Rushlight in this process from now on."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    for name, place in PLACES.items():
        if place in sys.modules:
            sys.modules[name] = sys.modules[place]
            _lead_to_submodules(sys.modules[place], name)
