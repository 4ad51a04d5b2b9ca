"""Streamlit's name of what holds the sessions, which packages mention in types."""

from rushlight.session.sessions import Sessions as SessionManager

__all__ = ["SessionManager"]
