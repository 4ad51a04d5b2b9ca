"""Streamlit's package of the server, of which scripts import the command and the start."""

from rushlight.compat import web_bootstrap as bootstrap
from rushlight.compat import web_cli as cli

__all__ = ["bootstrap", "cli"]
