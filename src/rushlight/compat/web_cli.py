"""Streamlit's name of the command, by which scripts start themselves: `sys.argv = [..., "run", ...]; main()`."""

from rushlight.cli import main

__all__ = ["main"]
