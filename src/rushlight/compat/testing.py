"""Streamlit's name of the test harness."""

from rushlight.testing import AppTest

__all__ = ["AppTest"]
