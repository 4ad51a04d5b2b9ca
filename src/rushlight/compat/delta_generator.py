"""Streamlit's name of containers."""

from rushlight.run.container import Container as DeltaGenerator

__all__ = ["DeltaGenerator"]
