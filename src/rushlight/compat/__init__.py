"""Streamlit's names for what Rushlight has: while an app runs, `import streamlit` finds this."""

from __future__ import annotations

from rushlight.compat.finder import install

__all__ = ["install"]
