"""Streamlit's names for the context of a run."""

from __future__ import annotations

import threading

from rushlight.run.context import RunContext, attach, current
from rushlight.run.signals import RerunRequested as RerunException
from rushlight.run.signals import StopRun as StopException

__all__ = ["RerunException", "StopException", "add_script_run_ctx", "get_script_run_ctx"]


def get_script_run_ctx(suppress_warning: bool = False) -> RunContext | None:
    """Return the context of the run this code is part of, or None."""
    return current()


def add_script_run_ctx(thread: threading.Thread | None = None, ctx: RunContext | None = None) -> threading.Thread:
    """Let a thread that is not started yet draw to the page of this run."""
    return attach(thread if thread is not None else threading.current_thread(), ctx)
