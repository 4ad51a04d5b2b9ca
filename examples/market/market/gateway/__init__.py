"""The gateway: the only thing that the app talks to. It knows who somebody is, and what they may do."""

from market.gateway.application import create_app
from market.gateway.settings import Settings

__all__ = ["Settings", "create_app"]
