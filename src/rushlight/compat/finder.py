"""Makes `import streamlit` and its submodules resolve to Rushlight, whether or not Streamlit is installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

ROOT = "streamlit"

PLACES = {
    "streamlit": "rushlight.compat.package",
    "streamlit.version": "rushlight.compat.version",
    "streamlit.elements": "rushlight.compat.elements",
    "streamlit.elements.lib": "rushlight.compat.elements",
    "streamlit.elements.lib.form_utils": "rushlight.compat.form_utils",
    "streamlit.elements.form_utils": "rushlight.compat.form_utils",
    "streamlit.elements.lib.image_utils": "rushlight.compat.image_utils",
    "streamlit.elements.image": "rushlight.compat.image_utils",
    "streamlit.errors": "rushlight.compat.errors",
    "streamlit.testing": "rushlight.compat.testing",
    "streamlit.testing.v1": "rushlight.compat.testing",
    "streamlit.testing.v1.app_test": "rushlight.compat.testing",
    "streamlit.testing.v1.element_tree": "rushlight.compat.element_tree",
    "streamlit.testing.v1.errors": "rushlight.compat.testing",
    "streamlit.logger": "rushlight.compat.logger",
    "streamlit.runtime": "rushlight.compat.runtime",
    "streamlit.runtime.runtime": "rushlight.compat.runtime",
    "streamlit.runtime.scriptrunner": "rushlight.compat.scriptrunner",
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
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def __init__(self) -> None:
        self._specs: dict[str, ModuleSpec | None] = {}

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(PLACES[spec.name])
        self._specs[module.__name__] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        # The module was run under its own name; the import machinery has only put another spec on it.
        module.__spec__ = self._specs.pop(module.__name__)


_finder = _Aliases()


def install() -> None:
    """Have imports of Streamlit find Rushlight in this process from now on."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    for name, place in PLACES.items():
        if place in sys.modules:
            sys.modules[name] = sys.modules[place]
