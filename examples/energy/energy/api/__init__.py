"""The backend: what the pipeline has written, as JSON."""

from energy.api.application import create_app
from energy.api.settings import Settings

__all__ = ["Settings", "create_app"]
