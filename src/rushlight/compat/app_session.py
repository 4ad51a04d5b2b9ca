"""Streamlit's name of sessions, which packages mention in types."""

from rushlight.session.session import Session as AppSession

__all__ = ["AppSession"]
