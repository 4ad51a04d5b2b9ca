"""Testing apps without a browser."""

from __future__ import annotations

from rushlight.errors import AppTestError
from rushlight.testing.app_test import AppTest

__all__ = ["AppTest", "AppTestError"]
