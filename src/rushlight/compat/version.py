"""The version that packages ask for."""

from __future__ import annotations

from rushlight.compat.package import __version__

STREAMLIT_VERSION_STRING = __version__
