"""Streamlit's name for the making of loggers."""

from __future__ import annotations

import logging

from rushlight import log


def get_logger(name: str) -> logging.Logger:
    """Return a logger that writes where the server's own do, from the level of `logger.level` on."""
    return log.logger(name)
