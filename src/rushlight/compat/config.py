"""Streamlit's name of the module of settings."""

from rushlight.commands.options import get_option, set_option

__all__ = ["get_option", "set_option"]
