"""Streamlit's names of sessions, which packages mention in types."""

from enum import Enum

from rushlight.session.session import Session as AppSession

__all__ = ["AppSession", "AppSessionState"]


class AppSessionState(Enum):
    """Whether a session's script runs, and whether the session is to end."""

    APP_NOT_RUNNING = "APP_NOT_RUNNING"
    APP_IS_RUNNING = "APP_IS_RUNNING"
    SHUTDOWN_REQUESTED = "SHUTDOWN_REQUESTED"
