"""Modules that apps and packages import besides `streamlit` itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rushlight.testing import AppTest


def test_loggers_write_where_the_server_does() -> None:
    at = AppTest.from_string(
        """
        import streamlit as st
        from streamlit.logger import get_logger
        st.text(get_logger("mine").name)
        """
    ).run()
    assert not at.exception
    assert at.text[0].value == "rushlight.mine"


def test_code_can_ask_for_the_running_server() -> None:
    at = AppTest.from_string(
        """
        import streamlit as st
        from streamlit.runtime import exists, get_instance
        from streamlit.runtime.runtime import Runtime
        st.text(exists() and Runtime.exists() and Runtime.instance() is get_instance())
        """
    ).run()
    assert not at.exception
    assert at.text[0].value == "True"


def test_packages_find_the_version_and_the_inner_names_that_they_ask_for() -> None:
    at = AppTest.from_string(
        "import streamlit as st\n"
        "from streamlit.version import STREAMLIT_VERSION_STRING\n"
        "from streamlit.elements.lib.form_utils import is_in_form\n"
        "from streamlit.elements.lib.image_utils import image_to_url\n"
        "import numpy as np\n"
        "st.text(st.__version__ == STREAMLIT_VERSION_STRING and st.__version__.startswith('1.'))\n"
        "st.text(is_in_form(st._main))\n"
        "with st.form('f'):\n    st.text(is_in_form(st._main))\n    st.form_submit_button()\n"
        "st.text(image_to_url(np.zeros((2, 2), 'uint8')).startswith('_rushlight/media/'))\n"
        "st.text(hasattr(st, 'no_such_command'))"
    ).run()
    assert not at.exception
    assert [each.value for each in at.text] == ["True", "False", "True", "True", "False"]


def test_other_inner_names_that_packages_import() -> None:
    at = AppTest.from_string(
        "import streamlit as st\n"
        "from streamlit.components.v1 import components, declare_component\n"
        "from streamlit.runtime.metrics_util import gather_metrics\n"
        "from streamlit.deprecation_util import show_deprecation_warning\n"
        "from streamlit.elements.lib.layout_utils import LayoutConfig\n"
        "from streamlit.source_util import get_pages\n"
        "st.text(components.declare_component is declare_component)\n"
        "@gather_metrics('x')\ndef f():\n    return 3\n"
        "st.text(f() + gather_metrics('y', f)())\n"
        "show_deprecation_warning('old')\n"
        "st.text(LayoutConfig(width=3).width)\n"
        "st.text(len(get_pages(__file__)))"
    ).run()
    assert not at.exception
    assert [each.value for each in at.text] == ["True", "6", "3", "1"]


def test_scripts_can_start_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr("rushlight.compat.web_bootstrap.launch", lambda *given: started.append(given))
    at = AppTest.from_string(
        """
        import streamlit as st
        from streamlit.web import bootstrap, cli
        bootstrap.run("app.py", False, ["--x"], {"server.port": 1, "server_headless": True, "theme.base": None})
        st.text(cli.main.name)
        """
    ).run()
    assert not at.exception
    assert at.text[0].value == "main"
    assert started == [(Path("app.py"), {"server.port": 1, "server.headless": True}, ["--x"])]
