"""How people log in at the gate, for all apps at once: settings and users in the gate's own folder."""

from __future__ import annotations

from rushlight.config import Config, load
from rushlight.config.login import LoginSettings, login_settings
from rushlight.config.secrets import Secrets
from rushlight.hosting.place import Place


def gate_config(place: Place) -> Config:
    """Return the settings of the gate. Raises ConfigError for what cannot be."""
    flags = {"server.trustedProxies": ["unix"], "server.forwardedHeader": "x-forwarded"}
    return load(place.gate / "gate.py", flags, environment={})


def gate_login(place: Place, config: Config) -> LoginSettings:
    """Return how people log in at the gate. Raises ConfigError for what cannot be."""
    return login_settings(config, Secrets(config, place.gate / "gate.py"), place.gate)


def has_login(place: Place) -> bool:
    """Tell whether people log in at the gate."""
    return gate_login(place, gate_config(place)).is_set_up
