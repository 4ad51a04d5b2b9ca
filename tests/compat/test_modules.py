"""Modules that apps and packages import besides `streamlit` itself."""

from __future__ import annotations

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
