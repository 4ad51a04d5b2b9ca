"""Notices about old names."""

from __future__ import annotations

from rushlight import log
from rushlight.run.settings import setting

_logger = log.logger("compat")
_shown: set[str] = set()


def show_deprecation_warning(message: str, show_in_browser: bool = True, *, show_once: bool = False) -> None:
    """Write a notice to the log, each only once if so asked."""
    if setting("global.suppressDeprecationWarnings"):
        return
    if not (show_once and message in _shown):
        _shown.add(message)
        _logger.warning("%s", message)
