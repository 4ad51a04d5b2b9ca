"""Streamlit's names of the test harness."""

from rushlight.errors import AppTestError
from rushlight.testing import AppTest

__all__ = ["AppTest", "AppTestError"]
