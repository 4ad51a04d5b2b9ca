"""Settings and secrets."""

from __future__ import annotations

from rushlight.config.config import Config, load
from rushlight.config.options import OPTIONS, Option

__all__ = ["OPTIONS", "Config", "Option", "load"]
