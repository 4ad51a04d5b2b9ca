"""Streamlit's name of what a Plotly chart returns."""

from rushlight.elements.selection import PlotlyState

__all__ = ["PlotlyState"]
